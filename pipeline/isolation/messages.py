"""What goes to a child process and what comes back."""

import logging
import pickle
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from models.errors import InternalError, PipelineError

READY = b"ready"
"""The first thing that a child says."""
_FRAMES = 5


@dataclass(frozen=True, slots=True)
class Request:
    """A function to be called; `log_level` is how much of our log is wanted back."""

    function: Callable[..., object]
    args: tuple[object, ...]
    kwargs: Mapping[str, object]
    log_level: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A result or an error, the log entries meanwhile, and the most memory that the child has ever held."""

    result: object
    error: BaseException | None
    entries: tuple[logging.LogRecord, ...]
    peak_mib: int


def portable(error: Exception) -> Exception:
    """The error in a form that can be sent; one that nobody foresaw gets a note on where it arose."""
    if not isinstance(error, PipelineError | MemoryError):
        error.add_note(f"in a reading process: {_where(error)}")
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # an error of a library that cannot be rebuilt from its message
        return InternalError(f"{type(error).__name__} at {_where(error)}")
    return error


def _where(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return " > ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
