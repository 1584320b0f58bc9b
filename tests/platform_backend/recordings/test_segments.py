from __future__ import annotations

import os
from pathlib import Path

import pytest

from platform_backend.recordings.segments import (
    ALARM,
    CONTINUOUS,
    camera_folder,
    cameras_of,
    find,
    hour_folder,
    part_name,
    read_name,
    whole_name,
)

NOON = 1_800_000_000.0


def put(root: Path, start: float, end: float | None, *, camera: str = "cam-1", size: int = 188) -> Path:
    folder = hour_folder(root, camera, start)
    folder.mkdir(parents=True, exist_ok=True)
    name = part_name(start, ALARM) if end is None else whole_name(start, end, CONTINUOUS)
    path = folder / name
    path.write_bytes(bytes(size))
    return path


def test_names_say_all_that_there_is_to_know() -> None:
    assert read_name(Path(whole_name(NOON, NOON + 10.04, ALARM))) == (NOON, NOON + 10.04, ALARM)
    assert read_name(Path(part_name(NOON, CONTINUOUS))) == (NOON, None, CONTINUOUS)
    assert read_name(Path("notes.txt")) is None


def test_pieces_are_found_in_order_by_what_they_hold(tmp_path: Path) -> None:
    for start in (20, 0, 10, 3595):
        put(tmp_path, NOON + start, NOON + start + 10)
    put(tmp_path, NOON, NOON + 10, camera="cam-2")
    found = find(tmp_path, "cam-1", since=NOON + 10, until=NOON + 20.5)
    assert [each.since - NOON for each in found] == [10, 20]
    # It began in the hour before.
    assert [each.since - NOON for each in find(tmp_path, "cam-1", since=NOON + 3601, until=NOON + 7000)] == [
        3595
    ]
    assert find(tmp_path, "cam-3", since=0, until=NOON * 2) == []


def test_what_is_being_written_ends_when_it_was_written_last(tmp_path: Path) -> None:
    path = put(tmp_path, NOON, None)
    os.utime(path, (NOON + 3, NOON + 3))
    (piece,) = find(tmp_path, "cam-1", since=NOON, until=NOON + 5)
    assert not piece.whole
    assert piece.until == NOON + 3
    assert piece.why == ALARM


def test_nothing_empty_is_found(tmp_path: Path) -> None:
    put(tmp_path, NOON, NOON + 10, size=0)
    assert find(tmp_path, "cam-1", since=NOON, until=NOON + 5) == []


@pytest.mark.parametrize("camera", ["../x", "a/b", "相机", "a b"])
def test_any_id_is_a_folder_of_its_own(tmp_path: Path, camera: str) -> None:
    put(tmp_path, NOON, NOON + 10, camera=camera)
    assert camera_folder(tmp_path, camera).parent == tmp_path
    assert cameras_of(tmp_path) == (camera,)


@pytest.mark.parametrize("camera", ["", ".", ".."])
def test_what_cannot_be_a_folder_is_refused(tmp_path: Path, camera: str) -> None:
    with pytest.raises(ValueError, match="no camera"):
        camera_folder(tmp_path, camera)
