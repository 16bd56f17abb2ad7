"""Who comes in how often: rate limits by conversation and by address."""

from sanic.request import Request

from bot.channels.limits import PER_ADDRESS, PER_CONVERSATION, Limiter
from bot.channels.problems import Refused


class Door:
    """The limits of one process; `limited=False` opens them for measurements."""

    def __init__(self, limited: bool, proxies: int) -> None:
        """`proxies`: how many trusted proxies stand before us."""
        self._limited, self._proxies = limited, proxies
        self._addresses, self._conversations = Limiter(PER_ADDRESS), Limiter(PER_CONVERSATION)

    def address(self, request: Request) -> None:
        """Counts a request of an address.

        Raises:
            Refused: 429 with the seconds to wait.
        """
        self._take(self._addresses, self._origin(request))

    def conversation(self, name: str) -> None:
        """Counts a message of a conversation.

        Raises:
            Refused: 429 with the seconds to wait.
        """
        self._take(self._conversations, name)

    def _take(self, limiter: Limiter, key: str) -> None:
        wait = limiter.wait(key) if self._limited else 0
        if wait:
            raise Refused(429, "too_many", retry_after=wait)

    def _origin(self, request: Request) -> str:
        """The address that the outermost trusted proxy saw; without one, the caller's own."""
        hops = [
            hop.strip() for hop in (request.headers.get("x-forwarded-for") or "").split(",") if hop.strip()
        ]
        if self._proxies and len(hops) >= self._proxies:
            return hops[-self._proxies]
        return request.ip or ""
