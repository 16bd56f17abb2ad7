"""One request as the pages see it, and the few ways to answer it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sanic.response import HTTPResponse, html
from sanic.response import redirect as _redirect
from sqlalchemy.engine import Engine

from bot import clock
from bot.facts.query import Facts
from bot.privacy.mask import mask
from bot.releases.live import current
from bot.settings import Settings
from bot.store.sessions import Session
from bot.store.staff import Role, Staff
from bot.store.times import local
from review.words import label, words

HOME = "/samtaler"


class Refused(Exception):
    """A request that gets no page; `status` and the word of its sentence."""

    def __init__(self, status: int, word: str = "") -> None:
        """Takes the HTTP status, and a word of `refused` in words.yml (its own by default)."""
        super().__init__(word or str(status))
        self.status, self.word = status, word or str(status)


@dataclass
class Visit:
    """Who asks for what. Form and address are texts only; nothing in them is trusted."""

    engine: Engine
    settings: Settings
    method: str
    path: str
    parts: Mapping[str, str]
    form: Mapping[str, list[str]] = field(default_factory=dict)
    args: Mapping[str, list[str]] = field(default_factory=dict)
    session: Session | None = None
    cookies: Mapping[str, str] = field(default_factory=dict)
    origin: str = ""
    """the console's own address, as the browser knows it"""

    @property
    def staff(self) -> Staff:
        """Who is logged in; pages that ask are only reached by somebody who is."""
        assert self.session is not None
        return self.session.staff

    @property
    def facts(self) -> Facts:
        """The release that answers now."""
        return current()

    @property
    def today(self) -> date:
        """The day in Denmark."""
        return clock.today()

    def said(self, name: str, most: int = 2000) -> str:
        """A field of the form; empty when it is not there."""
        return (self.form.get(name) or [""])[0].strip()[:most]

    def words(self, name: str, most: int = 2000) -> str:
        """A field of free words that is kept: masked, as a citizen's own words are."""
        return mask(self.said(name, most), self.facts.public_contacts()).text

    def asked(self, name: str) -> str:
        """A part of the address after the question mark."""
        return (self.args.get(name) or [""])[0].strip()[:200]

    def number(self, name: str) -> int:
        """A number in the path.

        Raises:
            Refused: 404.
        """
        text = self.parts.get(name, "")
        if not text.isdigit() or len(text) > 15:
            raise Refused(404)
        return int(text)


@dataclass(frozen=True)
class Stream:
    """A download that is written while it is read."""

    rows: Iterator[str]
    filename: str


_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.filters["label"] = label
_TEMPLATES.filters["local"] = local
_TEMPLATES.globals["query"] = lambda **chosen: urlencode({k: v for k, v in chosen.items() if v})


def show(visit: Visit | None, template: str, status: int = 200, **values: Any) -> HTTPResponse:
    """A page from its template."""
    session = visit.session if visit else None
    frame = {
        "words": words(),
        "session": session,
        "staff": session.staff if session else None,
        "csrf": session.csrf if session else "",
        "here": visit.path if visit else "",
        "told": words()["told"].get(visit.asked("besked"), "") if visit else "",
        "menu": _menu(session.staff.role) if session else [],
        "town_names": _names(visit)["town"] if session else {},
        "names": _names(visit) if session else {},
    }
    return html(_TEMPLATES.get_template(template).render({**frame, **values}), status)


def go(path: str, told: str = "", **query: str) -> HTTPResponse:
    """Sends the browser on after a form; `told` names the sentence that the next page shows."""
    chosen = {key: value for key, value in {**query, "besked": told}.items() if value}
    return _redirect(path + (f"?{urlencode(chosen)}" if chosen else ""), status=303)


def _menu(role: Role) -> list[tuple[str, str]]:
    return [
        (row["path"], row["text"]) for row in words()["menu"] if role.covers(Role(row.get("role", "laeser")))
    ]


def _names(visit: Visit | None) -> dict[str, dict[str, str]]:
    """What municipalities and services are called in the release that answers now."""
    if visit is None:
        return {}
    facts = visit.facts
    return {
        "town": {town.id: town.name for town in facts.municipalities.values()},
        "service": {service.id: service.label for service in facts.services.values()},
    }
