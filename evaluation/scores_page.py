"""Write docs/scores.md: figures of the sets of gold annotations, measured, never typed by hand.

    python -m evaluation.scores_page                            the sample minutes of corpus/gold
    python -m evaluation.scores_page "development set=FOLDER"   and another folder, under the name given

The page tells how many documents a set has, never which: their names may be nobody's business.
"""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NotRequired, TypedDict

from evaluation.figures import OVERALL, Figures, ScoreKind
from evaluation.gold import evaluate
from evaluation.scorer import Report
from models.errors import ConfigError
from models.records import Extraction

PAGE = Path("docs/scores.md")
FIRST_RUNS = Path("corpus/first-runs.json")
"""Figures of documents on the day they were first read, before anyone had looked at an error."""
SAMPLES = ("sample minutes", Path("corpus/gold"))


class FirstRun(TypedDict):
    """Figures of one set of documents on their first run."""

    name: str
    date: str
    """ISO day."""
    documents: int
    note: NotRequired[str]
    """What a reader of the figures should know: what could not be read yet."""
    figures: Mapping[str, Mapping[str, float | None]]
    """Kind → "p", "r", "f1" (0..1) and "gold" (how many there were)."""


_HEAD = """# Scores

Measured by `make scores` with `minutier evaluate`'s scorer; do not edit. Precision (P), recall (R) and F1 over all
documents of a set together; *gold* is how many items there were to find. Kinds marked \\* make up the overall figure:
the plain mean of their F1s. "–" where there is nothing to measure. What is counted how: `evaluation/comparison.py`.
"""
_FIRST_HEAD = """
# First runs

How well documents were read that no rule had been written for: figures of their first run, kept in
`corpus/first-runs.json`. They say what to expect of minutes of bodies not met before; the same documents were learnt
from afterwards.
"""
_COLUMNS = "|  | P | R | F1 | gold |\n|---|---:|---:|---:|---:|"


def render_page(reports: Mapping[str, Report]) -> str:
    """The page in Markdown: a table for each set, by name in the order given."""
    return "\n".join([_HEAD, *(_section(name, report) for name, report in reports.items())])


def render_first_runs(runs: Sequence[FirstRun]) -> str:
    """The part of the page on first runs, in Markdown; empty without any."""
    return "\n".join([_FIRST_HEAD, *(_first_run(run) for run in runs)]) if runs else ""


def _first_run(run: FirstRun) -> str:
    name = run["name"][0].upper() + run["name"][1:]
    rows = [_first_row(kind, figure) for kind, figure in run["figures"].items()]
    note = f"{run['note']}\n\n" if "note" in run else ""
    return f"## {name}: {run['documents']} documents, {run['date']}\n\n{note}" + "\n".join([_COLUMNS, *rows]) + "\n"


def _first_row(kind: str, figure: Mapping[str, float | None]) -> str:
    cells = [_number(figure.get(name)) for name in ("p", "r", "f1")]
    return f"| {kind.replace('_', ' ')} | {' | '.join(cells)} | {figure.get('gold') or ''} |"


def measure(sets: Mapping[str, Path], process: Callable[[Path], Extraction]) -> dict[str, Report]:
    """Evaluate each set of gold annotations.

    Raises:
        ConfigError: a folder without annotations.
    """
    return {name: evaluate(folder, process) for name, folder in sets.items()}


def read_sets(arguments: Sequence[str]) -> dict[str, Path]:
    """The sets to measure: the sample minutes, then each "name=folder".

    Raises:
        ConfigError: an argument without an equals sign.
    """
    sets = dict((SAMPLES,))
    for argument in arguments:
        name, separator, folder = argument.partition("=")
        if not separator or not name.strip() or not folder:
            raise ConfigError(f"{argument!r}: give a set of gold annotations as NAME=FOLDER.")
        sets[name.strip()] = Path(folder)
    return sets


def _section(name: str, report: Report) -> str:
    unread = f", {len(report.unread)} of them without a prediction" if report.unread else ""
    title = f"## {name[0].upper()}{name[1:]}: {len(report.documents)} documents{unread}"
    return f"{title}\n\n{_table(report.figures)}\n"


def _table(figures: Figures) -> str:
    rows = [_row(kind, figures) for kind in ScoreKind]
    return "\n".join([_COLUMNS, *rows, f"| **overall** |  |  | **{_number(figures.overall)}** |  |"])


def _row(kind: ScoreKind, figures: Figures) -> str:
    figure = figures.kinds[kind]
    name = kind.value.replace("_", " ") + (" \\*" if kind in OVERALL else "")
    return f"| {name} | {_number(figure.p)} | {_number(figure.r)} | {_number(figure.f1)} | {figure.gold} |"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def main() -> int:
    """Measure and write the page."""
    from pipeline.run import process

    runs = json.loads(FIRST_RUNS.read_text("utf-8"))
    page = render_page(measure(read_sets(sys.argv[1:]), process))
    PAGE.write_text(page + render_first_runs(runs), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
