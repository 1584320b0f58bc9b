from __future__ import annotations

from pathlib import Path

from platform_backend.recordings.room import Room, free_bytes

GB = 1_000_000_000


class Disk:
    def __init__(self, free: float) -> None:
        self.free = free
        self.now = 0.0

    def room(self, root: Path) -> Room:
        room = Room(root, free=lambda _root: round(self.free * GB), clock=lambda: self.now)
        room.reserve_bytes = 2 * GB
        return room


def test_it_stops_at_the_reserve_and_goes_on_a_little_above(tmp_path: Path) -> None:
    disk = Disk(2.5)
    room = disk.room(tmp_path)
    room.look()
    assert room.why == ""
    disk.free = 1.9
    room.look()
    assert not room.is_there
    assert room.why == (
        "Recording has stopped: 1.9 GB are free on its disk, and 2.0 GB are kept "
        "for the rest of the platform."
    )
    disk.free = 2.05
    room.look()
    assert not room.is_there
    disk.free = 2.2
    room.look()
    assert (room.is_there, room.why) == (True, "")


def test_a_disk_that_refused_is_left_alone_for_a_while(tmp_path: Path) -> None:
    disk = Disk(9.0)
    room = disk.room(tmp_path)
    room.failed("No space left on device")
    room.look()
    assert room.why == "Recording has stopped: its disk cannot be written (No space left on device)."
    disk.now = 6.0
    room.look()
    assert room.is_there


def test_a_folder_that_is_gone_is_no_room(tmp_path: Path) -> None:
    room = Room(tmp_path / "gone")
    room.look()
    assert "No such file" in room.why
    assert free_bytes(tmp_path) > 0
