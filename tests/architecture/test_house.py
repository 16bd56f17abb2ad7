"""The house rules that no other tool holds: languages, sizes, names, one list of topics."""

import ast
import re
import subprocess
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.facts.catalogue import topics
from bot.outcomes import Outcome, Reason
from bot.settings import ROOT

CODE = [path for folder in ("bot", "actions", "review") for path in sorted((ROOT / folder).rglob("*.py"))]
DANISH_LETTERS = re.compile("[æøåÆØÅ]")
MAY_SPEAK_DANISH = {
    "bot/nlu/parts.py",  # the words that join two questions are a pattern
    "bot/lang/fold.py",  # the letters that are folded
    "bot/facts/check.py",  # patterns of promises
}
MAX_LINES = 250


def _yaml(path: Path) -> dict:
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


def _intents_with_data() -> set[str]:
    return {item["intent"] for path in (ROOT / "data/nlu").glob("*.yml") for item in _yaml(path)["nlu"]}


def _intents_in_rules() -> set[str]:
    steps = [rule["steps"][0] for rule in _yaml(ROOT / "data/rules.yml")["rules"]]
    return {item["intent"] for step in steps for item in step.get("or", [step])}


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_words_that_people_read_do_not_stand_in_python(path: Path) -> None:
    if path.relative_to(ROOT).as_posix() in MAY_SPEAK_DANISH:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {id(node.body[0].value) for node in ast.walk(tree) if _has_docstring(node)}
    danish = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docs
        and DANISH_LETTERS.search(node.value)
    ]
    assert danish == []


def _has_docstring(node: ast.AST) -> bool:
    body = getattr(node, "body", None)
    return isinstance(body, list) and bool(body) and isinstance(body[0], ast.Expr)


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_file_is_too_long_to_read(path: Path) -> None:
    if path.name == "tables.py" or "migrations" in path.parts:
        return
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_LINES


def test_code_never_names_a_municipality() -> None:
    names = [path.name for path in (ROOT / "knowledge/municipalities").iterdir() if path.is_dir()]
    pattern = re.compile(rf"\b({'|'.join(names)})\b")
    named = [path for path in CODE if pattern.search(path.read_text(encoding="utf-8"))]
    assert named == []


def test_every_topic_has_an_intent_a_rule_and_examples() -> None:
    asked = {f"ask_{name}" for name in topics()}
    assert asked - _intents_with_data() == set()
    assert asked - _intents_in_rules() == set()


def test_every_intent_with_examples_is_known_and_leads_to_a_skill() -> None:
    known = set(_yaml(ROOT / "domain.yml")["intents"])
    assert _intents_with_data() <= known
    assert _intents_with_data() <= _intents_in_rules()


def test_each_training_file_is_named_by_its_intent() -> None:
    for path in (ROOT / "data/nlu").glob("*.yml"):
        assert {item["intent"] for item in _yaml(path)["nlu"]} == {path.stem}


def test_outcomes_and_reasons_are_the_contracts() -> None:
    document = _yaml(ROOT / "bot/channels/openapi.yml")
    text = str(document)
    assert all(f"'{outcome.value}'" in text for outcome in Outcome)
    assert all(f"'{reason.value}'" in text for reason in Reason)


def test_no_file_holds_a_number_like_a_cpr_number() -> None:
    pattern = r"(^|[^0-9])[0-3][0-9][01][0-9]{3}[- ][0-9]{4}([^0-9]|$)"
    exceptions = [":!tests/privacy/forms.txt", ":!requirements.lock", ":!*.svg"]
    found = subprocess.run(
        ["git", "grep", "-nIE", pattern, "--", ".", *exceptions],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.stdout == ""
