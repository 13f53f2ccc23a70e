"""What word processors keep beside the text: tracked changes, comments, footnotes and text boxes, in raw XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from builders.markup import GAP

AUTHOR, WHEN = "Secrétariat", "2020-01-01T09:00:00Z"
# A run of a paragraph: inserted, deleted, a comment, a footnote, or ordinary text.
PIECES = re.compile(r"\[\+(?P<ins>.+?)\+\]|\[-(?P<del>.+?)-\]|\[!(?P<comment>.+?)!\]|\[\^(?P<note>.+?)\^\]")
BOX = """<w:r {names} xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml">
<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300"
 simplePos="0" relativeHeight="251659264" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">
<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin"><wp:align>right</wp:align></wp:positionH>
<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>
<wp:extent cx="2160000" cy="1080000"/>
<wp:wrapSquare wrapText="bothSides"/><wp:docPr id="{number}" name="Zone de texte {number}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2160000" cy="1080000"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill>
</a:ln>
</wps:spPr><wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx><wps:bodyPr><a:spAutoFit/></wps:bodyPr></wps:wsp>
</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:rect
 style="position:absolute;width:170pt;height:85pt"><v:textbox><w:txbxContent>{text}</w:txbxContent></v:textbox></v:rect>
</w:pict></mc:Fallback></mc:AlternateContent></w:r>"""
NOTES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes {names}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
{notes}</w:footnotes>"""
NOTE = (
    '<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
    '<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
)


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """A text in pieces: (kind of mark, words), with "text" for what is not marked."""
    at = 0
    for mark in PIECES.finditer(text):
        if mark.start() > at:
            yield "text", text[at : mark.start()]
        yield str(mark.lastgroup), mark[str(mark.lastgroup)]
        at = mark.end()
    if text[at:] or not text:
        yield "text", text[at:]


class Revisions:
    """The tracked changes, comments and footnotes of one document, numbered as they come."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.changes = 0
        self.notes: list[str] = []

    def add(self, paragraph: Paragraph, kind: str, words: str) -> None:
        """Write a mark that `pieces` found."""
        if kind in ("ins", "del"):
            self.add_change(paragraph, kind, words)
        elif kind == "comment":
            run = paragraph.runs[-1] if paragraph.runs else paragraph.add_run()
            comment = self.document.add_comment(run, text=words, author=AUTHOR, initials="S")
            comment._comment_elm.set(qn("w:date"), WHEN)
        else:
            self.add_note(paragraph.add_run(), words)

    def add_change(self, paragraph: Paragraph, kind: str, words: str) -> None:
        """Write words as inserted ("ins") or deleted ("del") by someone."""
        self.changes += 1
        change = OxmlElement(f"w:{kind}")
        for name, value in (("id", str(900 + self.changes)), ("author", AUTHOR), ("date", WHEN)):
            change.set(qn(f"w:{name}"), value)
        run = paragraph.add_run(words.replace(GAP, "\t"))
        if kind == "del":
            for element in run._r.findall(qn("w:t")):
                element.tag = qn("w:delText")
        change.append(run._r)
        paragraph._p.append(change)

    def add_note(self, run: Run, words: str) -> None:
        """Write the call of a footnote, and keep its words for `finish`."""
        self.notes.append(words)
        call = OxmlElement("w:footnoteReference")
        call.set(qn("w:id"), str(len(self.notes)))
        run.font.superscript = True
        run._r.append(call)

    def finish(self) -> None:
        """Add the part that holds the footnotes."""
        if not self.notes:
            return
        notes = "".join(NOTE.format(number=n, text=escape(text)) for n, text in enumerate(self.notes, start=1))
        xml = NOTES.format(names=nsdecls("w"), notes=notes).encode("utf-8")
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = Part(PackURI("/word/footnotes.xml"), kind, xml, self.document.part.package)
        self.document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def add_box(paragraph: Paragraph, lines: list[str], number: int) -> None:
    """Hang a text box on a paragraph, as programs write it: once for new ones, once for old ones."""
    text = "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in lines)
    paragraph._p.append(parse_xml(BOX.format(names=nsdecls("w", "wp", "a"), text=text, number=number)))
