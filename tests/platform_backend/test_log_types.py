from __future__ import annotations

import json

from backend_client.protocol.codec import server_frames
from backend_client.protocol.messages import Event
from platform_backend.log_types import Held, LogEvent


def frame(tail: str) -> str:
    return '{"type":"event","sub":"s","prev":1' + tail


def test_the_shared_tail_completes_an_event() -> None:
    log_event = LogEvent("walls", 2, 1.5, "wall", 'we"ird', 3, '{"name":"大屏"}', "", "")
    event = server_frames().decode(frame(log_event.put_tail))
    assert isinstance(event, Event)
    assert (event.seq, event.prev, event.ver, event.id, event.op) == (2, 1, 3, 'we"ird', "put")
    assert json.loads(bytes(event.data)) == {"name": "大屏"}
    assert event.at == "1970-01-01T00:00:01.500Z"


def test_a_delete_carries_no_data() -> None:
    for body in (None, '{"name":"secret"}'):
        event = server_frames().decode(
            frame(LogEvent("walls", 2, 1.5, "wall", "w", 3, body, "", "").delete_tail)
        )
        assert isinstance(event, Event)
        assert (event.op, bytes(event.data)) == ("delete", b"null")
    gone = LogEvent("walls", 2, 1.5, "wall", "w", 3, None, "", "")
    assert gone.put_tail == gone.delete_tail
    assert gone.held() is None


def test_a_states_tail_follows_its_own_numbers() -> None:
    held = Held("unit", "u1", 4, '{"x":1}', "", 0.0)
    event = server_frames().decode(frame(f',"topic":"units","seq":2{held.state_tail}'))
    assert isinstance(event, Event)
    assert (event.topic, event.seq, event.ver) == ("units", 2, 4)
    assert json.loads(held.item) == {"entity": "unit", "id": "u1", "ver": 4, "data": {"x": 1}}
