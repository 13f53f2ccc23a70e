"""`minutier show` and `minutier explain`: one document, one record, and why we believe it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from minutier.commands.options import JsonOption

if TYPE_CHECKING:
    from store.queries import DocumentRow


def show(
    document: Annotated[str, typer.Argument(metavar="DOC", help="File name, or the first digits of its sha256.")],
    as_json: JsonOption = False,
) -> None:
    """Show what was extracted from one document.

    With the file in which it came (e-mail, ZIP, PDF) and what it holds itself. Corrections are included; a star marks
    what a person stands behind, an x what a person rejected. What is inside another file may be named with it:
    courriel.eml/conseil.pdf.

    Example: minutier show conseil-2024-03-11.pdf
    """
    from minutier.document_text import document_lines
    from minutier.home import open_home
    from minutier.output import print_json
    from models.errors import InputError
    from models.record_form import to_json_object
    from store.parts import containers_of, parts_called, parts_in
    from store.queries import find_documents, load_extraction

    with open_home().database.reading() as reading:
        inner = tuple(row for sha256 in parts_called(reading, document) for row in find_documents(reading, sha256))
        found = _only(
            find_documents(reading, document) or inner or find_documents(reading, Path(document).name), document
        )
        extraction = load_extraction(reading, found.sha256)
        later = find_documents(reading, found.superseded_by) if found.superseded_by else ()
        inside, held = containers_of(reading, found.sha256), parts_in(reading, found.sha256)
    if extraction is None:
        reason = (found.failure or "no reason is known").removeprefix(f"{found.source}: ")
        raise InputError(f"{found.source} was never read: {reason}")
    if as_json:
        print_json(to_json_object(extraction))
        return
    for line in document_lines(extraction, superseded_by=_names(later), inside=inside, held=held):
        print(line)


def explain(
    record: Annotated[str, typer.Argument(metavar="RECORD", help="Id of a record, or its first digits.")],
    as_json: JsonOption = False,
) -> None:
    """Show one record, the words that prove it, and its history.

    With the rule that made each field, its page, and the corrections made. Ids stand in the output of actions and show.

    Example: minutier explain 3fa94c21
    """
    from minutier.home import open_home
    from minutier.output import print_json
    from minutier.record_text import ID_HINT, record_lines, record_object
    from models.errors import InputError
    from store.queries import agenda_title, find_record

    with open_home().database.reading() as reading:
        found = find_record(reading, record)
        title = agenda_title(reading, found)
    if found is None:
        raise InputError(f"No record, or more than one, has an id that begins with {record}: {ID_HINT}.")
    if as_json:
        print_json(record_object(found))
        return
    for line in record_lines(found, agenda_item=title):
        print(line)


def _names(later: "tuple[DocumentRow, ...]") -> str | None:
    """How the later version of a document is called."""
    return f"{later[0].source} ({later[0].sha256[:12]})" if later else None


def _only(found: "tuple[DocumentRow, ...]", reference: str) -> "DocumentRow":
    """The one document that a reference means; of several versions of one name, the one that is not superseded.

    Raises:
        InputError: none, or several.
    """
    from models.errors import InputError

    if not found:
        raise InputError(f"No document {reference} in the database: give a file name, or digits of its sha256.")
    current = [row for row in found if row.superseded_by is None]
    if len(found) > 1 and len(current) != 1:
        names = ", ".join(f"{row.sha256[:12]} ({row.source})" for row in found[:5])
        raise InputError(f"{len(found)} documents are called {reference}: give the sha256 of one of them: {names}.")
    return found[0] if len(found) == 1 else current[0]
