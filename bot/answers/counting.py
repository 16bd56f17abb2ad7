"""Which deadlines an answer is about, and how they are kept for the next message."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.answers.told_day import data, says
from bot.answers.types import Question
from bot.deadlines import Rule, deadline_of, rule_of
from bot.facts.query import Facts
from bot.facts.types import Fact

_HEALTH = "sundhedsloven"
LAW_OF_COMPLAINTS = "retssikkerhedsloven"


@dataclass(frozen=True)
class Kept:
    """What `Context.counting` holds: deadlines by the address of their fact, and the day they count from.

    Written `address,address@2026-04-03@event,event`; a day without addresses is one that was told before
    anything could be counted (no municipality yet), with what it is the day of.
    """

    addresses: tuple[str, ...] = ()
    day: date | None = None
    named: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """As it is kept."""
        day = self.day.isoformat() if self.day else ""
        return "@".join((",".join(self.addresses), day, ",".join(sorted(self.named)))).rstrip("@")

    @classmethod
    def read(cls, text: str) -> "Kept":
        """From the kept text."""
        addresses, day, named = [*text.split("@"), "", ""][:3]
        return cls(
            tuple(addresses.split(",")) if addresses else (),
            date.fromisoformat(day) if day else None,
            frozenset(named.split(",")) if named else frozenset(),
        )


def keep(rules: list[Rule], day: date | None = None) -> str:
    """The text that keeps these deadlines."""
    return Kept(tuple(rule.fact.address for rule in rules), day).text


def kept_rules(question: Question, town: str) -> list[Rule]:
    """The deadlines that were told last, as they hold now."""
    found = []
    for address in Kept.read(question.context.counting).addresses:
        _, service, name = address.split(".", 2)
        found.append(deadline_of(question.facts, town, service, name, question.day))
    return [rule for rule in found if rule and rule.countable]


@dataclass(frozen=True)
class Deadlines:
    """The deadlines that an answer may be about.

    A deadline whose text does not say what it counts from is not among them: no day can be given.
    `own`: those of its topic. `spoken`: those that the words of the question speak of. `told`: any that
    the facts of the message state.
    """

    own: list[Rule]
    spoken: list[Rule]
    told: list[Rule]


def deadlines_of(
    question: Question, town: str, services: tuple[str, ...], topic: str, facts: Iterable[Fact]
) -> Deadlines:
    """The deadlines that an answer on a topic may be about, which tells some facts for some services."""
    words, skipped = data(), data()["not_asked"]
    names = [name for name, said in words["spoken_of"].items() if says(said, question.asked.text)]
    spoken = [] if topic in words["other_deadlines"] else [name for name in names if name != topic]
    stated = [rule_of(question.facts, fact) for fact in facts if fact.name not in skipped]
    healthy = all(under_health_law(question.facts, town, service, question.day) for service in services)
    return Deadlines(
        [] if topic in skipped else _stated(question.facts, town, services, topic, question.day),
        [rule for name in spoken for rule in _stated(question.facts, town, services, name, question.day)],
        [rule for rule in stated if rule and rule.countable and not (healthy and _of_complaints(rule))],
    )


def _stated(facts: Facts, town: str, services: tuple[str, ...], topic: str, day: date) -> list[Rule]:
    found: dict[str, Rule] = {}
    for service in services:
        own = [rule for fact in facts.about(town, service, topic, day) if (rule := rule_of(facts, fact))]
        law = [rule for fact in facts.national(topic, service, day) if (rule := rule_of(facts, fact))]
        for rule in own or law:
            if rule.countable and not (_of_complaints(rule) and under_health_law(facts, town, service, day)):
                found.setdefault(rule.fact.key, rule)
    return list(found.values())


def _of_complaints(rule: Rule) -> bool:
    return bool(rule.fact.value and rule.fact.value.law == LAW_OF_COMPLAINTS)


def under_health_law(facts: Facts, town: str, service: str, day: date) -> bool:
    """Whether a service is given by the health act alone; its complaints have another deadline."""
    laws = {fact.value.law for fact in facts.about(town, service, "legal_basis", day) if fact.value}
    return laws == {_HEALTH}
