"""The start, as far as it goes without a window: what cannot be is one sentence and an exit code."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from console import app
from console.app import Options, run
from console.settings import Settings, VideoSettings
from console.video.rendering import Rendering
from tests.console.desk import session


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


async def test_a_wall_node_plays_video_as_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    made: dict[str, Any] = {}

    class NotedNode:
        def __init__(self, **given: Any) -> None:
            made.update(given)

        async def close(self) -> None:
            made["closed"] = True

    async def opened(*_given: Any, **_more: Any) -> object:
        return session()

    monkeypatch.setattr(app, "WallNode", NotedNode)
    monkeypatch.setattr(app, "open_session", opened)
    settings = Settings(platform="ws://127.0.0.1:1/feed", video=VideoSettings(rendering=Rendering.SOFTWARE))
    async with AsyncExitStack() as stack:
        await app._node(settings, Options(wall="wall-7"), stack)
    assert (made["wall"].id, made["rendering"], made["closed"]) == ("wall-7", "software", True)
