"""Make Prefect quiet and private, and keep what it writes in our data home.

Prefect reads its settings when it is first imported, so this comes before any import of it: flows/start.py sees to it.
What the user has set stays as it is: a server (PREFECT_API_URL), a home (PREFECT_HOME), a log level.
"""

import os
from pathlib import Path

from models.errors import StorageError

QUIET_AND_PRIVATE = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    # The temporary server makes its database on a first run: 20 s, Prefect's own limit, are not enough for that.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}


def prepare_prefect(home: Path, *, log_level: str) -> None:
    """Set Prefect's environment variables, where the user has not.

    Args:
        home: our data home; Prefect's database goes into its folder `prefect`.
        log_level: from where on Prefect speaks. Below WARNING it tells of every task, at ERROR it prints the traceback
            of a failed run, twice: good for a schedule in the night, not for a command that says itself what failed.

    Raises:
        StorageError: that folder can't be made.
    """
    folder = Path(os.environ.setdefault("PREFECT_HOME", str((home / "prefect").absolute())))
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", log_level)
    for name, value in QUIET_AND_PRIVATE.items():
        os.environ.setdefault(name, value)
    try:
        # Prefect makes its folder, but not those above it, and then fails for two minutes instead of once.
        folder.expanduser().mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(f"Cannot make the folder {folder} for Prefect: {error.strerror or error}.") from error
