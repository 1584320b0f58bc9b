"""One clock for all viewers: joins, pace, stalls, and viewers who do not read."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from platform_backend.camera_site.timeline import Timeline, Viewer
from platform_backend.camera_site.transport_stream import Loop
from tests.platform_backend.camera_site import tiny


@dataclass(slots=True)
class Clock:
    """A clock that is moved by hand."""

    now: float = 100.0

    def __call__(self) -> float:
        return self.now


@dataclass(slots=True)
class Reader:
    """A viewer's line that may stop taking bytes."""

    reading: bool = True
    parts: list[bytes] = field(default_factory=list)
    waiting: int = 0
    cut: bool = False

    def write(self, data: bytes) -> None:
        self.parts.append(data)
        if not self.reading:
            self.waiting += len(data)

    def held(self) -> int:
        return self.waiting

    def abort(self) -> None:
        self.cut = True


@pytest.fixture(scope="module")
def loop() -> Loop:
    return tiny.tiny_loop()


def _viewer(loop: Loop, reader: Reader, *, shift: int = 0) -> Viewer:
    return Viewer(camera="c", loop=loop, shift=shift, line=reader)


def _run(timeline: Timeline, clock: Clock, pictures: int) -> None:
    for _ in range(pictures):
        clock.now += 0.04
        timeline.advance()


def test_a_viewer_starts_at_the_last_key_frame_and_then_gets_a_picture_each_time(loop: Loop) -> None:
    clock = Clock()
    timeline, reader = Timeline(clock=clock), Reader()
    _run(timeline, clock, 70)
    timeline.join(_viewer(loop, reader))
    now = timeline.figures.pictures - 1
    assert reader.parts == [b"".join(tiny.sent(loop.pictures[n % 100], n) for n in range(50, 71))]
    assert now == 20
    _run(timeline, clock, 40)
    assert reader.parts[1:] == [tiny.sent(loop.pictures[n % 100], n) for n in range(71, 111)]


def test_all_viewers_of_a_camera_see_the_same_moment(loop: Loop) -> None:
    clock = Clock()
    timeline, one, two = Timeline(clock=clock), Reader(), Reader()
    timeline.advance()
    timeline.join(_viewer(loop, one, shift=7))
    _run(timeline, clock, 60)
    timeline.join(_viewer(loop, two, shift=7))
    _run(timeline, clock, 5)
    assert one.parts[-5:] == two.parts[-5:]


def test_a_stall_makes_no_burst_and_loses_no_picture(loop: Loop) -> None:
    clock = Clock()
    timeline, reader = Timeline(clock=clock), Reader()
    timeline.advance()
    timeline.join(_viewer(loop, reader))
    clock.now += 5.0
    due = timeline.advance()
    assert len(reader.parts) == 1 + 3
    assert clock.now < due <= clock.now + 0.0401
    assert timeline.figures.stalls == 1
    _run(timeline, clock, 10)
    assert reader.parts[1:] == [tiny.sent(loop.pictures[n], n) for n in range(1, 14)]


def test_who_does_not_read_skips_to_a_key_frame(loop: Loop) -> None:
    clock = Clock()
    timeline, reader = Timeline(clock=clock), Reader(reading=False)
    timeline.advance()
    timeline.join(_viewer(loop, reader))
    _run(timeline, clock, 310)
    assert reader.waiting < 3 * loop.largest_group
    assert not reader.cut
    before = len(reader.parts)
    reader.reading, reader.waiting = True, 0
    _run(timeline, clock, 60)
    assert timeline.figures.skipped > 0
    first = reader.parts[before]
    keys = [tiny.sent(loop.pictures[key], number) for key in (0, 50) for number in range(311, 372)]
    assert first in keys


def test_who_never_reads_is_let_go(loop: Loop) -> None:
    clock = Clock()
    timeline, reader = Timeline(clock=clock), Reader(reading=False)
    timeline.advance()
    timeline.join(_viewer(loop, reader))
    _run(timeline, clock, 1200)
    assert reader.cut
    assert not timeline.viewers
    assert timeline.figures.let_go == 1


def test_a_viewer_changes_over_to_his_own_scene_at_a_key_frame(loop: Loop) -> None:
    clock, own = Clock(), tiny.tiny_loop()
    timeline, reader = Timeline(clock=clock), Reader()
    ready: list[tuple[Loop, int]] = []
    viewer = Viewer(camera="c", loop=loop, shift=0, line=reader, find_own=lambda: ready[0] if ready else None)
    _run(timeline, clock, 60)
    timeline.join(viewer)
    _run(timeline, clock, 60)
    assert viewer.loop is loop
    ready.append((own, 0))
    _run(timeline, clock, 20)
    assert viewer.loop is loop, "in the midst of a group of pictures"
    _run(timeline, clock, 20)
    assert viewer.loop is own
