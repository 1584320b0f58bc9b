from __future__ import annotations

import os
from pathlib import Path

import pytest

from backend_client.protocol.entities import Camera, Streams
from platform_backend.recordings.settings import RecordingSettings, SettingsBook, read_settings


def camera(device_id: str) -> Camera:
    return Camera(
        device_id=device_id,
        name="",
        org="o",
        grid_code="g",
        owner_kind="own",
        position=(0.0, 0.0),
        direction=0.0,
        field_of_view=60.0,
        ptz=False,
        streams=Streams(main="/m", sub="/s"),
    )


CAMERAS = {"cam-1": camera("1" * 20), "cam-2": camera("2" * 20)}


def test_the_file_is_made_and_says_what_holds_without_it(tmp_path: Path) -> None:
    path = tmp_path / "recordings.toml"
    assert SettingsBook(path).current == RecordingSettings()
    assert read_settings(path.read_bytes()) == RecordingSettings()
    assert path.stat().st_mode & 0o077 == 0


def test_cameras_are_named_in_either_way() -> None:
    assert RecordingSettings(cameras=("cam-1", "2" * 20, "no such")).named(CAMERAS) == {"cam-1", "cam-2"}
    assert RecordingSettings(cameras=("*",)).named(CAMERAS) == {"cam-1", "cam-2"}
    assert RecordingSettings().named(CAMERAS, also=("cam-2",)) == {"cam-2"}
    assert RecordingSettings().named(CAMERAS) == frozenset()


def test_a_change_is_taken_over_and_nonsense_is_told_of_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "recordings.toml"
    book = SettingsBook(path)
    assert not book.look()
    replace(path, 'format = "recordings/1"\ncameras = ["cam-1"]\ndays = 0.5\n')
    assert book.look()
    assert (book.current.cameras, book.current.keep_s) == (("cam-1",), 43_200.0)
    replace(path, 'format = "recordings/1"\ndays = -1\n')
    assert not book.look()
    assert not book.look()
    assert book.current.days == 0.5
    assert len(caplog.records) == 1
    path.unlink()
    assert not book.look()


@pytest.mark.parametrize("text", ["days = 1e9", "camera = 1", 'stream = "other"', "= =", '"\xff'])
def test_what_is_not_as_it_should_be_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_settings(text.encode("latin-1"))


def replace(path: Path, text: str) -> None:
    fresh = path.with_suffix(".new")
    fresh.write_text(text)
    os.replace(fresh, path)
