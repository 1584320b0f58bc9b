from __future__ import annotations

import io
import json
import logging
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from backend_client.protocol.times import parse_time
from platform_backend import logs
from platform_backend.logs import LineWriter, about, start_logging
from tests.platform_backend.conftest import Running
from tests.platform_backend.consoles import Frame, console

NEW: Frame = {"type_code": "0101", "severity": 1, "title": "积水", "source": "热线"}
LOGGER = logging.getLogger("platform_backend.test")


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """Where lines go; afterwards logging is as it was."""
    root, ours = logging.getLogger(), logging.getLogger("platform_backend")
    before = (list(root.handlers), root.level, ours.level)
    yield io.StringIO()
    for handler in [each for each in root.handlers if isinstance(each, LineWriter)]:
        handler.close()
    root.handlers, level, ours_level = before
    root.setLevel(level)
    ours.setLevel(ours_level)


def written(stream: io.StringIO, writer: LineWriter) -> list[str]:
    writer.close()
    return stream.getvalue().splitlines()


def test_json_lines_carry_what_is_bound_to_them(stream: io.StringIO) -> None:
    writer = start_logging(form="json", level=logging.INFO, stream=stream)
    LOGGER.info("closed %d", 4413, extra=about(user="ann", session="s1", code=4413, why=None, origin=""))
    LOGGER.debug("nothing")
    (line,) = written(stream, writer)
    said: dict[str, Any] = json.loads(line)
    assert parse_time(said.pop("time")) > 1.7e9
    assert said == {
        "level": "info",
        "logger": "platform_backend.test",
        "message": "closed 4413",
        "user": "ann",
        "session": "s1",
        "code": 4413,
    }


def test_a_failure_stays_one_object(stream: io.StringIO) -> None:
    writer = start_logging(form="json", level=logging.INFO, stream=stream)
    try:
        raise ValueError("half\nway")
    except ValueError:
        LOGGER.exception("it failed")
    (line,) = written(stream, writer)
    assert "ValueError: half" in json.loads(line)["exception"]


def test_text_lines_are_whole_whatever_a_client_sends(stream: io.StringIO) -> None:
    writer = start_logging(form="text", level=logging.INFO, stream=stream)
    LOGGER.info("opened\nFAKE line", extra=about(workstation="w\x1b[31m\n1", user="安"))
    (line,) = written(stream, writer)
    assert line.endswith("INFO platform_backend.test opened\\nFAKE line workstation=w\\x1b[31m\\n1 user=安")


def test_libraries_are_heard_from_warnings_on(stream: io.StringIO) -> None:
    writer = start_logging(form="text", level=logging.INFO, stream=stream)
    logging.getLogger("some.library").info("chatter")
    logging.getLogger("some.library").warning("trouble")
    (line,) = written(stream, writer)
    assert "trouble" in line


def test_a_log_that_nobody_reads_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "_WAITING", 10)
    monkeypatch.setattr(logs, "_FLUSH_WITHIN_S", 0.01)
    blocked = threading.Event()

    class Pipe(io.StringIO):
        def write(self, text: str) -> int:
            blocked.wait()
            return len(text)

    writer = LineWriter(Pipe())
    for number in range(100):
        writer.emit(logging.LogRecord("x", logging.INFO, "", 0, "line %d", (number,), None))
    assert writer.dropped >= 88
    writer.close()
    blocked.set()


@contextmanager
def process(data: Path) -> Iterator[subprocess.Popen[str]]:
    """A platform that nobody's parent is, as a service would run it."""
    popen = subprocess.Popen(
        [
            *(sys.executable, "-m", "platform_backend", "--data", str(data), "--district", "gulou"),
            *("--no-camera-site", "--log-format", "json"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield popen
    finally:
        popen.kill()
        popen.communicate()


async def test_a_run_is_told_in_one_object_a_line(data: Path) -> None:
    with process(data) as popen:
        assert popen.stdout is not None
        http, feed = popen.stdout.readline().strip(), popen.stdout.readline().strip()
        async with httpx.AsyncClient() as client:
            for name in ("admin", "nobody"):
                body = {"user": name, "password": "a wrong one"}
                assert (await client.post(f"{http}/api/login", json=body)).status_code == 401
        async with console(feed) as one:
            await one.send(type="auth", token="forged", client={"name": "t", "version": "1"})
            await one.closed()
        popen.send_signal(signal.SIGTERM)
        _, errors = popen.communicate(timeout=30)
    lines = [json.loads(line) for line in errors.splitlines()]
    refused = [line for line in lines if line["message"] == "session.login"]
    assert [(line["user"], line["code"]) for line in refused] == [
        ("admin", "unauthenticated"),
        ("nobody", "unauthenticated"),
    ]
    assert any(line["message"] == "connection closed" and line["code"] for line in lines)
    anchors = [line["message"] for line in lines if line["message"].startswith("audit anchor ")]
    assert len(anchors) == 2


async def test_no_secret_of_a_run_is_logged_or_noted(
    running: Running, data: Path, caplog: pytest.LogCaptureFixture
) -> None:
    launch_token = running.platform.accounts.make_launch_token()
    with caplog.at_level(logging.DEBUG, logger="platform_backend"):
        token = await running.token()
        headers = {"Authorization": f"Bearer {token}"}
        async with httpx.AsyncClient(base_url=running.http, headers=headers) as client:
            launched = await client.post("/api/launch", json={"launch_token": launch_token})
            renewed = await client.post("/api/renew")
            wrong = {"user": "admin", "password": "a wrong one", "otp": "987654"}
            assert (await client.post("/api/login", json=wrong)).status_code == 401
            await client.get("/cameras/none/main.ts")
        async with running.console() as one:
            created = await one.command("incident.create", **NEW)
            await one.command("incident.note", created["data"]["id"], text="王某的电话")
            await one.command("incident.finish", created["data"]["id"], text="王某的电话")
            await one.query("incidents.search", text="王某的电话")
    secrets = [
        *(launch_token, token, launched.json()["token"], renewed.json()["token"]),
        *("correct horse", "a wrong one", "987654", "王某的电话"),
        *((data / name).read_bytes().hex() for name in ("audit.key", "token.key")),
        (data / "metrics.token").read_text().strip(),
    ]
    said = "\n".join(logging.Formatter().format(record) + str(vars(record)) for record in caplog.records)
    with closing(sqlite3.connect(data / "platform.sqlite3")) as database:
        noted = str(database.execute("SELECT * FROM audit").fetchall())
    assert "command refused" in said
    assert "incident.note" in noted
    assert [secret for secret in secrets if secret in said or secret in noted] == []
