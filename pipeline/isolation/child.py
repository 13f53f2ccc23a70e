"""The child process: `python -m pipeline.isolation.child` answers calls until its parent goes.

Started by pipeline/isolation/worker.py; of no use by hand.
"""

import fcntl
import importlib
import logging
import logging.handlers
import os
import pickle
import queue
import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path

from pipeline.isolation.limits import Limits
from pipeline.isolation.messages import READY, Answer, Request, portable
from pipeline.readers import steps

_F_SETSIG = 10
"""Of Linux (fcntl(2)): which signal O_ASYNC sends. Python 3.11 has no name for it."""
_WARM = ("pipeline.readers", "pipeline.readers.pdf", "pipeline.readers.word")
"""Loaded while the parent still loads its own: most documents need one of them."""


def main(requests_fd: int, lifeline_fd: int, limits: Limits) -> None:
    """Answer calls, one after the other; ends when the parent's end of the pipe closes."""
    for fd in (requests_fd, lifeline_fd):
        os.set_inheritable(fd, False)
    _die_with_parent(lifeline_fd)
    limits.impose()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM})
    entries = _collect_log()
    for module in _WARM:
        importlib.import_module(module)
    requests = Connection(requests_fd)
    requests.send_bytes(READY)
    while True:
        try:
            packed = requests.recv_bytes()
        except EOFError:
            os._exit(0)  # nothing here is worth a tidy end
        requests.send_bytes(_pack(packed, limits, entries))


def _die_with_parent(lifeline_fd: int) -> None:
    """Let the system kill this process and all it started when the last other end of a pipe closes.

    The parent holds that end; nothing ever comes through. Even kill -9 of the parent closes it, and no Python need run
    here for the signal to come. (PR_SET_PDEATHSIG would come already with the end of the parent's *thread*.)
    """
    fcntl.fcntl(lifeline_fd, fcntl.F_SETOWN, -os.getpgrp())
    fcntl.fcntl(lifeline_fd, _F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(lifeline_fd, fcntl.F_SETFL, fcntl.fcntl(lifeline_fd, fcntl.F_GETFL) | os.O_ASYNC)


def _collect_log() -> "queue.SimpleQueue[logging.LogRecord]":
    """Keep log entries for the parent, who decides which are shown."""
    entries: queue.SimpleQueue[logging.LogRecord] = queue.SimpleQueue()
    logging.getLogger().addHandler(logging.handlers.QueueHandler(entries))
    return entries


def _pack(packed: bytes, limits: Limits, entries: "queue.SimpleQueue[logging.LogRecord]") -> bytes:
    """The answer to a packed request, packed."""
    result, error = _call(packed, limits)
    peak = _peak_mib()
    told = tuple(entries.get() for _ in range(entries.qsize()))
    try:
        return pickle.dumps(Answer(result, error, told, peak), protocol=5)
    except Exception as failure:  # a result that cannot be sent, or that memory is too short for
        return pickle.dumps(Answer(None, portable(failure), (), peak), protocol=5)


def _peak_mib() -> int:
    """The most memory that this process has ever held. (`getrusage` would count what its parent held before exec.)"""
    status = Path("/proc/self/status").read_text("ascii", "replace")
    return next((int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM:")), 0)


def _call(packed: bytes, limits: Limits) -> tuple[object, Exception | None]:
    try:
        request: Request = pickle.loads(packed)
        logging.getLogger("pipeline").setLevel(request.log_level)
        steps.watch(limits.step_seconds)
        return request.function(*request.args, **request.kwargs), None
    except Exception as error:  # the border of one document: the parent raises it
        return None, portable(error)
    finally:
        steps.watch(0)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), pickle.loads(bytes.fromhex(sys.argv[3])))
