"""Build the sample documents from their readable sources.

usage: build.py [--out DIR] [NAME ...]

Markdown and text documents are their own sources; all others are written in a small markup (see README.md). The same
versions of the libraries give the same bytes, but for the formats that LibreOffice writes: those are built when named.
"""

from __future__ import annotations

import argparse
import importlib
import subprocess
import sys
from pathlib import Path
from typing import Any

from builders import markup

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
DOCUMENTS = HERE / "documents"

FORMATS: dict[str, str] = {
    "ag-aubepin-2016-06-23": "txt",
    "ag-cyclo-vezonne-2025-01-25": "txt",
    "ag-moulin-brezolette-2025-02-01": "md",
    "ag-tilleuls-2025-06-03": "pdf",
    "ag-tisserands-2019-04-05": "txt",
    "bureau-bde-geologis-2023-10-09": "md",
    "bureau-canal-2025-10-06": "txt",
    "bureau-etabli-2024-01-18": "pdf",
    "bureau-etabli-2024-03-07": "odt",
    "bureau-etabli-2024-04-25": "md",
    "bureau-etabli-2024-06-13": "docx",
    "bureau-etabli-2024-09-05": "eml",
    "bureau-velo-2022-09-13": "txt",
    "ca-filaos-2024-02-06": "pdf",
    "ca-lanterne-2023-11-21": "docx",
    "cc-ambrene-2025-04-02": "pdf",
    "cc-bohemont-2025-02-24": "doc",
    "cc-luzege-2023-06-29": "txt",
    "cd-aviron-lestrac-2026-03-12": "md",
    "ce-trois-erables-2024-11-19": "html",
    "chantier-brassens-2024-11-14": "docx",
    "chantier-pontevrac-2025-03-12": "txt",
    "cm-champrenard-2024-04-11": "txt",
    "cm-montfaucq-2025-06-26": "pdf",
    "cm-plourivel-2024-11-14": "txt",
    "cm-saint-ovide-2025-04-14": "txt",
    "cm-valbrune-2024-03-14": "pdf",
    "cme-haute-bruyere-2022-05-19": "txt",
    "comite-hydroscope-2026-01-27": "md",
    "commission-menus-valcombe": "pdf",
    "conseil-ecole-lucioles-2022-11-08": "jpg",
    "conseil-ecole-sauvagny-2021-10-19": "txt",
    "conseil-labo-leme-2024-10-10": "docx",
    "conseil-pastoral-combraille-2024-10-09": "txt",
    "conseil-sdl-2025-11-20": "docx",
    "consortium-lidalgue-2026-01-20": "md",
    "consortium-phenorive-2025-03-04": "md",
    "convocation-ag-clos-saint-elme-2023": "pdf",
    "copil-ecole-mistral-2023-02-08": "txt",
    "copil-filature-2018-06-12": "pdf",
    "copil-puits-jardins-2022-11-02": "pdf",
    "copil-voie-verte-2022-09-27": "pdf",
    "copil-voie-verte-2022-12-06": "docx",
    "copil-voie-verte-2023-02-14": "md",
    "courriel-quatre-vents-2024-05-02": "eml",
    "courriel-vuarmens-2024-10-21": "msg",
    "cours-urbanisme-2024-10-17": "md",
    "cppt-warnimont-2018-05-17": "txt",
    "cs-clos-muriers-2026-01-20": "txt",
    "cs-haut-triegeau-2023-12-13": "pdf",
    "cse-feignelles-2021-01-26": "txt",
    "cse-mecaluna-2025-09-18": "docx",
    "cte-ancep-2019-03-21": "docx",
    "diapos-copil-tresse": "pdf",
    "dossier-a-classer-2025": "zip",
    "envoi-villefrac-2023-10-19": "pdf",
    "flyer-eau-mirepeyre": "png",
    "groupe-benin-togo-2021-06-17": "docx",
    "groupe-cets-hydraulique-2014-10-02": "txt",
    "gt-forets-accueil-2025-03-11": "txt",
    "gt-signalements-2025-09-12": "txt",
    "harmonie-casterac-1987-11-13": "tif",
    "quartier-tanneries-2025-11-05": "txt",
    "rapport-maison-aidants-2021": "md",
    "releve-gua-2023-06-29": "pdf",
    "reseau-jardins-2019-05-17": "txt",
    "statuts-amis-du-lavoir": "rtf",
}
PARTS: dict[str, tuple[str, str]] = {
    "cc-vuarmens-2024-10-08": ("courriel-vuarmens-2024-10-21", "PV n° 3 du 8 octobre 2024.pdf"),
    "chantier-perception-2023-10-18": ("envoi-villefrac-2023-10-19", "CR chantier n° 14.pdf"),
    "attestations-villefrac-2023": ("envoi-villefrac-2023-10-19", "attestations reçues.txt"),
    "odj-quatre-vents-2024-05-14": ("courriel-quatre-vents-2024-05-02", "ODJ CA 14 mai.docx"),
    "projet-dpi-montravel-2024-03-19": ("dossier-a-classer-2025", "À classer/CR DPI 19 mars.html"),
    "presse-brevenne-2025-03-08": ("dossier-a-classer-2025", "À classer/article halle.pdf"),
}
"""What stands inside others: (the document that holds it, its name there), in the order in which it is put in."""
MEETINGS = {"commission-menus-valcombe": 2}
"""Documents that hold the minutes of several meetings, each on pages of its own: annotated as NAME-1, NAME-2 …"""
CONVERTED = frozenset({"doc", "odt", "rtf"})
"""Formats that LibreOffice writes, never twice the same."""
MAKERS = {
    "docx": "word:build_docx",
    "doc": "office:build_office",
    "odt": "office:build_office",
    "rtf": "office:build_office",
    "html": "web:build_html",
    "eml": "mail:build_mail",
    "msg": "outlook:build_message",
    "pdf": "pdf:build_pdf",
}
CP1252 = {"ag-cyclo-vezonne-2025-01-25", "cm-champrenard-2024-04-11", "reseau-jardins-2019-05-17"}
"""Text documents that are not UTF-8; they have Windows line ends too."""


def suffix_of(name: str) -> str:
    """The suffix of a document or of a part of one."""
    return PARTS[name][1].rpartition(".")[2] if name in PARTS else FORMATS[name]


def source_path(name: str) -> Path:
    """Where the source of a document lies."""
    suffix = suffix_of(name)
    return SOURCES / f"{name}.{suffix if suffix in ('md', 'txt') else 'src'}"


def readable(name: str) -> str:
    """The text of a document as a reader sees it, line breaks kept, marks of the markup gone."""
    path = source_path(name)
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".txt":
        return text
    return markup.readable_markdown(text) if path.suffix == ".md" else markup.readable_source(text)


def build(name: str) -> bytes:
    """The bytes of a document, with all that it holds."""
    path = source_path(name)
    text = path.read_text(encoding="utf-8")
    if path.suffix in (".md", ".txt"):
        return text.replace("\n", "\r\n").encode("cp1252") if name in CP1252 else text.encode("utf-8")
    parts = [(file, build(part)) for part, (holder, file) in PARTS.items() if holder == name]
    return make(markup.parse(text), suffix_of(name), parts)


def make(source: markup.Source, suffix: str, parts: list[tuple[str, bytes]]) -> bytes:
    """The bytes of a document with a layout; what it holds is given as (name, bytes)."""
    if suffix == "zip":
        return _maker("bundles:build_zip")(source, parts)
    if "scan" in source.settings:
        return _maker("scan:build_scan")(source, suffix)
    if suffix == "pdf" and source.style == "mauvais":
        return _maker("damaged_pdf:build_damaged_pdf")(source)
    if suffix == "pdf" and parts:
        return _maker("bundles:build_portfolio")(source, parts)
    maker = _maker(MAKERS[suffix])
    if suffix in ("eml", "msg"):
        return maker(source, parts)
    return maker(source, suffix) if suffix in CONVERTED else maker(source)


def _maker(place: str) -> Any:
    """A function of `builders`; its libraries are loaded here, for the others need none."""
    module, _, function = place.partition(":")
    return getattr(importlib.import_module(f"builders.{module}"), function)


def main(arguments: list[str]) -> int:
    """Build the documents named on the command line, or all of them."""
    parser = argparse.ArgumentParser(description="Build the sample documents from their sources.")
    parser.add_argument("names", nargs="*", help="documents to build; by default all but DOC, ODT and RTF")
    parser.add_argument("--out", type=Path, default=DOCUMENTS)
    options = parser.parse_args(arguments)
    unknown = set(options.names) - set(FORMATS)
    if unknown:
        parser.error(f"no such document: {', '.join(sorted(unknown))}")
    options.out.mkdir(parents=True, exist_ok=True)
    names = options.names or sorted(name for name, suffix in FORMATS.items() if suffix not in CONVERTED)
    if len(names) > 1:  # reportlab carries the letters used from one document into the fonts of the next
        for name in names:
            subprocess.run([sys.executable, __file__, name, "--out", str(options.out)], check=True)
        return 0
    for name in names:
        target = options.out / f"{name}.{FORMATS[name]}"
        target.write_bytes(build(name))
        print(f"{target.name}: {target.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
