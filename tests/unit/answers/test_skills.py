"""The skills beside plain answers: small talk, a human, danger, words, comparing, other languages."""

import pytest

from bot.answers.skills import help as helping
from bot.answers.skills.compare import compare
from bot.answers.skills.other import criteria, foreign, privacy
from bot.answers.skills.talk import small_talk
from bot.answers.skills.words import explain
from bot.answers.types import Context, Question
from bot.facts.query import Facts
from bot.facts.types import COMMON, NATIONAL, HardWord, Helpline, TurnTo
from bot.outcomes import Outcome, Reason, Validity
from tests.builders import a_fact, an_edition
from tests.unit.answers.asking import HERE, a_neighbour, a_question, a_world, ids, known

KINDS = [
    *("greet", "goodbye", "thanks", "affirm", "deny", "dont_know", "bot_challenge", "ask_capabilities"),
    *("frustration", "stop", "go_back", "why"),
]
NUMBERS = {
    "alarm": "112",
    "laege": "1813",
    "politi": "114",
    "livslinien": "11223344",
    "vold": "1888",
    "gift": "44332211",
}
HELPLINES = tuple(Helpline(id=key, name=f"{key}telefonen", phone=phone) for key, phone in NUMBERS.items())
VISITATION = HardWord(
    id="visitation", word="visitation", say="Det er, når kommunen ser på, hvad {du} kan få."
)
PRICE = a_fact(id="pris", say="{Du} betaler ikke.")
WORLD = a_world(PRICE, helplines=HELPLINES, hard_words=(VISITATION,))
NOWHERE = Context()


# --- small talk ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("context", [HERE, NOWHERE], ids=["here", "nowhere"])
def test_small_talk_states_no_fact_and_forgets_nothing(kind: str, context: Context) -> None:
    answer = small_talk(a_question(WORLD, "hej", context), kind)
    (message,) = answer.messages
    assert message.outcome is Outcome.SMALLTALK
    assert message.text == message.text.strip() != ""
    assert message.sources == message.facts == ()
    assert answer.context.municipality == context.municipality


def test_small_talk_keeps_what_was_talked_of() -> None:
    answer = small_talk(
        a_question(WORLD, "tak", known(topic="price", service="dans", relation="mor")), "thanks"
    )
    assert (answer.context.topic, answer.context.service, answer.context.relation) == ("price", "dans", "mor")


def test_the_bot_says_that_it_is_no_human() -> None:
    assert "ikke et menneske" in small_talk(a_question(WORLD), "bot_challenge").messages[0].text


# --- a human, not ours, not understood -------------------------------------------------------------


def test_a_human_is_named_for_the_municipality_and_none_is_made_up_without_one() -> None:
    here = helping.human(a_question(WORLD)).messages[0]
    assert (here.outcome, here.reason) == (Outcome.HANDOFF, Reason.HUMAN_ASKED)
    assert "Ring til Dansehuset." in here.text
    assert "Dansehuset" not in helping.human(a_question(WORLD, "", NOWHERE)).messages[0].text


@pytest.mark.parametrize("text", ["hvor mange Panodil må jeg tage", "virker pillerne", "min MEDICIN"])
def test_medicine_is_a_matter_for_the_doctor(text: str) -> None:
    message = helping.out_of_scope(a_question(WORLD, text)).messages[0]
    assert message.outcome is Outcome.OUT_OF_SCOPE
    assert "læge" in message.text


def test_a_matter_that_is_not_ours_is_sent_on_to_the_municipality_where_its_web_is_known() -> None:
    town = WORLD.municipalities["eksempelby"]
    desk = TurnTo(who="Kommunen", say="Se {web}.", web="www.eksempelby.example")
    world = Facts(
        WORLD.knowledge.copy(update={"municipalities": (town.copy(update={"turn_to": desk}),)}), "test"
    )
    text = "hvornår bliver skraldet hentet"
    assert "www.eksempelby.example" in helping.out_of_scope(a_question(world, text)).messages[0].text
    for question in (a_question(WORLD, text), a_question(world, text, NOWHERE)):
        message = helping.out_of_scope(question).messages[0]
        assert message.outcome is Outcome.OUT_OF_SCOPE
        assert "borger.dk" in message.text and "eksempelby.example" not in message.text
        assert "læge" not in message.text


def test_a_first_miss_offers_the_likeliest_topics_and_a_human() -> None:
    ranking = (("greet", 0.2), ("price", 0.1), ("food", 0.1), ("place", 0.1), ("staff", 0.1))
    answer = helping.not_understood(a_question(WORLD, "xyzzy", ranking=ranking))
    (message,) = answer.messages
    offered = ("topic:price", "topic:food", "topic:place", "human:")
    assert (message.outcome, message.reason) == (Outcome.FALLBACK, Reason.NOT_UNDERSTOOD)
    assert tuple(button.value for button in message.buttons) == offered == answer.context.offered
    assert answer.context.misses == 1


def test_a_second_miss_in_a_row_names_a_human() -> None:
    answer = helping.not_understood(a_question(WORLD, "plugh", known(misses=1)))
    assert "Ring til Dansehuset." in answer.messages[0].text
    assert answer.messages[0].buttons == answer.context.offered == ()
    assert answer.context.misses == 2


def test_a_second_miss_nowhere_names_no_ones_contact() -> None:
    text = helping.not_understood(a_question(WORLD, "plugh", Context(misses=1))).messages[0].text
    assert "Dansehuset" not in text and "kommune" in text


def test_a_fault_of_ours_changes_nothing_that_is_known() -> None:
    before = known(topic="price", service="dans", misses=1, offered=("topic:food",), about="sko")
    answer = helping.technical(a_question(WORLD, "hvad koster det", before))
    assert (answer.messages[0].outcome, answer.messages[0].reason) == (Outcome.ERROR, Reason.TECHNICAL)
    assert "Ring til Dansehuset." in answer.messages[0].text
    assert answer.context == before


# --- danger ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        ("acute", ["112", "1813"]),
        ("suicide", ["11 22 33 44", "112"]),
        ("violence", ["1888", "112", "114"]),
        ("poison", ["44 33 22 11", "112"]),
    ],
)
def test_danger_is_answered_with_the_numbers_of_the_list(kind: str, numbers: list[str]) -> None:
    for context in (HERE, NOWHERE):
        message = helping.danger(a_question(WORLD, "hjælp", context), kind).messages[0]
        assert message.outcome is Outcome.SAFETY
        assert [number for number in numbers if number not in message.text] == []
        assert "{" not in message.text


def test_acute_danger_is_told_in_english_too() -> None:
    assert "call 112" in helping.danger(a_question(WORLD), "acute").messages[0].text


def test_a_number_is_written_as_its_owner_writes_it() -> None:
    lines = [
        line.copy(update={"shown": "112 233 44"}) if line.id == "livslinien" else line for line in HELPLINES
    ]
    world = a_world(helplines=tuple(lines))
    assert "112 233 44" in helping.danger(a_question(world), "suicide").messages[0].text


# --- words -----------------------------------------------------------------------------------------


def test_a_hard_word_is_explained_for_whomever_it_is_about() -> None:
    own = explain(a_question(WORLD, "hvad er visitation", hard_word="visitation")).messages[0]
    hers = explain(a_question(WORLD, "visitation", hard_word="visitation", relation="mor")).messages[0]
    assert own.outcome is Outcome.ANSWER
    assert "hvad du kan få" in own.text
    assert "hvad din mor kan få" in hers.text


def test_without_a_word_and_without_an_answer_before_there_is_nothing_to_explain() -> None:
    message = explain(a_question(WORLD, "hvad mener du")).messages[0]
    assert message.outcome is Outcome.CLARIFY
    assert message.facts == ()


def test_the_hard_words_of_the_last_answer_are_explained() -> None:
    world = a_world(a_fact(say="Prisen sættes ved Visitation."), hard_words=(VISITATION,))
    message = explain(a_question(world, "hvad mener du", known(topic="price"))).messages[0]
    assert "når kommunen ser på" in message.text


def test_an_answer_without_hard_words_is_said_again() -> None:
    answer = explain(a_question(WORLD, "hvad mener du", known(topic="price")))
    assert ids(answer.messages[0]) == ["pris"]


# --- comparing -------------------------------------------------------------------------------------

OLD = an_edition(
    id="naboby-2011", validity=Validity.UNCONFIRMED, year=2011, caveat="Fra {year}; kan være ændret."
)
THEIRS = a_fact(id="der", municipality="naboby", edition="naboby-2011", say="Det koster en mønt.")
SONG = a_fact(id="sang", service="sang", name="what_is", say="Sang er at synge.")
DANCE = a_fact(id="dans", name="what_is", say="Dans er at danse.")
BOTH = a_world(
    PRICE,
    THEIRS,
    SONG,
    DANCE,
    services=("dans", "sang"),
    ordinary=("dans", "sang"),
    neighbours=[a_neighbour()],
    editions=[OLD],
)


def compared(question: Question) -> tuple[str, list[str]]:
    (message,) = compare(question).messages
    assert message.outcome is Outcome.ANSWER
    return message.text, ids(message)


def test_services_are_set_side_by_side_on_what_they_are() -> None:
    text, used = compared(a_question(BOTH, "forskel på dans og sang", services=("dans", "sang")))
    assert used == ["dans", "sang"]
    assert "- Dans: " in text and "- Sang: " in text


def test_services_are_compared_on_the_topic_that_was_named() -> None:
    _, used = compared(
        a_question(BOTH, "er dans eller sang billigst", services=("dans", "sang"), ranking=(("price", 0.3),))
    )
    assert used == ["pris"]


def test_what_is_not_stated_is_said_to_be_so() -> None:
    text, _ = compared(a_question(BOTH, services=("dans", "sang"), ranking=(("price", 0.3),)))
    assert "- Sang: det står ikke" in text


def test_the_known_and_the_named_municipality_are_compared() -> None:
    text, used = compared(
        a_question(BOTH, "er det dyrere i naboby", municipalities=("naboby",), services=("dans",))
    )
    assert used == ["pris", "der"]
    assert "- Eksempelby: " in text and "- Naboby: " in text


def test_without_a_municipality_all_are_compared() -> None:
    text, _ = compared(
        a_question(BOTH, "hvor er det bedst", NOWHERE, ranking=(("price", 0.9),), services=("dans",))
    )
    assert "- Eksempelby: " in text and "- Naboby: " in text


def test_a_comparison_names_its_sources_and_the_caveat_of_an_old_edition() -> None:
    answer = compare(
        a_question(BOTH, municipalities=("naboby",), services=("dans",), ranking=(("price", 0.9),))
    )
    (message,) = answer.messages
    assert {source.standard for source in message.sources} == {"eksempelby-2024", "naboby-2011"}
    assert "Fra 2011; kan være ændret." in message.text
    assert answer.context.topic == message.topic == "price"


# --- other languages, storing, who can get it ------------------------------------------------------


def test_english_gets_the_contact_and_the_key_fact() -> None:
    message = foreign(
        a_question(WORLD, "how much is it", ranking=(("foreign", 0.9), ("price", 0.5)))
    ).messages[0]
    assert (message.outcome, message.topic) == (Outcome.ANSWER, "price")
    assert "Ring til Dansehuset." in message.text and "Du betaler ikke." in message.text
    assert message.sources and ids(message) == ["pris"]


def test_english_without_a_municipality_is_asked_which_of_those_that_are_known() -> None:
    message = foreign(a_question(BOTH, "how much is it", NOWHERE)).messages[0]
    assert (message.outcome, message.reason) == (Outcome.CLARIFY, Reason.WHICH_MUNICIPALITY)
    assert "Eksempelby" in message.text and "Naboby" in message.text


def test_english_on_a_silent_topic_claims_no_source_for_what_it_does_not_say() -> None:
    law = a_fact(
        id="lov",
        municipality=NATIONAL,
        service=COMMON,
        name="waiting_list",
        edition="eksempelloven",
        section="§ 1",
    )
    question = a_question(a_world(PRICE, law), "waiting list", ranking=(("waiting_list", 0.9),))
    message = foreign(question).messages[0]
    assert "Ring til Dansehuset." in message.text
    assert message.sources == message.facts == ()


def test_storing_is_told_with_its_days() -> None:
    message = privacy(a_question(WORLD), 17).messages[0]
    assert message.outcome is Outcome.ANSWER
    assert "17 dage" in message.text


def test_who_can_get_it_is_told_with_the_word_that_the_municipality_decides() -> None:
    world = a_world(a_fact(id="hvem", name="who_can", say="Dansen er for {dig}, som vil danse."))
    answer = criteria(a_question(world, "kan min mor danse", relation="mor"))
    (message,) = answer.messages
    assert ids(message) == ["hvem"]
    assert "Det gør kommunen" in message.text and "Alle må søge" in message.text
    assert "din mor" in message.text and message.sources


def test_who_can_get_it_is_silent_where_the_standard_is() -> None:
    (message,) = criteria(a_question(WORLD, "kan jeg få dans", ranking=(("who_can", 1.0),))).messages
    assert message.reason is Reason.SILENT
    assert "Alle må søge" not in message.text


def test_who_can_get_it_asks_for_the_municipality_first() -> None:
    assert (
        criteria(a_question(WORLD, "kan jeg få det", NOWHERE)).messages[0].reason is Reason.WHICH_MUNICIPALITY
    )
