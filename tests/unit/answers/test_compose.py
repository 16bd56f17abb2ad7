"""Composing: one message a question, and what each leaves known."""

from bot.answers.compose import compose
from bot.answers.types import Context
from bot.facts.catalogue import topics
from bot.facts.query import Facts
from bot.outcomes import Asker, Outcome
from tests.builders import a_fact
from tests.unit.answers.asking import HERE, a_question, a_world, ask, ids, known
from tests.unit.answers.test_say import a_long_answer

PRICE, BUS = a_fact(id="pris"), a_fact(id="bus", name="transport", say="Der kører en bus.")
SONG = a_fact(id="sang", service="sang", name="transport", say="Sangerne går.")
WORLD = a_world(PRICE, BUS, SONG, services=("dans", "sang"))


def test_two_questions_give_a_message_each_with_its_own_topic_and_sources() -> None:
    answer = compose(
        (
            a_question(WORLD, "hvad koster det", topic="price"),
            a_question(WORLD, "er der kørsel", topic="transport", services=("dans",)),
        )
    )
    assert [message.topic for message in answer.messages] == ["price", "transport"]
    assert all(message.sources for message in answer.messages)
    assert answer.context.topic == "transport"


def test_what_the_first_question_settles_is_known_to_the_second() -> None:
    answer = compose(
        (
            a_question(
                WORLD, "pris på sang i eksempelby", Context(), topic="price", municipalities=("eksempelby",),
                services=("sang",), relation="mor",
            ),
            a_question(WORLD, "er der kørsel", Context(), topic="transport"),
        )
    )  # fmt: skip
    assert ids(answer.messages[1]) == ["sang"]
    assert (answer.context.municipality, answer.context.service) == ("eksempelby", "sang")
    assert answer.context.asker is Asker.RELATIVE


def test_the_buttons_of_all_messages_are_offered() -> None:
    world = a_world(*a_long_answer(), BUS)
    answer = compose(
        (a_question(world, "kørsel", topic="transport"), a_question(world, "pris", topic="price"))
    )
    assert answer.context.offered == ("all:price",)


def test_an_answer_without_buttons_offers_none_and_forgets_the_old_ones() -> None:
    assert ask(WORLD, "hvad koster det", known(offered=("topic:food",)), topic="price").context.offered == ()


def test_an_answer_ends_a_row_of_misses() -> None:
    assert ask(WORLD, "hvad koster det", known(misses=1), topic="price").context.misses == 0


def test_an_answer_names_its_release() -> None:
    answer = ask(WORLD, "hvad koster det", topic="price")
    assert answer.release == "test"
    assert answer.messages[0].body(answer.release)["release"] == "test"


def test_telling_words_are_kept_so_that_the_next_message_may_only_go_on() -> None:
    first = ask(WORLD, "hvad koster sko", topic="price", rest=("koster", "sko"))
    assert first.context.about == "koster sko"
    assert ask(WORLD, "og sang", first.context, services=("sang",)).context.about == "koster sko"


def test_the_body_holds_what_the_contract_names() -> None:
    body = ask(WORLD, "hvad koster det", HERE, topic="price").messages[0].body("r1")
    assert body["outcome"] == "answer" and body["reason"] is None
    assert set(body["sources"][0]) == {"standard", "title", "section", "edition", "in_force", "validity"}


def test_the_whole_of_eksempelby_answers_or_names_its_silence_on_every_topic(eksempelby: Facts) -> None:
    for topic in topics():
        for service in ((), ("dans",), ("genoptraening",)):
            (message,) = ask(eksempelby, "spørgsmål", topic=topic, services=service).messages
            assert message.outcome in {Outcome.ANSWER, Outcome.HANDOFF}
            assert "{" not in message.text
            assert bool(message.facts) == bool(message.sources)


def test_a_deadline_of_the_law_is_the_one_that_holds_on_the_day(eksempelby: Facts) -> None:
    (message,) = ask(eksempelby, "hvordan klager jeg", topic="complaint_decision").messages
    assert "6 uger" in message.text and "4 uger" not in message.text
    assert [source.standard for source in message.sources] == ["eksempelloven"]
