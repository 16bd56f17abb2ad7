"""Every address of the console with the role it needs, in one table. What is not here does not exist."""

from __future__ import annotations

from dataclasses import dataclass

from bot.store.staff import Role
from review.guard import Page
from review.pages import (
    elsewhere,
    figures,
    login,
    members,
    plain,
    proposing,
    publishing,
    rehearsing,
    sample,
    switch,
    talk,
    talks,
    trail,
    unanswered,
)

ANYBODY = None
"""No login: the way in, and what the way in looks like."""


@dataclass(frozen=True)
class Route:
    """One address: who may use it, and the page behind it."""

    method: str
    path: str
    needs: Role | None
    page: Page


ROUTES: tuple[Route, ...] = (
    Route("GET", "/", ANYBODY, login.home),
    Route("GET", "/login", ANYBODY, login.form),
    Route("POST", "/login", ANYBODY, login.log_in),
    Route("GET", "/oidc", ANYBODY, elsewhere.leave),
    Route("GET", "/oidc/tilbage", ANYBODY, elsewhere.back),
    Route("POST", "/logud", Role.READER, login.log_out),
    Route("POST", "/bliv", Role.READER, login.stay),
    Route("GET", "/opret/<token:str>", ANYBODY, login.set_up_form),
    Route("POST", "/opret/<token:str>", ANYBODY, login.set_up),
    Route("GET", "/assets/<name:str>", ANYBODY, plain.asset),
    Route("GET", "/health/live", ANYBODY, plain.live),
    Route("GET", "/samtaler", Role.READER, talks.listed),
    Route("POST", "/samtaler/soeg", Role.READER, talks.search),
    Route("POST", "/samtaler/hent", Role.EDITOR, talks.download),
    Route("GET", "/samtaler/<name:str>", Role.READER, talk.opened),
    Route("POST", "/samtaler/<name:str>", Role.READER, talk.opened),
    Route("POST", "/samtaler/<name:str>/status", Role.EDITOR, talk.set_state),
    Route("POST", "/samtaler/<name:str>/kommentar", Role.EDITOR, talk.comment),
    Route("POST", "/samtaler/<name:str>/dom", Role.EDITOR, talk.judge),
    Route("POST", "/samtaler/<name:str>/hold", Role.ADMIN, talk.hold),
    Route("POST", "/samtaler/<name:str>/slip", Role.ADMIN, talk.let_go),
    Route("POST", "/filtre", Role.READER, talks.keep),
    Route("POST", "/filtre/<number:str>/slet", Role.READER, talks.drop),
    Route("GET", "/medarbejdere", Role.ADMIN, members.listing),
    Route("POST", "/medarbejdere", Role.ADMIN, members.add),
    Route("POST", "/medarbejdere/<login:str>/luk", Role.ADMIN, members.disable),
    Route("POST", "/medarbejdere/<login:str>/nulstil", Role.ADMIN, members.reset),
    Route("GET", "/ubesvarede", Role.READER, unanswered.listed),
    Route("GET", "/stikproever", Role.READER, sample.listed),
    Route("POST", "/stikproever", Role.EDITOR, sample.draw),
    Route("GET", "/stikproever/<number:str>", Role.READER, sample.opened),
    Route("GET", "/tal", Role.READER, figures.page),
    Route("POST", "/tal/hent", Role.READER, figures.download),
    Route("GET", "/forslag", Role.READER, proposing.listed),
    Route("GET", "/forslag/nyt", Role.EDITOR, proposing.form),
    Route("POST", "/forslag/forstaaelse", Role.EDITOR, proposing.add_understanding),
    Route("POST", "/forslag/faktum", Role.EDITOR, proposing.add_fact),
    Route("POST", "/forslag/<number:str>/afgoer", Role.EDITOR, proposing.decide),
    Route("GET", "/udgivelser", Role.READER, publishing.listed),
    Route("POST", "/udgivelser", Role.ADMIN, publishing.publish),
    Route("POST", "/udgivelser/<name:str>/igen", Role.ADMIN, publishing.again),
    Route("GET", "/udgivelser/proeve", Role.READER, rehearsing.trial),
    Route("POST", "/udgivelser/proeve", Role.EDITOR, rehearsing.start),
    Route("GET", "/proev", Role.EDITOR, rehearsing.ask_form),
    Route("POST", "/proev", Role.EDITOR, rehearsing.ask),
    Route("GET", "/sluk", Role.ADMIN, switch.page),
    Route("POST", "/sluk", Role.ADMIN, switch.turn_off),
    Route("POST", "/sluk/taend", Role.ADMIN, switch.turn_on),
    Route("GET", "/spor", Role.ADMIN, trail.listing),
)
