"""The record form as the scorer reads it: gold annotations and our own output, keys may be missing, extra ones ignored.

Read leniently on purpose: a gold file has neither ids nor evidence, and a half-written prediction must still be scored.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

JSON: TypeAlias = "dict[str, JSON] | list[JSON] | str | int | float | bool | None"
JsonObject: TypeAlias = dict[str, JSON]


@dataclass(frozen=True, slots=True)
class Interval:
    """Two ISO days, None where open or unknown."""

    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """One record of a list: the words it is known by, its facts as JSON, and the rule that made each of its fields."""

    words: str
    facts: JsonObject
    optional: bool = False
    """Gold: a careful second reader could disagree; neither rewarded nor punished."""
    rules: Mapping[str, str] | None = None
    """Prediction: field → rule, from the evidence."""

    def text(self, key: str) -> str | None:
        value = self.facts.get(key)
        return value if isinstance(value, str) and value else None

    def texts(self, key: str) -> tuple[str, ...]:
        return texts_of(self.facts.get(key))

    def part(self, key: str) -> JsonObject | None:
        """The object under this key ("vote", "due"); None where there is none or an empty one."""
        value = self.facts.get(key)
        return value if isinstance(value, dict) and value else None

    @property
    def confidence(self) -> float | None:
        value = self.facts.get("confidence")
        return float(value) if isinstance(value, int | float) else None

    def rule(self, *fields: str) -> str | None:
        """The rule that made the first of these fields that has one, or else any field."""
        rules = self.rules or {}
        return next((rules[field] for field in fields if field in rules), next(iter(rules.values()), None))


@dataclass(frozen=True, slots=True)
class Form:
    """One document in the record form."""

    kind: str | None
    meeting: Item
    attendance: tuple[Item, ...] = ()
    agenda: tuple[Item, ...] = ()
    decisions: tuple[Item, ...] = ()
    actions: tuple[Item, ...] = ()
    dates: tuple[Item, ...] = ()
    people: tuple[Item, ...] = ()


def read_form(data: JsonObject) -> Form:
    """Read one document's JSON object; an empty one is a prediction that found nothing."""
    kind = data.get("kind")
    meeting = data.get("meeting")
    return Form(
        kind=kind if isinstance(kind, str) else None,
        meeting=_item(meeting if isinstance(meeting, dict) else {}, "title"),
        attendance=_items(data, "attendance", "name"),
        agenda=_items(data, "agenda", "title"),
        decisions=_items(data, "decisions", "text"),
        actions=_items(data, "actions", "text"),
        dates=_items(data, "dates", "text"),
        people=_items(data, "people", "name"),
    )


def interval_of(value: JsonObject) -> Interval:
    """`start` and `end` of an object."""
    start, end = value.get("start"), value.get("end")
    return Interval(start if isinstance(start, str) else None, end if isinstance(end, str) else None)


def readings_of(value: JsonObject) -> tuple[Interval, ...]:
    """The interval of an object, and the other readings that the gold accepts under "or"."""
    return (interval_of(value), *(interval_of(other) for other in objects_of(value.get("or"))))


def texts_of(value: JSON) -> tuple[str, ...]:
    """The strings of a JSON list."""
    return tuple(text for text in value if isinstance(text, str)) if isinstance(value, list) else ()


def objects_of(value: JSON) -> tuple[JsonObject, ...]:
    """The objects of a JSON list."""
    return tuple(each for each in value if isinstance(each, dict)) if isinstance(value, list) else ()


def _items(data: JsonObject, key: str, words: str) -> tuple[Item, ...]:
    return tuple(_item(each, words) for each in objects_of(data.get(key)))


def _item(facts: JsonObject, words: str) -> Item:
    text = facts.get(words)
    rules: dict[str, str] = {}
    for field, rule in _evidence_rules(facts):
        rules.setdefault(field, rule)
    return Item(text if isinstance(text, str) else "", facts, facts.get("optional") is True, rules)


def _evidence_rules(facts: JsonObject) -> Iterator[tuple[str, str]]:
    for evidence in objects_of(facts.get("evidence")):
        field, rule = evidence.get("field"), evidence.get("rule")
        if isinstance(field, str) and isinstance(rule, str):
            yield field, rule
