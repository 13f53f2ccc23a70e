"""The command line: `minutier COMMAND`. One place maps failures to exit codes (docs/erreurs.md lists them).

Everything beyond Typer is imported by the command that needs it: help and version come at once.
"""

import io
import sys
from typing import Annotated, NoReturn

import typer

from minutier.commands import (
    actions,
    backup,
    corrections,
    dates,
    db,
    doctor,
    documents,
    evaluation,
    extract,
    ingest,
    orphans,
    schema,
    serve,
)
from models.errors import PipelineError
from pipeline.sources.names import printable, printable_lines

BUG = 70
"""Exit code of what should never happen (EX_SOFTWARE of sysexits.h)."""
INTERRUPTED = 130
"""Exit code after Ctrl-C (128 and the signal's number, as shells have it)."""
_VERBOSE = ("-v", "--verbose")

app = typer.Typer(
    name="minutier",
    epilog="Start with `minutier ingest FOLDER`, then `minutier actions`.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command()(ingest.ingest)
app.command()(extract.extract)
app.command()(serve.serve)
app.command()(actions.actions)
app.command()(documents.show)
app.command()(documents.explain)
app.command()(corrections.correct)
app.command()(orphans.orphans)
app.command()(evaluation.evaluate)
app.command()(evaluation.diff)
app.command()(dates.dates)
app.command()(schema.schema)
app.command()(doctor.doctor)
app.command()(backup.backup)
app.command()(backup.restore)
app.add_typer(db.app, name="db")


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"minutier {version('minutier')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Log every step, show tracebacks; may stand anywhere.")
    ] = False,
) -> None:
    """Read French meeting minutes and make sure that what was decided gets done."""
    from minutier.logs import set_up_logging

    set_up_logging(verbose=verbose)


def main() -> NoReturn:
    """Run the command line and end the process with its exit code."""
    _protect_output()
    verbose, rest = _take_verbose(sys.argv[1:])
    try:
        app(["--verbose", *rest] if verbose else rest, prog_name="minutier")
    except SystemExit as end:  # so does Typer end, and this is how it answers Ctrl-C
        if end.code == INTERRUPTED:
            print("minutier: interrupted; the same command goes on where it stopped.", file=sys.stderr)
        raise
    except PipelineError as error:
        _fail(str(error), error.exit_code, verbose=verbose)
    except Exception as error:
        _fail(f"this is a bug ({type(error).__name__}).", BUG, verbose=verbose)  # its words may quote a document
    sys.exit(0)


def _take_verbose(arguments: list[str]) -> tuple[bool, list[str]]:
    """Whether `--verbose` stands anywhere before a bare "--", and the arguments without it."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    rest = [argument for argument in arguments[:end] if argument not in _VERBOSE]
    return len(rest) < end, rest + arguments[end:]


class _Terminal(io.TextIOWrapper):
    """Standard output on a terminal, which would obey control characters in the text of a document."""

    def write(self, text: str, /) -> int:
        super().write(printable_lines(text))
        return len(text)


def _protect_output() -> None:
    """A file name may hold bytes that are no Unicode: they are printed as escapes, which JSON reads too."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.isatty():
        encoding = sys.stdout.encoding
        sys.stdout = _Terminal(sys.stdout.detach(), encoding=encoding, errors="backslashreplace", line_buffering=True)


def _fail(message: str, code: int, *, verbose: bool) -> NoReturn:
    """Say what happened on one line, the traceback only where it was asked for."""
    if verbose:
        import traceback

        traceback.print_exc()
    line = printable(" ".join(message.split()))
    hint = " Run again with --verbose for the details and report it." if code == BUG and not verbose else ""
    print(f"minutier: {line}{hint}", file=sys.stderr)
    sys.exit(code)
