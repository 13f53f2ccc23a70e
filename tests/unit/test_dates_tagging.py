"""The JSON of `minutier dates`, and its score on the shared sentences where they are at hand."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from extractors.grammar.dates import tag_line

_SHARED = Path(__file__).resolve().parents[3] / "shared" / "dates"
_FLOOR = 0.95
"""Share of the sentences that must be strictly right."""


def test_a_line_and_its_answer() -> None:
    line = {"id": "a1", "text": "Réponse avant le 20 mai, puis demain.", "ref_date": "2024-03-11T04:30:00"}
    assert tag_line(line) == {
        "id": "a1",
        "preds": [
            {"text": "avant le 20 mai", "cs": 8, "ce": 23, "start": None, "end": "2024-05-20"},
            {"text": "demain", "cs": 30, "ce": 36, "start": "2024-03-12", "end": "2024-03-12"},
        ],
    }


def test_years_and_yesterday_are_tagged_and_impossible_days_are_not() -> None:
    line = {"id": "a2", "text": "En 2015, hier, le 31 février 2024.", "ref_date": "2024-03-11"}
    assert [pred["text"] for pred in tag_line(line)["preds"]] == ["2015", "hier"]


def test_without_reference() -> None:
    assert tag_line({"id": "a3", "text": "demain", "ref_date": ""})["preds"] == []


@pytest.mark.skipif(not _SHARED.is_dir(), reason="the shared sentences are not at hand")
def test_score_on_the_shared_sentences(tmp_path: Path) -> None:
    gold = _SHARED / "own-dev.jsonl"
    lines = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    answers = tmp_path / "answers.jsonl"
    answers.write_text("".join(json.dumps(tag_line(line)) + "\n" for line in lines), "utf-8")
    command = [sys.executable, _SHARED / "score.py", gold, answers, "--misses", "--floor", str(_FLOOR)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
