"""Saying it: the asked fact first, silence by its name, doubt, caveats, sources, and a length to read."""

from bot.answers.steps.say import MOST_NEAR
from bot.facts.types import COMMON, NATIONAL, Fact, TurnTo
from bot.outcomes import Outcome, Reason, Validity
from tests.builders import a_fact, a_municipality, an_edition
from tests.unit.answers.asking import a_crowd, a_world, ids, known, told

OLD = an_edition(
    id="eksempelby-2011",
    in_text="Eksempelbys standard fra 2011",
    validity=Validity.UNCONFIRMED,
    year=2011,
    caveat="Dette er fra {year} og kan være ændret.",
)


def a_law(**fields: object) -> Fact:
    return a_fact(
        **{
            "municipality": NATIONAL,
            "service": COMMON,
            "edition": "eksempelloven",
            "section": "§ 1",
            **fields,
        }
    )


def test_silence_names_the_edition_what_is_missing_and_whom_to_ask() -> None:
    message = told(a_world(a_fact()), "er der venteliste", topic="waiting_list")
    assert (message.outcome, message.reason) == (Outcome.HANDOFF, Reason.SILENT)
    for part in ("Eksempelbys standard", "om der er venteliste", "Ring til Dansehuset."):
        assert part in message.text
    assert message.sources == ()


def test_silence_on_a_named_service_names_it_and_its_own_desk() -> None:
    world = a_world(a_fact())
    desk = TurnTo(who="Danselæreren", say="Spørg danselæreren.")
    town = a_municipality(turn_to_for={"dans": desk})
    world.municipalities["eksempelby"] = town
    named = told(world, "venteliste til dans", topic="waiting_list", services=("dans",))
    assert "dansen" in named.text and "Spørg danselæreren." in named.text
    assert named.service == "dans"
    assert "Ring til Dansehuset." in told(world, "er der venteliste", topic="waiting_list").text


def test_silence_tells_what_the_law_says_with_the_law_as_source() -> None:
    law = a_law(name="waiting_list", say="Loven kender {dig}.")
    message = told(a_world(a_fact(), law), "venteliste", topic="waiting_list")
    assert "Loven kender dig." in message.text
    assert [(source.standard, source.section) for source in message.sources] == [("eksempelloven", "§ 1")]


def test_silence_tells_the_nearest_facts_but_few() -> None:
    near = [
        a_fact(id=f"n{n}", name="place", say=say, words=["sal", "søen"])
        for n, say in enumerate(
            ("Salen er stor.", "Lokalet vender mod nord.", "Døren er grøn.", "Gulvet er nyt.")
        )
    ]
    ranking = (("waiting_list", 0.9),)
    message = told(a_world(*near, *a_crowd()), "sal ved søen", topic="waiting_list", ranking=ranking)
    assert message.reason is Reason.SILENT
    assert len(message.facts) == MOST_NEAR
    assert len(message.sources) == 1


def test_an_old_edition_adds_its_caveat_to_the_nearest_facts_too() -> None:
    near = a_fact(edition=OLD.id, name="place", say="Salen ligger ved søen.", words=["sal", "søen"])
    message = told(
        a_world(near, *a_crowd(), editions=[OLD]),
        "sal ved søen",
        topic="waiting_list",
        ranking=(("waiting_list", 0.9),),
    )
    assert message.text.count("2011 og kan") == 1


def test_an_older_figure_is_given_as_that_editions() -> None:
    now = a_fact(say="{Du} betaler selv.")
    old = a_fact(
        edition="eksempelby-2019",
        show_with_current=True,
        section="Betaling",
        value={"payer": "borger", "amount": 15, "unit": "dkk"},
        say="Prisen var {amount} kr.",
    )
    message = told(a_world(now, old), "hvad koster det", topic="price")
    assert message.facts == (now, old)
    first, second = message.text.split("\n")
    assert "Du betaler selv." in first and "15" not in first
    assert "Eksempelbys gamle standard" in second and "15 kr." in second
    assert [source.validity for source in message.sources] == ["current", "replaced"]
    assert [source.in_force for source in message.sources] == [True, False]


def test_doubt_is_told_and_is_the_reason() -> None:
    message = told(a_world(a_fact(doubt="Der står to ting.")), "hvad koster det", topic="price")
    assert message.outcome is Outcome.ANSWER
    assert message.reason is Reason.DOUBTFUL_TEXT
    assert "Der står to ting." in message.text


def test_a_plain_answer_has_no_reason() -> None:
    message = told(a_world(a_fact()), "hvad koster det", topic="price")
    assert (message.outcome, message.reason) == (Outcome.ANSWER, None)


def test_the_caveat_of_an_old_edition_stands_once_with_its_year() -> None:
    world = a_world(
        a_fact(edition=OLD.id), a_fact(id="b", edition=OLD.id, say="Kaffen er med."), editions=[OLD]
    )
    message = told(world, "hvad koster det", topic="price")
    assert message.text.count("Dette er fra 2011") == 1
    assert [source.in_force for source in message.sources] == [False]


def test_there_is_one_source_a_section_in_the_order_of_use() -> None:
    world = a_world(
        a_fact(id="a", section="Pris", say="Et."),
        a_fact(id="b", section="Mad", say="To."),
        a_fact(id="c", section="Pris", say="Tre."),
    )
    message = told(world, "hvad koster det", topic="price")
    assert [source.section for source in message.sources] == ["Pris", "Mad"]
    assert len(message.facts) == 3


def test_several_facts_become_a_list_under_the_first() -> None:
    world = a_world(*(a_fact(id=word, say=f"{word} er med.") for word in ("Kaffe", "Te", "Saft")))
    lines = told(world, "hvad koster det", topic="price").text.split("\n")
    assert [line.startswith("- ") for line in lines] == [False, True, True]


def a_long_answer() -> tuple[Fact, ...]:
    return tuple(a_fact(id=f"f{n}", say=f"Regel {n} " + "ord " * 20 + "slut.") for n in range(8))


def test_a_long_answer_stops_within_reading_length_and_offers_the_rest() -> None:
    message = told(a_world(*a_long_answer()), "hvad koster det", topic="price")
    assert len(message.text.split()) < 110
    assert len(message.facts) < 8
    assert [button.value for button in message.buttons] == ["all:price"]


def test_all_of_it_is_told_when_all_is_asked_for() -> None:
    message = told(a_world(*a_long_answer()), "", topic="price", ranking=(), everything=True)
    assert len(message.facts) == 8
    assert message.buttons == ()


def test_even_a_fact_that_is_too_long_is_told() -> None:
    message = told(a_world(a_fact(say="ord " * 200 + "slut.")), "hvad koster det", topic="price")
    assert len(message.facts) == 1
    assert message.buttons == ()


def test_the_law_adds_only_what_the_standard_does_not_say() -> None:
    own = a_fact(id="frist", name="complaint_decision", say="Klag hurtigt.")
    same = a_law(id="frist", name="complaint_decision", say="Loven siger klag.")
    more = a_law(id="hjaelp", name="complaint_decision", say="Få hjælp til at klage.")
    message = told(a_world(own, same, more), "hvordan klager jeg", topic="complaint_decision")
    assert message.facts == (own, more)
    assert {source.standard for source in message.sources} == {"eksempelby-2024", "eksempelloven"}


def test_the_laws_deadline_is_not_set_beside_the_standards_own() -> None:
    deadline = {"unit": "week", "after": "afgoerelse_modtaget"}
    own = a_fact(name="complaint_decision", value={"within": 3, **deadline}, say="Klag inden {within} uger.")
    law = a_law(
        id="lov", name="complaint_decision", value={"within": 4, **deadline}, say="Klag inden {within} uger."
    )
    message = told(a_world(own, law), "hvordan klager jeg", topic="complaint_decision")
    assert message.facts == (own,)
    assert "3 uger" in message.text and "4 uger" not in message.text


def test_a_relative_is_named_once_and_then_a_pronoun() -> None:
    world = a_world(a_fact(id="a", say="{Du} betaler selv."), a_fact(id="b", say="{Du} får {din} kaffe med."))
    text = told(world, "hvad koster det for min mor", topic="price", relation="mor").text
    assert text.lower().count("din mor") == 1
    assert "Hun" in text and "hendes kaffe" in text
    assert told(world, "og nu", known(relation="mor"), topic="price").text.lower().count("din mor") == 1


def test_a_rival_topic_is_told_after_the_asked_one() -> None:
    bus = a_fact(id="bus", name="transport", say="Der kører en bus.")
    ranking = (("price", 0.6), ("transport", 0.35))
    message = told(a_world(a_fact(id="pris"), bus), "hvad koster det", topic="price", ranking=ranking)
    assert ids(message) == ["pris", "bus"]


SONG_TOO = {"services": ("dans", "sang"), "ordinary": ("dans",)}


def test_where_the_named_service_is_silent_another_is_told_under_its_name() -> None:
    pool = a_fact(service="sang", name="pool", say="Der synges i bassinet.", words=["varmt vand", "bassin"])
    world = a_world(a_fact(), pool, *a_crowd(), **SONG_TOO)
    ranking = (("pool", 0.95),)
    message = told(world, "bassin varmt vand", topic="pool", ranking=ranking, services=("dans",))
    assert message.reason is Reason.SILENT
    assert "sang: Der synges i bassinet." in message.text


def test_an_older_figure_is_left_out_where_the_answer_leads_with_something_else() -> None:
    party = a_fact(
        name="materials", id="fest", say="Til fester betales lidt ekstra.", words=["fest"], also=["price"]
    )
    now = a_fact(id="nu", say="{Du} betaler selv.")
    old = a_fact(edition="eksempelby-2019", say="Det kostede 25 kr.", show_with_current=True)
    message = told(a_world(party, now, old, *a_crowd()), "fest", topic="price")
    assert ids(message)[0] == "fest"
    assert "25 kr." not in message.text


def test_a_fact_answers_for_its_other_names_too() -> None:
    party = a_fact(name="materials", id="fest", say="Til fester betales lidt ekstra.", also=["price"])
    assert ids(told(a_world(party), "hvad koster det", topic="price")) == ["fest"]
