"""A pool of child processes that is used again and again: one that dies costs its document, nothing else."""

import atexit
import os
import signal
from collections.abc import Callable
from functools import cache
from threading import Lock, Semaphore
from typing import ParamSpec, TypeVar, cast

from models.errors import InputError, LimitError, UnreadableFileError
from pipeline.isolation.folder import sweep
from pipeline.isolation.limits import Limits
from pipeline.isolation.worker import Worker, WorkerDied

P = ParamSpec("P")
T = TypeVar("T")

_MOST_CALLS = 500
_MOST_MIB = 768
"""A child that has held more, or served longer, is replaced: memory once taken is seldom given back."""


class ReaderPool:
    """The desk of production: calls functions in child processes with limits. Safe for several threads.

    Children start when they are needed and not idle; at most `size` work at a time, further callers wait.
    """

    def __init__(self, limits: Limits | None = None, size: int | None = None) -> None:
        self.limits = limits or Limits()
        self._places = Semaphore(size or os.cpu_count() or 1)
        self._lock = Lock()
        self._idle: list[Worker] = []
        self.peak_mib = 0
        """The most memory that any child has held."""

    def __call__(self, source: str, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a function in a child process; `source` is the name of the file that it opens.

        Raises:
            LimitError: it took more time or memory than a document may.
            UnreadableFileError: it crashed.
            Exception: whatever the function raised.
        """
        with self._places:
            worker = self._take()
            try:
                result = worker.call(function, args, kwargs)
            except WorkerDied as death:
                raise self._reason(source, death.code) from None
            except MemoryError:
                worker.kill()
                raise self._out_of_memory(source) from None
            except BaseException:
                self._give_back(worker)
                raise
            self._give_back(worker)
            return cast(T, result)

    def warm_up(self) -> None:
        """Have a child ready soon: the first call starts one, which gets up while this process does something else."""
        worker = self._take()
        with self._lock:
            self._idle.append(worker)

    def close(self) -> None:
        """End all children that are idle; nothing waits. The pool may be used again: it starts others."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.kill()

    def _take(self) -> Worker:
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.is_alive:
                    return worker
                worker.kill()
        _sweep_once()
        return Worker(self.limits)

    def _give_back(self, worker: Worker) -> None:
        self.peak_mib = max(self.peak_mib, worker.peak_mib)
        if worker.is_alive and worker.calls < _MOST_CALLS and worker.peak_mib < _MOST_MIB:
            with self._lock:
                self._idle.append(worker)
        else:
            worker.kill()

    def _reason(self, source: str, code: int | None) -> InputError:
        """Why there is no result, by how the child ended."""
        if code is None:
            return LimitError(
                f"{source}: reading took longer than {_duration(self.limits.total_seconds)}. Send the pages in parts."
            )
        if code == -signal.SIGALRM:
            return LimitError(
                f"{source}: reading got stuck for {_duration(self.limits.step_seconds)} at one page. Open the "
                "document in its program, save it again (or as PDF), and send that."
            )
        if code == -signal.SIGKILL:
            return self._out_of_memory(source)
        return UnreadableFileError(
            f"{source}: the file makes its reader crash; it is damaged. Open it in its program, save it again, and "
            "send that."
        )

    def _out_of_memory(self, source: str) -> LimitError:
        return LimitError(
            f"{source}: reading took more memory than one document may ({self.limits.memory_mib} MiB). "
            "Send the pages in parts."
        )


@cache
def shared_pool(limits: Limits | None = None) -> ReaderPool:
    """The pool of this process, made at the first call; its children end with the process."""
    pool = ReaderPool(limits)
    atexit.register(pool.close)
    return pool


@cache
def _sweep_once() -> None:
    """Once for each process: what others left behind who were killed."""
    sweep()


def _duration(seconds: float) -> str:
    return f"{seconds:g} seconds" if seconds < 120 else f"{seconds / 60:g} minutes"
