"""What can be named in the tests: Eksempelby, its neighbour, their services, places and hard words."""

from __future__ import annotations

from bot.facts.types import HardWord, Place
from bot.nlu.lookup import Names
from tests.builders import a_municipality, a_service
from tests.unit.answers.asking import a_neighbour, a_world

DANCE = a_service(words=["dans", "danse", "dansetimer"])
SONG = a_service(id="sang", name="sang", words=["sang", "korsang", "syng med os"])
TRAINING = a_service(id="traening", name="træning", words=["genoptræning", "§ 86 stk 1"])
TOWN = a_municipality(
    words=["eksempelby", "eksempelby kommune"],
    places=[
        Place(name="Dansehuset", words=("dansehuset", "det røde hus", "huset med tårnet"), service="dans"),
        Place(name="Søpavillonen", words=("søpavillonen",)),
    ],
)
NEIGHBOUR = a_neighbour(words=["naboby", "nabobys"])


def some_names() -> Names:
    """The names of a small release."""
    world = a_world(
        known=[DANCE, SONG, TRAINING],
        neighbours=[NEIGHBOUR],
        hard_words=(
            HardWord(id="visitation", word="visitation", say="Det er.", words=("visitation", "visiteret")),
        ),
    )
    knowledge = world.knowledge.copy(update={"municipalities": (TOWN, NEIGHBOUR)})
    return Names(type(world)(knowledge, "test"))
