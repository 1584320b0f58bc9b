from __future__ import annotations

import msgspec
import pytest

from backend_client.protocol.messages import CommandUnknown, SnapshotPage
from platform_backend.frames import JSON_LAYOUT, MSGPACK_LAYOUT, Layout, layout_of
from platform_backend.log_types import Held
from tests.platform_backend.websocket_frames import payload


@pytest.fixture(params=[JSON_LAYOUT, MSGPACK_LAYOUT], ids=["json", "msgpack"])
def layout(request: pytest.FixtureRequest) -> Layout:
    found: Layout = request.param
    return found


@pytest.mark.parametrize("size", [0, 1, 60, 125, 126, 127, 65_535, 65_536, 200_000])
def test_the_header_says_the_size(layout: Layout, size: int) -> None:
    frame = layout.frame((b"x" * (size // 2), b"y" * (size - size // 2)))
    assert frame[0] == (0x82 if layout.wire.binary else 0x81)
    assert len(payload(frame)) == size


def test_a_message_is_a_frame(layout: Layout) -> None:
    message = CommandUnknown(cmd_id="c")
    assert layout.wire.server_frames().decode(payload(layout.message(message))) == message
    assert layout_of(layout.wire) is layout


@pytest.mark.parametrize("count", [1, 15, 16, 500])
def test_a_page_holds_its_items(layout: Layout, count: int) -> None:
    held = [Held("grid", f"g{number}", 1, b'{"name":"\xe7\xbd\x91"}', "", 0.0) for number in range(count)]
    items = layout.array([each.item(layout) for each in held])
    page = layout.wire.server_frames().decode(payload(layout.page(sub='s"', topic="grids", items=items)))
    assert isinstance(page, SnapshotPage)
    assert (page.sub, page.topic) == ('s"', "grids")
    assert [item.id for item in page.items] == [each.id for each in held]
    decode = msgspec.msgpack.decode if layout.wire.binary else msgspec.json.decode
    assert all(decode(item.data) == {"name": "网"} for item in page.items)
