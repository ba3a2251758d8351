"""What stands between the reading room and the rest of the world: hosts, origins, tokens, sizes, headers.

A page elsewhere may try to reach a server on this machine: by a name that it lets resolve to 127.0.0.1 (DNS rebinding,
met by checking `Host`) or by a form or script sent from the reader's own browser (CSRF, met by checking `Origin` and
`Sec-Fetch-Site`; nothing changes state by GET). OWASP: Cross-Site Request Forgery Prevention Cheat Sheet.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE_METHODS = frozenset({"GET", "HEAD"})
COOKIE = "according-token"

LARGEST_BODY = 1_000_000
"""Bytes of a request: a judgement is some hundred bytes; an imported file of judgements stays far below."""

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    # Not no-referrer: browsers then send "Origin: null" with the reading room's own forms.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


@dataclass(frozen=True, slots=True)
class Rules:
    """Which requests are let in: names of this server, and what they may do."""

    hosts: frozenset[str] = frozenset({"127.0.0.1", "localhost", "[::1]"})
    read_only: bool = False
    token: str | None = None


class Guard:
    """ASGI middleware that answers bad requests itself and puts the safe headers on every answer."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self.app, self.rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with the reason why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = self._refusal(scope)
        await (answer or self.app)(scope, receive if answer else _limited(receive), _with_headers(send))

    def _refusal(self, scope: Scope) -> Response | None:
        headers, safe = Headers(scope=scope), scope["method"] in SAFE_METHODS
        if _host(headers.get("host", "")) not in self.rules.hosts:
            return PlainTextResponse("this reading room does not answer to that host name", 421)
        if not safe and self.rules.read_only:
            return PlainTextResponse("this reading room is read-only", 403)
        if not safe and not self._own_page(headers):
            return PlainTextResponse("a request that changes something must come from a page of this reading room", 403)
        if int(_digits(headers.get("content-length", "0"))) > LARGEST_BODY:
            return PlainTextResponse(f"a request may hold {LARGEST_BODY} bytes", 413)
        return self._locked(scope, headers)

    def _own_page(self, headers: Headers) -> bool:
        """Whether the browser says that the request comes from a page of this very server."""
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return False
        origin = headers.get("origin")
        return origin is not None and urlsplit(origin).netloc == headers.get("host")

    def _locked(self, scope: Scope, headers: Headers) -> Response | None:
        """With a token: let in who has it, by link once and then by cookie."""
        if self.rules.token is None:
            return None
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if given and _same(given, self.rules.token):
            answer = RedirectResponse("/" + scope["path"].lstrip("/\\"), 303)
            answer.set_cookie(COOKIE, self.rules.token, httponly=True, samesite="strict")
            return answer
        if _same(_cookie(headers.get("cookie", "")), self.rules.token):
            return None
        return PlainTextResponse("this reading room needs its token: open the link that was given to you", 401)


def _same(left: str, right: str) -> bool:
    return hmac.compare_digest(left.encode(), right.encode())


def _cookie(header: str) -> str:
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _host(header: str) -> str:
    name, _, port = header.rpartition(":")
    return (name if name and port.isdigit() else header).lower()


def _digits(chars: str) -> str:
    return chars if chars.isdecimal() else str(LARGEST_BODY + 1)


def _limited(receive: Receive) -> Receive:
    """Count what comes in: a length that was not announced is limited too."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > LARGEST_BODY:
            return {"type": "http.disconnect"}
        return message

    return counted


def _with_headers(send: Send) -> Send:
    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return dressed


def hosts(names: Iterable[str]) -> frozenset[str]:
    """The host names to answer to: this machine's own and those that the user names."""
    return Rules().hosts | {name.lower() for name in names}
