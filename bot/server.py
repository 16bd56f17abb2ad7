"""The bot's process: the Sanic app, Rasa's agent, the jobs. The only module that knows them all."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from rasa.core.agent import Agent, load_agent
from rasa.core.utils import AvailableEndpoints
from rasa.utils.endpoints import EndpointConfig
from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty

from bot import clock, settings
from bot.channels import metrics
from bot.channels.chat import ChatChannel
from bot.channels.door import Door
from bot.channels.headers import allow_origin, protect
from bot.channels.pages import pages
from bot.channels.problems import respond
from bot.channels.talk import Talk
from bot.db.engine import engine, migrate
from bot.releases import live
from bot.settings import Settings
from bot.store.conversations import Conversations
from bot.store.daily import roll_up
from bot.store.erase import sweep
from bot.train import model_path, take_encoder
from bot.tuning import InProcessActions, quieten, speed_up_actions

log = logging.getLogger("bot")

MAX_BODY = 40_000
_LOOK_SECONDS, _SWEEP_SECONDS = 1, 3600


def create_app(configured: Settings) -> Sanic:
    """The app with its routes; the agent is loaded when it starts."""
    app = Sanic("traeningsguiden", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = MAX_BODY
    app.config.KEEP_ALIVE_TIMEOUT = 75
    app.config.GRACEFUL_SHUTDOWN_TIMEOUT = 15
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.ctx.agent = None
    app.ctx.door = Door(configured.rate_limits, configured.trusted_proxies)
    channel = ChatChannel()

    async def to_rasa(message: Any) -> Any:
        return await app.ctx.agent.handle_message(message)

    app.ctx.talk = Talk(Conversations(engine(configured.database_url)), to_rasa)
    app.ctx.readiness = _readiness(app, configured)
    app.blueprint(channel.blueprint(to_rasa))
    app.blueprint(pages)
    _hooks(app, configured)
    return app


def _hooks(app: Sanic, configured: Settings) -> None:
    @app.middleware("request")
    async def options(request: Request) -> HTTPResponse | None:
        request.ctx.begun = metrics.begin()
        return empty() if request.method == "OPTIONS" else None

    @app.middleware("response")
    async def after(request: Request, response: HTTPResponse) -> None:
        protect(request, response)
        allow_origin(request, response, configured.allowed_origins)
        metrics.done(request, response)

    @app.exception(Exception)
    async def refuse(_request: Request, error: Exception) -> HTTPResponse:
        response = respond(error)
        if response.status == 500:  # what has a status of its own is no fault of ours
            log.error("a request failed: %s", type(error).__name__, exc_info=error)
        return response

    @app.listener("before_server_start")
    async def start(app: Sanic, _loop: Any) -> None:
        live.refresh(engine(configured.database_url))
        app.ctx.agent = await _load_agent(configured)
        app.ctx.jobs = [
            asyncio.ensure_future(
                _repeat(_LOOK_SECONDS, app, lambda: live.refresh(engine(configured.database_url)))
            ),
            asyncio.ensure_future(_repeat(_SWEEP_SECONDS, app, lambda: _nightly(configured))),
        ]
        metrics.serve(configured.metrics_port)

    @app.listener("after_server_stop")
    async def stop(app: Sanic, _loop: Any) -> None:
        for job in app.ctx.jobs:
            job.cancel()
        await app.ctx.talk.finish()
        engine(configured.database_url).dispose()


async def _load_agent(configured: Settings) -> Agent:
    endpoints = AvailableEndpoints.read_endpoints(str(settings.ROOT / "endpoints.yml"))
    remote = configured.action_server_url
    endpoints.action = EndpointConfig(url=remote) if remote else InProcessActions()
    take_encoder(model_path(configured))
    agent: Agent = await load_agent(model_path=str(model_path(configured)), endpoints=endpoints)
    return agent


def _readiness(app: Sanic, configured: Settings) -> Callable[[], Any]:
    def database() -> str | None:
        try:
            with engine(configured.database_url).connect() as connection:
                connection.execute(sa.text("SELECT 1"))
        except sa.exc.SQLAlchemyError:
            return "database"
        return None

    async def ready() -> str | None:
        if app.ctx.agent is None or not app.ctx.agent.is_ready():
            return "model"
        talk: Talk = app.ctx.talk
        return await talk.blocking(database)

    return ready


async def _repeat(seconds: float, app: Sanic, work: Callable[[], object]) -> None:
    """Does a job again and again; a failure is told and the next round tries anew."""
    while True:
        try:
            await app.ctx.talk.blocking(work)
        except Exception:
            log.exception("a job failed; it is tried again in %s s", seconds)
        await asyncio.sleep(seconds)


def _nightly(configured: Settings) -> None:
    database = engine(configured.database_url)
    counted = roll_up(database, clock.today())
    erased, emptied = sweep(database, configured.retention_days)
    if counted or erased or emptied:
        log.info("counted %s days, erased %s conversations, emptied %s states", len(counted), erased, emptied)


def main() -> None:
    """Serves until stopped."""
    quieten()
    configured = settings.load()
    migrate(configured.database_url)
    speed_up_actions()
    app = create_app(configured)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    app.run("0.0.0.0", configured.port, access_log=False, motd=False, debug=False)


if __name__ == "__main__":
    main()
