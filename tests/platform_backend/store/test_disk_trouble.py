from __future__ import annotations

import errno
import resource
import signal
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from platform_backend.store.disk_trouble import DiskTrouble, of_disk
from tests.platform_backend.consoles import Frame
from tests.platform_backend.processes import platform
from tests.platform_backend.test_main import desk

NEW: Frame = {"type_code": "0101", "severity": 2, "title": "积水", "source": "热线"}
FULL = OSError(errno.ENOSPC, "No space left on device")


def test_one_line_when_it_begins_one_a_minute_and_one_when_it_is_over(
    caplog: pytest.LogCaptureFixture,
) -> None:
    time = 0.0
    trouble = DiskTrouble(clock=lambda: time)
    trouble.succeeded()
    for _ in range(1300):
        trouble.failed(FULL, 2)
        time += 0.1
    trouble.succeeded()
    trouble.succeeded()
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == 4
    assert "nothing is accepted" in said[0]
    assert ["still cannot write" in each for each in said] == [False, True, True, False]
    assert "writes to its disk again: 2600 requests refused in 130 s" in said[3]
    trouble.failed(FULL, 1)
    assert "nothing is accepted" in caplog.records[-1].getMessage()


def test_what_counts_as_the_disks_trouble() -> None:
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    torn = sqlite3.OperationalError("disk I/O error")
    torn.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
    wrong = sqlite3.IntegrityError("UNIQUE constraint failed")
    wrong.sqlite_errorcode = sqlite3.SQLITE_CONSTRAINT_UNIQUE
    assert of_disk(OperationalError("INSERT", {}, full)) is full
    assert of_disk(torn) is torn
    assert of_disk(FULL) is FULL
    assert of_disk(OperationalError("INSERT", {}, wrong)) is None
    assert of_disk(ZeroDivisionError()) is None


async def test_a_full_disk_refuses_commands_until_there_is_room_and_loses_none(data: Path) -> None:
    with platform(data) as process:
        pid = process.popen.pid
        free, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        async with desk(process) as one:
            kept = [(await one.command("incident.create", **NEW))["data"]["id"] for _ in range(3)]
            log_bytes = (data / "platform.sqlite3-wal").stat().st_size
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (log_bytes, hard))
            for _ in range(20):
                refused = (await one.command("incident.create", **NEW))["error"]
                assert (refused["code"], refused["retryable"]) == ("unavailable", True)
                # What needs no room is still answered.
                assert (await one.query("cameras.search", text=""))["ok"]
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (free, hard))
            kept += [(await one.command("incident.create", **NEW))["data"]["id"] for _ in range(3)]
        process.popen.send_signal(signal.SIGKILL)
        err = process.popen.communicate(timeout=10)[1].splitlines()
    assert len(err) == 2
    assert "nothing is accepted until it can" in err[0]
    assert "writes to its disk again" in err[1]
    with platform(data) as process:
        async with desk(process) as one:
            await one.subscribe("incidents")
            there = {item["id"] for item in await one.snapshot("incidents")}
    assert set(kept) <= there
