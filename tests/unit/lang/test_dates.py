"""Days, times and ages in messages. TODAY is a Tuesday; Easter was on the 5th."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lang.dates import Direction, Mention, ages, birth, find, say, the_day
from bot.lang.dates.canonical import canonical
from bot.lang.numbers import MONTHS

TODAY = date(2026, 4, 21)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def only(text: str, direction: Direction = "past", today: date = TODAY) -> Mention:
    (mention,) = find(text, today, direction)
    return mention


# --- dates ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["den 3. april", "3/4", "d. 3/4-26", "3.4.2026", "03-04-26", "d. 3 april 2026", "d.3.4.26",
     "2026-04-03", "3/4 2026", "3. apr.", "tredje april", "den tredje i fjerde", "3. i 4.",
     "fredag d. 3/4", "den 3die april", "langfredag", "DEN 3. APRIL", "den 3 apirl", "Den 3.\nApril"],
)  # fmt: skip
def test_one_day_is_written_in_many_ways(text: str) -> None:
    assert only(text).day == date(2026, 4, 3)


@given(DAYS)
def test_a_date_with_its_year_is_read_back_in_every_form(day: date) -> None:
    month = MONTHS[day.month - 1]
    forms = [
        f"{day.day}/{day.month} {day.year}", f"{day.day}.{day.month}.{day.year}",
        f"{day.day:02}-{day.month:02}-{day.year}", f"d. {day.day}. {month} {day.year}",
        f"den {day.day} {month} {day.year}", day.isoformat(),
    ]  # fmt: skip
    assert {only(f"brevet er fra {form}, siger hun", "either").day for form in forms} == {day}


@given(DAYS, st.sampled_from(["past", "future", "either"]))
def test_what_we_say_of_a_day_is_understood_as_that_day(today: date, direction: Direction) -> None:
    away = {"past": -200, "future": 200, "either": 100}[direction]
    day = today + timedelta(days=away)
    assert only(say(day, today), direction, today).day == day


@given(DAYS, DAYS)
def test_a_date_without_a_year_lies_on_the_wanted_side_and_within_a_year(today: date, day: date) -> None:
    text = f"{day.day}/{day.month}"
    before, after = find(text, today, "past")[0], find(text, today, "future")[0]
    if (day.day, day.month) == (29, 2):
        return
    assert before.day and after.day
    assert timedelta(0) <= today - before.day <= timedelta(days=366)
    assert timedelta(0) <= after.day - today <= timedelta(days=366)
    assert "year" in before.assumed
    assert "year" in after.assumed


def test_a_year_that_puts_the_day_on_the_wrong_side_is_taken_as_a_slip_and_reported() -> None:
    assert (only("3.4.2027").day, only("3.4.2027").assumed) == (date(2026, 4, 3), ("other_year",))
    assert only("3.5.2025", "future").day == date(2026, 5, 3)


def test_an_old_date_with_its_year_stays_as_it_was_written() -> None:
    assert (only("3.4.2019").day, only("3.4.2019").assumed) == (date(2019, 4, 3), ())


def test_a_leap_day_is_read_where_there_is_one() -> None:
    assert only("29. februar", today=date(2024, 3, 5)).day == date(2024, 2, 29)
    assert only("29/2", today=date(2026, 3, 5)).kind == "impossible"


@pytest.mark.parametrize("text", ["31. februar", "45/13", "31/4", "den 32. maj", "0/5 2026"])
def test_days_that_do_not_exist_are_told_as_such(text: str) -> None:
    found = find(text, TODAY, "past")
    assert [mention.kind for mention in found] == ([] if text.startswith("0") else ["impossible"])


def test_a_weekday_that_does_not_fit_its_date_is_asked_about() -> None:
    mention = only("mandag den 14. april")
    assert (mention.kind, mention.assumed) == ("ambiguous", ("weekday",))
    assert mention.days == (date(2026, 4, 14), date(2026, 4, 13))


def test_the_day_of_the_month_is_the_nearest_on_the_wanted_side() -> None:
    assert only("den 12. fik hun brevet").day == date(2026, 4, 12)
    assert only("den 30. fik hun brevet").day == date(2026, 3, 30)
    assert only("det er den 30.", "future").day == date(2026, 4, 30)
    assert only("den 31. fik hun brevet", today=date(2026, 5, 3)).day == date(2026, 3, 31)


# --- counted from today --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "away"),
    [("i dag", 0), ("idag", 0), ("i går", -1), ("i gaar", -1), ("igår", -1), ("i gar", -1),
     ("i forgårs", -2), ("i morges", 0), ("for tre dage siden", -3), ("for to uger siden", -14),
     ("for 14 dage siden", -14), ("for en uge siden", -7), ("i mandags", -1), ("i manddags", -1),
     ("i tirsdags", -7), ("i tirsdgs", -7), ("i søndags", -2), ("i sondags", -2)],
)  # fmt: skip
def test_days_counted_back_from_today(text: str, away: int) -> None:
    assert only(f"jeg fik brevet {text}").day == TODAY + timedelta(days=away)


@pytest.mark.parametrize(
    ("text", "away"),
    [("i morgen", 1), ("i overmorgen", 2), ("om tre dage", 3), ("om en uge", 7), ("på mandag", 6),
     ("onsdag", 1), ("torsdag om en uge", 9)],
)  # fmt: skip
def test_days_counted_ahead_from_today(text: str, away: int) -> None:
    assert only(f"jeg kan ikke komme {text}", "future").day == TODAY + timedelta(days=away)


@given(DAYS, st.integers(0, 6))
def test_a_weekday_lies_within_a_week_on_the_wanted_side(today: date, weekday: int) -> None:
    word = say(date(2026, 4, 20) + timedelta(days=weekday), TODAY).split()[0]
    before, after = only(word, "past", today), only(word, "future", today)
    assert all(day.weekday() == weekday for day in (*before.days, *after.days))
    assert all(timedelta(0) <= today - day <= timedelta(days=7) for day in before.days)
    assert all(timedelta(0) <= day - today <= timedelta(days=7) for day in after.days)
    assert before.kind == ("ambiguous" if today.weekday() == weekday else "exact")


def test_a_weekday_may_be_two_days() -> None:
    assert only("tirsdag").days == (TODAY, date(2026, 4, 14))
    assert only("sidste mandag").days == (date(2026, 4, 20), date(2026, 4, 13))
    assert only("næste fredag", "future").days == (date(2026, 4, 24), date(2026, 5, 1))
    assert only("mandag eller tirsdag i sidste uge").kind == "ambiguous"
    assert only("for otte dage siden").days == (date(2026, 4, 13), date(2026, 4, 14))


def test_a_weekday_that_is_todays_own_is_a_week_away_and_that_is_reported() -> None:
    assert (only("i tirsdags").day, only("i tirsdags").assumed) == (date(2026, 4, 14), ("week",))
    assert only("i mandags").assumed == ()


def test_words_that_point_the_other_way_are_turned_and_reported() -> None:
    mention = only("jeg fik brevet på fredag")
    assert (mention.day, mention.assumed) == (date(2026, 4, 17), ("direction",))


def test_a_certain_day_on_the_wrong_side_is_marked() -> None:
    assert only("i morgen").against
    assert not only("i morgen", "future").against
    assert not only("i dag").against


@pytest.mark.parametrize(
    "text",
    ["forrige uge", "sidst i april", "en uges tid siden", "for et par dage siden",
     "for ca. to uger siden", "omkring den 3. april", "forleden", "i weekenden", "uge 14", "før jul",
     "mellem den 3. og 5. april", "for nylig", "sidste måned", "april", "for en 14 dages tid siden"],
)  # fmt: skip
def test_what_is_only_about_a_day_is_vague(text: str) -> None:
    assert only(text).kind == "vague"


def test_a_vague_mention_tells_the_days_between_which_it_lies() -> None:
    assert only("forrige uge").days == (date(2026, 4, 13), date(2026, 4, 19))
    assert only("sidst i marts").days == (date(2026, 3, 21), date(2026, 3, 31))


# --- feast days ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "day"),
    [("juleaften", "2025-12-24"), ("1. juledag", "2025-12-25"), ("2. juledag", "2025-12-26"),
     ("anden juledag", "2025-12-26"), ("nytårsaften", "2025-12-31"), ("nytårsdag", "2026-01-01"),
     ("nytarsdag", "2026-01-01"), ("skærtorsdag", "2026-04-02"), ("påskedag", "2026-04-05"),
     ("2. påskedag", "2026-04-06"), ("påskemandag", "2026-04-06"),
     ("dagen efter påskemandag", "2026-04-07"), ("kristi himmelfartsdag", "2025-05-29"),
     ("pinsedag", "2025-06-08"), ("2. pinsedag", "2025-06-09"), ("store bededag", "2025-05-16"),
     ("grundlovsdag", "2025-06-05"), ("sankt hans", "2025-06-23"), ("mortensaften", "2025-11-10")],
)  # fmt: skip
def test_feast_days_are_known_by_name(text: str, day: str) -> None:
    assert only(text).day == date.fromisoformat(day)


# --- no dates ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["§ 86.1", "§ 86, stk. 1", "paragraf 86.2", "140", "efter § 140", "ring 43 28 28 28", "43282828",
     "25 kr", "1-3 gange om ugen", "3/4 time", "120/80", "24/7", "10 uger", "inden for 14 dage",
     "hver mandag", "om mandagen", "mandage", "fra mandag til fredag", "maks 10", "min mag",
     "Julie kommer", "min søn", "de har mandat", "den første gang", "den 2. klage", "den tredje træning",
     "kan man få", "det er til min far", "en fredelig dag", "den første jul uden far", "i år",
     "8-10 personer", "version 3.4.5.6", "80 %", "1 ud af 3", "Maja og August", ""],
)  # fmt: skip
def test_what_is_no_date_is_not_taken_for_one(text: str) -> None:
    assert find(text, TODAY) == ()


def test_ordinary_words_are_never_mended_into_days() -> None:
    words = (
        "maks mag julie julia marta marked mandat mandel freden onde apropos august torden sender novelle maj"
    )
    assert canonical(words).text == words


# --- times ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "clock", "assumed"),
    [("kl. 14", time(14), False), ("kl 8.30", time(8, 30), False),
     ("klokken halv tre", time(14, 30), True), ("14.30", time(14, 30), False), ("kl. 9", time(9), False),
     ("klokken to", time(14), True), ("kvart over ni", time(9, 15), False),
     ("kvart i ni", time(8, 45), False), ("kl. 9 om aftenen", time(21), False),
     ("kl. 2 om natten", time(2), False), ("kl.13:15", time(13, 15), False),
     ("kl 1430", time(14, 30), False)],
)  # fmt: skip
def test_times_of_day(text: str, clock: time, assumed: bool) -> None:
    mention = only(text)
    assert (mention.kind, mention.clock, "afternoon" in mention.assumed) == ("clock", clock, assumed)


def test_a_time_goes_with_the_day_beside_it() -> None:
    mention = only("min mor er syg, træning i morgen kl. 14", "future")
    assert (mention.day, mention.clock) == (date(2026, 4, 22), time(14))
    assert [m.clock for m in find("i dag kl. 9 og i morgen kl. 10", TODAY)] == [time(9), time(10)]


# --- birth and ages ------------------------------------------------------------------------------


def test_a_birth_is_no_other_date() -> None:
    mention = only("min mor er født 3.4.1951")
    assert (mention.kind, mention.day) == ("birth", date(1951, 4, 3))
    kinds = [m.kind for m in find("hun er født i 1951 og fik brevet den 3. april", TODAY, "past")]
    assert kinds == ["birth", "exact"]


@pytest.mark.parametrize(
    "text", ["født i 1951", "1951", "årgang 51", "f. 1951", "jeg er fra 1951", "fodt 51", "født sommeren 51"]
)
def test_a_year_of_birth(text: str) -> None:
    found = birth(text, TODAY)
    assert found
    assert (found.kind, found.day, found.days) == ("birth", None, (date(1951, 1, 1), date(1951, 12, 31)))


@pytest.mark.parametrize(
    "text", ["født den 3. april 1951", "3.4.51", "f. 3/4 1951", "3. april 1951", "jeg er født d. 3-4-1951"]
)
def test_a_day_of_birth(text: str) -> None:
    found = birth(text, TODAY)
    assert found
    assert found.day == date(1951, 4, 3)


@pytest.mark.parametrize("text", ["født i morgen", "født i 1826", "født 31.2.1951", "født i 2031"])
def test_impossible_births(text: str) -> None:
    assert [mention.kind for mention in find(text, TODAY)] == ["impossible"]


def test_who_is_not_said_to_be_born_is_not() -> None:
    assert birth("hun fik brevet den 3. april", TODAY) is None


@pytest.mark.parametrize(
    ("text", "years"),
    [("82", 82), ("82 år", 82), ("toogfirs", 82), ("to og firs", 82), ("hun er 82", 82),
     ("hun er toogfirs", 82), ("min far på 91", 91), ("fyldt 67", 67), ("en 74-årig mand", 74),
     ("han er 74, bor hjemme", 74), ("160", 160), ("hun er 7", 7), ("femogtres år gammel", 65),
     ("tooghalvfjers", 72), ("jeg er 65 år", 65), ("min mor (84)", 84), ("66,5 år", 66),
     ("er på de 84", 84)],
)  # fmt: skip
def test_ages(text: str, years: int) -> None:
    assert [age.years for age in ages(text)] == [years]


@pytest.mark.parametrize(
    ("text", "lowest", "highest"),
    [("snart 80", 78, 79), ("hun fylder 80", 79, 80), ("i firserne", 80, 89), ("midt i 70'erne", 74, 76),
     ("over 67", 67, None), ("under 65 år", None, 64), ("mellem 60 og 70 år", 60, 70),
     ("sidst i halvfjerdserne", 77, 79)],
)  # fmt: skip
def test_vague_ages_are_spans(text: str, lowest: int | None, highest: int | None) -> None:
    (age,) = ages(text)
    assert (age.kind, age.years, age.lowest, age.highest) == ("vague", None, lowest, highest)


@pytest.mark.parametrize(
    "text",
    [
        "for 2 år siden",
        "i 3 år",
        "prisen er 25 kr",
        "det er 2 gange om ugen",
        "holdet er på 8 personer",
        "træning om 2 uger",
        "bor på 3. sal",
        "kl. 14",
    ],
)
def test_other_numbers_are_no_ages(text: str) -> None:
    assert ages(text) == ()


# --- the one day that a message tells --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "days"),
    [
        ("hun er født 3.4.1951 og fik brevet i går kl. 9", "exact", ["2026-04-20"]),
        ("i mandags fik jeg brevet, kan jeg klage i morgen?", "exact", ["2026-04-20"]),
        ("i forrige uge, den 14. april, kom brevet", "exact", ["2026-04-14"]),
        ("den 14. april, altså for en uge siden", "exact", ["2026-04-14"]),
        ("jeg søgte den 1. april og fik brevet den 14. april", "ambiguous", ["2026-04-01", "2026-04-14"]),
        ("det var tirsdag", "ambiguous", ["2026-04-21", "2026-04-14"]),
        ("det var onsdag efter påske", "vague", []),
        ("for 3-4 uger siden", "vague", []),
        ("på min fødselsdag den 9. april", "exact", ["2026-04-09"]),
        ("i morgen", "exact", ["2026-04-22"]),
        ("forrige uge", "vague", ["2026-04-13", "2026-04-19"]),
        ("den 31. april", "impossible", []),
    ],
)
def test_the_day_that_a_message_tells(text: str, kind: str, days: list[str]) -> None:
    mention = the_day(text, TODAY, "past")
    assert mention
    assert (mention.kind, [day.isoformat() for day in mention.days]) == (kind, days)


def test_a_message_may_tell_no_day() -> None:
    assert the_day("kl. 14, hun er født i 1951", TODAY, "past") is None


# --- the words for a day, and any text -----------------------------------------------------------


def test_a_day_is_said_with_its_weekday_and_another_year_with_the_year() -> None:
    assert say(date(2026, 4, 21), TODAY) == "tirsdag den 21. april"
    assert say(date(2027, 1, 1), TODAY) == "fredag den 1. januar 2027"


@given(
    st.text(alphabet="0123456789./-: dkmjaeuigø§åprilfot,", max_size=60),
    st.sampled_from(["past", "future", "either"]),
)
def test_any_text_is_read_without_a_fault_and_every_mention_lies_in_it(
    text: str, direction: Direction
) -> None:
    for mention in find(text, TODAY, direction):
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.kind != "exact" or len(mention.days) == 1
    for age in ages(text):
        assert 0 <= age.start <= age.end <= len(text)
    birth(text, TODAY)


def test_a_mention_tells_where_it_stands_in_the_message() -> None:
    text = "Hej. Jeg fik brevet i går, hvad så?"
    mention = only(text)
    assert text[mention.start : mention.end] == "i går"
