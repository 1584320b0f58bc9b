"""The platform under test: where it is, who may sign in there, and how long its times are."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import msgspec
import pyotp
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidHandshake
from websockets.typing import Subprotocol

from backend_client.conformance.findings import Broken, NotRun, Vacuous
from backend_client.conformance.wire import Frame, Wire
from backend_client.protocol.messages import AUTH_WITHIN_S, BOOKMARK_S, PROTOCOL_NAME, SILENCE_S

#: How long a one-time code stands, in seconds.
_OTP_STEP_S = 30.0
_HTTP = httpx.Timeout(20.0, connect=5.0)


@dataclass(frozen=True, slots=True)
class Tempo:
    """The contract's times in seconds, as every platform has them; tests of the kit itself shorten them.

    `slack_s` is how much later than its time something may come, `answer_s` how long an answer may take.
    """

    auth_within_s: float = AUTH_WITHIN_S
    silence_s: float = SILENCE_S
    bookmark_s: float = BOOKMARK_S
    logout_s: float = 5.0
    lost_s: float = 10.0
    slack_s: float = 3.0
    answer_s: float = 10.0


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in; `otp_secret` (base32) when the platform asks for one-time codes."""

    user: str
    password: str
    otp_secret: str | None = None


@dataclass(slots=True)
class _Shared:
    """A sign-in that several rules share, got once."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    grant: Frame | None = None
    codes: asyncio.Lock = field(default_factory=asyncio.Lock)
    used_step: int = 0


class Site:
    """A platform under test. `created` holds the incidents that were made there, to be put away again,
    `turned` the cameras that a rule has had in hand: they say so for seconds after it.

    Rules that change a unit, a seat or a wall, or turn a camera, take turns by `unit_turn`, `seat_turn`,
    `wall_turn` and `camera_turn`.
    """

    def __init__(
        self,
        *,
        feed: str,
        account: Account,
        limited: Account | None = None,
        colleague: Account | None = None,
        encoding: str = PROTOCOL_NAME,
        type_code: str = "0101",
        tempo: Tempo | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.feed = feed
        self.account = account
        self.encoding = encoding
        self.type_code = type_code
        self.tempo = tempo or Tempo()
        self.created: list[str] = []
        self.turned: set[str] = set()
        self.unit_turn = asyncio.Lock()
        self.seat_turn = asyncio.Lock()
        self.wall_turn = asyncio.Lock()
        self.camera_turn = asyncio.Lock()
        self._limited = limited
        self._colleague = colleague
        self._tls = tls
        self._accounts = [each for each in (account, limited, colleague) if each is not None]
        self._shared = {each.user: _Shared() for each in self._accounts}
        base = feed.removesuffix("/feed").replace("ws", "http", 1)
        self.web = httpx.AsyncClient(
            base_url=base, timeout=_HTTP, trust_env=False, verify=True if tls is None else tls
        )

    async def close(self) -> None:
        """Give back what is open."""
        await self.web.aclose()

    @property
    def limited(self) -> Account:
        """The account that sees and may do less. Raises NotRun when none was named."""
        if self._limited is None:
            raise NotRun("needs --limited-user")
        return self._limited

    @property
    def colleague(self) -> Account:
        """Another one who may do what a room does. Raises NotRun when none was named."""
        if self._colleague is None:
            raise NotRun("needs --colleague")
        return self._colleague

    async def login(self, account: Account, **more: Any) -> httpx.Response:
        """Ask for a token with name and password; `more` adds to the body or replaces what is there."""
        return await self.post("/api/login", json={"user": account.user, "password": account.password} | more)

    async def code(self, account: Account) -> dict[str, str]:
        """The `otp` field of a login: a code that has not been used yet, waited for when need be."""
        if account.otp_secret is None:
            return {}
        shared = self._shared[account.user]
        async with shared.codes:
            if int(time.time() // _OTP_STEP_S) == shared.used_step:
                await asyncio.sleep(_OTP_STEP_S - time.time() % _OTP_STEP_S + 0.1)
            shared.used_step = int(time.time() // _OTP_STEP_S)
            return {"otp": pyotp.TOTP(account.otp_secret).now()}

    async def fresh(self, account: Account) -> Frame:
        """What a login of its own gives."""
        answer = await self.login(account, **await self.code(account))
        if account.otp_secret is not None and answer.status_code == 401:
            # Somebody else has used that code.
            answer = await self.login(account, **await self.code(account))
        return granted(answer)

    async def grant(self, account: Account | None = None) -> Frame:
        """What the login gave that the rules share; without `account` of the one who may do everything."""
        account = account or self.account
        shared = self._shared[account.user]
        async with shared.lock:
            if shared.grant is None:
                shared.grant = await self.fresh(account)
            return shared.grant

    async def token(self, account: Account | None = None) -> str:
        """The token of `grant`."""
        return str((await self.grant(account))["token"])

    async def sign_in(self) -> None:
        """Get the tokens that the rules share. Who may not sign in is noticed by the rules that need him."""
        for account in self._accounts:
            with contextlib.suppress(Broken):
                await self.grant(account)

    async def get(self, path: str, **options: Any) -> httpx.Response:
        """An HTTP answer. Raises Broken when there is none."""
        return await self._asked("GET", path, **options)

    async def post(self, path: str, **options: Any) -> httpx.Response:
        """An HTTP answer. Raises Broken when there is none."""
        return await self._asked("POST", path, **options)

    @asynccontextmanager
    async def wire(
        self, *, offer: str | None = None, query: str = "", max_queue: int | None = None
    ) -> AsyncIterator[Wire]:
        """A connection on which nothing has been said yet."""
        connecting = connect(
            self.feed + query,
            subprotocols=[Subprotocol(offer or self.encoding)],
            max_size=None,
            max_queue=max_queue,
            compression=None,
            proxy=None,
            ping_interval=None,
            close_timeout=1.0,
            open_timeout=10.0,
            ssl=self._tls,
        )
        try:
            socket = await connecting
        except (OSError, InvalidHandshake, TimeoutError) as error:
            raise Broken(f"a WebSocket at {self.feed}", str(error) or type(error).__name__) from error
        try:
            yield Wire(socket, answer_s=self.tempo.answer_s)
        finally:
            await socket.close()

    async def _asked(self, method: str, path: str, **options: Any) -> httpx.Response:
        try:
            return await self.web.request(method, path, **options)
        except httpx.HTTPError as error:
            raise Broken(f"an answer to {method} {path}", str(error) or type(error).__name__) from error


def granted(answer: httpx.Response) -> Frame:
    """The body of an answer that gives a token. Raises Broken when it does not."""
    body = body_of(answer)
    if answer.status_code != 200 or not isinstance(body.get("token"), str) or not body["token"]:
        raise Broken("200 and a token", f"{answer.status_code} {body}")
    return body


def body_of(answer: httpx.Response) -> Frame:
    """The JSON object of an answer; empty when it is none."""
    try:
        body = msgspec.json.decode(answer.content)
    except msgspec.DecodeError:
        return {}
    return body if isinstance(body, dict) else {}


def bearer(token: str) -> dict[str, str]:
    """The header that carries a token."""
    return {"Authorization": f"Bearer {token}"}


def need(condition: object, what: str) -> None:
    """Raise Vacuous unless there is what a rule is about."""
    if not condition:
        raise Vacuous(what)
