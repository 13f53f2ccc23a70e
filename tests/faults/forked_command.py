"""The real command in a process of its own, without its start: the test's process, which has all modules, forks."""

import ctypes
import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NoReturn

_CAPABILITIES_VERSION = 0x20080522
_CAP_DAC_OVERRIDE, _CAP_DAC_READ_SEARCH = 1, 2


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


def run_command(folder: Path, *arguments: str, **environment: str) -> Ended:
    """Run `minutier` with arguments in a folder, where its data home is too.

    `environment` adds variables. For root too the rights on files hold.
    """
    _load()
    out, err = folder / "stdout", folder / "stderr"
    child = os.fork()
    if child == 0:
        _become(arguments, {"MINUTIER_HOME": str(folder / "home"), **environment}, out, err)
    _, status = os.waitpid(child, 0)
    return Ended(os.waitstatus_to_exitcode(status), out.read_text("utf-8"), err.read_text("utf-8"))


@cache
def _load() -> None:
    """Load what all runs need, the language model too, once."""
    import store.ingest  # noqa: F401
    from pipeline.run import process_bytes

    process_bytes("Compte rendu du bureau. Mme Roy présente le budget.".encode(), "seance.txt")


def _become(arguments: tuple[str, ...], environment: dict[str, str], out: Path, err: Path) -> NoReturn:
    """Turn this process into the command."""
    code = 99
    try:
        for number, path in ((1, out), (2, err)):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        sys.stdout, sys.stderr = open(1, "w"), open(2, "w")  # noqa: SIM115
        _give_up_rights_on_files()
        os.environ.update(environment)
        os.chdir(out.parent)
        from pipeline.isolation import shared_pool

        shared_pool.cache_clear()  # the children of the test's own process are not ours
        sys.argv = ["minutier", *arguments]
        from minutier.cli import main

        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 98
    finally:
        shared_pool().close()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _give_up_rights_on_files() -> None:
    """Let rights on files hold for root too (capabilities(7)); nothing happens for anybody else."""
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(_CAPABILITIES_VERSION, 0)
    sets = (ctypes.c_uint32 * 6)()
    libc.capget(header, sets)
    sets[0] &= ~(1 << _CAP_DAC_OVERRIDE | 1 << _CAP_DAC_READ_SEARCH)  # those in effect
    libc.capset(header, sets)
