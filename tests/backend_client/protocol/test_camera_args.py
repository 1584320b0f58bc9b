from __future__ import annotations

import msgspec
import pytest

from backend_client.protocol.camera_args import PresetDrop, PresetStore, Ptz


def test_all_nothing_is_the_stop() -> None:
    assert msgspec.json.decode(b"{}", type=Ptz) == Ptz(pan=0.0, tilt=0.0, zoom=0.0)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (Ptz, b'{"pan": 1.01}'),
        (Ptz, b'{"zoom": -2}'),
        (Ptz, b'{"preset": 0}'),
        (Ptz, b'{"preset": 256}'),
        (PresetStore, b'{"number": 1}'),
        (PresetStore, b'{"number": 1, "name": "  "}'),
        (PresetStore, b'{"number": 0, "name": "x"}'),
        (PresetDrop, b'{"number": 256}'),
    ],
)
def test_what_is_out_of_bounds_is_not_read(kind: type[msgspec.Struct], body: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(body, type=kind)
