"""`minutier correct`: what a person decides about a record; kept for good, replayed over every later extraction."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from evaluation.form import JSON


class Change(StrEnum):
    """What a person can decide."""

    VERIFY = "verify"
    REJECT = "reject"
    SET = "set"
    UNDO = "undo"


def correct(
    record: Annotated[str, typer.Argument(metavar="RECORD", help="Id of a record, or its first digits.")],
    change: Annotated[
        Change,
        typer.Argument(
            help="verify: it is right; reject: it is no such thing; set: change fields; undo: take the last one back."
        ),
    ],
    author: Annotated[str, typer.Option("--author", help="Who decides this; kept with the decision.")],
    values: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FIELD=VALUE]...", help="For set: text, null, or JSON list or object."),
    ] = None,
    reason: Annotated[str | None, typer.Option("--reason", help="Why; kept with the decision.")] = None,
) -> None:
    """Verify, reject or change a record.

    Nothing is lost: every decision is kept, wins over every later extraction, and can be undone. Of a date, quorum or
    vote only what changes need be given (`'vote={"against": 2}'`); a due date may be given as one day.

    Example: minutier correct 3fa94c21 set 'owners=["Aline Roy"]' status=done --author "A. Roy"
    """
    import datetime as dt

    from minutier.home import open_home
    from minutier.record_text import record_lines
    from store.corrections import record_correction
    from store.queries import agenda_title, find_record
    from store.reading import storable

    fields = read_values(values or [], change)
    with open_home().database.write() as session:
        found = find_record(session, record)
        entry = record_correction(
            session,
            record_id=found.id if found else storable(record),  # whole ids of records no longer found can be undone too
            change=change.value,
            values=fields,
            author=author,
            reason=reason,
            at=dt.datetime.now(dt.UTC),
        )
        now = find_record(session, entry.record_id)
        title = agenda_title(session, now)
    print(f"{entry.change} by {entry.author} is noted.")
    for line in record_lines(now, agenda_item=title) if now else ():
        print(line)


def read_values(values: list[str], change: Change) -> "dict[str, JSON]":
    """The fields that `set` changes: FIELD=VALUE, the value text, or JSON if it is null, a list, an object or quoted.

    Raises:
        ConfigError: no equals sign, a field twice, no field for `set`, or fields for another change.
    """
    from models.errors import ConfigError

    if bool(values) is not (change is Change.SET):
        raise ConfigError("FIELD=VALUE belongs to `set`, and `set` needs one: for example status=done.")
    fields: dict[str, JSON] = {}
    for given in values:
        name, separator, text = given.partition("=")
        if not separator or not name or name in fields:
            raise ConfigError(f"{given}: give each field once, as FIELD=VALUE, for example status=done.")
        fields[name] = _read_value(text)
    return fields


def _read_value(text: str) -> "JSON":
    import json

    if text != "null" and not text.startswith(("[", "{", '"')):
        return text
    try:
        value: JSON = json.loads(text)
    except ValueError:
        return text
    return value
