"""Reading figures: words and digits give the same typed value, and nothing is a figure that is none."""

from __future__ import annotations

import pytest

from bot.facts.figures.about import about
from bot.facts.figures.figure import Figure, read
from bot.facts.figures.national import rows
from bot.facts.figures.pack import pack
from bot.facts.figures.parse import deadlines, parse
from bot.facts.figures.sections import Layout, split
from bot.facts.values import Range, Value, placeholders

WRITTEN = {
    "Svar kommer senest 10 hverdage efter.": ["span | 10 | working_day"],
    "Svar kommer inden for fem hverdage.": ["span | 5 | working_day"],
    "Svar kommer efter fjorten dage.": ["span | 14 | calendar_day"],
    "Hold på ugens fem hverdage.": ["times | 5 | uge"],
    "Det varer en halv time.": ["span | 30 | minute"],
    "Det varer 1-1½ time.": ["span | 60-90 | minute"],
    "Det varer 45 – 60 min. hver gang.": ["span | 45-60 | minute"],
    "Klubben ses to gange om ugen i 3 timer.": ["times | 2 | uge", "span | 180 | minute"],
    "Op til 10-\n12 gange i alt.": ["times | 10-12"],
    "1 x i kvartalet.": ["every | 3 | month"],
    "En gang om året.": ["every | 12 | month"],
    "Hvert år er der fest.": ["every | 12 | month"],
    "Vi ses hver ½ år.": ["every | 6 | month"],
    "Vi ses hver 6. måned.": ["every | 6 | month"],
    "Højst 43 gange årligt.": ["times | 43 | aar"],
    "Prisen er 25,00 kr. pr. fremmøde.": ["amount | 25 | dkk/fremmoede"],
    "Prisen er 80 kroner.": ["amount | 80 | dkk"],
    "For folk over 18 år.": ["age | 18"],
    "For folk over 18 med lyst til dans.": ["age | 18"],
    "Fra 18 til 65 år.": ["age | 18-65"],
    "Mellem 18 år og folkepensionsalderen.": ["age | 18-folkepensionsalder"],
    "Gælder for et år ad gangen.": ["span | 12 | month"],
    "Skolen har fire sale.": ["count | 4"],
    "Flere gange i løbet af en uge.": [],
    "En anden kan hjælpe, og et hold er nok.": [],
    "Se side 6 og afsnit 6.2.": [],
    "Dansen skal ske samme dag.": ["day | same_day"],
    "Mandag til fredag kl. 8.00-17.00. Vi ses.": ["days | mandag-fredag", "clock | 08:00-17:00"],
    "Senest kl. 12.00 dagen før.": ["day | day_before", "clock | 12:00"],
    "Vedtaget den 18.\nmaj 2022.": ["date | 2022-05-18"],
    "Fra 1.1.2011 gælder det.": ["date | 2011-01-01"],
    "Det gælder for 2010.": ["year | 2010"],
    "Ring på 11 22 33 44.": ["phone | 11223344"],
    "Ring på 1122 3344.": ["phone | 11223344"],
    "Fax. 11 22 33 55": ["fax | 11223355"],
    "Skriv til dans@eksempelby.dk": ["mail | dans@eksempelby.dk"],
    "Dansevej 21, 2. sal\n4000 Eksempelby": ["postal | 4000 Eksempelby", "address | Dansevej 21, 2. sal"],
    "Sal til alle1.\nLys til alle2.": ["count | 2"],
    "Niveau til over 1 6.\ntime bør meldes.": ["span | 60 | minute"],
}

PARAGRAPHS = {
    "Lov om social service § 86 stk.1": ["86, stk. 1 | serviceloven"],
    "servicelovens § 86, stk. 1 og 2.": ["86, stk. 1 | serviceloven", "86, stk. 2 | serviceloven"],
    "§ 86. stk. 1. og stk.2. i serviceloven": ["86, stk. 1 | serviceloven", "86, stk. 2 | serviceloven"],
    "serviceloven § 86,1 og § 86,2": ["86, stk. 1 | serviceloven", "86, stk. 2 | serviceloven"],
    "ældrelovens §§ 9 og 10": ["9 | aeldreloven", "10 | aeldreloven"],
    "forvaltningslovens §§ 22–24": ["22-24 | forvaltningsloven"],
    "§ 140a i sundhedsloven": ["140 a | sundhedsloven"],
    "Efter § 86 i Serviceloven og § 140 i sundhedsloven": ["86 | serviceloven", "140 | sundhedsloven"],
    "sundhedsloven § 140, eller et tilbud efter § 83 a": ["140 | sundhedsloven", "83 a | serviceloven"],
    "Serviceloven\n§ 7\nMan danser.\nStk. 2. Man synger efter stk. 1.": [
        "7 | serviceloven",
        "7, stk. 1 | serviceloven",
        "7, stk. 2 | serviceloven",
    ],
}


@pytest.mark.parametrize(("text", "figures"), WRITTEN.items())
def test_what_is_written_is_read_as_one_typed_value(text: str, figures: list[str]) -> None:
    assert sorted(map(str, parse(text))) == sorted(figures)


@pytest.mark.parametrize(("text", "named"), PARAGRAPHS.items())
def test_paragraphs_are_read_with_their_law(text: str, named: list[str]) -> None:
    figures = parse(text, homes={"83 a": {"serviceloven"}})
    assert [str(figure) for figure in figures if figure.kind == "paragraph"] == [
        f"paragraph | {name}" for name in named
    ]


def test_each_deadline_has_the_event_of_its_own_sentence() -> None:
    text = """At man ringer senest 10 hverdage efter henvendelse.
At dansen starter senest 14 dage efter visitationsbesøget.
Den varer 3 uger."""
    assert [str(figure) for figure in deadlines(text)] == [
        "deadline | 10 working_day | henvendelse",
        "deadline | 14 calendar_day | visitationsbesoeg",
        "deadline | 3 week | ikke_angivet",
    ]


def test_a_figure_is_written_and_read_again() -> None:
    for figure in (Figure("span", "10", "week"), Figure("phone", "11223344")):
        assert read(str(figure)) == figure


TEXT = """ 1 Velkommen
Her danser vi.
Dansen
Hvad koster
det? 25 kr.
Hvem må
komme?

Alle over 18 år.
sidE 3
Sangen
Hvad koster det? Det er gratis.
"""


def test_sections_are_found_by_heading_and_row_label_also_when_broken_over_lines() -> None:
    names = [
        "1 Velkommen",
        "Dansen: Hvad koster det?",
        "Dansen: Hvem må komme?",
        "Sangen: Hvad koster det?",
        "Sangen: Hvem må komme?",
    ]
    found, missing = split(TEXT, names, Layout({}, [r"^sidE \d+$"]))
    bodies = {section.name: " ".join(section.body.split()) for section in found}
    assert bodies == {
        "1 Velkommen": "Her danser vi.",
        "Dansen: Hvad koster det?": "25 kr.",
        "Dansen: Hvem må komme?": "Alle over 18 år.",
        "Sangen: Hvad koster det?": "Det er gratis.",
    }
    assert missing == ["Sangen: Hvem må komme?"]


def test_the_parts_of_a_paragraph_are_told_apart_by_their_own_words() -> None:
    text = "Serviceloven\n§ 7\nMan tilbyder dansetimer.\nStk. 2. Man tilbyder sangtimer."
    told = {figure.value: stems for figure, stems in about(text, {}).items()}
    assert told == {"7, stk. 1": ("danseti",), "7, stk. 2": ("sangtim",)}


def test_the_rows_of_the_national_list_belong_to_their_laws() -> None:
    text = """Read 1 May 2020.
## Laws
| law | paragraph | what |
| --- | --- | --- |
| Sundhedsloven | § 7 | dance |
| | § 7, since 1 July 2018 | within seven days |
| Serviceloven (in force 1 July 2025) | §§ 9–10 | song |
## Days
Any day.
"""
    found = rows(text, {"Dage": "Days"})
    (seven,) = found["sundhedsloven"]
    figures = [str(figure) for figure in parse(seven.body, "en", heading=seven.heading)]
    assert {"date | 2018-07-01", "span | 7 | calendar_day"} <= set(figures)
    assert [section.name for section in found["serviceloven"]] == ["§§ 9-10"]
    assert [section.name for section in found["national_liste"]] == ["", "Dage"]


@pytest.mark.parametrize("unit", ["hverdage", "dage", "uger", "måneder", "minutter"])
def test_what_we_write_we_can_read(unit: str) -> None:
    names = {"hverdage": "working_day", "dage": "calendar_day", "uger": "week", "måneder": "month"}
    for low in range(2, 61):
        for value in (low, Range(min=low, max=low + 3)):
            written = placeholders(Value(length=value))["length"]
            (figure,) = parse(f"Det varer {written} {unit}.")
            assert figure == Figure("span", written, names.get(unit, "minute"))


@pytest.mark.parametrize("number", range(2, 13))
def test_a_number_in_words_is_the_number_in_digits(number: int) -> None:
    word = next(word for word, value in pack("da").numbers.items() if value == number)
    assert parse(f"Det sker {word} gange om ugen.") == parse(f"Det sker {number} gange om ugen.")
