"""Everything that the environment decides, read once, with a default that works for `make serve`."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from bot.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """The settings of one process; `docs/settings.md` explains each."""

    database_url: str
    port: int
    review_port: int
    metrics_port: int
    public_url: str
    allowed_origins: tuple[str, ...]
    trusted_proxies: int
    secret_key: str
    retention_days: int
    audit_days: int
    rate_limits: bool
    action_server_url: str
    today: str
    knowledge: Path
    models: Path
    var: Path

    @property
    def sqlite(self) -> bool:
        """Whether the embedded database is used."""
        return self.database_url.startswith("sqlite")


def load() -> Settings:
    """Reads the environment.

    Raises:
        SettingsError: naming the setting and what it may hold.
    """
    env = os.environ
    var = Path(env.get("VAR_DIR", ROOT / "var"))
    url = env.get("DATABASE_URL", "") or f"sqlite:///{var / 'traeningsguiden.db'}"
    port = _number(env, "PORT", 8080)
    return Settings(
        database_url=url,
        port=port,
        review_port=_number(env, "REVIEW_PORT", 8081),
        metrics_port=_number(env, "METRICS_PORT", 8082),
        public_url=env.get("PUBLIC_URL", "") or f"http://127.0.0.1:{port}",
        allowed_origins=_words(env.get("ALLOWED_ORIGINS", "")),
        trusted_proxies=_number(env, "TRUSTED_PROXIES", 0),
        secret_key=_secret(env.get("SECRET_KEY", ""), url, var),
        retention_days=_number(env, "RETENTION_DAYS", 30),
        audit_days=_number(env, "AUDIT_DAYS", 730),
        rate_limits=_switch(env, "RATE_LIMITS"),
        action_server_url=env.get("ACTION_SERVER_URL", ""),
        today=env.get("TODAY", ""),
        knowledge=Path(env.get("KNOWLEDGE_DIR", ROOT / "knowledge")),
        models=Path(env.get("MODELS_DIR", ROOT / "models")),
        var=var,
    )


def _number(env: "os._Environ[str]", name: str, default: int) -> int:
    text = env.get(name, "") or str(default)
    if not text.isdigit():
        raise SettingsError(f"{name}={text!r} is not a whole number; leave it out for {default}.")
    return int(text)


def _switch(env: "os._Environ[str]", name: str) -> bool:
    text = env.get(name, "") or "on"
    if text not in {"on", "off"}:
        raise SettingsError(f"{name}={text!r} must be 'on' or 'off'; leave it out for 'on'.")
    return text == "on"


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _secret(given: str, url: str, var: Path) -> str:
    """The key that signs tokens: given, or made once in `var/secret` for the embedded database."""
    if given:
        return given
    if not url.startswith("sqlite"):
        raise SettingsError(
            "SECRET_KEY is required when DATABASE_URL is not SQLite: set it to a long random text, "
            "the same for every process."
        )
    path = var / "secret"
    if not path.exists():
        var.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii").strip()
