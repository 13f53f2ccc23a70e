"""Short forms of deciding: labels at the start of a line, verdicts without a verb, and how small groups talk.

Finds: "Acté : …", "✅ Reporté – …", "Devis Roy accepté.", "proposition non retenue", "on garde la salle", "c'est voté".
Signals in order of authority: the label; the verdict at the end of its clause; "on" with a verb of settling.
Never: "on garde le sourire", "si on annule", "qu'on abandonne", "Le devis accepté en mai couvre …".
"""

import re

from extractors.grammar.numbers import NUMBER_WORDS_SRC
from extractors.lexicons import load_lexicon

# Takes "Acté : …", "✅ Validé – …", "REPORTÉ : …", "Arbitrage : …"; not "Reporté : 1 254 €", "Acte : vente", "Validé."
_LABEL_RE = re.compile(
    r"[\W_]*(?P<word>(?:decision|arbitrage|consensus|entendu|convenu)s?(?:\s+avec\s+\w+)?|choix(?:\s+(?:du|de\s+la|de\s+l')\s?\w+)?|(?:decid|act|valid|adopt|approuv|report|ajourn|abandonn|refus|rejet|accept"
    r"|annul)ee?s?|(?:non\s+)?retenue?s?)\b[\s*_]*(?::|\s-|=>|->)[\s*_]*(?=[^\W\d])"
)
_ACCENTED_RE = re.compile(
    r"[éÉ]|^(?:decision|arbitrage|consensus|entendu|convenu|choix|(?:non )?retenu)", re.IGNORECASE
)
# Takes "Devis Roy accepté.", "Teinte : proposition non retenue, on garde le bleu", "Demande d'aide refusée"
# and not "Le devis accepté en mai", "Devis qui n'est pas accepté", "Proposition acceptée par le préfet"
_VERDICT_RE = re.compile(
    r"(?:^|:\s+|;\s+|\s-\s+|[.!]\s+)[\W_]*(?P<noun>{noun})\b(?P<between>[^.;:!?]{{0,70}}?)\s(?:non\s+|donc\s+|finalement\s+)?"
    r"(?P<verdict>(?:valid|adopt|approuv|report|abandonn|refus|rejet|accept|annul|ecart|act|ajourn|prolong|arret|fix)ee?s?|retenue?s?|maintenue?s?)"
    r"(?=\s*(?:$|[.,;!()]|sous\s+reserve|(?:au|aux|a\s+la|jusqu'au|jusqu'a|jusqu'en|faute)\b|a\s+l'ordre|(?:a\s+l')?unanim|tel(?:le)?s?\s+quel|sans\s"
    r"|par\s+(?:(?:le|la|les)\s+|l')?(?:{body})))".format(
        body=load_lexicon("decisions")["body"].pattern.pattern,
        noun=load_lexicon("decisions")["verdict_noun"].pattern.pattern,
    )
)
_FINITE_RE = re.compile(
    r"\b(?:est|sont|a|ont|ete|sera|seront|etait|etaient|soit|doit|doivent|qui|que|dont|pas|deja|plus|encore|si|par)\b|\bn'|\bqu'"
)
_ON_RE = re.compile(
    r"\bon\s+(?:(?:va|a\s+donc|y)\s+)?(?:(?:le|la|les|en)\s+|l'\s*)?(?:{verb})".format(
        verb=load_lexicon("decisions")["on"].pattern.pattern
    )
)
# "on reste sur dix bateaux": how many there are, no choice
_AMOUNT_RE = re.compile(rf"(?<=reste\ssur)\s+(?!une?\b)(?:\d|{NUMBER_WORDS_SRC})")
# "qu'on garde", "si on annule", "comme on abandonne": told, wished or supposed
_DEPENDENT_RE = re.compile(r"(?:\b(?:que|si|quand|comme|ou|dont|lorsque|puisque|pourquoi|comment)\s+|\w*qu'|\bl')$")


# Takes "Variante bois : non retenue.", "Plan indice C : validé", "Le prix passe à 2 €, adopté !"
# and not "Statut : validé", "Le budget, voté en mars"
_STATE_RE = re.compile(
    r"\b(?:statut|etat|avancement|version|vote|resultat)s?\s*$|^\W*(?:statut|etat|avancement|suivi)s?\b[^:]{0,40}$"
)
_CLOSING_RE = re.compile(
    r"(?::|,)\s+(?:non\s+)?(?P<verdict>(?:valid|adopt|approuv|report|abandonn|refus|rejet"
    r"|accept|annul|vot|act)ee?s?|retenue?s?)\s*(?:[.!]*$|\()"
)


def find_label(cased: str, folded: str) -> tuple[int, int] | None:
    """The label of a decision that opens the line; "acte", "valide" without their accent are other words."""
    match = _LABEL_RE.match(folded)
    if match is None:
        return None
    word = cased[match.start("word") : match.end("word")]
    return match.span("word") if word.isupper() or _ACCENTED_RE.search(word) else None


def find_verdict(cased: str, folded: str) -> tuple[int, int] | None:
    """A participle that closes its clause after the noun of a proposal, no verb between them."""
    closing = _CLOSING_RE.search(folded)
    labelled = closing is not None and _STATE_RE.search(folded[: closing.start()]) is not None
    if closing and not labelled and _is_participle(cased[closing.start("verdict") : closing.end("verdict")]):
        return closing.span("verdict")
    for match in _VERDICT_RE.finditer(folded):
        word = cased[match.start("verdict") : match.end("verdict")]
        if _is_participle(word) and not _FINITE_RE.search(match["between"]):
            return match.span("verdict")
    return None


def _is_participle(word: str) -> bool:
    """True for "validé", "ADOPTE", "retenue"; "valide" is a verb, or an adjective."""
    return word.isupper() or "é" in word or word.lower().startswith(("retenu", "maintenu"))


def find_on(folded: str) -> tuple[int, int] | None:
    """ "on garde", "on l'écarte": the group speaks for itself, in a main clause."""
    pseudo = load_lexicon("decisions")["on"].pseudo_pattern
    refused = [match.start() for match in pseudo.finditer(folded)] if pseudo else []
    for match in _ON_RE.finditer(folded):
        if (
            not _DEPENDENT_RE.search(folded[: match.start()])
            and not any(match.start() <= start < match.end() for start in refused)
            and not _AMOUNT_RE.match(folded, match.end())
        ):
            return match.span()
    return None
