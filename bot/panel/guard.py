"""Who may see what over HTTP: addresses, the bearer token, the Host header, and the headers of every answer."""

import base64
import binascii
import hmac
from collections.abc import Awaitable, Callable

from aiohttp import hdrs, web
from aiohttp.typedefs import Middleware

from bot.ops.addresses import is_loopback
from bot.ops.secret import Secret

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

# No inline script or style anywhere, nothing from elsewhere, no framing.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
    "Server": "Tocsin",
}

_PROBES = frozenset(("/healthz", "/readyz"))


def exposure_problem(host: str, *, token: bool, is_open: bool) -> str:
    """Why the address may not be used, "" when it may. Beyond loopback, a token or a clear word is needed."""
    if token or is_open or is_loopback(host):
        return ""
    return f"{host} is reachable from other machines: set a bearer token for the panel, or say that it may be open"


class Guard:
    """Checks each request and dresses each answer.

    `local`: refuse names other than this machine's in Host, so that no foreign page reads the panel through a
    name that it points at 127.0.0.1.
    """

    def __init__(self, token: Secret | None, *, local: bool) -> None:
        self._token, self._local = token, local

    def trusts(self, request: web.Request) -> bool:
        """Whether the asker may see everything."""
        return not self._token or _shows(request.headers.get(hdrs.AUTHORIZATION, ""), self._token)

    def middleware(self) -> Middleware:
        @web.middleware
        async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
            try:
                response = self._refusal(request) or await handler(request)
            except web.HTTPException as error:
                error.headers.update(HEADERS)
                raise
            if not response.prepared:
                response.headers.update(HEADERS)
            return response

        return guarded

    def _refusal(self, request: web.Request) -> web.StreamResponse | None:
        if request.method == hdrs.METH_POST:
            return None  # the webhook is the only POST route, and it checks a secret of its own
        if self._local and not is_loopback(_host_name(request)):
            return web.Response(status=403, text="This panel answers only under the name of its own machine.\n")
        if request.path in _PROBES or self.trusts(request):
            return None
        challenge = {
            hdrs.WWW_AUTHENTICATE: 'Basic realm="Tocsin: any name, the token as password", charset="UTF-8"'
        }
        return web.Response(status=401, text="A bearer token is needed.\n", headers=challenge)


def _host_name(request: web.Request) -> str:
    host = request.host
    return host.rsplit("]", 1)[0] + "]" if host.startswith("[") else host.split(":", 1)[0]


def _shows(header: str, token: Secret) -> bool:
    scheme, _, shown = header.partition(" ")
    if scheme.lower() == "basic":
        try:
            shown = base64.b64decode(shown, validate=True).decode().partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return False
    elif scheme.lower() != "bearer":
        return False
    return hmac.compare_digest(shown.strip().encode(), token.reveal().encode())
