"""The block of settings at the head of a Markdown file: not text; only its title is of use, as a hint."""

import re

_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
# Takes:   "title: Compte rendu", "title : Séance", "tags: []", "- Actualités", "  nom: x", "date = 2023-01-02", ""
# Refuses: "Le conseil se réunit.", "Présents : M. Morel" (a capital and a space before the colon: French prose)
_SETTING_RE = re.compile(
    r"""\s* (?: [\w.@-]+\s?= | [\w.@-]+:(?:\s|$) | [a-z_-]+\s:\s | ["'][^"']+["']\s*: | -(?:\s|$) | \# | $ )
      | \s+\S | [\]}]""",
    re.VERBOSE,
)
_TITLE_RE = re.compile(r"title\s*[:=]\s*(?P<value>.+)", re.IGNORECASE)


def split_front_matter(text: str) -> tuple[str | None, str]:
    """(title, body) of a Markdown text; without front matter (None, the text).

    A file that merely begins with a rule ("---", then prose) has none.
    """
    lines = text.lstrip("\ufeff \t\r\n").splitlines(keepends=True)
    closing = _FENCES.get(lines[0].strip()) if lines else None
    if closing is None:
        return None, text
    end = next((i for i, line in enumerate(lines[1:], 1) if line.strip() in closing), None)
    if end is None or not all(_SETTING_RE.match(line.rstrip("\r\n")) for line in lines[1:end]):
        return None, text
    return _title(lines[1:end]), "".join(lines[end + 1 :])


def _title(lines: list[str]) -> str | None:
    for line in lines:
        match = _TITLE_RE.match(line)
        if match is not None:
            return _unquote(match["value"].strip()) or None
    return None


def _unquote(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        quote = value[0]
        inner = value[1:-1]
        return inner.replace("''", "'") if quote == "'" else inner.replace('\\"', '"')
    return value
