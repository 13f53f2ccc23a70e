"""Notes that settle in few words: a noun and its verdict, a question and its answer, what stays, what wins.

Finds: "Kermesse : annulée, trop tard.", "tombola ? non, pas cette fois", "Couleur choisie : bleu", "Les horaires
restent inchangés", "OK : la porte sera doublée", "max 3 lots par famille", "Finalement ce sera le 4 mai".
Signals in order of authority: the answer after a colon or a question mark; the verdict that opens a sentence; words
that hold a choice fast.
Never: the state of a task ("Statut : validé", "Devis : reçu"), verdicts of others ("refusée par la préfecture"), the
quorum ("Quorum atteint ? oui").
"""

import re

from extractors.grammar.numbers import NUMBER_WORDS_SRC

_VERDICTS_SRC = (
    r"(?:(?:valid|adopt|approuv|report|abandonn|refus|rejet|accept|annul|vot|act|conserv|supprim|prolong|renouvel|gel|arret"
    r"|decal|avanc|repouss|ajourn|retir|accord|ecart|enterin|suspend|autoris|limit)ee?s?|maintenue?s?|retenue?s?"
    r"|reconduite?s?|interdite?s?)"
)
# Takes "Kermesse : annulée en 2027, trop tard", "Bail du local : maintenu jusqu'en juin"
# and not "Statut : validé", "Aide : refusée par la préfecture", "Devis : reçu", "Subvention : accordée en 2019"
_VERDICT_RE = re.compile(
    rf"(?P<noun>[^.;:!?]{{3,110}}?)\s?:\s+(?:non\s|donc\s|finalement\s|toujours\s)?(?P<verdict>{_VERDICTS_SRC})"
    r"(?=\s*(?:$|[.,;!(]|(?:jusqu|sous|faute|pour|aux?|a|le|la|avec|apres|car|vu)\b"
    r"|en\s(?:l'etat|attendant|bloc|20[2-9]\d)\b))"
)
_STATE_RE = re.compile(r"\b(?:statut|etat|avancement|version|vote|resultat|suivi|historique|rappel)s?\s*(?:\W[^:]*)?$")
_FINITE_RE = re.compile(r"\b(?:est|sont|a|ont|sera|seront|etait|etaient|avait|doit|doivent|qui|que|dont|si)\b")
# Takes "Avenant 3 : accord de principe", "Banderole : feu vert", "Prêt du barnum : refus, trop fragile"
_ACCORD_RE = re.compile(
    r"[^.;:!?]{3,110}?\s?:\s+"
    r"(?P<verdict>accord(?:\s(?:de\sprincipe|unanime|donne))?|refus|feu\svert|avis\s(?:de)?favorable|pas\sde\ssuite"
    r"|sans\ssuite)(?=\s*(?:$|[.,;!(])|\sdes?\s(?:tous|toutes|membres|presents))"
)
LONGEST_ANSWER = 18
"""Words of a question and its answer in one line."""
# Takes "tombola ? non, pas cette fois", "Clé pour Jo ? → oui"; not "Quorum atteint ? oui", "Combien ? non précisé"
_ANSWER_RE = re.compile(
    r"[^.;:!?]{3,80}\?\s*(?:[-=>→]+\s*)?(?P<verdict>oui|non|ok|d'accord|refuse|accorde|pas\s(?:cette|pour|de))\s*(?:$|[,.;:!(])"
)
_NO_QUESTION_RE = re.compile(r"\b(?:quorum|present|presents|presente|absent|combien|pourquoi|qui|quand|ou)\b")
# Takes "Couleur choisie : bleu", "Entreprises retenues : Roy et Lange"; not "Points non retenus : 3", "Choix à valider : …"
_SETTLED_RE = re.compile(
    r"\W*(?:(?:la|le|les|l')\s?)?(?!non\b)[a-z'-]+(?:\s(?!non\b|a\b|est\b|sont\b|pas\b)[a-z'-]+){0,4}\s"
    r"(?P<verdict>retenue?s?|choisie?s?|validee?s?|arretee?s?|fixee?s?|convenue?s?)\s?:\s*\S"
)
# Takes "Les horaires restent inchangés", "L'opération reste prévue le 3 mai"; not "La salle reste ouverte", "il reste 3 €"
_STAYS_RE = re.compile(
    r"\b(?:rest|demeur)(?:e|ent)\s(?:donc\s|bien\s|ainsi\s|toutefois\s)?(?:inchangee?s?|prevue?s?|fixee?s?|maintenue?s?|identiques?|les\smemes|le\smeme|la\smeme)\b"
)
# Takes "OK : la porte sera doublée", "Ok, on double la porte"; not "OK ferraillage"
_OK_RE = re.compile(r"\W*(?P<verdict>ok)\s*:\s*[a-z]")
# Takes "max 3 lots par famille", "2 pages maximum par lot"; not "maximum atteint", "3 lots", "note (2 pages max)"
_LIMIT_RE = re.compile(
    rf"(?:^\W*|(?:→|=>|[;:])\s)(?:max(?:i|imum)?\.?\s(?:\d{{1,3}}|{NUMBER_WORDS_SRC})\s[a-z]+"
    rf"|(?:\d{{1,3}}|{NUMBER_WORDS_SRC})\s[a-z]+(?:\s[a-z]+)?\smax(?:i|imum)?\b\.?(?=\s*$|\spar\b|[,;]))"
)
# Takes "le plan B l'emporte, 6 voix à 2"; not "si le plan B l'emporte" (hypotheses are refused elsewhere)
_WINS_RE = re.compile(r"\bl'emporte(?:nt)?\b")
# Takes "Finalement ce sera le 4 mai", "Ce sera donc au gymnase", "finalement c'est le 4"; not "c'est donc un problème"
_FINALLY_RE = re.compile(
    r"\b(?:finalement|au\sfinal|apres\sdiscussion)\s?,?\s(?:ce\ssera|ca\ssera|c'est\s(?:le|la|l'|les|au|a)\b)|\bce\ssera\s(?:donc|finalement)\b"
)
# Takes "c'est le 4 mai qui a été retenu", "c'est Paul qui est désigné"; not "c'est là que sont décidées …"
_CLEFT_RE = re.compile(
    r"\bc'est\s[^.;:!?]{1,90}?\squi\s(?:a\sete|est|ont\sete|sont)\s(?:finalement\s|donc\s)?(?P<verdict>(?:retenu|choisi|elu|design|valid|adopt|nomm)\w*)"
)
# Takes "Il n'y aura pas de bal cette année", "Pas de bal cette fois, …"; not "Il n'y aura pas de problème"
_NONE_RE = re.compile(
    r"\bil\sn'y\saura\s(?:donc\s|finalement\s)?(?:pas|plus)\sd[^.;:!?]{2,50}\b(?:cette\s(?:annee|fois|saison)|en\s20\d\d|l'an\sprochain|ce\s\w+-ci)\b"
    r"|^\W*pas\sd(?:e\s|')[^.;:!?]{2,50}\b(?:cette\s(?:annee|fois|saison)|en\s20\d\d)\b"
)
# Takes "Accordé sur le budget du club.", "Validé, Jo envoie la fiche.", "Ajourné, plan non parvenu"
# and not "Validée en mai 2019", "Acceptée par la préfecture", "Accepté" (bare results are read elsewhere)
_FIRST_RE = re.compile(
    r"\W*(?:donc\s|finalement\s)?(?P<verdict>(?:accord|valid|accept|approuv|refus|rejet|ajourn|report|annul|act|enterin|abandonn)ee?s?|retenue?s?)"
    r"(?:\s?,\s(?=[a-z])|\s(?=(?:sur|sous|moyennant|avec|faute|au|a\sla|en\sl'etat|tel|pour)\b))"
)
_SHORT_RES = (_STAYS_RE, _OK_RE, _LIMIT_RE, _WINS_RE, _FINALLY_RE, _CLEFT_RE, _NONE_RE)


def find_terse(cased: str, folded: str) -> tuple[int, int] | None:
    """The words of a note that settle something, None if none do; `cased` and `folded` have equal length."""
    return _verdict(cased, folded) or _answer(folded) or _settled(cased, folded) or _short(folded)


def find_first_verdict(cased: str, folded: str) -> tuple[int, int] | None:
    """The participle that opens a sentence and says what became of what stands before ("Validé, Jo s'en charge.")."""
    match = _FIRST_RE.match(folded)
    return match.span("verdict") if match and _is_accented(cased, match) else None


def _verdict(cased: str, folded: str) -> tuple[int, int] | None:
    match = _VERDICT_RE.match(folded)
    if match and _is_accented(cased, match) and not _is_state(match["noun"]):
        return match.span("verdict")
    accord = _ACCORD_RE.match(folded)
    return accord.span("verdict") if accord else None


def _is_state(noun: str) -> bool:
    """A column or a sentence before the colon: "Statut", "Vote", "Le maire a dit"."""
    return _STATE_RE.search(noun) is not None or _FINITE_RE.search(noun) is not None


def _answer(folded: str) -> tuple[int, int] | None:
    match = _ANSWER_RE.match(folded)
    if (
        match is None
        or len(folded.split()) > LONGEST_ANSWER
        or _NO_QUESTION_RE.search(folded[: match.start("verdict")])
    ):
        return None
    return match.span("verdict")


def _settled(cased: str, folded: str) -> tuple[int, int] | None:
    match = _SETTLED_RE.match(folded)
    return match.span("verdict") if match and _is_accented(cased, match) else None


def _short(folded: str) -> tuple[int, int] | None:
    return next((match.span() for pattern in _SHORT_RES if (match := pattern.search(folded))), None)


def _is_accented(cased: str, match: re.Match[str]) -> bool:
    """True for "validé", "ANNULÉE"; "valide" is a verb, or an adjective; "retenu", "choisi" have no accent."""
    word = cased[match.start("verdict") : match.end("verdict")]
    return (
        word.isupper()
        or "é" in word
        or match["verdict"].startswith(("reten", "choisi", "mainten", "recondui", "interdi", "conven"))
    )
