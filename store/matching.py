"""Find the records of an earlier extraction again in a new one, so that their ids, and what people decided, live on.

Signals in order of authority: the same id (same quote, words around it and page); the same quote on the same page; the
same quote; the same place in the text with much the same words; very similar words, with a clear lead. The last two
never match where a number differs; names and dates are too short for the last one ("Jean Dupont", "Jeanne Dupont").
A record is matched once or not at all.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence

from models.vocabulary import RecordKind
from store.forms import SECTIONS, Json, anchor_quote, main_evidence, records_of

SAME_PLACE_RATIO = 60.0
"""Least likeness (0..100) of two quotes at overlapping places: offsets mean little where the reader changed."""
SIMILAR_RATIO = 85.0
SIMILAR_LEAD = 8.0
"""Likeness alone needs one clear winner on both sides."""
_SHORT_KINDS = frozenset({RecordKind.DATE, RecordKind.ATTENDANCE, RecordKind.PERSON})
_NUMBER_RE = re.compile(r"\d+")

Pairs = dict[int, int]
"""Index of a new record → index of the old record that it is."""


def keep_ids(new: Json, old: Json | None, lost: Sequence[tuple[RecordKind, Json]]) -> None:
    """Give the records of a new record form the ids of the old records that they are. Changes `new` in place.

    Args:
        new: the form as the pipeline made it.
        old: the form that it replaces, None for the first extraction.
        lost: records that people decided about and that `old` does not hold any more, as they were seen.
    """
    renamed: dict[str, str] = {}
    for kind in SECTIONS:
        former = (records_of(old, kind) if old else []) + [record for k, record in lost if k is kind]
        records = records_of(new, kind)
        for index, found in match_records(kind, former, records).items():
            renamed[records[index]["id"]] = former[found]["id"]
            records[index]["id"] = former[found]["id"]
    _make_unique(new)
    _rename_references(new, renamed)


def match_records(kind: RecordKind, old: Sequence[Json], new: Sequence[Json]) -> Pairs:
    """Pair new records with old ones of the same kind."""
    if kind is RecordKind.MEETING:
        return {0: 0} if old and new else {}
    pairs: Pairs = {}
    for key in (_id_key, _quote_and_page_key, anchor_quote):
        _pair_equal(old, new, key, pairs)
    _pair_best(old, new, _place_score, pairs, least=0.0, lead=0.0)
    if kind not in _SHORT_KINDS:
        _pair_best(old, new, _likeness, pairs, least=SIMILAR_RATIO, lead=SIMILAR_LEAD)
    return pairs


def _id_key(record: Json) -> Hashable:
    return record["id"] or None


def _quote_and_page_key(record: Json) -> Hashable:
    evidence, quote = main_evidence(record), anchor_quote(record)
    return (quote, evidence["page_no"]) if evidence and quote else None


def _pair_equal(old: Sequence[Json], new: Sequence[Json], key: Callable[[Json], Hashable], pairs: Pairs) -> None:
    """Pair records of equal key, in order, where both sides hold it equally often: else nothing tells them apart."""
    former = _by_key(old, _free(old, pairs.values()), key)
    for value, indexes in _by_key(new, _free(new, pairs), key).items():
        candidates = former.get(value, [])
        if len(candidates) == len(indexes):
            pairs.update(zip(indexes, candidates, strict=True))


def _free(records: Sequence[Json], taken: Iterable[int]) -> list[int]:
    used = set(taken)
    return [index for index in range(len(records)) if index not in used]


def _by_key(
    records: Sequence[Json], indexes: Iterable[int], key: Callable[[Json], Hashable]
) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = {}
    for index in indexes:
        value = key(records[index])
        if value is not None:
            found.setdefault(value, []).append(index)
    return found


def _pair_best(
    old: Sequence[Json],
    new: Sequence[Json],
    score: Callable[[Json, Json], float],
    pairs: Pairs,
    *,
    least: float,
    lead: float,
) -> None:
    """Pair what is left, best score first, where the score leads all rivals on both sides."""
    old_free, new_free = _free(old, pairs.values()), _free(new, pairs)
    scored = [(score(old[o], new[n]), n, o) for n in new_free for o in old_free]
    scored = sorted((item for item in scored if item[0] > least), key=lambda item: (-item[0], item[1], item[2]))
    taken_new: set[int] = set()
    taken_old: set[int] = set()
    for value, n, o in scored:
        if n in taken_new or o in taken_old:
            continue
        rivals = [v for v, rn, ro in scored if (rn == n) != (ro == o)]
        taken_new.add(n)
        taken_old.add(o)
        if lead == 0.0 or not rivals or value - max(rivals) >= lead:
            pairs[n] = o


def _numbers(record: Json) -> Counter[str]:
    return Counter(_NUMBER_RE.findall(anchor_quote(record) or ""))


def _likeness(old: Json, new: Json) -> float:
    from rapidfuzz import fuzz

    if _numbers(old) != _numbers(new):
        return 0.0
    return float(fuzz.ratio(anchor_quote(old) or "", anchor_quote(new) or ""))


def _place_score(old: Json, new: Json) -> float:
    """Characters that the quotes share by place, 0 where their words are too different."""
    from rapidfuzz import fuzz

    shared = _shared_characters(old, new)
    if not shared:
        return 0.0
    fewer, more = sorted((_numbers(old), _numbers(new)), key=lambda numbers: numbers.total())
    if fewer - more:  # a longer quote may hold more numbers, never others
        return 0.0
    alike = fuzz.partial_ratio(anchor_quote(old) or "", anchor_quote(new) or "")
    return float(shared) if alike >= SAME_PLACE_RATIO else 0.0


def _shared_characters(old: Json, new: Json) -> int:
    first, second = main_evidence(old), main_evidence(new)
    if not first or not second:
        return 0
    return sum(
        max(0, min(a["end"], b["end"]) - max(a["start"], b["start"])) for a in first["spans"] for b in second["spans"]
    )


def _make_unique(form: Json) -> None:
    """Give a second record of the same id another one, always the same: ids are keys."""
    seen: set[str] = set()
    for kind in SECTIONS:
        for record in records_of(form, kind):
            number = 1
            first = record["id"]
            while not record["id"] or record["id"] in seen:
                number += 1
                record["id"] = hashlib.sha256(f"{form['sha256']} {kind} {first} {number}".encode()).hexdigest()[:16]
            seen.add(record["id"])


def _rename_references(form: Json, renamed: dict[str, str]) -> None:
    """Let agenda items and issues point to the kept ids."""
    for kind in (RecordKind.DECISION, RecordKind.ACTION):
        for record in records_of(form, kind):
            record["agenda_item"] = renamed.get(record["agenda_item"], record["agenda_item"])
    for issue in form["issues"]:
        issue["record_id"] = renamed.get(issue["record_id"], issue["record_id"])
