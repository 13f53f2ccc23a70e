"""Runs over a gold folder, saved runs, gains and losses, the page of scores."""

import json
import zipfile
from pathlib import Path

import pytest

from evaluation.diff import Effect, compare_runs
from evaluation.figures import ScoreKind
from evaluation.form import JsonObject
from evaluation.gold import evaluate, find_document, open_document
from evaluation.rules import score_rules
from evaluation.saved import load_report, save_report
from evaluation.scorer import Report, score_folder
from evaluation.scores_page import read_sets, render_page
from models.errors import ConfigError, EncryptedFileError
from models.records import Attendance, Extraction
from models.vocabulary import ExtractionStatus, Kind

GOLD: JsonObject = {
    "source": "conseil.txt",
    "kind": "minutes",
    "attendance": [{"name": "Aline Roy", "status": "present"}, {"name": "Marc Petit", "status": "excused"}],
    "actions": [{"text": "M. Petit transmet le devis.", "owners": ["Marc Petit", "Aline Roy"]}],
}


def write(folder: Path, data: JsonObject, name: str = "conseil.json") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(json.dumps(data), "utf-8")
    return folder


def extraction(path: Path) -> Extraction:
    attendance = (Attendance(name="Aline Roy"),)
    return Extraction(
        source=path.name, sha256="0" * 64, kind=Kind.MINUTES, status=ExtractionStatus.SUCCESS, attendance=attendance
    )


@pytest.mark.parametrize("place", ["corpus/gold/conseil.txt", "corpus/documents/conseil.txt", "corpus/gold/conseil.md"])
def test_the_document_is_found_beside_the_gold_or_in_the_folder_documents(place: str, tmp_path: Path) -> None:
    gold = write(tmp_path / "corpus" / "gold", GOLD) / "conseil.json"
    assert find_document(gold) is None
    document = tmp_path / place
    document.parent.mkdir(exist_ok=True)
    document.write_text("Compte rendu", "utf-8")
    assert find_document(gold) == document


def test_the_named_source_wins_over_a_file_that_is_called_alike(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold", GOLD) / "conseil.json"
    for name in ("conseil.pdf", "conseil.txt"):
        (tmp_path / "gold" / name).write_text("x", "utf-8")
    assert find_document(gold) == tmp_path / "gold" / "conseil.txt"


def test_a_document_inside_another_is_taken_out_for_a_while(tmp_path: Path) -> None:
    folder = write(tmp_path, GOLD | {"source": "dossier.zip/2024/conseil.txt"})
    write(folder, GOLD | {"source": "dossier.zip/2025/conseil.txt"}, "other.json")
    with zipfile.ZipFile(folder / "dossier.zip", "w") as archive:
        archive.writestr("2024/conseil.txt", "Compte rendu")
    with open_document(folder / "conseil.json") as document:
        assert document is not None and document.name == "conseil.txt"
        assert document.read_text("utf-8") == "Compte rendu"
    assert not document.exists()
    with open_document(folder / "other.json") as missing:
        assert missing is None


def test_documents_that_cannot_be_read_are_listed_with_the_reason(tmp_path: Path) -> None:
    folder = write(write(write(tmp_path, GOLD), GOLD | {"source": "b.pdf"}, "b.json"), GOLD | {"source": ""}, "c.json")
    write(folder, GOLD | {"source": "d.txt"}, "d.json")
    for name in ("conseil.txt", "b.pdf", "d.txt"):
        (folder / name).write_text("x", "utf-8")

    def process(path: Path) -> Extraction:
        if path.suffix == ".pdf":
            raise EncryptedFileError("b.pdf asks for a password: save it without.")
        if path.name == "d.txt":
            raise ZeroDivisionError("division by zero")
        return extraction(path)

    done: list[str] = []
    report = evaluate(folder, process, report=done.append)
    assert done == ["b", "c", "conseil", "d"]
    assert report.unread == (
        ("b", "b.pdf asks for a password: save it without."),
        ("c", "its document is neither beside the annotation nor in the folder documents beside it"),
        ("d", "this is a bug (ZeroDivisionError): run again with --verbose and report it."),
    )
    assert report.figures.kinds[ScoreKind.ATTENDANCE].r == 1 / 8


def run_of(tmp_path: Path, name: str, prediction: JsonObject) -> Report:
    gold = write(tmp_path / "gold", GOLD)
    prediction = {"kind": "minutes", **prediction}
    return score_folder(gold, write(tmp_path / name, prediction))


def test_a_saved_run_comes_back_whole(tmp_path: Path) -> None:
    report = run_of(tmp_path, "run", {"attendance": [{"name": "Aline Roy", "status": "absent"}, {"name": "Léo Vert"}]})
    save_report(report, tmp_path / "run.json")
    first = (tmp_path / "run.json").read_bytes()
    assert load_report(tmp_path / "run.json") == report
    save_report(report, tmp_path / "run.json")
    assert (tmp_path / "run.json").read_bytes() == first


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"format": "minutier-evaluation-1", "documents": [{}]}'])
def test_what_is_no_saved_run_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text(content, "utf-8")
    with pytest.raises(ConfigError, match=r"run\.json"):
        load_report(tmp_path / "run.json")


def test_gains_and_losses_are_told_item_by_item(tmp_path: Path) -> None:
    before = run_of(
        tmp_path,
        "before",
        {
            "attendance": [{"name": "Aline Roy", "status": "present"}, {"name": "Léo Vert", "status": "present"}],
            "actions": [{"text": "M. Petit transmet le devis.", "owners": ["Petit"]}],
        },
    )
    after = run_of(
        tmp_path,
        "after",
        {
            "attendance": [{"name": "Marc Petit", "status": "absent"}],
            "actions": [
                {"text": "M. Petit transmet le devis.", "owners": ["Aline Roy"]},
                {"text": "On verra.", "evidence": [{"field": "text", "rule": "actions.on", "quote": "On verra."}]},
            ],
        },
    )
    difference = compare_runs(before, after)
    assert [(c.kind.value, c.effect.value, c.words, c.rule) for c in difference.changes] == [
        ("attendance", "lost", "Aline Roy", None),
        ("attendance", "found", "Marc Petit", None),
        ("attendance", "vanished", "Léo Vert", None),
        ("attendance_status", "lost", "Aline Roy", None),
        ("attendance_status", "changed", "Marc Petit", None),
        ("attendance_status", "vanished", "Léo Vert", None),
        ("actions", "appeared", "On verra.", "actions.on"),
        ("action_owners", "lost", "M. Petit transmet le devis.", None),
        ("action_owners", "found", "M. Petit transmet le devis.", None),
    ]
    assert [c.gold for c in difference.changes if c.kind is ScoreKind.ACTION_OWNERS] == ["Marc Petit", "Aline Roy"]
    assert difference.before.kinds[ScoreKind.ATTENDANCE].p == 0.5
    assert difference.after.kinds[ScoreKind.ATTENDANCE].p == 1.0
    json.dumps(difference.to_json_object())


def test_a_run_compared_with_itself_shows_no_change(tmp_path: Path) -> None:
    report = run_of(tmp_path, "run", GOLD)
    assert compare_runs(report, report).changes == ()


def test_documents_that_only_one_run_has_are_told_and_not_compared(tmp_path: Path) -> None:
    report = run_of(tmp_path, "run", GOLD)
    difference = compare_runs(report, Report(()))
    assert (difference.changes, difference.only_before, difference.only_after) == ((), ("conseil",), ())
    assert difference.before == difference.after


def test_effects_are_gains_losses_or_neither() -> None:
    from evaluation.diff import GAINS, LOSSES

    assert set(Effect) - GAINS - LOSSES == {Effect.CHANGED}
    assert not GAINS & LOSSES


def test_the_page_of_scores_tells_figures_and_no_names(tmp_path: Path) -> None:
    page = render_page({"sample minutes": run_of(tmp_path, "run", GOLD)})
    assert "## Sample minutes: 1 documents" in page
    assert "| attendance \\* | 1.000 | 1.000 | 1.000 | 2 |" in page
    assert "| dates \\* | – | – | – | 0 |" in page
    assert "| **overall** |  |  | **1.000** |  |" in page
    assert "conseil" not in page


def test_sets_are_given_by_name_and_folder() -> None:
    assert read_sets([]) == {"sample minutes": Path("corpus/gold")}
    assert read_sets(["other set=a/b"]) == {"sample minutes": Path("corpus/gold"), "other set": Path("a/b")}
    with pytest.raises(ConfigError, match="NAME=FOLDER"):
        read_sets(["a/b"])


def test_rules_are_scored_beside_the_confidence_they_claim(tmp_path: Path) -> None:
    def attendee(name: str, rule: str, confidence: float) -> JsonObject:
        evidence: JsonObject = {"field": "name", "rule": rule, "quote": name}
        return {"name": name, "status": "present", "confidence": confidence, "evidence": [evidence]}

    people = [
        attendee("Aline Roy", "list", 0.9),
        attendee("Marc Petit", "list", 0.7),
        attendee("Léo Vert", "list", 0.8),
    ]
    people.append(attendee("Zoé Blanc", "prose", 0.5))
    report = run_of(tmp_path, "run", {"attendance": [*people]})
    scores = {(s.kind.value, s.rule): s for s in score_rules(report)}
    found, status = scores["attendance", "list"], scores["attendance_status", "list"]
    assert (found.right, found.made_up, found.share) == (2, 1, 2 / 3)
    assert found.confidence == pytest.approx(0.8)
    assert (status.right, status.made_up, status.confidence) == (1, 2, None)
    assert scores["attendance", "prose"].share == 0.0
    assert [s.rule for s in score_rules(report)] == ["list", "prose", "list", "prose"]
    save_report(report, tmp_path / "run.json")
    assert load_report(tmp_path / "run.json") == report
