"""No web page speaks to the platform: browsers send such requests for whoever wrote the page.

A page on an operator's machine could otherwise reach the platform there, guess passwords through it or use up
its connections. Browsers say where a page comes from in ``Origin``; consoles and tools send none. It does not
help to look whether the page is the platform's own: with DNS rebinding a foreign one calls itself so. What
the pages behind links to tasks and conferences send is let through: a foreign page knows neither their
address nor their cookie.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import msgspec
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from backend_client.protocol.errors import ErrorCode, Refused

_OWN_PAGES = ("/task/", "/conference/")


class NoWebPages:
    """ASGI middleware that refuses what carries an ``Origin``, but forms of the platform's own pages."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if all(name != b"origin" for name, _ in scope["headers"]) or _is_own_form(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            # Before it is accepted: answered with 403.
            await send({"type": "websocket.close"})
        else:
            error = Refused(ErrorCode.FORBIDDEN, "web pages do not speak to the platform").error
            body = msgspec.json.encode({"error": error})
            await Response(body, status_code=403, media_type="application/json")(scope, receive, send)


def _is_own_form(scope: Scope) -> bool:
    if scope["type"] != "http" or not scope["path"].startswith(_OWN_PAGES):
        return False
    headers = Headers(scope=scope)
    return urlsplit(headers["origin"]).netloc == headers.get("host", "")
