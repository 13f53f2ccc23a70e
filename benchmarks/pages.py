"""Time and memory for each kind of page, each kind in a process of its own; `--write` makes docs/performance.md.

python benchmarks/pages.py [--write] [KIND …]

"reading" is bytes → text with tables and boxes, "all" the whole way to records. Memory is the most that the process
held; programs that it starts (Tesseract, LibreOffice) come on top.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import made_pages as made

from pipeline.run import process_bytes

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"
KINDS: dict[str, tuple[str, int, Callable[[int], bytes]]] = {
    "PDF, prose": ("a.pdf", 40, made.prose_pdf),
    "PDF, two columns": ("a.pdf", 40, made.two_column_pdf),
    "PDF, table without borders": ("a.pdf", 40, made.borderless_pdf),
    "PDF, table with borders": ("a.pdf", 40, made.ruled_pdf),
    "scan, 300 dpi": ("a.pdf", 4, made.scanned_pdf),
    "scan, tilted by 2°": ("a.pdf", 4, lambda pages: made.scanned_pdf(pages, tilt=2.0)),
    "scan, table with borders": ("a.pdf", 4, lambda pages: made.scanned_pdf(pages, table=True)),
    "photograph, JPEG": ("a.jpg", 1, made.photograph),
    "DOCX": ("a.docx", 40, made.word),
    "ODT": ("a.odt", 40, made.office("odt")),
    "DOC": ("a.doc", 40, made.office("doc")),
    "RTF": ("a.rtf", 40, made.office("rtf")),
    "HTML": ("a.html", 40, made.web_page),
    "text": ("a.txt", 40, made.text),
}
"""Kind → name of the file, pages, how it is made."""
_MB = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one document: seconds by the clock (other processes count: they do part of the work), megabytes."""

    pages: int
    reading: float
    everything: float
    memory: float


def measure(kind: str) -> Cost:
    """Read a document of one kind, then process it whole; the language model is loaded before."""
    from pipeline.readers import read_document

    name, pages, make = KINDS[kind]
    content = make(pages)
    process_bytes(made.text(1), "warm.txt")
    read_document(make(1), source=name)
    start = time.perf_counter()
    read_document(content, source=name)
    read = time.perf_counter()
    process_bytes(content, name)
    end = time.perf_counter()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MB
    return Cost(pages, read - start, end - read, memory)


def measure_apart(kind: str) -> Cost:
    """The same in a process of its own, so that memory is this kind's alone."""
    command = [sys.executable, __file__, "--one", kind]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def table(costs: dict[str, Cost]) -> str:
    """The figures as a Markdown table."""
    lines = [
        "| kind of page | pages | reading, ms a page | all, ms a page | memory, MB |",
        "|---|---:|---:|---:|---:|",
    ]
    for kind, cost in costs.items():
        reading, everything = 1000 * cost.reading / cost.pages, 1000 * cost.everything / cost.pages
        lines.append(f"| {kind} | {cost.pages} | {reading:.0f} | {everything:.0f} | {cost.memory:.0f} |")
    return "\n".join(lines)


def write(figures: str) -> None:
    """Put the table between the marks of docs/performance.md."""
    text = PAGE.read_text("utf-8")
    before, _, rest = text.partition("<!-- figures -->\n")
    _, _, after = rest.partition("<!-- end of figures -->")
    PAGE.write_text(f"{before}<!-- figures -->\n{figures}\n<!-- end of figures -->{after}", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"some of: {', '.join(KINDS)}")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/performance.md")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(asdict(measure(given.one))))
        return
    figures = table({kind: measure_apart(kind) for kind in given.kinds or KINDS})
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}\n{figures}")
    if given.write:
        write(figures)


if __name__ == "__main__":
    main()
