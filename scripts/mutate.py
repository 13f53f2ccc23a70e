"""Damages the sample documents in many ways, reads each, and tells how that ended: no crash, no hang, no bug.

    python scripts/mutate.py [--count 500] [--seed 1] [--keep FOLDER] [FILE…]

The same seed and files give the same mutants. Files are damaged from outside (bits, blocks, lengths, the end) and from
inside: parts of ZIP packages and compressed streams of PDF files are unpacked, damaged and packed again, so that the
damage gets past the checksums. Each mutant is read in a child process, then goes through the whole pipeline.
"""

import argparse
import base64
import io
import random
import re
import resource
import signal
import sys
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from models.errors import InputError
from pipeline.isolation import Limits, ReaderPool
from pipeline.run import process_bytes

CORPUS = Path(__file__).parents[1] / "corpus" / "documents"
LIMITS = Limits(step_seconds=60, total_seconds=300, memory_mib=3072)
BAD = ("crash", "hang", "bug")
EXTRACTION_SECONDS = 120
"""For what comes after reading, in this process."""
_WEIGHTS = {".pdf": 30, ".docx": 20, ".odt": 10, ".eml": 8, ".zip": 5, ".msg": 5, ".html": 4, ".rtf": 3, ".doc": 3}
"""How often a format is taken, against 1 of all others: where more can go wrong, more is tried."""
_BINARY = {".doc", ".msg", ".jpg", ".png", ".tif"}
_PACKED = {".docx", ".odt", ".zip"}
_EXTREMES = (b"0", b"-1", b"1", b"65536", b"2147483647", b"4294967295", b"99999999999999999999", b"0.0000001")
_WORDS = (b"\x00\x00\x00\x00", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\x00\x00\x00\x80", b"\x01\x00\x00\x00")
# A compressed stream of a PDF with its dictionary.      Refuses: streams without this filter, which _bits reaches
_STREAM_RE = re.compile(rb"(<<[^>]*?/FlateDecode[^>]*?>>\s*stream\r?\n)(.*?)(\r?\n?endstream)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A damaged file."""

    name: str
    content: bytes
    way: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How reading one mutant ended: `verdict` is "read", a class of refusal, "crash", "hang" or "bug"."""

    mutant: Mutant
    verdict: str
    words: str
    seconds: float


def mutants(files: Sequence[Path], count: int, seed: int) -> Iterator[Mutant]:
    """Yield damaged files, always the same for the same files and seed."""
    chance = random.Random(seed)
    originals = {path: path.read_bytes() for path in files}
    by_suffix: dict[str, list[Path]] = {}
    for path in sorted(files):
        by_suffix.setdefault(path.suffix.lower(), []).append(path)
    suffixes = sorted(by_suffix)
    weights = [_WEIGHTS.get(suffix, 1) for suffix in suffixes]
    for number in range(count):
        (suffix,) = chance.choices(suffixes, weights)
        choices = by_suffix[suffix]
        (path,) = chance.choices(choices, [1 / len(originals[each]) for each in choices])  # the largest are scans
        way = chance.choice(_ways(suffix))
        content = way(originals[path], chance)
        yield Mutant(f"{path.stem}-{number}{suffix}", content, way.__name__.removeprefix("_"))


Way = Callable[[bytes, random.Random], bytes]


def _ways(suffix: str) -> list[Way]:
    """The ways to damage a file of this kind; those from inside weigh as much as all from outside."""
    outside: list[Way] = [_bits, _cut, _swap, _erase, _repeat, _numbers if suffix not in _BINARY else _integers]
    if suffix == ".pdf":
        return [*outside, *[_inside_pdf] * 6]
    return [*outside, *[_inside_zip] * 6] if suffix in _PACKED else outside


def _bits(content: bytes, chance: random.Random) -> bytes:
    """Turn some bits over."""
    damaged = bytearray(content)
    for _ in range(chance.choice((1, 4, 16, 64)) if damaged else 0):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def _cut(content: bytes, chance: random.Random) -> bytes:
    """Cut the end off."""
    return content[: chance.randrange(len(content) + 1)]


def _swap(content: bytes, chance: random.Random) -> bytes:
    """Let two blocks change places."""
    a, b, c, d = sorted(chance.randrange(len(content) + 1) for _ in range(4))
    return content[:a] + content[c:d] + content[b:c] + content[a:b] + content[d:]


def _erase(content: bytes, chance: random.Random) -> bytes:
    """Fill a block with zeros, or take it out."""
    start = chance.randrange(len(content) + 1)
    end = min(len(content), start + chance.choice((1, 16, 512, 8192)))
    return content[:start] + bytes(chance.choice((0, end - start))) + content[end:]


def _repeat(content: bytes, chance: random.Random) -> bytes:
    """Let a block stand many times."""
    start = chance.randrange(len(content) + 1)
    block = content[start : start + chance.choice((1, 8, 64, 1024))]
    return content[:start] + block * chance.choice((2, 10, 300)) + content[start:]


def _numbers(content: bytes, chance: random.Random) -> bytes:
    """Put extremes in the place of written numbers: lengths, offsets, sizes, levels."""
    found = list(re.finditer(rb"\d+", content))
    for place in sorted(chance.sample(found, min(len(found), chance.choice((1, 3, 10)))), key=lambda m: -m.start()):
        content = content[: place.start()] + chance.choice(_EXTREMES) + content[place.end() :]
    return content


def _integers(content: bytes, chance: random.Random) -> bytes:
    """The same for binary numbers of four bytes."""
    damaged = bytearray(content)
    for _ in range(chance.choice((1, 3, 10))):
        place = 4 * chance.randrange(max(1, min(len(damaged), 4096) // 4))
        damaged[place : place + 4] = chance.choice(_WORDS)
    return bytes(damaged)


def _nest(content: bytes, chance: random.Random) -> bytes:
    """Let an element stand deep in itself, or lose its end."""
    tags = list(re.finditer(rb"<([\w:]+)[^<>/]*>", content))
    if not tags:
        return _bits(content, chance)
    tag = chance.choice(tags)
    depth = chance.choice((0, 2, 200, 5000))
    return (
        content[: tag.start()] + tag[0] * depth + content[tag.end() :] + b"</%s>" % tag[1] * chance.choice((0, depth))
    )


def _inside_zip(content: bytes, chance: random.Random) -> bytes:
    """Damage one unpacked member and pack all again."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        names = sorted(old.namelist())
        texts = [name for name in names if name.endswith((".xml", ".rels"))]
        chosen = chance.choice(texts or names)
        for name in names:
            part = old.read(name)
            if name == chosen:
                part = chance.choice((_bits, _erase, _swap, _repeat, _numbers, _nest, _nest))(part, chance)
            new.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _inside_pdf(content: bytes, chance: random.Random) -> bytes:
    """Damage one unpacked stream and pack it again into the same place."""
    streams = list(_STREAM_RE.finditer(content))
    chance.shuffle(streams)
    for stream in streams:
        is_text = b"ASCII85" in stream[1]
        with suppress(ValueError, zlib.error):
            packed = base64.a85decode(b"<~" + stream[2].strip(), adobe=True) if is_text else stream[2]
            plain = zlib.decompressobj().decompress(packed)
            plain = chance.choice((_bits, _erase, _swap, _repeat, _numbers, _numbers))(plain, chance)
            packed = zlib.compress(plain, 9)
            again = base64.a85encode(packed, adobe=True)[2:] if is_text else packed
            return content[: stream.start(2)] + again.ljust(len(stream[2])) + content[stream.end(2) :]
    return _numbers(content, chance)


def judge(mutant: Mutant, pool: ReaderPool) -> Outcome:
    """Read a mutant and put it through the whole pipeline."""
    start = time.monotonic()
    verdict, words = _judge(mutant, pool)
    return Outcome(mutant, verdict, words, time.monotonic() - start)


def _judge(mutant: Mutant, pool: ReaderPool) -> tuple[str, str]:
    signal.signal(signal.SIGALRM, _ring)
    signal.alarm(int(LIMITS.total_seconds) + EXTRACTION_SECONDS)
    try:
        process_bytes(mutant.content, mutant.name, desk=pool)
    except InputError as error:
        words = str(error)
        if "makes its reader crash" in words:
            return "crash", words
        return ("hang", words) if "got stuck" in words or "took longer" in words else (type(error).__name__, words)
    except TimeoutError:
        return "hang", "after reading"
    except Exception as error:  # what this program looks for
        notes = " ".join(getattr(error, "__notes__", ()))
        return "bug", f"{type(error).__name__}: {error} {notes} {_place(error)}"
    finally:
        signal.alarm(0)
    return "read", ""


def _ring(number: int, frame: FrameType | None) -> None:
    raise TimeoutError


def _place(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "" if trace is None else f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"


def report(outcomes: Sequence[Outcome], pool: ReaderPool, seconds: float) -> list[str]:
    """The figures as lines of text."""
    verdicts = Counter(outcome.verdict for outcome in outcomes)
    slowest = max(outcomes, key=lambda outcome: outcome.seconds)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    suffixes = Counter(Path(outcome.mutant.name).suffix for outcome in outcomes)
    return [
        f"{len(outcomes)} mutants in {seconds:.0f} s: "
        + ", ".join(f"{n} {suffix}" for suffix, n in suffixes.most_common()),
        *(f"  {verdict:<24} {number:>4}" for verdict, number in verdicts.most_common()),
        f"slowest {slowest.seconds:.1f} s ({slowest.mutant.name}, {slowest.mutant.way}); most memory of a child "
        f"{pool.peak_mib} MiB, of the parent {held} MiB",
    ]


def _tell(outcome: Outcome, folder: Path | None) -> None:
    """A dot for what ended well; the rest in words, and the mutant kept."""
    mutant = outcome.mutant
    if outcome.verdict not in BAD:
        print(".", end="", file=sys.stderr, flush=True)
        return
    print(f"{outcome.verdict}: {mutant.name} ({mutant.way}): {outcome.words}", flush=True)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / mutant.name).write_bytes(mutant.content)


def main(arguments: Sequence[str]) -> int:
    """Return 1 if there was a crash, a hang or a bug."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n", 1)[0])
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for the mutants that crashed, hung or found a bug")
    parser.add_argument("files", type=Path, nargs="*", metavar="FILE")
    given = parser.parse_args(arguments)
    files = given.files or sorted(path for path in CORPUS.iterdir() if path.is_file())
    pool, outcomes, start = ReaderPool(LIMITS), [], time.monotonic()
    with suppress(KeyboardInterrupt):  # and tell what was found till then
        for mutant in mutants(files, given.count, given.seed):
            outcomes.append(judge(mutant, pool))
            _tell(outcomes[-1], given.keep)
    print("\n".join(report(outcomes, pool, time.monotonic() - start)))
    pool.close()
    return int(any(outcome.verdict in BAD for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
