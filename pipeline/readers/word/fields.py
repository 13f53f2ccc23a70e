"""Fields of a Word paragraph (ISO 29500-1, 17.16): what is instruction, what is shown, and old form controls."""

from lxml import etree

from pipeline.readers.word.package import W, child, number, switch, value

_FIELD_CHAR = f"{W}fldChar"
_TICKED, _EMPTY = "☒", "☐"


class Fields:
    """Follows the complex fields of one paragraph: between "begin" and "separate" stands what is no text."""

    def __init__(self, paragraph: etree._Element) -> None:
        self._closed = _closed_fields(paragraph)
        self._open: list[bool] = []

    @property
    def is_instruction(self) -> bool:
        return any(self._open)

    def take(self, mark: etree._Element) -> str:
        """Pass a w:fldChar; returns what an old form control shows (☒, ☐, the choice in a list), else nothing."""
        kind = value(mark, "fldCharType")
        if kind == "begin":
            shown = "" if self.is_instruction else _control(mark)
            self._open.append(mark in self._closed)
            return shown
        if kind == "separate" and self._open:
            self._open[-1] = False
        elif kind == "end" and self._open:
            self._open.pop()
        return ""


def _closed_fields(paragraph: etree._Element) -> frozenset[etree._Element]:
    """The beginnings of fields whose instruction ends in the same paragraph; of others nothing is left out."""
    opened: list[etree._Element] = []
    closed: set[etree._Element] = set()
    for mark in paragraph.iter(_FIELD_CHAR):
        kind = value(mark, "fldCharType")
        if kind == "begin":
            opened.append(mark)
        elif opened and kind == "separate":
            closed.add(opened[-1])
        elif opened and kind == "end":
            closed.add(opened.pop())
    return frozenset(closed)


def _control(mark: etree._Element) -> str:
    """What a form control of Word 97 shows; a text control shows its result, which stands in runs."""
    data = child(mark, "ffData")
    box = child(data, "checkBox")
    if box is not None:
        ticked = switch(child(box, "checked"))
        return _TICKED if (switch(child(box, "default")) if ticked is None else ticked) else _EMPTY
    choices = child(data, "ddList")
    if choices is None:
        return ""
    entries = [value(entry) or "" for entry in choices.findall(f"{W}listEntry")]
    index = number(child(choices, "result")) or number(child(choices, "default")) or 0
    return entries[index] if 0 <= index < len(entries) else ""
