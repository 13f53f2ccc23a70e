"""What the words around an expression say: past or plan, and whether it bounds a time ("avant le", "à partir de")."""

import re
from dataclasses import replace
from functools import cache

from extractors.grammar.dates.atoms import FULL_WEEKDAY_SRC
from extractors.grammar.dates.calendar import ONE_DAY
from extractors.grammar.dates.model import DateKind, Direction, Interval, Piece, Scan
from extractors.lexicons import load_lexicon
from models.folding import fold
from models.vocabulary import DatePrecision

_LOOK_BACK = 48
_CLAUSE_REACH = 160
_ARTICLE_SRC = r"(?:\s*:)?(?:\s+(?:le|la|les|au|du|a|en|cet|ce|cette|debut))*(?:\s+l')?\s*(?:\([^()]{0,3}\)\s*)?"
# "sera", "seront", "transmettra", "aurons", "pourrait": a future or a wish; not "opéra", "Sandra".
_FUTURE_RE = re.compile(
    r"\b(?!(?:opera|extra|infra|supra|contra|camera|sandra|clara|debora|laura|petra|ultra|tiendra?s|lettra)\b)"
    r"[a-zà-ÿ]{1,14}(?:er|ir|dr|tr|ur|vr|rr)(?:a|ont|ons|ez|ai|ait|aient)\b"
    r"|\btombe(?:nt)?\b"
)
# "a été", "ont voté", "s'est réuni", "avait", "était": past tenses; "a" is never "à" here (accents are kept).
_PAST_RE = re.compile(
    r"\b(?:a|ont|avons|avez|ai)\s(?:[a-zà-ÿ]+ment\s|déjà\s|bien\s|pas\s|été\s)?"
    r"(?:été|eu|fait|pris|mis|permis|tenu|reçu|vu|venu|[a-zà-ÿ]{2,}(?:é|ée|és|ées|is|it|ies|us|ue|ues))\b"
    r"|\b(?:est|sont)\s(?:venu|allé|arrivé|parti|né|décédé|intervenu|paru|sorti|entré|passé|devenu)e?s?\b"
    r"|\b[a-zà-ÿ]{2,}(?:ait|aient)\b(?<!fait)(?<!souhait)(?<!rait)(?<!raient)"
)
# "les trous signalés en mars", "reçu le 4 avril": what is done was done before; "prévu en mars" is a plan by its word.
_PARTICIPLE_RE = re.compile(
    r"\b[a-zà-ÿ]{3,}(?:é|ée|és|ées|is|ise|ises|it|ite|us|ue|ues)\s(?:en|le|au|les|début|mi|fin|à|dès)\s*$"
)
# "n'aura pas lieu avant mai", "non envisagé avant l'été": not before, so from then on.
_NOT_BEFORE_RE = re.compile(r"\b(?:pas|non|guere|jamais|rien)\b[^.;:!?]{0,32}$")
# "depuis janvier", "depuis le 3", "depuis fin mai": no plan in the sentence makes it one of next year.
_SINCE_RE = re.compile(r"\bdepuis\s(?:le\s|la\s|l')?(?:debut|mi|fin)?[\s-]?$")
# "à partir d'octobre": what is told to begin then may lie ahead of what was told.
_FROM_ON_RE = re.compile(r"\ba\s(?:partir|compter)\sd(?:u\s|e\s|')$")
# "comparatif envoyé dimanche", "changé lundi": a weekday needs no article after what was done.
_DONE_RE = re.compile(r"\b[a-zà-ÿ]{3,}(?:é|ée|és|ées|is|ise|ises|it|ite|us|ue|ues)\s*$")
_WEEKDAY_RE = re.compile(rf"{FULL_WEEKDAY_SRC}$")
# "pour le 15 mai": what has to be done by then …
_FOR_RE = re.compile(r"\bpour\sle\s$")
# … but not the day of what takes place: "prévue pour le 15 mai", "rendez-vous pris pour le 15", "candidats pour le 15".
_TAKES_PLACE_RE = re.compile(
    r"\b(?:prev|annonc|fix|esper|programm|convo|report|repouss|decal|propos|reten|envisag|planifi|confirm|reserv|arret"
    r"|promis|invit|manqu|pris|rendez-vous|rdv|seance|reunion|assemblee|date|place|ouverture|deleg|benevol|motion)[\w-]*"
    r"(?:\s\S+){0,3}\s(?=pour\sle\s$)"
)
_CLAUSE_END_RE = re.compile(r"[.!?;](?=\s)|\n\n| - |•")


@cache
def _cue_before(entry: str) -> re.Pattern[str]:
    forms = sorted(load_lexicon("dates")[entry].forms, key=len, reverse=True)
    source = "|".join(re.escape(fold(form)).replace(r"\ ", r"\s+") for form in forms)
    return re.compile(rf"(?:(?<![\w'])|(?<=\bqu'))(?P<cue>{source}){_ARTICLE_SRC}$")


@cache
def _cue_after(entry: str) -> re.Pattern[str]:
    forms = sorted(load_lexicon("dates")[entry].forms, key=len, reverse=True)
    return re.compile(
        r"\s?[,(-]?\s?(?:" + "|".join(re.escape(fold(form)).replace(r"\ ", r"\s+") for form in forms) + r")(?!\w)"
    )


def direction_at(scan: Scan, start: int, end: int) -> Direction:
    """Whether the clause around [start, end) tells of the past or makes a plan; the nearer cue decides."""
    low = max(0, start - _CLAUSE_REACH)
    before = scan.lower[low:start]
    cuts = [match.end() for match in _CLAUSE_END_RE.finditer(before)]
    left = low + (cuts[-1] if cuts else 0)
    following = _CLAUSE_END_RE.search(scan.lower, end, min(len(scan.lower), end + _CLAUSE_REACH // 2))
    right = following.start() if following else min(len(scan.lower), end + _CLAUSE_REACH // 2)
    if _SINCE_RE.search(scan.plain[max(0, start - _LOOK_BACK) : start]):
        return Direction.STRICTLY_BEFORE
    past = _nearest(scan, left, start, end, right, "past", _PAST_RE)
    plan = _nearest(scan, left, start, end, right, "plan", _FUTURE_RE)
    if past == plan:
        done = _PARTICIPLE_RE.search(before) or (
            _WEEKDAY_RE.fullmatch(scan.plain, start, end) and _DONE_RE.search(before)
        )
        return Direction.BEFORE if done else Direction.NEAREST
    if past < plan and _FROM_ON_RE.search(scan.plain[max(0, start - _LOOK_BACK) : start]):
        return Direction.NEAREST
    return Direction.AFTER if plan < past else Direction.BEFORE


def _nearest(scan: Scan, left: int, start: int, end: int, right: int, entry: str, verb: re.Pattern[str]) -> int:
    """Characters between the expression and the nearest cue in its clause; what follows counts double."""
    lexicon = load_lexicon("dates")[entry]
    spans = [match.span() for match in verb.finditer(scan.lower, left, right)]
    spans += [(left + cue.start, left + cue.end) for cue in lexicon.find(scan.plain[left:right])]
    return min((start - high if high <= start else 2 * (low - end) for low, high in spans
                if high <= start or low >= end), default=9999)  # fmt: skip


def bounded(scan: Scan, rule: str, piece: Piece) -> Piece:
    """The piece with what a cue before or after makes of it: a deadline, an open end, the time after."""
    interval = piece.interval
    if interval.impossible or interval.kind is DateKind.DEADLINE:
        return piece
    before = scan.plain[max(0, piece.start - _LOOK_BACK) : piece.start]
    for entry, bound in (("open_end", _from), ("open_start", _until), ("after", _after)):
        cue = _cue_before(entry).search(before)
        if cue is not None:
            start = piece.start - len(before) + cue.start()
            if scan.lower.startswith(("des", "passe"), start) or not _bounds(cue["cue"], rule):
                continue  # "des" and "passe" without their accents; "dès la semaine prochaine" names the week
            if (
                entry == "open_start"
                and cue["cue"].startswith("avant")
                and _NOT_BEFORE_RE.search(before[: cue.start()])
            ):
                bound = _from
            return Piece(start, piece.end, bound(interval, scan.plain[start : piece.end], rule))
    if rule in ("days", "figures", "weekday_number", "day_number") and _is_due(scan, piece, before):
        return Piece(piece.start - len("pour le "), piece.end, _until(interval, "", rule))
    if before.endswith("jusqu'"):  # "jusqu'à la fin de l'année": the "à" belongs to the expression
        return Piece(piece.start - len("jusqu'"), piece.end, _until(interval, "", rule))
    after = _cue_after("deadline_after").match(scan.plain, piece.end)
    if after is not None:
        return Piece(piece.start, after.end(), _until(interval, "", rule))
    return _of_week(_neighbour(piece, before), before)


def _bounds(cue: str, rule: str) -> bool:
    """ "dès" alone opens only with a day of the week; "dès le 3 mai" is a form of its own."""
    return cue != "des" or rule in ("weekday", "weekday_number")


def _is_due(scan: Scan, piece: Piece, before: str) -> bool:
    """ "à rendre pour le 15 mai": a day by which something is due, not one on which something takes place."""
    one_day = piece.interval.start is not None and piece.interval.start == piece.interval.end
    return one_day and _FOR_RE.search(before) is not None and not _TAKES_PLACE_RE.search(before)


def _until(interval: Interval, words: str, rule: str) -> Interval:
    """Up to the end; "avant juin" and "avant l'été" up to the eve, "avant fin juin" and "avant le 20 mai" inclusive."""
    if interval.kind is DateKind.YEAR and words.startswith("d'ici") is False and words.startswith("avant") is False:
        return replace(interval, start=None, kind=DateKind.YEAR)
    whole = interval.precision in (DatePrecision.MONTH, DatePrecision.SEASON, DatePrecision.QUARTER, DatePrecision.YEAR,
                                   DatePrecision.WEEK)  # fmt: skip
    eve = (words.startswith("avant") and whole) or (rule == "feast" and interval.precision is DatePrecision.RANGE)
    end = interval.start - ONE_DAY if eve and interval.start else interval.end
    kind = interval.kind if interval.kind is DateKind.YEAR else DateKind.DEADLINE
    return replace(interval, start=None, end=end, kind=kind)


def _from(interval: Interval, words: str, rule: str) -> Interval:
    kind = interval.kind if interval.kind in (DateKind.YEAR, DateKind.DEICTIC_PAST) else DateKind.DEADLINE
    return replace(interval, end=None, kind=kind)


def _after(interval: Interval, words: str, rule: str) -> Interval:
    if interval.end is None:
        return interval
    kind = interval.kind if interval.kind in (DateKind.YEAR, DateKind.DEICTIC_PAST) else DateKind.DEADLINE
    return replace(interval, start=interval.end + ONE_DAY, end=None, kind=kind)


# "le lendemain du 13 février", "la veille du 14 juillet".
_NEIGHBOUR_RE = re.compile(
    r"(?:la|le|au|a la)\s(?P<which>lendemain|surlendemain|veille|avant-veille)\s(?:du|de)\s?(?:la\s|l')?$"
)
_NEIGHBOURS = {"lendemain": 1, "surlendemain": 2, "veille": -1, "avant-veille": -2}


def _neighbour(piece: Piece, before: str) -> Piece:
    cue = _NEIGHBOUR_RE.search(before)
    day = piece.interval.start
    if cue is None or day is None or day != piece.interval.end:
        return piece
    moved = day + _NEIGHBOURS[cue["which"]] * ONE_DAY
    return Piece(piece.start - len(before) + cue.start(), piece.end, replace(piece.interval, start=moved, end=moved))


# "semaine du 12 mars", "week-end du 14 juin", "la semaine du lundi 5 mars".
_WEEK_OF_RE = re.compile(r"(?:la\s|le\s)?\b(?P<unit>semaine|sem\.|week-?\s?end|we)\s(?:du|des|de|le)\s(?:les\s)?$")


def _of_week(piece: Piece, before: str) -> Piece:
    unit = _WEEK_OF_RE.search(before)
    day = piece.interval.start
    if unit is None or day is None:
        return piece
    start = piece.start - len(before) + unit.start()
    if day != piece.interval.end:
        return Piece(start, piece.end, piece.interval)
    monday = day - ONE_DAY * day.weekday()
    if unit["unit"].startswith("sem"):
        days, precision = (monday, monday + 6 * ONE_DAY), DatePrecision.WEEK
    else:
        days, precision = (min(day, monday + 5 * ONE_DAY), monday + 6 * ONE_DAY), DatePrecision.RANGE
        days = days if day.weekday() >= 4 else (monday + 5 * ONE_DAY, days[1])
    return Piece(
        start,
        piece.end,
        replace(piece.interval, start=days[0], end=days[1], precision=precision, kind=DateKind.PARTIAL),
    )
