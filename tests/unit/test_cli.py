"""The command line as programs and people see it: exit codes, one line on failure, start-up, JSON."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import typer
from typer.testing import CliRunner

from minutier import cli
from minutier.cli import app
from minutier.commands.corrections import Change, read_values
from minutier.commands.extract import target_names
from minutier.commands.options import read_day
from models.errors import ConfigError, EncryptedFileError
from models.record_form import json_schema

ROOT = Path(__file__).parents[2]
RUNNER = CliRunner()
HEAVY = {"spacy", "pydantic", "sqlalchemy", "alembic", "prefect", "pdfplumber", "dateparser", "rich", "rapidfuzz"}


def run(*arguments: str, folder: Path, given: str = "") -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, as a person starts it; its data home is below `folder`."""
    command = [sys.executable, "-m", "minutier", *arguments]
    return subprocess.run(command, cwd=folder, input=given, capture_output=True, text=True, check=False)


def imported_by(*arguments: str, folder: Path) -> set[str]:
    """Top-level modules that a command imports."""
    code = (
        "import sys\nfrom minutier import cli\nsys.argv[1:] = " + repr(list(arguments)) + "\n"
        "try:\n    cli.main()\nexcept SystemExit:\n    pass\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["ingest", "--help"], ["actions"], ["dates", "-h"]])
def test_light_commands_import_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    assert imported_by(*arguments, folder=tmp_path) & HEAVY == set()


def test_actions_read_the_database_without_anything_heavy(tmp_path: Path) -> None:
    (tmp_path / "lettre.txt").write_text("Bonjour à tous.\n", "utf-8")
    assert run("ingest", "lettre.txt", folder=tmp_path).returncode == 0
    modules = imported_by("actions", folder=tmp_path)
    assert "sqlite3" in modules
    assert modules & HEAVY == set()


def test_version_and_help(tmp_path: Path) -> None:
    version = run("--version", folder=tmp_path)
    assert (version.returncode, version.stdout.split()[0]) == (0, "minutier")
    assert run("-h", folder=tmp_path).stdout.startswith("Usage: minutier")


def test_a_mistyped_command_ends_with_2(tmp_path: Path) -> None:
    assert run("ingset", folder=tmp_path).returncode == 2


def test_a_failure_is_one_line_with_its_exit_code(tmp_path: Path) -> None:
    done = run("evaluate", "nowhere", folder=tmp_path)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.splitlines() == [
        "minutier: No gold annotations (*.json) in nowhere: give a folder that holds NAME.json files."
    ]


@pytest.mark.parametrize("place", ["front", "end"])
def test_verbose_shows_the_traceback_wherever_it_stands(place: str, tmp_path: Path) -> None:
    arguments = ["-v", "evaluate", "nowhere"] if place == "front" else ["evaluate", "nowhere", "-v"]
    done = run(*arguments, folder=tmp_path)
    assert done.returncode == 3
    assert "Traceback" in done.stderr


def end_with(error: BaseException, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    def fail(*args: object, **options: object) -> None:
        raise error

    monkeypatch.setattr(cli, "app", fail)
    monkeypatch.setattr(sys, "argv", ["minutier", *arguments])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert isinstance(end.value.code, int)
    return end.value.code


def test_ctrl_c_ends_with_130_and_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    stopped = typer.Typer(pretty_exceptions_enable=False)

    @stopped.command()
    def stop() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "app", stopped)
    monkeypatch.setattr(sys, "argv", ["minutier"])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 130
    assert [line for line in capsys.readouterr().err.splitlines() if line] == [
        "minutier: interrupted; the same command goes on where it stopped."
    ]


def test_a_bug_ends_with_70_and_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert end_with(ZeroDivisionError("division\nby zero"), monkeypatch) == 70
    told = capsys.readouterr().err
    assert "this is a bug (ZeroDivisionError). Run again with --verbose" in told
    assert "Traceback" not in told
    assert "division" not in told  # an exception's words may quote a document
    assert end_with(ZeroDivisionError("division by zero"), monkeypatch, "--verbose") == 70
    assert "Traceback" in capsys.readouterr().err


def test_a_foreseen_failure_ends_with_its_own_code(monkeypatch: pytest.MonkeyPatch) -> None:
    assert end_with(EncryptedFileError("a.pdf asks for a password."), monkeypatch) == 2


def test_ctrl_c_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("models.record_form.json_schema", interrupt)
    assert RUNNER.invoke(app, ["schema"]).exit_code == 130


def test_schema_is_a_valid_json_schema() -> None:
    done = RUNNER.invoke(app, ["schema"])
    jsonschema.Draft202012Validator.check_schema(json.loads(done.stdout))
    assert json.loads(done.stdout) == json_schema()


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (["a/x.pdf", "a/y.pdf"], ["x.json", "y.json"]),
        (["a/x.docx", "a/x.pdf"], ["x.docx.json", "x.pdf.json"]),
        (["a/x.pdf", "b/X.PDF"], ["x.pdf.json", "X.PDF.2.json"]),
        (["a/x.docx", "a/x.pdf", "a/x.pdf.txt"], ["x.docx.json", "x.pdf.2.json", "x.pdf.json"]),
    ],
)
def test_no_two_inputs_share_a_json_file(files: list[str], names: list[str]) -> None:
    paths = [Path(file) for file in files]
    given = target_names(paths)
    assert [given[path] for path in paths] == names


def test_values_are_json_where_they_can_be() -> None:
    given = ['owners=["Aline Roy"]', "status=done", "due=null", "text=le 3 = trois", "level=2", "x=[a"]
    expected = {"owners": ["Aline Roy"], "status": "done", "due": None, "text": "le 3 = trois", "level": "2", "x": "[a"}
    assert read_values(given, Change.SET) == expected


@pytest.mark.parametrize(
    ("values", "change"), [([], Change.SET), (["a"], Change.SET), (["a=1", "a=2"], Change.SET), (["a=1"], Change.UNDO)]
)
def test_wrong_values_are_refused(values: list[str], change: Change) -> None:
    with pytest.raises(ConfigError, match="FIELD=VALUE"):
        read_values(values, change)


def test_a_day_is_iso_or_refused() -> None:
    day = read_day("2024-05-20", option="--today")
    assert day is not None and day.isoformat() == "2024-05-20"
    with pytest.raises(ConfigError, match="--today 20/05/2024"):
        read_day("20/05/2024", option="--today")


def test_dates_answers_each_line_with_json(tmp_path: Path) -> None:
    sentence = {"id": "a", "text": "à rendre avant le 20 mai", "ref_date": "2024-03-11T00:00:00"}
    lines = f"{json.dumps(sentence)}\n\nRien à dire.\nle 3 avril\n"
    done = run("dates", "--reference", "2024-03-11", folder=tmp_path, given=lines)
    assert (done.returncode, done.stderr) == (0, "")
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {
            "id": "a",
            "preds": [{"text": "avant le 20 mai", "cs": 9, "ce": 24, "start": None, "end": "2024-05-20"}],
        },
        {"id": "3", "preds": []},
        {"id": "4", "preds": [{"text": "3 avril", "cs": 3, "ce": 10, "start": "2024-04-03", "end": "2024-04-03"}]},
    ]


@pytest.mark.parametrize(
    "line", ['{"text": 3}', "{", '{"text": "demain", "ref_date": "hier"}', '{"text": "x", "ref_date": 3}']
)
def test_dates_names_the_line_that_it_cannot_read(line: str, tmp_path: Path) -> None:
    (tmp_path / "lines.jsonl").write_text("bonjour\n" + line, "utf-8")
    done = run("dates", "lines.jsonl", folder=tmp_path)
    assert done.returncode == 2
    assert "line 2" in done.stderr
    assert "Traceback" not in done.stderr


def test_doctor_tells_what_is_there(tmp_path: Path) -> None:
    done = run("doctor", "--json", folder=tmp_path)
    checks = {check["name"]: check for check in json.loads(done.stdout)}
    assert done.returncode == (3 if any(check["state"] == "fault" for check in checks.values()) else 0)
    assert checks["python"]["state"] == "ok"
    assert "is not there yet" in checks["database"]["message"]
    assert list(tmp_path.iterdir()) == []  # it looks and changes nothing


def test_doctor_finds_an_unknown_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MINUTIER_HOMME", "x")
    done = RUNNER.invoke(app, ["doctor"])
    assert done.exit_code == 3
    assert "MINUTIER_HOMME" in done.stdout


@pytest.mark.parametrize("verbose", [False, True])
def test_logs_hold_tracebacks_only_where_asked_for(verbose: bool, capsys: pytest.CaptureFixture[str]) -> None:
    import logging

    from minutier.logs import set_up_logging

    set_up_logging(verbose=verbose)
    try:
        raise ZeroDivisionError("words of the page")
    except ZeroDivisionError:
        logging.getLogger("store.ingest").exception("a document could not be kept")
    told = capsys.readouterr().err
    assert told.startswith("ERROR store.ingest: a document could not be kept\n")
    assert ("words of the page" in told) is verbose


def test_dates_wants_utf_8(tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes("réunion le 3 avril".encode("latin-1"))
    done = run("dates", "latin.txt", folder=tmp_path)
    assert (done.returncode, done.stderr) == (2, "minutier: latin.txt: not UTF-8. Save it as UTF-8.\n")
    assert run("dates", "nowhere.txt", folder=tmp_path).returncode == 2


@pytest.mark.skipif(sys.platform != "linux", reason="only there may a file name be any bytes")
def test_a_file_name_that_is_no_unicode_stops_nothing(tmp_path: Path) -> None:
    name = b"proc\xe8s.txt".decode("utf-8", "surrogateescape")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_text("Bonjour à tous.\n", "utf-8")
    assert run("ingest", "in", folder=tmp_path).returncode == 0
    assert run("extract", "in", "--output", "out", folder=tmp_path).returncode == 0
    (written,) = (tmp_path / "out").iterdir()
    (printed,) = run("extract", "in", "--stdout", folder=tmp_path).stdout.splitlines()
    assert json.loads(written.read_text("utf-8")) == json.loads(printed)
    assert json.loads(printed)["source"] == "proc?s.txt"


def test_a_reader_that_stops_early_breaks_nothing(tmp_path: Path) -> None:
    shell = f"{sys.executable} -m minutier schema | head -n 1"
    done = subprocess.run(shell, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("{\n", "")


@pytest.mark.parametrize(
    ("given", "verbose", "rest"),
    [
        (["actions", "-v"], True, ["actions"]),
        (["--verbose", "actions"], True, ["actions"]),
        (["ingest", "--", "-v"], False, ["ingest", "--", "-v"]),
        (["ingest", "-vv"], False, ["ingest", "-vv"]),
    ],
)
def test_verbose_is_taken_from_anywhere(given: list[str], verbose: bool, rest: list[str]) -> None:
    assert cli._take_verbose(given) == (verbose, rest)
