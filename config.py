"""Every setting of the product, read once from the environment."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ROOT = Path(__file__).resolve().parent


class SettingsError(Exception):
    """A setting cannot be used; the message is one plain sentence for the person who installs."""


@dataclass(frozen=True)
class Settings:
    """All settings; see docs/settings.md for what each means to an administrator."""

    database_url: str
    """SQLAlchemy address of the database; SQLite in `data_folder` unless given."""
    data_folder: Path
    """Where the database, the task queue and the secret key live."""
    secret_key: str
    """Signs sessions and receipts; made once and kept in `data_folder` unless given."""
    host: str = "127.0.0.1"
    port: int = 8000
    unit_name: str = "树人"
    """Short name of the enterprise, shown in the banner."""
    timezone: str = "Asia/Shanghai"
    idle_minutes: int = 30
    """Minutes without a request after which a session ends (unless an attempt is running)."""
    session_hours: int = 12
    """Hours after which a session ends however busy it is (unless an attempt is running)."""
    sign_in_failures: int = 5
    """Wrong passwords in a row before an account is locked."""
    lock_minutes: int = 30
    upload_megabytes: int = 50
    https: bool = False
    """True when browsers reach the product over TLS; marks cookies as secure."""
    trusted_proxies: int = 0
    """Number of reverse proxies in front whose X-Forwarded-* headers are believed."""
    aid_url: str = ""
    """Base address of an OpenAI-compatible endpoint that may suggest to authors of courses; empty for none."""
    aid_key: str = ""
    aid_model: str = ""
    demo: bool = False
    """True when the demonstration unit may be used (sign-in on loopback only)."""
    testing: bool = False
    durable: bool = True
    """False only in tests: SQLite then skips the wait for the disk."""

    @property
    def uses_sqlite(self) -> bool:
        """Tell whether the database is an SQLite file."""
        return self.database_url.startswith("sqlite")

    @property
    def queue_path(self) -> Path:
        """File of the background task queue."""
        return self.data_folder / "queue.db"


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read all settings from the environment; raise SettingsError in plain words on nonsense."""
    env = os.environ if environ is None else environ
    data_folder = _writable_folder(Path(env.get("SHUREN_DATA", ROOT / "var")))
    return Settings(
        database_url=_database_url(env, data_folder),
        data_folder=data_folder,
        secret_key=env.get("SHUREN_SECRET_KEY") or _kept_secret(data_folder / "secret_key"),
        host=env.get("HOST", "127.0.0.1"),
        port=_whole_number(env, "PORT", 8000, 1, 65535),
        unit_name=env.get("SHUREN_UNIT_NAME", "树人"),
        timezone=_timezone(env),
        idle_minutes=_whole_number(env, "SHUREN_IDLE_MINUTES", 30, 1, 1440),
        session_hours=_whole_number(env, "SHUREN_SESSION_HOURS", 12, 1, 720),
        sign_in_failures=_whole_number(env, "SHUREN_SIGN_IN_FAILURES", 5, 3, 100),
        lock_minutes=_whole_number(env, "SHUREN_LOCK_MINUTES", 30, 1, 1440),
        upload_megabytes=_whole_number(env, "SHUREN_UPLOAD_MEGABYTES", 50, 1, 500),
        https=_flag(env, "SHUREN_HTTPS"),
        trusted_proxies=_whole_number(env, "SHUREN_TRUSTED_PROXIES", 0, 0, 5),
        aid_url=_aid_url(env),
        aid_key=env.get("SHUREN_AID_KEY", "").strip(),
        aid_model=env.get("SHUREN_AID_MODEL", "").strip(),
        demo=_flag(env, "SHUREN_DEMO"),
    )


def _database_url(env: Mapping[str, str], data_folder: Path) -> str:
    url = env.get("DATABASE_URL", "").strip()
    if not url:
        return f"sqlite:///{data_folder / 'shuren.db'}"
    if url.startswith(("postgres://", "postgresql://")):
        return "postgresql+psycopg://" + url.split("://", 1)[1]
    if url.startswith(("sqlite:///", "postgresql+psycopg://")):
        return url
    raise SettingsError(
        "DATABASE_URL must start with postgresql:// or sqlite:/// "
        f"(it starts with {url.split('://', 1)[0][:20]!r}); correct it or leave it out."
    )


def _aid_url(env: Mapping[str, str]) -> str:
    """Return the address of the writing aid without its last slash; it needs a model beside it."""
    url = env.get("SHUREN_AID_URL", "").strip().rstrip("/")
    if not url:
        return ""
    if not url.startswith(("http://", "https://")):
        raise SettingsError("SHUREN_AID_URL must start with http:// or https://; correct it or leave it out.")
    if not env.get("SHUREN_AID_MODEL", "").strip():
        raise SettingsError("SHUREN_AID_URL needs the name of a model in SHUREN_AID_MODEL.")
    return url


def _whole_number(env: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    text = env.get(name, "").strip()
    if not text:
        return default
    if not text.isdigit() or not low <= int(text) <= high:
        raise SettingsError(f"{name} must be a whole number from {low} to {high}, not {text!r}.")
    return int(text)


def _flag(env: Mapping[str, str], name: str) -> bool:
    text = env.get(name, "").strip().lower()
    if text not in {"", "0", "1", "no", "yes", "false", "true"}:
        raise SettingsError(f"{name} must be 1 or 0, not {text!r}.")
    return text in {"1", "yes", "true"}


def _timezone(env: Mapping[str, str]) -> str:
    name = env.get("SHUREN_TIMEZONE", "Asia/Shanghai")
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SettingsError(f"SHUREN_TIMEZONE {name!r} is not a known time zone.") from error
    return name


def _writable_folder(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".write-test-{secrets.token_hex(4)}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise SettingsError(
            f"The data folder {folder} cannot be written to ({error.strerror}); give another one in SHUREN_DATA."
        ) from error
    return folder


def _kept_secret(path: Path) -> str:
    """Return the secret kept in the data folder, making it at the first start."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()
