"""Settings: one frozen object, made once from the environment, passed down.

Nothing else of ours reads the environment, but for Prefect's own variables (flows/environment.py, prefect_server.py).
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from models.errors import ConfigError

PREFIX = "MINUTIER_"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where data lives. Every field has an environment variable: MINUTIER_ and its name in capitals."""

    home: Path = Path("outputs")
    """Folder of database, archive, exports and caches; the default keeps everything in one place to back up."""
    database_url: str = ""
    """SQLAlchemy URL; empty means SQLite in `home`: the default needs no server."""
    password: str = field(default="", repr=False)
    """Of documents that ask for one; several on lines of their own. Used, never kept or shown."""

    @property
    def url(self) -> str:
        return self.database_url or f"sqlite:///{(self.home / 'minutier.db').absolute()}"

    @property
    def passwords(self) -> tuple[str, ...]:
        """Those of `password`, in order."""
        return tuple(line for line in self.password.splitlines() if line)

    @property
    def archive(self) -> Path:
        """Folder of the originals, named by content."""
        return self.home / "archive"


KNOWN = tuple(field.name for field in fields(Settings))


def given_settings(environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """The settings that the environment gives, by name; an empty variable gives nothing.

    Raises:
        ConfigError: a MINUTIER_ variable that no setting has (a typing error would else pass in silence).
    """
    env = os.environ if environment is None else environment
    given = {key.removeprefix(PREFIX).lower(): value for key, value in env.items() if key.startswith(PREFIX)}
    unknown = sorted(given.keys() - set(KNOWN))
    if unknown:
        names = ", ".join(f"{PREFIX}{name.upper()}" for name in KNOWN)
        raise ConfigError(f"Unknown setting {PREFIX}{unknown[0].upper()}: the known ones are {names}.")
    return {name: value for name, value in given.items() if value}


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment.

    Raises:
        ConfigError: a MINUTIER_ variable that no setting has.
    """
    given = given_settings(environment)
    url = given.get("database_url", "")
    if url.startswith(("postgres://", "postgresql://")):
        url = "postgresql+psycopg://" + url.split("://", 1)[1]
    home = Path(given.get("home", "outputs"))
    return Settings(home=home, database_url=url, password=given.get("password", ""))
