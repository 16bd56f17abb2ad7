"""The words between facts: what the code asks for exists, and every mark in them is filled by somebody."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest

from bot.answers.phrases import phrase
from bot.lang.read import read_yaml
from bot.lang.voice import PERSON_MARKS
from bot.settings import ROOT

MARK = re.compile(r"\{(\w+)\}")
ASKING = ("phrase", "with_turn_to")
PHRASES = read_yaml(ROOT / "bot/answers/phrases.yml")


def paths(tree: dict | str, before: str = "") -> Iterator[str]:
    if isinstance(tree, str):
        yield before
        return
    for key, below in tree.items():
        yield from paths(below, f"{before}.{key}" if before else key)


ALL = list(paths(PHRASES))


@cache
def calls() -> list[tuple[str, ast.Call, ast.AST]]:
    """Every call that asks for a phrase: its file, itself, and the function that it stands in."""
    found = []
    for folder in ("bot", "actions", "review"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            source = path.read_text(encoding="utf-8")
            if "eligibility" in path.parts or "from bot.eligibility.phrases" in source:
                continue  # the interview has phrases of its own, held by tests/eligibility
            tree = ast.parse(source)
            for function in ast.walk(tree):
                if (
                    isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
                    and function.name not in ASKING
                ):
                    inside = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
                    found += [(path.name, node, function) for node in inside if _name(node) in ASKING]
    return found


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def literals(node: ast.AST, function: ast.AST) -> list[str]:
    """The paths that an expression may stand for; `*` for what is filled in while it runs."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.IfExp):
        return literals(node.body, function) + literals(node.orelse, function)
    if isinstance(node, ast.JoinedStr):
        return ["".join(str(p.value) if isinstance(p, ast.Constant) else "*" for p in node.values)]
    if isinstance(node, ast.Name):
        assigned = [
            n.value
            for n in ast.walk(function)
            if isinstance(n, ast.Assign) and getattr(n.targets[0], "id", "") == node.id
        ]
        return [path for value in assigned for path in literals(value, function)]
    return []


def asked() -> list[tuple[str, str, set[str]]]:
    """File, path and given words of every call."""
    found = []
    for file, call, function in calls():
        words = {keyword.arg or "**" for keyword in call.keywords}
        for path in literals(call.args[0 if _name(call) == "phrase" else 1], function):
            both = [path, f"{path}_anywhere"] if _name(call) == "with_turn_to" else [path]
            found += [(file, one, words | ({"turn_to"} if one is path else set())) for one in both]
    return found


def matches(pattern: str, path: str) -> bool:
    return re.fullmatch(re.escape(pattern).replace(r"\*", r"\w+"), path) is not None


@pytest.mark.parametrize(("file", "path"), sorted({(file, path) for file, path, _ in asked()}))
def test_every_phrase_that_the_code_asks_for_exists(file: str, path: str) -> None:
    assert any(matches(path, existing) for existing in ALL), file


def test_the_code_is_read_rightly() -> None:
    found = {path for _, path, _ in asked()}
    assert {"answer.yes", "out_of_scope.here", "smalltalk.*", "human_anywhere", "answer.older_other"} <= found


def words_for(path: str) -> list[set[str]]:
    """The words that each call gives to a phrase."""
    helplines = set(read_yaml(ROOT / "knowledge/national/helplines.yml")["helplines"])
    given = [words for _, pattern, words in asked() if matches(pattern, path)]
    return [words | helplines if "**" in words else words for words in given]


def test_no_phrase_is_left_that_nobody_says() -> None:
    assert {path for path in ALL if not words_for(path)} == set()


@pytest.mark.parametrize("path", ALL)
def test_every_mark_is_filled_by_whoever_says_the_phrase(path: str) -> None:
    for words in words_for(path):
        said = phrase(path, **dict.fromkeys(words, "noget"))
        left = {mark.lower() for mark in MARK.findall(said)} - PERSON_MARKS
        assert left == set()
        assert "{" not in MARK.sub("", said)


def test_a_mark_with_a_capital_is_filled_with_a_capital() -> None:
    said = phrase("silent.no_service", edition="eksempelbys standard", service="dansen")
    assert said.startswith("Eksempelbys standard ")


def test_a_phrase_that_does_not_exist_is_a_fault() -> None:
    with pytest.raises(KeyError):
        phrase("smalltalk.nonsense")
