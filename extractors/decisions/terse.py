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
_STATE_RE = re.compile(
    r"\b(?:statut|etat|avancement|version|vote|resultat|suivi|historique|rappel)s?\s*(?:\W[^:]*)?$|^\W*(?:statut|etat|avancement|suivi)s?\b"
)
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
    r"[^.;:!?]{3,80}\?\s*(?:[-=>→]+\s*)?"
    r"(?P<verdict>oui|non|ok|d'accord|refuse|accorde|pas\s(?:cette|pour|de))\s*(?:$|[,.;:!(])"
)
_NO_QUESTION_RE = re.compile(r"\b(?:quorum|present|presents|presente|absent|combien|pourquoi|qui|quand|ou)\b")
# Takes "Couleur choisie : bleu", "Entreprises retenues : Roy et Lange"
# and not "Points non retenus : 3", "Choix à valider : …"
_SETTLED_RE = re.compile(
    r"\W*(?:(?:la|le|les|l')\s?)?(?!non\b)[a-z'-]+(?:\s(?!non\b|a\b|est\b|sont\b|pas\b)[a-z'-]+){0,4}\s"
    r"(?P<verdict>retenue?s?|choisie?s?|validee?s?|arretee?s?|fixee?s?|convenue?s?)\s?:\s*\S"
)
# Takes "Les horaires restent inchangés", "L'opération reste prévue le 3 mai"
# and not "La salle reste ouverte", "il reste 3 €"
_STAYS_RE = re.compile(
    r"\b(?:rest|demeur)(?:e|ent)\s(?:donc\s|bien\s|ainsi\s|toutefois\s)?(?:inchangee?s?|prevue?s?|fixee?s?|maintenue?s?|identiques?|les\smemes|le\smeme|la\smeme)\b"
)
# Takes "OK : la porte sera doublée", "Ok, on double la porte"; not "OK ferraillage"
_OK_RE = re.compile(r"(?<!\w)(?P<verdict>ok)\s*:\s*[a-z]")
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
    r"|\b(?:se\sfera|se\sferont|se\stiendra|se\stiendront|aura|auront|sera|seront)\sfinalement\b|^\W*c'est\s(?:oui|non|ok)\spour\b"
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
# Takes "Stage de mai annulé.", "Achat validé pour 350 €", "Nombre de places limité à 40", "budget plafonné à 500 €"
# and not "Propositions non retenues", "Budget voté en mai", "Facture réglée", "Le devis accepté couvre la toiture"
_NOUN_FIRST_RE = re.compile(
    rf"[\W_]*(?:(?:donc|=>|->)\s)?(?!(?:le|la|les|l'|un|une|des|on|il|elle|nous|non|pas|en|si)\b)(?P<noun>[a-z][\w'-]+(?:\s[\w'°-]+\.?){{0,5}}?)\s"
    rf"(?P<verdict>{_VERDICTS_SRC}|(?:fix|limit|plafonn)ee?s?(?=\sa\s\d))"
    r"(?:\s?[.!]?\s*$|\s?,|\s(?=(?:pour|sous|faute|a\s\d|au\s\d|aux?\s|jusqu|cette|le\s(?:lun|mar|mer|jeu|ven|sam|dim))))"
)
LONGEST_NOTE = 14
"""Words of a note without a verb ("Sortie du 3 mai annulée faute d'inscrits.")."""
# Takes "La cotisation passe de 15 à 18 €", "le tarif est porté à 5 €", "Le loyer baisse à 300 €"
# and not "Le bus passe à 8 h", "Le prix du gaz passe à 0,12 €", "la température passe à 21 degrés"
_TARIFF_RE = re.compile(
    r"\b(?:cotisations?|tarifs?|prix|adhesions?|abonnements?|participation|loyers?|indemnites?|redevance|forfait|entrees?|repas|caution|droits?)\b"
    r"(?![^.;:]*\b(?:gaz|electricite|fioul|carburant|petrole|marche)\b)[^.;:]{0,40}?\b"
    r"(?:passe(?:nt|ra|ront)?|(?:est|sont|sera|seront)\sportee?s?|augmente(?:nt|ra)?|baisse(?:nt|ra)?|monte(?:nt|ra)?|descend(?:ra)?)\s"
    r"(?:donc\s)?(?:de\s\d[\d,.]*\s?(?:€|euros?)?\s)?a\s\d"
)
# Takes "La demande n'est pas retenue", "L'offre n'a pas été retenue", "Le contrat ne sera pas renouvelé"
# and not "La facture n'est pas arrivée", "Le dossier n'est pas encore validé"
_DENIED_RE = re.compile(
    r"\b(?:demande|offre|proposition|candidature|idee|motion|variante|option|devis|contrat|bail|amendement|dossier|stage|poste|sortie|abonnement|convention)s?\b"
    r"[^.;:]{0,50}?\s(?:n'est|ne\ssont|n'a|n'ont|ne\ssera|ne\sseront)\s(?:donc\s|finalement\s)?pas\s(?:ete\s)?"
    r"(?:retenu|accept|approuv|adopt|reconduit|renouvel|remplac|maintenu)\w*"
)
# Takes "La kermesse n'aura pas lieu", "Le loto aura lieu quand même"
_HELD_RE = re.compile(
    r"\b(?:n'aura|n'auront)\s(?:donc\s|finalement\s)?pas\slieu\b|\b(?:aura|auront)\slieu\squand\smeme\b"
)
# Takes "Désormais, les clés seront rendues le soir même", "Dorénavant toute sortie sera notée"; not "… désormais" told
_FROM_NOW_RE = re.compile(
    r"^\W*(?:desormais|dorenavant|a\sl'avenir)\b[^.;:]{0,80}?\b(?!sera\ssoumis)(?:\w+ra|\w+ront|passe|passent|est|sont|doit|doivent)\b"
    r"|\b(?:se\sreunira|se\sreuniront|sera|seront|aura\slieu|auront\slieu)\sdesormais\b"
    r"|^\W*a\s(?:partir|compter)\sd[^,;:]{3,40},\s[^.;:]{3,80}?\b(?:sera|seront|passe|passent|devra|devront)\b"
)
_SHORT_RES = (
    _STAYS_RE,
    _OK_RE,
    _LIMIT_RE,
    _WINS_RE,
    _FINALLY_RE,
    _CLEFT_RE,
    _NONE_RE,
    _TARIFF_RE,
    _DENIED_RE,
    _HELD_RE,
    _FROM_NOW_RE,
)


def find_terse(cased: str, folded: str) -> tuple[int, int] | None:
    """The words of a note that settle something, None if none do; `cased` and `folded` have equal length."""
    return (
        _verdict(cased, folded)
        or _answer(folded)
        or _settled(cased, folded)
        or _noun_first(cased, folded)
        or _short(folded)
    )


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


def _noun_first(cased: str, folded: str) -> tuple[int, int] | None:
    """A note without a verb: its noun, and the participle that closes it."""
    match = _NOUN_FIRST_RE.match(folded)
    if match is None or len(folded.split()) > LONGEST_NOTE or not _is_accented(cased, match):
        return None
    has_verb = _FINITE_RE.search(folded) or re.search(r"\b(?:non|pas|par|a)$", match["noun"])
    return None if has_verb or _is_state(match["noun"]) else match.span("verdict")


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
