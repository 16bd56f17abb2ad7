"""Chooses what a message asks: one question, two, or none that is believed."""

from dataclasses import dataclass, replace

from bot.lang.fold import folded_words
from bot.nlu import danger, elsewhere
from bot.nlu.lookup import Found, Names

Ranking = list[tuple[str, float]]
Parts = list[tuple[str, Ranking]]

TOPIC = "ask_"
_SKILLS_WITH_PREFIX = frozenset(("ask_human", "ask_capabilities", "ask_privacy"))
FALLBACK = "nlu_fallback"
NAMED_ONLY = "inform_municipality"
_SAFETY = "safety_"
_OUT = "out_of_scope"
_FIRST_GUESSES = 10
_SHORT = 4
_GOES_ON = frozenset(
    (
        "og",
        "men",
        "hvad",
        "ogsaa",
        "heller",
        "gaelder",
        "hvis",
        "end",
        "i",
        "for",
        "samme",
        "ok",
        "okay",
        "naa",
        "nej",
    )
)
_STATES = (".", "!")
"""What a part ends in that tells something and asks nothing."""

_TELLS = frozenset(("min", "mit", "mine", "vores", "jeg", "vi", "han", "hun"))
"""How a part begins that tells something, unless it asks in so many words."""

_ASKS = frozenset(
    ("hvad", "hvor", "hvornaar", "hvem", "hvordan", "hvilken", "hvilke", "hvilket", "hvorfor", "vide")
)

_NEW = frozenset(("er", "betyder"))


@dataclass(frozen=True)
class Limits:
    """Confidences (0 to 1) under which something is not believed."""

    whole: float = 0.03
    part: float = 0.35
    safety: float = 0.50
    part_safety: float = 0.80
    signed_safety: float = 0.015
    skill: float = 0.45
    short_skill: float = 0.15
    out_of_scope: float = 0.10
    out_of_scope_named: float = 0.70
    likely_topic: float = 0.25
    sure: float = 0.60
    guess: float = 0.25
    guess_topic: float = 0.05


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
    rest: tuple[str, ...] = ()
    elsewhere: bool = False
    """whether it is about a municipality that is not known"""


def choose(text: str, whole: Ranking, parts: Parts, names: Names, limits: Limits) -> list[Understood]:
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
    if not found.municipalities and elsewhere.named(text):
        return [replace(_understood(_OUT, whole[0][1], whole, text, found), elsewhere=True)]
    if other := _no_question_of_ours(text, whole, parts, found, limits):
        return [other]
    asked = _separate(parts, names, found, limits)
    if len(asked) >= 2:
        return asked[:3]
    return [_single(text, whole, parts, found, limits)]


def _no_question_of_ours(
    text: str, whole: Ranking, parts: Parts, found: Found, limits: Limits
) -> Understood | None:
    """A message that only names something, says nothing, or is about other matters."""
    if _names_only(text, whole, found, limits):
        return _understood(NAMED_ONLY, whole[0][1], whole, text, found)
    if _means_nothing(text, whole, limits):
        return _understood(FALLBACK, whole[0][1], whole, text, found)
    foreign, named = dict(whole).get(_OUT, 0.0), found.services or found.hard_word
    likely = max((share for name, share in whole if is_topic(name)), default=0.0) >= limits.likely_topic
    least = limits.out_of_scope_named if named or likely else limits.out_of_scope
    here = found.services and found.municipalities  # "genoptræning i …": the model never heard that name
    if foreign >= least and not here and not _ours_in_parts(parts, limits):
        return _understood(_OUT, foreign, whole, text, found)
    return None


def _ours_in_parts(parts: Parts, limits: Limits) -> bool:
    """Whether a message is several questions, and none of them is about other matters."""
    rankings = [ranking for _, ranking in parts]
    return len(rankings) > 1 and all(
        is_topic(ranking[0][0]) and dict(ranking).get(_OUT, 0.0) < limits.out_of_scope for ranking in rankings
    )


def _means_nothing(text: str, whole: Ranking, limits: Limits) -> bool:
    """Whether no guess stands out and none is a topic: letters without words, a lone mark."""
    topic = max((share for name, share in whole if is_topic(name)), default=0.0)
    foreign = whole[0][0] == _OUT and len(text.split()) > _SHORT
    return not foreign and whole[0][1] < limits.guess and topic < limits.guess_topic


def is_topic(intent: str) -> bool:
    """Whether an intent asks on a topic of the catalogue."""
    return intent.startswith(TOPIC) and intent not in _SKILLS_WITH_PREFIX


def _danger(text: str, whole: Ranking, parts: Parts, found: Found, limits: Limits) -> Understood | None:
    rankings = [(whole, limits.safety), *((ranking, limits.part_safety) for _, ranking in parts)]
    for ranking, least in rankings:
        name, confidence = ranking[0]
        if name.startswith(_SAFETY) and confidence >= least:
            return _understood(name, confidence, ranking, text, found)
    signs = danger.kinds(text)
    for name, confidence in whole[:_FIRST_GUESSES]:
        if name in signs and confidence >= limits.signed_safety:
            return _understood(name, confidence, whole, text, found)
    return None


def _names_only(text: str, whole: Ranking, found: Found, limits: Limits) -> bool:
    """Whether a message only names something and so goes on with what was asked ("og i daghjem?")."""
    if not (found.municipalities or found.services or found.relation):
        return False
    if whole[0][0] == NAMED_ONLY and whole[1][1] < limits.part / 2 and len(found.rest) <= 1:
        return True
    if found.rest:
        return False
    words = folded_words(text)
    if whole[0][1] >= limits.sure and is_topic(whole[0][0]):
        return False
    if whole[0][0] == NAMED_ONLY:
        return True
    goes_on = words[0] in _GOES_ON and not (len(words) > 1 and words[1] in _NEW)
    return goes_on or len(words) <= _SHORT - 1


def _separate(parts: Parts, names: Names, found: Found, limits: Limits) -> list[Understood]:
    """The parts that are questions on topics of their own."""
    asked: list[Understood] = []
    asking = [part for part in parts if not part[0].rstrip().endswith(_STATES) and not _only_tells(part[0])]
    for text, ranking in asking:
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
            own.rest,
        )
        asked.append(_understood(name, confidence, ranking, text, merged))
    return asked


def _only_tells(part: str) -> bool:
    """Whether a part tells of somebody and asks nothing ("min henvisning kom i mandags, …")."""
    words = folded_words(part)
    return bool(words) and words[0] in _TELLS and not part.rstrip().endswith("?") and not _ASKS & set(words)


def _single(text: str, whole: Ranking, parts: Parts, found: Found, limits: Limits) -> Understood:
    """The one question: of the whole message, or of the part that is surer (a story, then a question)."""
    name, confidence, ranking = *_believed(text, whole, limits), whole
    for piece, part in parts:
        other, surer = _believed(piece, part, limits)
        if surer > max(confidence, limits.part) and is_topic(other):
            name, confidence, ranking = other, surer, part
    if confidence < limits.whole:
        name = FALLBACK
    return _understood(name, confidence, ranking, text, found)


def _believed(text: str, ranking: Ranking, limits: Limits) -> tuple[str, float]:
    """The best intent; small talk in a longer message only if it is sure, else the best topic."""
    name, confidence = ranking[0]
    if name in (NAMED_ONLY, _OUT):  # both were believed before, or not at all
        ranking = ranking[1:]
        name, confidence = ranking[0]
    least = limits.short_skill if len(text.split()) <= _SHORT else limits.skill
    if is_topic(name) or confidence >= least:
        return name, confidence
    return next(((other, sure) for other, sure in ranking if is_topic(other)), (name, confidence))


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
        rest=found.rest,
    )
