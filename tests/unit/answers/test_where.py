"""Which municipality: the one that was said, the one known, else it is asked for."""

from bot.answers.compose import compose
from bot.answers.types import Context
from bot.outcomes import Outcome, Reason
from tests.builders import a_fact
from tests.unit.answers.asking import HERE, a_neighbour, a_question, a_world, ask, told

HERS = a_fact(id="her", say="Det er gratis.")
THEIRS = a_fact(id="der", municipality="naboby", say="Det koster en mønt.")
WORLD = a_world(HERS, THEIRS, neighbours=[a_neighbour()])


def test_the_known_municipality_answers_when_none_is_named() -> None:
    assert told(WORLD, "hvad koster det", topic="price").municipality == "eksempelby"


def test_the_named_municipality_answers_when_none_is_known() -> None:
    message = told(WORLD, "pris i naboby", Context(), topic="price", municipalities=("naboby",))
    assert message.municipality == "naboby"
    assert message.facts == (THEIRS,)


def test_naming_another_alone_moves_on_to_it_and_stays_there() -> None:
    answer = ask(WORLD, "og i naboby", topic="price", municipalities=("naboby",))
    assert answer.messages[0].municipality == "naboby"
    assert answer.context.municipality == "naboby"


def test_naming_the_known_one_beside_another_means_the_known_one() -> None:
    for named in (("eksempelby", "naboby"), ("naboby", "eksempelby")):
        assert told(WORLD, topic="price", municipalities=named).municipality == "eksempelby"


def test_of_two_unknown_ones_the_last_is_meant() -> None:
    world = a_world(HERS, THEIRS, neighbours=[a_neighbour(), a_neighbour(id="fjernby", words=["fjernby"])])
    assert told(world, topic="price", municipalities=("fjernby", "naboby")).municipality == "naboby"


def test_without_any_the_bot_asks_with_a_button_each() -> None:
    answer = ask(WORLD, "hvad koster dans", Context(), topic="price", services=("dans",))
    (message,) = answer.messages
    assert (message.outcome, message.reason) == (Outcome.CLARIFY, Reason.WHICH_MUNICIPALITY)
    assert [button.value for button in message.buttons] == ["municipality:eksempelby", "municipality:naboby"]
    assert message.facts == () and message.sources == ()
    assert answer.context.awaiting == "municipality"


def test_what_was_asked_is_kept_until_the_municipality_is_said() -> None:
    asked = ask(
        WORLD, "hvad koster dans for min mor", Context(), topic="price", services=("dans",), relation="mor"
    )
    answer = ask(WORLD, "", asked.context, municipalities=("naboby",))
    assert answer.messages[0].facts == (THEIRS,)
    assert answer.context.awaiting is None
    assert (answer.context.service, answer.context.relation) == ("dans", "mor")


def test_two_questions_without_a_municipality_are_asked_back_once() -> None:
    questions = (
        a_question(WORLD, "hvad koster det", Context(), topic="price"),
        a_question(WORLD, "er der kørsel", Context(), topic="transport"),
    )
    answer = compose(questions)
    assert len(answer.messages) == 1
    assert answer.context.topic == "price"


def test_a_known_municipality_is_not_forgotten_by_an_answer() -> None:
    assert ask(WORLD, "hvad koster det", HERE, topic="price").context.municipality == "eksempelby"
