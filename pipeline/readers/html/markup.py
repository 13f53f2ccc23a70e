"""Bytes of an HTML file to a tree: its encoding, and marks that no tree can hold."""

import codecs
import re

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from models.errors import EmptyFileError, UnreadableFileError
from models.issues import IssueCode
from pipeline.readers.encoding import decode

_HEAD = 4096
"""Where browsers look for the encoding; Word writes its own after a kilobyte of namespaces."""
# Takes: `<meta charset="utf-8">`, `content="text/html; charset=windows-1252"`, `<?xml version="1.0" encoding='l1'?>`
_CHARSET_RE = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*(?P<name>[A-Za-z0-9_.:-]{2,40})""")
_LATIN = frozenset({"iso8859-1", "ascii", "iso8859-15"})
"""Declared so, but written as cp1252: browsers read them so, too (WHATWG Encoding)."""
_CONTROLS_RE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
"""Control characters; the parser would stop at the first NUL."""
_XML_HEAD_RE = re.compile(r"<\?xml[^>]{0,500}>")
# Tags that only dress text. Old programs never close them, so that each paragraph lies deeper than the one before.
_DRESS_RE = re.compile(r"</?(?:font|span|b|i|u|em|strong|big|small|center|a)\b[^<>]*>", re.IGNORECASE)


def read_markup(content: bytes, source: str) -> tuple[etree._Element, tuple[str, ...]]:
    """The root of a page, and ENCODING_GUESSED where nothing said how its letters are written.

    Raises:
        UnreadableFileError: no text in any encoding that we know, or nested deeper than any page.
        EmptyFileError: no markup and no text.
    """
    text, notes = _decode(content, source)
    text = _XML_HEAD_RE.sub("", text.lstrip(), count=1)
    text = _CONTROLS_RE.sub("", text)
    try:
        root = _parse(text)
        if root is None:
            root = _parse(_DRESS_RE.sub(" ", text))
    except etree.ParserError as error:  # nothing that makes an element
        raise EmptyFileError(f"{source}: the page holds no text. Check that it was saved completely.") from error
    if root is None:
        raise UnreadableFileError(
            f"{source}: the page is damaged (its elements lie deeper in each other than in any page). Save it as PDF."
        )
    return root, notes


def _parse(text: str) -> etree._Element | None:
    """The tree; None where libxml2 gave up for depth and dropped the rest."""
    parser = HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True, remove_comments=True, no_network=True)
    root = document_fromstring(text.encode("utf-8", "replace"), parser=parser, ensure_head_body=True)
    return None if any("depth" in error.message for error in parser.error_log) else root


def _decode(content: bytes, source: str) -> tuple[str, tuple[str, ...]]:
    """By byte order mark, as UTF-8 if it is, as declared, else by guess."""
    plain, guessed = decode(content, source)
    named = _CHARSET_RE.search(content[:_HEAD])
    if not guessed or named is None:
        return plain, guessed
    try:
        name = codecs.lookup(named["name"].decode("ascii")).name
        return content.decode("cp1252" if name in _LATIN else name), ()
    except (LookupError, UnicodeDecodeError):
        return plain, (IssueCode.ENCODING_GUESSED.value,)
