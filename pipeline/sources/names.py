"""Names of files as they are shown and kept: on one line, without anything that a terminal would obey."""

import re
from pathlib import Path

# Control characters, line separators, and the marks that turn the direction of writing, by which a name or a line can
# pass for another one ("fdp.exe" shown for "exe.pdf").
# Takes: "compte\nrendu.pdf", "\x1b[2Jseance.pdf"      Refuses: "séance du 3 mai.pdf", a no-break space, an accent apart
_RISKY_RE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """The text with pictures of such characters: "a␊b" for an a and a b on two lines."""
    return _RISKY_RE.sub(_picture, text)


def printable_lines(text: str) -> str:
    """As `printable`, but line ends and tabs stay: for what has several lines."""
    return _RISKY_RE.sub(lambda found: found[0] if found[0] in "\n\t" else _picture(found), text)


def _picture(found: re.Match[str]) -> str:
    """Unicode's own picture of a control character, else the sign for what cannot be shown."""
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else "�"


def source_name(path: Path) -> str:
    """The name under which a file is read, kept and shown: its last part, printable, without what is no Unicode."""
    return printable(path.name.encode("utf-8", "replace").decode("utf-8"))
