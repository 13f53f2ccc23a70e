"""Child processes that open files: what they return, how their ends are told, what is left of them."""

import logging
import operator
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from models.errors import EmptyFileError, InternalError, LimitError, UnreadableFileError
from pipeline.isolation import Limits, ReaderPool, directly, shared_pool
from pipeline.isolation.folder import TemporaryFolder, sweep
from pipeline.opening import read

PATIENT = Limits(step_seconds=60)


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    made = ReaderPool(PATIENT)
    yield made
    made.close()


@pytest.fixture
def hasty() -> Iterator[ReaderPool]:
    """A pool that waits one second for each step."""
    made = ReaderPool(Limits(step_seconds=1, total_seconds=20, memory_mib=1024))
    yield made
    made.close()


def is_gone(pid: int, *, seconds: float = 10) -> bool:
    """True once no process has this number (a zombie is none), False if it still lives after some seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_a_call_gives_what_the_function_gives_from_one_process_again_and_again(pool: ReaderPool) -> None:
    content = "Compte rendu de la séance".encode()
    document = pool("seance.txt", read, content, "seance.txt")
    assert document == directly("seance.txt", read, content, "seance.txt")
    pids = {pool("seance.txt", os.getpid) for _ in range(5)}
    assert len(pids) == 1
    assert os.getpid() not in pids


def test_failures_of_readers_come_out_as_they_are(pool: ReaderPool) -> None:
    with pytest.raises(EmptyFileError, match=r"^vide\.pdf: the file is empty"):
        pool("vide.pdf", read, b"", "vide.pdf")


def test_a_bug_in_a_reader_tells_where_it_is(pool: ReaderPool) -> None:
    with pytest.raises(re.error) as caught:
        pool("seance.pdf", re.compile, "(")
    assert "in a reading process: " in caught.value.__notes__[0]
    assert pool("seance.pdf", len, b"12") == 2


def test_what_cannot_be_sent_is_an_error_and_not_the_end(pool: ReaderPool) -> None:
    with pytest.raises(TypeError, match="pickle"):
        pool("seance.pdf", open, os.devnull)
    assert pool("seance.pdf", len, b"12") == 2


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGILL])
def test_a_crash_of_native_code_is_a_damaged_file(pool: ReaderPool, number: int) -> None:
    before = pool("seance.pdf", os.getpid)
    with pytest.raises(UnreadableFileError, match=r"^seance\.pdf: the file makes its reader crash"):
        pool("seance.pdf", os.kill, 0, number)
    assert is_gone(before)
    assert pool("seance.pdf", os.getpid) != before


def test_an_exit_of_native_code_too(pool: ReaderPool) -> None:
    with pytest.raises(UnreadableFileError, match="crash"):
        pool("seance.pdf", os._exit, 0)


def test_a_child_that_the_system_kills_took_too_much_memory(pool: ReaderPool) -> None:
    with pytest.raises(LimitError, match=r"^seance\.pdf: reading took more memory"):
        pool("seance.pdf", os.kill, 0, signal.SIGKILL)


def test_memory_is_limited(hasty: ReaderPool) -> None:
    with pytest.raises(LimitError, match=r"more memory than one document may \(1024 MiB\)"):
        hasty("seance.pdf", operator.mul, b"x", 2**31)
    assert len(hasty("seance.pdf", operator.mul, b"x", 2**20)) == 2**20


def test_a_step_that_never_ends_is_ended_inside_native_code_too(hasty: ReaderPool) -> None:
    with pytest.raises(LimitError, match=r"^seance\.pdf: reading got stuck for 1 seconds"):
        hasty("seance.pdf", time.sleep, 60)
    with pytest.raises(LimitError, match="stuck"):  # holds the interpreter all the time
        hasty("seance.pdf", re.match, "(a+)+$", "a" * 60 + "b")


def test_steps_that_get_on_may_take_long_together(hasty: ReaderPool) -> None:
    program = (
        "import time\nfrom pipeline.readers.steps import step\nfor page in range(5):\n    step()\n    time.sleep(0.5)\n"
    )
    hasty("seance.pdf", exec, program)


def test_the_whole_of_a_call_is_limited() -> None:
    pool = ReaderPool(Limits(step_seconds=60, total_seconds=0.5))
    with pytest.raises(LimitError, match=r"^seance\.pdf: reading took longer than 0\.5 seconds"):
        pool("seance.pdf", time.sleep, 60)
    pool.close()


def test_several_threads_share_a_pool(pool: ReaderPool) -> None:
    with ThreadPoolExecutor(4) as threads:
        lengths = list(threads.map(lambda n: pool("seance.pdf", len, b"x" * n), range(40)))
    assert lengths == list(range(40))


def test_a_child_that_died_idle_costs_nothing(pool: ReaderPool) -> None:
    idle = pool("seance.pdf", os.getpid)
    os.kill(idle, signal.SIGKILL)
    assert is_gone(idle)
    assert pool("seance.pdf", len, b"12") == 2


def test_a_child_that_held_much_memory_is_replaced(pool: ReaderPool) -> None:
    first = pool("seance.pdf", os.getpid)
    pool("seance.pdf", exec, "held = b'x' * (800 * 2**20)")
    assert pool("seance.pdf", os.getpid) != first
    assert is_gone(first)


def test_warnings_of_readers_reach_the_log_of_the_parent(pool: ReaderPool, caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("pipeline.readers")
    pool("seance.pdf", exec, "import logging; logging.getLogger('pipeline.readers').warning('page %d', 3)")
    assert (logger.name, logging.WARNING, "page 3") in caplog.record_tuples


def test_children_do_not_see_our_settings(pool: ReaderPool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINUTIER_DATABASE_URL", "postgresql://me:secret@host/minutes")
    fresh = ReaderPool(PATIENT)
    assert fresh("seance.pdf", os.getenv, "MINUTIER_DATABASE_URL") is None
    fresh.close()


def test_temporary_files_of_a_child_go_with_it(hasty: ReaderPool) -> None:
    folder = Path(hasty("seance.pdf", tempfile.mkdtemp))
    assert folder.exists()
    with pytest.raises(LimitError):
        hasty("seance.pdf", time.sleep, 60)
    assert not folder.exists()
    assert not folder.parent.exists()


def test_temporary_files_of_a_killed_parent_are_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    mine, left, young = TemporaryFolder(), tmp_path / "minutier-reading-old", tmp_path / "minutier-reading-new"
    for folder in (left, young):
        folder.mkdir()
        (folder / "page.png").write_bytes(b"x")
    for folder in (Path(mine.path), left):
        os.utime(folder, (0, 0))
    sweep()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([Path(mine.path).name, young.name])
    mine.remove()
    assert not Path(mine.path).exists()


def test_programs_of_a_child_end_with_it(hasty: ReaderPool, tmp_path: Path) -> None:
    with pytest.raises(LimitError):
        hasty("seance.pdf", subprocess.run, ["sh", "-c", f"echo $$ > {tmp_path}/pid; exec sleep 300"])
    assert is_gone(int((tmp_path / "pid").read_text()))


@pytest.mark.parametrize("busy", ["time.sleep, 300", "re.match, '(a+)+$', 'a' * 60 + 'b'"])
def test_nothing_is_left_where_the_parent_is_killed(busy: str, tmp_path: Path) -> None:
    """Kill -9 runs no code of ours: the system itself must end the child, though it be busy in native code."""
    program = (
        "import os, re, subprocess, sys, threading, time\nfrom pipeline.isolation import ReaderPool\n"
        "pool = ReaderPool()\npid = pool('a', os.getpid)\n"
        f"threading.Thread(target=lambda: pool('a', {busy}), daemon=True).start()\n"
        "time.sleep(0.5)\nprint(pid, flush=True)\ntime.sleep(300)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert not is_gone(child, seconds=0.2)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert is_gone(child)


def test_a_folder_with_modules_of_the_same_names_disturbs_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pickle.py").write_text("raise SystemExit('not this one')")
    (tmp_path / "pipeline.py").write_text("raise SystemExit('not this one')")
    monkeypatch.chdir(tmp_path)
    fresh = ReaderPool(PATIENT)
    assert fresh("seance.pdf", len, b"12") == 2
    fresh.close()


def test_a_child_that_cannot_start_is_our_fault() -> None:
    starved = ReaderPool(Limits(memory_mib=1))
    with pytest.raises(InternalError, match="did not start"):
        starved("seance.pdf", len, b"12")
    starved.close()


def test_there_is_one_pool_for_a_process() -> None:
    assert shared_pool() is shared_pool()
