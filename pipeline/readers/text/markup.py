"""Tells whether a plain text is Markdown in truth: its marks would else be read as words.

Signals: bold pairs, links, headings, pipe tables, superscripts, autolinks; several kinds, and often. Never signals:
bullets, lone asterisks, rules of dashes, e-mail addresses in angle brackets, which plain texts have too.
"""

import re

# Each kind of mark, and how many of them say Markdown without another kind.
# Bold:         takes "**Budget**", "- **Vote :** oui"       refuses "** voir note", "2 ** 3", "***"
# Links:        takes "[le plan](https://exemple.fr/p)"       refuses "[illisible] (12 h)", "[1]"
# Headings:     takes "## Budget", "# Compte rendu"           refuses "#budget", "n# 3", "# 12"
# Tables:       takes "|---|:-:|", "| --- | --- |"            refuses "| oui |", "-----"
# Superscripts: takes "5^{ème}", "XX^e^"                      refuses "^", "10^3"
# Autolinks:    takes "<https://exemple.fr>"                  refuses "<mairie@exemple.fr>", "<http>"
_KINDS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"(?<![*\\])\*\*(?=[^\s*])[^*\n]{1,300}(?<=\S)\*\*(?!\*)"), 8),
    (re.compile(r"\[[^\[\]\n]{1,200}\]\(https?://[^\s()]{3,300}\)"), 4),
    (re.compile(r"^#{1,6} (?=\S*[^\W\d_])", re.MULTILINE), 4),
    (re.compile(r"^ {0,3}\|(?: ?:?-{3,}:? ?\|){2,12} *$", re.MULTILINE), 1),
    (re.compile(r"(?<=\w)\^(?:\{\w{1,5}\}|[a-zé]{1,4}\^)"), 8),
    (re.compile(r"<https?://[^\s<>]{3,300}>"), 8),
)
_LEAST_MARKS = 4
"""With two kinds or more, that many marks in all."""
_LEAST_DENSITY = 0.02
"""Marks per line that is not blank: a few links in a long report do not make it Markdown."""


def is_markdown(text: str) -> bool:
    """True where the marks of a plain text are plainly Markdown's; a text with form feeds is printed pages."""
    if "\f" in text:
        return False
    counts = [sum(1 for _ in kind.finditer(text)) for kind, _ in _KINDS]
    lines = sum(bool(line.strip()) for line in text.splitlines())
    alone = any(count >= enough for count, (_, enough) in zip(counts, _KINDS, strict=True))
    together = sum(count > 0 for count in counts) >= 2 and sum(counts) >= _LEAST_MARKS
    return (alone or together) and sum(counts) >= _LEAST_DENSITY * lines
