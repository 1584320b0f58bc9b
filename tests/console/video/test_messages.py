from __future__ import annotations

import msgspec
import pytest

from console.video.messages import (
    Close,
    Ended,
    FromWorker,
    Open,
    Opened,
    Quit,
    Ready,
    Report,
    Source,
    TileReport,
    ToWorker,
    Trouble,
    Unable,
    decode_for_worker,
    decode_from_worker,
    encode,
)

SOURCE = Source(url="rtsp://h/1", headers={"Authorization": "Bearer x"})
TILE = TileReport(tile="1", run=1, packets=2, size=3, displayed=4, late=5, dropped=6)


@pytest.mark.parametrize(
    "message", [Open(tile="1", run=2, window=3, source=SOURCE), Close(tile="1", run=2), Quit()]
)
def test_what_the_console_says_arrives_whole_on_one_line(message: ToWorker) -> None:
    line = encode(message)
    assert line.count(b"\n") == 1
    assert decode_for_worker(line) == message


@pytest.mark.parametrize(
    "message",
    [
        Ready(versions="v", rendering="software"),
        Unable(reason="no libVLC"),
        Opened(tile="1", run=2, codec="h264", width=640, height=360),
        Ended(tile="1", run=2, trouble=Trouble.GARBAGE, detail="?\n"),
        Report(tiles=[TILE], closing_s=0.5),
    ],
)
def test_what_a_worker_says_arrives_whole_on_one_line(message: FromWorker) -> None:
    line = encode(message)
    assert line.count(b"\n") == 1
    assert decode_from_worker(line) == message


@pytest.mark.parametrize("line", [b"", b"libVLC error", b'{"type": "dance"}', b'{"type": "open"}'])
def test_anything_else_is_refused(line: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError):
        decode_for_worker(line)
    with pytest.raises(msgspec.MsgspecError):
        decode_from_worker(line)
