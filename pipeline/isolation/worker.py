"""One child process as its parent sees it."""

import logging
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing import Pipe
from pathlib import Path

from models.errors import InternalError
from pipeline.isolation.folder import TemporaryFolder
from pipeline.isolation.limits import Limits
from pipeline.isolation.messages import READY, Answer, Request

log = logging.getLogger(__name__)

_PRIVATE_PREFIX = "MINUTIER_"
_START_SECONDS = 120
"""Python starts in a tenth of a second; on a machine under load, in a few."""


class WorkerDied(Exception):  # noqa: N818  # an event, not a fault
    """The child ended in the midst of a call; `code` is how (negative: by that signal), None where we ended it."""

    def __init__(self, code: int | None) -> None:
        super().__init__(code)
        self.code = code


class Worker:
    """A child process with a process group and a temporary folder of its own; for one thread at a time."""

    def __init__(self, limits: Limits) -> None:
        """Start the process; it gets ready by itself meanwhile."""
        self._limits = limits
        self._folder = TemporaryFolder()
        self._pipe, theirs = Pipe()
        lifeline, self._lifeline = os.pipe()
        try:
            self._process = subprocess.Popen(
                [*_COMMAND, str(theirs.fileno()), str(lifeline), pickle.dumps(limits).hex()],
                env=_environment(self._folder.path),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=None if log.isEnabledFor(logging.DEBUG) else subprocess.DEVNULL,  # libraries warn of bad files
                pass_fds=(theirs.fileno(), lifeline),
                process_group=0,
            )
        finally:
            theirs.close()
            os.close(lifeline)
        self._is_ready = False
        self.calls = 0
        self.peak_mib = 0

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def call(self, function: Callable[..., object], args: tuple[object, ...], kwargs: Mapping[str, object]) -> object:
        """Call a function in the child.

        Raises:
            WorkerDied: the child ended instead; there is no more to be had from this worker.
            InternalError: it never started.
            Exception: whatever the function raised.
        """
        self.calls += 1
        level = logging.getLogger("pipeline").getEffectiveLevel()
        request = pickle.dumps(Request(function, args, kwargs, level), protocol=5)
        try:
            answer = self._ask(request)
        except BaseException:  # Ctrl-C too: the child is busy and would never answer the next call
            self.kill()
            raise
        self.peak_mib = answer.peak_mib
        for entry in answer.entries:
            logger = logging.getLogger(entry.name)
            if logger.isEnabledFor(entry.levelno):
                logger.handle(entry)
        if answer.error is not None:
            raise answer.error
        return answer.result

    def _ask(self, request: bytes) -> Answer:
        self._await_ready()
        end = time.monotonic() + self._limits.total_seconds
        try:
            self._pipe.send_bytes(request)
            if not self._pipe.poll(max(0.0, end - time.monotonic())):
                raise WorkerDied(None)
            answer: Answer = pickle.loads(self._pipe.recv_bytes())
        except (EOFError, OSError) as error:
            raise WorkerDied(self._end()) from error
        return answer

    def _await_ready(self) -> None:
        if self._is_ready:
            return
        try:
            if self._pipe.poll(_START_SECONDS) and self._pipe.recv_bytes() == READY:
                self._is_ready = True
                return
        except (EOFError, OSError):
            pass
        raise InternalError(f"A reading process did not start (exit code {self._end()}).")

    def kill(self) -> None:
        """End the child and whatever it started, at once."""
        self._end()

    def _end(self) -> int:
        """End what is left of the child, clean up after it, and tell how it ended."""
        if self._process.returncode is None:  # until it is waited for, its number is nobody else's
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        code = self._process.wait()
        self._pipe.close()
        if self._lifeline >= 0:
            os.close(self._lifeline)
            self._lifeline = -1
        self._folder.remove()
        return code


def _environment(folder: str) -> dict[str, str]:
    """This process's environment without our settings, which may hold passwords; temporary files go to `folder`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_PRIVATE_PREFIX)}
    path = os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)
    return kept | {"PYTHONPATH": path, "TMPDIR": folder}


_COMMAND = (sys.executable, "-P", "-m", "pipeline.isolation.child")
