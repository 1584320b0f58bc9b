"""What all HTTP addresses share: refusals in one form, who asks and from where, bodies read with a bound."""

from __future__ import annotations

import asyncio
import ipaddress
import math
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from backend_client.protocol.errors import ErrorCode, Refused
from platform_backend.access.accounts import Accounts
from platform_backend.access.sign_ins import Session
from platform_backend.access.tokens import bearer

D = TypeVar("D")

STATUS: Final = {
    ErrorCode.BAD_REQUEST: 400,
    ErrorCode.UNAUTHENTICATED: 401,
    ErrorCode.FORBIDDEN: 403,
    ErrorCode.NOT_FOUND: 404,
    ErrorCode.VERSION_CONFLICT: 409,
    ErrorCode.ILLEGAL_TRANSITION: 409,
    ErrorCode.EXPIRED: 410,
    ErrorCode.RATE_LIMITED: 429,
    ErrorCode.UNAVAILABLE: 503,
}
_MAX_BODY: Final = 1 << 20
#: Longest wait for the rest of a body, in seconds.
_BODY_WITHIN_S: Final = 10.0


def endpoint(
    desk: D, answer: Callable[[D, Request], Awaitable[Response]]
) -> Callable[[Request], Awaitable[Response]]:
    """An address whose refusals are answered in the contract's form."""

    async def answered(request: Request) -> Response:
        try:
            return await answer(desk, request)
        except Refused as refused:
            status = STATUS[ErrorCode(refused.error.code)]
            headers = {"Cache-Control": "no-store"}
            if status == 401:
                headers["WWW-Authenticate"] = "Bearer"
            if refused.error.retry_after_s is not None:
                headers["Retry-After"] = str(math.ceil(refused.error.retry_after_s))
            return json_answer({"error": refused.error}, status=status, headers=headers)

    return answered


def json_answer(value: object, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A value as JSON."""
    body = msgspec.json.encode(value)
    return Response(body, status_code=status, media_type="application/json", headers=headers)


def session_of(accounts: Accounts, request: Request) -> Session:
    """Whose token the request shows. Raises Refused."""
    return accounts.session(bearer(request.headers.get("authorization")))


def is_here(request: Request) -> bool:
    """Whether the request comes from this machine."""
    return request.client is not None and ipaddress.ip_address(request.client.host).is_loopback


def origin(request: Request) -> str:
    """The network address it comes from."""
    return "" if request.client is None else request.client.host


async def read_body(request: Request, *, limit: int = _MAX_BODY) -> bytes:
    """The whole body. Raises Refused when it is larger than `limit` bytes or does not come in time."""
    body = b""
    try:
        async with asyncio.timeout(_BODY_WITHIN_S):
            async for part in request.stream():
                body += part
                if len(body) > limit:
                    raise Refused(ErrorCode.BAD_REQUEST, "the body is too large")
    except TimeoutError as error:
        raise Refused(ErrorCode.BAD_REQUEST, "the body did not arrive in time") from error
    return body
