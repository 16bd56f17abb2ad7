"""`python -m bot.train`: trains the model and its encoder if their inputs changed; else does nothing."""

import hashlib
import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from bot import clock, settings
from bot.facts import encoder
from bot.settings import ROOT, Settings

_INPUTS = (
    "config.yml",
    "domain.yml",
    "requirements.lock",
    "data/**/*.yml",
    "bot/nlu/*.py",
    "bot/nlu/english.yml",
    "bot/lang/fold.py",
    "bot/lang/features.py",
    "bot/facts/encoder.py",
)
_KEPT = 3
_MODEL, _ENCODER = ".tar.gz", ".encoder.zip"


def model_path(configured: Settings) -> Path:
    """Where the model of the present inputs is, or will be."""
    digest = hashlib.sha256()
    for pattern in _INPUTS:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return configured.models / f"{digest.hexdigest()[:16]}.tar.gz"


def encoder_path(model: Path) -> Path:
    """Where the encoder of a model is, or will be: beside it."""
    return model.with_name(model.name.removesuffix(_MODEL) + _ENCODER)


def take_encoder(model: Path) -> None:
    """Takes the encoder of a model into use; words alone decide where there is none."""
    path = encoder_path(model)
    encoder.use(encoder.Encoder.load(path) if path.exists() else None)


def main() -> int:
    """0 when the model and its encoder are there."""
    configured = settings.load()
    path = model_path(configured)
    if path.exists() and encoder_path(path).exists():
        return 0
    print(
        "[train] the training data, the configuration or a component changed: training (about two minutes)",
        flush=True,
    )
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    os.chdir(ROOT)
    configured.models.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as beside:
        learning = beside.submit(_learn_encoder, encoder_path(path))
        code = _train(configured, path)
        learning.result()
    if code or not path.exists():
        print(f"[train] training failed with code {code}", file=sys.stderr)
        return 1
    for old in sorted(configured.models.glob(f"*{_MODEL}"), key=lambda p: p.stat().st_mtime)[:-_KEPT]:
        old.unlink()
        encoder_path(old).unlink(missing_ok=True)
    print(f"[train] ready: {path.name}")
    return 0


def _train(configured: Settings, path: Path) -> int:
    """Rasa's own training; its code, 0 when all is well."""
    from rasa.model_training import train  # importing Rasa takes seconds: only when needed

    result = train(
        domain="domain.yml",
        config="config.yml",
        training_files=["data"],
        output=str(configured.models),
        fixed_model_name=path.name.removesuffix(_MODEL),
    )
    return int(result.code)


def _learn_encoder(path: Path) -> None:
    """Learns the encoder from the questions of `data/asks` and the utterances of `data/nlu`."""
    from bot.facts.load import load
    from bot.facts.query import Facts
    from bot.nlu.encoding import learn
    from bot.nlu.examples import asks, utterances

    facts = Facts(load(settings.load().knowledge).knowledge(), "training")
    data = ROOT / "data"
    learnt = learn(facts, list(asks(data / "asks")), utterances(data / "nlu"), clock.local_now().date())
    made = path.with_suffix(".part")
    learnt.save(made)
    made.replace(path)


if __name__ == "__main__":
    sys.exit(main())
