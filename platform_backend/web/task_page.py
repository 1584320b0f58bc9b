"""The pages behind task links: plain forms that work on any telephone, without a script."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import nullcontext
from importlib import resources
from typing import Final

from jinja2 import Environment
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_parts import Clock
from backend_client.protocol.times import parse_time
from platform_backend.access.task_links import new_session
from platform_backend.local_time import local
from platform_backend.store.media_files import MAX_BYTES
from platform_backend.task_desk import ACTS, TaskDesk, TaskView
from platform_backend.web.task_words import words_for

_COOKIE: Final = "task"
_MOST_PHOTOS: Final = 5
#: More than are taken, so that a page can say so.
_MOST_FILES: Final = 50
_MOST_BYTES: Final = _MOST_PHOTOS * MAX_BYTES + 100_000
_MOST_WORDS: Final = 4000
#: Longest wait for a form with its pictures over a slow mobile network, in seconds.
_WITHIN_S: Final = 120.0
#: Forms with pictures that are read at a time: each may hold fifty megabytes.
_AT_ONCE: Final = 4
#: A form of words alone is no larger, in bytes, and waits for nobody's pictures.
_MOST_OF_WORDS: Final = 100_000
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_STATUS: Final = {
    ErrorCode.NOT_FOUND: 404,
    ErrorCode.EXPIRED: 410,
    ErrorCode.FORBIDDEN: 403,
    ErrorCode.VERSION_CONFLICT: 409,
    ErrorCode.ILLEGAL_TRANSITION: 409,
    ErrorCode.UNAVAILABLE: 503,
}

_TOLD: Final = {
    ErrorCode.NOT_FOUND: "none",
    ErrorCode.FORBIDDEN: "elsewhere",
    ErrorCode.EXPIRED: "expired",
}

_PAGE: Final = Environment(autoescape=True).from_string(
    (resources.files(__package__) / "task_page.html").read_text(encoding="utf-8")
)


class TaskPages:
    """Serves ``/task/{invitation}``: first a door, then the task with a form for each act."""

    def __init__(self, *, desk: TaskDesk) -> None:
        self._desk = desk
        self._reading = asyncio.Semaphore(_AT_ONCE)

    def routes(self) -> list[Route]:
        """The addresses."""
        return [
            Route("/task/{invitation}", self._guarded(self._show), methods=["GET"]),
            Route("/task/{invitation}/open", self._guarded(self._open), methods=["POST"]),
            Route("/task/{invitation}/{act}", self._guarded(self._act), methods=["POST"]),
        ]

    def _guarded(
        self, answer: Callable[[Request], Awaitable[Response]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            try:
                return await answer(request)
            except Refused as refused:
                code, message = ErrorCode(refused.error.code), refused.error.message
                words = _words(request)
                text = words[message if message in words else _TOLD.get(code, "busy")]
                return _page(request, told=text, bad=True, status=_STATUS.get(code, 400))

        return endpoint

    async def _show(self, request: Request) -> Response:
        invitation = request.path_params["invitation"]
        session = request.cookies.get(_COOKIE)
        # Whoever only looks at an address, such as a messenger that shows a preview, opens nothing.
        if await self._desk.waits(invitation):
            return _keep(request, _page(request, unopened=True), session or new_session())
        view = await self._desk.view(invitation, session or "")
        told = _words(request)["recorded"] if request.query_params.get("sent") else ""
        return _page(request, view=view, told=told)

    async def _open(self, request: Request) -> Response:
        invitation = request.path_params["invitation"]
        session = await self._desk.open(invitation, request.cookies.get(_COOKIE, ""))
        return _keep(request, RedirectResponse(_base(request), status_code=303, headers=_HEADERS), session)

    async def _act(self, request: Request) -> Response:
        invitation, act = request.path_params["invitation"], request.path_params["act"]
        session = request.cookies.get(_COOKIE, "")
        if act not in ACTS:
            raise Refused(ErrorCode.NOT_FOUND, "there is no such act")
        # Before a byte of a form is read: only who opened the link may send one.
        await self._desk.view(invitation, session)
        length = _length(request)
        turn = self._reading if length > _MOST_OF_WORDS else nullcontext()
        async with turn, _Form(request) as form:
            text = _field(form, "text").strip()[:_MOST_WORDS]
            try:
                await self._carry_out(request, form, act, text)
            except Refused as refused:
                view = await self._desk.view(invitation, session)
                told, status = _refusal(_words(request), act, refused)
                return _page(request, view=view, told=told, bad=True, text=text, acted=act, status=status)
        return RedirectResponse(f"{_base(request)}?sent=1", status_code=303, headers=_HEADERS)

    async def _carry_out(self, request: Request, form: FormData, act: str, text: str) -> None:
        if act in ("feedback", "done", "return") and not text:
            raise Refused(ErrorCode.BAD_REQUEST, "words_missing")
        ver = _field(form, "ver")
        photos = [each for each in form.getlist("photo") if isinstance(each, UploadFile) and each.size]
        if len(photos) > _MOST_PHOTOS:
            raise Refused(ErrorCode.BAD_REQUEST, "too_many")
        if any((each.size or 0) > MAX_BYTES for each in photos):
            raise Refused(ErrorCode.BAD_REQUEST, "too_large")
        try:
            pictures = await self._desk.keep([each.file for each in photos])
        except Refused as refused:
            if refused.error.code == ErrorCode.BAD_REQUEST:
                raise Refused(ErrorCode.BAD_REQUEST, "not_a_picture") from refused
            raise
        await self._desk.act(
            request.path_params["invitation"],
            request.cookies.get(_COOKIE, ""),
            act,
            text=text,
            ver=int(ver) if ver.isdecimal() and len(ver) < 10 else None,
            pictures=pictures,
            origin="" if request.client is None else request.client.host,
        )


class _Form:
    """A form that is read within a time, and whose files are closed afterwards."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._form: FormData | None = None

    async def __aenter__(self) -> FormData:
        try:
            async with asyncio.timeout(_WITHIN_S):
                self._form = await self._request.form(max_files=_MOST_FILES, max_fields=8)
        except (TimeoutError, HTTPException) as error:
            raise Refused(ErrorCode.BAD_REQUEST, "broken") from error
        return self._form

    async def __aexit__(self, *_: object) -> None:
        if self._form is not None:
            await self._form.close()


def _length(request: Request) -> int:
    """How long a form says that it is, in bytes. Raises Refused where it is too long, or does not say."""
    text = request.headers.get("content-length", "")
    length = int(text) if text.isdecimal() else -1
    if not 0 <= length <= _MOST_BYTES:
        raise Refused(ErrorCode.BAD_REQUEST, "broken" if length < 0 else "too_large")
    return length


def _field(form: FormData, name: str) -> str:
    """The words of a field; none where a file was sent in their place."""
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _keep(request: Request, response: Response, session: str) -> Response:
    """Let the browser keep its secret, for this link alone."""
    response.set_cookie(
        _COOKIE,
        session,
        max_age=24 * 3600,
        path=_base(request),
        httponly=True,
        # Not strict: who follows the link once more, from a web page's mail, has opened it already.
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return response


def _refusal(words: Mapping[str, str], act: str, refused: Refused) -> tuple[str, int]:
    """What is told, in the recipient's language alone, and the status that goes with it."""
    code, message = ErrorCode(refused.error.code), refused.error.message
    status = _STATUS.get(code, 400)
    if message in words:
        return words[message], status
    match code:
        case ErrorCode.VERSION_CONFLICT:
            return words["changed"], status
        case ErrorCode.UNAVAILABLE:
            return words["busy"], status
        case ErrorCode.ILLEGAL_TRANSITION if act == "return":
            return words["no_return"], status
    return words["failed"], status


def _page(
    request: Request,
    *,
    view: TaskView | None = None,
    unopened: bool = False,
    told: str = "",
    bad: bool = False,
    text: str = "",
    acted: str = "",
    status: int = 200,
) -> Response:
    language, words = words_for(request.headers.get("accept-language", ""))
    body = _PAGE.render(
        language=language,
        words=words,
        base=_base(request),
        view=view,
        unopened=unopened,
        told=told,
        bad=bad,
        text=text,
        acted=acted,
        due=None if view is None else _due(view),
        reported="" if view is None else _local(view.incident.reported_at),
    )
    return Response(body, status_code=status, media_type="text/html", headers=_HEADERS)


def _words(request: Request) -> Mapping[str, str]:
    return words_for(request.headers.get("accept-language", ""))[1]


def _base(request: Request) -> str:
    return f"/task/{request.path_params['invitation']}"


def _due(view: TaskView) -> tuple[str, str] | None:
    """The word for the clock that presses the recipient, and when it is due; the room has others."""
    his = [
        each
        for each in view.incident.deadlines
        if each.runs
        and (each.clock is Clock.HANDLE or (each.clock is Clock.SIGN and each.task == view.task.id))
    ]
    first = min(his, key=lambda each: each.due_at, default=None)
    return None if first is None else (f"due_{first.clock}", _local(first.due_at))


def _local(text: str) -> str:
    return f"{local(parse_time(text)):%Y-%m-%d %H:%M}"
