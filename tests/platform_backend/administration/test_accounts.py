"""The administrator's tool for accounts: by itself, and as a process beside a running platform."""

from __future__ import annotations

import asyncio
import io
import os
import pty
import re
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pyotp
import pytest
from argon2 import PasswordHasher
from sqlalchemy import insert, select

from platform_backend.access import account_book as book
from platform_backend.access.account_book import Account
from platform_backend.administration import accounts as tool
from platform_backend.store import schema
from platform_backend.store.store import Store
from tests.platform_backend.conftest import Running
from tests.platform_backend.consoles import Frame, console
from tests.platform_backend.processes import platform, run
from tests.waiting import until

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


class Tool:
    """The tool run in this process on one data folder."""

    def __init__(self, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.data = data
        self._capsys = capsys

    def __call__(self, *arguments: str, code: int = 0) -> tuple[str, str]:
        self._capsys.readouterr()
        assert tool.main([*arguments, "--data", str(self.data)]) == code
        out, err = self._capsys.readouterr()
        return out, err

    def refused(self, *arguments: str) -> str:
        """The one sentence that says why not."""
        out, err = self(*arguments, code=1)
        assert out == ""
        assert err.count("\n") == 1
        return err

    def find(self, name: str) -> Account:
        with closing(Store(self.data / "platform.sqlite3")) as store, store.reading() as connection:
            account = book.find(connection, name)
        assert account is not None
        return account

    def acts(self) -> list[tuple[str, str | None, str]]:
        table = schema.audit.c
        with closing(Store(self.data / "platform.sqlite3")) as store, store.reading() as connection:
            rows = connection.execute(
                select(table.what, table.target, table.detail)
                .where(table.what.startswith("account."))
                .order_by(table.number)
            )
            return [tuple(row) for row in rows]


@pytest.fixture
def accounts(data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Tool:
    monkeypatch.setattr(tool, "hash_password", CHEAP.hash)
    return Tool(data, capsys)


def test_a_person_gets_a_password_and_a_second_factor_once(accounts: Tool) -> None:
    out, err = accounts("add", "wang", "--name", "王芳", "--role", "dispatcher", "--division", "320302")
    assert err == ""
    lines = out.splitlines()
    assert lines[0] == "account wang (王芳): dispatcher; sees 320302*"
    account = accounts.find("wang")
    assert account.password_hash is not None
    assert CHEAP.verify(account.password_hash, lines[1].removeprefix("password: "))
    assert pyotp.parse_uri(lines[2].removeprefix("second factor: ")).secret == account.otp_secret
    assert len(lines) == 3
    assert accounts.acts()[-1] == ("account.add", "wang", "dispatcher; sees 320302*")
    assert lines[1].removeprefix("password: ") not in accounts("list")[0]


def test_a_device_gets_neither_second_factor_nor_other_roles(accounts: Tool) -> None:
    out, _ = accounts("add", "wall-1", "--device")
    assert "second factor" not in out
    account = accounts.find("wall-1")
    assert (account.kind, account.roles, account.otp_secret) == ("device", ("device",), None)
    assert "device" in accounts.refused("add", "wall-2", "--device", "--role", "dispatcher")
    assert "device" in accounts.refused("add", "li", "--role", "device")
    assert "no second factor" in accounts.refused("reset-otp", "wall-1")


def test_a_chosen_password_has_ten_characters_and_is_not_repeated(
    accounts: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("too short\n"))
    assert "at least 10" in accounts.refused("add", "li", "--role", "leader", "--password-stdin")
    monkeypatch.setattr(sys, "stdin", io.StringIO("long enough\n"))
    out, _ = accounts("add", "li", "--role", "leader", "--password-stdin")
    assert "long enough" not in out
    assert "password:" not in out
    hashed = accounts.find("li").password_hash
    assert hashed is not None
    assert CHEAP.verify(hashed, "long enough")


def test_places_that_do_not_exist_are_warned_of(accounts: Tool) -> None:
    _, err = accounts(
        "add",
        "li",
        "--role",
        "leader",
        "--division",
        "999",
        "--department",
        "dept-x",
        "--department",
        "dept-y",
    )
    warnings = err.splitlines()
    assert len(warnings) == 3
    assert "'999'" in warnings[0]
    assert "dept-320302D01" in warnings[1]
    assert accounts.find("li").departments == ("dept-x", "dept-y")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add", "a b", "--role", "leader"), "no name"),
        (("add", "li"), "--role"),
        (("add", "admin", "--role", "leader"), "already"),
        (("add", "li", "--role", "leader", "--division", "@x"), "no division's code"),
        (("add", "li", "--role", "leader", "--department", "a b"), "no department's id"),
        (("change", "nobody", "--name", "x"), "no account"),
        (("change", "admin"), "Nothing to change"),
        (("disable", "nobody"), "no account"),
        (("disable", "admin"), "last system administrator"),
        (("change", "admin", "--role", "leader"), "last system administrator"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_changes_nothing(
    accounts: Tool, arguments: tuple[str, ...], words: str
) -> None:
    before = accounts.acts()
    assert words in accounts.refused(*arguments)
    assert accounts.acts() == before


def test_an_unknown_role_names_the_known_ones(accounts: Tool, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        tool.main(["add", "li", "--role", "boss", "--data", str(accounts.data)])
    assert ended.value.code == 2
    assert "duty_officer" in capsys.readouterr().err


def test_the_last_administrator_goes_when_that_is_meant_or_another_is_there(accounts: Tool) -> None:
    accounts("add", "second", "--role", "system_administrator")
    accounts("disable", "admin")
    assert "--yes" in accounts.refused("disable", "second")
    accounts("disable", "second", "--yes")
    accounts("enable", "admin")
    assert accounts.find("admin").enabled


def test_change_replaces_what_is_named(accounts: Tool) -> None:
    accounts("add", "li", "--role", "leader", "--division", "320302", "--department", "dept-320302D01")
    accounts("change", "li", "--name", "李", "--role", "dispatcher", "--role", "duty_officer")
    account = accounts.find("li")
    assert (account.name, account.roles) == ("李", ("dispatcher", "duty_officer"))
    assert (account.division, account.departments) == ("320302", ("dept-320302D01",))
    accounts("change", "li", "--department", "dept-320302D02")
    account = accounts.find("li")
    assert (account.division, account.departments) == (None, ("dept-320302D02",))
    out, _ = accounts("change", "li", "--everywhere")
    assert "sees everything" in out
    assert accounts.find("li").user.scope.departments == ()


def test_enable_ends_a_lockout_and_list_shows_it(accounts: Tool) -> None:
    until = time.time() + 400.0
    with closing(Store(accounts.data / "platform.sqlite3")) as store, store.writing() as connection:
        book.note_attempt(connection, "admin", failures=9, locked_until=until)
    line = next(line for line in accounts("list")[0].splitlines() if line.startswith("admin"))
    told = re.search(r"locked (\d+) s", line)
    assert told is not None, line
    assert until - time.time() - 1.0 <= int(told[1]) <= 400
    accounts("enable", "admin")
    assert (accounts.find("admin").failures, accounts.find("admin").locked_until) == (0, 0.0)


def test_resets_make_the_old_ones_void_and_end_sessions(accounts: Tool) -> None:
    accounts("add", "li", "--role", "leader")
    before = accounts.find("li")
    row: dict[str, Any] = {"id": "s", "user": "li", "created_at": 0.0, "expires_at": 9e9, "revoked": False}
    with closing(Store(accounts.data / "platform.sqlite3")) as store, store.writing() as connection:
        connection.execute(insert(schema.sessions), row)
    out, _ = accounts("reset-otp", "li")
    assert "sessions ended: 1" in out
    out, _ = accounts("reset-password", "li")
    assert "password: " in out
    after = accounts.find("li")
    assert after.otp_secret not in (None, before.otp_secret)
    assert after.password_hash != before.password_hash
    assert [what for what, *_ in accounts.acts()[-2:]] == ["account.reset_otp", "account.password"]


def test_columns_stand_under_each_other_in_chinese_too(accounts: Tool) -> None:
    lines = accounts("list")[0].splitlines()
    assert lines[0].startswith("account  name")
    columns = {len(line[: line.index("person")].encode("gb18030")) for line in lines[1:]}
    assert columns == {lines[0].index("kind")}


def test_without_a_platform_there_are_no_accounts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tool.main(["list", "--data", str(tmp_path)]) == 1
    assert "start the platform there once" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_terminal_is_shown_a_qr_code(data: Path) -> None:
    leader, follower = pty.openpty()
    popen = subprocess.Popen(
        [sys.executable, "-m", "platform_backend", "accounts", "reset-otp", "admin", "--data", str(data)],
        stdout=follower,
    )
    os.close(follower)
    shown = b""
    # Linux ends a terminal whose other side is closed with an error.
    try:
        while part := os.read(leader, 4096):
            shown += part
    except OSError:
        pass
    os.close(leader)
    assert popen.wait(10) == 0
    assert shown.decode().count("\N{FULL BLOCK}") > 100


def readable_by_others(data: Path) -> set[str]:
    return {path.name for path in data.iterdir() if path.is_file() and path.stat().st_mode & 0o077}


async def test_beside_a_running_platform_changes_reach_its_consoles(data: Path) -> None:
    # Under a real server's accounts with real hashes: every act is in effect within five seconds.
    street = "320302001"
    with platform(data, "--second-factor", "on") as process:
        added = await asyncio.to_thread(
            run, "accounts", "add", "wang", "--role", "dispatcher", "--data", str(data)
        )
        assert added.returncode == 0, added.stderr
        said = dict(line.split(": ", 1) for line in added.stdout.splitlines())
        otp = pyotp.parse_uri(said["second factor"])
        assert isinstance(otp, pyotp.TOTP)
        body = {"user": "wang", "password": said["password"]}
        async with httpx.AsyncClient(base_url=process.http, trust_env=False) as http:
            half = await http.post("/api/login", json=body)
            assert (half.status_code, half.json()["error"]["needs"]) == (401, "otp")
            whole = await http.post("/api/login", json={**body, "otp": otp.now()})
            assert whole.status_code == 200
        async with console(process.feed) as one:
            assert (await one.auth(whole.json()["token"]))["user"]["scope"]["division"] is None
            await one.subscribe("directory")
            everything = len(await one.snapshot("directory"))

            def narrow() -> subprocess.CompletedProcess[str]:
                return run("accounts", "change", "wang", "--division", street, "--data", str(data))

            assert (await asyncio.to_thread(narrow)).returncode == 0
            asked = time.monotonic()
            welcome = await one.of_type("welcome")
            assert time.monotonic() - asked < 5.0
            assert welcome["user"]["scope"]["division"] == street
            assert (await one.of_type("resync"))["reason"] == "scope_changed"
            assert len(await one.snapshot("directory")) < everything

            def disable() -> subprocess.CompletedProcess[str]:
                return run("accounts", "disable", "wang", "--data", str(data))

            disabled = await asyncio.to_thread(disable)
            assert "sessions ended: 1" in disabled.stdout
            asked = time.monotonic()
            assert (await one.closed())[0] == 4401
            assert time.monotonic() - asked < 5.0
        async with httpx.AsyncClient(base_url=process.http, trust_env=False) as http:
            again = await http.post("/api/login", json={**body, "otp": otp.now()})
            assert again.status_code == 401
        verified = await asyncio.to_thread(run, "audit", "verify", "--data", str(data))
        assert verified.returncode == 0, verified.stdout
        assert readable_by_others(data) == set()


async def test_many_tools_at_once_beside_commands_lose_nothing(running: Running, accounts: Tool) -> None:
    new: Frame = {"type_code": "0101", "severity": 2, "title": "积水", "source": "热线"}

    def add(number: int) -> int:
        return tool.main(["add", f"user{number}", "--role", "leader", "--data", str(accounts.data)])

    async with running.console() as one:
        many = asyncio.gather(*(asyncio.to_thread(add, number) for number in range(12)))
        for _ in range(40):
            assert (await one.command("incident.create", **new))["ok"]
        assert await many == [0] * 12
        await until(lambda: all(running.platform.accounts.has(f"user{number}") for number in range(12)))
    assert sum((who or "").startswith("user") for _, who, _ in accounts.acts()) == 12
    with closing(Store(accounts.data / "platform.sqlite3")) as store, store.reading() as connection:
        numbers = connection.scalars(select(schema.audit.c.number).order_by(schema.audit.c.number)).all()
    assert numbers == list(range(1, len(numbers) + 1))
