"""Getting a bearer token from the platform and keeping it fresh."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import httpx
import msgspec

from backend_client.http_client import http_client
from backend_client.protocol.errors import ErrorCode
from backend_client.protocol.times import parse_time
from backend_client.tls import cut_short, tls_fault

_TIMEOUT = httpx.Timeout(10.0, connect=5.0)
#: A token is renewed in this last part of its life.
_LAST_PART = 0.25
_CUT = (httpx.ReadError, httpx.RemoteProtocolError)


class SignInRefused(Exception):
    """The platform said no; the text is an English sentence, `why` the platform's error code.

    `needs` names what is missing although user and password are right (``otp``: a one-time code), and
    `retry_after_s` how long the platform wants to be left alone, in seconds.
    """

    def __init__(
        self, sentence: str, *, why: str = "", needs: str = "", retry_after_s: float | None = None
    ) -> None:
        super().__init__(sentence)
        self.why = why
        self.needs = needs
        self.retry_after_s = retry_after_s

    @property
    def needs_code(self) -> bool:
        """Whether a (right) one-time code is all that is missing."""
        return self.needs == "otp"

    @property
    def passes(self) -> bool:
        """Whether the same sign-in may be good later: the platform only wants to be left alone for now."""
        return self.why == ErrorCode.RATE_LIMITED


class PlatformUnreachable(Exception):
    """No platform answered; the text is an English sentence, `why` a token: unreachable (nobody there),
    no_platform (somebody else is), trouble (it is there and cannot), or one of `tls.tls_fault`.
    """

    def __init__(self, sentence: str, *, why: str = "unreachable") -> None:
        super().__init__(sentence)
        self.why = why


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """A bearer token that is good for `lifetime_s` from `obtained` (on the monotonic clock)."""

    value: str
    obtained: float
    lifetime_s: float

    def left_s(self, steady: float) -> float:
        """Seconds it is still good for at the monotonic time `steady`."""
        return self.obtained + self.lifetime_s - steady

    def __repr__(self) -> str:
        # Representations end in logs.
        return f"<Token for {self.lifetime_s:g} s>"


class _Grant(msgspec.Struct, frozen=True):
    token: str
    expires_at: str


class _Complaint(msgspec.Struct, frozen=True):
    message: str
    code: str = ""
    needs: str = ""
    retry_after_s: float | None = None


class _Refusal(msgspec.Struct, frozen=True):
    error: _Complaint


async def sign_in(
    *, http_base: str, user: str, password: str, otp: str | None = None, tls: ssl.SSLContext | None = None
) -> Token:
    """Exchange a name and a password for a token. Raises SignInRefused or PlatformUnreachable."""
    body = {"user": user, "password": password} | ({"otp": otp} if otp else {})
    return await _ask(http_base, "/api/login", body=body, tls=tls)


async def launch(*, http_base: str, launch_token: str) -> Token:
    """Exchange an embedded platform's one-time launch token. Raises like `sign_in`."""
    return await _ask(http_base, "/api/launch", body={"launch_token": launch_token})


async def renew(*, http_base: str, token: Token, tls: ssl.SSLContext | None = None) -> Token:
    """Exchange a token that is still good for a younger one. Raises like `sign_in`."""
    return await _ask(http_base, "/api/renew", bearer=token.value, tls=tls)


async def sign_out(*, http_base: str, token: Token, tls: ssl.SSLContext | None = None) -> None:
    """End the session of a token, where the platform can be asked to; it ends by itself in time anyway."""
    headers = {"Authorization": f"Bearer {token.value}"}
    try:
        async with http_client(http_base, tls=tls, timeout=_TIMEOUT) as client:
            await client.post(f"{http_base.rstrip('/')}/api/logout", headers=headers)
    except (httpx.HTTPError, OSError):
        return


class TokenKeeper:
    """Holds the session's token and renews it in the last quarter of its life."""

    def __init__(
        self,
        *,
        http_base: str,
        token: Token,
        tls: ssl.SSLContext | None = None,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._http_base = http_base
        self._token = token
        self._tls = tls
        self._steady = steady
        self._lock = asyncio.Lock()

    @property
    def current(self) -> Token:
        """The token as it is, for requests that are made now."""
        return self._token

    async def fresh(self) -> Token:
        """Return a token with some life left, renewed if need be. Raises like `sign_in`.

        A platform that cannot be reached is no fault while the token is still good.
        """
        async with self._lock:
            left = self._token.left_s(self._steady())
            if left > self._token.lifetime_s * _LAST_PART:
                return self._token
            try:
                self._token = await renew(http_base=self._http_base, token=self._token, tls=self._tls)
            except PlatformUnreachable:
                if left <= 0:
                    raise
            return self._token


async def _ask(
    http_base: str,
    path: str,
    *,
    body: dict[str, Any] | None = None,
    bearer: str | None = None,
    tls: ssl.SSLContext | None = None,
) -> Token:
    address = http_base.rstrip("/") + path
    headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
    try:
        async with http_client(http_base, tls=tls, timeout=_TIMEOUT) as client:
            response = await client.post(address, json=body, headers=headers)
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        host = urlsplit(http_base).netloc
        fault = tls_fault(error, host=host)
        if fault is None and address.startswith("https:") and isinstance(error, _CUT):
            fault = cut_short(host)
        if fault is not None:
            raise PlatformUnreachable(fault.sentence, why=fault.why) from error
        raise PlatformUnreachable(
            f"The platform at {http_base} does not answer ({_cause(error)}). "
            "Check the address and the network."
        ) from error
    if response.status_code == httpx.codes.OK:
        try:
            grant = msgspec.json.decode(response.content, type=_Grant)
            lifetime = parse_time(grant.expires_at) - _server_time(response)
            return Token(value=grant.token, obtained=time.monotonic(), lifetime_s=lifetime)
        except ValueError as error:
            sentence = f"What answers at {http_base} is not a platform."
            raise PlatformUnreachable(sentence, why="no_platform") from error
    if response.status_code in (400, 401, 403, 429):
        complaint = _complaint(response)
        raise SignInRefused(
            complaint.message,
            why=complaint.code,
            needs=complaint.needs,
            retry_after_s=_retry_after(response, complaint),
        )
    raise PlatformUnreachable(
        f"The platform at {urlsplit(http_base).netloc} answered {response.status_code}. Try again later.",
        why="trouble" if response.is_server_error else "no_platform",
    )


def _complaint(response: httpx.Response) -> _Complaint:
    try:
        return msgspec.json.decode(response.content, type=_Refusal).error
    except (msgspec.MsgspecError, UnicodeError):
        return _Complaint(f"The platform refused the sign-in ({response.status_code}).")


def _retry_after(response: httpx.Response, complaint: _Complaint) -> float | None:
    """Seconds to stay away: the platform's own figure, else the header's, which knows whole seconds only."""
    if complaint.retry_after_s is not None:
        return max(0.0, complaint.retry_after_s)
    told = response.headers.get("Retry-After", "")
    return float(told) if told.isdecimal() else None


def _server_time(response: httpx.Response) -> float:
    """When the platform answered, by its own clock: the workstation's may be wrong by hours."""
    try:
        return parsedate_to_datetime(response.headers["Date"]).timestamp()
    except (KeyError, ValueError):
        return time.time()


def _cause(error: Exception) -> str:
    return str(error) or type(error).__name__
