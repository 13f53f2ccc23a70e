"""Write docs/commands.md from the commands themselves: `python -m minutier.command_docs`.

A test fails if the page is stale.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import typer

from minutier.cli import app

PAGE = Path("docs/commands.md")
_WIDTH = 100
_HEAD = """# Commands

Made from the commands' own help by `python -m minutier.command_docs`; do not edit. Exit codes and every message:
[erreurs.md](erreurs.md). Settings: `minutier doctor` lists them.
"""


class _Command(Protocol):
    def get_help(self, ctx: typer.Context) -> str: ...


def render_commands() -> str:
    """The page in Markdown: the help of every command, groups before what they hold."""
    return _HEAD + "".join(_section(name, text) for name, text in _helps(typer.main.get_command(app), "minutier"))


def _helps(command: _Command, name: str) -> Iterator[tuple[str, str]]:
    # Typer brings its own copy of Click and types none of it: what a group holds is asked for by name.
    context = typer.Context(command, info_name=name, terminal_width=_WIDTH, max_content_width=_WIDTH)  # type: ignore[arg-type]
    context.help_option_names = ["-h", "--help"]
    yield name, command.get_help(context)
    for child, below in getattr(command, "commands", {}).items():
        yield from _helps(below, f"{name} {child}")


def _section(name: str, text: str) -> str:
    body = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return f"\n## {name}\n\n```text\n{body}\n```\n"


def main() -> int:
    """Write the page."""
    PAGE.write_text(render_commands(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
