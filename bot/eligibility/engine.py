"""What the answers point at, and which question can still change the most.

Exact, not a rule of thumb: a question is asked only if there are answers to the other open questions
under which it changes an outcome; when there is no such question, nothing unasked can change anything.
"""

from collections.abc import Iterable, Mapping

from bot.eligibility.ages import AGE, BIRTHDAY, YEAR, span_of, year_known
from bot.eligibility.logic import World
from bot.eligibility.rules import MORE, Compiled, Rules
from bot.eligibility.verdict import Verdict

State = tuple[tuple[str, frozenset[str]], ...]
"""A world as it can be remembered: only the variables of one service, in a fixed order."""


def outcomes(rules: Rules, answers: Mapping[str, str]) -> dict[str, Verdict]:
    """The outcome of every service; a missing answer is unknown."""
    world = rules.world(answers)
    return {service: verdict(compiled, world) for service, compiled in rules.services.items()}


def verdict(compiled: Compiled, world: World) -> Verdict:
    """The outcome of one service: the first point that fails decides; what is unknown never refuses."""
    if not compiled.points:
        return Verdict.NO_RULE
    unsure = False
    for point in compiled.points:
        met = point.met(world)
        if met is False and point.otherwise is not Verdict.UNCLEAR:
            return point.otherwise
        unsure = unsure or met is not True
    return Verdict.UNCLEAR if unsure else Verdict.LIKELY


def next_question(rules: Rules, answers: Mapping[str, str], asked: Iterable[str]) -> str | None:
    """The open question that can still change the outcome of the most services; none if none can."""
    world, still = rules.world(answers), open_questions(rules, answers, frozenset(asked))
    weights = {
        question: sum(
            _matters(
                compiled, _moves(rules, question, world), _others(rules, compiled, still, question, world)
            )
            for compiled in rules.services.values()
            if compiled.variables.intersection(rules.variables(about))
        )
        for question, about in still.items()
    }
    best = max(weights, key=lambda question: weights[question], default=None)
    return best if best and weights[best] else None


def open_questions(rules: Rules, answers: Mapping[str, str], asked: frozenset[str]) -> dict[str, str]:
    """The questions that may be asked now, and the question whose variables each is about."""
    found = {}
    for key, question in rules.questions.items():
        if question.id in {AGE, YEAR, BIRTHDAY} or key in asked:
            continue
        if key not in answers or answers[key].endswith(MORE):
            found[key] = key
    if AGE in rules.questions and (age := _age_question(rules, answers, asked)):
        found[age] = AGE
    return {key: found[key] for key in rules.questions if key in found}


def _age_question(rules: Rules, answers: Mapping[str, str], asked: frozenset[str]) -> str | None:
    """What to ask of the age: itself, or the year or the birthday where the age lies at a limit."""
    born = span_of(answers, rules.day)
    if born is None:
        return None if AGE in asked or AGE in answers else AGE
    if len(rules.ages.classes_of(born)) == 1:
        return None
    finer = BIRTHDAY if year_known(born) else YEAR
    return None if finer in asked or finer in answers else finer


Moves = tuple[State, ...]
"""What each possible answer to a question leaves possible of its variables."""


def _moves(rules: Rules, question: str, world: World) -> Moves:
    """The answers to a question, not knowing among them."""
    asked = rules.questions[question]
    about = rules.variables(AGE if asked.id in {YEAR, BIRTHDAY} else question)
    unknown = tuple((name, world[name]) for name in about)
    if not asked.many:
        (name,) = about
        return (unknown, *(((name, frozenset([value])),) for value in sorted(world[name])))
    nothing = {name: world[name] if len(world[name]) == 1 else frozenset(["nej"]) for name in about}
    single = [{**nothing, name: frozenset(["ja"])} for name in about]
    return (unknown, tuple(nothing.items()), *(tuple(each.items()) for each in single))


def _others(
    rules: Rules, compiled: Compiled, still: Mapping[str, str], question: str, world: World
) -> tuple[State, tuple[Moves, ...]]:
    """The service's world, and the answers to the other open questions that it looks at."""
    about = set(rules.variables(still[question]))
    others = tuple(
        _moves(rules, other, world)
        for other, its in still.items()
        if other != question and compiled.variables.intersection(rules.variables(its))
    )
    fixed = tuple((name, world[name]) for name in sorted(compiled.variables - about))
    return fixed, others


def _matters(compiled: Compiled, moves: Moves, rest: tuple[State, tuple[Moves, ...]]) -> bool:
    """Whether there are answers to the other questions under which these answers differ."""
    fixed, others = rest
    return _differs(compiled, {**dict(fixed), **dict(moves[0])}, moves, others)


def _differs(
    compiled: Compiled, world: dict[str, frozenset[str]], moves: Moves, others: tuple[Moves, ...]
) -> bool:
    if settled(compiled, world):
        return False
    if not others:
        return len({verdict(compiled, {**world, **dict(move)}) for move in moves}) > 1
    return any(_differs(compiled, {**world, **dict(move)}, moves, others[1:]) for move in others[0])


def settled(compiled: Compiled, world: World) -> bool:
    """Whether no answer to anything unknown can change the outcome (a sure sign, not the only one)."""
    before: set[Verdict] = set()
    unclear = unknown = False
    for point in compiled.points:
        met = point.met(world)
        if met is False and point.otherwise is not Verdict.UNCLEAR:
            return before <= {point.otherwise}
        if met is None:
            unknown = True
            if point.otherwise is not Verdict.UNCLEAR:
                before.add(point.otherwise)
        unclear = unclear or met is False
    return not before and (unclear or not unknown)
