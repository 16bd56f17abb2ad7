"""One conversation on the page: what was said and why, who may see it, and the work on it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot.clock import today, utc_now
from bot.db import tables
from bot.outcomes import Asker
from bot.store.erase import erase, sweep
from bot.store.staff import Role
from tests.review.conftest import Browser, Console
from tests.store.builders import Talk, a_message, a_reply, an_answer

pytestmark = pytest.mark.slow


def talk_about(
    console: Console, town: str = "eksempelby", said: str = "hvad koster det?", **more: object
) -> Talk:
    """A conversation of one question about a municipality."""
    talk = Talk(console.store)
    talk.say(said, answers=(an_answer(municipality=town, **more),), municipality=town)
    return talk


def danger(console: Console) -> Talk:
    return talk_about(console, said="jeg faldt og kan ikke trække vejret", outcome="safety", topic=None)


def test_it_shows_what_was_said_and_why_in_plain_words(console: Console) -> None:
    talk = Talk(console.store)
    source = {"standard": "e1", "title": "Standard", "section": "Pris", "edition": "2025", "in_force": True,
              "validity": "current"}  # fmt: skip
    trace = {
        "facts": ["eksempelby.dans.price@e1"],
        "confidence": 0.91,
        "ranking": [["price", 0.91], ["food", 0.07]],
        "entities": {"municipalities": [], "services": ["dans"], "relation": "mor", "hard_word": None},
    }
    talk.say(
        "hvad koster min mors dans?",
        reply=a_reply(a_message("Det er gratis.", 1, sources=[source])),
        answers=(an_answer(confidence=0.91),),
        trace={"answers": [trace]},
        ms=34,
        asker=Asker.RELATIVE,
    )
    talk.store.rate(talk.id, 1, 1, helpful=False, comment="det passer ikke")
    page = console.as_(Role.READER).get(f"/samtaler/{talk.id}").text
    for words in (
        "hvad koster min mors dans?", "Det er gratis.", "91 % sikker", "(7 %)", "Person: mor", "en anden",
        "afsnit »Pris«", "34 tusindedele", "svaret hjalp ikke", "det passer ikke", "eksempelby.dans.price@e1",
    ):  # fmt: skip
        assert words in page, words


def test_facts_are_shown_as_they_stood_in_the_release_that_answered(console: Console) -> None:
    body = {
        "municipality": "eksempelby", "service": "dans", "name": "price", "edition": "e1", "section": "Pris",
        "say": "{Du} betaler ikke noget.", "value": None, "reply": None,
    }  # fmt: skip
    with console.database.engine.begin() as connection:
        connection.execute(tables.release.insert().values(id="r77", at=utc_now(), by="bo"))
        row = {"release_id": "r77", "n": 0, "key": "eksempelby.dans.price@e1", "body": json.dumps(body)}
        place = {"municipality": "eksempelby", "service": "dans", "name": "price"}
        connection.execute(tables.fact.insert().values(**row, **place))
    talk = Talk(console.store)
    talk.say(
        reply=a_reply(a_message("Gratis.", 1, release="r77")),
        answers=(an_answer(release_id="r77"),),
        trace={"answers": [{"facts": ["eksempelby.dans.price@e1"]}]},
    )
    assert "Du betaler ikke noget." in console.as_(Role.READER).get(f"/samtaler/{talk.id}").text


def test_every_opening_is_in_the_audit_with_who_and_which(console: Console) -> None:
    talk = talk_about(console)
    member = console.member(Role.READER)
    console.enter(member).get(f"/samtaler/{talk.id}")
    last = console.database.rows(tables.audit)[-1]
    assert (last.login, last.action, last.object, last.municipality) == (
        member.login, "opened", talk.id, "eksempelby",
    )  # fmt: skip


def test_one_on_danger_is_shown_only_for_a_reason_which_is_kept(console: Console) -> None:
    talk, reader = danger(console), console.as_(Role.READER)
    address = f"/samtaler/{talk.id}"
    assert "trække vejret" not in reader.get(address).text
    assert "mindst fem tegn" in reader.post(address, {"begrundelse": "x"}).text
    assert "opened" not in console.acts()[-2:]
    assert "trække vejret" in reader.post(address, {"begrundelse": "klage fra borgeren"}).text
    assert console.database.rows(tables.audit)[-1].reason == "klage fra borgeren"
    assert "trække vejret" in reader.get(address).text  # asked once a session
    assert "trække vejret" not in console.as_(Role.READER).get(address).text


@pytest.mark.parametrize("path", ["", "/status", "/kommentar", "/dom", "/hold", "/slip"])
def test_another_municipalitys_conversation_does_not_exist(path: str, console: Console) -> None:
    talk = talk_about(console, "nabokoebing")
    before = len(console.acts())
    browser = console.as_(Role.ADMIN, "eksempelby")
    full = {
        "state": "done", "tekst": "x", "dom": "ja", "svar": "1.1", "begrundelse": "aktindsigt",
        "til": today().isoformat(),
    }  # fmt: skip
    assert browser.post(f"/samtaler/{talk.id}{path}", full).status_code == 404
    assert browser.get(f"/samtaler/{talk.id}").status_code == 404
    assert console.acts()[before:] == ["staff_added", "login"]


def test_the_part_about_another_municipality_is_not_shown(console: Console) -> None:
    talk = talk_about(console, said="første spørgsmål")
    talk.say("andet spørgsmål", answers=(an_answer(municipality="nabokoebing"),), municipality="nabokoebing")
    page = console.as_(Role.READER, "eksempelby").get(f"/samtaler/{talk.id}").text
    assert "første spørgsmål" in page
    assert "andet spørgsmål" not in page
    assert "en anden kommune" in page


def test_state_labels_and_who_has_it_are_kept(console: Console) -> None:
    talk, editor = talk_about(console), console.member(Role.EDITOR)
    browser = console.enter(editor)
    form = {"state": "needs_change", "maerker": "pris, dans", "hvem": editor.login}
    assert browser.post(f"/samtaler/{talk.id}/status", form).status_code == 303
    browser.post(f"/samtaler/{talk.id}/kommentar", {"tekst": "prisen mangler <b>"})
    page = browser.get(f"/samtaler/{talk.id}").text
    assert all(
        words in page for words in ("Skal rettes", "dans, pris", editor.login, "prisen mangler &lt;b&gt;")
    )
    assert browser.post(f"/samtaler/{talk.id}/status", {"state": "new", "hvem": "nobody"}).status_code == 400


def test_numbers_of_persons_in_staffs_own_words_are_masked_before_they_are_kept(console: Console) -> None:
    talk, browser = talk_about(console), console.as_(Role.ADMIN)
    number = "".join(("0101", "70", "-", "1234"))  # put together here: no file may hold one
    browser.post(f"/samtaler/{talk.id}/kommentar", {"tekst": f"borgeren er {number}"})
    form = {"begrundelse": f"sag {number}", "til": today().isoformat()}
    browser.post(f"/samtaler/{talk.id}/hold", form)
    browser.post("/sluk", {"hvad": "topic:food", "begrundelse": f"fejl hos {number}"})
    kept = [console.database.rows(table) for table in (tables.note, tables.hold, tables.audit, tables.switch)]
    assert "borgeren er" in str(kept)
    assert number not in str(kept)


def test_an_answer_is_judged_with_the_right_topic_and_again_replaces(console: Console) -> None:
    talk, browser = talk_about(console), console.as_(Role.EDITOR)
    tid = console.database.rows(tables.answer)[-1].tid
    form = {"svar": f"{tid}.1", "dom": "nej", "emne": "transport"}
    assert browser.post(f"/samtaler/{talk.id}/dom", form).status_code == 303
    assert "Forkert" in browser.get(f"/samtaler/{talk.id}").text
    browser.post(f"/samtaler/{talk.id}/dom", {**form, "dom": "ja"})
    mine = [row for row in console.database.rows(tables.verdict) if row.tid == tid]
    assert [(row.right, row.topic) for row in mine] == [(True, None)]
    assert browser.post(f"/samtaler/{talk.id}/dom", {**form, "emne": "nonsense"}).status_code == 400
    other = talk_about(console)
    assert browser.post(f"/samtaler/{other.id}/dom", form).status_code == 404


def test_an_erased_conversation_is_gone_with_all_the_work_on_it(console: Console) -> None:
    talk, browser = talk_about(console), console.as_(Role.ADMIN)
    tid = console.database.rows(tables.answer)[-1].tid
    address = f"/samtaler/{talk.id}"
    browser.post(f"{address}/kommentar", {"tekst": "tak"})
    browser.post(f"{address}/dom", {"svar": f"{tid}.1", "dom": "ja"})
    erase(console.database.engine, talk.id)
    assert browser.get(address).status_code == 404
    for path in ("/kommentar", "/status"):
        assert browser.post(address + path, {"tekst": "x", "state": "done"}).status_code == 404
    assert talk.id not in {row.conversation_id for row in console.database.rows(tables.note)}
    assert tid not in {row.tid for row in console.database.rows(tables.verdict)}


def test_a_hold_keeps_it_from_the_retention_until_its_day_and_not_from_the_citizen(lone: Console) -> None:
    talk, admin = talk_about(lone), lone.as_(Role.ADMIN)
    form = {"begrundelse": "aktindsigt", "til": (today() + timedelta(days=60)).isoformat()}
    assert admin.post(f"/samtaler/{talk.id}/hold", form).status_code == 303
    assert "Holdes tilbage" in admin.get(f"/samtaler/{talk.id}").text
    assert sweep(lone.database.engine, 30, utc_now() + timedelta(days=40))[0] == 0
    assert sweep(lone.database.engine, 30, utc_now() + timedelta(days=62))[0] == 1
    assert admin.get(f"/samtaler/{talk.id}").status_code == 404


def test_a_search_puts_no_word_into_any_address(console: Console) -> None:
    talk_about(console, said="kan jeg tage papegøjen med?")
    browser: Browser = console.as_(Role.READER)
    with console.database.engine.begin() as connection:
        connection.execute(tables.answer.update().values(at=utc_now() - timedelta(minutes=1)))
    sent = browser.post("/samtaler/soeg", {"ord": "papegøje", "topic": "price"})
    address = sent.headers["location"]
    assert "papeg" not in address
    page = browser.get(address).text
    assert "papegøjen med?" in page
    assert "papeg" not in "".join(part for part in page.split('"') if part.startswith(("/", "http")))
    assert "papegøje" not in str(console.database.rows(tables.saved_filter))


def test_saved_filters_are_ones_own(console: Console) -> None:
    browser, other = console.as_(Role.READER), console.as_(Role.READER)
    browser.post("/filtre", {"navn": "Mine misser", "outcome": "fallback"})
    assert "Mine misser" in browser.get("/samtaler").text
    assert "Mine misser" not in other.get("/samtaler").text
    number = console.database.rows(tables.saved_filter)[-1].id
    other.post(f"/filtre/{number}/slet")
    assert "Mine misser" in browser.get("/samtaler").text
    browser.post(f"/filtre/{number}/slet")
    assert "Mine misser" not in browser.get("/samtaler").text


def test_the_file_is_for_editors_and_holds_their_municipality_alone(console: Console) -> None:
    talk_about(console, said="fra eksempelby")
    talk_about(console, "nabokoebing", said="fra nabokoebing")
    assert console.as_(Role.READER).post("/samtaler/hent").status_code == 403
    text = console.as_(Role.EDITOR, "nabokoebing").post("/samtaler/hent").text
    assert "fra nabokoebing" in text
    assert "fra eksempelby" not in text
