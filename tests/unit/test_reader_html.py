"""Web pages: blocks, lists, tables, what is hidden, what surrounds the text, pages that Word saved; and hostile files."""

import pytest

from models.document import Document, LineRole
from models.errors import EmptyFileError, InputError, UnreadableFileError
from pipeline.readers import read_document


def read(body: str, head: str = "") -> Document:
    page = f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return read_document(page.encode(), source="seance.html")


def texts(document: Document, role: LineRole | None = None) -> list[str]:
    return [document.text[x.span.start : x.span.end] for x in document.lines if role is None or x.role is role]


def labels(document: Document) -> list[tuple[str | None, int | None, str]]:
    return [(x.label, x.list_level, text) for x, text in zip(document.lines, texts(document), strict=True)]


def shape(document: Document, index: int = 0) -> list[tuple[int, int, int, int, str]]:
    return [
        (c.row, c.column, c.row_span, c.column_span, " / ".join(document.text[s.start : s.end] for s in c.spans))
        for c in document.tables[index].cells
    ]


def test_blocks_headings_and_breaks() -> None:
    document = read(
        "<h1>Conseil</h1>avant <b>le</b>\n vote<p>Présents&nbsp;: Anne<br>Paul<br><br>Luc</p><div>un<div>deux</div>trois</div>"
        "<dl><dt>Excusé<dd>Jean</dl><h3>Divers</h3>"
    )
    assert texts(document) == [
        "Conseil", "avant le vote", "Présents\xa0: Anne", "Paul", "Luc", "un", "deux", "trois", "Excusé", "Jean", "Divers",
    ]  # fmt: skip
    assert [x.heading_level for x in document.lines] == [1, *[None] * 9, 3]
    assert [x.starts_block for x in document.lines][2:5] == [True, None, True]


def test_white_space_entities_and_preformatted_text() -> None:
    document = read(
        "<p>  l&#8217;ordre\n\t du&eacute; jour &lt;1&gt; </p><pre>Nom   Voix\n\nAnne     3</pre><p>fin</p>"
    )
    assert texts(document) == ["l’ordre dué jour <1>", "Nom   Voix", "Anne     3", "fin"]
    assert [x.starts_block for x in document.lines] == [True, True, True, True]


def test_weight_and_size_from_tags_attributes_and_the_style_sheet() -> None:
    document = read(
        "<p><strong>Décision</strong><p>Le <b>vote</b><p class=fort>Titre<p style='font-weight:bold;font-size:14pt'>Grand"
        "<p><font size=5>Vieux</font><p id=petit>x<p style='font: bold 10pt Arial'>Court",
        "<style>@media print{.fort{font-weight:normal}} /* x */ p.fort, .autre {font-weight:700} #petit{font-size:80%}</style>",
    )
    assert [x.bold for x in document.lines] == [True, False, True, True, False, False, True]
    assert [x.font_size for x in document.lines] == [12.0, 12.0, 12.0, 14.0, 18.0, 9.6, 10.0]


def test_lists_with_printed_numbers() -> None:
    document = read(
        "<ol><li>Un<li>Deux<ul><li>puce<ul><li>profonde</ul></ul><li value=7>Sept<li><p>Huit</p><p>suite</p></ol>"
        "<ol start=3 type=a><li>c</ol><ol reversed><li>fin<li>avant</ol><ol style='list-style-type:upper-roman'><li>I</ol>"
        "<ul style='list-style:none'><li>nu</ul><ul type=square><li>carré</ul><ul style=\"list-style-type:'– '\"><li>tiret</ul>"
        "<li>perdu"
    )
    assert labels(document) == [
        ("1.", 0, "Un"), ("2.", 0, "Deux"), ("◦", 1, "puce"), ("▪", 2, "profonde"), ("7.", 0, "Sept"), ("8.", 0, "Huit"),
        (None, None, "suite"), ("c.", 0, "c"), ("2.", 0, "fin"), ("1.", 0, "avant"), ("I.", 0, "I"), (None, 0, "nu"),
        ("▪", 0, "carré"), ("–", 0, "tiret"), ("•", 0, "perdu"),
    ]  # fmt: skip


def test_lists_of_google_docs_keep_their_depth() -> None:
    document = read(
        "<ol class='c1 lst-kix_ab12-0 start' start=1><li>Un</ol><ul class='lst-kix_ab12-1'><li>dessous</ul>"
    )
    assert labels(document) == [("1.", 0, "Un"), ("◦", 1, "dessous")]


def test_tables_with_merged_cells() -> None:
    document = read(
        "<table><caption>Votes</caption><thead><tr><th rowspan=2>Qui<th colspan=2>Voix<tr><td>pour<td>contre</thead>"
        "<tr><td>Anne<td><p>1</p><p>2</p><td><tr hidden><td>x<td>y<td>z</table>"
    )
    assert shape(document) == [
        (0, 0, 2, 1, "Qui"), (0, 1, 1, 2, "Voix"), (1, 1, 1, 1, "pour"), (1, 2, 1, 1, "contre"), (2, 0, 1, 1, "Anne"),
        (2, 1, 1, 1, "1 / 2"), (2, 2, 1, 1, ""),
    ]  # fmt: skip
    assert texts(document)[0] == "Votes"
    assert document.lines[1].bold
    assert (document.tables[0].row_count, document.tables[0].column_count) == (3, 3)


def test_tables_that_place_things_flow_as_text() -> None:
    data = "<table><tr><td>Nom<td>Voix<tr><td>Anne<td>3</table>"
    document = read(
        f"<table><tr><td>menu<td><h2>Conseil</h2>{data}</table><table><tr><td>seul<tr><td>encore</table>"
        "<table role=presentation><tr><td>a<td>b</table>"
    )
    assert len(document.tables) == 1
    assert shape(document) == [
        (0, 0, 1, 1, "Nom"), (0, 1, 1, 1, "Voix"), (1, 0, 1, 1, "Anne"), (1, 1, 1, 1, "3"),
    ]  # fmt: skip
    assert texts(document) == ["menu", "Conseil", "Nom", "Voix", "Anne", "3", "seul", "encore", "a", "b"]


def test_a_small_table_in_a_cell_belongs_to_the_cell() -> None:
    inner = "<table><tr><td>a<td>b</table>"
    document = read(f"<table><tr><td>{inner}<p>le long texte de la cellule</p><td>d</table>")
    assert shape(document) == [(0, 0, 1, 1, "a / b / le long texte de la cellule"), (0, 1, 1, 1, "d")]


def test_what_is_not_shown_is_no_text() -> None:
    document = read(
        "<p>vu<span style='display:none'>caché</span><span hidden>x</span><span class=rien>y</span><!-- z --></p>"
        "<script>var a = 'b';</script><noscript>activez</noscript><template>t</template><style>p{}</style>"
        "<p><i aria-hidden=true>menu_icon</i>Budget <del>ancien</del> <ins>nouveau</ins><svg><text>s</text></svg></p>"
        f"<div aria-hidden=true>{'Le conseil délibère. ' * 3}</div>"
        "<p><a href='https://exemple.fr/2024-03-12'>le plan</a></p><iframe>i</iframe><button>Valider</button>",
        "<title> Séance \n du 3 mars </title><style>.rien{display:none}</style>",
    )
    assert texts(document) == ["vu", "Budget nouveau", ("Le conseil délibère. " * 3).strip(), "le plan"]
    assert document.title == "Séance du 3 mars"


def test_controls_show_what_they_hold() -> None:
    document = read(
        "<p><input type=checkbox checked> présent <input type=radio> absent <input value='12 mars'> "
        "<input type=hidden value=jeton><input type=submit value=Envoyer>"
        "<select><option>Luc<option selected>Anne</select> <textarea>note</textarea><img alt='✅' src=x><img alt='Logo' src=y>"
    )
    assert texts(document) == ["☒ présent ☐ absent 12 mars Anne note✅"]


def test_menus_banners_and_the_edges_of_a_site_are_running_lines() -> None:
    prose = "<p>Le conseil approuve le budget de la commune à l'unanimité des membres présents.</p>" * 4
    document = read(
        "<a class='skip-link' href='#c'>Aller au contenu</a><header><p>Commune de Brume</p><nav><a href=/>Accueil</a></nav></header>"
        "<div class='main-menu'><a href=/a>Actualités</a></div><div id=cookie-banner><p>Nous utilisons des cookies</div>"
        f"<main><header><h2>Séance</h2></header><h1>Compte rendu</h1>{prose}<footer>Le secrétaire</footer></main>"
        "<div class='menu-du-jour'>Repas servi à la cantine</div><footer>Mentions légales</footer>"
    )
    assert texts(document, LineRole.HEADER) == ["Commune de Brume"]
    assert texts(document, LineRole.FOOTER) == [
        "Aller au contenu", "Accueil", "Actualités", "Nous utilisons des cookies", "Mentions légales",
    ]  # fmt: skip
    assert {"Séance", "Compte rendu", "Le secrétaire", "Repas servi à la cantine"} <= set(
        texts(document, LineRole.BODY)
    )


def test_a_page_is_never_all_furniture() -> None:
    document = read("<div class=menu><a href=/>Compte rendu</a><p><a href=/>Présents : Anne</a></p></div>")
    assert texts(document, LineRole.BODY) == ["Compte rendu", "Présents : Anne"]
    assert texts(read("<header><h1>Compte rendu</h1></header><p>Le vote.</p>"), LineRole.BODY)[0] == "Compte rendu"


WORD_ITEM = (
    "<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level{level} lfo1'><![if !supportLists]>"
    "<span style='font-family:{font};mso-list:Ignore'>{mark}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; "
    "</span></span><![endif]>{text}<o:p></o:p></p>"
)


def test_pages_saved_by_word() -> None:
    items = [(1, "Symbol", "·", "Budget"), (2, "Wingdings", "§", "Dépenses"), (1, "Calibri", "2.1", "Travaux")]
    listed = "".join(WORD_ITEM.format(level=v, font=f, mark=m, text=t) for v, f, m, t in items)
    document = read(
        "<!--[if gte mso 9]><xml><w:WordDocument>Print</w:WordDocument></xml><![endif]-->"
        "<p class=MsoNormal><b>Présents<o:p></o:p></b></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
        + listed
        + "<p class=MsoNormal>Oui <span style='font-family:Wingdings'>þ</span><span style='mso-tab-count:1'>&nbsp;&nbsp; </span>"
        "fin<span class=MsoCommentReference><a class=msocomanchor href='#_msocom_1'>[A1]</a></span></p>"
        "<p style='mso-hide:all'>caché</p><ol><li class=MsoNormal style='mso-list:l1 level1 lfo2'>Vote</ol>"
        "<div style='mso-element:comment-list'><p>remarque</p></div>"
    )
    assert labels(document) == [
        (None, None, "Présents"), ("•", 0, "Budget"), ("▪", 1, "Dépenses"), ("2.1", 0, "Travaux"),
        (None, None, "Oui ☑\tfin"), ("1.", 0, "Vote"),
    ]  # fmt: skip
    assert document.lines[0].bold


def test_marks_of_footnotes_stand_before_the_note_alone() -> None:
    document = read(
        "<p>12 voix<sup><a class=sdfootnoteanc href='#sdfootnote1sym'><sup>1</sup></a></sup> pour, 2<sup>e</sup> tour"
        "<a href='#_ftn2' name='_ftnref2'>[2]</a>, voir <a href='#vote'>3</a></p>"
        "<div><p><a class=sdfootnotesym href='#sdfootnote1anc'>1</a>Dont un pouvoir.</p></div>"
    )
    assert labels(document) == [(None, None, "12 voix pour, 2e tour, voir 3"), ("1", None, "Dont un pouvoir.")]


@pytest.mark.parametrize(
    ("content", "notes"),
    [
        ("<html><body>Séance levée".encode(), ()),
        ("<html><head><meta charset=iso-8859-1></head><body>Séance levée".encode("cp1252"), ()),
        ("<html><head><meta charset=iso-8859-1></head><body>Séance levée".encode(), ()),
        ('<?xml version="1.0" encoding="macroman"?><html><body>Séance levée</body></html>'.encode("mac_roman"), ()),
        ("\ufeff<html><body>Séance levée".encode("utf-16-le"), ()),
        ("<html><head><meta charset=utf-8></head><body>Séance levée".encode("cp1252"), ("ENCODING_GUESSED",)),
        ("<html><head><meta charset=klingon></head><body>Séance levée".encode("cp1252"), ("ENCODING_GUESSED",)),
        ("<html><body>Séance levée".encode("cp1252"), ("ENCODING_GUESSED",)),
    ],
)
def test_encodings(content: bytes, notes: tuple[str, ...]) -> None:
    document = read_document(content, source="seance.htm")
    assert document.text == "Séance levée"
    assert document.notes == notes


def test_a_word_file_that_is_a_page_in_truth() -> None:
    document = read_document(b"<html xmlns:w='urn:w'><body><p>Conseil</p></body></html>", source="conseil.doc")
    assert (document.media_type, document.text) == ("text/html", "Conseil")


@pytest.mark.parametrize("name", ["conseil.doc", "conseil.mht"])
def test_a_page_in_one_file_with_its_pictures(name: str) -> None:
    page = "<html><body><p>Séance levée</p></body></html>".encode("cp1252")
    quoted = page.replace(b"\xe9", b"=E9")
    content = (
        b"Date: Tue, 12 Mar 2024 10:00:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=x"
        b"\r\n\r\n--x\r\nContent-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable"
        b"\r\n\r\n" + quoted + b"\r\n--x\r\nContent-Type: image/png\r\n\r\nzz\r\n--x--\r\n"
    )
    document = read_document(content, source=name)
    assert (document.media_type, document.text, document.notes) == ("text/html", "Séance levée", ())


def test_depth_is_no_crash() -> None:
    assert texts(read("<div>" * 2000 + "<p>fond</p>" + "</div>" * 2000 + "<p>fin")) == ["fond", "fin"]
    unclosed = "".join(f"<font size=2><p>ligne {number}</p>" for number in range(3000))
    assert texts(read(unclosed))[-1] == "ligne 2999"
    assert texts(read("<table><tr><td>" * 300 + "fond"))[0] == "fond"
    assert len(texts(read("<ul><li>x" * 300))) == 300


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (b"<html><body><p>&nbsp;</p><script>x</script></body></html>", EmptyFileError, "no text"),
        (b"", EmptyFileError, "empty"),
        (b"<!doctype html>", EmptyFileError, "no text"),
        (b"<html><body>" + b"<div>" * 100_000 + b"fond", UnreadableFileError, "deeper"),
    ],
)
def test_refused_with_a_reason(content: bytes, error: type[InputError], words: str) -> None:
    with pytest.raises(error) as caught:
        read_document(content, source="seance.html")
    assert type(caught.value) is error
    assert words in str(caught.value)
    assert str(caught.value).startswith("seance.html")
    assert str(caught.value).endswith(".")


def test_spans_beyond_reason() -> None:
    document = read("<table><tr><td colspan=99999999 rowspan=0>a<td rowspan=500>b<tr><td>c</table>")
    assert (document.tables[0].row_count, document.tables[0].column_count) == (2, 3)
