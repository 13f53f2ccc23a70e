"""One record as text for the terminal: its facts, the words and rules behind them, what people decided about it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from minutier.output import shorten, table

if TYPE_CHECKING:
    from store.queries import RecordRow
    from store.replay import Correction

ID_HINT = "take four digits or more of an id from `minutier actions` or `minutier show DOC`"
_BOOKKEEPING = ("id", "confidence", "review", "evidence")


def record_lines(row: "RecordRow", *, agenda_item: str | None = None) -> Iterator[str]:
    """Facts, evidence and history of one record; `agenda_item` is the title of the one it belongs to."""
    yield f"{row.kind.value.replace('_', ' ')} {row.id} in {row.document.source} ({row.document.sha256[:12]})"
    confidence = row.record.get("confidence")
    sure = f", confidence {confidence:.2f}" if isinstance(confidence, float) else ""
    yield f"{row.record.get('review')}{sure}"
    yield ""
    facts = row.record if agenda_item is None else {**row.record, "agenda_item": agenda_item}
    yield from table([(name, _value(value)) for name, value in facts.items() if _is_told(name, value)])
    yield ""
    yield "Evidence" if row.evidence else "Evidence: none"
    for evidence in row.evidence:
        page = f", page {evidence['page_no']}" if evidence.get("page_no") else ""
        yield f"  {evidence.get('field')}{page}, rule {evidence.get('rule')}"
        yield f"    « {shorten(str(evidence.get('quote')), 400)} »"
    if row.history:
        yield ""
        yield "Corrections"
        yield from table([_correction(correction) for correction in row.history])


def record_object(row: "RecordRow") -> dict[str, object]:
    """The same for a program."""
    return {
        "kind": row.kind.value,
        "document": {"sha256": row.document.sha256, "source": row.document.source},
        "record": row.record,
        "history": [
            {
                "change": correction.change,
                "values": correction.values,
                "author": correction.author,
                "reason": correction.reason,
                "made_at": correction.made_at.isoformat(),
            }
            for correction in row.history
        ],
    }


def _is_told(name: str, value: object) -> bool:
    return name not in _BOOKKEEPING and value not in (None, [], "")


def _value(value: object) -> str:
    import json

    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _correction(correction: "Correction") -> tuple[str, ...]:
    import json

    when = correction.made_at.strftime("%Y-%m-%d %H:%M UTC")
    values = json.dumps(correction.values, ensure_ascii=False) if correction.values else ""
    return (when, correction.author, correction.change, values, correction.reason or "")
