"""python-telegram-bot's transport over aiohttp: connections are reused and the token shows in no error.

Whether a failed request may have reached Telegram is known here and nowhere else, so it is said here:
`Unsent` certainly did not, `TimedOut` and any other `NetworkError` may have.
"""

import json
import ssl
from datetime import timedelta
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from typing_extensions import override
from yarl import URL

from bot.ops.secret import Secret

# An idle connection is given up before the server does so: a POST written into a closed one is ambiguous.
IDLE_S = 15.0
LARGEST_ANSWER = 8 * 2**20
UNWRITTEN = (aiohttp.InvalidURL, aiohttp.ClientHttpProxyError)
DEFAULT_WAIT = timedelta(seconds=5)


class Unsent(NetworkError):
    """No connection came about: the request was never written."""


class Flooded(TelegramError):
    """429. `retry_after`: the wait Telegram asks for (5 s when it does not say)."""

    def __init__(self, message: str, retry_after: timedelta) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class AiohttpRequest(BaseRequest):
    """One pool of connections. Sending and getUpdates have one each, so that a long poll delays no message.

    `timeout_s`: for a whole request, connecting included; `connect_timeout_s` for that part alone. `proxy`:
    address of an HTTP proxy, credentials included. A token in `hidden` is struck out of every error.
    """

    __slots__ = ("_connect_timeout_s", "_connections", "_hidden", "_proxy", "_session", "_timeout_s", "_usual")

    def __init__(
        self,
        *,
        connections: int = 16,
        timeout_s: float = 5.0,
        connect_timeout_s: float = 3.0,
        proxy: Secret | None = None,
        hidden: tuple[Secret, ...] = (),
    ) -> None:
        self._connections = connections
        self._timeout_s = timeout_s
        self._usual = aiohttp.ClientTimeout(total=timeout_s, connect=connect_timeout_s)
        self._connect_timeout_s = connect_timeout_s
        self._proxy = proxy
        self._hidden = hidden
        self._session: aiohttp.ClientSession | None = None

    def hide(self, secret: Secret) -> None:
        """Strike this out of every error too."""
        if secret not in self._hidden:
            self._hidden = (*self._hidden, secret)

    @property
    def read_timeout(self) -> float | None:
        return self._timeout_s

    async def initialize(self) -> None:
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=IDLE_S)
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                auto_decompress=True,
            )

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()

    @override
    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The status and the body. `read_timeout` counts for the whole request; a longer one may be asked for.

        Raises Unsent, TimedOut, Flooded or another NetworkError, none of which shows the address.
        """
        limit = self._usual if read_timeout is BaseRequest.DEFAULT_NONE else self._limit(read_timeout)
        try:
            status, body = await self._exchanged(url, method, request_data, limit)
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, *UNWRITTEN) as error:
            raise Unsent(self._said(error)) from None
        except ValueError:
            # Neither the address, which holds the token, nor the text is shown.
            raise Unsent("the address of the Bot API is none, or the text cannot be written") from None
        except TimeoutError:
            raise TimedOut(f"no answer within {limit.total} s") from None
        except (aiohttp.ClientError, OSError, ssl.SSLError) as error:
            raise NetworkError(self._said(error)) from None
        if status == 429:
            raise flooded(body)
        return status, body

    async def _exchanged(
        self, url: str, method: str, request_data: RequestData | None, limit: aiohttp.ClientTimeout
    ) -> tuple[int, bytes]:
        if self._session is None:
            raise Unsent("the transport is not open")
        async with self._session.request(
            method,
            address(url),
            data=payload(request_data),
            proxy=self._proxy.reveal() if self._proxy else None,
            timeout=limit,
            allow_redirects=False,
        ) as response:
            return response.status, await capped(response)

    def _limit(self, total_s: float | None) -> aiohttp.ClientTimeout:
        return aiohttp.ClientTimeout(total=total_s, connect=self._connect_timeout_s)

    def _said(self, error: Exception) -> str:
        text = f"{type(error).__name__}: {error}"
        for secret in (*self._hidden, *([self._proxy] if self._proxy else [])):
            text = text.replace(secret.reveal(), "***")
        return text

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as a JSON object. Raises TelegramError (perhaps delivered) when it is none."""
        try:
            answer = json.loads(payload)
        except ValueError:
            answer = None
        if not isinstance(answer, dict) or not ("result" in answer or answer.get("ok") is False):
            raise TelegramError(f"the answer is no JSON of a Bot API: {payload[:60]!r}")
        return answer


async def capped(response: aiohttp.ClientResponse) -> bytes:
    """The whole body. Raises ClientPayloadError beyond 8 MiB: no Bot API answers so much."""
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > LARGEST_ANSWER:
            raise aiohttp.ClientPayloadError("the answer is too large")
    return bytes(body)


@lru_cache(maxsize=64)
def address(url: str) -> URL:
    """There are as many as methods; the token makes reading one costly."""
    return URL(url, encoded=True)


def payload(request_data: RequestData | None) -> aiohttp.Payload | aiohttp.FormData | None:
    """A form, as python-telegram-bot's own transports send it and every Bot API server reads it.

    Multipart where there are files. What no wire can carry becomes a question mark.
    """
    if request_data is None:
        return None
    if not request_data.contains_files:
        body = urlencode(request_data.json_parameters, errors="replace").encode("ascii")
        return aiohttp.BytesPayload(body, content_type="application/x-www-form-urlencoded")
    parts = aiohttp.FormData(request_data.json_parameters)
    for name, (filename, content, mimetype) in request_data.multipart_data.items():
        parts.add_field(name, content, filename=filename, content_type=mimetype)
    return parts


def flooded(body: bytes) -> Flooded:
    """What a 429 says, whatever its body."""
    try:
        answer = json.loads(body)
        seconds = float(answer["parameters"]["retry_after"])
        return Flooded(str(answer.get("description", "Too Many Requests")), timedelta(seconds=max(0.0, seconds)))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return Flooded("Too Many Requests, without a wait", DEFAULT_WAIT)
