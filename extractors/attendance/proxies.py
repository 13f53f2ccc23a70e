"""Proxies in sentences: "M. Carré a donné pouvoir à Mme Aubry", "Mme Roux est représentée par M. Bost".

What stands in a list ("Anna (pouvoir à Luc)") is read there. Never: invents a holder that is not named.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.attendance.drafts import REPRESENTED, Draft
from extractors.attendance.mentions import bearer, names_in
from extractors.attendance.strips import COMPANY_RE, statements
from extractors.grammar.names import normalise_name
from extractors.lexicons import load_lexicon
from extractors.reading import Passage, Reading

MAX_GAP = 45
"""Characters between a giver's name and the words of the proxy ("M. Carré, absent excusé, a donné pouvoir à …")."""


def apply_proxies(reading: Reading, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the proxies that sentences tell; givers not yet known are added."""
    result = list(drafts)
    for giver, cue, holder in find_proxies(reading, drafts):
        index = bearer(giver, result)
        if index is None:
            if _is_new(giver, result):
                result.append(
                    Draft(
                        normalise_name(giver.cased), (giver,), REPRESENTED, cue, proxy=holder, rule="attendance.proxy"
                    )
                )
        elif result[index].proxy is None:
            result[index] = replace(result[index], status=REPRESENTED, cue=cue, proxy=holder)
    return result


def find_proxies(reading: Reading, known: Sequence[Draft]) -> Iterator[tuple[Passage, Passage, Passage]]:
    """Giver, the words that say so, holder, for every proxy told in a sentence."""
    link = load_lexicon("attendance")["proxy_link"]
    for sentence in statements(reading):
        cues = [cue for cue in link.find(sentence.folded) if " " in sentence.folded[cue.start : cue.end]]
        names = names_in(sentence, known) if cues else []
        for cue in cues:
            start, end = sentence.start + cue.start, sentence.start + cue.end
            before = [name for name in names if name.end <= start and start - name.end <= MAX_GAP]
            after = [name for name in names if 0 <= name.start - end <= 25]
            if before and after and not _is_of_company(sentence, before[-1].end, start):
                yield before[-1], sentence.part(cue.start, cue.end), after[0]


def _is_of_company(sentence: Passage, name_end: int, cue_start: int) -> bool:
    """ "M. Carré, SCI du Lavoir représentée par Mme Aubry": a company stands before the words of the proxy."""
    gap = sentence.cased[name_end - sentence.start : cue_start - sentence.start]
    last = re.split(r"[,;](?!\d)", gap)[-1] if re.search(r"[,;]", gap) else ""
    is_told = sentence.folded[cue_start - sentence.start :].startswith("represente")
    return is_told and (COMPANY_RE.match(last) is not None or re.match(r"\s*[A-ZÀ-Ö][^\W\d_]+ \S", last) is not None)


def _is_new(giver: Passage, drafts: Sequence[Draft]) -> bool:
    """A name that fits nobody; one that fits several stays unread."""
    return " " in normalise_name(giver.cased) or not any(
        normalise_name(giver.cased).split(" ")[-1] in draft.name for draft in drafts
    )
