from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator

import pytest

from console.video.sink import PIPE_BYTES, PipeSink


@pytest.fixture
def pipe() -> Iterator[PipeSink]:
    made = PipeSink()
    yield made
    made.finish()
    made.abandon()


def read_end(pipe: PipeSink) -> int:
    return int(pipe.player_url.partition("//")[2])


def test_what_is_written_reaches_the_player(pipe: PipeSink) -> None:
    pipe.write(b"pictures")
    assert os.read(read_end(pipe), 100) == b"pictures"


def test_an_undrained_pipe_says_so_before_it_blocks(pipe: PipeSink) -> None:
    assert pipe.has_room(10 * PIPE_BYTES)  # empty: even the largest key frame
    written = 0
    while pipe.has_room(1_000):
        pipe.write(bytes(1_000))
        written += 1_000
    assert pipe.capacity // 4 < written < pipe.capacity
    os.read(read_end(pipe), PIPE_BYTES)
    assert pipe.has_room(1_000)


def test_a_user_without_room_for_wide_pipes_gets_a_narrow_one(monkeypatch: pytest.MonkeyPatch) -> None:
    real = fcntl.fcntl

    def refuse(descriptor: int, command: int, argument: int = 0) -> int:
        if command == fcntl.F_SETPIPE_SZ:
            raise PermissionError(errno.EPERM, "too many pipe pages")
        return real(descriptor, command, argument)

    monkeypatch.setattr(fcntl, "fcntl", refuse)
    narrow = PipeSink()
    assert narrow.narrow
    assert narrow.capacity > 0
    narrow.finish()
    narrow.abandon()


def test_a_writer_is_freed_when_the_sink_is_abandoned(pipe: PipeSink) -> None:
    pipe.abandon()
    with pytest.raises(BrokenPipeError):
        pipe.write(b"pictures")


def test_both_ends_close_once_however_often_asked(pipe: PipeSink) -> None:
    for _ in range(2):
        pipe.finish()
        pipe.abandon()
    with pytest.raises(OSError, match="Bad file descriptor"):
        pipe.write(b"pictures")
