"""Take down what a person decides about a record: one more entry of the log, at once visible in the tables."""

import datetime as dt
import json
import re
from collections.abc import Iterable
from dataclasses import fields

from sqlalchemy.orm import Session

from models import records
from models.errors import ConfigError, InputError
from models.tables import CorrectionTable
from models.vocabulary import RecordKind
from store.documents import refresh
from store.forms import BOOKKEEPING, SECTIONS, Json, all_records, records_of
from store.queries import find_owner
from store.reading import Readable, rows, storable
from store.replay import Correction, in_force
from store.truth import correction_of, decided_form, extraction_of, history_of, load_corrections

CHANGES = ("verify", "reject", "set", "undo")

_CLASSES: dict[RecordKind, type[records.Record]] = {
    RecordKind.MEETING: records.Meeting,
    RecordKind.ATTENDANCE: records.Attendance,
    RecordKind.AGENDA_ITEM: records.AgendaItem,
    RecordKind.DECISION: records.Decision,
    RecordKind.ACTION: records.ActionItem,
    RecordKind.DATE: records.DateMention,
    RecordKind.PERSON: records.Person,
}
_INTERVALS = frozenset({"due", "next_meeting"})
_OBJECTS = _INTERVALS | {"quorum", "vote"}
"""Fields that are objects: a change names only the keys that change."""
_LISTS = frozenset({"owners", "mentions"})
_TIMES = frozenset({"start_time", "end_time"})
_DAY_RE = re.compile(r"\d{4}-\d\d-\d\d")
_TIME_RE = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def record_correction(
    session: Session,
    *,
    record_id: str,
    change: str,
    values: Json | None = None,
    author: str,
    reason: str | None = None,
    at: dt.datetime,
) -> Correction:
    """Add one decision to the log and make the tables follow, in the caller's transaction.

    Args:
        session: of `Database.write`.
        record_id: the whole id.
        change: "verify" (right as it stands), "reject" (no such thing), "set" (other values) or "undo" (takes back the
            last decision about this record that is not yet taken back).
        values: for "set" only: field → new value as in the record form. Of `due`, `next_meeting`, `quorum` and `vote`
            only the keys that change need be given; an interval may be given as one day, its last.
        author: who decides.
        reason: why.
        at: when.

    Returns:
        The entry as it stands in the log; its `values` are whole and in the form in which they are kept.

    Raises:
        InputError: there is no such record.
        ConfigError: unknown field or change, a value that cannot be, nothing to undo; nothing is written.
    """
    _check_request(change, values, author)
    sha256, kind, seen = _find(session, record_id)
    if change == "undo":
        _check_undo(session, sha256, record_id)
    elif seen is None:
        raise ConfigError(f"The record {record_id} is in no current extraction: it can only be undone.")
    entry = CorrectionTable(
        document_sha256=sha256,
        record_id=record_id,
        kind=kind.value,
        change=change,
        new_values=_dump(check_values(session, sha256, kind, seen, values) if values and seen else {}),
        seen=_dump(seen or _last_seen(session, sha256, record_id)),
        author=storable(author.strip()),
        reason=storable(reason) if reason else None,
        made_at=at,
    )
    session.add(entry)
    session.flush()
    refresh(session, sha256, at=at)
    return correction_of(rows(session, "SELECT * FROM corrections WHERE number = :n", {"n": entry.number})[0])


def _check_request(change: str, values: Json | None, author: str) -> None:
    """Refuse what is no decision at all.

    Raises:
        ConfigError: an unknown change, no author, values where none belong or none where some do.
    """
    if change not in CHANGES:
        raise ConfigError(f"Unknown change {change!r}: give one of {', '.join(CHANGES)}.")
    if not author.strip():
        raise ConfigError("A decision needs an author.")
    if bool(values) is not (change == "set"):
        raise ConfigError('Values belong to "set", and "set" needs some.')


def orphans(session: Readable) -> tuple[Correction, ...]:
    """Decisions in force whose record the current extraction of their document does not hold, oldest first."""
    sql = "SELECT c.* FROM corrections c JOIN orphans o ON o.correction_number = c.number ORDER BY c.number"
    return tuple(correction_of(row) for row in rows(session, sql))


def settable_fields(kind: RecordKind) -> tuple[str, ...]:
    """The fields that "set" may change."""
    return tuple(field.name for field in fields(_CLASSES[kind]) if field.name not in BOOKKEEPING)


def _dump(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)


def _find(session: Session, record_id: str) -> tuple[str, RecordKind, Json | None]:
    """Document, kind and present state of a record; state None if only the log knows it."""
    sha256 = find_owner(session, record_id)
    form = decided_form(session, sha256) if sha256 else None
    for kind, record in all_records(form) if form else ():
        if sha256 and record["id"] == record_id:
            return sha256, kind, record
    sql = "SELECT document_sha256, kind FROM corrections WHERE record_id = :id ORDER BY number"
    for row in rows(session, sql, {"id": record_id}):
        return str(row["document_sha256"]), RecordKind(str(row["kind"])), None
    raise InputError(f"There is no record {record_id}: take an id from `minutier actions` or `minutier show`.")


def _check_undo(session: Session, sha256: str, record_id: str) -> None:
    if record_id not in in_force(history_of(session, sha256, record_id)):
        raise ConfigError(f"There is no decision about the record {record_id} left to undo.")


def _last_seen(session: Session, sha256: str, record_id: str) -> Json:
    return [item.seen for item in load_corrections(session, sha256) if item.record_id == record_id][-1]


def check_values(session: Session, sha256: str, kind: RecordKind, record: Json, values: Json) -> Json:
    """Whole, valid new values for the fields that `values` names.

    Raises:
        ConfigError: the message names the field and what is wrong with it.
    """
    known = settable_fields(kind)
    unknown = sorted(values.keys() - set(known))
    if unknown:
        raise ConfigError(f"A record of kind {kind} has no field {unknown[0]!r}: it has {', '.join(known)}.")
    whole = {name: _whole(name, value, record.get(name)) for name, value in values.items()}
    form = decided_form(session, sha256)
    if form is None:
        raise ConfigError("The document was never read.")
    checked = _validated(form, kind, {**record, **whole})
    for name, value in whole.items():
        if isinstance(value, dict) and (extra := sorted(value.keys() - (checked[name] or {}).keys())):
            raise ConfigError(f"{name}: there is no {extra[0]!r} in it: it has {', '.join(checked[name])}.")
    _check_sense(kind, checked, form)
    return {name: checked[name] for name in values}


def _whole(name: str, value: object, present: object) -> object:
    """The whole new value of a field, of which only a part may have been given."""
    if name in _LISTS and isinstance(value, str):
        return [value]
    if name in _INTERVALS and isinstance(value, str) and _DAY_RE.fullmatch(value):
        value = {"start": None, "end": value, "precision": "day"}
    if name not in _OBJECTS or not isinstance(value, dict):
        return value
    blank = {"start": None, "end": None, "text": ""} if name in _INTERVALS else {}
    return {**blank, **(present if isinstance(present, dict) else {}), **value}


def _validated(form: Json, kind: RecordKind, record: Json) -> Json:
    """The record as the record form's own types read and write it."""
    from pydantic import ValidationError

    from models.record_form import to_json_object

    changed = (
        record
        if kind is RecordKind.MEETING
        else [record if other["id"] == record["id"] else other for other in records_of(form, kind)]
    )
    try:
        result = to_json_object(extraction_of({**form, SECTIONS[kind]: changed}))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"] if part in record or not str(part).isdigit())
        raise ConfigError(f"{place.removeprefix(SECTIONS[kind] + '.')}: {first['msg']}.") from error
    return next(item for item in records_of(result, kind) if item["id"] == record["id"])


def _check_sense(kind: RecordKind, record: Json, form: Json) -> None:
    """What types cannot tell.

    Raises:
        ConfigError: an interval that ends before it begins, no words, a negative count, no such time or agenda item.
    """
    for name in ("text", "name", *(("title",) if kind is RecordKind.AGENDA_ITEM else ())):
        if name in record and not str(record[name]).strip():
            raise ConfigError(f"{name}: must not be empty.")
    intervals: Iterable[tuple[str, Json]] = [(name, record[name]) for name in _INTERVALS if record.get(name)]
    for name, interval in [*intervals, *([("start", record)] if kind is RecordKind.DATE else [])]:
        if interval["start"] and interval["end"] and interval["start"] > interval["end"]:
            raise ConfigError(f"{name}: begins after it ends.")
    for name in _TIMES & record.keys():
        if record[name] is not None and not _TIME_RE.fullmatch(record[name]):
            raise ConfigError(f"{name}: must be HH:MM.")
    for counts in (record.get("vote") or {}, record.get("quorum") or {}):
        for name, count in counts.items():
            if isinstance(count, int) and count < 0:
                raise ConfigError(f"{name}: must not be negative.")
    if record.get("agenda_item") and record["agenda_item"] not in {item["id"] for item in form["agenda"]}:
        raise ConfigError("agenda_item: there is no such agenda item in the document.")
