"""Keeps the camera site running as a child process and tells it which cameras are off."""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import logging
import os
import sys
import time
from pathlib import Path

import msgspec

from platform_backend.access.tokens import Claims, TokenSigner

#: The session name in tokens the platform signs for itself when it speaks to the camera site.
CONTROL_SESSION = "platform"
#: How long such a token holds, and how long before its end there is another, in seconds.
_TOKEN_S = 2 * 3600.0
_TOKEN_RENEW_S = 3600.0
_RESTART_AFTER_S = (0.2, 1.0, 5.0, 15.0)
_HEALTHY_S = 30.0
_STOP_WITHIN_S = 1.0
_TELL_WITHIN_S = 5.0

_log = logging.getLogger(__name__)


class _Ready(msgspec.Struct, frozen=True):
    port: int


class SiteToken:
    """The platform's own leave to read any camera's stream at its site, for children that do so."""

    def __init__(self, signer: TokenSigner) -> None:
        self._signer = signer
        self._text = ""
        self._until = 0.0

    def headers(self) -> dict[str, str]:
        """What is sent with a request; it holds for an hour at least."""
        now = time.time()
        if now > self._until - _TOKEN_RENEW_S:
            self._until = now + _TOKEN_S
            self._text = self._signer.sign(
                Claims(session=CONTROL_SESSION, user=CONTROL_SESSION, exp=self._until)
            )
        return {"Authorization": f"Bearer {self._text}"}


class SiteKeeper:
    """Keeps one camera site running; `port` is None while none can serve."""

    def __init__(
        self,
        *,
        cache: Path,
        key_file: Path,
        signer: TokenSigner,
        module: str = "platform_backend.camera_site",
    ) -> None:
        self.port: int | None = None
        self.pid: int | None = None
        self.starts = 0
        self._cache = cache
        self._key_file = key_file
        self._signer = signer
        self._token = SiteToken(signer)
        self._offline: frozenset[str] = frozenset()
        self._module = module
        self._changed = asyncio.Event()

    @property
    def offline(self) -> frozenset[str]:
        """Which cameras are off now, as was told last."""
        return self._offline

    def headers(self) -> dict[str, str]:
        """As `SiteToken.headers`."""
        return self._token.headers()

    def set_offline(self, cameras: frozenset[str]) -> None:
        """Tell the site which cameras are off now."""
        self._offline = cameras
        self._changed.set()

    async def run(self) -> None:
        """Keep the site running until cancelled."""
        failures = 0
        while True:
            started = time.monotonic()
            try:
                await self._run_once()
            except OSError:
                _log.exception("the camera site could not be started")
            failures = 0 if time.monotonic() - started > _HEALTHY_S else failures + 1
            wait = _RESTART_AFTER_S[min(failures, len(_RESTART_AFTER_S)) - 1] if failures else 0.0
            _log.warning("the camera site has ended; starting it again in %.1f s", wait)
            await asyncio.sleep(wait)

    async def _run_once(self) -> None:
        # The child reads one pipe that ends with us, also after kill -9, and writes its port into the other.
        parent_read, parent_write = os.pipe()
        ready_read, ready_write = os.pipe()
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                self._module,
                *("--cache", str(self._cache), "--port", "0", "--key-file", str(self._key_file)),
                *("--parent-fd", str(parent_read), "--ready-fd", str(ready_write)),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                pass_fds=(parent_read, ready_write),
            )
        except OSError:
            os.close(parent_write)
            os.close(ready_read)
            raise
        finally:
            os.close(parent_read)
            os.close(ready_write)
        self.pid = process.pid
        self.starts += 1
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._serve(ready_read), name="camera site ready")
                await process.wait()
                raise _SiteEnded
        except* _SiteEnded:
            pass
        finally:
            self.port = self.pid = None
            os.close(parent_write)
            if process.returncode is None:
                await _end(process)

    async def _serve(self, ready_read: int) -> None:
        with os.fdopen(ready_read, "rb") as file:
            reader = asyncio.StreamReader()
            transport, _ = await asyncio.get_running_loop().connect_read_pipe(
                lambda: asyncio.StreamReaderProtocol(reader), file
            )
            try:
                line = await reader.readline()
            finally:
                transport.close()
        if not line:
            return
        port = self.port = msgspec.json.decode(line, type=_Ready).port
        _log.info("the camera site serves on port %d", port)
        told: frozenset[str] = frozenset()
        self._changed.set()
        while True:
            await self._changed.wait()
            self._changed.clear()
            offline = self._offline
            if offline == told:
                continue
            try:
                await asyncio.to_thread(self._tell, port, offline)
                told = offline
            except (OSError, http.client.HTTPException) as error:
                # The next change tells it again; the platform refuses new viewers of these cameras anyway.
                _log.warning("the camera site did not take the list of offline cameras: %s", error)

    def _tell(self, port: int, offline: frozenset[str]) -> None:
        claims = Claims(session=CONTROL_SESSION, user=CONTROL_SESSION, exp=time.time() + 60.0)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_TELL_WITHIN_S)
        with contextlib.closing(connection):
            connection.request(
                "POST",
                "/offline",
                body=msgspec.json.encode({"cameras": sorted(offline)}),
                headers={"Authorization": f"Bearer {self._signer.sign(claims)}"},
            )
            status = connection.getresponse().status
        if status != 200:
            raise http.client.HTTPException(f"status {status}")


class _SiteEnded(Exception):
    """The child has ended by itself."""


async def _end(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
        try:
            async with asyncio.timeout(_STOP_WITHIN_S):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
