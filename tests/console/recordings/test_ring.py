"""The last minute handed in at a real platform; the clip is a file as a worker cuts it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
from uuid6 import uuid7

from backend_client.access import Access
from backend_client.protocol.commands import Args
from backend_client.protocol.messages import Result
from backend_client.sign_in import Token
from console.recordings.ring import hand_in
from console.video.messages import ClipCut
from platform_backend.evidence.verify import verify
from tests.backend_client.consoles import ScriptedBearer
from tests.console.recordings.test_saving import LEADER
from tests.platform_backend.conftest import (
    Running,
    StartPlatform,
    data,
    seeded,
    small_spec,
    start,
    with_accounts,
)
from tests.platform_backend.consoles import TestConsole
from tests.platform_backend.recordings.made import stream
from tests.waiting import until

__all__ = ["data", "seeded", "small_spec", "start", "with_accounts"]


@pytest.fixture
async def running(start: StartPlatform) -> AsyncIterator[Running]:
    async with start() as one:
        yield one


class Cutter:
    async def last(self, tile_key: str, path: Path, *, seconds: float) -> ClipCut:
        own = put_down(path)
        now = time.time()
        return ClipCut(
            request=1,
            path=str(path),
            codec="h264",
            pictures=100,
            size=len(own),
            sha256=hashlib.sha256(own).hexdigest(),
            began=now - seconds,
            ended=now,
        )


def put_down(path: Path) -> bytes:
    path.write_bytes(stream())
    return stream()


class Requests:
    def __init__(self, console: TestConsole) -> None:
        self.console = console
        self.id = ""

    async def send(self, name: str, *, args: Args | None = None, not_after_s: float | None = None) -> Result:

        frame = await self.console.command_as(str(uuid7()), name, None, msgspec.to_builtins(args))
        self.id = str(frame["data"]["id"])
        return msgspec.convert({key: frame[key] for key in ("cmd_id", "ok", "data")}, Result)


async def test_what_a_desk_has_kept_becomes_signed_evidence(running: Running) -> None:
    camera = next(iter(running.platform._data.camera_codes))
    value = Token(value=await running.token(LEADER), obtained=time.monotonic(), lifetime_s=3600.0)
    access = Access(addresses=(running.feed,), person=ScriptedBearer(value))
    async with running.console(LEADER) as one:
        requests = Requests(one)
        await hand_in(
            camera=camera,
            tile_key="wall-1",
            reason="盗窃案",
            case_number="12号",
            approver=None,
            ahead_s=0.0,
            cutter=Cutter(),
            requests=requests,
            access=access,
        )
    place = running.platform._recordings.evidence._folder.place(requests.id)
    await until((place / "evidence-key.pem").exists)
    assert verify(place).good
    assert (place / "clip.ts").read_bytes() == stream()
