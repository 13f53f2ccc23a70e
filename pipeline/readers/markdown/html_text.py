"""The visible lines of a piece of HTML inside Markdown."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

_BLOCKS = frozenset(
    "p div br li ul ol tr table thead tbody h1 h2 h3 h4 h5 h6 section article header footer blockquote hr dl dt dd "
    "details summary pre center".split()
)
_HIDDEN = frozenset("script style head title template".split())
_BREAK_RE = re.compile(r"</?br\s*/?>", re.IGNORECASE)


def is_line_break(tag: str) -> bool:
    """True for "<br>", "<br/>", "<BR />" (and the wrong "</br>")."""
    return _BREAK_RE.fullmatch(tag) is not None


def html_lines(html: str) -> Iterator[tuple[str, int | None]]:
    """(text, heading level) of each visible line; empty texts where a block ends."""
    collector = _Collector()
    collector.feed(html)
    collector.close()
    yield from collector.finish()


class _Collector(HTMLParser):
    """Collects text, cut at block tags and line ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[tuple[str, int | None]] = []
        self._parts: list[str] = []
        self._heading: int | None = None
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self._cut()
        elif tag in ("td", "th"):
            self._parts.append(" ")
        self._hidden += tag in _HIDDEN
        if re.fullmatch("h[1-6]", tag):
            self._heading = int(tag[1])

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN and self._hidden > 0
        if tag in _BLOCKS:
            self._cut()
        if re.fullmatch("h[1-6]", tag):
            self._heading = None

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        for number, part in enumerate(data.split("\n")):
            if number:
                self._cut(blank=False)
            self._parts.append(part)

    def finish(self) -> list[tuple[str, int | None]]:
        self._cut(blank=False)
        return self._lines

    def _cut(self, *, blank: bool = True) -> None:
        text = "".join(self._parts).strip()
        self._parts = []
        if text:
            self._lines.append((text, self._heading))
        if blank:
            self._lines.append(("", None))
