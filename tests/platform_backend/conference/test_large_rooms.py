"""More than four in a conference: real pages in a real browser, a real Janus, a real platform."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

from uuid6 import uuid7

from backend_client.protocol.conference import Conference, Provider
from platform_backend.conference.room_server import RoomServerKeeper
from tests.chromium import GRANTED, Chromium, Page, chromium
from tests.platform_backend.conftest import Running, StartPlatform, user
from tests.platform_backend.consoles import TestConsole
from tests.waiting import until

WANG = user("wang", "dispatcher")
#: All others connected and, more than once, drawn.
_ALL = """(() => {{
  const peers = Object.values(conference.figures().peers);
  const drawn = peers.filter((each) => each.state === "connected" && each.frames > {frames});
  return peers.length === {others} && drawn.length === {others};
}})()"""

_GO_ON = "The room server is down: the first four go on directly. Call the others by telephone."
_NO_PLACE = "The room server is down: the first four go on without you. Call by telephone, or join later."
_AWAY = "The platform and its room server are away: the call goes on when they are back."
_FAILED = '((told) => told.includes("The room server is down") && told)(conference.figures().told)'
#: No browser without a window has a screen to share.
_SHARE = """(() => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 360 });
  const context = canvas.getContext("2d");
  setInterval(() => context.fillRect(Math.random() * 640, 0, 9, 360), 50);
  conferenceDevices.share = async () => canvas.captureStream(10).getVideoTracks()[0];
  document.getElementById("share").click();
})()"""


def keep(running: Running, folder: Path) -> RoomServerKeeper:
    """Janus beside a platform, as its command line has it."""
    rooms = running.platform.conferences.rooms
    keeper = RoomServerKeeper(folder=folder, up=rooms.up, down=rooms.down)
    running.platform.run_beside(keeper.run(), name="room server")
    return keeper


def held(running: Running, id_: str) -> Conference:
    """A conference as it is now."""
    conference = running.platform.conferences.keeper.conference(id_)
    assert conference is not None
    return conference


async def opened(console: TestConsole, **how: str) -> str:
    """The id of a conference that the console has opened."""
    result = await console.command("conference.open", title="会商", session="0a", **how)
    return str(result["data"]["id"])


async def links(console: TestConsole, id_: str, names: list[str]) -> dict[str, str]:
    """Where each guest's link leads."""
    made = {}
    for name in names:
        result = await console.command_as(str(uuid7()), "conference.guest", id_, {"name": name})
        made[name] = result["data"]["path"]
    return made


async def came_in(browser: Chromium, running: Running, paths: dict[str, str]) -> list[Page]:
    """Guests who have followed their links and given their names."""
    return list(await asyncio.gather(*(_come_in(browser, running, *each) for each in paths.items())))


async def _come_in(browser: Chromium, running: Running, name: str, path: str) -> Page:
    port = running.http.rsplit(":", 1)[1]
    # A browser opens six connections to one host, and each page keeps one.
    page = await browser.page(f"http://{name}.localhost:{port}{path}")
    await page.until("document.forms.length")
    await page.evaluate(f'document.forms[0].name.value = "{name}"; document.forms[0].submit()')
    return page


async def see_each_other(pages: list[Page], *, frames: int = 3) -> None:
    """Wait until each page draws all others."""
    script = _ALL.format(others=len(pages) - 1, frames=frames)
    await asyncio.gather(*(page.until(script) for page in pages))


async def test_eight_confer_over_janus_and_four_go_on_without_it(
    start: StartPlatform, tmp_path: Path
) -> None:
    async with (
        start() as running,
        running.console(WANG) as console,
        chromium(tmp_path / "chromium", GRANTED) as browser,
    ):
        janus = keep(running, tmp_path / "janus")
        await until(lambda: running.platform.conferences.rooms.server is not None)
        id_ = await opened(console)
        paths = await links(console, id_, [f"g{number}" for number in range(8)])
        # A mesh in the beginning, which the fifth who comes moves over to the room server.
        assert held(running, id_).provider is Provider.MESH
        pages = await came_in(browser, running, paths)
        await asyncio.gather(*(page.until("conference.figures().state === 'in'") for page in pages))
        await console.command("conference.leave", id_)
        await see_each_other(pages)
        assert held(running, id_).provider is Provider.JANUS
        assert janus.pid is not None
        os.kill(janus.pid, signal.SIGKILL)
        told = await asyncio.gather(*(page.until(_FAILED) for page in pages))
        stay = [page for page, words in zip(pages, told, strict=True) if _GO_ON in words]
        go = [page for page, words in zip(pages, told, strict=True) if _NO_PLACE in words]
        assert (len(stay), len(go)) == (4, 4)
        await see_each_other(stay)
        assert [await page.evaluate("Object.keys(conference.figures().peers).length") for page in go] == [
            0
        ] * 4
        assert held(running, id_).provider is Provider.MESH
        assert [page.errors for page in pages] == [[]] * 8


async def test_a_call_over_janus_outlives_a_reload_a_shared_screen_and_the_platform(
    start: StartPlatform, tmp_path: Path
) -> None:
    async with chromium(tmp_path / "chromium", GRANTED) as browser:
        async with start() as running, running.console(WANG) as console:
            keep(running, tmp_path / "janus")
            await until(lambda: running.platform.conferences.rooms.server is not None)
            id_ = await opened(console, provider="janus")
            pages = await came_in(browser, running, await links(console, id_, ["g0", "g1", "g2"]))
            await asyncio.gather(*(page.until("conference.figures().state === 'in'") for page in pages))
            await console.command("conference.leave", id_)
            await see_each_other(pages)
            # Another life of the page has the lines that the former one has left.
            await pages[1].evaluate("location.reload()")
            await pages[1].until("conference.figures().state === 'in'")
            await see_each_other(pages)
            await pages[0].evaluate(_SHARE)
            await pages[2].until(
                "[...document.querySelectorAll('video.screen')].some((each) => each.videoWidth === 640)"
            )
            port = int(running.http.rsplit(":", 1)[1])
        await pages[0].until(f"conference.figures().told.includes({_AWAY!r})")
        async with start(port=port) as running:
            keep(running, tmp_path / "janus")
            await pages[0].until(f"!conference.figures().told.includes({_AWAY!r})")
            await see_each_other(pages)
            assert held(running, id_).provider is Provider.JANUS
            assert [page.errors for page in pages] == [[]] * 3
