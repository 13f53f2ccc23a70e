"""Settings come from the environment; what is mistyped there is told."""

from pathlib import Path

import pytest

from minutier.settings import KNOWN, Settings, load_settings
from models.errors import ConfigError


def test_the_defaults_keep_everything_in_one_folder() -> None:
    settings = load_settings({})
    assert settings == Settings(home=Path("outputs"), database_url="")
    assert settings.url == f"sqlite:///{Path('outputs/minutier.db').absolute()}"
    assert settings.archive == Path("outputs/archive")


def test_the_environment_wins_and_an_empty_variable_gives_nothing() -> None:
    given = load_settings(
        {"MINUTIER_HOME": "/data", "MINUTIER_DATABASE_URL": "postgres://me@host/minutes", "HOME": "/me"}
    )
    assert given == Settings(home=Path("/data"), database_url="postgresql+psycopg://me@host/minutes")
    assert load_settings({"MINUTIER_HOME": "", "MINUTIER_DATABASE_URL": ""}) == Settings()


def test_a_mistyped_setting_is_told_with_the_known_ones() -> None:
    with pytest.raises(ConfigError, match="Unknown setting MINUTIER_HOMME") as error:
        load_settings({"MINUTIER_HOMME": "/data"})
    assert all(f"MINUTIER_{name.upper()}" in str(error.value) for name in KNOWN)
