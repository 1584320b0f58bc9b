from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path

import msgspec
import pytest

from backend_client.outbox import Outbox, OutboxUnusable, StoredCommand
from backend_client.protocol.commands import new_command_id
from backend_client.protocol.errors import Error
from backend_client.protocol.messages import Command

ROOT = Path(__file__).resolve().parents[2]


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Outbox]:
    outbox = Outbox(path=path)
    await outbox.open()
    try:
        yield outbox
    finally:
        await outbox.close()


def stored(name: str = "incident.accept", user: str = "zhang") -> StoredCommand:
    command = Command(cmd_id=new_command_id(), name=name, target="i1", not_after="2026-01-31T08:00:00.000Z")
    return StoredCommand(command=command, user=user, given_at=1000.0)


async def test_commands_come_back_in_the_order_in_which_they_were_given(tmp_path: Path) -> None:
    given = [stored(f"incident.{number}") for number in range(20)]
    async with opened(tmp_path / "outbox.sqlite3") as outbox:
        for item in given:
            await outbox.add(item)
    async with opened(tmp_path / "outbox.sqlite3") as outbox:
        assert list(await outbox.load("zhang")) == given
        assert outbox.kept_aside is None


async def test_each_user_has_his_own(tmp_path: Path) -> None:
    async with opened(tmp_path / "outbox.sqlite3") as outbox:
        await outbox.add(stored(user="zhang"))
        await outbox.add(mine := stored(user="li"))
        assert await outbox.load("li") == (mine,)


async def test_what_is_answered_is_gone_and_what_is_refused_says_why(tmp_path: Path) -> None:
    refusal = Error(code="version_conflict", message="too late", current=7, by="li")
    async with opened(tmp_path / "outbox.sqlite3") as outbox:
        await outbox.add(first := stored())
        await outbox.add(second := stored())
        await outbox.remove(first.command.cmd_id)
        await outbox.refuse(second.command.cmd_id, refusal)
        (left,) = await outbox.load("zhang")
        assert left.command == second.command
        assert left.refusal == refusal


KILLED_WHILE_WRITING = """
import asyncio, sys
from pathlib import Path
from backend_client.outbox import Outbox
from tests.backend_client.test_outbox import stored

async def main():
    outbox = Outbox(path=Path(sys.argv[1]))
    await outbox.open()
    while True:
        item = stored()
        await outbox.add(item)
        sys.stdout.write(item.command.cmd_id + "\\n")
        sys.stdout.flush()

asyncio.run(main())
"""


def write_until_killed(path: Path) -> list[str]:
    """Let another process write commands, kill it in the middle; return those it had been told are kept."""
    with subprocess.Popen(
        [sys.executable, "-c", KILLED_WHILE_WRITING, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().strip() for _ in range(30)]
        process.kill()
        return told + [line.strip() for line in process.stdout if line.endswith("\n")]


async def test_a_killed_process_loses_nothing_it_was_told_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "outbox.sqlite3"
    told = write_until_killed(path)
    async with opened(path) as outbox:
        kept = [item.command.cmd_id for item in await outbox.load("zhang")]
        assert kept[: len(told)] == told
        assert outbox.kept_aside is None


def spoil_all(path: Path) -> bytes:
    path.write_bytes(b"these are not the pages you are looking for" * 100)
    return path.read_bytes()


def spoil_the_middle(path: Path) -> bytes:
    content = bytearray(path.read_bytes())
    content[4096:12288] = b"\xff" * 8192
    path.write_bytes(content)
    return bytes(content)


def content_of(path: Path | None) -> bytes:
    assert path is not None
    return path.read_bytes()


@pytest.mark.parametrize("spoil", [spoil_all, spoil_the_middle])
async def test_an_unreadable_file_is_kept_aside_and_a_new_one_started(
    tmp_path: Path, spoil: Callable[[Path], bytes]
) -> None:
    path = tmp_path / "outbox.sqlite3"
    async with opened(path) as outbox:
        for _ in range(200):
            await outbox.add(stored())
    before = spoil(path)
    async with opened(path) as outbox:
        assert content_of(outbox.kept_aside) == before
        assert await outbox.load("zhang") == ()
        await outbox.add(stored())
        assert len(await outbox.load("zhang")) == 1


async def test_a_place_that_cannot_be_written_is_a_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutboxUnusable, match="cannot be kept in"):
        await Outbox(path=tmp_path / "file" / "outbox.sqlite3").open()


async def test_the_order_does_not_hang_on_a_clock(tmp_path: Path) -> None:
    """Ids made after the platform's clock went back sort before the older ones."""
    later, earlier = new_command_id(2000.0), new_command_id(1000.0)
    async with opened(tmp_path / "outbox.sqlite3") as outbox:
        for cmd_id in (later, earlier):
            command = Command(cmd_id=cmd_id, name="incident.accept", target="i1")
            await outbox.add(StoredCommand(command=command, user="zhang", given_at=1000.0))
        assert [item.command.cmd_id for item in await outbox.load("zhang")] == [later, earlier]


async def test_commands_kept_by_an_older_console_are_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "outbox.sqlite3"
    given = [stored(f"incident.{number}") for number in range(3)]
    with closing(sqlite3.connect(path)) as older, older:
        older.execute(
            "CREATE TABLE commands (cmd_id TEXT PRIMARY KEY, user TEXT NOT NULL, given_at REAL NOT NULL,"
            " frame BLOB NOT NULL, refusal BLOB) WITHOUT ROWID"
        )
        older.execute("PRAGMA user_version = 1")
        for item in reversed(given):
            frame = msgspec.json.encode(item.command)
            row = (item.command.cmd_id, item.user, item.given_at, frame, None)
            older.execute("INSERT INTO commands VALUES (?, ?, ?, ?, ?)", row)
    async with opened(path) as outbox:
        assert list(await outbox.load("zhang")) == given
        assert outbox.kept_aside is None
    async with opened(path) as outbox:
        assert list(await outbox.load("zhang")) == given


async def add_many(outbox: Outbox) -> None:
    for _ in range(200):
        await outbox.add(stored())


async def test_a_full_disk_is_a_clear_sentence_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "outbox.sqlite3"
    async with opened(path) as outbox:
        await outbox.add(first := stored())
        # What SQLite says of a full disk, at a size that it has reached.
        await outbox._run(lambda: outbox._database.execute("PRAGMA max_page_count = 1"))  # type: ignore[union-attr]
        with pytest.raises(OutboxUnusable, match="Free some disk space"):
            await add_many(outbox)
        kept = await outbox.load("zhang")
        assert kept[0] == first
    async with opened(path) as outbox:
        assert await outbox.load("zhang") == kept
        assert outbox.kept_aside is None
