"""Run the pipeline over a gold folder and score what it says.

A `source` "folder.zip/minutes/march.pdf" is a document inside another: a file in a ZIP or a PDF, an attachment.
"""

import logging
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from evaluation.form import Form
from evaluation.scorer import Report, form_of, gold_files, read_json, score
from models.errors import ConfigError, InputError
from models.records import Extraction
from pipeline.parts import parts_of

log = logging.getLogger(__name__)


def evaluate(
    folder: Path, process: Callable[[Path], Extraction], *, report: Callable[[str], None] = lambda name: None
) -> Report:
    """Process the document of each annotation and score the result.

    Args:
        folder: holds NAME.json files; their documents stand beside them or in a sibling folder `documents`.
        process: reads one file (`pipeline.run.process`).
        report: is told the name of each document as soon as it is done.

    Raises:
        ConfigError: no annotations, one that is no JSON object, or an installation that lacks something.
    """

    def predict(gold: Path) -> Form | str:
        predicted = _predict(gold, process)
        report(gold.stem)
        return predicted

    return score(gold_files(folder), predict)


def find_document(gold: Path) -> Path | None:
    """The document that an annotation speaks of: by its `source`, else by its own name; None where there is none.

    It is looked for beside the annotation, then in `documents` beside the annotation's folder.
    """
    source = read_json(gold).get("source")
    folders = (gold.parent, gold.parent.parent / "documents")
    named = [folder / source for folder in folders if isinstance(source, str) and source]
    alike = [path for folder in folders for path in sorted(folder.glob(f"{_literal(gold.stem)}.*"))]
    return next((path for path in (*named, *alike) if path.is_file() and path.suffix != ".json"), None)


@contextmanager
def open_document(gold: Path) -> Iterator[Path | None]:
    """As `find_document`; a document inside another is taken out of it into a file that lasts as long as the context.

    Raises:
        InputError: the file that holds it cannot be taken apart.
    """
    document = find_document(gold)
    inside = None if document else _find_part(gold)
    if inside is None:
        yield document
        return
    name, content = inside
    with tempfile.TemporaryDirectory() as folder:
        taken_out = Path(folder, Path(name).name)
        taken_out.write_bytes(content)
        yield taken_out


def _find_part(gold: Path) -> tuple[str, bytes] | None:
    """The name and the bytes of a document inside another; None where nothing of that name is found."""
    source = read_json(gold).get("source")
    holder, _, name = source.partition("/") if isinstance(source, str) else ("", "", "")
    for path in (gold.parent / holder, gold.parent.parent / "documents" / holder):
        if name and path.is_file():
            parts = parts_of(path.read_bytes(), path.name).parts
            return next(((part.name, part.content) for part in parts if part.name == name), None)
    return None


def _predict(gold: Path, process: Callable[[Path], Extraction]) -> Form | str:
    try:
        with open_document(gold) as document:
            if document is None:
                return "its document is neither beside the annotation nor in the folder documents beside it"
            return form_of(process(document))
    except ConfigError:  # would fail for every document
        raise
    except InputError as error:
        return str(error)
    except Exception as error:  # one document's crash must not hide the figures of all others
        log.debug("%s: failed", gold.stem, exc_info=True)
        return f"this is a bug ({type(error).__name__}): run again with --verbose and report it."


def _literal(name: str) -> str:
    """A file's name for `glob`, its own brackets and stars taken literally."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)
