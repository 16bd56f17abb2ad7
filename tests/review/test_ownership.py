"""Whose is it: every route, for an administrator of the municipality and for one of another, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.clock import today, utc_now
from bot.db import tables
from bot.store import proposals
from bot.store.conversations import Conversations
from bot.store.filters import Filter
from bot.store.samples import draw
from bot.store.saved import keep
from bot.store.staff import Role, Staff
from tests.databases import Database, migrated, sqlite_database
from tests.review.conftest import Browser, Console, running
from tests.review.test_routes import GUARDED, name_of
from tests.store.builders import Talk, an_answer

pytestmark = pytest.mark.slow

OURS, THEIRS = "eksempelby", "nabokoebing"
QUESTION = "hvad koster en albatros"
FACT = {
    "municipality": OURS, "service": "dans", "name": "price", "edition": "eksempelby-2024", "id": "",
    "say": "{Du} betaler {amount} kr. for dansen.", "section": "Pris", "bekraeft": "ja",
    "value": "payer: borger\namount: 30\nunit: dkk\nper: gang",
}  # fmt: skip


@dataclass
class Scene:
    """Something of ours in every corner of the console, and two administrators."""

    console: Console
    ours: Staff
    theirs: Staff
    editor: Staff
    talk: str
    tid: int

    def proposal(self) -> str:
        """A new one of our editor's."""
        body = {"sentence": "hvad skal jeg af med", "topic": "price"}
        engine = self.console.database.engine
        return str(proposals.propose(engine, self.editor.who, "understanding", OURS, body, None))

    def sample(self) -> str:
        """A new sample of ours."""
        chosen = Filter.of({"municipality": OURS}, (OURS,))
        return str(draw(self.console.database.engine, self.ours.who, chosen, 1.0, 7))

    def member(self) -> str:
        """The login of somebody new of ours."""
        return self.console.member(Role.READER, OURS).login

    def switched_off(self) -> str:
        """Our municipality, switched off by us."""
        form = {"hvad": f"municipality:{OURS}", "begrundelse": "en prøve"}
        self.console.enter(self.ours).post("/sluk", form)
        return ""


def fill(database: Database) -> tuple[str, int]:
    """Six like questions on one topic, all ours, and one of theirs."""
    store = Conversations(database.engine)
    for town in (THEIRS, *[OURS] * 6):
        talk = Talk(store)
        text = QUESTION if town == OURS else "hvor er bussen"
        topic = "aids" if town == OURS else "food"
        talk.say(
            text,
            answers=(an_answer(municipality=town, topic=topic, outcome="fallback", reason="not_understood"),),
            municipality=town,
        )
    with database.engine.begin() as connection:
        earlier = utc_now() - timedelta(seconds=30)  # else they wait, as what is just being said does
        connection.execute(tables.answer.update().values(at=earlier))
    (tid,) = {row.tid for row in database.rows(tables.turn) if row.conversation_id == talk.id and row.seq}
    return talk.id, tid


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("scene")
    with sqlite_database(folder) as made:
        talk, tid = fill(migrated(made))
        with running(made, folder) as console:
            ours, theirs = (console.member(Role.ADMIN, town) for town in (OURS, THEIRS))
            console.enter(ours).get(f"/samtaler/{talk}")
            yield Scene(console, ours, theirs, console.member(Role.EDITOR, OURS), talk, tid)


@dataclass(frozen=True)
class Row:
    """A route on a thing of ours: what we get, and what they get."""

    ours: int
    theirs: int
    form: dict[str, object] = field(default_factory=dict)
    place: Callable[[Scene], str] = lambda scene: scene.talk
    query: Callable[[Scene], str] = lambda _: ""
    about: Callable[[Scene], dict[str, object]] = lambda _: {}


TALK = "/samtaler/<name:str>"
ON_OUR_TALK: Callable[[Scene], dict[str, object]] = lambda scene: {"samtale": scene.talk}  # noqa: E731
THINGS: dict[str, Row] = {
    f"GET {TALK}": Row(200, 404),
    f"POST {TALK}": Row(200, 404),
    f"POST {TALK}/status": Row(303, 404, {"state": "in_review"}),
    f"POST {TALK}/kommentar": Row(303, 404, {"tekst": "x"}),
    f"POST {TALK}/dom": Row(303, 404, {"dom": "ja"}, about=lambda scene: {"svar": f"{scene.tid}.1"}),
    f"POST {TALK}/hold": Row(
        303, 404, {"begrundelse": "aktindsigt", "til": (today() + timedelta(days=9)).isoformat()}
    ),
    f"POST {TALK}/slip": Row(303, 404),
    "POST /medarbejdere": Row(
        200, 403, {"navn": "Ny", "rolle": "laeser", "kommune": OURS},
        about=lambda scene: {"login": f"ny{len(scene.console.database.rows(tables.staff))}"},
    ),
    "POST /medarbejdere/<login:str>/luk": Row(303, 404, place=Scene.member),
    "POST /medarbejdere/<login:str>/nulstil": Row(200, 404, place=Scene.member),
    "GET /stikproever/<number:str>": Row(200, 404, place=Scene.sample),
    "GET /forslag/nyt": Row(
        200, 404, query=lambda scene: f"?samtale={scene.talk}&svar={scene.tid}-1", place=lambda _: ""
    ),
    "POST /forslag/forstaaelse": Row(
        303, 404, {"saetning": "hvad skal jeg af med", "emne": "price", "bekraeft": "ja"}, about=ON_OUR_TALK
    ),
    "POST /forslag/faktum": Row(303, 400, {**FACT}),
    "POST /forslag/<number:str>/afgoer": Row(303, 404, {"valg": "afvis"}, place=Scene.proposal),
    "POST /sluk": Row(303, 403, {"hvad": f"municipality:{OURS}", "begrundelse": "en prøve"}),
    "POST /sluk/taend": Row(303, 403, {"hvad": f"municipality:{OURS}"}, place=Scene.switched_off),
}  # fmt: skip

PERIOD = {"since": (today() - timedelta(days=2)).isoformat(), "until": today().isoformat()}
LISTS: dict[str, tuple[dict[str, object], Callable[[Scene], str]]] = {
    "GET /samtaler": ({}, lambda scene: scene.talk),
    "POST /samtaler/soeg": ({"ord": "albatros"}, lambda scene: scene.talk),
    "POST /samtaler/hent": ({}, lambda scene: scene.talk),
    "GET /ubesvarede": ({}, lambda _: QUESTION),
    "GET /stikproever": ({}, lambda scene: f"/stikproever/{scene.sample()}"),
    "POST /stikproever": ({"andel": "100", "froe": "1", "municipality": OURS}, lambda scene: scene.talk),
    "GET /tal": ({}, lambda _: "Hjælpemidler"),
    "POST /tal/hent": (dict(PERIOD), lambda _: "topic;aids;6"),
    "GET /forslag": ({}, lambda scene: f"/forslag/{scene.proposal()}/afgoer"),
    "GET /medarbejdere": ({}, lambda scene: scene.member()),
    "GET /spor": ({}, lambda scene: scene.talk),
}
"""What is listed: a word of ours that we see and they do not."""

OF_ALL = {
    "POST /logud": "one's own session",
    "POST /bliv": "one's own session",
    "POST /filtre": "one's own filters",
    "POST /filtre/<number:str>/slet": "one's own filters: tested below",
    "GET /udgivelser": "a release is what every citizen reads",
    "POST /udgivelser": "the files of all, and what two editors of each municipality agreed on",
    "POST /udgivelser/<name:str>/igen": "for who has all municipalities: tested below",
    "GET /udgivelser/proeve": "conversations that nobody had",
    "POST /udgivelser/proeve": "conversations that nobody had",
    "GET /proev": "what every citizen will read",
    "POST /proev": "what every citizen will read",
    "GET /sluk": "what is off for all is known to all; of municipalities, one's own: tested below",
}


def test_every_route_stands_in_one_of_the_tables() -> None:
    names = [name_of(route) for route in GUARDED]
    assert sorted([*THINGS, *LISTS, *OF_ALL]) == sorted(names)


def status(scene: Scene, who: Staff, name: str) -> int:
    row, (method, path) = THINGS[name], name.split(" ")
    place = row.place(scene)
    address = path.split("<")[0] + (place + path.split(">")[1] if "<" in path else "") + row.query(scene)
    browser = scene.console.enter(who)
    done = (
        browser.get(address) if method == "GET" else browser.post(address, {**row.form, **row.about(scene)})
    )
    return done.status_code


@pytest.mark.parametrize("name", THINGS)
def test_a_thing_of_ours_is_ours_alone(name: str, scene: Scene) -> None:
    row = THINGS[name]
    before = held(scene)
    assert status(scene, scene.theirs, name) == row.theirs
    if "medarbejdere/<" not in name and "<number" not in name and "taend" not in name:
        assert held(scene) == before  # and nothing of ours was touched
    assert status(scene, scene.ours, name) == row.ours


def held(scene: Scene) -> list[str]:
    """All that can be done to things of ours, as it stands in the database."""
    names = ("review", "verdict", "note", "hold", "sample", "sample_item", "proposal", "switch", "staff")
    return [str(row) for name in names for row in scene.console.database.rows(tables.metadata.tables[name])]


def read(browser: Browser, name: str, form: dict[str, object]) -> str:
    method, path = name.split(" ")
    done = browser.get(path) if method == "GET" else browser.post(path, form)
    if done.status_code == 303:
        done = browser.get(done.headers["location"])
    assert done.status_code == 200
    return done.text


@pytest.mark.parametrize("name", LISTS)
def test_a_list_holds_what_is_ours_for_us_and_not_for_them(name: str, scene: Scene) -> None:
    form, word_of = LISTS[name]
    word = word_of(scene)
    assert word in read(scene.console.enter(scene.ours), name, form)
    assert word not in read(scene.console.enter(scene.theirs), name, form)


def test_a_saved_filter_is_its_makers_alone(scene: Scene) -> None:
    keep(scene.console.database.engine, scene.ours.id, "mit", {"topic": "price"})
    (row,) = scene.console.database.rows(tables.saved_filter)
    neighbour = scene.console.as_(Role.ADMIN, OURS)
    neighbour.post(f"/filtre/{row.id}/slet")
    assert len(scene.console.database.rows(tables.saved_filter)) == 1
    assert "mit</a>" not in neighbour.get("/samtaler").text
    scene.console.enter(scene.ours).post(f"/filtre/{row.id}/slet")
    assert scene.console.database.rows(tables.saved_filter) == []


def test_only_who_has_all_municipalities_goes_back_to_an_earlier_release(scene: Scene) -> None:
    everywhere = scene.console.as_(Role.ADMIN)
    everywhere.post("/udgivelser", {"hvorfor": "den første", "alligevel": "ja"})
    (release,) = scene.console.database.rows(tables.release)
    form = {"hvorfor": "en prøve"}
    address = f"/udgivelser/{release.id}/igen"
    assert scene.console.enter(scene.ours).post(address, form).status_code == 403
    assert everywhere.post(address, form).status_code == 303


def test_the_switch_of_a_municipality_is_shown_to_its_own(scene: Scene) -> None:
    scene.switched_off()
    assert "en prøve" in scene.console.enter(scene.ours).get("/sluk").text
    assert "en prøve" not in scene.console.enter(scene.theirs).get("/sluk").text
    scene.console.enter(scene.ours).post("/sluk/taend", {"hvad": f"municipality:{OURS}"})
