"""`minutier dates`: French date expressions in any sentence. Reads no document and loads no model."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from extractors.grammar.dates.tagging import TaggedLine


def dates(
    file: Annotated[Path | None, typer.Argument(help="Lines to read; standard input if not given.")] = None,
    reference: Annotated[
        str | None,
        typer.Option("--reference", metavar="DATE", help="The day that is spoken from, for lines that give none."),
    ] = None,
) -> None:
    """Find date expressions in French sentences.

    One line of JSON for each line read. A line is a sentence, or a JSON object {"id": …, "text": …, "ref_date":
    "2024-03-11"}. The answer is {"id": …, "preds": [{"text", "cs", "ce", "start", "end"}]}: characters [cs, ce) of the
    sentence, and the first and last day, null where open. Without a reference, only what is fully stated is given.

    Example: echo "à rendre avant le 20 mai" | minutier dates --reference 2024-03-11
    """
    import json

    from minutier.commands.options import read_day

    day = read_day(reference, option="--reference")
    for number, line in enumerate(_lines(file), start=1):
        if line.strip():
            answer = _answer(_question(line, number, day.isoformat() if day else ""), number)
            print(json.dumps(answer, ensure_ascii=False), flush=True)


def _lines(file: Path | None) -> Iterator[str]:
    import sys
    from contextlib import nullcontext

    from models.errors import UnreadableFileError

    try:
        with nullcontext(sys.stdin.buffer) if file is None else file.open("rb") as lines:
            yield from (line.decode("utf-8-sig").rstrip("\r\n") for line in lines)
    except OSError as error:
        raise UnreadableFileError(f"{file}: cannot be read ({error.strerror}). Check path and rights.") from error
    except UnicodeDecodeError as error:
        raise UnreadableFileError(f"{file or 'standard input'}: not UTF-8. Save it as UTF-8.") from error


def _question(line: str, number: int, reference: str) -> dict[str, str]:
    """Id, sentence and reference of a line: a JSON object, or the sentence itself.

    Raises:
        UnreadableFileError: no valid JSON, or not of this form.
    """
    import json

    from models.errors import UnreadableFileError

    if not line.lstrip().startswith("{"):
        return {"id": str(number), "text": line, "ref_date": reference}
    try:
        data = json.loads(line)
    except ValueError as error:
        raise UnreadableFileError(f"line {number}: no valid JSON ({error}). Give one object on each line.") from error
    if not isinstance(data.get("text"), str):
        raise UnreadableFileError(f'line {number}: no "text". Give {{"text": "…"}} or the bare sentence.')
    stated = data.get("ref_date") or reference
    return {"id": data.get("id", str(number)), "text": data["text"], "ref_date": stated}


def _answer(question: dict[str, str], number: int) -> "TaggedLine":
    from extractors.grammar.dates import tag_line
    from models.errors import UnreadableFileError

    try:
        return tag_line(question)
    except (TypeError, ValueError) as error:
        raise UnreadableFileError(f'line {number}: "ref_date" is no day. Give it as YYYY-MM-DD.') from error
