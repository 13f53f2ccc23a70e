"""What child processes cost: the same documents read here and over the pool, in one run; start and restart of a child.

python benchmarks/isolation.py [FILE …]      without files: those of the sample corpus that need no other program
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from models.errors import InputError
from pipeline.isolation import Desk, ReaderPool, directly
from pipeline.opening import read

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "documents"
_QUICK = {".pdf", ".docx", ".odt", ".md", ".txt", ".html", ".eml", ".msg"}
_SLOW_MS = 1500
"""A PDF that takes longer, by the clock, is a scan."""
_ROUNDS = 3


def clock(call: Callable[[], object]) -> float:
    """Milliseconds by the clock."""
    start = time.perf_counter()
    call()
    return 1000 * (time.perf_counter() - start)


def reading(desk: Desk, path: Path, content: bytes) -> float:
    """Milliseconds of processor time, of this process and the child, to read one file; 0 where it cannot be read.

    Of the processor, because other programs on the machine must not count.
    """
    start = time.process_time() + _childs_time(desk)
    try:
        desk(path.name, read, content, path.name)
    except InputError:
        return 0.0
    return 1000 * (time.process_time() + _childs_time(desk) - start)


def _first(path: Path, content: bytes) -> float:
    return clock(lambda: reading(directly, path, content))


def _childs_time(desk: Desk) -> float:
    return 0.0 if desk is directly else desk("clock", time.process_time)


def main(paths: list[str]) -> None:
    files = [Path(path) for path in paths] or sorted(p for p in CORPUS.iterdir() if p.suffix in _QUICK)
    contents = {path: path.read_bytes() for path in files}
    starts = [clock(lambda: ReaderPool()("a", os.getpid)) for _ in range(_ROUNDS)]
    other = ReaderPool()
    idle = [clock(lambda: other("a", os.getpid)) for _ in range(200)][1:]
    other.close()
    pool = ReaderPool()  # a new one: after 500 calls a child is replaced, and its clock begins again
    contents = {path: content for path, content in contents.items() if _first(path, content) < _SLOW_MS}
    for path, content in contents.items():
        reading(pool, path, content)  # both sides have their modules now
    here, there = 0.0, 0.0
    for path, content in contents.items():
        pairs = [(reading(directly, path, content), reading(pool, path, content)) for _ in range(_ROUNDS)]
        here += min(pair[0] for pair in pairs)
        there += min(pair[1] for pair in pairs)
    pool.close()
    print(f"start of a child until its first answer: {statistics.median(starts):.0f} ms (median of {_ROUNDS})")
    print(f"a call that does nothing: {statistics.median(idle):.2f} ms")
    print(
        f"{len(contents)} documents read, best of {_ROUNDS}, processor time: here {here:.0f} ms, "
        f"with a child {there:.0f} ms ({(there - here) / len(contents):+.1f} ms each, {there / here:.2f} times)"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
