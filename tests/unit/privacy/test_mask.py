"""What never reaches the record. The forms stand in `tests/privacy/forms.txt`, and only there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.facts.query import Facts
from bot.lang import numbers
from bot.privacy.mask import CPR_MARK, clean, mask

FORMS = Path(__file__).parents[2] / "privacy" / "forms.txt"
PUBLIC = frozenset({"98765432", "dans@eksempelby.example"})
NOTICES = {"cpr": "cpr_masked", "phone": "phone_masked", "mail": "mail_masked"}
SIGNS = ["", " ", "-", ".", "/", " - ", "–", "—", "−", "‑", "\u00a0", "\u200b", "\t"]


def forms() -> list[tuple[str, str, str]]:
    lines = FORMS.read_text(encoding="utf-8").split("\n")
    rows = [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]
    return [(kind, text, expected) for kind, text, expected in rows]


def of_kind(*kinds: str) -> list[ParameterSet]:
    """The forms of some kinds; numbered, so that no report repeats a number."""
    return [
        pytest.param(kind, text, expected, id=f"{kind}-{n}")
        for n, (kind, text, expected) in enumerate(forms(), 1)
        if kind in kinds
    ]


@pytest.mark.parametrize(("kind", "text", "expected"), of_kind("cpr", "phone", "mail"))
def test_a_personal_number_or_address_is_masked_and_the_reply_says_so(
    kind: str, text: str, expected: str
) -> None:
    masked = mask(clean(text), PUBLIC)
    assert masked.text == expected
    assert NOTICES[kind] in masked.notices


@pytest.mark.parametrize(("kind", "text", "expected"), of_kind("stays", "public"))
def test_what_only_looks_like_it_stays(kind: str, text: str, expected: str) -> None:
    masked = mask(clean(text), PUBLIC)
    assert masked.text == expected
    assert masked.notices == ()


@pytest.mark.parametrize(("kind", "text", "expected"), of_kind("public"))
def test_a_number_is_public_only_while_it_is_a_known_fact(kind: str, text: str, expected: str) -> None:
    assert mask(clean(text)).text != expected


def test_the_contacts_of_every_real_municipality_stay_readable(facts: Facts) -> None:
    public = facts.public_contacts()
    assert public
    for contact in public:
        for text in (
            contact,
            numbers.phone(contact),
            f"+45 {contact}",
            f"Ring {contact}!",
            contact.upper(),
        ):
            assert mask(clean(text), public).text == text


def test_each_notice_is_given_once_and_the_gravest_first() -> None:
    cpr, phone, mail = (
        next(text for kind, text, _ in forms() if kind == wanted) for wanted in ("cpr", "phone", "mail")
    )
    masked = mask(clean(f"{mail}, {phone}, {cpr}, {mail}, {phone}, {cpr}"))
    assert masked.notices == ("cpr_masked", "mail_masked", "phone_masked")


def test_masking_twice_changes_nothing_more() -> None:
    for _, text, _ in forms():
        once = mask(clean(text), PUBLIC)
        again = mask(clean(once.text), PUBLIC)
        assert again.text == once.text
        assert again.notices == ()


@st.composite
def cpr_numbers(draw: st.DrawFn) -> tuple[str, str]:
    """A number as somebody may type it, and its bare digits."""
    day = draw(st.integers(1, 31)) + draw(st.sampled_from([0, 0, 40, 60]))
    month, serial = draw(st.integers(1, 12)), draw(st.integers(0, 9999))
    year = draw(st.sampled_from(["18", "19", "20", ""])) + f"{draw(st.integers(0, 99)):02}"
    inner, last = (
        draw(st.sampled_from([s for s in SIGNS if len(s) < 3])),
        draw(st.sampled_from(SIGNS)),
    )
    written = f"{day:02}{inner}{month:02}{inner}{year}{last}{serial:04}"
    return written, f"{day:02}{month:02}{year}{serial:04}"


ANYTHING = st.text(max_size=30) | st.text("0123456789 .-/xX@a+", max_size=30)


@settings(max_examples=200)
@given(ANYTHING, cpr_numbers(), ANYTHING)
def test_whatever_surrounds_a_cpr_number_its_digits_never_survive(
    before: str, cpr: tuple[str, str], after: str
) -> None:
    written, digits = cpr
    text = clean(f"{before}{written}{after}")
    assume(not re.search(r"[0-9]$", clean(before + "|")[:-1]))  # a longer number is another number
    assume(not re.search(r"^[0-9]", clean("|" + after)[1:]))
    assume(digits not in re.sub(r"[^0-9]", "", before + "|" + after))
    assert digits not in re.sub(r"[^0-9]", "", mask(text).text)


@given(cpr_numbers())
def test_a_cpr_number_alone_becomes_the_mark_alone(cpr: tuple[str, str]) -> None:
    assert mask(clean(cpr[0])).text == CPR_MARK


@given(
    st.text("0123456789 -.@abc", max_size=40),
    st.frozensets(st.text("23456789", min_size=8, max_size=8)),
)
def test_masking_never_fails_and_never_adds_digits(text: str, keep: frozenset[str]) -> None:
    kept = [c for c in mask(clean(text), keep).text if c.isdigit()]
    assert len(kept) <= len([c for c in text if c.isdigit()])


@given(st.text())
def test_cleaned_text_is_one_line_without_hidden_characters(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == clean(cleaned)
    assert cleaned == " ".join(cleaned.split())
    assert not re.search(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\ufeff\ud800-\udfff]", cleaned)


def test_cleaning_keeps_letters_signs_and_emoji() -> None:
    assert clean("  Må jeg\tfå \r\n hjælp? 👵🏽 §  ") == "Må jeg få hjælp? 👵🏽 §"
    assert clean("Må") == "Må"
