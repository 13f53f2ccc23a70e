"""Settings: one frozen object, made once from the environment, passed down. Nothing else reads the environment."""

import os
from dataclasses import dataclass
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

    @property
    def url(self) -> str:
        return self.database_url or f"sqlite:///{(self.home / 'minutier.db').absolute()}"

    @property
    def archive(self) -> Path:
        """Folder of the originals, named by content."""
        return self.home / "archive"


def load_settings(environment: dict[str, str] | None = None) -> Settings:
    """Read the settings from the environment.

    Raises:
        ConfigError: a MINUTIER_ variable that no setting has (a typing error would else pass in silence).
    """
    env = dict(os.environ if environment is None else environment)
    given = {key.removeprefix(PREFIX).lower(): value for key, value in env.items() if key.startswith(PREFIX)}
    unknown = sorted(given.keys() - {"home", "database_url"})
    if unknown:
        raise ConfigError(f"Unknown setting {PREFIX}{unknown[0].upper()}: see `minutier doctor` for the known ones.")
    url = given.get("database_url", "")
    if url.startswith(("postgres://", "postgresql://")):
        url = "postgresql+psycopg://" + url.split("://", 1)[1]
    return Settings(home=Path(given.get("home", "outputs")), database_url=url)
