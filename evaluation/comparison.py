"""Compare one prediction with its gold annotation: a list of verdicts, kind by kind.

Status, owners, due dates and votes count end to end: those of an item that was not found are missed, those of an item
that was made up are extra.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from evaluation.figures import ScoreKind
from evaluation.form import Form, Item, JsonObject, interval_of, readings_of
from evaluation.likeness import (
    SAME_NAME,
    containment,
    name_words,
    overlap,
    pair,
    same_name,
    same_or_contained_name,
    same_place,
    same_sentence,
    words,
)
from evaluation.verdicts import Outcome, Verdict, extra, judge_field, judge_pairs, missed, right

SAME_SENTENCE = 0.5
SAME_TITLE = 0.7
SAME_DATE_WORDS = 0.5
SAME_ROLE = 0.6

_MEETING_FIELDS = (
    "title", "date", "end_date", "start_time", "end_time", "location", "chair", "secretary", "body", "next_meeting",
)  # fmt: skip
_VOTE_KEYS = ("for", "against", "abstentions", "unanimous", "outcome")


def compare(gold: Form, predicted: Form) -> list[Verdict]:
    """All verdicts on one document."""
    verdicts = [_compare_kind(gold, predicted)]
    if gold.kind == "minutes":
        verdicts += _compare_meeting(gold.meeting, predicted.meeting)
    verdicts += _compare_attendance(gold.attendance, predicted.attendance)
    agenda = pair(gold.agenda, predicted.agenda, lambda g, p: overlap(g.words, p.words), SAME_TITLE)
    verdicts += judge_pairs(ScoreKind.AGENDA, gold.agenda, predicted.agenda, agenda)
    verdicts += _compare_decisions(gold.decisions, predicted.decisions)
    verdicts += _compare_actions(gold.actions, predicted.actions)
    dates = pair(gold.dates, predicted.dates, _date_likeness, SAME_DATE_WORDS)
    verdicts += judge_pairs(ScoreKind.DATES, gold.dates, predicted.dates, dates)
    verdicts += _compare_people(gold.people, predicted.people)
    return verdicts


def _compare_kind(gold: Form, predicted: Form) -> Verdict:
    if gold.kind == predicted.kind:
        return right(ScoreKind.KIND, "kind", gold.kind, predicted.kind)
    return Verdict(ScoreKind.KIND, Outcome.WRONG, "kind", gold.kind, predicted.kind)


def _compare_meeting(gold: Item, predicted: Item) -> Iterator[Verdict]:
    doubtful = gold.facts.get("optional")
    for field in _MEETING_FIELDS:
        g, p = gold.facts.get(field) or None, predicted.facts.get(field) or None
        if (g is None and p is None) or (isinstance(doubtful, list) and field in doubtful):
            continue
        is_right = _same_meeting_field(field, gold, predicted)
        rule = predicted.rule(field)
        yield judge_field(ScoreKind.MEETING, field, g, p, is_right=is_right, rule=rule)


def _same_meeting_field(field: str, gold: Item, predicted: Item) -> bool:
    if field == "next_meeting":
        return _same_interval(gold.part(field), predicted.part(field))
    g, p = gold.text(field), predicted.text(field)
    if g is None or p is None:
        return False
    if field in ("chair", "secretary"):
        return len(words(p)) <= len(words(g)) + 4 and _one_name(g, p)
    if field in ("title", "location", "body"):
        return same_place(g, p)
    return g == p


def _compare_attendance(gold: Sequence[Item], predicted: Sequence[Item]) -> Iterator[Verdict]:
    pairs = pair(gold, predicted, lambda g, p: same_name(g.words, p.words), SAME_NAME)
    yield from judge_pairs(ScoreKind.ATTENDANCE, gold, predicted, pairs)
    for g, p in _required_pairs(gold, predicted, pairs):
        yield from _compare_attendee(g, p)
    for g in _required_alone(gold, pairs):
        yield missed(ScoreKind.ATTENDANCE_STATUS, g.words, g.text("status"))
        if g.text("proxy"):
            yield missed(ScoreKind.PROXY, g.words, g.text("proxy"))
    for p in _made_up(predicted, pairs):
        yield extra(ScoreKind.ATTENDANCE_STATUS, p.words, p.text("status"), p.rule("status"))
        if p.text("proxy"):
            yield extra(ScoreKind.PROXY, p.words, p.text("proxy"), p.rule("proxy"))


def _compare_attendee(gold: Item, predicted: Item) -> Iterator[Verdict]:
    status, found, rule = gold.text("status"), predicted.text("status"), predicted.rule("status")
    if status == found:
        yield right(ScoreKind.ATTENDANCE_STATUS, gold.words, status, found, rule)
    else:
        yield Verdict(ScoreKind.ATTENDANCE_STATUS, Outcome.WRONG, gold.words, status, found, rule)
    for field, kind in (
        ("role", ScoreKind.ATTENDANCE_ROLE),
        ("organisation", ScoreKind.ATTENDANCE_ORGANISATION),
        ("proxy", ScoreKind.PROXY),
    ):
        g, p = gold.text(field), predicted.text(field)
        if g or p:
            same = g is not None and p is not None and (_one_name(g, p) if field == "proxy" else _same_role(g, p))
            yield judge_field(kind, gold.words, g, p, is_right=same, rule=predicted.rule(field))


def _compare_decisions(gold: Sequence[Item], predicted: Sequence[Item]) -> Iterator[Verdict]:
    pairs = pair(gold, predicted, _sentence_likeness, SAME_SENTENCE)
    yield from judge_pairs(ScoreKind.DECISIONS, gold, predicted, pairs)
    for g, p in _required_pairs(gold, predicted, pairs):
        vote, found = g.part("vote"), p.part("vote")
        if vote or found:
            same = _same_vote(vote, found)
            yield judge_field(ScoreKind.VOTES, g.words, vote, found, is_right=same, rule=p.rule("vote"))
    for g in _required_alone(gold, pairs):
        if vote := g.part("vote"):
            yield missed(ScoreKind.VOTES, g.words, vote)
    for p in _made_up(predicted, pairs):
        if found := p.part("vote"):
            yield extra(ScoreKind.VOTES, p.words, found, p.rule("vote"))


def _compare_actions(gold: Sequence[Item], predicted: Sequence[Item]) -> Iterator[Verdict]:
    pairs = pair(gold, predicted, _sentence_likeness, SAME_SENTENCE)
    yield from judge_pairs(ScoreKind.ACTIONS, gold, predicted, pairs)
    for g, p in _required_pairs(gold, predicted, pairs):
        yield from _compare_owners(g, p)
        due, found = g.part("due"), p.part("due")
        if due or found:
            same = _same_interval(due, found)
            yield judge_field(ScoreKind.ACTION_DUE, g.words, due, found, is_right=same, rule=p.rule("due"))
    for g in _required_alone(gold, pairs):
        yield from (missed(ScoreKind.ACTION_OWNERS, g.words, owner) for owner in g.texts("owners"))
        if due := g.part("due"):
            yield missed(ScoreKind.ACTION_DUE, g.words, due)
    for p in _made_up(predicted, pairs):
        rule = p.rule("owners")
        yield from (extra(ScoreKind.ACTION_OWNERS, p.words, owner, rule) for owner in p.texts("owners"))
        if found := p.part("due"):
            yield extra(ScoreKind.ACTION_DUE, p.words, found, p.rule("due"))


def _compare_owners(gold: Item, predicted: Item) -> Iterator[Verdict]:
    wanted, found, rule = gold.texts("owners"), predicted.texts("owners"), predicted.rule("owners")
    pairs = pair(wanted, found, same_or_contained_name, SAME_NAME)
    for i, owner in enumerate(wanted):
        if i in pairs:
            yield right(ScoreKind.ACTION_OWNERS, gold.words, owner, found[pairs[i]], rule)
        else:
            yield missed(ScoreKind.ACTION_OWNERS, gold.words, owner)
    taken = set(pairs.values())
    yield from (
        extra(ScoreKind.ACTION_OWNERS, gold.words, name, rule) for j, name in enumerate(found) if j not in taken
    )


def _compare_people(gold: Sequence[Item], predicted: Sequence[Item]) -> Iterator[Verdict]:
    doubtful = _surface_forms([person for person in gold if person.optional]).keys()
    wanted = {form: n for form, n in _surface_forms(gold).items() if form not in doubtful}
    found = {form: n for form, n in _surface_forms(predicted).items() if form not in doubtful}
    for form in sorted(wanted.keys() | found.keys()):
        rule = predicted[found[form]].rule("mentions", "name") if form in found else None
        yield _judge_member(ScoreKind.PEOPLE, form, wanted=form in wanted, found=form in found, rule=rule)
    links = _links(wanted)
    claimed = {link for link in _links(found) if link[0] in wanted and link[1] in wanted}
    for link in sorted(links | claimed):
        rule = predicted[found[link[0]]].rule("mentions", "name") if link in claimed else None
        words = f"{link[0]} = {link[1]}"
        yield _judge_member(ScoreKind.PEOPLE_LINKS, words, wanted=link in links, found=link in claimed, rule=rule)


def _judge_member(kind: ScoreKind, words: str, *, wanted: bool, found: bool, rule: str | None) -> Verdict:
    """Judge the member of a set."""
    if wanted and found:
        return right(kind, words, words, words, rule)
    return missed(kind, words, words) if wanted else extra(kind, words, words, rule)


def _surface_forms(people: Sequence[Item]) -> dict[str, int]:
    """Form of a name, in plain words without title → index of the person who bears it first."""
    forms: dict[str, int] = {}
    for index, person in enumerate(people):
        for mention in person.texts("mentions") or (person.words,):
            forms.setdefault(" ".join(name_words(mention)), index)
    forms.pop("", None)
    return forms


def _links(forms: dict[str, int]) -> set[tuple[str, str]]:
    """Pairs of forms, in alphabetical order, that one person bears."""
    return {(a, b) for a, b in combinations(sorted(forms), 2) if forms[a] == forms[b]}


def _required_pairs(
    gold: Sequence[Item], predicted: Sequence[Item], pairs: dict[int, int]
) -> Iterator[tuple[Item, Item]]:
    return ((gold[i], predicted[j]) for i, j in pairs.items() if not gold[i].optional)


def _required_alone(gold: Sequence[Item], pairs: dict[int, int]) -> Iterator[Item]:
    return (item for i, item in enumerate(gold) if i not in pairs and not item.optional)


def _made_up(predicted: Sequence[Item], pairs: dict[int, int]) -> Iterator[Item]:
    taken = set(pairs.values())
    return (item for j, item in enumerate(predicted) if j not in taken)


def _sentence_likeness(gold: Item, predicted: Item) -> float:
    return same_sentence(gold.words, predicted.words)


def _date_likeness(gold: Item, predicted: Item) -> float:
    return containment(gold.words, predicted.words) if _same_interval(gold.facts, predicted.facts) else 0.0


def _same_interval(gold: JsonObject | None, predicted: JsonObject | None) -> bool:
    """True if the prediction is one of the readings that the gold accepts."""
    return bool(gold and predicted) and interval_of(predicted or {}) in readings_of(gold or {})


def _same_vote(gold: JsonObject | None, predicted: JsonObject | None) -> bool:
    """True if everything that the gold states about the result is in the prediction; what it leaves open is free."""
    if not gold or not predicted:
        return False
    return all(gold.get(key) == predicted.get(key) for key in _VOTE_KEYS if gold.get(key) is not None)


def _one_name(gold: str, predicted: str) -> bool:
    return same_or_contained_name(gold, predicted) >= SAME_NAME


def _same_role(gold: str, predicted: str) -> bool:
    """One word ("maire") is not enough to stand for "adjointe au maire"; several are."""
    contained = containment(gold, predicted) if len(words(predicted)) > 1 else 0.0
    return max(overlap(gold, predicted), contained) >= SAME_ROLE
