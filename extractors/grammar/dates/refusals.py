"""What looks like a date and is none: surnames, streets, numbers of deliberations, habits, fractions, sums."""

import re
from functools import cache

from extractors.grammar.dates.model import Piece, Scan
from extractors.lexicons import load_lexicon
from models.folding import fold

_LOOK_BACK = 40


@cache
def _before(entry: str, tail: str) -> re.Pattern[str]:
    """The forms of a lexicon entry, then `tail`, at the end of the text before the expression."""
    forms = sorted(load_lexicon("dates")[entry].forms, key=len, reverse=True)
    source = "|".join(re.escape(fold(form)).replace(r"\ ", r"\s+") for form in forms)
    return re.compile(rf"(?<!\w)(?:{source})(?:{tail})$")


def _follows(scan: Scan, start: int, entry: str, tail: str) -> bool:
    return _before(entry, tail).search(scan.plain[max(0, start - _LOOK_BACK) : start]) is not None


# "ce ne sera pas le ", "et non le ": the day that follows is denied.
_NEGATED_RE = re.compile(r"\b(?:pas|non)\s(?:le|les|du|au|en)\s$")
# "12/15 voix", "11/12 présents", "le 2/3 des voix": fractions.
_FRACTION_AFTER_RE = re.compile(
    r"\s?(?:des\s|de\sla\s|voix|suffrage|present|membre|votant|pour|point|%|€|eleve|jour|heure|personne)"
)
# "le 5/3", "du 12.04", "jusqu'au 3/5": a word leads to a day; a mark or the start of a cell only to "12/04".
_LED_BY_WORD_RE = re.compile(
    r"\b(?:le|du|au|avant|jusqu'au|et|a partir du|date|ca|cr|cm|ag|reunion|seance)\s{1,3}(?::\s?)?$"
)
_LED_BY_MARK_RE = re.compile(r"(?:[:(;>*|-]|^)\s{0,3}$")
_MONEY_AFTER_RE = re.compile(
    r"\s?(?:€|%|euros?\b|ht\b|ttc\b|km\b|m2?\b|m²|kg\b|kwh\b|habitants?\b|voix\b|h\b|tonnes\b)"
)
# "coulé 25/10", "reçu 08/11", "convoqué 25/10": what was done, and its day.
_LED_BY_DONE_RE = re.compile(
    r"(?:[a-zà-ÿ]{2,}(?:é|ée|és|ées)|reçue?s?|rendue?s?|vue?s?|prévue?s?|remise?s?|faite?s?)\s$"
)
# "22 et 23/10", "les 8, 15/11", "20 au 24/10".
_LIST_OF_DAYS_RE = re.compile(r"(?:les?\s|du\s)?\d\d?(?:,\s|\s(?:et|ou|au)\s|\s?-\s?)(?:le\s)?\d")
# "au 1/3", "au 3/4": parts of something
_PART_RE = re.compile(r"(?:1/[2-5]|[23]/[34])$")
# What leads to the number of a day: "avant le 22", "livré le 20", "reportée au 28", "séance du 3"; not "prendre le 15".
_LED_TO_DAY_RE = re.compile(
    r"\b(?:avant|d'ici(?:\sa)?|au\splus\stard|des|apres|pour|depuis)\sle\s$|\b(?:jusqu'au|d'ici\sau|d'ici\sdu|a\spartir\sdu|a\scompter\sdu)\s$"
    r"|\b(?:livr|remis|remise|envoy|rend|recu|prev|programm|chang|pose|coul|depos|debut|commenc|aura\slieu|auront\slieu|a\slieu|visite"
    r"|rendez-vous|rdv|reunion|seance|depart|retour|reprise|enlevement|passage|livraison|reporte|ouvr|ferm|demarr|sera|seront)\w*\sle\s$"
    r"|\b(?:report|repouss|decal|avanc|fix|arret|remis|prolong|deplac|renvoy)\w*(?:\s(?:finalement|donc|encore))?\sau\s$"
    r"|\b(?:reunion|seance|bureau|pv|cr|compte\srendu|compte-rendu|forum|ceremonie|fete|mail|courriel|courrier|visite|sortie"
    r"|match|atelier|comite|conseil)s?(?:\s(?:de|des|du|d')\s?\S+)?\sdu\s$"
)
_NO_WEEK_BEFORE_RE = re.compile(r"\b(?:galaxy|samsung|iphone|modele|type|audi|ligne|bus|train|rer|parking)\s$")
# "2000 signatures": a plural after four figures; "2018 les élus" is fine.
_PLURAL_AFTER_RE = re.compile(
    r"\s(?!(?:les|des|dans|mais|sans|nous|vous|ils|elles|sous|pas|plus|depuis|lors|ses|ces|puis|alors|hors|tous|toutes|"
    r"aux|nos|vos|leurs|mars|sont|apres|vers|tres|pres|chez|moins|jours|divers|ans)\b)[a-z]{3,}s\b"
)
# "loi 1901", "n° 2018", "page 2010", "BP 2015", "/rapport_2018", "RD 2020".
_NOT_A_YEAR_BEFORE_RE = re.compile(
    r"(?:\b(?:loi|decret|ordonnance|reglement|directive|circulaire|numero|no|art|article|page|p|bp|cs|rd|rn|iso|norme|"
    r"ligne|parcelle|dossier|version)\.?\s(?:n°?\s?)?|[°#+=$€]\s?|[/_@][\w.-]*)$"
)
_HAVE_RE = re.compile(r"\b(?:a|ont|avait|avaient|ayant|aura|auront|ai|avons|avez)\s(?:\w+\s)?$")
# "le 3e mardi du mois", "un mercredi sur deux".
_MONTHLY_AFTER_RE = re.compile(r"\s(?:sur\sdeux|du\smois|de\schaque|de\sla\ssemaine\b)")


# "M. ", "Mme J. ", "M. Jean-Paul "; not "le groupe en ".
_FIRST_NAME_TAIL = (
    r"\s+(?:[a-z]\.\s?|(?!(?:en|de|du|des|au|fin|debut|mi|courant|et|ou|mois|le)\b)[a-z]+(?:-[a-z]+)?\s)?"
)


def is_refused(scan: Scan, rule: str, piece: Piece) -> bool:
    """True if what stands around a piece says that it names no day."""
    start, end = piece.start, piece.end
    return _is_negated(scan, start) or any(check(scan, rule, start, end) for check in _CHECKS.get(rule, ()))


def _is_negated(scan: Scan, start: int) -> bool:
    """ "ce ne sera pas le 15 avril", "et non le 3 mai"; "pas avant le 3 mai" is a deadline."""
    return _NEGATED_RE.search(scan.plain[max(0, start - _LOOK_BACK) : start]) is not None


def _is_street(scan: Scan, rule: str, start: int, end: int) -> bool:
    return _follows(scan, start, "streets_before", r"\s+(?:du|des|d')\s*")


def _is_name(scan: Scan, rule: str, start: int, end: int) -> bool:
    """A lone month that is a surname, a first name or a company: "M. Avril", "Janvier Dupont", "société Mars"."""
    if any(char.isdigit() for char in scan.plain[start:end]):
        return False
    if _follows(scan, start, "names_before", _FIRST_NAME_TAIL):
        return True
    word = scan.text[start:end]
    if not word[:1].isupper() or (word.isupper() and len(scan.text) > len(word) and scan.text.isupper()):
        return False
    return _next_is_name(scan.text[end:]) or _previous_is_name(scan.text[:start])


def _next_is_name(rest: str) -> bool:
    """ " Dupont", " SARL", "-Martin": a capitalised word follows at once."""
    following = re.match(r"[ \u00a0-]([^\W\d_]+)", rest)
    return bool(following and following[1][0].isupper() and fold(following[1]) not in _MONTHS_AND_SMALL)


def _previous_is_name(before: str) -> bool:
    """ "Sophie ", "J. ": a capitalised word stands before, within the sentence."""
    previous = re.search(r"(?:^|[^.!?:\s]\s|[,(]\s)([^\W\d_]+(?:-[^\W\d_]+)?|[A-Z]\.)[ \u00a0]$", before[-60:])
    if not previous or not previous[1][0].isupper():
        return False
    return fold(previous[1]) not in _MONTHS_AND_SMALL


_MONTHS_AND_SMALL = frozenset(
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre en de du le la les et ou a "
    "au fin debut mi courant mois pour depuis date reunion echeance budget conseil comite bureau ca cr pv ag lundi "
    "mardi mercredi jeudi vendredi samedi dimanche des d l dates calendrier planning".split()
)


def _is_identifier(scan: Scan, rule: str, start: int, end: int) -> bool:
    """ "n° 2025-03-12", "art. 12-3", "tél. 03 07 19"."""
    if _follows(scan, start, "identifiers_before", r"\s?:?\s?(?:(?!le|la|du|au|de)[a-z]{1,4}[.-]?\s?)?"):
        return True
    return bool(_MONEY_AFTER_RE.match(scan.plain, end))


def _is_fraction(scan: Scan, rule: str, start: int, end: int) -> bool:
    """Day and month without a year: only where a word or mark leads to a date, or both are written out (14/09)."""
    printed = scan.plain[start:end]
    if re.search(r"\d\s\d\d\s\d\d$", printed):
        return not _LED_BY_WORD_RE.search(scan.plain[max(0, start - _LOOK_BACK) : start])
    if re.search(r"\d[/.-]\d+[/.-]\d", printed) or re.search(r"\d{4}", printed):
        return False
    if _LIST_OF_DAYS_RE.match(printed) and "/" in printed and not _FRACTION_AFTER_RE.match(scan.plain, end):
        return False
    figures = re.search(r"(\d+)([/.-])(\d+)\D*$", printed)
    if figures is None or _FRACTION_AFTER_RE.match(scan.plain, end):
        return figures is not None
    before = scan.plain[max(0, start - _LOOK_BACK) : start]
    two_each = len(figures[1]) == len(figures[3]) == 2
    if figures[2] == "/":
        if _PART_RE.search(printed) and re.search(r"\baux?\s$", before):
            return True
        zeros = figures[1].startswith("0") or figures[3].startswith("0")
        if two_each and _LED_BY_DONE_RE.search(scan.lower[max(0, start - _LOOK_BACK) : start]):
            return False
        led = _LED_BY_WORD_RE.search(before) or printed[0].isalpha() or (two_each and _LED_BY_MARK_RE.search(before))
        return not (led or (zeros and two_each))
    led = _LED_BY_WORD_RE.search(before) or printed[0].isalpha()
    return not (led and figures[2] == "." and two_each)


def _is_dotted_number(scan: Scan, rule: str, start: int, end: int) -> bool:
    """ "5.2.10", "1-2-12": dots and hyphens need two figures each, a full year, or "du 18.3.26"."""
    figures = re.search(r"(\d+)([.-])(\d+)[.-](\d{2})(?:\D|$)", scan.plain[start:end] + " ")
    if figures is None or (len(figures[1]) == 2 and len(figures[3]) == 2):
        return False
    led = _LED_BY_WORD_RE.search(scan.plain[max(0, start - _LOOK_BACK) : start])
    closes = not scan.plain[end:].strip(" .)") and len(figures[1]) == 2
    return not (figures[2] == "." and (led or closes))


def _is_no_day(scan: Scan, rule: str, start: int, end: int) -> bool:
    """A number after "le", "au", "du" to which no word of time or of an event leads."""
    return not _LED_TO_DAY_RE.search(scan.plain[max(0, start - _LOOK_BACK) : start])


def _is_quantity(scan: Scan, rule: str, start: int, end: int) -> bool:
    """ "2000 signatures", "1950 €", "loi n° 2015"."""
    if _MONEY_AFTER_RE.match(scan.plain, end) or _PLURAL_AFTER_RE.match(scan.plain, end):
        return True
    return bool(_NOT_A_YEAR_BEFORE_RE.search(scan.plain[max(0, start - _LOOK_BACK) : start]))


def _is_habit(scan: Scan, rule: str, start: int, end: int) -> bool:
    """ "tous les lundis", "le lundi matin", "un mardi", "lundis"."""
    if scan.plain[end : end + 1].isalpha() or scan.plain[end : end + 1] == "-":
        return True
    if re.search(r"prochain|dernier|suivant|semaine|en\s|passe|ce\s|qui|apres", scan.plain[start:end]):
        return False
    if _MONTHLY_AFTER_RE.match(scan.plain, end):
        return True
    if re.search(r"jusqu'au\s+$", scan.plain[max(0, start - 10) : start]):
        return False
    if re.search(r"dès\s+$", scan.lower[max(0, start - 8) : start]):
        return False
    return _follows(scan, start, "habits_before", r"\s+") or bool(re.match(r"\s\d", scan.plain[end:]))


def _is_participle(scan: Scan, rule: str, start: int, end: int) -> bool:
    """ "a été", "ont été 2019 fois", and "ete" without accents: the participle, not the season."""
    if "ete" not in scan.plain[start:end]:
        return False
    if scan.lower.find("été", start, end) < 0 and scan.text.find("ETE", start, end) < 0:
        return True
    return scan.plain.startswith("ete", start) and bool(_HAVE_RE.search(scan.lower[max(0, start - 20) : start]))


def _is_feast_name(scan: Scan, rule: str, start: int, end: int) -> bool:
    """ "M. Noël", "Noël Dupont", "est rentrée"; a lone "ascension" without capital is a climb."""
    if _follows(scan, start, "names_before", r"\s+(?:[a-z]\.\s?)?") or scan.text[end : end + 1] == "-":
        return True
    word = scan.plain[start:end]
    if word in ("noel", "toussaint"):
        return _next_is_name(scan.text[end:]) or _previous_is_name(scan.text[:start])
    if word in ("ascension", "assomption", "rameaux"):
        return not scan.text[start].isupper()
    if word.startswith("rentree"):
        return not word[-1].isdigit() and not _RENTREE_BEFORE_RE.search(scan.plain[max(0, start - 24) : start])
    return False


# "avant la rentrée", "dès la prochaine rentrée"; not "pot de rentrée", "la rentrée des fonds".
_RENTREE_BEFORE_RE = re.compile(
    r"\b(?:avant|d'ici|a|apres|des|depuis|jusqu'a|cette|pour)\s(?:la\s)?(?:prochaine\s)?$(?<!pour\sla\s)"
)


def _is_flat_week(scan: Scan, rule: str, start: int, end: int) -> bool:
    """ "S37" and "T3" are printed with a capital; "Galaxy S21" is a thing."""
    if _NO_WEEK_BEFORE_RE.search(scan.plain[max(0, start - _LOOK_BACK) : start]):
        return True
    return not scan.text[start].isupper()


_CHECKS = {
    "days": (_is_street,),
    "figures": (_is_identifier, _is_dotted_number, _is_fraction),
    "iso": (_is_identifier,),
    "month": (_is_name, _is_street),
    "month_figures": (_is_identifier,),
    "year": (_is_quantity,),
    "years": (_is_identifier,),
    "weekday": (_is_habit,),
    "day_number": (_is_no_day,),
    "season": (_is_participle,),
    "feast": (_is_feast_name, _is_street),
    "short_week": (_is_flat_week,),
    "short_quarter": (_is_flat_week,),
}
