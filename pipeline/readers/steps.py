"""The heartbeat of reading: a file may take long as long as it gets on, page by page.

Readers call `step()` at each page, member or picture. In a child process (pipeline/isolation) that winds up a timer of
the system, which ends the process when it runs down, inside native code too; anywhere else it does nothing.
"""

import signal

_seconds = 0.0
"""How long a step may take; 0: nobody watches."""


def step() -> None:
    """Say that reading gets on: the next step has its full time again. May be called from any thread."""
    if _seconds:
        signal.setitimer(signal.ITIMER_REAL, _seconds)


def watch(seconds: float) -> None:
    """Let this process be ended by SIGALRM where a step takes longer than `seconds`; 0 ends the watch.

    For the main thread of a process that reads and does nothing else.
    """
    global _seconds
    _seconds = seconds
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
