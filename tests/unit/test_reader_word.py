"""Word documents: order, numbering, styles, tracked changes, tables, text boxes, notes; and hostile files."""

import io
import zipfile

import pytest

from models.document import Document, LineRole
from models.errors import EmptyFileError, UnreadableFileError
from models.issues import Severity
from pipeline.doubts import doubts_of
from pipeline.readers import read_document
from pipeline.readers.list_numbers import format_number

_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx(body: str, **parts: str) -> bytes:
    """A DOCX file of a body and further parts: the inner XML of styles, numbering, footnotes, header1, footer1."""
    stream = io.BytesIO()
    links = "".join(
        f'<Relationship Id="{name}" Type="{_RELATIONS}/{name.rstrip("12")}" Target="{name}.xml"/>' for name in parts
    )
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {_NS}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/_rels/document.xml.rels", f"<Relationships>{links}</Relationships>")
        for name, inner in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {_NS}>{inner}</w:{name}>")
    return stream.getvalue()


def read(body: str, **parts: str) -> Document:
    return read_document(docx(body, **parts), source="seance.docx")


def texts(document: Document) -> list[str]:
    return [document.text[line.span.start : line.span.end] for line in document.lines]


def p(text: str, properties: str = "", run: str = "") -> str:
    return (
        f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def numbered(text: str, num_id: int, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num_id}"/></w:numPr>')


def level(depth: int, form: str, text: str, more: str = "") -> str:
    shown = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{shown}{more}</w:lvl>'


def cell(inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "decimal", "%1.")
    + level(1, "lowerLetter", "%2)")
    + level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")
    + "</w:abstractNum>"
    + '<w:abstractNum w:abstractNumId="1">'
    + level(0, "bullet", "\uf0b7")
    + level(1, "bullet", "o")
    + "</w:abstractNum>"
    + '<w:abstractNum w:abstractNumId="2">'
    + level(0, "upperRoman", "Article %1 -")
    + "</w:abstractNum>"
    + "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(3))
    + '<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    + "</w:lvlOverride></w:num>"
)


def test_printed_labels_with_restarts() -> None:
    items = [
        ("Un", 1, 0), ("a", 1, 1), ("b", 1, 1), ("profond", 1, 2), ("Deux", 1, 0), ("a", 1, 1),
        ("puce", 2, 0), ("sous-puce", 2, 1), ("Article", 3, 0), ("Article", 3, 0), ("Anew", 4, 0), ("Next", 4, 0),
    ]  # fmt: skip
    document = read("".join(numbered(*item) for item in items), numbering=NUMBERING)
    assert [line.label for line in document.lines] == [
        "1.", "a)", "b)", "1.2.1", "2.", "a)", "•", "o", "Article I -", "Article II -", "1.", "2.",
    ]  # fmt: skip
    assert [line.list_level for line in document.lines] == [0, 1, 1, 2, 0, 1, 0, 1, 0, 0, 0, 0]


def test_empty_and_unnumbered_paragraphs_do_not_count() -> None:
    body = numbered("Un", 1) + numbered("", 1) + numbered("rien", 0) + numbered("Deux", 1)
    assert [line.label for line in read(body, numbering=NUMBERING).lines] == ["1.", None, "2."]


def test_bullets_of_symbol_fonts() -> None:
    font = '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'
    signs = [("ü", font), ("\uf0d8", font), ("\uf0b7", ""), ("\uf0ee", ""), ("o", "")]
    levels = "".join(level(depth, "bullet", sign, more) for depth, (sign, more) in enumerate(signs))
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    document = read("".join(numbered("x", 1, depth) for depth in range(5)), numbering=numbering)
    assert [line.label for line in document.lines] == ["✓", "➢", "•", "•", "o"]


@pytest.mark.parametrize(
    ("count", "form", "printed"),
    [
        (27, "lowerLetter", "aa"), (3, "upperLetter", "C"), (14, "lowerRoman", "xiv"), (49, "upperRoman", "XLIX"),
        (7, "decimalZero", "07"), (1, "ordinal", "1er"), (2, "ordinal", "2e"), (5, "chicago", "5"), (3, "none", ""),
    ],
)  # fmt: skip
def test_number_formats(count: int, form: str, printed: str) -> None:
    assert format_number(count, form) == printed


STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/>'
    '<w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Point"><w:name w:val="Point"/><w:basedOn w:val="Titre1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Titre"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Plan"><w:name w:val="Plan"/>'
    '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="Fort"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
)


def test_styles() -> None:
    body = "".join(p(name, f'<w:pStyle w:val="{name}"/>') for name in ("Titre1", "Point", "Titre", "Plan", "Inconnu"))
    document = read(body, styles=STYLES)
    assert [line.heading_level for line in document.lines] == [1, 1, 1, 3, None]
    assert [line.bold for line in document.lines] == [True, True, False, False, False]
    assert [line.font_size for line in document.lines] == [14.0, 14.0, 11.0, 11.0, 11.0]


def test_bold_is_the_whole_paragraph() -> None:
    part = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Vote</w:t></w:r><w:r><w:t> : adopté</w:t></w:r></w:p>"
    body = part + p("Fort", run='<w:rStyle w:val="Fort"/>') + p("Non", run='<w:b w:val="0"/>')
    assert [line.bold for line in read(body, styles=STYLES).lines] == [False, True, False]


def test_indent_in_points() -> None:
    body = p("Retrait", '<w:ind w:left="720" w:hanging="360"/>') + p("Plein")
    assert [line.indent for line in read(body).lines] == [18.0, 0.0]


def test_every_paragraph_starts_a_block_and_breaks_split_lines() -> None:
    document = read("<w:p><w:r><w:t>Anne</w:t><w:br/><w:t>Paul</w:t></w:r></w:p>" + p("Fin"))
    assert texts(document) == ["Anne", "Paul", "Fin"]
    assert [line.starts_block for line in document.lines] == [True, None, True]


def test_tracked_changes_links_controls_and_fields() -> None:
    body = (
        "<w:p><w:ins><w:r><w:t>Ajouté</w:t></w:r></w:ins><w:del><w:r><w:delText>ôté</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>parti</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t> venu</w:t></w:r></w:moveTo></w:p>"
        "<w:p><w:hyperlink><w:r><w:t>lien</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t> tag</w:t></w:r></w:smartTag>"
        "<w:sdt><w:sdtPr><w:t>x</w:t></w:sdtPr><w:sdtContent><w:r><w:t> champ</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        "<w:sdt><w:sdtContent><w:sdt><w:sdtContent>" + p("Profond") + "</w:sdtContent></w:sdt></w:sdtContent></w:sdt>"
        "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>7</w:t></w:r></w:p>"
        + p("caché", run="<w:vanish/>")
        + "<w:p><w:r><w:t>Saint</w:t><w:noBreakHyphen/><w:t>Brume</w:t><w:tab/><w:t>fin</w:t></w:r></w:p>"
    )
    assert texts(read(body)) == ["Ajouté venu", "lien tag champ", "Profond", "7", "Saint\u2011Brume\tfin"]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(instruction: str, result: str) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    told = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>" if "<" not in instruction else instruction
    return mark("begin") + told + mark("separate") + result + mark("end")


@pytest.mark.parametrize("change", ["del", "moveFrom"])
def test_a_deleted_paragraph_end_joins_paragraphs(change: str) -> None:
    gone = f'<w:p><w:pPr><w:rPr><w:{change} w:id="1"/></w:rPr></w:pPr>{{}}</w:p>'
    whole = gone.format(f"<w:{change}><w:r><w:delText>parti</w:delText></w:r></w:{change}>")
    body = (
        gone.format(run("Le conseil")) + gone.format(run(" adopte")) + f"<w:p>{run(' le budget.')}</w:p>"
        + whole + p("Reste") + gone.format(run("Avant")) + f"<w:tbl>{row(cell(p('a')), cell(p('b')))}</w:tbl>"
        + f"<w:tbl>{row(cell(p('c')), cell(gone.format(run('dernier'))))}</w:tbl>"
    )  # fmt: skip
    document = read(body)
    assert texts(document) == ["Le conseil adopte le budget.", "Reste", "Avant", "a", "b", "c", "dernier"]


def test_joined_paragraphs_look_like_the_first_with_text() -> None:
    gone = '<w:p><w:pPr><w:pStyle w:val="{}"/><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>{}</w:p>'
    body = gone.format("Titre1", run("Budget")) + p(" primitif") + gone.format("Titre1", "") + p("Corps")
    document = read(body, styles=STYLES)
    assert [(t, line.heading_level) for t, line in zip(texts(document), document.lines, strict=True)] == [
        ("Budget primitif", 1), ("Corps", None),
    ]  # fmt: skip


def test_a_deleted_item_does_not_count() -> None:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = f'<w:p><w:pPr>{number}<w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del>{run("ôté")}</w:del></w:p>'
    document = read(numbered("Un", 1) + gone + numbered("Deux", 1), numbering=NUMBERING)
    assert [(line.label, text) for line, text in zip(document.lines, texts(document), strict=True)] == [
        ("1.", "Un"), ("2.", "Deux"),
    ]  # fmt: skip


def test_rows_and_cells_that_a_change_deleted_or_inserted() -> None:
    table = (
        f'<w:tbl><w:tr><w:trPr><w:del w:id="1"/></w:trPr>{cell(p("parti"))}{cell(p("x"))}</w:tr>'
        f'<w:tr><w:trPr><w:ins w:id="2"/></w:trPr>{cell(p("a"))}{cell(p("ôté"), "<w:cellDel/>")}'
        f"{cell(p('b'), '<w:cellIns/>')}</w:tr><w:tr><w:trPr><w:hidden/></w:trPr>{cell(p('caché'))}</w:tr></w:tbl>"
    )
    assert shape(read(table)) == [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b")]


def test_comments_and_notes_of_deleted_text_are_no_text() -> None:
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = (
        f'<w:p><w:commentRangeStart w:id="0"/>{run("Vote")}<w:r><w:commentReference w:id="0"/></w:r>'
        f"{reference.format(2)}<w:del>{run(' ôté')}{reference.format(3)}</w:del>{run(' fait.')}</w:p>"
    )
    notes = "".join(f'<w:footnote w:id="{n}">{p(f"Note {n}")}</w:footnote>' for n in (2, 3))
    comments = f'<w:comment w:id="0">{p("à revoir")}</w:comment>'
    assert texts(read(body, comments=comments, footnotes=notes)) == ["Vote fait.", "Note 2"]


@pytest.mark.parametrize(
    ("remarks", "told"),
    [
        (["à revoir"], ["1 comment of a reviewer is not part of the text."]),
        (["à revoir", "vu avec Paul", ""], ["2 comments of reviewers are not part of the text."]),
        ([""], []),
        ([], []),
    ],
)
def test_comments_are_counted(remarks: list[str], told: list[str]) -> None:
    comments = "".join(f'<w:comment w:id="{n}">{p(remark)}</w:comment>' for n, remark in enumerate(remarks))
    document = read(p("Le comité approuve le devis."), comments=comments)
    assert texts(document) == ["Le comité approuve le devis."]
    assert [(issue.severity, issue.message) for issue in doubts_of(document)] == [(Severity.INFO, t) for t in told]


def test_controls_that_nobody_filled_in() -> None:
    control = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>".format
    prompts = ("Cliquez ici pour entrer une date.", "[Lieu]", "Choisissez un élément.")
    body = (
        "".join(f"<w:p>{run('Objet : ')}{control(run(prompt))}</w:p>" for prompt in prompts)
        + control(p("Cliquez pour saisir du texte"))
        + control(p("Le budget est voté."))
    )
    assert texts(read(body)) == ["Objet :"] * 3 + ["Le budget est voté."]


def test_controls_of_old_forms() -> None:
    def control(data: str) -> str:
        return (
            f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
            '<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    choice = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="absent"/><w:listEntry w:val="présent"/></w:ddList>'
    boxes = ['<w:default w:val="0"/><w:checked/>', '<w:default w:val="1"/>', '<w:checked w:val="0"/>', ""]
    body = "".join(control(f"<w:checkBox>{box}</w:checkBox>") for box in boxes)
    assert texts(read(f"<w:p>{body}{control(choice)}{control('<w:textInput/>')}</w:p>")) == ["☒☒☐☐présent"]


def test_fields_show_their_result_alone() -> None:
    inner = field("MERGEFIELD x", run("INTERNE"))
    body = (
        f"<w:p>{field(inner, run('Résultat'))}{run(' fin')}</w:p>"
        + f"<w:p>{field('DATE', run('12/03/2019'))}<w:fldSimple w:instr='TIME'>{run(' 18:30')}</w:fldSimple></w:p>"
        + '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("jamais fermé") + "</w:p>"
        + '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("ni ouvert") + "</w:p>"
    )  # fmt: skip
    assert texts(read(body)) == ["Résultat fin", "12/03/2019 18:30", "jamais fermé", "ni ouvert"]


def test_a_table_of_contents_has_no_page_numbers() -> None:
    styles = STYLES + '<w:style w:type="paragraph" w:styleId="TM1"><w:name w:val="toc 1"/></w:style>'
    line = "<w:p><w:pPr><w:pStyle w:val='{}'/></w:pPr>{}<w:r><w:tab/></w:r>{}</w:p>".format
    body = line("TM1", run("1. Budget"), field("PAGEREF _Toc1", run("12"))) + line("Autre", run("Total"), run("12"))
    assert texts(read(body, styles=styles)) == ["1. Budget", "Total\t12"]


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ('<w:sym w:font="Wingdings" w:char="F0FE"/>', "☑"),
        ('<w:sym w:font="Wingdings" w:char="00FD"/>', "☒"),
        ('<w:sym w:font="Wingdings 2" w:char="F052"/>', "☑"),
        ('<w:sym w:font="Wingdings" w:char="F0A8"/>', "☐"),
        ('<w:sym w:font="Symbol" w:char="F0AE"/>', "→"),
        ('<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>þ</w:t>', "☑"),
        ('<w:rPr><w:rFonts w:ascii="Wingdings 2"/></w:rPr><w:t>P</w:t>', "✓"),
        ('<w:rPr><w:rFonts w:ascii="Arial"/></w:rPr><w:t>þ P</w:t>', "þ P"),
        ("<w:t>\uf0fc</w:t>", "✓"),
        ('<w:sym w:font="Arial" w:char="zz"/><w:t>x</w:t>', "x"),
    ],
)
def test_signs_of_symbol_fonts(inner: str, shown: str) -> None:
    assert texts(read(f"<w:p><w:r>{inner}</w:r></w:p>")) == [shown]


def test_text_hidden_by_a_style() -> None:
    styles = '<w:style w:type="{0}" w:styleId="{0}"><w:name w:val="{0}"/><w:rPr><w:vanish/></w:rPr></w:style>'.format
    body = (
        p("caché", '<w:pStyle w:val="paragraph"/>')
        + p("montré", '<w:pStyle w:val="paragraph"/>', '<w:vanish w:val="0"/>')
        + f"<w:p>{run('vu')}{run('caché', '<w:rStyle w:val=' + repr('character') + '/>')}</w:p>"
    )
    assert texts(read(body, styles=styles("paragraph") + styles("character"))) == ["montré", "vu"]


def test_text_box_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{p('Encadré')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        "<w:r><w:t>Ancre</w:t></w:r></w:p>" + p("Suite")
    )
    assert texts(read(body)) == ["Ancre", "Encadré", "Suite"]


def test_notes_headers_and_footers() -> None:
    section = '<w:sectPr><w:headerReference r:id="header1"/><w:headerReference w:type="first" r:id="header2"/>'
    section += '<w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
    footnotes = (
        f'<w:footnote w:type="separator" w:id="0">{p("---")}</w:footnote><w:footnote w:id="2">{p("Note")}</w:footnote>'
    )
    document = read(
        p("Corps") + section, header1=p("Mairie de Brume"), header2=p("Mairie de Brume"), footer1=p("Page 1"),
        footnotes=footnotes,
    )  # fmt: skip
    found = [(text, line.role, line.label) for text, line in zip(texts(document), document.lines, strict=True)]
    assert found == [
        ("Mairie de Brume", LineRole.HEADER, None),
        ("Corps", LineRole.BODY, None),
        ("Note", LineRole.BODY, "1"),
        ("Page 1", LineRole.FOOTER, None),
    ]


def shape(document: Document, index: int = 0) -> list[tuple[int, int, int, int, str]]:
    return [
        (c.row, c.column, c.row_span, c.column_span, " / ".join(document.text[s.start : s.end] for s in c.spans))
        for c in document.tables[index].cells
    ]


def test_merged_cells_stand_once() -> None:
    table = "<w:tbl>" + row(
        cell(p("Qui"), '<w:vMerge w:val="restart"/>'), cell(p("Actions") + p("à faire"), '<w:gridSpan w:val="2"/>')
    )
    table += row(cell(p(""), "<w:vMerge/>"), cell(p("Quoi")), cell(p("Quand")))
    table += row(cell(p("Anne")), cell(p("Devis")), cell("<w:p/>")) + "</w:tbl>"
    document = read(p("Avant") + table + p("Après"))
    assert shape(document) == [
        (0, 0, 2, 1, "Qui"), (0, 1, 1, 2, "Actions / à faire"), (1, 1, 1, 1, "Quoi"), (1, 2, 1, 1, "Quand"),
        (2, 0, 1, 1, "Anne"), (2, 1, 1, 1, "Devis"), (2, 2, 1, 1, ""),
    ]  # fmt: skip
    assert (document.tables[0].row_count, document.tables[0].column_count) == (3, 3)
    assert texts(document)[0] == "Avant"
    assert texts(document)[-1] == "Après"
    assert [line.cell.row for line in document.lines if line.cell] == [0, 0, 0, 1, 1, 2, 2]


def test_a_frame_is_no_table() -> None:
    document = read(f"<w:tbl>{row(cell(p('Encadré') + p('deux')))}</w:tbl>")
    assert document.tables == ()
    assert [line.cell for line in document.lines] == [None, None]


def test_a_table_in_a_cell_belongs_to_the_cell() -> None:
    inner = f"<w:tbl>{row(cell(p('a')), cell(p('b')))}</w:tbl>"
    document = read(f"<w:tbl>{row(cell(inner + p('c')), cell(p('d')))}</w:tbl>")
    assert shape(document) == [(0, 0, 1, 1, "a / b / c"), (0, 1, 1, 1, "d")]


def test_a_table_in_a_page_wide_frame_is_a_table() -> None:
    members = "".join(row(cell(p(f"Membre du conseil numéro {n}")), cell(p("X"))) for n in range(30))
    page = cell(p("Compte rendu") + f"<w:tbl>{members}</w:tbl>" + p("Levée de la séance"))
    document = read(f"<w:tbl>{row(cell(p('Mairie')), page)}</w:tbl>")
    assert [(table.row_count, table.column_count) for table in document.tables] == [(30, 2)]
    assert texts(document)[:2] == ["Mairie", "Compte rendu"]
    assert document.lines[0].cell is None


def test_a_margin_written_out_for_each_page_is_a_running_line() -> None:
    def margin(page: int) -> str:
        return p("Commune de Brume") + p("Membres en exercice : 11") + p("Objet : budget") + p(f"{page}/3")

    prose = p("Le conseil délibère longuement sur le budget de la commune. " * 40)
    letterhead = f"<w:tbl>{row(cell(margin(1) + margin(2) + margin(3)), cell(prose))}</w:tbl>"
    roles = [line.role for line in read(letterhead).lines]
    assert roles == [LineRole.BODY] * 4 + [LineRole.HEADER] * 8 + [LineRole.BODY]
    twice = f"<w:tbl>{row(cell(p('Anne') + p('Budget') + p('Anne') + p('Travaux') + p('Voirie')), cell(prose))}</w:tbl>"
    assert {line.role for line in read(twice).lines} == {LineRole.BODY}
    small = f"<w:tbl>{row(cell(margin(1) + margin(2)), cell(p('Vote')))}</w:tbl>"
    assert {line.role for line in read(small).lines} == {LineRole.BODY}


def test_a_table_in_a_frame_is_a_table() -> None:
    inner = f"<w:tbl>{row(cell(p('a')), cell(p('b')))}</w:tbl>"
    assert shape(read(f"<w:tbl>{row(cell(inner))}</w:tbl>")) == [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b")]


def test_documents_of_the_strict_standard() -> None:
    content = docx(p("Strict"))
    strict = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(strict, "w") as new:
        for name in old.namelist():
            usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            new.writestr(name, old.read(name).replace(usual, b"http://purl.oclc.org/ooxml/wordprocessingml/main"))
    assert texts(read_document(strict.getvalue(), source="strict.docx")) == ["Strict"]


def test_a_file_of_python_docx() -> None:
    import docx as python_docx

    written = python_docx.Document()
    written.core_properties.title = "Conseil de Brume"
    written.add_heading("Ordre du jour", 1)
    written.add_paragraph("Budget", style="List Number")
    written.add_paragraph("Travaux", style="List Number")
    stream = io.BytesIO()
    written.save(stream)
    document = read_document(stream.getvalue(), source="conseil.docx")
    assert document.title == "Conseil de Brume"
    assert [(t, line.heading_level, line.label) for t, line in zip(texts(document), document.lines, strict=True)] == [
        ("Ordre du jour", 1, None), ("Budget", None, "1."), ("Travaux", None, "2."),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["modele.dotx", "macros.docm", "sans-suffixe", "faux.doc"])
def test_templates_documents_with_macros_and_misnamed_ones(name: str) -> None:
    assert texts(read_document(docx(p("Conseil")), source=name)) == ["Conseil"]


def test_pages_inside_the_document() -> None:
    page = "<html><body><p>Séance levée</p><table><tr><td>Nom<td>Voix</table></body></html>"
    content = docx(
        p("Avant") + f"<w:tbl>{row(cell(p('a')), cell(p('b')))}</w:tbl>" + '<w:altChunk r:id="c"/>' + p("Après")
    )
    stream = io.BytesIO()
    link = f'<Relationships><Relationship Id="c" Type="{_RELATIONS}/aFChunk" Target="/word/chunk.htm"/></Relationships>'
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, link if name.endswith("document.xml.rels") else old.read(name))
        new.writestr("word/chunk.htm", page)
    document = read_document(stream.getvalue(), source="seance.docx")
    assert texts(document) == ["Avant", "a", "b", "Séance levée", "Nom", "Voix", "Après"]
    assert shape(document, 1) == [(0, 0, 1, 1, "Nom"), (0, 1, 1, 1, "Voix")]
    assert texts(read('<w:altChunk r:id="absent"/>' + p("Après"))) == ["Après"]


def test_no_text() -> None:
    with pytest.raises(EmptyFileError):
        read("<w:p/>")


def test_zip_bomb() -> None:
    with pytest.raises(UnreadableFileError, match="unpacks to more than"):
        read(p(" " * (65 * 1024 * 1024)))


def test_damaged_xml() -> None:
    with pytest.raises(UnreadableFileError, match="XML"):
        read("<w:p>")
