"""A mute in its file, and a file that is not as it should be."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from console.alarms.kept_mute import KeptMute, Mute

MUTE = Mute(reason="消防演练", by="Zhang", until=1300.5)


def test_it_is_kept_for_its_owner_alone_until_it_is_over(tmp_path: Path) -> None:
    path = tmp_path / "sound" / "mute.json"
    kept = KeptMute(path=path)
    assert kept.read() is None
    kept.keep(MUTE)
    assert KeptMute(path=path).read() == MUTE
    assert path.stat().st_mode & 0o777 == 0o600
    kept.keep(None)
    kept.keep(None)
    assert kept.read() is None
    assert list(path.parent.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"reason": "a"}',
        '{"reason": 1, "by": "a", "until": 1}',
        "\xff",
        pytest.param('{"a":' * 100_000, id="deep"),
    ],
)
def test_what_cannot_be_read_mutes_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    path = tmp_path / "mute.json"
    path.write_bytes(text.encode("latin-1"))
    with caplog.at_level(logging.WARNING):
        assert KeptMute(path=path).read() is None
    assert "cannot be read" in caplog.text


def test_where_it_cannot_be_kept_that_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "sound").write_text("in the way")
    with caplog.at_level(logging.WARNING):
        KeptMute(path=tmp_path / "sound" / "mute.json").keep(MUTE)
    assert "could not be kept" in caplog.text
