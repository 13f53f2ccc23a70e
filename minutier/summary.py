"""What a person wants to know after a run, with or without Prefect: what came in, what is open, what to type next."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from minutier.output import shorten, table
from models.vocabulary import ExtractionStatus, RunOutcome

if TYPE_CHECKING:
    from store.database import Database
    from store.queries import ActionRow
    from store.reports import FileResult, RunReport

URGENT = 5
"""How many open actions the summary shows."""
_OUTCOMES = {
    RunOutcome.NEW: "new",
    RunOutcome.UNCHANGED: "unchanged",
    RunOutcome.REEXTRACTED: "re-extracted",
    None: "not read",
}


@dataclass(frozen=True, slots=True)
class Stock:
    """What the database holds after the run."""

    counts: Mapping[str, int]
    urgent: "Sequence[ActionRow]"
    """The most urgent open actions, at most `URGENT`."""


def read_stock(database: "Database", today: dt.date) -> Stock:
    """Count the records and find the most urgent open actions.

    Raises:
        StorageError: the database cannot be read.
    """
    from store.queries import open_actions, record_counts

    with database.reading() as reading:
        return Stock(record_counts(reading), open_actions(reading, today=today, limit=URGENT))


def summary_lines(report: "RunReport", stock: Stock) -> list[str]:
    """The summary of one run as lines of text."""
    lines = [*_run_lines(report), *_told_lines(report)]
    held = " · ".join(f"{name.replace('_', ' ')} {number}" for name, number in stock.counts.items() if number)
    lines += ["", f"In the database: {held or 'nothing yet'}"]
    if stock.urgent:
        lines += ["", "Most urgent open actions:", *action_lines(stock.urgent)]
    return [*lines, "", f"Next: {' · '.join(_next_commands(report, stock))}"]


def result_line(result: "FileResult") -> str:
    """One file of a run on one line."""
    if result.outcome is None:
        reason = (result.error or "").removeprefix(f"{result.source}: ")
        return f"{result.told}: not read: {reason}"
    replaces = f", replaces {', '.join(result.replaces)}" if result.replaces else ""
    holds = f", holds {len(result.parts)}" if result.parts else ""
    return f"{result.told}: {_OUTCOMES[result.outcome]}, {_status(result.status)}{holds}{replaces}"


def action_lines(actions: "Sequence[ActionRow]") -> list[str]:
    """One line for each action: id, due date, owners, text, where it stands."""
    return table([_action_cells(action) for action in actions]) if actions else []


def _run_lines(report: "RunReport") -> list[str]:
    total, counts = len(report.results), report.counts()
    if counts and all(outcome is RunOutcome.UNCHANGED for outcome, _ in counts):
        return [f"Nothing new: {_documents(total)} here already."]
    statuses = [status for status in ExtractionStatus if any(status is key[1] for key in counts)]
    rows = [("", *map(_status, statuses))]
    for outcome, name in _OUTCOMES.items():
        numbers = [counts.get((outcome, status), 0) for status in statuses]
        if any(numbers):
            rows.append((name, *(str(number) if number else "" for number in numbers)))
    return [f"{_documents(total)}:", *table(rows)]


def _documents(number: int) -> str:
    return "1 document" if number == 1 else f"{number} documents"


def _told_lines(report: "RunReport") -> list[str]:
    return [f"  {result_line(result)}" for result in report.results if result.outcome is None or result.replaces]


def _action_cells(action: "ActionRow") -> tuple[str, ...]:
    page = f" p. {action.page_no}" if action.page_no else ""
    owners = shorten(", ".join(action.owners), 28) or "nobody named"
    return (action.id[:8], _due(action), owners, shorten(action.text, 70), f"[{action.source}{page}]")


def _due(action: "ActionRow") -> str:
    day = action.due_end or action.due_start
    when = day.isoformat() if day else action.due_text or "no date"
    return f"{when} overdue" if action.overdue else when


def _next_commands(report: "RunReport", stock: Stock) -> list[str]:
    commands = ["minutier actions --overdue" if any(a.overdue for a in stock.urgent) else "minutier actions"]
    read = [result for result in report.results if result.outcome is not None]
    if read:
        minutes = (result for result in read if result.status is not ExtractionStatus.NOT_MINUTES)
        commands.append(f"minutier show {_quoted(next(minutes, read[0]).source)}")
    if stock.urgent:
        commands.append(f"minutier explain {stock.urgent[0].id[:8]}")
    return commands


def _quoted(name: str) -> str:
    """A file's name as a shell wants it."""
    import shlex

    return shlex.quote(name)


def _status(status: ExtractionStatus) -> str:
    return status.value.replace("_", " ")
