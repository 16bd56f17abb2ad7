"""Choosing: one question, two, or none that is believed; danger before anything else."""

from dataclasses import replace

import pytest

from bot.nlu.choose import FALLBACK, NAMED_ONLY, Limits, Parts, Ranking, Understood, choose, is_topic
from tests.unit.nlu.names import some_names

NAMES, LIMITS = some_names(), Limits()


def ranking(name: str, confidence: float, *others: tuple[str, float]) -> Ranking:
    return [(name, confidence), *(others or (("ask_staff", 0.01),)), ("ask_food", 0.001)]


def chosen(
    text: str, whole: Ranking, parts: Parts | None = None, limits: Limits = LIMITS
) -> list[Understood]:
    return choose(text, whole, parts if parts is not None else [(text, whole)], NAMES, limits)


def intent(text: str, whole: Ranking, parts: Parts | None = None) -> str:
    (question,) = chosen(text, whole, parts)
    return question.intent


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("ask_price", True),
        ("ask_human", False),
        ("ask_capabilities", False),
        ("ask_privacy", False),
        ("greet", False),
        ("safety_acute", False),
    ],
)
def test_skills_that_are_named_like_topics_are_none(name: str, wanted: bool) -> None:
    assert is_topic(name) is wanted


# --- one question ----------------------------------------------------------------------------------


def test_a_topic_is_taken_with_all_that_the_message_names() -> None:
    (question,) = chosen("hvad koster dans for min mor i eksempelby", ranking("ask_price", 0.9))
    assert (question.intent, question.topic, question.confidence) == ("ask_price", "price", 0.9)
    assert (question.services, question.municipalities) == (("dans",), ("eksempelby",))
    assert (question.relation, question.rest) == ("mor", ("koster",))
    assert question.ranking[0] == ("price", 0.9)


def test_what_is_too_unlikely_is_not_believed() -> None:
    (question,) = chosen("xyzzy plugh noget helt andet", ranking("ask_price", LIMITS.whole / 2))
    assert (question.intent, question.topic) == (FALLBACK, None)
    assert question.ranking[0][0] == "price"


def test_a_question_after_a_story_is_taken_from_its_part() -> None:
    story, asked = "min kat hedder Findus og den er rød", "hvad koster det"
    parts = [(story, ranking("greet", 0.1)), (asked, ranking("ask_price", 0.9))]
    (question,) = chosen(f"{story}. {asked}", ranking("ask_pool", 0.1), parts)
    assert (question.topic, question.confidence) == ("price", 0.9)


def test_a_part_that_is_not_surer_changes_nothing() -> None:
    parts = [("hvad koster det", ranking("ask_price", 0.4))]
    assert intent("hvad koster det i alt", ranking("ask_materials", 0.5), parts) == "ask_materials"


def test_a_part_that_is_doubtful_changes_nothing() -> None:
    parts = [("hvad koster det", ranking("ask_price", LIMITS.part - 0.01))]
    assert intent("hvad koster det i alt", ranking("ask_materials", 0.1), parts) == "ask_materials"


# --- names only ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("eksempelby", ranking("ask_place", 0.2)),
        ("og i naboby", ranking("ask_place", 0.2)),
        ("hvad så med dans", ranking("ask_what_is", 0.3)),
        ("min mor", ranking("ask_relatives", 0.5)),
        ("jeg bor i eksempelby kommune", ranking(NAMED_ONLY, 0.9)),
        ("det er dans jeg mener", ranking(NAMED_ONLY, 0.9)),
    ],
)
def test_a_message_that_only_names_goes_on_with_what_was_asked(text: str, whole: Ranking) -> None:
    (question,) = chosen(text, whole)
    assert (question.intent, question.topic) == (NAMED_ONLY, None)


@pytest.mark.parametrize(
    ("text", "whole", "wanted"),
    [
        ("er der dans", ranking("ask_what_is", 0.9), "ask_what_is"),
        ("hvad koster dans", ranking("ask_price", 0.5), "ask_price"),
        ("hvad er dans egentlig for noget", ranking("ask_what_is", 0.4), "ask_what_is"),
        ("hvad koster det", ranking("ask_price", 0.5), "ask_price"),
    ],
)
def test_a_message_that_says_more_is_a_question(text: str, whole: Ranking, wanted: str) -> None:
    assert intent(text, whole) == wanted


def test_a_message_that_sounds_like_a_name_but_names_nothing_is_taken_as_the_next_best() -> None:
    whole = ranking(NAMED_ONLY, 0.9, ("ask_place", 0.1))
    assert intent("jeg bor i Fjernby", whole) == "ask_place"


# --- several questions -----------------------------------------------------------------------------


def two(first: Ranking, second: Ranking) -> list[Understood]:
    parts = [("hvad koster dans", first), ("kan min mor få kørsel i eksempelby", second)]
    return chosen("hvad koster dans og kan min mor få kørsel i eksempelby", ranking("ask_price", 0.4), parts)


def test_two_sure_topics_are_two_questions_that_share_what_is_named() -> None:
    first, second = two(ranking("ask_price", 0.9), ranking("ask_transport", 0.8))
    assert (first.topic, second.topic) == ("price", "transport")
    assert first.municipalities == second.municipalities == ("eksempelby",)
    assert first.services == second.services == ("dans",)
    assert first.relation == second.relation == "mor"
    assert first.text == "hvad koster dans"


def test_the_same_topic_twice_is_one_question() -> None:
    assert [question.topic for question in two(ranking("ask_price", 0.9), ranking("ask_price", 0.9))] == [
        "price"
    ]


def test_a_doubtful_part_is_no_question_of_its_own() -> None:
    assert len(two(ranking("ask_price", 0.9), ranking("ask_transport", LIMITS.part - 0.01))) == 1


def test_a_skill_is_no_question_beside_another() -> None:
    assert len(two(ranking("thanks", 0.9), ranking("ask_transport", 0.9))) == 1


def test_a_message_is_at_most_three_questions() -> None:
    names = ("ask_price", "ask_transport", "ask_food", "ask_place")
    parts = [(f"hvad med {name}", ranking(name, 0.9)) for name in names]
    assert len(chosen("fire ting", ranking("ask_price", 0.3), parts)) == 3


# --- not ours, skills ------------------------------------------------------------------------------


def test_a_matter_that_is_not_ours_is_believed_early_and_ends_it() -> None:
    parts = [
        ("hvad koster en fisk", ranking("out_of_scope", 0.9)),
        ("er der kørsel", ranking("ask_transport", 0.9)),
    ]
    whole = ranking("out_of_scope", LIMITS.out_of_scope)
    assert intent("hvad koster en fisk og er der kørsel", whole, parts) == "out_of_scope"


def test_two_questions_of_ours_are_ours_whatever_the_whole_looks_like() -> None:
    parts = [("hvad koster det", ranking("ask_price", 0.9)), ("er der kørsel", ranking("ask_transport", 0.9))]
    whole = ranking("out_of_scope", 0.8)
    found = chosen("hvad koster det, og er der kørsel", whole, parts)
    assert [question.intent for question in found] == ["ask_price", "ask_transport"]


def test_a_service_in_a_known_municipality_is_ours_whatever_the_whole_looks_like() -> None:
    whole = [("out_of_scope", 0.7), ("ask_price", 0.2), ("ask_food", 0.01)]
    assert intent("hvad koster dans i eksempelby", whole, []) != "out_of_scope"


def test_letters_without_words_are_not_understood() -> None:
    assert intent("asdf qwer", ranking("foreign", 0.15), []) == "nlu_fallback"


def test_a_faint_matter_that_is_not_ours_gives_way_to_a_sure_part() -> None:
    parts = [("hvad koster det", ranking("ask_price", 0.9))]
    whole = ranking("out_of_scope", LIMITS.out_of_scope - 0.01)
    assert intent("solen skinner. hvad koster det", whole, parts) == "ask_price"


@pytest.mark.parametrize(
    ("text", "confidence", "wanted"),
    [
        ("tak", LIMITS.short_skill, "thanks"),
        ("tusind tak skal du", LIMITS.short_skill, "thanks"),
        ("tak", LIMITS.short_skill - 0.01, "ask_price"),
        ("tak for det men jeg tænker på prisen", LIMITS.skill - 0.01, "ask_price"),
        ("tak for det hele og god weekend til jer", LIMITS.skill, "thanks"),
    ],
)
def test_small_talk_in_a_longer_message_must_be_surer(text: str, confidence: float, wanted: str) -> None:
    assert intent(text, ranking("thanks", confidence, ("ask_price", 0.05))) == wanted


# --- danger ----------------------------------------------------------------------------------------


def test_danger_is_believed_before_anything_else() -> None:
    parts = [
        ("hvad koster det", ranking("ask_price", 0.99)),
        ("er der kørsel", ranking("ask_transport", 0.99)),
    ]
    whole = ranking("safety_suicide", LIMITS.safety)
    assert intent("hvad koster det og er der kørsel", whole, parts) == "safety_suicide"


def test_danger_in_a_part_must_be_surer() -> None:
    part = "jeg har det skidt"
    for confidence, wanted in (
        (LIMITS.part_safety, "safety_acute"),
        (LIMITS.part_safety - 0.01, "ask_price"),
    ):
        parts = [(part, ranking("safety_acute", confidence))]
        assert intent(f"hvad koster det. {part}", ranking("ask_price", 0.9), parts) == wanted


def test_a_sign_in_words_makes_a_faint_guess_count() -> None:
    whole = ranking("ask_companion", 0.5, ("safety_violence", LIMITS.signed_safety))
    assert intent("han slår mig", whole) == "safety_violence"


def test_a_sign_alone_is_not_danger() -> None:
    whole = ranking("ask_companion", 0.5, ("safety_violence", LIMITS.signed_safety / 2))
    assert intent("han slår mig", whole) == "ask_companion"


def test_a_faint_guess_without_a_sign_is_not_danger() -> None:
    whole = ranking("ask_companion", 0.5, ("safety_violence", 0.3))
    assert intent("må han komme med mig", whole) == "ask_companion"


def test_a_sign_of_one_danger_does_not_vouch_for_another() -> None:
    whole = ranking("ask_companion", 0.5, ("safety_poison", 0.2))
    assert intent("han slår mig", whole) == "ask_companion"


def test_danger_keeps_what_is_named() -> None:
    (question,) = chosen("min mor vil ikke leve i eksempelby", ranking("safety_suicide", 0.9))
    assert (question.relation, question.topic) == ("mor", None)


def test_limits_are_the_callers() -> None:
    strict = replace(LIMITS, whole=0.95)
    (question,) = chosen("hvad koster det", ranking("ask_price", 0.9), [], strict)
    assert question.intent == FALLBACK
