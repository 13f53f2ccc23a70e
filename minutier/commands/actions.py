"""`minutier actions`: who must do what by when. Starts in under half a second: no model, no SQLAlchemy."""

from typing import TYPE_CHECKING, Annotated

import typer

from minutier.commands.options import JsonOption, TodayOption, read_today

if TYPE_CHECKING:
    from store.queries import ActionRow

_SHOWN = 50


def actions(
    owner: Annotated[str | None, typer.Option("--owner", help="Only those of this person or organisation.")] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only those that are past their due date.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Show at most so many.")] = _SHOWN,
    show_all: Annotated[bool, typer.Option("--all", help="Show every open action, however many.")] = False,
    as_json: JsonOption = False,
    today: TodayOption = None,
) -> None:
    """List open actions, the most urgent first.

    Overdue ones come first, then by due date; undated ones last.

    Example: minutier actions --owner Dupré --overdue
    """
    from minutier.home import open_home
    from store.queries import open_actions

    day = read_today(today)
    with open_home().database.reading() as reading:
        most = None if show_all else limit + 1
        found = open_actions(reading, today=day, owner=owner, overdue_only=overdue, limit=most)
    shown = found if show_all else found[:limit]
    if as_json:
        _print_json(shown)
    else:
        _print_text(shown, is_cut=len(found) > len(shown))


def _print_text(found: "tuple[ActionRow, ...]", *, is_cut: bool) -> None:
    from minutier.summary import action_lines

    if not found:
        print("No open actions of this kind.")
        return
    for line in action_lines(found):
        print(line)
    if is_cut:
        print(f"Only the first {len(found)} are shown: --all shows every one, --limit sets how many.")
    print(f"Next: minutier explain {found[0].id[:8]}")


def _print_json(found: "tuple[ActionRow, ...]") -> None:
    from dataclasses import asdict

    from minutier.output import print_json

    print_json([{key: _plain(value) for key, value in asdict(action).items()} for action in found])


def _plain(value: object) -> object:
    import datetime as dt

    return value.isoformat() if isinstance(value, dt.date) else value
