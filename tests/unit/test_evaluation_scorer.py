"""The scorer: small fixed expectations, and the same figures as the reference scorer where that is at hand."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from evaluation.comparison import compare
from evaluation.figures import ScoreKind, Tally
from evaluation.form import JsonObject, read_form
from evaluation.likeness import pair, same_name, same_place, same_sentence
from evaluation.scorer import gold_files, score_extractions, score_folder
from evaluation.verdicts import Outcome
from models.errors import ConfigError
from models.records import ActionItem, Extraction, Meeting
from models.vocabulary import ExtractionStatus, Kind

REFERENCE = Path(__file__).parents[2].parent / "shared" / "gold"

GOLD: JsonObject = {
    "source": "conseil.txt",
    "kind": "minutes",
    "meeting": {"title": "Conseil du 3 mars", "date": "2031-03-03", "chair": "Aline Roy", "optional": ["chair"]},
    "attendance": [
        {"name": "Aline Roy", "status": "present", "role": "présidente"},
        {"name": "Marc Petit", "status": "represented", "proxy": "Aline Roy"},
        {"name": "Zoé Blanc", "status": "excused", "optional": True},
    ],
    "agenda": [{"number": "1", "title": "Budget primitif"}, {"number": "2", "title": "Travaux du gymnase"}],
    "decisions": [
        {"text": "Le budget est adopté à l'unanimité.", "vote": {"unanimous": True, "outcome": "adopted"}},
        {"text": "Le conseil approuve le procès-verbal."},
    ],
    "actions": [
        {
            "text": "M. Petit transmet le devis avant le 20 mai.",
            "owners": ["Marc Petit", "Aline Roy"],
            "due": {"text": "avant le 20 mai", "start": None, "end": "2031-05-20"},
        }
    ],
    "dates": [
        {"text": "3 mars", "start": "2031-03-03", "end": "2031-03-03", "or": [{"start": None, "end": "2031-03-03"}]}
    ],
    "people": [{"name": "Aline Roy", "mentions": ["Aline Roy", "A. Roy"]}, {"name": "Marc Petit"}],
}


def counts(gold: JsonObject, predicted: JsonObject) -> dict[str, tuple[int, int, int]]:
    totals: dict[ScoreKind, Tally] = {}
    for verdict in compare(read_form(gold), read_form(predicted)):
        totals[verdict.kind] = totals.get(verdict.kind, Tally()) + verdict.tally
    return {kind.value: (tally.tp, tally.fp, tally.fn) for kind, tally in totals.items()}


def test_gold_against_itself_has_no_error() -> None:
    assert {v.outcome for v in compare(read_form(GOLD), read_form(GOLD))} == {Outcome.RIGHT}


def test_an_empty_prediction_misses_all_that_is_not_optional() -> None:
    assert counts(GOLD, {}) == {
        "kind": (0, 1, 1),
        "meeting": (0, 0, 2),
        "attendance": (0, 0, 2),
        "attendance_status": (0, 0, 2),
        "proxy": (0, 0, 1),
        "agenda": (0, 0, 2),
        "decisions": (0, 0, 2),
        "votes": (0, 0, 1),
        "actions": (0, 0, 1),
        "action_owners": (0, 0, 2),
        "action_due": (0, 0, 1),
        "dates": (0, 0, 1),
        "people": (0, 0, 3),
        "people_links": (0, 0, 1),
    }


def test_a_prediction_for_no_minutes_is_all_extra() -> None:
    empty: JsonObject = {"kind": "other", "meeting": {}}
    assert {what[0] for what in counts(empty, GOLD).values()} == {0}
    assert {what[2] for kind, what in counts(empty, GOLD).items() if kind != "kind"} == {0}
    assert "meeting" not in counts(empty, GOLD)  # a document that is no minutes has no meeting to judge


def test_a_wrong_field_counts_as_made_up_and_as_missed() -> None:
    predicted: JsonObject = {"kind": "minutes", "attendance": [{"name": "ROY Aline", "status": "absent"}]}
    gold: JsonObject = {"kind": "minutes", "attendance": [{"name": "Aline Roy", "status": "present"}]}
    assert counts(gold, predicted) == {"kind": (1, 0, 0), "attendance": (1, 0, 0), "attendance_status": (0, 1, 1)}


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({"start": None, "end": "2031-05-20"}, (1, 0, 0)),
        ({"start": "2031-05-20", "end": "2031-05-20"}, (0, 1, 1)),
        (None, (0, 0, 1)),
    ],
)
def test_due_dates_are_compared_as_intervals(found: JsonObject | None, expected: tuple[int, int, int]) -> None:
    actions = [{"text": "M. Petit transmet le devis avant le 20 mai.", "due": found}]
    predicted: JsonObject = {"actions": actions}  # type: ignore[dict-item]
    assert counts(GOLD, predicted)["action_due"] == expected


def test_the_gold_may_accept_two_readings_of_a_date() -> None:
    predicted: JsonObject = {"dates": [{"text": "au 3 mars", "start": None, "end": "2031-03-03"}]}
    assert counts(GOLD, predicted)["dates"] == (1, 0, 0)


def test_an_error_shows_the_rule_behind_the_prediction() -> None:
    evidence: JsonObject = {"field": "text", "rule": "actions.verb", "spans": [], "quote": "x"}
    predicted: JsonObject = {"kind": "minutes", "actions": [{"text": "On en reste là.", "evidence": [evidence]}]}
    extras = [v for v in compare(read_form(GOLD), read_form(predicted)) if v.outcome is Outcome.EXTRA]
    assert [(v.kind, v.words, v.rule) for v in extras] == [(ScoreKind.ACTIONS, "On en reste là.", "actions.verb")]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Aline Roy", "Mme ROY Aline", True),
        ("Jean-Claude Lévi", "Jean Claude Levi", True),
        ("Dominique Marchandeau", "Dominique Marchendeau", True),
        ("Jean Dupré", "Jeanne Dupré", False),
        ("Aline Roy", "Marc Roy", False),
        ("M.", "Mme", False),
    ],
)
def test_same_name(a: str, b: str, same: bool) -> None:
    assert (same_name(a, b) >= 0.85) is same


def test_a_longer_quote_just_passes_and_a_whole_page_does_not() -> None:
    sentence = "le conseil adopte le budget"
    assert same_sentence(sentence, sentence + " après lecture du rapport de la commission des finances hier") == 0.5
    assert same_sentence(sentence, sentence + " bla" * 50) < 0.35


def test_a_place_that_swallows_the_page_is_wrong() -> None:
    assert same_place("Salle du conseil", "salle du Conseil, mairie")
    assert not same_place("Salle du conseil", "salle du conseil " + "puis beaucoup de mots " * 4)


def test_pairing_takes_the_most_alike_first_and_each_item_once() -> None:
    likeness = {("a", "x"): 0.6, ("a", "y"): 0.9, ("b", "y"): 0.8, ("b", "x"): 0.1}
    assert pair("ab", "xy", lambda g, p: likeness[g, p], 0.5) == {0: 1}
    assert pair("ab", "xy", lambda g, p: likeness[g, p], 0.1) == {0: 1, 1: 0}
    assert pair("aa", "aa", lambda g, p: 1.0, 0.5) == {0: 0, 1: 1}


def test_folders_and_extractions_give_the_same_report(tmp_path: Path) -> None:
    gold, predictions = tmp_path / "gold", tmp_path / "predictions"
    gold.mkdir()
    predictions.mkdir()
    (gold / "a.json").write_text(json.dumps(GOLD), "utf-8")
    (gold / "b.json").write_text(json.dumps(GOLD), "utf-8")
    action = ActionItem(text="M. Petit transmet le devis.", owners=("Marc Petit",))
    extraction = Extraction(
        source="a.txt", sha256="0" * 64, kind=Kind.MINUTES, status=ExtractionStatus.SUCCESS, actions=(action,),
        meeting=Meeting(title="Conseil du 3 mars"),
    )  # fmt: skip
    from models.record_form import to_json

    (predictions / "a.json").write_text(to_json(extraction), "utf-8")
    report = score_folder(gold, predictions)
    assert report == score_extractions(gold, {"a": extraction})
    assert report.unread == (("b", "no prediction"),)
    assert report.figures.kinds[ScoreKind.ACTIONS].r == 0.5
    assert report.figures.kinds[ScoreKind.ACTION_OWNERS].gold == 4


def test_a_folder_without_annotations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="No gold annotations"):
        gold_files(tmp_path)
    (tmp_path / "a.json").write_text("[]", "utf-8")
    with pytest.raises(ConfigError, match="no JSON object"):
        score_folder(tmp_path, tmp_path)


def perturbed(value: object, dice: random.Random) -> object:
    """A copy with items dropped, doubled, swapped and words changed."""
    if isinstance(value, dict):
        return {key: perturbed(each, dice) for key, each in value.items() if dice.random() > 0.03}
    if isinstance(value, list):
        kept = [perturbed(each, dice) for each in value if dice.random() > 0.15]
        kept += [perturbed(each, dice) for each in value if dice.random() > 0.9]
        if dice.random() > 0.7:
            dice.shuffle(kept)
        return [each for each in kept if each is not None]
    if isinstance(value, str) and dice.random() > 0.8:
        words = value.split(" ")
        words[dice.randrange(len(words))] = dice.choice(["", "Dupré", "2031-01-31", "présent", words[0][::-1]])
        return " ".join(words)
    return None if dice.random() > 0.97 else value


@pytest.mark.skipif(not REFERENCE.exists(), reason="the reference scorer is not here")
@pytest.mark.parametrize("seed", range(4))
def test_figures_equal_those_of_the_reference_scorer(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    gold = REFERENCE / "dev"
    for path in sorted(gold.glob("*.json")):
        if dice.random() > 0.1:
            data = perturbed(json.loads(path.read_text("utf-8")), dice)
            (tmp_path / path.name).write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    command = [sys.executable, str(REFERENCE / "score.py"), str(gold), str(tmp_path), "--json"]
    reference = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    ours = score_folder(gold, tmp_path).to_json_object()
    assert 0 < reference["overall"]["f1"] < 1
    assert [name + ".json" for name in ours.pop("missing")] == reference.pop("missing")  # type: ignore[attr-defined]
    assert ours == reference
