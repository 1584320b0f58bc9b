"""The platform and its recorder read each other line by line."""

from __future__ import annotations

import msgspec
import pytest

from platform_backend.recordings.orders import Order, Report, Wanted, encode

ORDER = Order(
    cameras=(
        Wanted(camera="c1", url="http://127.0.0.1:1/c1", why="continuous", headers={"Authorization": "x"}),
        Wanted(camera="路口", url="rtsp://127.0.0.1:2/c2\n", why="alarm"),
    ),
    keep_s=3600.0,
    keep_bytes=10**9,
    reserve_bytes=10**8,
)
REPORT = Report(
    recording=1,
    wanted=2,
    pieces=3,
    bytes=4,
    written=5,
    removed=0,
    oldest=None,
    full="",
    troubles={"路口": "unreachable"},
)


@pytest.mark.parametrize("message", [ORDER, REPORT])
def test_a_message_is_one_line_and_reads_the_same(message: Order | Report) -> None:
    line = encode(message)
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert msgspec.json.decode(line, type=type(message)) == message


def test_neither_is_taken_for_the_other() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(encode(REPORT), type=Order)
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(encode(ORDER), type=Report)
