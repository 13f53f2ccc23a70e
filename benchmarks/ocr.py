"""Time of our reader on scanned pages beside bare Tesseract on the same pages in one run: CPU and wall seconds, ratio.

python benchmarks/ocr.py [--rounds N] [FILE.pdf …]      without files: invented minutes, scanned askew and noisy

Bare Tesseract is what a person would type: `pdftoppm -r 300 page.pdf`, then `tesseract page.ppm - -l fra tsv`, pages in
parallel, one thread each. Without pdftoppm, pdfium renders the pages.
"""

import argparse
import io
import os
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter
from read import invented_minutes

from pipeline.readers import read_document

_DPI = 300
_PAGES = 4
_TILT = 0.7


def scanned(content: bytes, pages: int = _PAGES) -> bytes:
    """A PDF of pictures: the first pages of another, as a scanner gives them."""
    noise = np.random.default_rng(7)
    pictures = []
    pdf = pdfium.PdfDocument(content)
    for index in range(min(pages, len(pdf))):
        page = pdf[index].render(scale=_DPI / 72, grayscale=True).to_pil()
        page = page.filter(ImageFilter.GaussianBlur(0.7)).rotate(_TILT, Image.Resampling.BICUBIC, fillcolor=250)
        levels = np.asarray(page, dtype=np.float32) * 0.86 + 30 + noise.normal(0, 6, (page.height, page.width))
        pictures.append(Image.fromarray(levels.clip(0, 255).astype(np.uint8)))
    stream = io.BytesIO()
    pictures[0].save(stream, "PDF", save_all=True, append_images=pictures[1:], resolution=_DPI, quality=85)
    return stream.getvalue()


def ours(content: bytes) -> None:
    read_document(content, source="benchmark.pdf")


def bare(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pictures = _rendered(content, Path(folder))
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            list(threads.map(_recognised, pictures))


def _rendered(content: bytes, folder: Path) -> list[Path]:
    if shutil.which("pdftoppm"):
        (folder / "in.pdf").write_bytes(content)
        subprocess.run(["pdftoppm", "-r", str(_DPI), folder / "in.pdf", folder / "page"], check=True)
    else:
        pdf = pdfium.PdfDocument(content)
        for index in range(len(pdf)):
            pdf[index].render(scale=_DPI / 72).to_pil().convert("RGB").save(folder / f"page-{index:04}.ppm")
    return sorted(folder.glob("*.ppm"))


def _recognised(picture: Path) -> None:
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    subprocess.run(
        ["tesseract", picture, picture.with_suffix(""), "-l", "fra", "tsv"],
        env=environment, check=True, capture_output=True,
    )  # fmt: skip


def seconds(work: Callable[[bytes], None], content: bytes) -> tuple[float, float]:
    """(CPU seconds, children included, wall seconds)."""
    cpu, wall = _cpu(), time.perf_counter()
    work(content)
    return _cpu() - cpu, time.perf_counter() - wall


def _cpu() -> float:
    spent = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in spent)


def main() -> None:
    parser = argparse.ArgumentParser(description="Our reader on scans beside bare Tesseract.")
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    inputs = {path.name: path.read_bytes() for path in arguments.files} or {
        "prose, scanned askew": scanned(invented_minutes()),
        "with tables, scanned askew": scanned(invented_minutes(tables_every=1)),
    }
    ours(scanned(invented_minutes(), pages=1))  # loads what is loaded once per process
    heads = f"{'ours: CPU':>10} {'wall':>7} {'bare: CPU':>10} {'wall':>7} {'CPU ratio':>10} {'wall ratio':>10}"
    print(f"{'input':<34} {heads}")
    for name, content in inputs.items():
        turns = [(seconds(ours, content), seconds(bare, content)) for _ in range(arguments.rounds)]
        (cpu, wall), (bare_cpu, bare_wall) = (tuple(min(t[who][i] for t in turns) for i in (0, 1)) for who in (0, 1))
        ratios = f"{cpu / bare_cpu:>10.2f} {wall / bare_wall:>10.2f}"
        print(f"{name[:34]:<34} {cpu:>10.2f} {wall:>7.2f} {bare_cpu:>10.2f} {bare_wall:>7.2f} {ratios}")


if __name__ == "__main__":
    main()
