"""What the process does by itself: forgets old audit rows, keeps the database's statistics fresh."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta

from sanic import Sanic
from sqlalchemy.engine import Engine

from bot import clock
from bot.settings import Settings
from bot.store import audit, words
from review.pages.figures import numbers

log = logging.getLogger("review")

_HOUR = 3600.0
_USUAL_DAYS = 30


def schedule(app: Sanic, engine: Engine, configured: Settings) -> None:
    """Runs the jobs at the start and each hour, in a thread that never keeps the process from ending."""
    over = threading.Event()

    @app.listener("after_server_start")
    async def start(_app: Sanic, _loop: object) -> None:
        threading.Thread(target=_repeat, args=(over, engine, configured), daemon=True).start()

    @app.listener("before_server_stop")
    async def stop(_app: Sanic, _loop: object) -> None:
        over.set()


def hourly(engine: Engine, configured: Settings) -> None:
    """One round of the jobs."""
    if late := words.catch_up(engine):
        log.info("%s turns indexed for search", late)
    if gone := audit.forget(engine, configured.audit_days):
        log.info("%s rows of the audit were too old", gone)
    if engine.dialect.name == "sqlite":  # PostgreSQL does so by itself
        with engine.connect().execution_options(reading=True) as connection:
            connection.exec_driver_sql("PRAGMA analysis_limit=1000")
            connection.exec_driver_sql("PRAGMA optimize")
    today = clock.today()  # so that the first look at the numbers is as quick as the next
    numbers(engine).by_day(today - timedelta(days=_USUAL_DAYS), today, None)


def _repeat(over: threading.Event, engine: Engine, configured: Settings) -> None:
    """Again and again; a failure is told, and the next round tries anew."""
    while True:
        try:
            hourly(engine, configured)
        except Exception:
            log.exception("a job failed; it is tried again in an hour")
        if over.wait(_HOUR):
            return
