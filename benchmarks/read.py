"""Pages a second of our PDF reader beside pdfplumber's `extract_text`, on the same pages in one run.

python benchmarks/read.py [FILE.pdf …]      without files: invented minutes of 60 pages, without and with tables

Prose never touches pdfplumber; pages with a table are given to it for their cells, and run at its speed.
"""

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
from reportlab.pdfgen.canvas import Canvas

from pipeline.readers import read_document

_PAGES = 60
_ROUNDS = 3
_SENTENCE = (
    "Le conseil municipal de Brume, après en avoir délibéré à l'unanimité des membres présents et représentés, "
    "approuve la convention avec le syndicat des eaux et autorise madame la maire à la signer avant le 3 mai. "
)


def invented_minutes(*, tables_every: int = 0) -> bytes:
    """Some 3,000 characters a page, in lines of 95; every n-th page has a table of ten rows too (0: none has)."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1)
    text = _SENTENCE * 20
    lines = [text[i : i + 95] for i in range(0, 3040, 95)]
    for number in range(_PAGES):
        canvas.setFont("Helvetica", 10)
        for index, line in enumerate(lines):
            canvas.drawString(60, 790 - 13 * index, line)
        if tables_every and number % tables_every == 0:
            canvas.grid([60, 220, 380, 540], [60 + 22 * i for i in range(11)])
            for row in range(10):
                for column in range(3):
                    canvas.drawString(64 + 160 * column, 66 + 22 * row, f"Point {row} colonne {column}")
        canvas.drawString(280, 30, f"Page {number + 1} sur {_PAGES}")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def ours(content: bytes) -> int:
    return len(read_document(content, source="benchmark.pdf").pages)


def plumber(content: bytes) -> int:
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        return sum(len(page.extract_text()) >= 0 for page in pdf.pages)


def speed(read: Callable[[bytes], int], content: bytes, rounds: int) -> float:
    """Pages a second of processor time (another program on the machine does not count), best round."""
    best = 0.0
    for _ in range(rounds):
        start = time.process_time()
        pages = read(content)
        best = max(best, pages / (time.process_time() - start))
    return best


def main(paths: list[str]) -> None:
    inputs = {Path(path).name: Path(path).read_bytes() for path in paths} or {
        "prose": invented_minutes(),
        "prose, a table on every tenth page": invented_minutes(tables_every=10),
        "prose, a table on every page": invented_minutes(tables_every=1),
    }
    print(f"{'input':<40} {'ours, pages/s':>14} {'pdfplumber':>12} {'ratio':>7}")
    for name, content in inputs.items():
        mine, theirs = speed(ours, content, _ROUNDS), speed(plumber, content, 1)
        print(f"{name[:40]:<40} {mine:>14.0f} {theirs:>12.1f} {mine / theirs:>7.0f}")


if __name__ == "__main__":
    main(sys.argv[1:])
