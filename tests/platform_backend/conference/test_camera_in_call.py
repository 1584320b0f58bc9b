"""The child that sends cameras into calls, with a real camera site and a page that decodes."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec

from backend_client.tasks import TaskSet
from platform_backend.conference.call_orders import (
    CallCamera,
    FromChild,
    Heard,
    Listener,
    Order,
    Report,
    Say,
    encode,
)
from platform_backend.conference.camera_in_call import Packets
from platform_backend.conference.vp8 import FPS
from tests.platform_backend.conference.page import Page
from tests.platform_backend.conference.scene import camera_site, source
from tests.waiting import until

CAMERA = "z1"


class Child:
    """The real process; what pages it speaks to answer goes back to it."""

    def __init__(self, process: asyncio.subprocess.Process, *pages: Page) -> None:
        self.process = process
        self.pages = {page.session: page for page in pages}
        self.silent: dict[str, float] = {}

    def tell(self, message: Order | Heard) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(encode(message))

    def hear(self, from_: str, data: dict[str, Any]) -> None:
        self.tell(Heard(session=CAMERA, from_=from_, data=msgspec.Raw(msgspec.json.encode(data))))

    async def listen(self) -> None:
        assert self.process.stdout is not None
        while line := await self.process.stdout.readline():
            match msgspec.json.decode(line, type=FromChild):
                case Report(silent=silent):
                    self.silent = silent
                case Say() as said:
                    answer = await self.pages[said.to].take(msgspec.json.decode(said.data))
                    if answer is not None:
                        self.hear(said.to, answer)


@asynccontextmanager
async def child(*pages: Page) -> AsyncIterator[Child]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "platform_backend.conference.camera_in_call"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=1 << 20,
    )
    one, tasks = Child(process, *pages), TaskSet()
    tasks.spawn(one.listen(), name="listen")
    try:
        yield one
    finally:
        await tasks.close()
        for page in pages:
            await page.close()
        assert process.stdin is not None
        process.stdin.close()
        # It ends with its stdin, whatever hangs at a camera.
        assert await asyncio.wait_for(process.wait(), 10.0) == 0


def sent_to(url: str, headers: dict[str, str], *pages: Page) -> Order:
    listeners = tuple(Listener(id=page.session, session=page.session) for page in pages)
    return Order(cameras=(CallCamera(session=CAMERA, url=url, headers=headers, listeners=listeners),))


async def test_two_pages_see_a_camera_and_one_that_asks_is_connected_anew() -> None:
    one, other = Page("a1"), Page("a2")
    async with camera_site() as (site, port), child(one, other) as sender:
        given = source(port)
        sender.tell(sent_to(*given, one))
        await until(lambda: one.frames > 5)
        assert one.size == (64, 48)
        assert one.offers[0]["lines"] == {"0": "camera"}
        assert one.offers[0]["kind"] == "description"
        # Who comes later begins at once, with a key frame made for him.
        sender.tell(sent_to(*given, one, other))
        # So many take longer than a page has to wait between two connections.
        await until(lambda: other.frames > 1.2 * FPS)
        await until(lambda: sender.silent)
        assert sender.silent.keys() == {CAMERA}
        # What is not for this camera, or of another page, is nothing to it; nor what nobody understands.
        sender.hear("a2", other.says(to="zother", kind="restart"))
        sender.hear("a1", other.says(to=CAMERA, kind="restart"))
        sender.hear("a2", {"kind": 5})
        sender.hear("a2", other.says(to=CAMERA, kind="restart"))
        await until(lambda: len(other.offers) == 2)
        assert other.offers[1]["round"] == 2
        seen = other.frames
        await until(lambda: other.frames > seen)
        assert len(one.offers) == 1
        # Whom it is not for any more gets nothing; without anybody it is not read.
        sender.tell(sent_to(*given))
        await until(lambda: not site.timeline.viewers)
        await until(lambda: sender.silent == {})


class Packet:
    """As far as it is looked at on its way."""

    def __init__(self, number: int, *, key: bool = False) -> None:
        self.number = number
        self.is_keyframe = key


async def test_a_page_that_lags_goes_on_at_a_key_frame() -> None:
    asked: list[bool] = []
    track = Packets(key=lambda: asked.append(True))
    track.give(Packet(0))
    for number in range(1, 13):
        track.give(Packet(number, key=number == 1))
    assert asked == []
    # One more than a second's worth: all of it is left out, up to the next key frame.
    track.give(Packet(13))
    track.give(Packet(14, key=True))
    assert asked == [True]
    assert (await track.recv()).number == 14
    track.stop()
