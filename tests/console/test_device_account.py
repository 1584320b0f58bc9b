from __future__ import annotations

import io

import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from console.device_account import main
from console.people.credentials import Credentials
from tests.console.people.test_credentials import MemoryKeyring

SITE = ["--platform", "wss://10.0.0.5:8700/feed"]


def run(ring: KeyringBackend, *arguments: str) -> int:
    return main([*arguments, *SITE], credentials=lambda site: Credentials(site=site, backend=lambda: ring))


def test_it_is_kept_shown_and_forgotten_and_its_secret_never_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ring = MemoryKeyring()
    monkeypatch.setattr("sys.stdin", io.StringIO("s3cret\n"))
    assert run(ring, "show") == 0
    assert run(ring, "keep", "--user", "wall-1") == 0
    assert any("s3cret" in value for value in ring.kept.values())
    assert run(ring, "show") == 0
    assert run(ring, "forget") == 0
    assert not ring.kept
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "No account is kept for wss://10.0.0.5:8700/feed.",
        "wall-1 is kept in the keyring.",
        "wall-1 at wss://10.0.0.5:8700/feed",
        "Nothing is kept any more.",
    ]


def test_without_a_keyring_nothing_is_pretended(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("s3cret\n"))
    assert run(NoKeyring(), "keep", "--user", "wall-1") == 1  # type: ignore[no-untyped-call]
    said = capsys.readouterr()
    assert "no keyring" in said.err
    assert not said.out


@pytest.mark.parametrize("arguments", [["keep"], ["keep", "--user", "wall-1"]])
def test_what_is_missing_is_asked_for(monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with pytest.raises(SystemExit):
        run(MemoryKeyring(), *arguments)
