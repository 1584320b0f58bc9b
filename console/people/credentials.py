"""What this workstation keeps in the system's keyring: its own account, and the last person's session.

Nothing of it is ever written to a file, an address, a log or a command line by the console. Keyrings block:
they speak to another process, which may ask the person or hang. So each call runs in a thread of its own that
nobody waits for longer than a moment.
"""

from __future__ import annotations

import asyncio
import logging
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Final, TypeVar

import keyring
import msgspec
from keyring.backend import KeyringBackend
from keyring.errors import NoKeyringError, PasswordDeleteError

from backend_client.bearer import Bearer
from backend_client.sign_in import Token

_log = logging.getLogger(__name__)

R = TypeVar("R")
S = TypeVar("S", bound=msgspec.Struct)

SERVICE: Final = "grid-command-console"
LIMIT_S: Final = 5.0
#: Below it keyring counts what it found as not fit for secrets: files, nothing at all.
_FIT_PRIORITY: Final = 1


class DeviceCredential(msgspec.Struct, frozen=True, kw_only=True):
    """A workstation's own account."""

    user: str
    secret: str

    def __repr__(self) -> str:
        # Representations end in logs.
        return f"<DeviceCredential of {self.user}>"


class KeptSession(msgspec.Struct, frozen=True, kw_only=True):
    """A person's token from an earlier run, and at which platform it was got."""

    user: str
    token: Token
    at: str


class _StoredSession(msgspec.Struct, frozen=True):
    """`expires_at` by this workstation's clock; what the platform thinks of it counts."""

    user: str
    token: str
    expires_at: float
    lifetime_s: float
    at: str


class Credentials:
    """The secrets of one site, named by the address of its first platform.

    Where there is no usable keyring they are kept in memory only: `unusable` then says why (``none``: there
    is none that is fit for secrets, ``hangs``, ``fails``; empty while all is well), the log says it once.
    """

    def __init__(
        self,
        *,
        site: str,
        backend: Callable[[], KeyringBackend] = keyring.get_keyring,
        limit_s: float = LIMIT_S,
    ) -> None:
        self._site = site
        self._thread = _Thread(backend)
        self._limit_s = limit_s
        self._memory: dict[str, str | None] = {}
        self.unusable = ""

    async def device(self) -> DeviceCredential | None:
        """The workstation's own account."""
        return _decoded(await self._get("device"), DeviceCredential)

    async def keep_device(self, credential: DeviceCredential) -> None:
        """Keep the workstation's own account; see `unusable` for whether it outlasts this process."""
        await self._set("device", msgspec.json.encode(credential).decode())

    async def forget_device(self) -> None:
        """Forget the workstation's own account."""
        await self._set("device", None)

    async def session(self) -> KeptSession | None:
        """The last person's session, if its token may still be good."""
        stored = _decoded(await self._get("session"), _StoredSession)
        if stored is None or (left := stored.expires_at - time.time()) <= 0:
            return None
        spent = max(stored.lifetime_s - left, 0.0)
        token = Token(value=stored.token, obtained=time.monotonic() - spent, lifetime_s=stored.lifetime_s)
        return KeptSession(user=stored.user, token=token, at=stored.at)

    def keep_session_of(self, person: Bearer, *, at: str) -> None:
        """Keep a person's token, and those that it is renewed by; returns at once."""
        person.on_token = lambda token: self._keep(person.user, token, at)
        token = person.current(at)
        if token is not None:
            self._keep(person.user, token, at)

    def forget_session(self) -> None:
        """Forget the last person's session; returns at once."""
        self._put("session", None)

    def _keep(self, user: str, token: Token, at: str) -> None:
        stored = _StoredSession(
            user=user,
            token=token.value,
            expires_at=time.time() + token.left_s(time.monotonic()),
            lifetime_s=token.lifetime_s,
            at=at,
        )
        self._put("session", msgspec.json.encode(stored).decode())

    def _name(self, what: str) -> str:
        return f"{what} {self._site}"

    async def _get(self, what: str) -> str | None:
        if what in self._memory or self.unusable:
            return self._memory.get(what)
        name = self._name(what)
        return await self._ask(lambda backend: backend.get_password(SERVICE, name))

    async def _set(self, what: str, value: str | None) -> None:
        self._memory[what] = value
        if not self.unusable:
            await self._ask(self._writing(what, value))

    def _put(self, what: str, value: str | None) -> None:
        self._memory[what] = value
        if not self.unusable:
            self._thread.submit(self._writing(what, value)).add_done_callback(_say_failure)

    def _writing(self, what: str, value: str | None) -> Callable[[KeyringBackend], None]:
        name = self._name(what)

        def write(backend: KeyringBackend) -> None:
            if value is not None:
                backend.set_password(SERVICE, name, value)
                return
            try:
                backend.delete_password(SERVICE, name)
            except PasswordDeleteError:
                return  # there was none

        return write

    async def _ask(self, work: Callable[[KeyringBackend], R]) -> R | None:
        try:
            async with asyncio.timeout(self._limit_s):
                return await asyncio.wrap_future(self._thread.submit(work))
        except TimeoutError:
            self._give_up("hangs", f"it did not answer within {self._limit_s:g} s")
        except NoKeyringError:
            self._give_up("none", "there is none that is fit for secrets")
        except Exception as error:
            # Backends raise what their libraries raise: D-Bus, COM, whatever comes.
            self._give_up("fails", type(error).__name__)
        return None

    def _give_up(self, why: str, words: str) -> None:
        if not self.unusable:
            self.unusable = why
            _log.warning("The system's keyring cannot be used (%s): sign-ins are kept in memory only.", words)


class _Thread:
    """Calls the keyring, one call after the other; a thread that hangs does not keep the process alive."""

    def __init__(self, backend: Callable[[], KeyringBackend]) -> None:
        self._find = backend
        self._backend: KeyringBackend | None = None
        self._jobs: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._running: threading.Thread | None = None

    def submit(self, work: Callable[[KeyringBackend], R]) -> Future[R]:
        if self._running is None:
            self._running = threading.Thread(target=self._run, name="keyring", daemon=True)
            self._running.start()
        future: Future[R] = Future()

        def job() -> None:
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(work(self._fit_backend()))
                except Exception as error:
                    future.set_exception(error)

        self._jobs.put(job)
        return future

    def _run(self) -> None:
        while True:
            self._jobs.get()()

    def _fit_backend(self) -> KeyringBackend:
        if self._backend is None:
            found = self._find()
            if found.priority < _FIT_PRIORITY:
                raise NoKeyringError(f"{found.name} is not fit for secrets")
            self._backend = found
        return self._backend


def _decoded(text: str | None, kind: type[S]) -> S | None:
    if text is None:
        return None
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.MsgspecError:
        return None  # of another version of the console, or not ours


def _say_failure(future: Future[None]) -> None:
    if not future.cancelled() and (error := future.exception()) is not None:
        _log.warning("The keyring did not take a change: %s", type(error).__name__)
