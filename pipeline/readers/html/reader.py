"""Reads web pages, and what Word, LibreOffice or a web application saved as HTML, as a browser shows them.

Hidden elements, scripts, remarks, deleted text (<del>) and addresses of links are no text. Menus, banners and the
head and foot of a site keep their text in running lines. Tables that only place things on the page flow as text.
"""

from lxml import etree

from models.document import Document, LineRole
from models.errors import EmptyFileError
from pipeline.readers.html.archive import unpack_page
from pipeline.readers.html.furniture import Furniture
from pipeline.readers.html.looks import StyleSheet
from pipeline.readers.html.markup import read_markup
from pipeline.readers.html.walk import Walk
from pipeline.readers.text_tables import with_tables


def read_html(content: bytes, *, source: str, sha256: str) -> Document:
    """Read an HTML file.

    Raises:
        UnreadableFileError: the bytes are no text, or nested deeper than any page.
        EmptyFileError: it shows no text.
    """
    root, notes = read_markup(unpack_page(content), source)
    walk = Walk(StyleSheet(root), Furniture(root))
    body = root.find("body")
    _run(walk, root if body is None else body)
    builder = walk.builder
    if not any(line.role is LineRole.BODY for line in builder.lines):
        raise EmptyFileError(f"{source}: the page shows no text. Check that it was saved completely.")
    tables = tuple(walk.tables)
    lines = tuple(builder.lines)
    if walk.has_plain_text:
        lines, tables = with_tables(builder.text, lines, tables)
    return Document(source, sha256, "text/html", builder.text, lines, (), tables, _title(root), notes)


def _run(walk: Walk, body: etree._Element) -> None:
    """Go through all elements in order, however deep they lie: no recursion."""
    events = etree.iterwalk(body, events=("start", "end"))
    left_out: etree._Element | None = None
    for event, node in events:
        if event == "start":
            if walk.open(node):
                walk.add_text(node.text)
            else:
                left_out = node
                events.skip_subtree()
            continue
        if node is not left_out:
            walk.close()
        left_out = None
        if node is not body:
            walk.add_text(node.tail)
    walk.end_line()


def _title(root: etree._Element) -> str | None:
    text = root.findtext("head/title")
    return " ".join((text or "").split()) or None
