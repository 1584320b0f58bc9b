"""The platform as a process: its command line, its end, and what survives kill -9."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pyotp
import pytest
from uuid6 import uuid7

from tests.platform_backend.consoles import Frame, TestConsole, console
from tests.platform_backend.processes import Process, platform, run

NEW: Frame = {"type_code": "0101", "severity": 2, "title": "积水", "source": "热线"}


@asynccontextmanager
async def desk(process: Process) -> AsyncIterator[TestConsole]:
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.post(f"{process.http}/api/launch", json={"launch_token": process.launch_token})
    async with console(process.feed) as one:
        await one.auth(answer.json()["token"])
        yield one


async def test_first_start_makes_the_district_and_says_the_password_once(tmp_path: Path) -> None:
    with platform(tmp_path, "--seed", "7") as process:
        process.popen.terminate()
        out, err = process.popen.communicate(timeout=10)
    lines = out.splitlines()
    assert lines[0].startswith("http://127.0.0.1:")
    assert lines[1] == lines[0].replace("http", "ws") + "/feed"
    assert lines[2].startswith("account admin, password: ")
    assert len(lines) == 3
    assert err == ""
    assert process.popen.returncode == 0
    password = lines[2].removeprefix("account admin, password: ")
    with platform(tmp_path) as process:
        async with httpx.AsyncClient(base_url=process.http, trust_env=False) as http:
            answer = await http.post("/api/login", json={"user": "admin", "password": password})
            assert answer.status_code == 200
        process.popen.terminate()
        out, _ = process.popen.communicate(timeout=10)
    assert "password" not in out


async def test_the_first_start_with_a_second_factor_shows_the_admins_once(data: Path) -> None:
    with platform(data) as process:
        process.popen.terminate()
        out, _ = process.popen.communicate(timeout=10)
    assert "second factor" not in out
    reset = run("accounts", "reset-password", "admin", "--data", str(data))
    password = reset.stdout.splitlines()[1].removeprefix("password: ")
    with platform(data, "--second-factor", "on") as process:
        line = (await asyncio.to_thread(_lines, process, 3))[2]
        otp = pyotp.parse_uri(line.removeprefix("account admin, second factor: "))
        assert isinstance(otp, pyotp.TOTP)
        body = {"user": "admin", "password": password}
        async with httpx.AsyncClient(base_url=process.http, trust_env=False) as http:
            assert (await http.post("/api/login", json=body)).status_code == 401
            assert (await http.post("/api/login", json={**body, "otp": otp.now()})).status_code == 200
    with platform(data, "--second-factor", "on") as process:
        process.popen.terminate()
        out, _ = process.popen.communicate(timeout=10)
    assert "second factor" not in out


def _lines(process: Process, count: int) -> list[str]:
    assert process.popen.stdout is not None
    return [process.popen.stdout.readline().strip() for _ in range(count)]


def test_a_start_that_is_interrupted_is_done_again_by_the_next(tmp_path: Path) -> None:
    popen = subprocess.Popen(
        [*(sys.executable, "-m", "platform_backend", "--data", str(tmp_path), "--no-camera-site")],
        stdout=subprocess.PIPE,
        text=True,
    )
    started = time.monotonic()
    while not (tmp_path / "platform.sqlite3").exists():
        assert time.monotonic() - started < 20
        with contextlib.suppress(subprocess.TimeoutExpired):
            popen.wait(0.02)
    asked = time.monotonic()
    popen.terminate()
    out, _ = popen.communicate(timeout=10)
    assert time.monotonic() - asked < 2.0
    assert (popen.returncode, out) == (-signal.SIGTERM, "")
    with platform(tmp_path) as process:
        process.popen.terminate()
        out, _ = process.popen.communicate(timeout=10)
    assert "account admin, password: " in out


async def test_kill_9_loses_no_acknowledged_command(data: Path) -> None:
    acknowledged: dict[str, str] = {}
    sent: list[str] = []
    with platform(data) as process:
        async with desk(process) as one:
            for number in range(300):
                sent.append(str(uuid7()))
                args = {**NEW, "title": f"第{number}件"}
                await one.send(type="command", cmd_id=sent[-1], name="incident.create", args=args)
                if number % 40 == 39:
                    while len(acknowledged) < number - 20:
                        result = await one.of_type("result")
                        acknowledged[result["cmd_id"]] = result["data"]["id"]
            process.popen.send_signal(signal.SIGKILL)
        process.popen.wait(timeout=10)
    assert len(acknowledged) >= 200
    with platform(data) as process:
        async with desk(process) as one:
            await one.subscribe("incidents")
            there = {item["id"]: item["data"]["title"] for item in await one.snapshot("incidents")}
            for cmd_id, id_ in acknowledged.items():
                assert id_ in there
                await one.send(type="command.status", cmd_id=cmd_id)
                assert (await one.of_type("result"))["data"]["id"] == id_
            # What was not answered for either happened once or never arrived.
            args = {**NEW, "title": f"第{len(sent) - 1}件"}
            again = await one.command_as(sent[-1], "incident.create", None, args)
            assert again["ok"]
            found = await one.query("incidents.search", text=args["title"])
            assert found["data"]["total"] == 1


async def test_a_console_resumes_over_kill_9(data: Path) -> None:
    with platform(data) as process:
        async with desk(process) as one:
            await one.subscribe("incidents")
            begin = await one.of_type("snapshot.begin")
            made = [(await one.command("incident.create", **NEW))["data"]["id"] for _ in range(3)]
        process.popen.kill()
        process.popen.wait(timeout=10)
    with platform(data) as process:
        async with desk(process) as one:
            resume = {"epoch": begin["epoch"], "cursors": {"incidents": begin["as_of"]}}
            await one.subscribe("incidents", resume=resume)
            await one.of_type("replay.begin")
            assert [(await one.of_type("event"))["id"] for _ in made] == made
            await one.of_type("replay.end")


@pytest.mark.parametrize("end", ["pipe", "sigterm"])
async def test_it_ends_within_two_seconds(data: Path, end: str) -> None:
    with platform(data) as process:
        async with desk(process) as one:
            await one.subscribe("incidents")
            started = time.monotonic()
            if end == "pipe":
                os.close(process.parent_write)
            else:
                process.popen.terminate()
            await asyncio.to_thread(process.popen.wait, 10)
            assert time.monotonic() - started < (2.0 if end == "pipe" else 3.0)
            if end == "sigterm":
                assert process.popen.returncode == 0


def test_a_taken_port_is_one_clear_sentence(data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = run("--port", str(port), "--data", str(data), "--district", "gulou")
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert f"Port {port}" in ended.stderr
    assert "--port" in ended.stderr


def test_whoever_has_read_enough_of_a_tool_is_told_of_no_failure(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    tool = [sys.executable, "-m", "platform_backend", "limits", "show", "--data", str(tmp_path)]
    with os.fdopen(writer, "wb") as pipe:
        ended = subprocess.run(tool, stdout=pipe, stderr=subprocess.PIPE, text=True, timeout=30, check=False)
    assert ended.returncode == -signal.SIGPIPE
    assert "Broken pipe" not in ended.stderr


def test_an_unknown_district_names_the_known_ones(tmp_path: Path) -> None:
    ended = run("--data", str(tmp_path), "--district", "atlantis")
    assert ended.returncode == 1
    assert "jianggan" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_a_damaged_database_is_said_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "platform.sqlite3"
    path.write_bytes(b"not a database" * 1000)
    ended = run("--data", str(tmp_path), "--district", "gulou", "--no-camera-site")
    assert ended.returncode == 1
    assert "damaged" in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert path.read_bytes() == b"not a database" * 1000


def test_another_districts_data_is_refused(data: Path) -> None:
    ended = run("--data", str(data), "--district", "jianggan", "--no-camera-site")
    assert ended.returncode == 1
    assert "--district gulou" in ended.stderr


def test_two_platforms_do_not_share_a_folder(data: Path) -> None:
    with platform(data):
        ended = run("--data", str(data), "--district", "gulou", "--no-camera-site")
    assert ended.returncode == 1
    assert "in use by another platform" in ended.stderr


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    path = tmp_path / "data"
    path.write_text("mine")
    ended = run("--data", str(path), "--district", "gulou")
    assert ended.returncode == 1
    assert "--data" in ended.stderr
    assert path.read_text() == "mine"


def test_a_log_that_cannot_be_replayed_is_said(data: Path, tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text("a,b\n1,2\n")
    where = Path(__file__).parents[2] / "platform_backend/districts/montgomery.toml"
    ended = run(
        *("replay", str(log), "--map", str(where), "--data", str(data)),
        *("--district", "gulou", "--no-camera-site"),
    )
    assert ended.returncode == 1
    assert "no column" in ended.stderr


async def test_simulation_moves_the_district(data: Path) -> None:
    with platform(data, "--simulate") as process:
        async with desk(process) as one:
            await one.subscribe("units", "counters")
            seen: set[str] = set()
            while seen != {"unit", "counter"}:
                seen.add((await one.of_type("event"))["entity"])
        process.popen.terminate()
        _, err = process.popen.communicate(timeout=10)
    assert err == ""
