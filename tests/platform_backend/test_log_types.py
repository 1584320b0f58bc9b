from __future__ import annotations

import msgspec
import pytest

from backend_client.protocol.messages import Event
from platform_backend.frames import JSON_LAYOUT, MSGPACK_LAYOUT, Layout
from platform_backend.log_types import MAX_VARIANTS, Burst, Held, LogEvent
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
    told = decoded(layout, event().frame(layout, layout.event_head("s"), 1, True))
    assert (told.sub, told.topic, told.seq, told.prev, told.ver) == ("s", "walls", 2, 1, 3)
    assert (told.entity, told.id, told.op, told.at) == ("wall", 'we"ird', "put", "1970-01-01T00:00:01.500Z")
    assert value(layout, told.data) == {"name": "大屏"}


def test_a_delete_carries_no_data(layout: Layout) -> None:
    head = layout.event_head("s")
    for one, visible in ((event(None), True), (event(b'{"name":"secret"}'), False)):
        told = decoded(layout, one.frame(layout, head, 1, visible))
        assert (told.op, value(layout, told.data)) == ("delete", None)
    assert event(None).held() is None


def test_frames_of_one_burst_are_joined_once(layout: Layout) -> None:
    burst = Burst([event(), event(None)])
    head = layout.event_head("s1")
    frames = [each.frame(layout, head, prev, True) for prev, (each, _) in enumerate(burst.events)]
    joined = burst.joined(frames)
    assert joined == b"".join(frames)
    assert burst.joined(list(frames)) is joined
    assert burst.joined(frames[:1]) is frames[0]
    assert burst.joined(frames[::-1]) == b"".join(frames[::-1])


def test_what_a_burst_keeps_is_bounded() -> None:
    burst = Burst([event()])
    pieces = [[b"a", str(number).encode()] for number in range(200)]
    joined = [burst.joined(piece) for piece in pieces]
    assert joined == [b"".join(piece) for piece in pieces]
    kept = sum(burst.joined(piece) is data for piece, data in zip(pieces, joined, strict=True))
    assert 1 <= kept <= MAX_VARIANTS


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
