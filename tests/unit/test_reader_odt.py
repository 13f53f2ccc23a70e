"""OpenDocument texts: order, lists and their numbers, tables, tracked changes, notes, boxes; and hostile files."""

import io
import zipfile

import pytest

from models.document import Document, Line, LineRole
from models.errors import EmptyFileError, EncryptedFileError, InputError, UnreadableFileError, UnsupportedFormatError
from models.issues import IssueCode, Severity
from pipeline.doubts import doubts_of
from pipeline.readers import SUFFIXES, read_document

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_NS = " ".join(
    [f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "text", "table", "style", "manifest")]
    + [f'xmlns:draw="{_ODF}:drawing:1.0"', f'xmlns:fo="{_ODF}:xsl-fo-compatible:1.0"']
    + [f'xmlns:svg="{_ODF}:svg-compatible:1.0"', 'xmlns:dc="http://purl.org/dc/elements/1.1/"']
    + ['xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"']
)
_TEXT = "application/vnd.oasis.opendocument.text"


def odt(
    body: str, automatic: str = "", common: str = "", masters: str = "", mimetype: str = _TEXT, **parts: str
) -> bytes:
    """An ODT file; `automatic` and `common` are styles, `masters` master pages, `parts` further members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mimetype)
        archive.writestr(
            "content.xml",
            f"<office:document-content {_NS}><office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        archive.writestr(
            "styles.xml",
            f"<office:document-styles {_NS}><office:styles>{common}</office:styles><office:automatic-styles/>"
            f"<office:master-styles>{masters}</office:master-styles></office:document-styles>",
        )
        for name, inner in parts.items():
            path = {"manifest": "META-INF/manifest.xml", "meta": "meta.xml"}[name]
            archive.writestr(path, f"<office:document {_NS}>{inner}</office:document>")
    return stream.getvalue()


def read(body: str, automatic: str = "", common: str = "", masters: str = "", **parts: str) -> Document:
    return read_document(odt(body, automatic, common, masters, **parts), source="seance.odt")


def texts(document: Document) -> list[str]:
    return [document.text[line.span.start : line.span.end] for line in document.lines]


def line(document: Document, text: str) -> Line:
    return document.lines[texts(document).index(text)]


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def h(text: str, level: int, more: str = "") -> str:
    return f'<text:h text:outline-level="{level}" {more}>{text}</text:h>'


def items(*inner: str, style: str = "", more: str = "") -> str:
    named = f'text:style-name="{style}"' if style else ""
    return f"<text:list {named} {more}>{''.join(f'<text:list-item>{i}</text:list-item>' for i in inner)}</text:list>"


def cell(text: str, more: str = "") -> str:
    return f"<table:table-cell {more}>{p(text)}</table:table-cell>"


def rows(*inner: str) -> str:
    return f"<table:table>{''.join(f'<table:table-row>{i}</table:table-row>' for i in inner)}</table:table>"


COVERED = "<table:covered-table-cell/>"
LISTS = (
    '<text:list-style style:name="L1">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>'
    '<text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="3"/></text:list-style>'
    '<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="\uf0b7">'
    '<style:list-level-properties text:space-before="1in"/></text:list-level-style-bullet>'
    '<text:list-level-style-bullet text:level="2" text:bullet-char="–"/></text:list-style>'
    '<text:list-style style:name="L3"><text:list-level-style-number text:level="1" style:num-format="I" '
    'style:num-prefix="Article " style:num-suffix=" -"/></text:list-style>'
    '<text:list-style style:name="L4"><text:list-level-style-number text:level="1" style:num-format="1" '
    'text:start-value="4" loext:num-list-format="(%1%)"/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" loext:num-list-format="%1%-%2%"/>'
    "</text:list-style>"
)


def labels(document: Document) -> list[tuple[str | None, int | None, str]]:
    return [(row.label, row.list_level, text) for row, text in zip(document.lines, texts(document), strict=True)]


def test_lists_with_printed_numbers() -> None:
    deep = items(p("a"), p("b") + items(p("profond")))
    document = read(
        items(p("Un") + p("suite") + deep, p("Deux"), style="L1")
        + items(p("puce") + items(p("tiret")), style="L2")
        + items(p("objet"), p("durée"), style="L3")
        + items(p("Quatre") + items(p("bis")), style="L4"),
        LISTS,
    )
    assert labels(document) == [
        ("1.", 0, "Un"), (None, None, "suite"), ("a)", 1, "a"), ("b)", 1, "b"), ("1.b.1", 2, "profond"),
        ("2.", 0, "Deux"), ("•", 0, "puce"), ("–", 1, "tiret"),
        ("Article I -", 0, "objet"), ("Article II -", 0, "durée"), ("(4)", 0, "Quatre"), ("4-1", 1, "bis"),
    ]  # fmt: skip
    assert all(row.starts_block for row in document.lines)
    assert line(document, "puce").indent == 72.0


def test_lists_go_on_only_where_they_say_so() -> None:
    document = read(
        items(p("un"), style="L1", more='xml:id="x"')
        + p("entre deux")
        + items(p("deux"), style="L1", more='text:continue-numbering="true"')
        + items(p("neuf"), style="L1")
        + items(p("trois"), style="L1", more='text:continue-list="x"')
        + items(p("autre style"), style="L3", more='text:continue-numbering="true"')
        + '<text:list text:style-name="L1"><text:list-header><text:p>en-tête</text:p></text:list-header>'
        '<text:list-item text:start-value="7"><text:p>sept</text:p></text:list-item></text:list>',
        LISTS,
    )
    assert [row.label for row in document.lines] == ["1.", None, "2.", "1.", "3.", "Article I -", None, "7."]


def test_headings_with_the_numbers_of_the_outline() -> None:
    outline = (
        '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format="1" '
        'style:num-suffix="."/><text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>'
        '<text:outline-level-style text:level="3" style:num-format=""/></text:outline-style>'
        '<style:style style:name="Title" style:family="paragraph"/>'
        '<style:style style:name="Heading_20_2" style:family="paragraph"/>'
        '<style:style style:name="Header" style:family="paragraph"/>'
    )
    plain = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
    off = '<style:style style:name="P2" style:family="paragraph" style:list-style-name=""/>'
    document = read(
        p("Compte rendu", "P1") + h("Budget", 1)
        + items(items(h("Dépenses", 2)), style="Outline")
        + h("Détail", 3) + h("Recettes", 2) + h("Annexe", 1, 'text:style-name="P2"') + h("Travaux", 1)
        + p("Faux titre", "Heading_20_2") + p("Corps", "Header"),
        plain + off, outline,
    )  # fmt: skip
    found = zip(document.lines, texts(document), strict=True)
    assert [(row.heading_level, row.label, text) for row, text in found] == [
        (1, None, "Compte rendu"), (1, "1.", "Budget"), (2, "1.1", "Dépenses"), (3, None, "Détail"),
        (2, "1.2", "Recettes"), (1, None, "Annexe"), (1, "2.", "Travaux"),
        (2, None, "Faux titre"), (None, None, "Corps"),
    ]  # fmt: skip


def test_spaces_tabs_and_breaks() -> None:
    document = read(
        p("<text:span> Présents </text:span> \n  : 12<text:s text:c='2'/>sur<text:tab/>15<text:line-break/> le maire ")
        + p("  ")
        + p("1<text:span>er</text:span> mars")
    )
    assert texts(document) == ["Présents : 12  sur\t15", "le maire", "1er mars"]
    assert [row.starts_block for row in document.lines] == [True, None, True]


def test_bold_and_size_along_the_parents() -> None:
    common = (
        '<style:default-style style:family="paragraph"><style:text-properties fo:font-size="12pt"/>'
        "</style:default-style>"
        '<style:style style:name="Fort" style:family="paragraph"><style:text-properties fo:font-weight="bold" '
        'fo:font-size="150%"/></style:style>'
    )
    automatic = (
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Fort">'
        '<style:paragraph-properties fo:margin-left="2.54cm" fo:text-indent="-0.5in"/></style:style>'
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="normal"/>'
        "</style:style>"
        '<style:style style:name="T2" style:family="text"><style:text-properties fo:font-weight="700"/></style:style>'
        '<style:style style:name="T3" style:family="text"><style:text-properties text:display="none"/></style:style>'
    )
    document = read(
        p("Décision", "P1")
        + p('Le <text:span text:style-name="T1">budget</text:span>', "P1")
        + p('<text:span text:style-name="T2">Vote</text:span> <text:span text:style-name="T3">secret</text:span>')
        + p("Texte"),
        automatic,
        common,
    )
    assert texts(document) == ["Décision", "Le budget", "Vote", "Texte"]
    assert [row.bold for row in document.lines] == [True, False, True, False]
    assert [row.font_size for row in document.lines] == [18.0, 18.0, 12.0, 12.0]
    assert [row.indent for row in document.lines] == [36.0, 36.0, 0.0, 0.0]


def test_tables_with_merged_and_repeated_cells() -> None:
    document = read(
        p("avant")
        + "<table:table><table:table-column table:number-columns-repeated='3'/>"
        + "<table:table-header-rows><table:table-row>"
        + cell("Nom", 'table:number-columns-spanned="2"') + COVERED + cell("Voix")
        + "</table:table-row></table:table-header-rows><table:table-row>"
        + cell("Collège A", 'table:number-rows-spanned="2"') + cell("Odette") + cell("3")
        + "</table:table-row><table:table-row>" + COVERED
        + "<table:table-cell table:number-columns-repeated='2'/></table:table-row></table:table>"
        + p("après")
    )  # fmt: skip
    assert texts(document) == ["avant", "Nom", "Voix", "Collège A", "Odette", "3", "après"]
    (table,) = document.tables
    assert (table.row_count, table.column_count) == (3, 3)
    assert [(c.row, c.column, c.row_span, c.column_span, len(c.spans)) for c in table.cells] == [
        (0, 0, 1, 2, 1), (0, 2, 1, 1, 1), (1, 0, 2, 1, 1), (1, 1, 1, 1, 1), (1, 2, 1, 1, 1),
        (2, 1, 1, 1, 0), (2, 2, 1, 1, 0),
    ]  # fmt: skip
    assert [row.cell is None for row in document.lines] == [True, False, False, False, False, False, True]


def test_frames_of_one_column_and_tables_within_cells_are_paragraphs() -> None:
    inner = rows(cell("dedans 1") + cell("dedans 2"))
    document = read(
        rows(cell("encadré")) + rows(f"<table:table-cell>{p('dehors')}{inner}</table:table-cell>" + cell("x"))
    )
    assert texts(document) == ["encadré", "dehors", "dedans 1", "dedans 2", "x"]
    assert [(row.cell.table, row.cell.column) if row.cell else None for row in document.lines] == [
        None, (0, 0), (0, 0), (0, 0), (0, 1),
    ]  # fmt: skip


def test_deletions_remarks_and_descriptions_are_no_text() -> None:
    document = read(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>biffé</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        + p(
            'Le conseil <text:change text:change-id="1"/>adopte<office:annotation><dc:creator>X</dc:creator>'
            "<text:p>remarque</text:p></office:annotation> le <text:change-start/>nouveau<text:change-end/> budget."
        )
        + p("<draw:frame><draw:image/><svg:title>logo</svg:title><svg:desc>description</svg:desc></draw:frame>")
        + '<text:section text:display="none"><text:p>caché</text:p></text:section>'
        + "<text:section><text:p>montré</text:p></text:section>"
    )
    assert texts(document) == ["Le conseil adopte le nouveau budget.", "montré"]
    assert [(issue.code, issue.severity, issue.message) for issue in doubts_of(document)] == [
        (IssueCode.COMMENTS_LEFT_OUT, Severity.INFO, "1 comment of a reviewer is not part of the text.")
    ]


def test_remarks_that_say_nothing_are_not_counted() -> None:
    remark = "<office:annotation><dc:creator>X</dc:creator><text:p>{}</text:p></office:annotation>".format
    assert read(p(f"Le conseil{remark(' ')} vote.")).notes == ()
    assert len(read(p(f"Le conseil{remark('quand ?')} vote{remark('oui')}.")).notes) == 2


def test_controls_placeholders_and_hidden_paragraphs() -> None:
    form = "urn:oasis:names:tc:opendocument:xmlns:form:1.0"
    controls = (
        f'<office:forms xmlns:form="{form}"><form:form><form:checkbox form:id="c1" form:label="présent" '
        'form:current-state="checked"/><form:checkbox form:id="c2"/><form:text form:id="c3" form:current-value="Brume"/>'
        "</form:form></office:forms>"
    )
    content = "<loext:content-control {}>{}</loext:content-control>".format
    document = read(
        controls
        + p('<draw:control draw:control="c1"/> <draw:control draw:control="c2"/> <draw:control draw:control="c3"/>')
        + p(f"{content('', '☒')} oui {content('loext:showing-place-holder=' + repr('true'), 'Choisissez un élément.')}")
        + p(f"Nom : <text:placeholder>&lt;Nom&gt;</text:placeholder>{content('', '[Lieu]')}")
        + p('<text:hidden-paragraph text:is-hidden="true"/>caché') + p("<text:hidden-paragraph/>vu")
    )  # fmt: skip
    assert texts(document) == ["☒ présent ☐ Brume", "☒ oui", "Nom : [Lieu]", "vu"]


def test_signs_of_symbol_fonts() -> None:
    fonts = "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties {said}/></style:style>'
        for name, said in (("T1", 'style:font-name="Wingdings"'), ("T2", "fo:font-family=\"'Wingdings 2'\""))
    )
    document = read(
        p('<text:span text:style-name="T1">\uf0fe þ</text:span> <text:span text:style-name="T2">R</text:span> þ'), fonts
    )
    assert texts(document) == ["☑ ☑ ☑ þ"]


def test_a_table_of_contents_has_no_page_numbers() -> None:
    contents = "<text:table-of-content><text:table-of-content-source>x</text:table-of-content-source><text:index-body>{}</text:index-body></text:table-of-content>"
    document = read(contents.format(p("Budget<text:tab/>12")) + p("Total<text:tab/>12"))
    assert texts(document) == ["Budget", "Total\t12"]


def test_flat_files() -> None:
    flat = (
        f'<?xml version="1.0"?><office:document {_NS} office:mimetype="{_TEXT}"><office:meta><dc:title>Conseil</dc:title>'
        f"</office:meta><office:automatic-styles>{LISTS}</office:automatic-styles><office:master-styles>"
        '<style:master-page style:name="Standard"><style:header><text:p>Mairie</text:p></style:header></style:master-page>'
        f"</office:master-styles><office:body><office:text>{items(p('Un'), style='L1')}</office:text></office:body></office:document>"
    )
    for name in ("seance.fodt", "seance.odt", "seance.xml"):
        document = read_document(flat.encode(), source=name)
        assert (document.media_type, document.title, labels(document)) == (
            _TEXT, "Conseil", [(None, None, "Mairie"), ("1.", 0, "Un")],
        )  # fmt: skip
    with pytest.raises(UnreadableFileError, match=r"^seance\.fodt: .*damaged.*\.$"):
        read_document(flat[:-30].encode(), source="seance.fodt")
    spreadsheet = flat.replace("opendocument.text", "opendocument.spreadsheet")
    with pytest.raises(InputError):
        read_document(spreadsheet.encode(), source="seance.fodt")


def test_deleted_text_that_a_flat_file_leaves_in_its_place() -> None:
    def region(name: str, kind: str) -> str:
        return f'<text:changed-region text:id="{name}"><text:{kind}/></text:changed-region>'

    def mark(name: str, inner: str) -> str:
        return f'<text:change-start text:change-id="{name}"/>{inner}<text:change-end text:change-id="{name}"/>'

    changes = region("i", "insertion") + region("d", "deletion") + region("e", "deletion")
    start, end = mark("e", "|").split("|")
    document = read(
        f"<text:tracked-changes>{changes}</text:tracked-changes>"
        + p(f"Le conseil {mark('i', 'adopte ')}{mark('d', 'rejette<text:s/><text:span>vite</text:span> ')}le budget.")
        + p(f"Joint avec{start} rien") + p("tout parti") + p(f"encore{end} la <text:span>suite</text:span>.") + p("Fin")
    )  # fmt: skip
    assert texts(document) == ["Le conseil adopte le budget.", "Joint avec la suite.", "Fin"]


def test_boxes_of_old_word_forms_and_bullets_of_symbol_fonts() -> None:
    field = "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"
    box = (
        f'<field:fieldmark xmlns:field="{field}" field:type="vnd.oasis.opendocument.field.FORMCHECKBOX">'
        '<field:param field:name="Checkbox_Checked" field:value="{}"/></field:fieldmark>'
    )
    style = (
        '<text:list-style style:name="L9"><text:list-level-style-bullet text:level="1" text:bullet-char="ü">'
        '<style:text-properties fo:font-family="Wingdings"/></text:list-level-style-bullet></text:list-style>'
    )
    document = read(items(p(f"{box.format('true')} oui {box.format('false')} non"), style="L9"), style)
    assert labels(document) == [("✓", 0, "☒ oui ☐ non")]


def test_boxes_follow_their_paragraph_once_and_notes_end_the_body() -> None:
    note = (
        '<text:note text:note-class="{}"><text:note-citation>{}</text:note-citation><text:note-body>'
        "<text:p>{}</text:p></text:note-body></text:note>"
    )
    box = "<draw:frame><draw:text-box><text:p>Encadré</text:p></draw:text-box></draw:frame>"
    document = read(
        p(f"Point{note.format('endnote', 'i', 'Fin.')} un{note.format('footnote', '1', 'Pied.')}{box} voté")
        + p("Point deux")
        + "<draw:custom-shape><text:p>Forme</text:p></draw:custom-shape>"
    )
    assert labels(document) == [
        (None, None, "Point un voté"), (None, None, "Encadré"), (None, None, "Point deux"), (None, None, "Forme"),
        ("1", None, "Pied."), ("i", None, "Fin."),
    ]  # fmt: skip


def test_headers_and_footers_in_use_once() -> None:
    running = "<style:{0} {2}><text:p>{1}</text:p></style:{0}>".format
    masters = (
        '<style:master-page style:name="Standard" style:next-style-name="Suite">'
        + running("header", "Commune de Valmoré", "") + running("footer", "Page 1", "")
        + running("header-left", "éteint", 'style:display="false"') + "</style:master-page>"
        + '<style:master-page style:name="Suite">' + running("header", "Commune de Valmoré", "")
        + "</style:master-page>"
        + '<style:master-page style:name="Libre">' + running("header", "inutile", "") + "</style:master-page>"
    )  # fmt: skip
    document = read(p("Séance"), masters=masters, meta="<dc:title> Conseil du 3 mars </dc:title>")
    assert [(row.role, text) for row, text in zip(document.lines, texts(document), strict=True)] == [
        (LineRole.HEADER, "Commune de Valmoré"), (LineRole.BODY, "Séance"), (LineRole.FOOTER, "Page 1"),
    ]  # fmt: skip
    assert document.title == "Conseil du 3 mars"


def _with_content(content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", _TEXT)
        archive.writestr("content.xml", content)
    return stream.getvalue()


_REPEATED = 'table:number-columns-repeated="1000"'
_NESTED = p("a" * 2000)
for _ in range(4):
    _NESTED = rows(f"<table:table-cell {_REPEATED}>{_NESTED}</table:table-cell>")


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (odt(""), EmptyFileError, "no text"),
        (odt(p("<draw:frame><draw:image/></draw:frame>")), EmptyFileError, "no text"),
        (odt(p("x"), manifest="<manifest:encryption-data/>"), EncryptedFileError, "password"),
        (odt(p("x"))[:-40], UnreadableFileError, "damaged"),
        (_with_content(b"<a"), UnreadableFileError, "content.xml"),
        (_with_content(b"<a/>"), UnreadableFileError, "no text"),
        (_with_content(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), UnreadableFileError, "entities"),
        (_with_content(b"<a>" + b" " * (65 * 2**20) + b"</a>"), UnreadableFileError, "64 MB"),
        (odt(_NESTED), UnreadableFileError, "repeat"),
        (odt("", mimetype="application/vnd.oasis.opendocument.spreadsheet"), UnsupportedFormatError, "ODS"),
        (odt("", mimetype="application/vnd.oasis.opendocument.presentation"), UnsupportedFormatError, "ODP"),
    ],
)  # fmt: skip
def test_refused_with_a_reason(content: bytes, error: type[InputError], words: str) -> None:
    with pytest.raises(error) as caught:
        read_document(content, source="seance.odt")
    assert type(caught.value) is error
    assert words in str(caught.value)


def test_taken_from_folders() -> None:
    assert ".odt" in SUFFIXES
