"""The administrator's tool for limits: shown, checked, put into force and noted in the audit trail."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from platform_backend.administration.limits import main
from platform_backend.limits.limits import packaged
from tests.platform_backend.conftest import NO_LIMITS
from tests.platform_backend.consoles import Frame, TestConsole
from tests.platform_backend.processes import platform, run
from tests.platform_backend.test_main import desk

LONGER = packaged().replace(b'of = "handle"\nlimit = "8 h"', b'of = "handle"\nlimit = "10 h"')


def tool(folder: Path, *arguments: str) -> int:
    return main([arguments[0], "--data", str(folder), *arguments[1:]])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ours.toml"
    path.write_bytes(LONGER)
    return path


def entries(data: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(data / "platform.sqlite3")) as database:
        return database.execute("SELECT what, detail FROM audit WHERE what = 'limits.set'").fetchall()


def test_limits_are_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tool(tmp_path, "show") == 0
    shown = capsys.readouterr()
    assert "4 working hours            handle exposed litter (type 0202)" in shown.out
    assert "supervise, answered within 2 h" in shown.out
    assert "these come along" in shown.err


def test_a_good_file_is_good(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tool(tmp_path, "check", str(file)) == 0
    assert capsys.readouterr().out == f"{file} is good: 22 limits, 4 rules of what follows.\n"


def test_a_bad_file_is_refused_in_a_sentence_and_changes_nothing(
    data: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_bytes(LONGER.replace(b"10 h", b"10 weeks"))
    for act in ("check", "set"):
        assert tool(data, act, str(file)) == 1
        said = capsys.readouterr().err
        assert said.startswith(f"{file} is not as it should be: the rule 'handle': '10 weeks'")
        assert said.count("\n") == 1
    assert (data / "limits.toml").read_text(encoding="utf-8") == NO_LIMITS
    assert entries(data) == []
    assert tool(data, "check", str(data / "missing.toml")) == 1
    assert "cannot be read: No such file" in capsys.readouterr().err


def test_limits_are_put_into_force_and_noted(
    data: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tool(data, "set", str(file)) == 0
    assert (data / "limits.toml").read_bytes() == LONGER
    assert tool(data, "show") == 0
    assert "10 h                       handle\n" in capsys.readouterr().out
    assert tool(data, "set") == 0
    assert (data / "limits.toml").read_bytes() == packaged()
    assert [what for what, _ in entries(data)] == ["limits.set"] * 2
    assert entries(data)[0][1].startswith("22 limits, sha256 ")
    capsys.readouterr()


def test_without_a_platform_there_is_nothing_to_set(
    tmp_path: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tool(tmp_path, "set", str(file)) == 1
    assert "no platform's database" in capsys.readouterr().err


def test_the_rule_for_a_matter_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("rule", "--of", "handle", "--type", "0204", "--at", "2026-09-30 09:00")
    assert tool(tmp_path, *asked) == 0
    first, urged, supervised = capsys.readouterr().out.splitlines()
    # Over the National Day holiday and the Saturday that is worked for it.
    assert first == "handle illegal building: from 2026-09-30 09:00 until 2026-11-03 09:00"
    assert urged.startswith("  2026-11-03 09:00: urge: ")
    assert supervised.startswith("  2026-11-03 13:00: supervise: ")
    assert tool(tmp_path, "rule", "--of", "return", "--at", "2026-09-30 09:00") == 0
    assert capsys.readouterr().out == "send a task back: from 2026-09-30 09:00 until 2026-09-30 10:00\n"
    assert tool(tmp_path, "rule", "--of", "first_report", "--severity", "4") == 0
    assert capsys.readouterr().out == "There is no limit for first_report.\n"
    assert tool(tmp_path, "rule", "--of", "handle", "--at", "tomorrow") == 1


def test_the_platforms_command_line_knows_the_tool(file: Path) -> None:
    done = run("limits", "check", str(file))
    assert done.returncode == 0, done.stderr
    assert "is good" in done.stdout


async def test_a_running_platform_takes_them_over(data: Path, file: Path) -> None:
    with platform(data) as process:
        async with desk(process) as one:
            await one.subscribe("incidents")
            await one.snapshot("incidents")
            assert await deadlines_of_a_new_one(one) == []
            done = await asyncio.to_thread(run, "limits", "set", str(file), "--data", str(data))
            assert done.returncode == 0, done.stderr
            async with asyncio.timeout(20.0):
                while not (clocks := await deadlines_of_a_new_one(one)):
                    pass
    assert [clock["rule"] for clock in clocks] == ["accept"]


async def deadlines_of_a_new_one(one: TestConsole) -> list[Frame]:
    created = await one.command("incident.create", type_code="0101", severity=3, title="t", source="s")
    event = await one.event(created["data"]["id"])
    found: list[Frame] = event["data"].get("deadlines", [])
    return found
