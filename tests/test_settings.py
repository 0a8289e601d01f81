"""Settings: good defaults, every one from the environment, nonsense refused in plain words."""

from __future__ import annotations

import dataclasses
import os
import re
import stat
from pathlib import Path

import pytest

from config import Settings, SettingsError, read_settings


def read(folder: Path, **env: str) -> Settings:
    return read_settings({"SHUREN_DATA": str(folder), **env})


def test_nothing_but_a_folder_is_needed(tmp_path: Path) -> None:
    settings = read(tmp_path)

    assert settings.database_url == f"sqlite:///{tmp_path / 'shuren.db'}"
    assert settings.uses_sqlite
    assert (settings.host, settings.port, settings.demo, settings.https) == ("127.0.0.1", 8000, False, False)


def test_the_folder_is_made(tmp_path: Path) -> None:
    read(tmp_path / "deep" / "down")

    assert (tmp_path / "deep" / "down").is_dir()


def test_the_secret_is_made_once_and_kept_for_its_owner_only(tmp_path: Path) -> None:
    first, second = read(tmp_path), read(tmp_path)

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) > 40
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_two_installations_have_two_secrets(tmp_path: Path) -> None:
    assert read(tmp_path / "one").secret_key != read(tmp_path / "two").secret_key


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://u:p@db/shuren", "postgresql+psycopg://u:p@db/shuren"),
        ("postgresql://u:p@db/shuren", "postgresql+psycopg://u:p@db/shuren"),
        ("postgresql+psycopg://u:p@db/shuren", "postgresql+psycopg://u:p@db/shuren"),
        ("sqlite:////srv/shuren.db", "sqlite:////srv/shuren.db"),
    ],
)
def test_the_database_may_be_given(tmp_path: Path, given: str, used: str) -> None:
    assert read(tmp_path, DATABASE_URL=given).database_url == used


@pytest.mark.parametrize(
    ("name", "field", "text", "value"),
    [
        ("PORT", "port", "5150", 5150),
        ("HOST", "host", "0.0.0.0", "0.0.0.0"),
        ("SHUREN_SECRET_KEY", "secret_key", "given", "given"),
        ("SHUREN_UNIT_NAME", "unit_name", "北岭森工", "北岭森工"),
        ("SHUREN_TIMEZONE", "timezone", "Asia/Urumqi", "Asia/Urumqi"),
        ("SHUREN_IDLE_MINUTES", "idle_minutes", "10", 10),
        ("SHUREN_SESSION_HOURS", "session_hours", "8", 8),
        ("SHUREN_SIGN_IN_FAILURES", "sign_in_failures", "3", 3),
        ("SHUREN_LOCK_MINUTES", "lock_minutes", "60", 60),
        ("SHUREN_UPLOAD_MEGABYTES", "upload_megabytes", "50", 50),
        ("SHUREN_HTTPS", "https", "yes", True),
        ("SHUREN_TRUSTED_PROXIES", "trusted_proxies", "1", 1),
        ("SHUREN_DEMO", "demo", "1", True),
        ("SHUREN_AID_KEY", "aid_key", "k", "k"),
        ("SHUREN_AID_MODEL", "aid_model", "m", "m"),
    ],
)
def test_a_setting_is_read(tmp_path: Path, name: str, field: str, text: str, value: object) -> None:
    assert getattr(read(tmp_path, **{name: text}), field) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("PORT", "zero"),
        ("PORT", "0"),
        ("PORT", "70000"),
        ("PORT", "-1"),
        ("PORT", "８０００x"),
        ("SHUREN_DEMO", "maybe"),
        ("SHUREN_TIMEZONE", "Mars/Olympus"),
        ("SHUREN_IDLE_MINUTES", "1.5"),
        ("SHUREN_SIGN_IN_FAILURES", "1"),
        ("DATABASE_URL", "mysql://db/shuren"),
        ("DATABASE_URL", "nonsense"),
        ("SHUREN_AID_URL", "ftp://aid"),
        ("SHUREN_AID_URL", "http://aid/v1"),
    ],
)
def test_nonsense_is_refused_by_name(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(SettingsError, match=name) as refused:
        read(tmp_path, **{name: text})

    assert "\n" not in str(refused.value)


def test_a_wrong_address_does_not_show_its_password(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        read(tmp_path, DATABASE_URL="mysql://user:geheim@db/shuren")

    assert "geheim" not in str(refused.value)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(SettingsError, match="SHUREN_DATA"):
        read(tmp_path / "file")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    with pytest.raises(SettingsError, match="SHUREN_DATA"):
        read(tmp_path)


def test_every_setting_is_told_in_the_documentation() -> None:
    import config

    source = Path(config.__file__).read_text(encoding="utf-8")
    told = (config.ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    names = set(re.findall(r'"(SHUREN_[A-Z_]+)"', source))

    assert names
    assert [name for name in sorted(names) if name not in told] == []


def test_settings_cannot_be_changed_while_running(tmp_path: Path) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        read(tmp_path).port = 1  # type: ignore[misc]


def test_the_writing_aid_is_absent_unless_it_is_set(tmp_path: Path) -> None:
    assert read(tmp_path).aid_url == ""
    assert read(tmp_path, SHUREN_AID_URL="http://aid/v1/", SHUREN_AID_MODEL="m").aid_url == "http://aid/v1"
