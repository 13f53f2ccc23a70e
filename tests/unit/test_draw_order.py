"""The program that draws the reading order on the pages of a PDF."""

import io
import subprocess
import sys
from pathlib import Path

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "draw_order.py"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(SCRIPT), *arguments], capture_output=True, text=True, check=False)


def test_one_image_a_page_with_colour_on_it(tmp_path: Path) -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(300, 200), invariant=1)
    for text in ("Compte rendu de la réunion", "Le quorum est atteint, la séance est ouverte."):
        canvas.drawString(30, 150, text)
        canvas.showPage()
    canvas.save()
    pdf = tmp_path / "séance.pdf"
    pdf.write_bytes(stream.getvalue())
    assert run(str(pdf), "--output", str(tmp_path / "pages")).returncode == 0
    pages = sorted((tmp_path / "pages").glob("*.png"))
    assert [page.name for page in pages] == ["séance-01.png", "séance-02.png"]
    with Image.open(pages[0]) as image:
        assert any(red != blue for _, (red, _, blue) in image.getcolors(1 << 20) or ())


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "cassé.pdf"
    broken.write_bytes(b"%PDF-1.4\nrien")
    result = run(str(broken), "--output", str(tmp_path / "pages"))
    assert result.returncode == 1
    assert "cassé.pdf" in result.stderr
    assert "Traceback" not in result.stderr
