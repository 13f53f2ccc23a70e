"""The pages of a picture file as grey levels: opened within limits, turned as the camera was held."""

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from models.errors import LimitError, UnreadableFileError
from pipeline.readers.ocr.image import POINTS, PageImage, fitted

_MAX_PIXELS = 150_000_000
"""A page of A3 at 600 dpi has 70 million; more is no page of minutes, or a bomb."""
_MAX_FRAMES = 2_000
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF")
_DAMAGE = (
    UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, ArithmeticError, LookupError, TypeError,
    AttributeError, struct.error, zlib.error,
)  # fmt: skip
"""What Pillow raises for damaged pictures."""
_A4_WIDTH, _A4_HEIGHT = 595.0, 842.0
_SENSIBLE_DPI = (96.5, 1300.0)
"""Programs and cameras write 72 or 96 where they know nothing; a fax has 98."""
_SQUARE = 1.1
"""Faxes have pixels twice as high as wide."""
_WIDEST = 1.6
"""A page that its resolution makes this many times wider than A4 has a meaningless one."""


def frames(content: bytes, source: str) -> Iterator[PageImage]:
    """The pages of a picture file, one after the other.

    Raises:
        UnreadableFileError: damaged.
        LimitError: more pixels or pages than a document has.
    """
    with _opened(content, source) as picture:
        for index, frame in enumerate(ImageSequence.Iterator(picture)):
            if index and picture.format in ("GIF", "WEBP", "PNG", "MPO"):
                return  # an animation, or the camera's previews
            if index >= _MAX_FRAMES:
                raise LimitError(f"{source}: the picture has more than {_MAX_FRAMES} pages. Send it in parts.")
            yield _page(frame, source)


@contextmanager
def _opened(content: bytes, source: str) -> Iterator[Image.Image]:
    damaged = f"{source}: the picture is damaged, perhaps cut off. Send it again."
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            Image.init()  # without it formats beyond the commonest are not known by name
            with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
                yield picture
    except Image.DecompressionBombError as error:
        raise _too_large(source) from error
    except _DAMAGE as error:
        raise UnreadableFileError(damaged) from error


def _too_large(source: str) -> LimitError:
    return LimitError(
        f"{source}: the picture has more than {_MAX_PIXELS // 1_000_000} million pixels. Save it with fewer (300 dpi)."
    )


def _page(frame: Image.Image, source: str) -> PageImage:
    if frame.width * frame.height > _MAX_PIXELS:
        raise _too_large(source)
    stated = _dpi(frame)
    if stated is not None and not 1 / _SQUARE < stated[0] / stated[1] < _SQUARE:
        frame = _squared(frame, *stated)
    dpi = max(stated) if stated is not None else None
    grey = _grey(ImageOps.exif_transpose(frame))
    if dpi is None or grey.width / dpi * POINTS > _WIDEST * _A4_HEIGHT:
        shown = _A4_WIDTH if grey.width <= grey.height else _A4_HEIGHT
        dpi = grey.width / shown * POINTS
    return fitted(np.asarray(grey, dtype=np.uint8), dpi)


def _squared(frame: Image.Image, across: float, down: float) -> Image.Image:
    """The picture with square pixels, as fine as it is in its finer direction."""
    finest = max(across, down)
    size = (round(frame.width * finest / across), round(frame.height * finest / down))
    return frame.convert("L").resize(size, Image.Resampling.BICUBIC)


def _dpi(frame: Image.Image) -> tuple[float, float] | None:
    """Dots per inch across and down, where the file says them and they make sense."""
    stated = frame.info.get("dpi")
    try:
        across, down = (float(stated[0]), float(stated[1])) if stated else (0.0, 0.0)
    except (TypeError, ValueError, ZeroDivisionError, IndexError):
        return None
    lowest, highest = _SENSIBLE_DPI
    return (across, down) if lowest <= across <= highest and lowest <= down <= highest else None


def _grey(frame: Image.Image) -> Image.Image:
    """Grey levels; what is transparent is white, as on paper."""
    if frame.mode in ("RGBA", "LA", "PA") or "transparency" in frame.info:
        paper = Image.new("RGBA", frame.size, "white")
        frame = Image.alpha_composite(paper, frame.convert("RGBA"))
    if frame.mode.startswith("I;16") or frame.mode in ("I", "F"):
        levels = np.asarray(frame, dtype=np.float32)
        highest = 65535.0 if levels.size and levels.max() > 255 else 255.0
        return Image.fromarray((levels / highest * 255).clip(0, 255).astype(np.uint8))
    return frame.convert("L")
