"""Which service and which topic: said, talked of before, or the ordinary ones."""

from bot.answers.types import Context
from bot.facts.query import Facts
from bot.outcomes import Outcome, Reason
from tests.builders import a_fact
from tests.unit.answers.asking import SERVICES, a_crowd, a_world, ask, ids, known, told


def a_price(service: str) -> dict[str, str]:
    return {"service": service, "id": f"pris_{service}", "say": f"For {service} er der en pris."}


MANY = a_world(
    a_fact(**a_price("dans")),
    a_fact(**a_price("sang")),
    a_fact(service="vandring", name="food", say="Der er saft med."),
    services=SERVICES,
    ordinary=("dans", "genoptraening"),
)


def test_the_named_service_alone_answers() -> None:
    message = told(MANY, "hvad koster sang", topic="price", services=("sang",))
    assert message.service == "sang"
    assert ids(message) == ["pris_sang"]


def test_several_named_services_answer_side_by_side() -> None:
    message = told(MANY, "hvad koster dans og sang", topic="price", services=("dans", "sang"))
    assert ids(message) == ["pris_dans", "pris_sang"]
    assert message.service is None


def test_a_service_talked_of_before_is_still_meant() -> None:
    answer = ask(MANY, "hvad koster det", known(service="sang"), topic="price")
    assert ids(answer.messages[0]) == ["pris_sang"]
    assert answer.context.service == "sang"


def test_a_named_service_is_remembered_and_an_ordinary_one_is_not() -> None:
    assert ask(MANY, topic="price", services=("sang",)).context.service == "sang"
    assert ask(MANY, "hvad koster det", topic="price").context.service is None


def test_a_service_from_another_municipality_is_not_carried_along() -> None:
    world = a_world(a_fact(**a_price("dans")))
    assert ids(told(world, "hvad koster det", known(service="sang"), topic="price")) == ["pris_dans"]


def test_a_service_that_is_not_offered_is_said_to_be_missing_and_whom_to_ask() -> None:
    world = a_world(a_fact(**a_price("dans")))
    message = told(world, "kan jeg komme til sang", topic="apply", services=("sang",))
    assert (message.outcome, message.reason) == (Outcome.HANDOFF, Reason.SILENT)
    assert message.service == "sang"
    assert "sangen" in message.text and "Eksempelbys standard" in message.text
    assert "Ring til Dansehuset." in message.text
    assert message.facts == () and message.sources == ()


def test_a_service_that_is_only_mentioned_counts_as_offered() -> None:
    town = MANY.municipalities["eksempelby"].copy(update={"services": ("dans",), "mentions": ("sang",)})
    world = Facts(MANY.knowledge.copy(update={"municipalities": (town,)}), "test")
    assert ids(told(world, topic="price", services=("sang",))) == ["pris_sang"]


def test_a_fact_that_speaks_of_it_answers_though_the_service_is_not_offered() -> None:
    spoken = a_fact(id="kor", name="other_offers", say="Sangkoret synger i kirken.", words=["sangkor"])
    world = a_world(a_fact(**a_price("dans")), spoken, *a_crowd())
    message = told(world, "synger sangkoret i kirken", topic="other_offers", services=("sang",))
    assert message.outcome is Outcome.ANSWER
    assert ids(message) == ["kor"]


def test_a_municipality_with_few_services_answers_for_all_of_them() -> None:
    world = a_world(
        a_fact(**a_price("dans")), a_fact(**a_price("sang")), services=("dans", "sang"), ordinary=("dans",)
    )
    message = told(world, "hvad koster det", topic="price")
    assert ids(message) == ["pris_dans", "pris_sang"]
    assert "Dans:" in message.text and "Sang:" in message.text


def test_a_municipality_with_many_services_answers_for_the_ordinary_ones() -> None:
    assert ids(told(MANY, "hvad koster det", topic="price")) == ["pris_dans"]


def test_a_topic_that_one_service_alone_knows_leads_to_that_service() -> None:
    message = told(MANY, "er der saft", topic="food")
    assert message.service == "vandring"
    assert message.outcome is Outcome.ANSWER


def test_a_topic_that_no_service_knows_is_silent_for_the_ordinary_ones() -> None:
    message = told(MANY, "er der venteliste", topic="waiting_list")
    assert message.reason is Reason.SILENT
    assert message.service is None


def test_a_message_that_names_only_a_service_goes_on_with_the_topic_before() -> None:
    message = told(MANY, "og til sang", known(topic="price", service="dans"), services=("sang",))
    assert (message.topic, ids(message)) == ("price", ["pris_sang"])


def test_a_name_without_any_topic_is_asked_about_with_topics_to_press() -> None:
    message = told(MANY, "sang", services=("sang",))
    assert (message.outcome, message.reason) == (Outcome.CLARIFY, Reason.NOT_UNDERSTOOD)
    assert "sangen" in message.text and "Eksempelby Kommune" in message.text
    assert "topic:price" in [button.value for button in message.buttons]


def test_a_municipality_alone_is_asked_about_too() -> None:
    message = told(MANY, "eksempelby", Context(), municipalities=("eksempelby",))
    assert message.outcome is Outcome.CLARIFY
    assert message.service is None and message.buttons


def test_a_pressed_topic_is_that_topic_whatever_was_talked_of_before() -> None:
    pet = a_fact(id="dyr", name="home_as_workplace", say="Hunden skal i et andet rum.", words=["hund", "kat"])
    world = a_world(a_fact(**a_price("dans")), pet)
    message = told(world, "", known(about="hund kat rum"), topic="price", ranking=(), confidence=1.0)
    assert message.topic == "price"


def test_a_classifier_that_errs_is_outvoted_by_a_fact_that_fits_well() -> None:
    pet = a_fact(id="dyr", name="home_as_workplace", say="Hunden skal i et andet rum.", words=["hund", "kat"])
    world = a_world(a_fact(**a_price("dans")), pet, *a_crowd())
    ranking = (("price", 0.3), ("home_as_workplace", 0.2))
    message = told(world, "hund i andet rum", topic="price", ranking=ranking)
    assert message.topic == "home_as_workplace"
    assert ids(message)[0] == "dyr"
