"""Ingestion by the clock: a Prefect deployment, served from this process until it is stopped.

Only a server has a scheduler. Where the user names none (PREFECT_API_URL) one is started here and stopped at the end.
"""

import contextlib
import datetime as dt
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from minutier.settings import Settings
from models.errors import ConfigError

if TYPE_CHECKING:
    from prefect.schedules import Schedule

PORT = 4200
"""Prefect's own default, so that its other commands find the server without being told."""
NAME = "minutier"
"""Of the deployment: serving again replaces it."""


@dataclass(frozen=True, slots=True)
class Timing:
    """When runs start: every so often, else by a cron line in a time zone."""

    cron: str = "0 6 * * *"
    zone: str = "Europe/Paris"
    every: dt.timedelta | None = None


def serve_ingest(
    paths: Sequence[Path], timing: Timing, settings: Settings, *, port: int, say: Callable[[str], None]
) -> None:
    """Ingest these files and folders by the clock, until the process is stopped.

    Raises:
        ConfigError: the timing can't be read, the server does not start or answer.
        StorageError: the folder for Prefect's data can't be made.
    """
    from flows.environment import prepare_prefect
    from minutier.prefect_server import HOST, prefect_server

    prepare_prefect(settings.home, log_level="WARNING")
    given = os.environ.get("PREFECT_API_URL")
    # Prefect reads this when it is first imported: it must be known before the server runs.
    address = os.environ.setdefault("PREFECT_API_URL", f"http://{HOST}:{port}/api")
    schedule = _schedule(timing)
    if not given:
        say("Starting a Prefect server (15 to 60 seconds) …")
    with contextlib.nullcontext() if given else prefect_server(port, settings.home / "prefect-server.log"):
        _serve(
            paths, schedule, say=lambda: say(f"Serving until Ctrl-C. Runs and results: {address.removesuffix('/api')}")
        )


def _serve(paths: Sequence[Path], schedule: "Schedule", *, say: Callable[[], None]) -> None:
    """Tell the server of the schedule and wait for its runs, one at a time."""
    from flows.start import reach_server
    from minutier.scheduled import scheduled_ingest

    reach_server()
    say()
    scheduled_ingest.serve(
        name=NAME,
        schedule=schedule,
        parameters={"paths": [str(path.absolute()) for path in paths]},
        limit=1,
        print_starting_message=False,
    )


def _schedule(timing: Timing) -> "Schedule":
    """The timing in Prefect's terms.

    Raises:
        ConfigError: no such cron line or time zone.
    """
    from zoneinfo import ZoneInfo

    from prefect.schedules import Cron, Interval

    if timing.every is not None:
        return Interval(timing.every)
    try:
        return Cron(timing.cron, timezone=ZoneInfo(timing.zone).key)
    except (ValueError, KeyError) as error:
        raise ConfigError(
            f"Not a schedule: {timing.cron} in {timing.zone}. Give five fields and a time zone, "
            "as in --cron '0 6 * * 1-5' --zone Europe/Paris."
        ) from error
