"""The folder of the last export comes back, when it is still there."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.paper import folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "home"
    place.mkdir()
    monkeypatch.setenv("HOME", str(place))
    return place


def test_what_was_saved_in_last_is_proposed(tmp_path: Path, home: Path) -> None:
    place = tmp_path / "导出"
    place.mkdir()
    folder.remember(tmp_path, place)
    assert folder.remembered(tmp_path) == place


@pytest.mark.parametrize("content", [None, b"/nowhere/at/all", b"relative", b"\xff\xfe", b"/a\x00b"])
def test_without_a_good_one_it_is_the_persons_own(tmp_path: Path, home: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / folder.FILE).write_bytes(content)
    assert folder.remembered(tmp_path) in (home, home / "Documents")


def test_what_cannot_be_kept_is_only_noted(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder.remember(tmp_path / "nowhere", tmp_path)
    assert "cannot be kept" in caplog.text
