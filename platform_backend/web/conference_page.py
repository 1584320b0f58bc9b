"""The addresses behind a link to a conference: a door, the room's page with its files, and a guest's line.

A browser gives a page camera and microphone only over https or on the machine itself: nothing else is
served.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import aclosing
from importlib import resources
from typing import Final
from urllib.parse import parse_qs

from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from backend_client.protocol.errors import ErrorCode, Refused
from platform_backend.access.conference_links import ConferenceLink
from platform_backend.access.task_links import new_session
from platform_backend.conference.desk import ConferenceDesk
from platform_backend.web.answering import STATUS, endpoint, is_here, json_answer, origin, read_body

_COOKIE: Final = "conference"
_KEPT_S: Final = 4 * 3600
#: An offer to a full room of pages is some 35 KiB.
_MOST_SAID: Final = 64 * 1024
_MOST_FORM: Final = 8192
#: Open event streams of all guests together.
_MOST_STREAMS: Final = 200
_TYPES: Final = {"js": "text/javascript", "css": "text/css", "json": "application/json", "html": "text/html"}
#: The room's page, which consoles show as well.
_FOLDER: Final = resources.files("resources") / "conference"
_PAGE: Final = "page.html"
_SAFE: Final = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_DOOR_HEADERS: Final = {
    **_SAFE,
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'",
}
_ROOM_HEADERS: Final = {
    **_SAFE,
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; media-src 'self' blob: mediastream:; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'none'",
    "Permissions-Policy": "camera=(self), microphone=(self), display-capture=(self)",
}
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "title": "Conference",
        "asked": "You are asked to this conference as a guest.",
        "name": "Your name",
        "enter": "Come in",
        "once": "The link is good for the first browser that comes in with it.",
        "none": "There is no such invitation.",
        "over": "This invitation has expired, or the conference is over. Ask the command room for another.",
        "elsewhere": "This invitation was opened on another device already.",
        "secure": "A browser gives camera and microphone over https only: ask for an https address.",
        "busy": "The platform cannot do it now. Try again.",
    },
    "zh": {
        "title": "会商",
        "asked": "您受邀以来宾身份参加会商。",
        "name": "您的姓名",
        "enter": "进入",
        "once": "链接只对最先打开它的浏览器有效。",
        "none": "没有这个邀请。",
        "over": "邀请已失效，或会商已结束。请联系指挥室重新发送。",
        "elsewhere": "这个邀请已在另一台设备上打开。",
        "secure": "浏览器只在 https 下允许使用摄像头和麦克风：请索取 https 地址。",
        "busy": "平台暂时无法处理，请重试。",
    },
}
_TOLD: Final = {
    ErrorCode.NOT_FOUND: "none",
    ErrorCode.EXPIRED: "over",
    ErrorCode.FORBIDDEN: "elsewhere",
}
_DOOR: Final = Environment(autoescape=True).from_string(
    (resources.files(__package__) / "conference_page.html").read_text(encoding="utf-8")
)

Answer = Callable[[Request], Awaitable[Response]]


class ConferencePages:
    """Serves ``/conference/{invitation}``."""

    def __init__(self, *, desk: ConferenceDesk) -> None:
        self._desk = desk
        self._streams = asyncio.Semaphore(_MOST_STREAMS)

    def routes(self) -> list[Route]:
        """The addresses."""
        base = "/conference/{invitation}"
        return [
            Route(base, self._shown(self._door), methods=["GET"]),
            Route(f"{base}/", self._shown(self._room), methods=["GET"]),
            Route(f"{base}/open", self._shown(self._open), methods=["POST"]),
            Route(f"{base}/events", endpoint(self, _events), methods=["GET"]),
            Route(f"{base}/say", endpoint(self, _say), methods=["POST"]),
            Route(f"{base}/{{name}}", endpoint(self, _file), methods=["GET"]),
        ]

    def _shown(self, answer: Answer) -> Answer:
        """What people see: refusals are told in their language."""

        async def endpoint(request: Request) -> Response:
            try:
                _check_secure(request)
                return await answer(request)
            except Refused as refused:
                code = ErrorCode(refused.error.code)
                told = "secure" if refused.error.message == "secure" else _TOLD.get(code, "busy")
                return _door_page(request, told=told, status=STATUS[code])

        return endpoint

    async def _door(self, request: Request) -> Response:
        invitation, session = _invitation(request), request.cookies.get(_COOKIE)
        # Whoever only looks at an address, such as a messenger that shows a preview, opens nothing.
        conference, waits = await self._desk.door(invitation)
        if waits:
            return _keep(request, _door_page(request, title=conference.title), session or new_session())
        await self._desk.link(invitation, session or "")
        return RedirectResponse(f"{_base(request)}/", status_code=303, headers=_DOOR_HEADERS)

    async def _open(self, request: Request) -> Response:
        form = parse_qs((await read_body(request, limit=_MOST_FORM)).decode(errors="replace"))
        name = form.get("name", [""])[0]
        session = await self._desk.open(_invitation(request), request.cookies.get(_COOKIE, ""), name)
        answer = RedirectResponse(f"{_base(request)}/", status_code=303, headers=_DOOR_HEADERS)
        return _keep(request, answer, session)

    async def _room(self, request: Request) -> Response:
        await self._desk.link(_invitation(request), request.cookies.get(_COOKIE, ""))
        return _resource(request, _PAGE)

    async def events(self, request: Request) -> Response:
        """A guest's stream of events."""
        link = await self._link(request)
        if self._streams.locked():
            raise Refused(ErrorCode.UNAVAILABLE, "too many guests at a time")

        async def stream() -> AsyncGenerator[bytes, None]:
            async with self._streams, aclosing(self._desk.events(link)) as events:
                # A browser of itself waits for three seconds until it comes back.
                yield b"retry: 1000\n\n"
                async for event in events:
                    yield event

        return _Events(stream())

    async def say(self, request: Request) -> Response:
        """What a guest's page says."""
        link = await self._link(request)
        body = await read_body(request, limit=_MOST_SAID)
        await self._desk.say(link, body, origin=origin(request))
        return json_answer({"ok": True}, headers=dict(_SAFE))

    async def file(self, request: Request) -> Response:
        """A file of the room's page."""
        await self._link(request)
        return _resource(request, request.path_params["name"])

    async def _link(self, request: Request) -> ConferenceLink:
        _check_secure(request)
        return await self._desk.link(_invitation(request), request.cookies.get(_COOKIE, ""))


class _Events(StreamingResponse):
    """Events until the browser goes; its guest is missed from that very moment on."""

    def __init__(self, events: AsyncGenerator[bytes, None]) -> None:
        super().__init__(events, media_type="text/event-stream", headers=_SAFE)
        self._events = events

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            await self._events.aclose()


async def _events(pages: ConferencePages, request: Request) -> Response:
    return await pages.events(request)


async def _say(pages: ConferencePages, request: Request) -> Response:
    return await pages.say(request)


async def _file(pages: ConferencePages, request: Request) -> Response:
    return await pages.file(request)


def _check_secure(request: Request) -> None:
    if request.url.scheme != "https" and not is_here(request):
        raise Refused(ErrorCode.FORBIDDEN, "secure")


def _resource(request: Request, name: str) -> Response:
    stem, _, ending = name.rpartition(".")
    if ending not in _TYPES or not stem.replace("_", "").replace("-", "").isalnum():
        raise Refused(ErrorCode.NOT_FOUND, "no such address")
    file = _FOLDER / name
    if ending == "json" and (spoken := _FOLDER / f"{stem}.{_language(request)}.json").is_file():
        file = spoken
    if not file.is_file():
        raise Refused(ErrorCode.NOT_FOUND, "no such address")
    return Response(file.read_bytes(), media_type=_TYPES[ending], headers=_ROOM_HEADERS)


def _door_page(request: Request, *, title: str = "", told: str = "", status: int = 200) -> Response:
    language = _language(request)
    words = _WORDS[language]
    body = _DOOR.render(
        language=language, words=words, base=_base(request), title=title, told=words[told] if told else ""
    )
    return Response(body, status_code=status, media_type="text/html", headers=_DOOR_HEADERS)


def _language(request: Request) -> str:
    return "zh" if request.headers.get("accept-language", "zh").lower().startswith("zh") else "en"


def _invitation(request: Request) -> str:
    return str(request.path_params["invitation"])


def _base(request: Request) -> str:
    return f"/conference/{_invitation(request)}"


def _keep(request: Request, response: Response, session: str) -> Response:
    """Let the browser keep its secret, for this link alone."""
    response.set_cookie(
        _COOKIE,
        session,
        max_age=_KEPT_S,
        path=_base(request),
        httponly=True,
        # Not strict: who follows the link once more, from a web page's mail, has opened it already.
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return response
