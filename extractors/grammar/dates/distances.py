"""Days at a distance from another: "dans deux mois", "il y a trois semaines".

dateparser reads the distance, as an exact phrase of its French with the clock passed in; it is never asked to find one.
What it does not know (huitaine, quinzaine, hours of a deadline) is counted here.
"""

import datetime as dt
from functools import cache

from models.errors import InternalError

_UNITS = {"j": "jours", "s": "semaines", "m": "mois", "a": "ans"}
_FORTNIGHTS = {"huitaine": 8, "quinzaine": 15}


@cache
def day_at(start: dt.date, count: int, unit: str) -> dt.date:
    """The day `count` units after `start` (before it, where negative); `unit` is a French word without accents.

    Raises:
        InternalError: the unit is none that the grammar reads.
    """
    if unit.startswith("h") and not unit.startswith("hu"):
        return start + dt.timedelta(days=-(-count // 24))
    fortnight = _FORTNIGHTS.get(unit.rstrip("s"))
    if fortnight:
        return start + dt.timedelta(days=count * fortnight)
    return _read(start, count, _UNITS[unit[0]])


def _read(start: dt.date, count: int, unit: str) -> dt.date:
    import dateparser  # half a second: only documents that count in weeks and months pay it

    phrase = f"dans {count} {unit}" if count >= 0 else f"il y a {-count} {unit}"
    noon = dt.datetime.combine(start, dt.time(12))
    settings = {"RELATIVE_BASE": noon, "PARSERS": ["relative-time"]}
    found: dt.datetime | None = dateparser.parse(phrase, languages=["fr"], settings=settings)
    if found is None:
        raise InternalError(f"no day at {count} {unit} from the reference: this is a bug, please report it")
    return found.date()
