"""What surrounds a run and is handed over beside Prefect.

Prefect keeps a flow's parameters in its own database and shows them in its pages. The address of a database may hold a
password, so may documents, and a progress bar can't be written down: none of these is a parameter. They reach the tasks
through here.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from models.errors import InternalError
from store.archive import Archive
from store.database import Database
from store.reports import FileResult


def _silent(result: FileResult) -> None:
    """Report nothing: a scheduled run has nobody who watches."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where a run puts what it reads, and whom it tells of each file."""

    database: Database
    archive: Archive
    report: Callable[[FileResult], None] = _silent
    passwords: tuple[str, ...] = field(default=(), repr=False)
    """Of documents that ask for one."""


_CURRENT: ContextVar[Workplace] = ContextVar("workplace")


@contextmanager
def at(workplace: Workplace) -> Iterator[None]:
    """Make this the workplace of all flows that run within."""
    token = _CURRENT.set(workplace)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def current() -> Workplace:
    """Return the workplace of this run.

    Raises:
        InternalError: the flow was started without one.
    """
    workplace = _CURRENT.get(None)
    if workplace is None:
        raise InternalError("The ingest flow runs without a workplace: start it through flows/start.py.")
    return workplace
