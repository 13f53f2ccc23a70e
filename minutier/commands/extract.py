"""`minutier extract`: documents to JSON files, without a database."""

from collections.abc import Callable, Iterator, Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from minutier.commands.options import PATHS_HELP, PasswordOption, read_passwords
from models.vocabulary import DocumentType, ExtractionStatus

if TYPE_CHECKING:
    from minutier.inputs import Input
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
    NAME.docx.json. What is attached to e-mails, zipped or embedded in PDFs gives files of its own, which name the file
    that held it (`container`). A document that cannot be read gives a file too, with the status "failed" and the reason
    (exit code 1, or 2 if none could be read).

    Example: minutier extract minutes/ --output records/
    """
    from minutier.commands.inputs import find_inputs
    from minutier.failed import get_ready

    if (output is None) is not to_stdout:
        raise typer.BadParameter("give either --output DIR or --stdout.")
    files = find_inputs(paths)
    passwords = read_passwords(password)
    get_ready()
    statuses = _print_all(files, passwords) if output is None else _write_all(files, passwords, output)
    raise typer.Exit(_exit_code(statuses))


def target_names(files: Sequence[Path]) -> dict[Path, str]:
    """A name for the JSON of each file, none twice even where upper and lower case are one: NAME.json, or NAME.EXT.json
    where two inputs share NAME; a number is added where that is taken as well (equal names in two folders)."""
    stems = [path.stem.casefold() for path in files]
    names: dict[Path, str] = {}
    taken: set[str] = set()
    for path in sorted(files, key=lambda file: stems.count(file.stem.casefold()) > 1):
        is_shared = stems.count(path.stem.casefold()) > 1
        names[path] = _free_name(path.name if is_shared else path.stem, taken)
        taken.add(names[path].casefold())
    return names


def _free_name(base: str, taken: Set[str]) -> str:
    """The first name that none of `taken`, in small letters, is."""
    return next(name for name in _candidates(base) if name.casefold() not in taken)


def _candidates(base: str) -> Iterator[str]:
    yield f"{base}.json"
    number = 2
    while True:
        yield f"{base}.{number}.json"
        number += 1


def _each(
    files: Sequence[Path], passwords: Sequence[str], keep: "Callable[[Input, Extraction], None]"
) -> list[ExtractionStatus]:
    """Hand over each document's extraction, in order, with a line of progress; those inside a file follow it."""
    from minutier.failed import process_or_explain
    from minutier.inputs import take_all
    from minutier.output import progress

    statuses: list[ExtractionStatus] = []
    with progress(len(files), "Reading") as tell:

        def take(given: "Input") -> DocumentType | None:
            extraction = process_or_explain(given, passwords)
            keep(given, extraction)
            statuses.append(extraction.status)
            tell(_line(given.told, extraction), more=given.container is not None)
            return None if extraction.status is ExtractionStatus.FAILED else extraction.document_type

        for path in files:
            take_all(path, passwords, take)
    return statuses


def _line(told: str, extraction: "Extraction") -> str:
    if extraction.status is ExtractionStatus.FAILED:
        return f"{told}: not read: {extraction.issues[0].message.removeprefix(f'{extraction.source}: ')}"
    return f"{told}: {extraction.status.value.replace('_', ' ')}"


def _print_all(files: Sequence[Path], passwords: Sequence[str]) -> list[ExtractionStatus]:
    import json

    from models.record_form import to_json_object

    def print_one(_given: "Input", extraction: "Extraction") -> None:
        print(json.dumps(to_json_object(extraction), ensure_ascii=False), flush=True)

    return _each(files, passwords, print_one)


def _write_all(files: Sequence[Path], passwords: Sequence[str], folder: Path) -> list[ExtractionStatus]:
    from models.errors import ConfigError
    from models.record_form import to_json

    names = target_names(_paths(files, passwords))

    def write(given: "Input", extraction: "Extraction") -> None:
        if given.path not in names:
            names[given.path] = _free_name(given.path.stem, {name.casefold() for name in names.values()})
        (folder / names[given.path]).write_text(to_json(extraction), "utf-8")

    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _each(files, passwords, write)
    except OSError as error:
        raise ConfigError(f"{folder} cannot be written ({error.strerror}): give another folder to --output.") from error


def _paths(files: Sequence[Path], passwords: Sequence[str]) -> list[Path]:
    """All documents there are, those inside files last: their names must be known before the first is written.

    Meetings that are cut apart are found only by reading: their names come later.
    """
    from minutier.inputs import take_all

    paths = list(files)

    def note(given: "Input") -> None:
        if given.container is not None:
            paths.append(given.path)

    for path in files:
        take_all(path, passwords, note)
    return paths


def _exit_code(statuses: Sequence[ExtractionStatus]) -> int:
    """0 all read, 1 some not, 2 none."""
    failed = sum(status is ExtractionStatus.FAILED for status in statuses)
    if not failed:
        return 0
    return 2 if failed == len(statuses) else 1
