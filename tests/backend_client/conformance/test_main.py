from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from backend_client.conformance.__main__ import main
from backend_client.conformance.catalogue import RULES
from tests.platform_backend import processes

PASSWORD = "correct horse battery"
_WITHIN_S = 110.0


def account(data: Path, name: str, *options: str) -> None:
    command = [sys.executable, "-m", "platform_backend", "accounts", "add", "--data", str(data), *options]
    done = subprocess.run(
        [*command, "--password-stdin", name],
        input=f"{PASSWORD}\n",
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_embedded_platform_keeps_the_contract_at_its_real_pace(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with processes.platform(data) as platform:
        account(data, "kit", "--role", "dispatcher", "--role", "audit_administrator")
        account(data, "leader", "--role", "leader", "--division", "320302001")
        done = subprocess.run(
            [
                *(sys.executable, "-m", "backend_client.conformance", platform.feed, "--json"),
                *("--user", "kit", "--password", PASSWORD),
                *("--limited-user", "leader", "--limited-password", PASSWORD),
            ],
            text=True,
            capture_output=True,
            timeout=_WITHIN_S,
            check=False,
        )
    said = json.loads(done.stdout)
    verdicts = {each["id"]: (each["verdict"], each["note"]) for each in said["rules"]}
    assert list(verdicts) == [rule.id for rule in RULES]
    others = {id_: each for id_, each in verdicts.items() if each[0] != "passed"}
    assert others == dict.fromkeys(("A-18", "A-19"), ("not run", "needs --otp-secret"))
    assert done.returncode == 2
    assert done.stderr == ""
    assert said["seconds"] < 75.0


def test_single_rules_and_their_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["ws://127.0.0.1:9/feed", "--user", "kit", "--password", "x", "--rule", "H-1"]
    assert main(arguments) == 1
    assert capsys.readouterr().out.splitlines()[-1].startswith("1 rule: 0 passed, 1 failed")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["http://127.0.0.1/", "--user", "kit"], "does not look like ws://HOST:PORT/feed"),
        (["ws://127.0.0.1/feed", "--user", "kit", "--rule", "H-99"], "There is no rule H-99."),
    ],
)
def test_usage(arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert sentence in f"{end.value.code} {capsys.readouterr().err}"


def test_a_password_may_stand_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONFORMANCE_PASSWORD", "x")
    assert main(["ws://127.0.0.1:9/feed", "--user", "kit", "--rule", "A-11", "--json"]) == 1
