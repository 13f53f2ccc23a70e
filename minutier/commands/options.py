"""Options that several commands share, and how a day is given."""

import datetime as dt
from typing import Annotated, TypeAlias

import typer

from models.errors import ConfigError

JsonOption: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON for a program instead of text.")]
TodayOption: TypeAlias = Annotated[
    str | None,
    typer.Option("--today", metavar="DATE", help="Judge what is overdue as of this day (YYYY-MM-DD), not of today."),
]
PasswordOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--password",
        metavar="TEXT",
        help="For documents that ask for one; may be given several times. The list of processes shows it to others on "
        "this machine, but not the variable MINUTIER_PASSWORD.",
    ),
]

PATHS_HELP = "Files, and folders with all below them."
"""Typer's own check of such paths is off (`readable=False`): a file that may not be read must not stop the others."""


def read_passwords(given: list[str] | None) -> tuple[str, ...]:
    """The passwords of the option, then those of MINUTIER_PASSWORD.

    Raises:
        ConfigError: a MINUTIER_ variable that no setting has.
    """
    from minutier.settings import load_settings

    return (*(given or ()), *load_settings().passwords)


def read_day(text: str | None, *, option: str) -> dt.date | None:
    """The day that an option gives; None where it is not given.

    Raises:
        ConfigError: not a day of the calendar in the form YYYY-MM-DD.
    """
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(f"{option} {text}: give a day as YYYY-MM-DD, for example 2024-05-20.") from error


def read_today(text: str | None) -> dt.date:
    """The day given by `--today`, else that of the clock: only the command line reads it."""
    return read_day(text, option="--today") or dt.date.today()
