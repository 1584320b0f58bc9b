"""HTTP beside the feed: sign-in, health, cameras, and an address through which sensors raise alarms."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from email.utils import formatdate
from functools import cache, partial
from typing import Annotated, Any, TypeVar

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.messages import Result
from backend_client.protocol.published import asyncapi
from backend_client.protocol.roles import ROOM
from backend_client.protocol.times import format_time
from platform_backend.access.accounts import Accounts, Token
from platform_backend.access.passwords import MAX_CHARACTERS
from platform_backend.access.sign_ins import Session
from platform_backend.access.tokens import bearer
from platform_backend.conference.desk import ConferenceDesk
from platform_backend.evidence_desk import EvidenceDesk
from platform_backend.intake.exchange import MAX_ALERT_BYTES, Exchange
from platform_backend.recording_desk import RecordingDesk
from platform_backend.store.media_files import MAX_BYTES
from platform_backend.task_desk import TaskDesk
from platform_backend.web.answering import (
    STATUS,
    endpoint,
    is_here,
    json_answer,
    origin,
    read_body,
    session_of,
)
from platform_backend.web.camera_relay import is_local, relay
from platform_backend.web.conference_page import ConferencePages
from platform_backend.web.evidence import EvidencePages
from platform_backend.web.recordings import RecordingPages
from platform_backend.web.task_page import TaskPages
from platform_backend.web.web_pages import NoWebPages

T = TypeVar("T")

#: Largest body of those who have not signed in yet, in bytes.
_MAX_SIGN_IN = 8192
#: Longest name of a picture, in characters.
_MAX_NAME = 200


class _Login(msgspec.Struct, frozen=True):
    user: Annotated[str, msgspec.Meta(max_length=64)]
    password: Annotated[str, msgspec.Meta(max_length=MAX_CHARACTERS)]
    otp: Annotated[str, msgspec.Meta(max_length=32)] | None = None


class _Launch(msgspec.Struct, frozen=True):
    launch_token: str


@dataclass(frozen=True, slots=True)
class Desk:
    """What the HTTP addresses ask of the platform.

    `stream` answers where a camera's stream is served; it raises Refused when there is none. `viewed` is told
    who looks at which camera, from where, before he sees it, `noted` who looks at what else. `raise_alarm`
    takes the session whose user is the source of the act, where he is, and the JSON of the alarm's arguments.
    `metrics` answers an ``Accept`` header; `metrics_token` is what a scraper shows instead of a session's
    token.
    """

    accounts: Accounts
    health: Callable[[], dict[str, Any]]
    stream: Callable[[Session, str, str], str]
    viewed: Callable[[Session, str, str, str], Awaitable[None]]
    noted: Callable[[Session, str, str, str], Awaitable[None]]
    raise_alarm: Callable[[Session, str, bytes], Awaitable[Result]]
    exchange: Exchange
    tasks: TaskDesk
    conferences: ConferenceDesk
    recordings: RecordingDesk
    evidence: EvidenceDesk
    feed: Callable[[WebSocket], Awaitable[None]]
    base_map: bytes
    metrics: Callable[[str], tuple[bytes, str]]
    metrics_token: str


def build_app(desk: Desk) -> Starlette:
    """The ASGI application."""
    return Starlette(
        routes=[
            WebSocketRoute("/feed", desk.feed),
            Route("/health", endpoint(desk, _health), methods=["GET"]),
            Route("/metrics", endpoint(desk, _metrics), methods=["GET"]),
            Route("/asyncapi.json", _asyncapi, methods=["GET"]),
            Route("/api/login", endpoint(desk, _login), methods=["POST"]),
            Route("/api/launch", endpoint(desk, _launch), methods=["POST"]),
            Route("/api/renew", endpoint(desk, _renew), methods=["POST"]),
            Route("/api/logout", endpoint(desk, _logout), methods=["POST"]),
            Route("/api/alarms", endpoint(desk, _alarm), methods=["POST"]),
            Route("/api/alerts", endpoint(desk, _alert), methods=["POST"]),
            Route("/api/incidents/{incident}/media", endpoint(desk, _attach), methods=["POST"]),
            Route("/api/incidents/{incident}/{form}", endpoint(desk, _document), methods=["GET"]),
            *TaskPages(desk=desk.tasks).routes(),
            *ConferencePages(desk=desk.conferences).routes(),
            Route("/media/{id}", endpoint(desk, _picture), methods=["GET"]),
            Route("/basemap.geojson", endpoint(desk, _base_map), methods=["GET"]),
            *RecordingPages(desk=desk.recordings, accounts=desk.accounts, noted=desk.noted).routes(),
            *EvidencePages(desk=desk.evidence, accounts=desk.accounts, noted=desk.noted).routes(),
            Route("/cameras/{camera}/{stream}.ts", endpoint(desk, _camera), methods=["GET"]),
        ],
        middleware=[Middleware(NoWebPages)],
        exception_handlers={HTTPException: _http_error},
    )


async def _health(desk: Desk, _request: Request) -> Response:
    return json_answer(desk.health())


async def _asyncapi(_request: Request) -> Response:
    return Response(_contract(), media_type="application/json")


@cache
def _contract() -> bytes:
    return msgspec.json.encode(asyncapi())


async def _login(desk: Desk, request: Request) -> Response:
    body = await _body(request, _Login)
    return _token(await desk.accounts.login(body.user, body.password, body.otp, origin=origin(request)))


async def _launch(desk: Desk, request: Request) -> Response:
    body = await _body(request, _Launch)
    return _token(await desk.accounts.launch(body.launch_token, origin=origin(request)))


async def _renew(desk: Desk, request: Request) -> Response:
    return _token(await desk.accounts.renew(session_of(desk.accounts, request)))


async def _logout(desk: Desk, request: Request) -> Response:
    await desk.accounts.revoke(session_of(desk.accounts, request).id, origin=origin(request))
    return json_answer({})


async def _alarm(desk: Desk, request: Request) -> Response:
    session = session_of(desk.accounts, request)
    if not is_here(request):
        raise Refused(ErrorCode.FORBIDDEN, "alarms are raised from this machine only")
    result = await desk.raise_alarm(session, origin(request), await read_body(request))
    if result.error is not None:
        return json_answer({"error": result.error}, status=STATUS[ErrorCode(result.error.code)])
    return json_answer(
        {**(result.data or {}), "topic": result.topic, "ver": result.ver, "seq": result.seq}, status=201
    )


async def _alert(desk: Desk, request: Request) -> Response:
    """A CAP document is taken from the room's people anywhere, from others on this machine."""
    session = session_of(desk.accounts, request)
    if ROOM.isdisjoint(session.user.roles) and not is_here(request):
        raise Refused(ErrorCode.FORBIDDEN, "alerts from elsewhere are passed on by the room's people only")
    body = await read_body(request, limit=MAX_ALERT_BYTES)
    taken = await desk.exchange.take_alert(session, origin(request), body)
    return json_answer(taken, status=201 if "id" in taken and "known" not in taken else 200)


async def _document(desk: Desk, request: Request) -> Response:
    session = session_of(desk.accounts, request)
    form = request.path_params["form"]
    if form not in ("cap", "eido"):
        raise Refused(ErrorCode.NOT_FOUND, "no such address")
    reason = request.query_params.get("reporter_reason", "").strip()
    incident = request.path_params["incident"]
    found = await desk.exchange.document(session, origin(request), incident, form, reason=reason)
    headers = {
        "Content-Type": found.media_type,
        "Content-Disposition": f'attachment; filename="{found.name}"',
        "Cache-Control": "no-store",
    }
    return Response(found.body, headers=headers)


async def _metrics(desk: Desk, request: Request) -> Response:
    shown = bearer(request.headers.get("authorization")) or ""
    token = desk.metrics_token
    scraper = bool(token) and secrets.compare_digest(shown.encode(), token.encode())
    if not scraper and "system_administrator" not in session_of(desk.accounts, request).user.roles:
        raise Refused(ErrorCode.FORBIDDEN, "figures are for the system administrator and the scraper")
    text, content_type = desk.metrics(request.headers.get("accept", ""))
    return Response(text, headers={"Content-Type": content_type, "Cache-Control": "no-store"})


async def _base_map(desk: Desk, request: Request) -> Response:
    session_of(desk.accounts, request)
    return Response(desk.base_map, media_type="application/geo+json")


async def _picture(desk: Desk, request: Request) -> Response:
    session = session_of(desk.accounts, request)
    id_ = request.path_params["id"]
    path, content_type = await desk.tasks.picture(session.user, id_)
    await desk.noted(session, origin(request), "media.view", id_)
    headers = {
        "Cache-Control": "private, max-age=86400",
        "Content-Security-Policy": "sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return FileResponse(path, media_type=content_type, headers=headers)


async def _attach(desk: Desk, request: Request) -> Response:
    """The body is a picture; ``name`` says what it shows."""
    session = session_of(desk.accounts, request)
    picture = await read_body(request, limit=MAX_BYTES)
    name = request.query_params.get("name", "").strip()[:_MAX_NAME]
    incident = request.path_params["incident"]
    id_ = await desk.tasks.attach(session.user, incident, picture, name=name, origin=origin(request))
    return json_answer({"id": id_}, status=201)


async def _camera(desk: Desk, request: Request) -> Response:
    session = session_of(desk.accounts, request)
    camera, stream = request.path_params["camera"], request.path_params["stream"]
    address = desk.stream(session, camera, stream)
    await desk.viewed(session, origin(request), camera, stream)
    if is_local(request):
        return RedirectResponse(address, status_code=307)
    return await relay(address, request, may_go_on=partial(_may_go_on, desk, session, camera, stream))


def _may_go_on(desk: Desk, session: Session, camera: str, stream: str) -> bool:
    """Whether who looks at a camera would still be shown it."""
    user = desk.accounts.current(session.id)
    try:
        return user is not None and bool(desk.stream(replace(session, user=user), camera, stream))
    except Refused:
        return False


async def _body(request: Request, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(await read_body(request, limit=_MAX_SIGN_IN), type=kind)
    except (msgspec.MsgspecError, UnicodeError) as error:
        raise Refused(ErrorCode.BAD_REQUEST, str(error)) from error


def _token(token: Token) -> Response:
    # The date lets a workstation whose clock is wrong know how long the token is good for.
    headers = {"Cache-Control": "no-store", "Date": formatdate(usegmt=True)}
    return json_answer({"token": token.text, "expires_at": format_time(token.expires_at)}, headers=headers)


async def _http_error(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    code = ErrorCode.NOT_FOUND if status == 404 else ErrorCode.BAD_REQUEST
    return json_answer({"error": {"code": code, "message": "no such address"}}, status=status)
