"""Database and archive of this installation, as the settings say."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from minutier.settings import Settings, load_settings

if TYPE_CHECKING:
    from store.archive import Archive
    from store.database import Database


@dataclass(frozen=True, slots=True)
class Home:
    """Where this installation keeps its data."""

    settings: Settings
    database: "Database"
    archive: "Archive"


def open_home() -> Home:
    """Name database and archive; nothing is opened or made yet.

    Raises:
        ConfigError: an unknown setting, or a database URL of a kind that is not known.
    """
    from store.archive import Archive
    from store.database import open_database

    settings = load_settings()
    return Home(settings, open_database(settings.url), Archive(settings.archive))
