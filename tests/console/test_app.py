"""The start, as far as it goes without a window: what cannot be is one sentence and an exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.app import Options, run


@pytest.fixture
def settings_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    path = tmp_path / "grid-command-console" / "settings.toml"
    path.parent.mkdir()
    return path


def test_wrong_settings_end_the_start(settings_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings_file.write_text("[wall]\ntiles = 0\n")
    assert run(Options()) == 2
    said = capsys.readouterr().err.strip().splitlines()
    assert len(said) == 1
    assert str(settings_file) in said[0]
    assert settings_file.read_text() == "[wall]\ntiles = 0\n"


def test_a_display_that_is_gone_ends_the_start(
    settings_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISPLAY", ":987")
    assert run(Options()) == 4
    assert "':987' cannot be used" in capsys.readouterr().err
