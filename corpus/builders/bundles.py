"""Files that hold other files: zipped folders and PDF portfolios."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Sequence

from builders.markup import Source
from builders.pdf import build_pdf
from builders.pdf_objects import append_objects, object_of, root_of, size_of, stream, text_string

FIXED = (2025, 1, 1, 0, 0, 0)
MIME = {"pdf": "application#2Fpdf", "docx": "application#2Fvnd.openxmlformats-officedocument.wordprocessingml.document"}


def build_zip(source: Source, parts: Sequence[tuple[str, bytes]]) -> bytes:
    """A zipped folder of (path, bytes), as a file manager makes it: with entries for its folders and what lies there.

    `@junk` names files that systems leave behind.
    """
    buffer = io.BytesIO()
    folders: set[str] = set()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        junk = [(path.strip(), b"\0" * 64) for path in source.settings.get("junk", "").split(";") if path.strip()]
        for path, data in [*parts, *junk]:
            folder = path.rpartition("/")[0]
            if folder and folder not in folders:
                folders.add(folder)
                archive.writestr(member(f"{folder}/", 0o40755 << 16), b"")
            archive.writestr(member(path, 0o100644 << 16), data)
    return buffer.getvalue()


def member(path: str, attributes: int) -> zipfile.ZipInfo:
    """The head of a member, without a clock."""
    info = zipfile.ZipInfo(path, FIXED)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system, info.external_attr = 3, attributes
    return info


def build_portfolio(source: Source, parts: Sequence[tuple[str, bytes]]) -> bytes:
    """A PDF of which the source is the cover sheet, with the parts embedded and shown as a list.

    With `@portfolio no` they are plain attachments instead.
    """
    cover = build_pdf(source)
    free, objects, names = size_of(cover), {}, []
    for name, data in parts:
        mime = MIME.get(name.rpartition(".")[2].lower(), "application#2Foctet-stream")
        check = hashlib.md5(data, usedforsecurity=False).hexdigest().upper()
        entries = f"/Type /EmbeddedFile /Subtype /{mime} /Params << /Size {len(data)} /CheckSum <{check}> >>"
        objects[free] = stream(data, entries, compress=True)
        title = text_string(name)
        objects[free + 1] = f"<< /Type /Filespec /F {title} /UF {title} /EF << /F {free} 0 R >> >>".encode("ascii")
        names.append(f"{title} {free + 1} 0 R")
        free += 2
    root = root_of(cover)
    additions = f"/Names << /EmbeddedFiles << /Names [{' '.join(sorted(names))}] >> >>"
    if source.settings.get("portfolio") != "no":
        additions += " /Collection << /Type /Collection /View /D >>"
    catalogue = object_of(cover, root)
    objects[root] = catalogue[: catalogue.rindex(b">>")] + additions.encode("ascii") + b" >>"
    return append_objects(cover, objects, root)
