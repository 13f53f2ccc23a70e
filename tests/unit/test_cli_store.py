"""Commands end to end on small documents: from files to database, actions, corrections, backup."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from minutier.cli import app
from models.errors import ConfigError, InputError, StorageError
from models.record_form import json_schema

MINUTES = """COMPTE RENDU DU CONSEIL DU 11 MARS 2024

Présents : Aline Roy (présidente), Marc Petit
Excusé : Léo Vert

Ordre du jour
1. Budget
2. Travaux

1. Budget
Le budget est adopté à l'unanimité.

2. Travaux
M. Petit transmettra le devis à la mairie avant le 20 mai 2024.
"""
Run = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data home of its own, and a folder `in` with a readable and an empty document."""
    monkeypatch.setenv("MINUTIER_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "conseil.txt").write_text(MINUTES, "utf-8")
    (folder / "vide.txt").write_text("", "utf-8")
    return tmp_path


@pytest.fixture
def run(home: Path) -> Run:
    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(app, list(arguments))

    return invoke


def message(result: Result, kind: type[Exception]) -> str:
    """The text of the failure with which a command ended."""
    assert isinstance(result.exception, kind), result.output
    return str(result.exception)


def test_extract_writes_one_valid_json_for_each_document(run: Run, home: Path) -> None:
    done = run("extract", "in", "--output", "out")
    assert done.exit_code == 1  # one of the two could not be read
    forms = {path.name: json.loads(path.read_text("utf-8")) for path in (home / "out").iterdir()}
    assert forms.keys() == {"conseil.json", "vide.json"}
    for form in forms.values():
        jsonschema.validate(form, json_schema())
    assert (forms["conseil.json"]["kind"], forms["conseil.json"]["status"]) == ("minutes", "success")
    assert forms["vide.json"]["status"] == "failed"
    assert [issue["code"] for issue in forms["vide.json"]["issues"]] == ["DOCUMENT_UNREADABLE"]
    assert not (home / "home").exists()  # no database


def test_extract_gives_the_same_bytes_again(run: Run, home: Path) -> None:
    run("extract", "in/conseil.txt", "--output", "a")
    run("extract", "in/conseil.txt", "-o", "b")
    assert (home / "a" / "conseil.json").read_bytes() == (home / "b" / "conseil.json").read_bytes()


def test_extract_to_standard_output_is_one_line_a_document(run: Run) -> None:
    done = run("extract", "in", "--stdout")
    assert [json.loads(line)["source"] for line in done.stdout.splitlines()] == ["conseil.txt", "vide.txt"]


def test_extract_ends_with_2_where_nothing_could_be_read(run: Run, home: Path) -> None:
    assert run("extract", "in/vide.txt", "--stdout").exit_code == 2
    assert "nowhere" in message(run("extract", "nowhere", "--stdout"), InputError)
    (home / "empty").mkdir()
    assert "No documents to read in empty" in message(run("extract", "empty", "--stdout"), InputError)


@pytest.mark.parametrize("arguments", [["in"], ["in", "--stdout", "--output", "out"]])
def test_extract_wants_one_place_to_write_to(arguments: list[str], run: Run) -> None:
    assert run("extract", *arguments).exit_code == 2


def test_extract_says_where_it_cannot_write(run: Run, home: Path) -> None:
    (home / "out").write_text("a file, not a folder", "utf-8")
    assert "out cannot be written" in message(run("extract", "in/conseil.txt", "-o", "out"), ConfigError)


def test_a_crash_on_one_document_is_told_and_stops_nothing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(content: bytes, source: str, **options: object) -> None:
        raise ZeroDivisionError("words of the page")

    monkeypatch.setattr("pipeline.run.process_bytes", crash)
    done = run("extract", "in", "--stdout")
    assert done.exit_code == 2
    assert all("this is a bug (ZeroDivisionError)" in line for line in done.stdout.splitlines())
    assert "words of the page" not in done.output


def test_ingest_tells_what_came_in_and_what_is_open(run: Run) -> None:
    first = run("ingest", "in", "--today", "2024-06-01")
    assert first.exit_code == 1
    assert "2 documents:" in first.stdout
    assert "vide.txt: not read: the file is empty." in first.stdout
    assert "2024-05-20 overdue" in first.stdout
    assert "minutier actions --overdue" in first.stdout
    assert "2024-05-20 overdue" not in run("ingest", "in", "--today", "2024-05-20").stdout


def test_files_that_are_left_out_are_told(run: Run, home: Path) -> None:
    for number in range(7):
        (home / "in" / f"{number}.7z").write_bytes(b"7z")
    told = run("ingest", "in").stderr.splitlines()
    assert [line for line in told if line.startswith("left out")] == [
        *(f"left out: in/{number}.7z: format .7z is not read" for number in range(5)),
        "left out: 2 more files",
    ]


def test_ingest_again_finds_nothing_new(run: Run) -> None:
    assert run("ingest", "in/conseil.txt").exit_code == 0
    again = run("ingest", "in/conseil.txt")
    assert again.exit_code == 0
    assert again.stdout.startswith("Nothing new: 1 document here already.")


def test_ingest_as_json(run: Run) -> None:
    done = run("ingest", "in", "--json")
    documents = json.loads(done.stdout)["documents"]
    assert [(d["source"], d["outcome"], d["status"]) for d in documents] == [
        ("conseil.txt", "new", "success"),
        ("vide.txt", None, "failed"),
    ]
    assert run("ingest", "in/vide.txt").exit_code == 2


def action_id(run: Run) -> str:
    run("ingest", "in/conseil.txt")
    (action,) = json.loads(run("actions", "--json").stdout)
    return str(action["id"])


def test_actions_are_listed_by_owner_and_due_date(run: Run) -> None:
    run("ingest", "in/conseil.txt")
    overdue = run("actions", "--overdue", "--today", "2024-05-21")
    assert "M. Petit transmettra le devis" in overdue.stdout
    assert run("actions", "--overdue", "--today", "2024-05-20").stdout == "No open actions of this kind.\n"
    assert run("actions", "--owner", "Dupré").stdout == "No open actions of this kind.\n"
    assert "Petit" in run("actions", "--owner", "petit", "--all").stdout
    assert message(run("actions", "--today", "demain"), ConfigError).startswith("--today demain")


def test_actions_say_when_there_are_more(run: Run, home: Path) -> None:
    more = MINUTES + "Mme Roy enverra la liste avant le 3 juin 2024.\n"
    (home / "in" / "conseil.txt").write_text(more, "utf-8")
    run("ingest", "in/conseil.txt")
    assert "Only the first 1 are shown" in run("actions", "--limit", "1").stdout
    assert "Only the first" not in run("actions", "--all", "--limit", "1").stdout


def test_show_and_explain(run: Run) -> None:
    identity = action_id(run)
    shown = run("show", "conseil.txt")
    assert shown.exit_code == 0
    assert "by 2024-05-20 (avant le 20 mai 2024)" in shown.stdout
    assert run("show", "in/conseil.txt").stdout == shown.stdout
    form = json.loads(run("show", "conseil.txt", "--json").stdout)
    jsonschema.validate(form, json_schema())
    explained = run("explain", identity[:8])
    assert "« avant le 20 mai 2024 »" in explained.stdout
    assert "rule actions." in explained.stdout
    assert json.loads(run("explain", identity, "--json").stdout)["record"]["id"] == identity


def test_what_is_not_there_is_said(run: Run) -> None:
    run("ingest", "in")
    assert "No document autre.pdf" in message(run("show", "autre.pdf"), InputError)
    assert "vide.txt was never read: the file is empty." in message(run("show", "vide.txt"), InputError)
    assert "begins with ffff" in message(run("explain", "ffff"), InputError)
    assert "no record ffff" in message(run("correct", "ffff", "verify", "--author", "A. Roy"), InputError)


def test_a_wrong_database_url_is_a_wrong_setting(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINUTIER_DATABASE_URL", "mysql://host/minutes")
    assert "no database URL" in message(run("actions"), ConfigError)


def test_a_correction_is_kept_shown_and_undone(run: Run) -> None:
    identity = action_id(run)
    done = run("correct", identity[:8], "set", 'owners=["Aline Roy"]', "status=done", "--author", "A. Roy")
    assert done.exit_code == 0, done.exception
    assert "set by A. Roy is noted." in done.stdout
    assert "agenda_item  Travaux" in done.stdout
    assert json.loads(run("actions", "--json").stdout) == []
    assert "*" in run("show", "conseil.txt").stdout
    assert run("correct", identity[:8], "undo", "--author", "A. Roy").exit_code == 0
    explained = json.loads(run("explain", identity, "--json").stdout)
    assert explained["record"]["status"] == "open"
    assert [step["change"] for step in explained["history"]] == ["set", "undo"]
    assert "nope" in message(run("correct", identity, "set", "nope=1", "--author", "A. Roy"), ConfigError)
    assert run("correct", identity, "verify").exit_code == 2  # nobody to answer for it


def test_backup_and_restore(run: Run, home: Path) -> None:
    identity = action_id(run)
    run("correct", identity, "verify", "--author", "A. Roy")
    assert run("backup", "b.zip").stdout == "b.zip holds 1 documents and 1 originals.\n"
    assert "--force" in message(run("restore", "b.zip"), StorageError)
    assert run("restore", "b.zip", "--force").exit_code == 0
    (home / "home" / "minutier.db").unlink()
    assert run("restore", "b.zip").exit_code == 0
    assert [a["review"] for a in json.loads(run("actions", "--json").stdout)] == ["verified"]


def test_an_incomplete_backup_is_a_failure_told_once(run: Run, home: Path, caplog: pytest.LogCaptureFixture) -> None:
    run("ingest", "in/conseil.txt")
    (original,) = (path for path in (home / "home" / "archive").rglob("*") if path.is_file())
    original.unlink()
    for arguments in (("backup", "b.zip"), ("db", "rebuild")):
        assert "lacks 1 original," in message(run(*arguments), StorageError)
    assert (home / "b.zip").exists()
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


def test_db_upgrade_rebuild_and_copy(run: Run, home: Path) -> None:
    assert "no database" in message(run("db", "rebuild"), StorageError)
    assert run("db", "upgrade").exit_code == 0
    run("ingest", "in/conseil.txt")
    assert run("db", "rebuild").stdout == "1 documents, 0 rows were not as they should be.\n"
    urls = [f"sqlite:///{home / 'home' / 'minutier.db'}", f"sqlite:///{home / 'two.db'}"]
    assert run("db", "copy", *urls).exit_code == 0
    assert "already holds" in message(run("db", "copy", *urls), StorageError)


def test_commands_before_the_first_ingest_say_what_to_do(run: Run) -> None:
    assert "run `minutier ingest`" in message(run("actions"), StorageError)


def test_evaluate_and_diff(run: Run, home: Path) -> None:
    actions = [{"text": "M. Petit transmettra le devis à la mairie avant le 20 mai 2024."}]
    gold = {"source": "conseil.txt", "kind": "minutes", "meeting": {"date": "2024-03-11"}, "actions": actions}
    (home / "in" / "conseil.json").write_text(json.dumps(gold), "utf-8")
    done = run("evaluate", "in", "--json", "--save", "run.json", "--per-document", "--errors", "action_owners")
    data = json.loads(done.stdout)
    assert data["actions"]["f1"] == 1.0
    assert data["per_document"]["conseil"]["actions"]["f1"] == 1.0
    assert [(e["outcome"], e["predicted"]) for e in data["errors"]] == [("extra", "Petit")]
    assert data["errors"][0]["rule"].startswith("actions.")
    assert "overall" in run("evaluate", "in", "--errors", "actions", "--per-document").stdout
    (rules,) = [
        r for r in json.loads(run("evaluate", "in", "--json", "--rules").stdout)["rules"] if r["kind"] == "actions"
    ]
    assert (rules["right"], rules["made_up"], rules["share"]) == (1, 0, 1.0)
    assert rules["rule"] in run("evaluate", "in", "--rules").stdout
    assert "no item changed" in run("diff", "run.json", "in").stdout
    lost = (home / "run.json").read_text("utf-8").replace('"right"', '"missed"')
    (home / "old.json").write_text(lost, "utf-8")
    shown = run("diff", "old.json", "run.json").stdout
    assert "+ found    conseil: M. Petit transmettra le devis" in shown
    assert {c["effect"] for c in json.loads(run("diff", "old.json", "run.json", "--json").stdout)["changes"]} == {
        "found"
    }


def test_progress_is_a_bar_for_a_person_and_lines_for_a_program(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from minutier.output import progress

    with progress(2, "Reading") as tell:
        tell("a.txt")
        tell("b.txt")
    assert capsys.readouterr().err == "[1/2] a.txt\n[2/2] b.txt\n"
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress(2, "Reading") as tell:
        tell("a.txt")
        tell("[b].txt")
    assert "[1/2]" not in capsys.readouterr().err


def test_explain_names_the_agenda_item(run: Run) -> None:
    identity = action_id(run)
    assert "agenda_item  Travaux" in run("explain", identity).stdout


def forbid(monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    """Make every path that holds these letters one that may not be looked at."""
    look = Path.stat

    def refuse(path: Path, **options: bool) -> os.stat_result:
        if part in str(path):
            raise PermissionError(13, "Permission denied", str(path))
        return look(path, **options)

    monkeypatch.setattr(Path, "stat", refuse)


def test_a_data_home_that_may_not_be_entered_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("ingest", "in/conseil.txt")
    forbid(monkeypatch, "minutier.db")
    for arguments in (("actions",), ("ingest", "in"), ("backup", "b.zip")):
        assert "minutier.db cannot be opened (Permission denied)" in message(run(*arguments), StorageError)
    assert "fault" in run("doctor").stdout


def test_a_file_that_may_not_be_read_stops_no_other(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "in" / "clos.txt").write_text("x")
    monkeypatch.setattr(os, "access", lambda path, mode: "clos" not in str(path))  # what Typer's own check asks
    forbid(monkeypatch, "clos")
    read = os.open

    def refuse(path: str | Path, *options: int) -> int:
        if "clos" in str(path):
            raise PermissionError(13, "Permission denied", str(path))
        return read(path, *options)

    monkeypatch.setattr(os, "open", refuse)
    done = run("ingest", "in/clos.txt", "in/conseil.txt")
    assert (done.exit_code, "clos.txt: not read" in done.stdout) == (1, True)
    assert run("extract", "in/clos.txt", "in/conseil.txt", "--stdout").exit_code == 1


def test_a_name_that_is_no_unicode_can_be_shown(run: Run, home: Path) -> None:
    name = os.fsdecode(b"proc\xe8s.txt")
    (home / name).write_text(MINUTES, "utf-8")
    assert run("ingest", "in/conseil.txt", name).exit_code == 0
    assert run("show", name).exit_code == 0
    for arguments in (
        ("show", "x" + name),
        ("explain", "abcd" + name),
        ("correct", "ab" + name, "verify", "--author", "R"),
    ):
        assert not isinstance(run(*arguments).exception, UnicodeError)
    assert run("actions", "--owner", name).exit_code == 0


def test_a_later_version_says_what_it_replaces(run: Run, home: Path) -> None:
    first, later = home / "in" / "conseil.txt", home / "conseil-v2.txt"
    first.write_text(MINUTES.replace("DU CONSEIL DU", "DU CONSEIL MUNICIPAL DU"), "utf-8")
    later.write_text(first.read_text("utf-8") + "La séance est levée.\n", "utf-8")
    assert "replaces" not in run("ingest", "in/conseil.txt").stdout
    assert "conseil-v2.txt: new, success, replaces conseil.txt" in run("ingest", "conseil-v2.txt").stdout
    assert "superseded by conseil-v2.txt (" in run("show", "conseil.txt").stdout
    assert "superseded" not in run("show", "conseil-v2.txt").stdout
    assert "replaces" not in run("ingest", "conseil-v2.txt").stdout  # nothing new


def test_an_owner_is_found_by_every_form_of_the_name(run: Run, home: Path) -> None:
    run("ingest", "in/conseil.txt")
    (action,) = json.loads(run("actions", "--owner", "marc petit", "--json").stdout)
    assert action["owners"] == ["Petit"]
    assert json.loads(run("actions", "--owner", "aline roy", "--json").stdout) == []


@pytest.fixture
def mailed(home: Path) -> Path:
    """An e-mail that brings minutes, an empty file and a spreadsheet."""
    from email.message import EmailMessage

    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Conseil du 11 mars", "Aline Roy <a@exemple.fr>"
    mail.set_content("Bonjour,\n\nVous trouverez le compte rendu en pièce jointe.\n\nAline Roy\n")
    mail.add_attachment(MINUTES.encode(), maintype="text", subtype="plain", filename="conseil.txt")
    mail.add_attachment(b"", maintype="application", subtype="pdf", filename="plan.pdf")
    mail.add_attachment(b"x", maintype="application", subtype="octet-stream", filename="budget.xlsx")
    path = home / "in" / "courriel.eml"
    path.write_bytes(bytes(mail))
    return path


def test_extract_gives_a_file_for_each_document_inside(run: Run, home: Path, mailed: Path) -> None:
    done = run("extract", "in/courriel.eml", "in/conseil.txt", "--output", "out")
    assert done.exit_code == 1
    forms = {path.name: json.loads(path.read_text("utf-8")) for path in (home / "out").iterdir()}
    assert forms.keys() == {"courriel.json", "conseil.txt.json", "conseil.txt.2.json", "plan.json"}
    for form in forms.values():
        jsonschema.validate(form, json_schema())
    mail, inside, alone = forms["courriel.json"], forms["conseil.txt.2.json"], forms["conseil.txt.json"]
    assert (mail["kind"], mail["document_type"], mail["container"]) == ("other", "mail", None)
    assert inside["container"] == {"sha256": mail["sha256"], "source": "courriel.eml", "name": "conseil.txt"}
    assert (inside["kind"], inside["status"], alone["container"]) == ("minutes", "success", None)
    assert inside["decisions"] == alone["decisions"]
    assert forms["plan.json"]["issues"][0]["message"].startswith("plan.pdf: the file is empty")
    assert "courriel.eml/plan.pdf: not read: the file is empty" in done.stderr


def test_ingest_and_show_tell_what_came_in_what(run: Run, mailed: Path) -> None:
    done = run("ingest", str(mailed), "--json")
    assert done.exit_code == 1
    documents = json.loads(done.stdout)["documents"]
    assert [(each["container"], each["source"], each["outcome"]) for each in documents] == [
        (None, "courriel.eml", "new"),
        ("courriel.eml", "conseil.txt", "new"),
        ("courriel.eml", "plan.pdf", None),
    ]
    assert documents[0]["left_out"] == [{"name": "budget.xlsx", "reason": "format .xlsx is not read."}]
    shown = run("show", "courriel.eml/conseil.txt").stdout
    assert f"in: courriel.eml ({documents[0]['sha256'][:12]}), as conseil.txt" in shown
    lines = run("show", "courriel.eml").stdout
    assert "Holds (3)" in lines
    assert "success" in lines and "failed" in lines and "left out" in lines


def test_several_meetings_in_one_file_are_documents_of_their_own(run: Run, home: Path) -> None:
    second = MINUTES.replace("11 MARS 2024", "8 AVRIL 2024").replace("20 mai", "20 juin").replace("Petit", "Grand")
    (home / "in" / "conseils.txt").write_text(f"{MINUTES}\n\n{second}", "utf-8")
    assert run("extract", "in/conseils.txt", "--output", "out").exit_code == 0
    forms = {path.name: json.loads(path.read_text("utf-8")) for path in (home / "out").iterdir()}
    assert forms.keys() == {"conseils.json", "conseils-1.json", "conseils-2.json"}
    assert forms["conseils.json"]["document_type"] == "container"
    assert [forms[f"conseils-{n}.json"]["meeting"]["date"] for n in (1, 2)] == ["2024-03-11", "2024-04-08"]
    for outcome in ("new", "unchanged"):
        documents = json.loads(run("ingest", "in/conseils.txt", "--json").stdout)["documents"]
        assert [(each["source"], each["outcome"]) for each in documents] == [
            (name, outcome) for name in ("conseils.txt", "conseils-1.txt", "conseils-2.txt")
        ]
