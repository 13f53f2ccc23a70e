"""What goes to the terminal: JSON and results on standard output, progress and notes on standard error."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from pipeline.sources.names import printable


def print_json(data: object) -> None:
    """Print one JSON value, indented; accents as they are."""
    print(json.dumps(data, ensure_ascii=False, indent=1))


def note(line: str) -> None:
    """Print a line that is no result: a problem, a hint."""
    print(printable(line), file=sys.stderr)


class Tell(Protocol):
    """Called once after each step with a line about it; `more`: so many steps turned up that nobody knew of."""

    def __call__(self, line: str, more: int = 0) -> None: ...


@contextmanager
def progress(total: int, doing: str) -> Iterator[Tell]:
    """Show how far a loop is: a bar where a person watches, a line for each step where not.

    Args:
        total: how many steps there will be.
        doing: what is done, before the bar ("Reading").

    Yields:
        What is to be called after each step.
    """
    if not sys.stderr.isatty():
        yield _numbered(total)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    columns += (TextColumn("{task.fields[line]}", markup=False),)  # type: ignore[assignment]  # rich takes any number
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=total, line="")

        def advance(line: str, more: int = 0) -> None:
            nonlocal total
            total += more
            bar.update(task, advance=1, total=total, line=printable(line)[:60])

        yield advance


def _numbered(total: int) -> Tell:
    done = 0

    def tell(line: str, more: int = 0) -> None:
        nonlocal done, total
        done += 1
        total += more
        note(f"[{done}/{total}] {line}")

    return tell


def table(rows: Sequence[tuple[str, ...]], *, indent: str = "  ") -> list[str]:
    """Lines of a plain table: columns as wide as their widest cell, two spaces between."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        indent + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]


def shorten(text: str, width: int) -> str:
    """The text on one line, cut at `width` characters with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"
