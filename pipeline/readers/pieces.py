"""Pieces of text with one look, from which the readers of office documents and web pages make lines."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Takes: "3", "12", "iv"      Refuses: "2.1", "Budget"
_PAGE_NUMBER_RE = re.compile(r"\d{1,4}|[ivxl]{1,7}", re.IGNORECASE)
# What a program shows in a control that nobody filled in.
# Takes:   "Cliquez ici pour entrer une date.", "Choisissez un élément.", "[Lieu]", "Click or tap to enter a date."
# Refuses: "12 mars 2024", "Clique de la fanfare", "[Lieu] Salle des fêtes"
_PROMPT_RE = re.compile(
    r"\s*(?:(?:cliquez|choisissez|s[ée]lectionnez|entrez|tapez|saisissez|indiquez|click|tap|choose|select|enter|type)\b"
    r".{0,80}|\[[^\[\]]{0,60}\])\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text; `text` "\\n" is a line break. `font_size` is in points."""

    text: str
    bold: bool
    font_size: float | None


Row = list[Piece]


def rows_of(pieces: Iterable[Piece]) -> list[Row]:
    """The pieces, line by line."""
    rows: list[Row] = [[]]
    for piece in pieces:
        if piece.text == "\n":
            rows.append([])
        else:
            rows[-1].append(piece)
    return rows


def row_text(row: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in row).strip()


def row_size(row: Sequence[Piece]) -> float | None:
    """The size of most of the line's characters."""
    sizes: Counter[float] = Counter()
    for piece in row:
        if piece.font_size is not None:
            sizes[piece.font_size] += len(piece.text.strip())
    return sizes.most_common(1)[0][0] if sizes else None


def row_bold(row: Sequence[Piece]) -> bool:
    """True where all that is seen is bold."""
    return all(piece.bold for piece in row if piece.text.strip())


def without_page_number(row: Row) -> Row:
    """A line of a table of contents without the page number after its last tab."""
    tab = next((index for index in range(len(row) - 1, 0, -1) if row[index].text == "\t"), None)
    return row if tab is None or not _PAGE_NUMBER_RE.fullmatch(row_text(row[tab:])) else row[:tab]


def is_prompt(text: str) -> bool:
    """True for what an empty control of a form asks ("Cliquez ici pour entrer une date.")."""
    return _PROMPT_RE.fullmatch(text) is not None
