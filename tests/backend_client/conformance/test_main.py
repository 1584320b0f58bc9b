from __future__ import annotations

import pytest

from backend_client.conformance.__main__ import main


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
