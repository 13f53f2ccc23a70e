"""Numbers and bullets printed before a line, and what they say of its place.

Takes:   "1.", "2.3", "IV -", "a)", "A/", "1°", "3/", "[4]", "Point n° 2 :", "Deuxième résolution :", "-", "•",
         "→", "-->", "[ ]", "Délibération n° 4 :", "2023-04-07  FINANCES", "DCM 2023-12 :"
Refuses: "23 février" (a date), "12.05.2024", "2023-04-07 : visite", "15h30", "2 000 euros", "M. Petit" (a title),
         "C.A." (an acronym), "[sic]".
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class LabelKind(StrEnum):
    BULLET = "bullet"
    DECIMAL = "decimal"
    ROMAN = "roman"
    LETTER = "letter"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a line: as printed, its kind, its depth (2 for "2.3"), the characters it takes."""

    text: str
    kind: LabelKind
    depth: int
    length: int


_SPACE_SRC = r"[\s\u00a0\u2000-\u200b]"
_SYMBOLS = "•▪■□◦●○·❖✓✔➢➤►▶→⇒»>*#+~§¤◆◇♦☐☑☒\ue000-\uf8ff"
_ARROW_SRC = r"\[[ xX]?\]|-{1,2}>|=>"
_DASH_SRC = r"[\-–—‐‑−]{1,2}(?=\s|[A-ZÀ-Ý«\"(\u00a0])"
_BULLET_RE = re.compile(rf"(?:{_ARROW_SRC}|{_DASH_SRC}|[{_SYMBOLS}]+|o(?=\t|{_SPACE_SRC}{{2,}})){_SPACE_SRC}*")
_DECIMAL_RE = re.compile(
    rf"""(?P<number>\d{{1,2}}(?:\.\d{{1,2}}){{0,3}})
    (?:{_SPACE_SRC}*(?P<mark>\.-|°[.)/]|[.)°/]|[-–—:](?={_SPACE_SRC}+\D))(?!\d){_SPACE_SRC}*[-–—:]?{_SPACE_SRC}*
      |(?<=\.\d){_SPACE_SRC}+)
    (?=\S)""",
    re.VERBOSE,
)
# "12.05.2024", "12.05.24"; "2.3.1" is a heading's number.
_DAY_RE = re.compile(r"20\d\d[-/.](?:0[1-9]|1[0-2])[-/.](?:[0-2]\d|3[01])\s*[-–—:]\s*(?![A-ZÀ-Ý]{3})")
_DATE_RE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}|\d{2}\.\d{2}\.\d{2}\b")
_ROMAN_RE = re.compile(
    rf"(?P<number>[IVX]{{1,5}}(?:\.\d{{1,2}})?){_SPACE_SRC}*(?:(?<=\.\d)\s|(?<=\.\d\d)\s|[.)/°:]|[-–—](?=\s|[A-ZÀ-Ý]))[-–—]?{_SPACE_SRC}*(?=\S)"
)
_LETTER_RE = re.compile(
    rf"""(?P<number>[A-Ha-h])
    (?:{_SPACE_SRC}*[)/]|\.(?={_SPACE_SRC}+[A-ZÀ-Ý])|{_SPACE_SRC}[-–—]{_SPACE_SRC}){_SPACE_SRC}*(?=\S)""",
    re.VERBOSE,
)
_LETTER_STOP_RE = re.compile(rf"\s*(?P<number>[A-H])\.{_SPACE_SRC}+[A-ZÀ-Ý]")
_NUMBERED_WORD_SRC = r"(?i:point|d[ée]lib[ée]ration|r[ée]solution|article|art\.|question|d[ée]cision|sujet|th[èe]me)"
_BRACKET_RE = re.compile(rf"\[(?P<number>\d{{1,2}}(?:\.\d{{1,2}})?)\]{_SPACE_SRC}*(?=\S)")
# "Première résolution :", "2ème question -", "Premier point : budget"; not "première réunion", "second tour".
_ORDINAL_SRC = (
    r"(?i:premi(?:er|[èe]re)|deuxi[èe]me|seconde?|(?:trois|quatr|cinqu|six|sept|huit|neuv|dix|onz|douz|treiz|quatorz|quinz)i[èe]me"
    r"|1(?:er|[èe]re|re)|\d{1,2}(?:[èe]me|e))"
)
_ORDINAL_RE = re.compile(
    rf"(?P<number>{_ORDINAL_SRC}{_SPACE_SRC}(?i:point|d[ée]lib[ée]ration|r[ée]solution|question))"
    rf"{_SPACE_SRC}*[-–—:.]{_SPACE_SRC}*(?=\S)"
)
_POINT_RE = re.compile(
    rf"""(?P<number>{_NUMBERED_WORD_SRC}{_SPACE_SRC}*(?:[nN]?[°ºo]\.?{_SPACE_SRC}*)?\d[\d./-]{{0,12}})
    (?!\w){_SPACE_SRC}*[-–—:.)]?{_SPACE_SRC}*(?=\S)""",
    re.VERBOSE,
)
# "2025-018 - Budget primitif", a délibération's number in the register; "2024-12-05", "2024 - bilan" are dates.
_REGISTER_RE = re.compile(
    rf"(?P<number>20\d\d[-/.]\d{{2,3}}){_SPACE_SRC}*(?:[-–—:]{_SPACE_SRC}+|[-–—:](?=[A-ZÀ-Ý])){_SPACE_SRC}*(?=[^\W\d])"
)
# "2023-04-07  FINANCES", a number that looks like a day, before a word in capitals; "DCM 2023-12 :", "D_2023_012 -".
_CODE_RE = re.compile(
    rf"""(?P<number>20\d\d[-/._]\d\d[-/._]\d{{1,3}})(?:{_SPACE_SRC}{{2,}}|{_SPACE_SRC}*[-–—:]{_SPACE_SRC}*)(?=[A-ZÀ-ÝŒ]{{3}})
      |(?P<code>(?:(?:D|DE|DEL|DELIB|DCM|DCC|DB|CA|CC|CM|CS)[ ._-]?)?(?:[nN]°{_SPACE_SRC}?)?20\d\d[-/._]\d{{1,3}}
        (?:[-/._]\d{{1,3}})?)(?<![\d]{{4}}){_SPACE_SRC}*[-–—:]{_SPACE_SRC}+(?=[^\W\d])""",
    re.VERBOSE,
)


def is_lettered(lines: Iterable[str]) -> bool:
    """True if the "A.", "B." of these lines number them, in order; else they are initials ("B. Morel", "D. Petit")."""
    letters = [match["number"].upper() for line in lines if (match := _LETTER_STOP_RE.match(line))]
    steps = [ord(after) - ord(before) for before, after in pairwise(letters)]
    return (
        letters[:1] == ["A"]
        and len(letters) > 1
        and all(step == 1 or after == "A" for step, after in zip(steps, letters[1:], strict=True))
    )


def is_initial(label: Label) -> bool:
    """True for a capital with a full stop, which may be the initial of a name."""
    return label.kind is LabelKind.LETTER and label.text.endswith(".")


def find_label(text: str) -> Label | None:
    """The label at the start of a line's text (white space before it allowed), None without one."""
    lead = len(text) - len(text.lstrip())
    body = text[lead:]
    if match := _POINT_RE.match(body):
        return Label(match["number"].strip(), LabelKind.POINT, 1, lead + match.end())
    if match := _ORDINAL_RE.match(body):
        return Label(match["number"], LabelKind.POINT, 1, lead + match.end())
    if match := _BRACKET_RE.match(body):
        return Label(match.group().strip(), LabelKind.DECIMAL, match["number"].count(".") + 1, lead + match.end())
    if (match := _CODE_RE.match(body)) and not _DAY_RE.match(body):
        return Label(match["number"] or match["code"], LabelKind.POINT, 1, lead + match.end())
    if match := _REGISTER_RE.match(body):
        return Label(match["number"], LabelKind.POINT, 1, lead + match.end())
    if match := _DECIMAL_RE.match(body):
        return _decimal(body, match, lead)
    if match := _ROMAN_RE.match(body):
        depth = match["number"].count(".") + 1
        return Label(body[: match.end()].strip(), LabelKind.ROMAN, depth, lead + match.end())
    if match := _LETTER_RE.match(body):
        return Label(body[: match.end()].strip(), LabelKind.LETTER, 2, lead + match.end())
    if match := _BULLET_RE.match(body):
        return Label(match.group().strip() or "-", LabelKind.BULLET, 1, lead + match.end())
    return None


def _decimal(body: str, match: re.Match[str], lead: int) -> Label | None:
    printed = body[: match.end()].strip()
    if _DATE_RE.match(body):
        return None
    depth = match["number"].count(".") + 1
    return Label(printed, LabelKind.DECIMAL, depth, lead + match.end())
