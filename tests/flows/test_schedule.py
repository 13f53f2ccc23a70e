"""A schedule really fires: some versions of what Prefect stands on break its scheduler without a word."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.errors import ConfigError

PATIENCE = 420
"""Seconds until a run must be complete; 40 on a machine with nothing else to do."""
PROGRAM = """
import datetime as dt, sys
from pathlib import Path
from minutier.schedule import Timing, serve_ingest
from minutier.settings import load_settings
timing = Timing(every=dt.timedelta(seconds=5))
serve_ingest([Path(sys.argv[1])], timing, load_settings(), port=int(sys.argv[2]), say=print)
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def completed_runs(port: int) -> list[str]:
    """Names of the runs that the schedule started and that came to their end; none while nobody answers."""
    query = {"flow_runs": {"state": {"type": {"any_": ["COMPLETED"]}}}}
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/api/flow_runs/filter",
        data=json.dumps(query).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return [run["name"] for run in json.load(answer) if run["auto_scheduled"]]
    except OSError:
        return []


@pytest.fixture
def served(folder: Path, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], int, Path]]:
    """`minutier serve` on a folder of two files: its process, its server's port, the file of what it says."""
    port, said = free_port(), tmp_path / "said.txt"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "MINUTIER_"))}
    environment = kept | {"MINUTIER_HOME": str(tmp_path / "home")}
    command = [sys.executable, "-c", PROGRAM, str(folder), str(port)]
    with said.open("wb") as output:
        process = subprocess.Popen(command, env=environment, cwd=tmp_path, stdout=output, stderr=output)
    yield process, port, said
    process.send_signal(signal.SIGINT)
    try:
        process.wait(60)
    except subprocess.TimeoutExpired:
        process.kill()


def test_a_scheduled_run_fires(served: tuple[subprocess.Popen[bytes], int, Path], tmp_path: Path) -> None:
    from store.database import open_database
    from store.queries import record_counts

    process, port, said = served
    deadline = time.monotonic() + PATIENCE
    while not (runs := completed_runs(port)) and time.monotonic() < deadline and process.poll() is None:
        time.sleep(1)
    assert runs, said.read_text()
    with open_database(f"sqlite:///{tmp_path / 'home' / 'minutier.db'}").reading() as reading:
        assert record_counts(reading)["documents"] == 2
    process.send_signal(signal.SIGINT)
    process.wait(60)
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0, "the server outlived the command"


@pytest.mark.usefixtures("prefect_environment")
@pytest.mark.parametrize(
    ("cron", "zone"), [("61 6 * * *", "Europe/Paris"), ("0 6 * * *", "Europe/Lutece"), ("", "UTC")]
)
def test_a_timing_that_cannot_be_is_said(cron: str, zone: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from minutier.schedule import Timing, serve_ingest
    from minutier.settings import Settings

    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    with pytest.raises(ConfigError, match="Not a schedule"):
        serve_ingest([tmp_path], Timing(cron, zone), Settings(home=tmp_path), port=9, say=print)


@pytest.mark.usefixtures("prefect_environment")
def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    from minutier.prefect_server import prefect_server

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with (
            pytest.raises(ConfigError, match="is taken"),
            prefect_server(other.getsockname()[1], tmp_path / "server.log"),
        ):
            pass
