"""`python -m bot.train`: trains the model if its inputs changed; else does nothing."""

import hashlib
import os
import sys
from pathlib import Path

from bot import settings
from bot.settings import ROOT, Settings

_INPUTS = (
    "config.yml",
    "domain.yml",
    "requirements.lock",
    "data/**/*.yml",
    "bot/nlu/*.py",
    "bot/nlu/english.yml",
    "bot/lang/fold.py",
)
_KEPT = 3


def model_path(configured: Settings) -> Path:
    """Where the model of the present inputs is, or will be."""
    digest = hashlib.sha256()
    for pattern in _INPUTS:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return configured.models / f"{digest.hexdigest()[:16]}.tar.gz"


def main() -> int:
    """0 when the model is there."""
    configured = settings.load()
    path = model_path(configured)
    if path.exists():
        return 0
    print(
        "[train] the training data, the configuration or a component changed: training (about a minute)",
        flush=True,
    )
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    os.chdir(ROOT)
    from rasa.model_training import train  # importing Rasa takes seconds: only when needed

    result = train(
        domain="domain.yml",
        config="config.yml",
        training_files=["data"],
        output=str(configured.models),
        fixed_model_name=path.name.removesuffix(".tar.gz"),
    )
    if result.code or not path.exists():
        print(f"[train] training failed with code {result.code}", file=sys.stderr)
        return 1
    for old in sorted(configured.models.glob("*.tar.gz"), key=lambda p: p.stat().st_mtime)[:-_KEPT]:
        old.unlink()
    print(f"[train] ready: {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
