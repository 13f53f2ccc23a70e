"""HTML pages: a commune's web site with all that surrounds the text there, and a page saved by a word processor."""

from __future__ import annotations

import re
from html import escape
from itertools import groupby

from builders.markup import ABOVE, BREAK, GAP, LEFT, Block, Source

TAGS = {"title": "h1", "h1": "h2", "h2": "h3", "last": "h2"}
SITE = """<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<title>{title} – {site}</title>
<style>body {{ font-family: sans-serif }} nav ul {{ display: flex }} .fil {{ color: #666 }}</style>
<script>window.mesure = {{ page: "{title}", visites: 0 }};</script>
</head>
<body>
<div class="bandeau-cookies" hidden>Ce site utilise des cookies.
<button>Accepter</button> <button>Refuser</button></div>
<header><a href="/">{site}</a>
<nav aria-label="Menu principal"><ul>
{menu}
</ul></nav></header>
<p class="fil">Vous êtes ici : <a href="/">Accueil</a> &gt; <a href="/vie-municipale">{trail}</a></p>
<main>
<article>
{body}
</article>
</main>
<aside><h2>En ce moment</h2><ul>
{news}
</ul></aside>
<footer><p>{footer}</p><p><a href="/mentions">Mentions légales</a> | <a href="/plan">Plan du site</a></p></footer>
</body>
</html>
"""
WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv=Content-Type content="text/html; charset=windows-1252">
<meta name=Generator content="Microsoft Word 15 (filtered)">
<title>{title}</title>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->
<style>
<!--
 p.MsoNormal {{ margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif; }}
-->
</style>
</head>
<body lang=FR style='tab-interval:35.4pt'>
<div class=WordSection1>
{body}
</div>
</body>
</html>
"""


def build_html(source: Source) -> bytes:
    """Write a source as an HTML page, in the layout "site" or "word"."""
    title = next((block.text for block in source.blocks if block.kind == "title"), "")
    title = escape(title.replace(BREAK, " "))
    if source.style == "word":
        body = "\n".join(word_block(block) for block in source.blocks)
        return WORD.format(title=title, body=body).replace("\n", "\r\n").encode("cp1252", "xmlcharrefreplace")
    settings = source.settings
    page = SITE.format(
        title=title,
        site=escape(settings["site"]),
        menu=items(settings["menu"]),
        trail=escape(settings["trail"]),
        news=items(settings["news"]),
        footer=escape(settings["footer"]),
        body=site_body(source.blocks),
    )
    return page.encode("utf-8")


def items(setting: str) -> str:
    """Links of a list, written with semicolons in the source."""
    return "\n".join(f'<li><a href="#">{escape(text.strip())}</a></li>' for text in setting.split(";"))


def site_body(blocks: list[Block]) -> str:
    """The blocks, neighbouring bullets in one list."""
    parts = []
    for bullets, group in groupby(blocks, key=lambda block: block.kind in ("bullet", "subbullet")):
        if bullets:
            parts.append(bullet_list(list(group)))
        else:
            parts += [site_block(block) for block in group]
    return "\n".join(parts)


def bullet_list(blocks: list[Block]) -> str:
    """A list, with lists of the second level inside the items they belong to."""
    lines, inside = ["<ul>"], False
    for block in blocks:
        if block.kind == "subbullet" and not inside:
            lines.append("<ul>")
        if block.kind == "bullet" and inside:
            lines.append("</ul>")
        inside = block.kind == "subbullet"
        lines.append(f"<li>{rich(block.text)}")
    return "\n".join([*lines, *(["</ul>"] if inside else []), "</ul>"])


def site_block(block: Block) -> str:
    """One block as a web editor writes it."""
    if block.kind == "table":
        return table_of(block.rows)
    tag = TAGS.get(block.kind, "p")
    style = {"box": ' class="encart"', "right": ' style="text-align:right"'}.get(block.kind, "")
    return f"<{tag}{style}>{rich(block.text)}</{tag}>"


def word_block(block: Block) -> str:
    """One block as a word processor writes it: every one a paragraph, headings bold, bullets typed."""
    if block.kind == "table":
        return table_of(block.rows, " class=MsoTableGrid border=1 cellspacing=0 cellpadding=0", "<p class=MsoNormal>")
    text = rich(block.text)
    if block.kind in ("bullet", "subbullet"):
        dot = (
            "<span style='font-family:Symbol'>·<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span>"
        )
        return f"<p class=MsoListParagraph style='margin-left:36.0pt;text-indent:-18.0pt'>{dot}{text}</p>"
    if block.kind in TAGS:
        text = f"<b><span style='font-size:{14 if block.kind == 'title' else 12}.0pt'>{text}</span></b>"
    align = {"title": " align=center", "centre": " align=center", "right": " align=right"}.get(block.kind, "")
    return f"<p class=MsoNormal{align}>{wrapped(text)}</p>\n<p class=MsoNormal><o:p>&nbsp;</o:p></p>"


def wrapped(text: str) -> str:
    """Text broken into lines of some eighty characters between words, where it means nothing."""
    lines, line = [], ""
    for word in re.split(r" (?![^<]*>)", text):
        if line and len(line) + len(word) > 80:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, line])


def table_of(rows: list[list[str]], attributes: str = "", opening: str = "") -> str:
    """A table, its merged cells written once."""
    closing = "</p>" if opening else ""
    lines = [f"<table{attributes}>"]
    for down, row in enumerate(rows):
        lines.append("<tr>")
        for across, cell in enumerate(row):
            if cell in (LEFT, ABOVE):
                continue
            tag = "th" if down == 0 and not opening else "td"
            lines.append(f"<{tag}{span_of(rows, down, across)}>{opening}{rich(cell) or '&nbsp;'}{closing}</{tag}>")
        lines.append("</tr>")
    return "\n".join([*lines, "</table>"])


def span_of(rows: list[list[str]], down: int, across: int) -> str:
    """The attributes of a cell that covers others."""
    right, below = across + 1, down + 1
    while right < len(rows[down]) and rows[down][right] == LEFT:
        right += 1
    while below < len(rows) and rows[below][across] == ABOVE:
        below += 1
    columns = f' colspan="{right - across}"' if right > across + 1 else ""
    return columns + (f' rowspan="{below - down}"' if below > down + 1 else "")


def rich(text: str) -> str:
    """Text in HTML."""
    text = escape(text, quote=False).replace(BREAK, "<br>\n").replace(GAP, "&nbsp;&nbsp;&nbsp; ")
    return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text)
