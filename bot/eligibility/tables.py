"""Writes the decision tables of `docs/eligibility.md` from the rules themselves, in Danish, as Markdown."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.eligibility.findings import route_name
from bot.eligibility.logic import ALL, ANY, AT_LEAST, listed
from bot.eligibility.phrases import entry, phrase
from bot.eligibility.rules import Compiled, Point, Rules
from bot.eligibility.verdict import Verdict
from bot.facts.types import Fact
from bot.lang.voice import Voice


def page(towns: Iterable[Rules]) -> str:
    """The whole page: every municipality with its questions, limits and rules."""
    parts = [f"# {phrase('tables.title')}", phrase("tables.intro")]
    for rules in towns:
        town = rules.facts.municipalities[rules.municipality]
        standard = rules.facts.standard(rules.municipality)
        parts += [
            f"## {town.name}",
            f"{standard.title}, {standard.edition}.",
            _questions(rules),
            _limits(rules),
        ]
        parts += [_service(rules, compiled) for compiled in rules.services.values()]
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(head: list[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [_row(head), _row("---" for _ in head), *(_row(row) for row in rows)]
    return "\n".join(lines)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "/").replace("\n", " ") for cell in cells) + " |"


def _spoken(text: str) -> str:
    return Voice().say(text)


def _questions(rules: Rules) -> str:
    rows = []
    for key, question in rules.questions.items():
        answers = [_answer(rules, key, option) for option in rules.choices(key)]
        rows.append([_spoken(question.ask), _spoken(question.why), "; ".join(answers)])
    return f"### {phrase('tables.questions')}\n\n{_table(entry('tables.question_head'), rows)}"


def _limits(rules: Rules) -> str:
    if not rules.ages.reached_by:
        return ""
    lines = [
        f"- {name}: {threshold.fact}, {threshold.field}" + (f" + {threshold.plus}" if threshold.plus else "")
        for name, threshold in rules.screening.parameters.items()
    ]
    return f"**{phrase('tables.limits')}**\n\n" + "\n".join(lines)


def _service(rules: Rules, compiled: Compiled) -> str:
    rule, label = compiled.rule, rules.facts.services[compiled.rule.service].label
    if rule.no_rule:
        return f"### {label}\n\n{phrase('tables.no_rule', reason=rule.no_rule)}"
    rows = [_point(rules, rule.service, point) for point in compiled.points]
    parts = [f"### {label}", _table(entry("tables.rule_head"), rows), phrase("tables.all_met")]
    judged = [_spoken(fact.sentence) for fact in rules.cited(rule.judged, rule.service)]
    parts += _list("tables.judged", judged) + _list("tables.not_modelled", rule.not_modelled)
    return "\n\n".join(parts)


def _list(path: str, items: Iterable[str]) -> list[str]:
    lines = [f"- {item}" for item in items]
    return [f"**{phrase(path)}**\n\n" + "\n".join(lines)] if lines else []


def _point(rules: Rules, service: str, point: Point) -> list[str]:
    written = point.criterion.needs if point.wanted else point.criterion.unless
    condition = _condition(rules, written)
    facts = rules.cited(point.criterion.facts, service)
    return [
        _spoken(facts[0].sentence),
        phrase("tables.needs" if point.wanted else "tables.unless", condition=condition),
        _otherwise(rules, point),
        "; ".join(dict.fromkeys(_source(rules, fact) for fact in facts)),
    ]


def _otherwise(rules: Rules, point: Point) -> str:
    route = point.criterion.to
    return phrase(
        f"tables.otherwise.{point.otherwise.value}",
        route=route_name(rules, route) if point.otherwise is Verdict.OTHER_ROUTE else "",
        doubt=point.criterion.doubt,
    )


def _source(rules: Rules, fact: Fact) -> str:
    return f"{fact.section} ({rules.facts.editions[fact.edition].edition})"


def _condition(rules: Rules, written: Mapping[str, Any]) -> str:
    ((word, inside),) = written.items()
    if word in {ALL, ANY}:
        joint = phrase("tables.and" if word == ALL else "tables.or")
        return joint.join(_condition(rules, part) for part in inside)
    ((question, value),) = inside.items()
    name = entry("short")[question]
    if word == AT_LEAST:
        return phrase("tables.at_least", question=name, value=_limit(rules, value))
    values = phrase("tables.or").join(f"«{_answer(rules, question, each)}»" for each in listed(value))
    return phrase("tables.is", question=name, values=values)


def _answer(rules: Rules, question: str, answer: str) -> str:
    return rules.questions[question].options[answer].label or phrase(f"buttons.{answer}")


def _limit(rules: Rules, name: str) -> str:
    threshold = rules.screening.parameters[name]
    (fact,) = rules.cited((threshold.fact,), "")
    value = getattr(fact.value, threshold.field)
    return phrase("tables.years", years=str(value + threshold.plus)) if isinstance(value, int) else str(value)
