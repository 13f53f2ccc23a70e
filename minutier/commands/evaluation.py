"""`minutier evaluate` and `minutier diff`: how right are we, and what did a change do."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evaluation.figures import ScoreKind
from minutier.commands.options import JsonOption

if TYPE_CHECKING:
    from evaluation.diff import Change, Difference
    from evaluation.figures import Figures
    from evaluation.scorer import Report
    from evaluation.verdicts import Verdict


def evaluate(
    gold_dir: Annotated[Path, typer.Argument(help="Folder of gold annotations, NAME.json each.")],
    errors: Annotated[
        ScoreKind | None, typer.Option("--errors", help="List what was missed, extra or wrong, of this kind.")
    ] = None,
    per_document: Annotated[
        bool, typer.Option("--per-document", help="One line of F1 figures for each document as well.")
    ] = False,
    rules: Annotated[
        bool, typer.Option("--rules", help="How often each rule is right, beside the confidence it claims.")
    ] = False,
    as_json: JsonOption = False,
    save: Annotated[
        Path | None, typer.Option("--save", metavar="FILE", help="Keep the run, to be compared by `minutier diff`.")
    ] = None,
) -> None:
    """Score the extraction against gold annotations.

    The document of each annotation stands beside it or in a sibling folder `documents`. One that cannot be read counts
    as one in which nothing was found, and is listed.

    Example: minutier evaluate corpus/gold --errors votes
    """
    report = _run(gold_dir)
    if save:
        from evaluation.saved import save_report

        save_report(report, save)
    wanted = _Wanted(errors, per_document, rules)
    if as_json:
        _print_json_report(report, wanted)
    else:
        _print_report(report, wanted)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to be told besides the figures."""

    errors: ScoreKind | None
    per_document: bool
    rules: bool


def diff(
    before: Annotated[Path, typer.Argument(help="A run saved with `minutier evaluate --save`.")],
    after: Annotated[Path, typer.Argument(help="Another saved run, or a gold folder to evaluate now.")],
    as_json: JsonOption = False,
) -> None:
    """Show gains and losses between two runs, item by item.

    With figures before and after, the sentence, and the rule behind each item that changed.

    Example: minutier diff before.json corpus/gold
    """
    from evaluation.diff import compare_runs
    from evaluation.saved import load_report

    first = load_report(before)
    difference = compare_runs(first, _run(after) if after.is_dir() else load_report(after))
    if as_json:
        from minutier.output import print_json

        print_json(difference.to_json_object())
    else:
        _print_lines(_difference_lines(difference))


def _run(folder: Path) -> "Report":
    from evaluation.gold import evaluate
    from evaluation.scorer import gold_files
    from minutier.output import progress

    total = len(gold_files(folder))
    from pipeline.isolation import shared_pool
    from pipeline.run import process

    with progress(total, "Evaluating") as tell:
        return evaluate(folder, partial(process, desk=shared_pool()), report=tell)


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _print_json_report(report: "Report", wanted: _Wanted) -> None:
    from evaluation.rules import score_rules
    from minutier.output import print_json

    data = report.to_json_object()
    data["unread"] = [{"document": name, "reason": reason} for name, reason in report.unread]
    if wanted.per_document:
        data["per_document"] = {each.name: each.figures.to_json_object() for each in report.documents}
    if wanted.rules:
        data["rules"] = [score.to_json_object() for score in score_rules(report)]
    if wanted.errors:
        data["errors"] = [_error_object(name, verdict) for name, verdict in report.errors(wanted.errors)]
    print_json(data)


def _error_object(document: str, verdict: "Verdict") -> dict[str, object]:
    return {
        "document": document,
        "outcome": verdict.outcome.value,
        "words": verdict.words,
        "gold": verdict.gold,
        "predicted": verdict.predicted,
        "rule": verdict.rule,
    }


def _print_report(report: "Report", wanted: _Wanted) -> None:
    if wanted.per_document:
        _print_lines(_document_line(document.name, document.figures) for document in report.documents)
    if wanted.errors:
        _print_lines(_error_lines(report, wanted.errors))
    if wanted.rules:
        _print_lines(_rule_lines(report))
    print(f"{len(report.documents)} documents" + (f", {len(report.unread)} not read" if report.unread else ""))
    _print_lines(f"  not read: {name}: {reason}" for name, reason in report.unread)
    _print_lines(_figure_lines(report.figures))


def _rule_lines(report: "Report") -> Iterable[str]:
    from evaluation.rules import score_rules
    from minutier.output import table

    rows = [("kind", "rule", "right", "made up", "share", "confidence")]
    for score in score_rules(report):
        confidence = "" if score.confidence is None else f"{score.confidence:.2f}"
        counts = (str(score.right), str(score.made_up), f"{score.share:.2f}")
        rows.append((score.kind.value, score.rule, *counts, confidence))
    return table(rows, indent="")


def _figure_lines(figures: "Figures") -> Iterable[str]:
    from evaluation.figures import OVERALL

    yield f"{'':26}    P     R    F1   gold"
    for kind, figure in figures.kinds.items():
        mark = "*" if kind in OVERALL else " "
        numbers = " ".join(_number(value) for value in (figure.p, figure.r, figure.f1))
        yield f"{mark} {kind.value:24}{numbers} {figure.gold:>6}"
    yield f"  {'overall (mean of *)':24}{'':12}{_number(figures.overall)}"


def _number(value: float | None) -> str:
    return "    -" if value is None else f"{value:5.3f}"


def _document_line(name: str, figures: "Figures") -> str:
    from evaluation.figures import OVERALL

    known = ((kind, figures.kinds[kind].f1) for kind in OVERALL)
    return f"{name[:40]:40} " + " ".join(f"{kind.value}={f1:.2f}" for kind, f1 in known if f1 is not None)


def _error_lines(report: "Report", kind: ScoreKind) -> Iterable[str]:
    from minutier.output import shorten

    for name, verdict in report.errors(kind):
        yield f"{verdict.outcome.value:7} {name}: {shorten(verdict.words, 200)}"
        yield from _both_sides(verdict.gold, verdict.predicted, "gold", "predicted")
        if verdict.rule:
            yield f"          rule: {verdict.rule}"


def _both_sides(first: object, second: object, first_name: str, second_name: str) -> Iterable[str]:
    """The two values below an item, where they say more than the item's words."""
    import json

    for name, value in ((first_name, first), (second_name, second)):
        if value is not None:
            yield f"          {name}: {json.dumps(value, ensure_ascii=False)[:200]}"


def _difference_lines(difference: "Difference") -> Iterable[str]:
    from evaluation.diff import GAINS, LOSSES

    for kind in ScoreKind:
        changes = [change for change in difference.changes if change.kind is kind]
        old, new = difference.before.kinds[kind], difference.after.kinds[kind]
        if changes or old != new:
            gains, losses = (sum(change.effect in side for change in changes) for side in (GAINS, LOSSES))
            yield f"{kind.value}: F1 {_number(old.f1).strip()} → {_number(new.f1).strip()}, +{gains} -{losses}"
            yield from (line for change in changes for line in _change_lines(change))
    overall = f"{_number(difference.before.overall).strip()} → {_number(difference.after.overall).strip()}"
    yield f"overall: F1 {overall}" + ("" if difference.changes else ", no item changed")
    yield from (f"only in the first run: {name}" for name in difference.only_before)
    yield from (f"only in the second run: {name}" for name in difference.only_after)


def _change_lines(change: "Change") -> Iterable[str]:
    from evaluation.diff import GAINS, LOSSES
    from minutier.output import shorten

    sign = "+" if change.effect in GAINS else "-" if change.effect in LOSSES else "~"
    rule = f"  [{change.rule}]" if change.rule else ""
    yield f"  {sign} {change.effect.value:8} {change.document}: {shorten(change.words, 160)}{rule}"
    if change.effect.value == "changed":
        yield from _both_sides(change.before, change.after, "before", "after")
