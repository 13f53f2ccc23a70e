"""Evaluation runs as JSON files: to be compared later with another run. They hold no clock and no path."""

import json
from pathlib import Path

from evaluation.figures import ScoreKind
from evaluation.form import JsonObject, objects_of
from evaluation.scorer import DocumentReport, Report, read_json
from evaluation.verdicts import Outcome, Verdict
from models.errors import ConfigError

FORMAT = "minutier-evaluation-1"


def save_report(report: Report, path: Path) -> None:
    """Write a run: figures for people, verdicts for the comparison.

    Raises:
        ConfigError: the file cannot be written.
    """
    documents = [
        {"name": each.name, "unread": each.unread, "verdicts": [_to_json_object(v) for v in each.verdicts]}
        for each in report.documents
    ]
    data = {"format": FORMAT, "figures": report.figures.to_json_object(), "documents": documents}
    try:
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot be written ({error.strerror}). Give a path in an existing folder."
        ) from error


def load_report(path: Path) -> Report:
    """Read back what `save_report` wrote.

    Raises:
        ConfigError: the file is missing or no saved run.
    """
    data = read_json(path)
    if data.get("format") != FORMAT:
        raise ConfigError(f"{path} is no saved run: make one with `minutier evaluate GOLD_DIR --save {path.name}`.")
    try:
        return Report(tuple(_document(each) for each in objects_of(data.get("documents"))))
    except (KeyError, ValueError) as error:
        raise ConfigError(f"{path} is a damaged run ({error}): make it again with `minutier evaluate`.") from error


def _to_json_object(verdict: Verdict) -> JsonObject:
    data: JsonObject = {"kind": verdict.kind.value, "outcome": verdict.outcome.value, "words": verdict.words}
    optional: JsonObject = {"gold": verdict.gold, "predicted": verdict.predicted, "rule": verdict.rule}
    optional["confidence"] = verdict.confidence
    return data | {key: value for key, value in optional.items() if value is not None}


def _document(data: JsonObject) -> DocumentReport:
    unread = data.get("unread")
    verdicts = tuple(_verdict(each) for each in objects_of(data["verdicts"]))
    return DocumentReport(str(data["name"]), verdicts, unread if isinstance(unread, str) else None)


def _verdict(data: JsonObject) -> Verdict:
    rule, confidence = data.get("rule"), data.get("confidence")
    return Verdict(
        kind=ScoreKind(str(data["kind"])),
        outcome=Outcome(str(data["outcome"])),
        words=str(data["words"]),
        gold=data.get("gold"),
        predicted=data.get("predicted"),
        rule=rule if isinstance(rule, str) else None,
        confidence=float(confidence) if isinstance(confidence, int | float) else None,
    )
