"""`minutier extract`: documents to JSON files, without a database."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from minutier.commands.options import PATHS_HELP, PasswordOption, read_passwords
from models.vocabulary import ExtractionStatus

if TYPE_CHECKING:
    from models.records import Extraction


def extract(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", readable=False, help=PATHS_HELP)],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="DIR", help="Folder for the JSON files; made if need be.")
    ] = None,
    to_stdout: Annotated[
        bool, typer.Option("--stdout", help="Print the JSON, one document on each line, instead of writing files.")
    ] = False,
    password: PasswordOption = None,
) -> None:
    """Read minutes into JSON files, one for each, without a database.

    The form is that of `minutier schema`. NAME.pdf gives NAME.json; where two inputs share a name, NAME.pdf.json and
    NAME.docx.json. A document that cannot be read gives a file too, with the status "failed" and the reason (exit code
    1, or 2 if none could be read).

    Example: minutier extract minutes/ --output records/
    """
    from minutier.commands.inputs import find_inputs

    if (output is None) is not to_stdout:
        raise typer.BadParameter("give either --output DIR or --stdout.")
    files = find_inputs(paths)
    extractions = _extractions(files, read_passwords(password))
    results = _print_all(extractions) if output is None else _write_all(extractions, files, output)
    raise typer.Exit(_exit_code(results))


def target_names(files: Sequence[Path]) -> dict[Path, str]:
    """A name for the JSON of each file, none twice even where upper and lower case are one: NAME.json, or NAME.EXT.json
    where two inputs share NAME; a number is added where that is taken as well (equal names in two folders)."""
    stems = [path.stem.casefold() for path in files]
    names: dict[Path, str] = {}
    taken: set[str] = set()
    for path in sorted(files, key=lambda file: stems.count(file.stem.casefold()) > 1):
        is_shared = stems.count(path.stem.casefold()) > 1
        base = path.name if is_shared else path.stem
        names[path] = next(name for name in _candidates(base) if name.casefold() not in taken)
        taken.add(names[path].casefold())
    return names


def _candidates(base: str) -> Iterator[str]:
    yield f"{base}.json"
    number = 2
    while True:
        yield f"{base}.{number}.json"
        number += 1


def _extractions(files: Sequence[Path], passwords: Sequence[str]) -> "Iterator[Extraction]":
    """Each file's extraction, in order, with a line of progress."""
    from minutier.failed import process_or_explain
    from minutier.output import progress

    with progress(len(files), "Reading") as tell:
        for path in files:
            extraction = process_or_explain(path, passwords)
            tell(_line(extraction))
            yield extraction


def _line(extraction: "Extraction") -> str:
    name = extraction.source
    if extraction.status is ExtractionStatus.FAILED:
        return f"{name}: not read: {extraction.issues[0].message.removeprefix(f'{name}: ')}"
    return f"{name}: {extraction.status.value.replace('_', ' ')}"


def _print_all(extractions: "Iterator[Extraction]") -> list[ExtractionStatus]:
    import json

    from models.record_form import to_json_object

    statuses = []
    for extraction in extractions:
        print(json.dumps(to_json_object(extraction), ensure_ascii=False), flush=True)
        statuses.append(extraction.status)
    return statuses


def _write_all(extractions: "Iterator[Extraction]", files: Sequence[Path], folder: Path) -> list[ExtractionStatus]:
    from models.errors import ConfigError
    from models.record_form import to_json

    names, statuses = target_names(files), []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, extraction in zip(files, extractions, strict=True):
            (folder / names[path]).write_text(to_json(extraction), "utf-8")
            statuses.append(extraction.status)
    except OSError as error:
        raise ConfigError(f"{folder} cannot be written ({error.strerror}): give another folder to --output.") from error
    return statuses


def _exit_code(statuses: Sequence[ExtractionStatus]) -> int:
    """0 all read, 1 some not, 2 none."""
    failed = sum(status is ExtractionStatus.FAILED for status in statuses)
    if not failed:
        return 0
    return 2 if failed == len(statuses) else 1
