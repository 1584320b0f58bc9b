"""WebSocket frames taken apart."""

from __future__ import annotations


def payload(frame: bytes) -> bytes:
    """What a WebSocket frame carries, after a look at its header."""
    if frame[1] < 126:
        size, start = frame[1], 2
    elif frame[1] == 126:
        size, start = int.from_bytes(frame[2:4]), 4
    else:
        size, start = int.from_bytes(frame[2:10]), 10
    assert len(frame) == start + size
    return frame[start:]
