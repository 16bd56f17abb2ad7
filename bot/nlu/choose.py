"""Chooses what a message asks: one question, two, or none that is believed."""

from dataclasses import dataclass

from bot.nlu.lookup import Found, Names

Ranking = list[tuple[str, float]]

TOPIC = "ask_"
_SKILLS_WITH_PREFIX = frozenset(("ask_human", "ask_capabilities", "ask_privacy"))
FALLBACK = "nlu_fallback"
_SAFETY = "safety_"


@dataclass(frozen=True)
class Limits:
    """Confidences (0 to 1) under which something is not believed."""

    whole: float = 0.12
    part: float = 0.35
    safety: float = 0.35
    skill_over_topic: float = 0.30


@dataclass(frozen=True)
class Understood:
    """One question of a message, as it travels in Rasa's parse output."""

    intent: str
    topic: str | None
    confidence: float
    ranking: list[tuple[str, float]]
    text: str
    municipalities: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    relation: str | None = None
    hard_word: str | None = None


def choose(
    text: str, whole: Ranking, parts: list[tuple[str, Ranking]], names: Names, limits: Limits
) -> list[Understood]:
    """The questions of a message in order; at least one.

    Args:
        text: the message.
        whole: intents of the whole message with their confidence, best first.
        parts: the parts of the message with theirs.
        names: what can be named in the current release.
        limits: what is believed.
    """
    found = names.find(text)
    if danger := _danger(text, whole, parts, found, limits):
        return [danger]
    asked = _separate(parts, names, found, limits)
    if len(asked) >= 2:
        return asked[:3]
    return [_single(text, whole, parts, found, limits)]


def _danger(
    text: str, whole: Ranking, parts: list[tuple[str, Ranking]], found: Found, limits: Limits
) -> Understood | None:
    for ranking in (whole, *(ranking for _, ranking in parts)):
        name, confidence = ranking[0]
        if name.startswith(_SAFETY) and confidence >= limits.safety:
            return _understood(name, confidence, ranking, text, found)
    return None


def _separate(
    parts: list[tuple[str, Ranking]], names: Names, found: Found, limits: Limits
) -> list[Understood]:
    """The parts that are questions on topics of their own."""
    asked: list[Understood] = []
    for text, ranking in parts:
        name, confidence = ranking[0]
        if (
            not is_topic(name)
            or confidence < limits.part
            or any(question.intent == name for question in asked)
        ):
            continue
        own = names.find(text)
        merged = Found(
            own.municipalities or found.municipalities,
            own.services or found.services,
            own.relation or found.relation,
            own.hard_word,
        )
        asked.append(_understood(name, confidence, ranking, text, merged))
    return asked


def _single(
    text: str, whole: Ranking, parts: list[tuple[str, Ranking]], found: Found, limits: Limits
) -> Understood:
    """The one question: of the whole message, or of the part that is surer (a story, then a question)."""
    name, confidence, ranking = *whole[0], whole
    for _, part in parts:
        if part[0][1] > max(confidence, limits.part):
            (name, confidence), ranking = part[0], part
    if confidence < limits.whole:
        name = FALLBACK
    return _understood(name, confidence, ranking, text, found)


def is_topic(intent: str) -> bool:
    """Whether an intent asks on a topic of the catalogue."""
    return intent.startswith(TOPIC) and intent not in _SKILLS_WITH_PREFIX


def _understood(name: str, confidence: float, ranking: Ranking, text: str, found: Found) -> Understood:
    return Understood(
        intent=name,
        topic=name.removeprefix(TOPIC) if is_topic(name) else None,
        confidence=round(confidence, 3),
        ranking=[(label.removeprefix(TOPIC), round(value, 3)) for label, value in ranking[:8]],
        text=text,
        municipalities=found.municipalities,
        services=found.services,
        relation=found.relation,
        hard_word=found.hard_word,
    )
