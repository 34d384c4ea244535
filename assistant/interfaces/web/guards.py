"""What every request and response passes through: a limit on size, and the security headers."""

from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 10_000_000  # a Word file with a few pictures in it
# Pico draws its small icons as data: pictures. Nothing else is inline and nothing comes from afar.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SECURITY_HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",  # the question stands in the address
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def is_from_elsewhere(headers: Headers) -> bool:
    """Whether a browser says that another site's page sent the request.

    >>> is_from_elsewhere(Headers({"sec-fetch-site": "cross-site"}))
    True
    >>> is_from_elsewhere(Headers({"origin": "http://a.example", "host": "a.example"}))
    False
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin", "null")  # under our referrer policy a form of ours says null
    return origin != "null" and urlsplit(origin).netloc != headers.get("host", "")


class SecurityHeaders:
    """Puts the security headers on every response, errors included."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the response back with the headers."""

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, send_guarded if scope["type"] == "http" else send)


class BodyLimit:
    """Refuses bodies over the limit before anything reads them, whatever length they claim."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        largest: int = LARGEST_BODY,
        page: Callable[[], Response] | None = None,
    ) -> None:
        self.app = app
        self.largest = largest
        self._page = page  # what a browser is answered with

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body up to the limit and pass it on whole, or answer 413."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        claimed = Headers(scope=scope).get("content-length", "0")
        body = None if _is_over(claimed, self.largest) else await self._read(receive)
        if body is None:
            await self._refusal(scope)(scope, receive, send)
            return
        await self.app(scope, _replay(body, receive), send)

    def _refusal(self, scope: Scope) -> Response:
        if self._page is not None and "text/html" in Headers(scope=scope).get("accept", ""):
            return self._page()
        detail = f"the body is larger than {self.largest:,} bytes"
        return JSONResponse({"detail": detail}, status_code=413)

    async def _read(self, receive: Receive) -> bytes | None:
        parts: list[bytes] = []
        size = 0
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return b"".join(parts)
            parts.append(bytes(message.get("body", b"")))
            size += len(parts[-1])
            if size > self.largest:
                return None
            if not message.get("more_body", False):
                return b"".join(parts)


def _is_over(claimed: str, largest: int) -> bool:
    return claimed.isdecimal() and int(claimed[:12]) > largest


def _replay(body: bytes, receive: Receive) -> Receive:
    """The body as one message, and after it whatever the client says next."""
    waiting = [body]

    async def receive_again() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return receive_again
