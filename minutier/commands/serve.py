"""`minutier serve`: ingest by the clock."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer


def serve(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files, and folders with all below them.")],
    cron: Annotated[str, typer.Option("--cron", help="When: minute, hour, day, month, weekday.")] = "0 6 * * *",
    zone: Annotated[str, typer.Option("--zone", help="The time zone of --cron.")] = "Europe/Paris",
    every: Annotated[
        int | None, typer.Option("--every", metavar="MINUTES", min=1, help="Every so many minutes, instead of --cron.")
    ] = None,
    port: Annotated[int, typer.Option("--port", help="Where Prefect's pages are, if it must be started.")] = 4200,
) -> None:
    """Ingest by the clock, as Prefect runs, until stopped.

    Uses the Prefect server that PREFECT_API_URL names; where there is none, one is started for as long as this command
    runs, on this machine only. Each run is shown in its pages with a table of its documents.

    Example: minutier serve /srv/minutes --cron "0 6 * * 1-5"
    """
    from minutier.output import note
    from minutier.schedule import Timing, serve_ingest
    from minutier.settings import load_settings

    interval = None if every is None else dt.timedelta(minutes=every)
    serve_ingest(paths, Timing(cron, zone, interval), load_settings(), port=port, say=note)
