"""Masks CPR numbers, phone numbers and mail addresses in what citizens write.

The CPR pattern is wide on purpose (no modulus check: valid numbers fail it since 2007); a case
number may be caught, and the notice says so kindly. Phone numbers of the municipalities and the
helplines are known facts and stay readable.
"""

import re
import unicodedata
from dataclasses import dataclass

_DASHES = r"\s.\-‐‑‒–—−/"
_CPR = re.compile(
    r"(?<!\d)"
    r"(?:0[1-9]|[12]\d|3[01]|[4-8]\d|9[01])"  # day; replacement numbers add 40 or 60
    rf"[{_DASHES}]{{0,2}}(?:0[1-9]|1[0-2])"
    rf"[{_DASHES}]{{0,2}}(?:(?:18|19|20)(?=\d\d[{_DASHES}]{{0,3}}\d{{4}}))?\d\d"
    rf"[{_DASHES}]{{0,3}}[\dxX]{{4}}"
    r"(?!\d)",
    re.ASCII,  # a digit of another script beside it does not hide a number
)
_DATE = r"[0-3]\d[\s-][01]\d[\s-](?:19|20)\d\d|(?:19|20)\d\d[\s-](?:[01]\d[\s-][0-3]\d|(?:19|20)\d\d)"
_PHONE = re.compile(
    rf"(?<!\d)(?<!\d[.,])(?!(?:{_DATE})(?!\d))"
    r"(?:(?:\+|00)?45[\s-]?)?[2-9]\d(?:(?:[\s-]?\d\d){3}|(?:\.\d\d){3})(?!\d|[.,]\d)"
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")

CPR_MARK = "[cpr-nummer skjult]"
PHONE_MARK = "[telefonnummer skjult]"
MAIL_MARK = "[mail skjult]"


@dataclass(frozen=True)
class Masked:
    """The text without personal numbers, and the notices that the reply carries."""

    text: str
    notices: tuple[str, ...]


def clean(text: str) -> str:
    """NFC, without control and zero-width characters; line breaks and tabs become spaces."""
    composed = unicodedata.normalize("NFC", text)
    kept = (
        " " if unicodedata.category(char) in {"Zs", "Zl", "Zp"} or char in "\t\r\n" else char
        for char in composed
        if char in "\t\r\n" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    return " ".join("".join(kept).split())


def mask(text: str, keep: frozenset[str] = frozenset()) -> Masked:
    """Masks personal numbers and addresses.

    Args:
        text: what the citizen wrote, already through `clean`.
        keep: phone numbers (digits only) and mail addresses (lower case) that are public facts.
    """
    notices: list[str] = []
    text = _replace(_CPR, CPR_MARK, "cpr_masked", text, notices, keep)
    text = _replace(_MAIL, MAIL_MARK, "mail_masked", text, notices, keep)
    text = _replace(_PHONE, PHONE_MARK, "phone_masked", text, notices, keep)
    return Masked(text, tuple(notices))


def _replace(
    pattern: re.Pattern[str], mark: str, notice: str, text: str, notices: list[str], keep: frozenset[str]
) -> str:
    def put(found: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", found.group())[-8:]
        if found.group().lower() in keep or digits in keep:
            return found.group()
        if notice not in notices:
            notices.append(notice)
        return mark

    return pattern.sub(put, text)
