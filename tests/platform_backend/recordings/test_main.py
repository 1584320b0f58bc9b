"""The recorder as a real process: its orders, its end, and what a killed one leaves behind."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest

from platform_backend.recordings.orders import Order, Report, Wanted, encode
from platform_backend.recordings.segments import find
from tests.platform_backend.recordings.made import camera_site, make_piece, wanted
from tests.waiting import until

GB = 1_000_000_000


class Child:
    """A recorder and what it has said last."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.report: Report | None = None

    def order(self, *cameras: Wanted, keep_s: float = 86_400.0, reserve_bytes: int = 1) -> None:
        assert self.process.stdin is not None
        order = Order(cameras=cameras, keep_s=keep_s, keep_bytes=GB, reserve_bytes=reserve_bytes)
        self.process.stdin.write(encode(order))

    async def listen(self) -> None:
        assert self.process.stdout is not None
        while line := await self.process.stdout.readline():
            self.report = msgspec.json.decode(line, type=Report)

    def says(self, **what: object) -> bool:
        return self.report is not None and all(
            getattr(self.report, name) == value for name, value in what.items()
        )


@asynccontextmanager
async def child(root: Path) -> AsyncIterator[Child]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "platform_backend.recordings", "--folder", str(root)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    one = Child(process)
    async with asyncio.TaskGroup() as group:
        listening = group.create_task(one.listen())
        try:
            yield one
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()
            await listening


async def test_it_records_what_it_is_told_and_survives_being_killed(tmp_path: Path) -> None:
    async with camera_site() as site:
        async with child(tmp_path) as one:
            one.order(wanted(site), wanted(site, "cam-2"))
            await until(lambda: one.says(recording=2, troubles={}))
            await until(lambda: len(parts(tmp_path)) == 2)
            one.order(wanted(site))
            await until(lambda: one.says(recording=1))
            await until(lambda: len(parts(tmp_path)) == 1)
            # FFmpeg writes some 32 KiB at a time.
            await until(lambda: parts(tmp_path)[0].stat().st_size > 0)
            one.process.kill()
        assert len(parts(tmp_path)) == 1
        async with child(tmp_path) as one:
            await until(lambda: not parts(tmp_path))
            assert one.process.stdin is not None
            one.process.stdin.close()
            assert await one.process.wait() == 0
    for camera in ("cam-1", "cam-2"):
        (piece,) = find(tmp_path, camera, since=0, until=time.time() + 9)
        assert piece.whole


async def test_at_its_end_every_piece_is_made_whole(tmp_path: Path) -> None:
    async with camera_site() as site, child(tmp_path) as one:
        one.order(wanted(site))
        await until(lambda: parts(tmp_path))
        # As when the platform is killed.
        assert one.process.stdin is not None
        one.process.stdin.close()
        async with asyncio.timeout(3.0):
            assert await one.process.wait() == 0
    assert not parts(tmp_path)
    assert find(tmp_path, "cam-1", since=0, until=time.time() + 9)


async def test_a_full_disk_is_told_of_and_left_again(tmp_path: Path) -> None:
    async with camera_site() as site, child(tmp_path) as one:
        one.order(wanted(site), reserve_bytes=10**18)
        await until(lambda: one.report is not None and one.report.full)
        assert one.report is not None
        assert one.report.full.startswith("Recording has stopped: ")
        assert not parts(tmp_path)
        one.order(wanted(site))
        await until(lambda: one.says(full="", recording=1))


async def test_what_is_too_old_goes_when_the_order_says_so(tmp_path: Path) -> None:
    make_piece(tmp_path, "cam-1", time.time() - 100)
    make_piece(tmp_path, "cam-1", time.time() - 20)
    async with child(tmp_path) as one:
        one.order(keep_s=50.0)
        await until(lambda: one.says(pieces=1, removed=1))


async def test_a_folder_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "platform_backend.recordings", "--folder", str(tmp_path / "file" / "x")),
        stdin=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await process.communicate()
    assert process.returncode == 1
    assert said.decode().startswith("The recorder cannot use ")


@pytest.mark.parametrize("name", ["Order", "Report"])
def test_messages_are_lines(name: str) -> None:
    order = Order(cameras=(), keep_s=1.0, keep_bytes=1, reserve_bytes=1)
    line = encode(order)
    assert line.endswith(b"\n")
    assert json.loads(line)["keep_s"] == 1.0


def parts(root: Path) -> list[Path]:
    return list(root.rglob("*.part"))
