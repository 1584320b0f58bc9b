from __future__ import annotations

import msgspec
import pytest

from backend_client.protocol.messages import Event
from platform_backend.frames import JSON_LAYOUT, MSGPACK_LAYOUT, Layout
from platform_backend.log_types import Held, LogEvent
from tests.platform_backend.websocket_frames import payload


def event(body: bytes | None = '{"name":"大屏"}'.encode()) -> LogEvent:
    return LogEvent("walls", 2, 1.5, "wall", 'we"ird', 3, body, "", "")


def decoded(layout: Layout, frame: bytes) -> Event:
    assert frame[0] == (0x82 if layout.wire.binary else 0x81)
    message = layout.wire.server_frames().decode(payload(frame))
    assert isinstance(message, Event)
    return message


def value(layout: Layout, data: msgspec.Raw) -> object:
    return msgspec.msgpack.decode(data) if layout.wire.binary else msgspec.json.decode(data)


@pytest.fixture(params=[JSON_LAYOUT, MSGPACK_LAYOUT], ids=["json", "msgpack"])
def layout(request: pytest.FixtureRequest) -> Layout:
    found: Layout = request.param
    return found


def test_a_frame_is_an_event(layout: Layout) -> None:
    told = decoded(layout, event().frame(layout, layout.event_head("s"), 1, visible=True))
    assert (told.sub, told.topic, told.seq, told.prev, told.ver) == ("s", "walls", 2, 1, 3)
    assert (told.entity, told.id, told.op, told.at) == ("wall", 'we"ird', "put", "1970-01-01T00:00:01.500Z")
    assert value(layout, told.data) == {"name": "大屏"}


def test_a_delete_carries_no_data(layout: Layout) -> None:
    head = layout.event_head("s")
    for one, visible in ((event(None), True), (event(b'{"name":"secret"}'), False)):
        told = decoded(layout, one.frame(layout, head, 1, visible=visible))
        assert (told.op, value(layout, told.data)) == ("delete", None)
    assert event(None).held() is None


def test_the_same_console_state_shares_the_very_same_bytes(layout: Layout) -> None:
    one = event()
    first = one.frame(layout, layout.event_head("s1"), 1, visible=True)
    assert one.frame(layout, layout.event_head("s1"), 1, visible=True) is first
    assert one.frame(layout, layout.event_head("s2"), 1, visible=True) != first
    assert one.frame(layout, layout.event_head("s1"), 0, visible=True) != first
    one.forget_frames()
    again = one.frame(layout, layout.event_head("s1"), 1, visible=True)
    assert again is not first
    assert again == first


def test_the_two_encodings_never_mix() -> None:
    one = event()
    for layout in (JSON_LAYOUT, MSGPACK_LAYOUT, JSON_LAYOUT):
        decoded(layout, one.frame(layout, layout.event_head("s"), 1, visible=True))


def test_what_is_kept_of_an_event_is_bounded() -> None:
    one = event()
    head = JSON_LAYOUT.event_head("s")
    frames = [one.frame(JSON_LAYOUT, head, prev, visible=True) for prev in range(1000)]
    kept = [one.frame(JSON_LAYOUT, head, prev, visible=True) is frames[prev] for prev in range(1000)]
    assert 1 <= sum(kept) <= 64


def test_a_states_tail_follows_its_own_numbers(layout: Layout) -> None:
    held = Held("unit", "u" * 60, 4, b'{"x":1}', "", 0.0)
    numbers = layout.field("topic", "units") + layout.field("seq", 8)
    head = layout.event_head("s")
    told = decoded(layout, layout.event(head, 7, numbers, held.state_tail(layout)))
    assert (told.topic, told.seq, told.prev, told.ver, told.op) == ("units", 8, 7, 4, "put")
    assert value(layout, told.data) == {"x": 1}
    gone = decoded(layout, layout.event(head, 7, numbers, held.gone_tail(layout)))
    assert (gone.op, value(layout, gone.data)) == ("delete", None)
    item = value(layout, msgspec.Raw(held.item(layout)))
    assert item == {"entity": "unit", "id": "u" * 60, "ver": 4, "data": {"x": 1}}
