"""What we make of the sample documents today, line by line: any change of output shows as a difference to be read.

`make golden` rewrites the files after an intended change. A change of records asks for a raised VERSION of the stage that
made it, since stored extractions are renewed by version (pipeline/run.py).
"""

import json
import os
import subprocess
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from models.issues import IssueCode
from models.record_form import to_json_object
from pipeline.parts import is_container, parts_of
from pipeline.run import Processed, process

HERE = Path(__file__).parent
DOCUMENTS = HERE.parents[1] / "corpus" / "documents"
REWRITE = bool(os.environ.get("GOLDEN_REWRITE"))


def _samples() -> list[Path]:
    """All documents, those inside others as paths below them."""
    samples = sorted(DOCUMENTS.iterdir())
    for path in list(samples):
        content = path.read_bytes()
        samples += [
            path / part.name
            for part in (parts_of(content, path.name).parts if is_container(content, path.name) else ())
        ]
    return samples


SAMPLES = _samples()
TESSERACT = "tesseract 5.3."
"""Of the golden files: another version recognises other words here and there."""


@cache
def _same_recognition() -> bool:
    told = subprocess.run(["tesseract", "--version"], capture_output=True, text=True, check=True).stdout
    return told.startswith(TESSERACT)


def _golden(path: Path) -> Path:
    parts = path.relative_to(DOCUMENTS).parts
    names = [
        unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode() for name in (parts[0], *parts[1:][-1:])
    ]
    return HERE / "records" / f"{'--'.join(name.replace(' ', '-') for name in names)}.json"


def _plain(value: Any) -> Any:
    """Records without what another build of a library may move by a hair: boxes are left out (test_evidence.py)."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items() if key != "boxes"}
    return [_plain(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_records_are_those_of_the_golden_file(path: Path, processed: Callable[[Path], Processed]) -> None:
    extraction = processed(path).extraction
    found = _plain(to_json_object(extraction))
    golden = _golden(path)
    if REWRITE:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    if any(issue.code is IssueCode.TEXT_RECOGNISED for issue in extraction.issues) and not _same_recognition():
        pytest.skip("recognised by another version of Tesseract than that of the golden files")
    expected = json.loads(golden.read_text("utf-8"))
    same_versions = found["stages"] == expected["stages"]
    hint = "raise the VERSION of the stage you changed, then `make golden`" if same_versions else "run `make golden`"
    for key in expected:
        assert found[key] == expected[key], f"{key} changed: {hint}"


def test_the_same_document_gives_the_same_bytes() -> None:
    path = sorted(DOCUMENTS.glob("*.docx"))[0]
    assert json.dumps(to_json_object(process(path))) == json.dumps(to_json_object(process(path)))


def test_every_golden_file_has_its_document() -> None:
    assert {path.name for path in (HERE / "records").glob("*.json")} == {_golden(path).name for path in SAMPLES}


@pytest.mark.skipif(not os.environ.get("CI"), reason="only on the build machine, where nobody rewrites")
def test_nothing_is_rewritten_in_ci() -> None:
    assert not REWRITE
