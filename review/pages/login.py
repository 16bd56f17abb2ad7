"""In and out: log in, log out, and the one-time link that makes somebody's password and code."""

from typing import Any

from sanic.response import HTTPResponse

from bot.store import codes, entry, sessions
from bot.store.codes import SealError
from bot.store.staff import of_row
from review import passwords
from review.guard import COOKIE
from review.oidc import directory
from review.visit import HOME, Refused, Visit, go, show


def home(visit: Visit) -> HTTPResponse:
    """The way in."""
    return go(HOME if visit.session else "/login")


def form(visit: Visit) -> HTTPResponse:
    """Where one logs in."""
    return show(visit, "login.html", refused=False, directory=directory() is not None)


def log_in(visit: Visit) -> HTTPResponse:
    """Checks name, password and code; says only that something was wrong, never what."""
    login, row = visit.said("navn", 60), sessions.login_row(visit.engine, visit.said("navn", 60))
    right = passwords.check_password(row.password_hash if row else None, _raw(visit, "kode"))
    if row is None or sessions.is_locked(row):
        return _refuse(visit, row=None, login=login, note=row is None)
    step = passwords.step_of(_secret(visit, row), visit.said("engang")) if right and row.totp_secret else None
    if step is None or not sessions.passed(visit.engine, row, step):
        return _refuse(visit, row, login)
    secret, _ = sessions.begin(visit.engine, of_row(row))
    return with_cookie(go(HOME), secret)


def log_out(visit: Visit) -> HTTPResponse:
    """Ends the session."""
    assert visit.session is not None
    sessions.end(visit.engine, visit.session)
    return with_cookie(go("/login", "farvel"), "")


def stay(_visit: Visit) -> HTTPResponse:
    """Keeps the session alive: every look does."""
    return HTTPResponse(status=204)


def set_up_form(visit: Visit) -> HTTPResponse:
    """Where somebody chooses a password and takes up their codes."""
    return _set_up_page(visit, "")


def set_up(visit: Visit) -> HTTPResponse:
    """Takes the password when the code shows that the app has the secret."""
    row = _invited(visit)
    password, again = _raw(visit, "kode"), _raw(visit, "igen")
    secret = _secret(visit, row) if row.totp_secret else passwords.new_secret()
    step = passwords.step_of(secret, visit.said("engang"))
    fault = _fault(password, again, row.login, step)
    if fault:
        return _set_up_page(visit, fault)
    assert step is not None
    if not entry.finish(visit.engine, visit.parts["token"], passwords.hash_password(password), step):
        raise Refused(404)
    return go("/login", "klar")


def with_cookie(response: HTTPResponse, secret: str) -> HTTPResponse:
    """Sets the session's cookie, or takes it away: bound to this host, unseen by scripts."""
    response.cookies[COOKIE] = secret
    response.cookies[COOKIE].update({"path": "/", "secure": True, "httponly": True, "samesite": "Strict"})
    if not secret:
        response.cookies[COOKIE]["max-age"] = 0
    return response


def _raw(visit: Visit, name: str) -> str:
    """A password as it was typed, blanks and all."""
    return (visit.form.get(name) or [""])[0][: passwords.LONGEST + 1]


def _refuse(visit: Visit, row: object | None, login: str, note: bool = True) -> HTTPResponse:
    if note:
        sessions.failed(visit.engine, row, login)
    return show(visit, "login.html", 401, refused=True, directory=directory() is not None)


def _fault(password: str, again: str, login: str, step: int | None) -> str:
    if not passwords.SHORTEST <= len(password) <= passwords.LONGEST or login.lower() in password.lower():
        return "short"
    if password != again:
        return "differ"
    return "code" if step is None else ""


def _secret(visit: Visit, row: Any) -> str:
    """The secret of somebody's codes.

    Raises:
        Refused: 503 where the process has another key than the one that sealed it.
    """
    try:
        return codes.unseal(row.totp_secret, visit.settings.secret_key)
    except SealError as error:
        raise Refused(503, "sealed") from error


def _invited(visit: Visit) -> Any:
    row = entry.invited(visit.engine, visit.parts["token"])
    if row is None:
        raise Refused(404, "link")
    return row


def _set_up_page(visit: Visit, fault: str) -> HTTPResponse:
    row = _invited(visit)
    if row.totp_secret is None:
        secret = passwords.new_secret()
        entry.keep_totp(visit.engine, row.id, codes.seal(secret, visit.settings.secret_key))
    else:
        secret = _secret(visit, row)
    side, path = passwords.picture_of(passwords.address_of(secret, row.login))
    spaced = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
    return show(
        visit,
        "set_up.html",
        400 if fault else 200,
        fault=fault,
        login=row.login,
        secret=spaced,
        side=side,
        qr=path,
        shortest=passwords.SHORTEST,
    )
