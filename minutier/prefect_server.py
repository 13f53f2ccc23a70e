"""A Prefect server of our own, for as long as it is needed."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from models.errors import ConfigError

HOST = "127.0.0.1"
START_SECONDS = 120
"""How long a start may take: 15 to 30 s where nothing else runs, more on a first start."""
STOP_SECONDS = 20


@contextlib.contextmanager
def prefect_server(port: int, log_file: Path) -> Iterator[None]:
    """Run a server until the end of the block.

    Args:
        port: where it listens, on this machine only.
        log_file: gets what the server says.

    Raises:
        ConfigError: the port is taken, or the server does not start.
    """
    pages = f"http://{HOST}:{port}"
    if _is_taken(port):
        raise ConfigError(
            f"Port {port} is taken. If a Prefect server runs there, set PREFECT_API_URL={pages}/api; "
            "if not, give another --port."
        )
    command = (sys.executable, "-m", "prefect", "server", "start", "--host", HOST, "--port", str(port))
    environment = {**os.environ, "PREFECT_SERVER_UI_API_URL": f"{pages}/api"}
    with log_file.open("w", encoding="utf-8") as output:
        # A session of its own: Ctrl-C reaches us alone, and the server is still there to be told that we stop.
        server = subprocess.Popen(
            command, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            _await(server, pages, log_file)
            yield
        finally:
            _stop(server)


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def _await(server: subprocess.Popen[bytes], pages: str, log_file: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(urllib.error.URLError, OSError), urllib.request.urlopen(f"{pages}/api/health"):
            return
        time.sleep(0.5)
    raise ConfigError(f"The Prefect server did not start: {log_file} says why.")


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
