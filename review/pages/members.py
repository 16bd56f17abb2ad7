"""Staff members, for administrators: added, shut out, given a new link."""

import re

from sanic.response import HTTPResponse

from bot.store import staff
from bot.store.staff import EVERYWHERE, Role, Staff, StaffError
from review.visit import Refused, Visit, go, show

LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{1,59}")


def listing(visit: Visit) -> HTTPResponse:
    """Everybody whom the administrator governs."""
    return _page(visit)


def add(visit: Visit) -> HTTPResponse:
    """Adds somebody; the page shows the one-time link, this once."""
    login, name, role = visit.said("login").lower(), visit.said("navn", 120), visit.said("rolle")
    towns = [town for town in visit.form.get("kommune", []) if _known(visit, town)]
    if not (LOGIN.fullmatch(login) and name and towns and role in set(Role)):
        return _page(visit, 400, fault="incomplete")
    if not visit.staff.governs(towns):
        raise Refused(403)
    try:
        token = staff.add(visit.engine, visit.staff.who, login, name, Role(role), towns)
    except StaffError as error:
        return _page(visit, 400, fault=error.word)
    return _page(visit, link=f"/opret/{token}", link_for=login)


def disable(visit: Visit) -> HTTPResponse:
    """Shuts somebody out."""
    member = _governed(visit)
    try:
        staff.disable(visit.engine, visit.staff.who, member.login)
    except StaffError as error:
        return _page(visit, 400, fault=error.word)
    return go("/medarbejdere", "lukket_ude")


def reset(visit: Visit) -> HTTPResponse:
    """Gives somebody a new link; the old password and code are gone."""
    member = _governed(visit)
    token = staff.reset(visit.engine, visit.staff.who, member.login)
    return _page(visit, link=f"/opret/{token}", link_for=member.login)


def _known(visit: Visit, town: str) -> bool:
    return town == EVERYWHERE or town in visit.facts.municipalities


def _mine(visit: Visit) -> list[Staff]:
    return [one for one in staff.everybody(visit.engine) if visit.staff.governs(one.municipalities)]


def _governed(visit: Visit) -> Staff:
    for member in _mine(visit):
        if member.login == visit.parts["login"]:
            return member
    raise Refused(404)


def _page(
    visit: Visit, status: int = 200, fault: str = "", link: str = "", link_for: str = ""
) -> HTTPResponse:
    return show(
        visit,
        "members.html",
        status,
        members=_mine(visit),
        roles=[role.value for role in Role],
        may_give_all=visit.staff.towns is None,
        towns=[town for town in visit.facts.municipalities if visit.staff.may_see(town)],
        fault=fault,
        link=link,
        link_for=link_for,
    )
