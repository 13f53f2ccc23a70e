"""Score predictions against gold annotations, both in the record form: figures, and every verdict behind them.

Counts are added over all documents before dividing (micro average). A document without a prediction counts as one in
which nothing was found.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from evaluation.comparison import compare
from evaluation.figures import Figures, ScoreKind, figures_of
from evaluation.form import Form, JsonObject, read_form
from evaluation.verdicts import Outcome, Verdict
from models.errors import ConfigError
from models.record_form import to_json_object
from models.records import Extraction


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """One document: its verdicts, and why there is no prediction if there is none."""

    name: str
    verdicts: tuple[Verdict, ...]
    unread: str | None = None

    @property
    def figures(self) -> Figures:
        return figures_of((verdict.kind, verdict.tally) for verdict in self.verdicts)


@dataclass(frozen=True, slots=True)
class Report:
    """All documents of a gold folder, by name."""

    documents: tuple[DocumentReport, ...]

    @property
    def figures(self) -> Figures:
        return figures_of((verdict.kind, verdict.tally) for document in self.documents for verdict in document.verdicts)

    @property
    def unread(self) -> tuple[tuple[str, str], ...]:
        """(name, reason) of the documents without a prediction."""
        return tuple((document.name, document.unread) for document in self.documents if document.unread)

    def errors(self, kind: ScoreKind) -> tuple[tuple[str, Verdict], ...]:
        """(document, verdict) of all that is not right, of one kind."""
        return tuple(
            (document.name, verdict)
            for document in self.documents
            for verdict in document.verdicts
            if verdict.kind is kind and verdict.outcome is not Outcome.RIGHT
        )

    def to_json_object(self) -> dict[str, object]:
        """Figures for a program: the number of documents, those without a prediction, one object for each kind."""
        missing = [name for name, _ in self.unread]
        return {"documents": len(self.documents), "missing": missing, **self.figures.to_json_object()}


def gold_files(folder: Path) -> tuple[Path, ...]:
    """The annotations of a gold folder, by name.

    Raises:
        ConfigError: no such folder, or no annotation in it.
    """
    files = tuple(sorted(folder.glob("*.json")))
    if not files:
        raise ConfigError(f"No gold annotations (*.json) in {folder}: give a folder that holds NAME.json files.")
    return files


def read_json(path: Path) -> JsonObject:
    """Read a JSON object.

    Raises:
        ConfigError: the file cannot be read, or is no JSON object.
    """
    try:
        data: object = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path} cannot be read as JSON ({error}): mend or remove it.") from error
    if not isinstance(data, dict):
        raise ConfigError(f"{path} holds no JSON object: a file in the record form starts with a brace.")
    return data


def score_folder(gold: Path, predictions: Path) -> Report:
    """Compare each NAME.json of `gold` with the file of the same name in `predictions`.

    Raises:
        ConfigError: no annotations, or a file that is no JSON object.
    """

    def predict(path: Path) -> Form | str:
        target = predictions / path.name
        return read_form(read_json(target)) if target.exists() else "no prediction"

    return score(gold_files(gold), predict)


def score_extractions(gold: Path, extractions: Mapping[str, Extraction]) -> Report:
    """Compare each NAME.json of `gold` with the extraction under NAME.

    Raises:
        ConfigError: no annotations, or a file that is no JSON object.
    """

    def predict(path: Path) -> Form | str:
        found = extractions.get(path.stem)
        return form_of(found) if found else "no prediction"

    return score(gold_files(gold), predict)


def score(files: Iterable[Path], predict: Callable[[Path], Form | str]) -> Report:
    """Compare each annotation with what `predict` says for it: a form, or the reason why there is none."""
    documents = []
    for path in files:
        gold, predicted = read_form(read_json(path)), predict(path)
        form, unread = (read_form({}), predicted) if isinstance(predicted, str) else (predicted, None)
        documents.append(DocumentReport(path.stem, tuple(compare(gold, form)), unread))
    return Report(tuple(documents))


def form_of(extraction: Extraction) -> Form:
    """An extraction as the scorer reads it."""
    return read_form(to_json_object(extraction))
