"""Counts of voices in a passage: how many for, against, abstaining, not taking part, and who they are.

Finds: "11 voix pour", "Pour : 12 - Contre : 0", "deux abstentions (MM. Morel et Roy)", "aucune opposition".
Signals in order of authority: a label with a colon ("Contre : 2"); a run of labels and numbers ("Pour 9 / Contre 2");
a number before the word ("2 contre"); names alone after a label.
Counts are what the document counts: heads, or the shares of an assembly of owners ("Pour : 6 206 tantièmes").
Never: counts percentages; takes "12 pour 2024" for voices, or somebody who "s'abstient" in passing for a result.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from extractors.grammar.numbers import NUMBER_WORDS_SRC, parse_number


class Choice(StrEnum):
    """The four facts that a count may be about; values are the fields of `Vote`."""

    IN_FAVOUR = "in_favour"
    AGAINST = "against"
    ABSTENTIONS = "abstentions"
    NOT_TAKING_PART = "not_taking_part"


@dataclass(frozen=True, slots=True)
class Count:
    """One count: [start, end) in the passage; `number` is None where only names stand."""

    choice: Choice
    number: int | None
    start: int
    end: int
    names: tuple[str, ...] = ()
    is_told: bool = False
    """Said of a person in a sentence ("M. Roy s'abstient"): a result only beside another count."""


_NONE_SRC = r"aucune?|neant|nul(?:le)?|sans|pas\sd(?:e\b|')|rien"
_NUMBER_SRC = (
    rf"(?<![\w.,/])\d{{1,4}}(?![\w%]|[.,]\d|\s?%|\s\d{{3}})|{NUMBER_WORDS_SRC}|(?<!\w)(?:{_NONE_SRC})(?<=[\w'])"
)
# "6 206", "12.480", "7'108", with a mark between thousands; not "12.50", "5 420 €", "2 500 euros"
_SHARES_SRC = r"(?<![\w.,/])(?<!\d\s)\d{1,3}(?:[\s.']\d{3}){1,2}(?![\w%]|[.,]\d|\s?(?:%|€|euros?\b|\$)|\s\d)"
# Takes "12", "douze", "douze (12)", "12 (douze)", "aucune"; not "12 %", "5 420", "12,50"
_QUANTITY_SRC = rf"(?P<number>{_NUMBER_SRC})(?:\s?\((?:\d{{1,4}}|{NUMBER_WORDS_SRC})\))?"
# After a label a large number is one of shares too: "Pour : 6 206"
_LABELLED_QUANTITY_SRC = (
    rf"(?P<number>{_SHARES_SRC}|\d{{5,6}}(?![\w%]|[.,]\d)|{_NUMBER_SRC})(?:\s?\((?:\d{{1,4}}|{NUMBER_WORDS_SRC})\))?"
)
_SHARE_WORDS_SRC = r"(?:(?:tanti|milli)emes?|parts?(?:\s+sociales)?|actions?|/\s?\d[\d\s.]{2,8}\d)"
_VOICES_SRC = (
    r"voix|vot(?:es?|ants?)|suffrages?(?:\s+exprimes?)?|membres?|elue?s?|conseill(?:ers?|eres?)|personnes?"
    r"|bulletins?|participante?s?|administrat(?:eur|rice)s?|presents?|adherente?s?|mandats?|pouvoirs?"
    r"|coproprietaires?|associee?s?|societaires?|deleguee?s?"
)
_BALLOTS_SRC = r"(?:voix|votes?|suffrages?|bulletins?)\b"
"""Words that only a vote counts; "5 membres pour organiser" counts none."""
_SAY_SRC = r"(?:(?:se\s+)?(?:sont|est|s'est|se\s+sont|ont|a|prononcee?s?|exprimee?s?|vote(?:nt)?|emise?s?)\s+){0,3}"

_CHOICES = {
    Choice.NOT_TAKING_PART: (
        r"(?:(?:membres?|conseillers?)\s+)?(?:(?:n'(?:a|ont|ayant|ayants)\s+)pas\s+(?:pris\s+part|participe)|ne\s+pren(?:d|nent|ant)\s+pas\s+part"
        r"|ne\s+particip(?:e|ent|ant)\s+pas|(?:non|pas\s+de)[\s-]participations?|refus\s+de\s+(?:vote|participer)|nppv|non[\s-]votants?)"
        r"(?:\s+(?:au|a\s+ce|a\s+la|aux)\s+(?:vote|deliberation|scrutin)s?)?"
    ),
    Choice.ABSTENTIONS: (
        r"(?:d')?abst(?:entions?|\.)?(?!\w)(?:\(s\))?|s'(?:abstien(?:t|nent)|est\s+abstenue?|etant\s+abstenue?s?)"
        r"|se\s+sont\s+abstenue?s?|abstiennent"
    ),
    Choice.AGAINST: (
        r"contre|non(?=\s*(?:$|[,;/.)(:-]|\d|(?:et|contre)\b))|defavorables?|oppositions?|opposants?|opposee?s?|s'oppose(?:nt)?"
        r"|vot(?:e|ent|es)\s+contre|non\s+favorables?|avis\s+(?:defavorables?|contraires?)"
    ),
    Choice.IN_FAVOUR: (
        r"(?:en\s+(?:sa\s+|leur\s+)?)?faveurs?|pour|oui(?=\s*(?:$|[,;/.)(:-]|\d|(?:et|contre)\b))|favorables?|vot(?:e|ent|es)\s+pour"
        r"|approbations?|avis\s+favorables?"
    ),
}
_WORD_SRC = r"(?:vot\w+|voix|pour|contre|oui|non|abst\w*|opposition\w*|ne|n'\w+)"
"""A word that may open the next count."""
_LABELS = {
    choice: rf"(?:(?:{_VOICES_SRC}|nombre\s+de\s+(?:voix|votes?)|(?:qui\s+)?ont\s+vote)\s*(?:d'|:)?\s*)?(?:{source})s?"
    for choice, source in _CHOICES.items()
}
_ANY_SRC = "|".join(f"(?P<{choice}>{source})" for choice, source in _CHOICES.items())
_ANY_LABEL_SRC = "|".join(f"(?P<{choice}>{source})" for choice, source in _LABELS.items())

# Takes "Pour : 12", "Abstention(s) : 1 voix", "Votes contre = 0", "N'ont pas pris part au vote : 2", "Contre : aucun"
# and not "Pour information : 12 personnes", "Contre-propositions : 3"
_LABELLED_RE = re.compile(
    rf"(?<![\w'-])(?<!\by )(?:{_ANY_LABEL_SRC})(?:\s?\(s\))?\s*[:=]\s*{_LABELLED_QUANTITY_SRC}"
    rf"(?:\s*(?:{_VOICES_SRC}|{_SHARE_WORDS_SRC})(?!\w))*"
)
# "Pour 9 / Contre 2", "pour 12 contre 0 abstention 1": only in a run of two and more
_BARE_LABEL_RE = re.compile(
    rf"(?<![\w'-])(?:{_ANY_LABEL_SRC})(?:\s?\(s\))?\s+{_LABELLED_QUANTITY_SRC}"
    rf"(?:\s*(?:{_SHARE_WORDS_SRC})(?!\w))?(?=\s*(?:$|[.,;:/()|+-]|(?:et|{_WORD_SRC})\b))"
)
# "11 voix pour", "2 contre", "une abstention", "8 voix sont favorables", "aucune voix contre", "3 voix d'abstention"
# not "15 pour cent", "12 pour 2024", "une opposition de phase"
_NUMBERED_RE = re.compile(
    rf"""{_QUANTITY_SRC}\s*(?P<voices>(?:{_VOICES_SRC})\s+|(?:{_VOICES_SRC})\s*:\s*)?{_SAY_SRC}(?:{_ANY_SRC})(?!\w|-\w)""",
    re.VERBOSE,
)
# What may follow a lone "15 pour": an end, a mark, another count; never an object ("15 pour la cantine").
_CLOSED_RE = re.compile(
    rf"\s*(?:$|[.,;:/)(|+=-]|(?:et|ni|contre)\b|abst|(?:{_NUMBER_SRC})\s*(?:(?:{_VOICES_SRC})\s+)?(?:{_WORD_SRC})\b)"
)
# "par 9 voix contre 3", "douze voix contre deux"; not "9 voix contre, 3 pour"
_VERSUS_RE = re.compile(
    rf"(?P<in_favour>{_NUMBER_SRC})\s+(?:voix|votes|suffrages)\s+(?P<contre>contre)\s+(?P<against>{_NUMBER_SRC})"
    rf"(?!\s*(?:(?:{_VOICES_SRC})\s+)?(?:{_WORD_SRC})\b)"
)
# "approuvé par 48 voix sur 48", "par 45 voix et 3 abstentions"; not "rejeté par 30 voix", "par 9 voix contre"
_CARRIED_RE = re.compile(
    rf"\b(?:adopt|approuv|valid|elu|nomm|design|vot|decid|accept|ratifi)\w*[^.;]{{0,60}}?\bpar\s+(?P<number>{_NUMBER_SRC})\s+"
    r"(?:voix|votes|suffrages)\b(?!\s+(?:contre|d'abst|pour))"
)
# "Mme Roy obtient 12 voix et est élue", "M. Petit, 9 voix sur 11, est élu"; not "obtient 5 voix" of who is not elected
_ELECTED_RE = re.compile(
    rf"(?P<number>{_NUMBER_SRC})\s+(?:voix|suffrages)(?:\s+sur\s+\d{{1,4}})?\s*(?:,|\bet)\s*(?:est|sont|a\s+ete|ont\s+ete)\s+"
    r"(?:donc\s+|ainsi\s+)?(?:re)?(?:elu|design|proclam|nomm)"
)
# "6 206 tantièmes pour", "1 316 tantièmes votent contre", "412 millièmes s'abstiennent"
_NUMBERED_SHARES_RE = re.compile(
    rf"(?P<number>{_SHARES_SRC}|{_NUMBER_SRC})\s*{_SHARE_WORDS_SRC}\s+(?:se\s+sont\s+|ont\s+)?(?:(?:se\s+)?prononcee?s?\s+)?(?:{_ANY_SRC})(?!\w|-\w)"
)
# Takes "adopté à l'unanimité des votants (15 voix)", "à l'unanimité, soit 9 voix"; not "à
# l'unanimité (budget de 15 000 €)"
_ALL_RE = re.compile(
    rf"\bunanimite\b[^.;:()]{{0,40}}?(?:\(|,?\s*soit\s+)(?P<number>{_SHARES_SRC}|{_NUMBER_SRC})"
    r"\s*(?:/\s*\d{1,4}\s*)?(?:(?:voix|votes?|votants?|suffrages?|oui|tantiemes|milliemes)\b[^.;()]{0,20})?(?:\)|(?=[.;,]|$))"
    rf"|\bunanimite\s+des\s+(?P<those>{_NUMBER_SRC})\s+(?:votants?|voix|suffrages?|membres\s+presents|presents|conseillers|elus)\b"
    rf"|\(\s*(?P<before>{_NUMBER_SRC})\s*(?:voix|votants|suffrages)\s*,\s*(?:a\s+l')?unanimite\s*\)"
)
# "6 voix / 2", "12 voix à 3", "par 9 à 4": for and against; not "6 voix / 10 présents", "de 9 à 4 €"
_SCORE_RE = re.compile(
    rf"(?:\b(?P<in_favour>{_NUMBER_SRC})\s+(?:voix|votes|suffrages)\s*(?:/|\ba\b|-)\s*(?P<against>{_NUMBER_SRC})|\bpar\s+(?P<low>\d{{1,3}})\s+a\s+(?P<high>\d{{1,3}}))(?=\s*(?:$|[.,;)]|et\b))"
)
# "sans opposition ni abstention", "ni contre ni abstention": nobody of either kind
_NEITHER_RE = re.compile(
    r"\b(?:sans|ni|aucune?)\s+(?:(?:vote|voix)s?\s+)?(?P<against>oppositions?|contre|opposants?)\s*(?:,\s*)?ni\s+(?:d')?(?P<abstentions>abstentions?)\b"
    r"|\b(?:sans|ni|aucune?)\s+(?P<abstained>abstentions?)\s*(?:,\s*)?ni\s+(?:(?:vote|voix)s?\s+)?(?P<opposed>oppositions?|contre|opposants?)\b"
)

_TITLE_SRC = r"(?:M\.|MM\.|Mr\.?|Mme\.?|Mmes|Mlle|Monsieur|Madame|Messieurs|Mesdames|Dr)"
_PART_SRC = r"[A-ZÀ-Ý][\w'’-]*\.?"
# Possessive, or "M. Roy" could be read in two ways and a long list in 2^n
_NAME_SRC = rf"(?:{_TITLE_SRC}\s+)?+{_PART_SRC}(?:\s+(?:(?:de|du|d'|le|la|des|von|van)\s+)?{_PART_SRC}){{0,3}}"
_NOTE_SRC = r"(?:\s+(?:par|avec|ayant|sur)\s+(?:le\s+|un\s+)?(?:pouvoirs?|procurations?)|\s+procuration)"
_NAMES_SRC = rf"{_NAME_SRC}{_NOTE_SRC}?(?:\s*(?:,|;|/|-\s|\bet\b)\s*(?:et\s+)?{_NAME_SRC}{_NOTE_SRC}?){{0,60}}"
# "(MM. Morel, Roy)", ": M. Petit et Mme Roy", "de M. Petit"; cased text
_NAMES_AFTER_RE = re.compile(
    rf"\s*(?:\(\s*(?:abstention\s+)?(?:de\s+)?|:\s*|-\s+(?={_TITLE_SRC})|de\s+(?={_TITLE_SRC}))(?P<names>{_NAMES_SRC})\s*(?P<close>\))?"
)
# "M. Roy s'abstient", "Mme Lange vote contre", "M. Petit ne prend pas part au vote"
_NAMED_VERB_RE = re.compile(
    rf"(?P<names>{_TITLE_SRC}\s+{_NAMES_SRC})\s*,?\s+(?:qui\s+)?"
    r"(?:(?P<abstentions>(?i:s'abst\w+|s'est abstenue?|se sont abstenue?s))"
    r"|(?P<against>(?i:vot(?:e|ent|é|ant) contre|a voté contre|ont voté contre|s'oppose(?:nt)?))"
    r"|(?P<not_taking_part>(?i:(?:ne pren(?:d|nent) pas part|n'(?:a|ont) pas pris part|ne participent? pas) au vote)))"
)
# "Anne s'abstient", "Léo vote contre": a first name, beside other counts; not "Personne ne s'abstient", "Elle vote …"
_FIRST_NAME_VERB_RE = re.compile(
    rf"(?<![\w'-])(?P<names>(?!(?:Personne|Chacun|Nul|Nous|Ils?|Elles?|On|Le|La|Les|Qui|Pour|Contre|Abst)\b){_PART_SRC}"
    rf"(?:\s+et\s+{_PART_SRC})?)\s+"
    r"(?:(?P<abstentions>s'abst(?:ient|iennent))|(?P<against>vot(?:e|ent) contre))"
)
_NOTE_RE = re.compile(_NOTE_SRC)
_NAME_SPLIT_RE = re.compile(r"\s*(?:,|;|/|-\s|\bet\b)\s*")
# "Contre : M. Petit", "Abstentions : Mmes Roy et Lange"; the label alone, names follow
_NAMED_LABEL_RE = re.compile(rf"(?<![\w'-])(?:{_ANY_LABEL_SRC})(?:\s?\(s\))?(?=\s*:\s*\D)")


def find_counts(cased: str, folded: str) -> tuple[Count, ...]:
    """Counts of voices in a passage's text, in order; `cased` and `folded` have equal length."""
    found = (
        list(_neither(folded))
        or list(_versus(folded))
        or list(_score(folded))
        or list(_labelled(folded))
        or list(_run_of_labels(folded))
    )
    for count in (*_numbered_shares(folded), *_numbered(folded)):
        if not any(count.start < other.end and other.start < count.end for other in found):
            found.append(count)
    if not any(count.choice is Choice.IN_FAVOUR for count in found):
        found += [
            count
            for count in (*_plain_voices(folded), *_all_voices(folded))
            if not any(o.start < count.end and count.start < o.end for o in found)
        ]
    named = [_with_names(cased, count) for count in found]
    first_names = _named_verbs(_FIRST_NAME_VERB_RE, cased) if found else ()
    for count in (*_named_only(cased, folded), *_named_verbs(_NAMED_VERB_RE, cased), *first_names):
        if not any(other.start < count.end and count.start < other.end for other in named):
            named.append(count)
    return _first_of_each(sorted(named, key=lambda count: count.start))


def _versus(folded: str) -> Iterator[Count]:
    """ "élue par 9 voix contre 3": two counts in one phrase; "rejeté par 9 voix contre 3" names those against first."""
    for match in _VERSUS_RE.finditer(folded):
        first, second = parse_number(match["in_favour"]), parse_number(match["against"])
        is_lost = _LOST_RE.search(folded[: match.start()]) is not None and (first or 0) > (second or 0)
        choices = (Choice.AGAINST, Choice.IN_FAVOUR) if is_lost else (Choice.IN_FAVOUR, Choice.AGAINST)
        yield Count(choices[0], first, match.start(), match.end("in_favour"))
        yield Count(choices[1], second, match.start("contre"), match.end())


_LOST_RE = re.compile(r"\b(?:rejet|refus|repouss|ecart|battu)\w*[^.;:]{0,40}$")


def _score(folded: str) -> Iterator[Count]:
    """ "6 voix / 2", "par 9 à 4": for, then against."""
    for match in _SCORE_RE.finditer(folded):
        if match["low"] and not _VOTED_RE.search(folded[: match.start()]):
            continue
        low, high = ("low", "high") if match["low"] else ("in_favour", "against")
        yield Count(Choice.IN_FAVOUR, parse_number(match[low]), match.start(), match.end(low))
        yield Count(Choice.AGAINST, parse_number(match[high]), match.start(high), match.end())
        return


_VOTED_RE = re.compile(r"\b(?:adopt|approuv|valid|elu|vot|rejet|accept|refus)\w*[^.;:]{0,40}$")


def _neither(folded: str) -> Iterator[Count]:
    """ "sans opposition ni abstention": two counts of nobody."""
    for match in _NEITHER_RE.finditer(folded):
        opposed, abstained = ("against", "abstentions") if match["against"] else ("opposed", "abstained")
        pair = ((Choice.AGAINST, opposed), (Choice.ABSTENTIONS, abstained))
        for choice, group in sorted(pair, key=lambda one: match.start(one[1])):
            yield Count(choice, 0, match.start(group), match.end(group))
        return


def _plain_voices(folded: str) -> Iterator[Count]:
    """ "élu par 45 voix", "par 48 voix sur 48": voices that carried it."""
    for match in (*_CARRIED_RE.finditer(folded), *_ELECTED_RE.finditer(folded)):
        yield Count(Choice.IN_FAVOUR, parse_number(match["number"]), match.start("number"), match.end("number"))


def _all_voices(folded: str) -> Iterator[Count]:
    """ "à l'unanimité (15 voix)": all of them."""
    for match in _ALL_RE.finditer(folded):
        group = next(group for group in ("number", "those", "before") if match[group])
        value = parse_number(re.sub(r"(?<=\d)[\s.'](?=\d)", "", match[group]))
        yield Count(Choice.IN_FAVOUR, value, match.start(group), match.end(group))


def _numbered_shares(folded: str) -> Iterator[Count]:
    for match in _NUMBERED_SHARES_RE.finditer(folded):
        yield _count(match)


def _labelled(folded: str) -> Iterator[Count]:
    for match in _LABELLED_RE.finditer(folded):
        yield _count(match)


def _run_of_labels(folded: str) -> Iterator[Count]:
    """Labels without a colon, where at least two stand in a row and the label comes first."""
    matches = list(_BARE_LABEL_RE.finditer(folded))
    if matches and re.fullmatch(r"\W*", folded[: matches[0].start()]) and not folded[matches[-1].end() :].strip(" .;"):
        yield from map(_count, matches)
        return
    starts_with_number = (
        re.match(rf"\W*(?:{_NUMBER_SRC})", folded[: matches[0].start()].rsplit(":", 1)[-1]) if matches else None
    )
    if starts_with_number:
        return
    if len({_count(match).choice for match in matches}) >= 2 or (
        matches and re.search(r"\bvotes?\s*:?\s*$", folded[: matches[0].start()])
    ):
        yield from map(_count, matches)


def _numbered(folded: str) -> Iterator[Count]:
    for match in _NUMBERED_RE.finditer(folded):
        count = _count(match)
        is_plain = count.choice in (Choice.ABSTENTIONS, Choice.NOT_TAKING_PART)
        if is_plain or re.match(_BALLOTS_SRC, match["voices"] or "") or _is_closed(match, count.choice):
            yield count


def _is_closed(match: re.Match[str], choice: Choice) -> bool:
    """True for "15 pour." and "2 contre,"; false for "12 pour 2024" and for the article of "un pour"."""
    is_article = match["number"] in ("un", "une") and choice is Choice.IN_FAVOUR
    return bool(_CLOSED_RE.match(match.string, match.end())) and not is_article


def _count(match: re.Match[str]) -> Count:
    choice = next(choice for choice in Choice if match[choice] is not None)
    number = match["number"]
    value = 0 if re.fullmatch(_NONE_SRC, number) else parse_number(re.sub(r"(?<=\d)[\s.'](?=\d)", "", number))
    return Count(choice, value, match.start(), match.end())


def _with_names(cased: str, count: Count) -> Count:
    match = _NAMES_AFTER_RE.match(cased, count.end)
    if not match or (match.group().lstrip().startswith("(") and not match["close"]):
        return count
    names, end = _names(match["names"]), match.end()
    if count.number and len(names) > count.number and not match["close"]:
        names = names[: count.number]  # "1 contre : Anne, Léo s'abstient": the number says where the list ends
        end = match.start("names") + max(match["names"].find(name) + len(name) for name in names)
    return Count(count.choice, count.number, count.start, end, names)


def _named_only(cased: str, folded: str) -> Iterator[Count]:
    for match in _NAMED_LABEL_RE.finditer(folded):
        names = _NAMES_AFTER_RE.match(cased, match.end())
        choice = next(choice for choice in Choice if match[choice] is not None)
        if names and re.search(_TITLE_SRC, names["names"]) and choice is not Choice.IN_FAVOUR:
            listed = _names(names["names"])
            yield Count(choice, len(listed), match.start(), names.end(), listed)


def _named_verbs(pattern: re.Pattern[str], cased: str) -> Iterator[Count]:
    for match in pattern.finditer(cased):
        choice = next(choice for choice in Choice if match.groupdict().get(choice))
        names = _names(match["names"])
        yield Count(choice, len(names), match.start(), match.end(), names, is_told=True)


def _names(text: str) -> tuple[str, ...]:
    """The names of a list, without titles: "MM. Morel et Roy" → Morel, Roy."""
    parts = (re.sub(rf"^{_TITLE_SRC}\s+", "", part).strip() for part in _NAME_SPLIT_RE.split(_NOTE_RE.sub("", text)))
    return tuple(part for part in parts if part)


def _first_of_each(counts: list[Count]) -> tuple[Count, ...]:
    seen: set[Choice] = set()
    kept = []
    for count in counts:
        if count.choice not in seen and (count.number is not None or count.names):
            seen.add(count.choice)
            kept.append(count)
    return tuple(kept)
