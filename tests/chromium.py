"""A real browser for tests: Chromium without a window, with a made-up microphone and camera.

It is started by a test, led by its debugger's protocol, and ended with the test; where it is not installed
the test fails, as `scripts/setup.sh test` installs it.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Final

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from backend_client.tasks import TaskSet
from tests.waiting import PATIENCE_S

_FLAGS: Final = (
    "--headless=new",
    "--disable-gpu",
    "--no-first-run",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    # Every page is as much looked at as the one in front.
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
    "--use-fake-device-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--remote-debugging-port=0",
)
#: Grants microphone and camera without asking.
GRANTED: Final = "--use-fake-ui-for-media-stream"
_ENDS_WITHIN_S: Final = 5.0
_LOOK_EVERY_S: Final = 0.05


class Page:
    """One page. `errors` are the exceptions that its scripts have left to nobody."""

    def __init__(self, chromium: Chromium, session: str, target: str) -> None:
        self.errors: list[str] = []
        self._chromium = chromium
        self._session = session
        self._target = target

    async def evaluate(self, script: str) -> Any:
        """The value of an expression, or of its promise. Raises AssertionError for an exception."""
        options = {"expression": script, "awaitPromise": True, "returnByValue": True}
        answer = await self._chromium.ask("Runtime.evaluate", session=self._session, **options)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    async def until(self, script: str, *, timeout: float = PATIENCE_S) -> Any:
        """Return an expression's value once it is true; a page that is just loading is asked again."""
        value: Any = None
        try:
            async with asyncio.timeout(timeout):
                while True:
                    with suppress(AssertionError):
                        value = await self.evaluate(script)
                        if value:
                            return value
                    await asyncio.sleep(_LOOK_EVERY_S)
        except TimeoutError:
            told = await self.evaluate("document.body.innerText")
            raise AssertionError(f"{script} is {value!r} after {timeout:g} s; {self.errors} {told}") from None

    async def go(self, address: str) -> None:
        """Load another address."""
        await self._chromium.ask("Page.navigate", session=self._session, url=address)

    async def click(self, selector: str) -> None:
        """Press what the selector finds."""
        await self.evaluate(f"document.querySelector({json.dumps(selector)}).click()")

    async def close(self) -> None:
        """Close it as a person closes a tab."""
        await self._chromium.ask("Target.closeTarget", targetId=self._target)

    async def picture(self) -> bytes:
        """What it shows, as PNG in base64."""
        answer = await self._chromium.ask("Page.captureScreenshot", session=self._session)
        return str(answer["data"]).encode()


class Chromium:
    """A browser that runs; `pid` is its first process."""

    def __init__(self, socket: ClientConnection, pid: int) -> None:
        self.pid = pid
        self._socket = socket
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._pages: dict[str, Page] = {}

    async def page(self, address: str) -> Page:
        """A new page, in a window of its own."""
        target = (await self.ask("Target.createTarget", url="about:blank", newWindow=True))["targetId"]
        session = (await self.ask("Target.attachToTarget", targetId=target, flatten=True))["sessionId"]
        made = self._pages[session] = Page(self, session, target)
        for domain in ("Runtime", "Page"):
            await self.ask(f"{domain}.enable", session=session)
        await made.go(address)
        return made

    async def ask(self, method: str, *, session: str = "", **params: Any) -> dict[str, Any]:
        """One request of the debugger's protocol. Raises AssertionError when it is refused."""
        number = next(self._numbers)
        waiting = self._waiting[number] = asyncio.get_running_loop().create_future()
        of = {"sessionId": session} if session else {}
        await self._socket.send(json.dumps({"id": number, "method": method, "params": params, **of}))
        async with asyncio.timeout(PATIENCE_S):
            answer = await waiting
        assert "error" not in answer, (method, answer["error"])
        result: dict[str, Any] = answer["result"]
        return result

    async def run(self) -> None:
        """Take in what it says until it ends."""
        with suppress(ConnectionClosed):
            while True:
                said = json.loads(await self._socket.recv())
                if "id" in said:
                    waiting = self._waiting.pop(said["id"])
                    # Whoever has asked may have given up.
                    if not waiting.done():
                        waiting.set_result(said)
                elif said["method"] == "Runtime.exceptionThrown" and said["sessionId"] in self._pages:
                    details = said["params"]["exceptionDetails"]
                    self._pages[said["sessionId"]].errors.append(json.dumps(details)[:500])


@asynccontextmanager
async def chromium(folder: Path, *flags: str) -> AsyncIterator[Chromium]:
    """A browser whose profile is in `folder`, with more flags of its command line."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program is not None, "chromium is missing: scripts/setup.sh test installs it"
    sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
    process = await asyncio.create_subprocess_exec(
        *(program, *_FLAGS, *sandbox, *flags, f"--user-data-dir={folder}", "about:blank"),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    tasks = TaskSet()
    try:
        address = await _address(folder / "DevToolsActivePort", process)
        async with connect(address, max_size=None, compression=None, proxy=None) as socket:
            browser = Chromium(socket, process.pid)
            tasks.spawn(browser.run(), name="chromium")
            try:
                yield browser
            finally:
                await tasks.close()
    finally:
        await _end(process)


async def _address(file: Path, process: asyncio.subprocess.Process) -> str:
    async with asyncio.timeout(PATIENCE_S):
        while True:
            assert process.returncode is None, "chromium ended at once"
            lines = _lines(file)
            if len(lines) == 2:
                return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
            await asyncio.sleep(_LOOK_EVERY_S)


def _lines(file: Path) -> list[str]:
    return file.read_text().splitlines() if file.exists() else []


async def _end(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(_ENDS_WITHIN_S):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
