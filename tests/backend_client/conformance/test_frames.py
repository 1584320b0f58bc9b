from __future__ import annotations

import msgspec

from tests.backend_client.conformance.conftest import Bench
from tests.backend_client.conformance.faults import close_as, edit, up_closes, up_drop
from tests.backend_client.conformance.meddler import Data, Fault, Frame, Frames, Link


def json_over_msgpack(data: Data) -> Data:
    return data if isinstance(data, str) else msgspec.json.encode(msgspec.msgpack.decode(data)).decode()


def as_binary(data: Data) -> Data:
    return data.encode() if isinstance(data, str) else data


def no_object(data: Data) -> Data | None:
    try:
        frame = msgspec.json.decode(data)
    except msgspec.DecodeError:
        return None
    return data if isinstance(frame, dict) and isinstance(frame.get("type"), str) else None


def another_count_when_packed(frame: Frame, link: Link) -> Frames:
    if not link.packed or frame["type"] != "snapshot.end":
        return None
    return [{key: value for key, value in frame.items() if key != "count"} | {"number": frame["count"]}]


def fine_times_are_bad(frame: Frame, link: Link) -> Frames:
    if len(frame.get("not_after") or "") <= len("2026-01-31T08:00:00.000Z"):
        return None
    error = {"code": "bad_request", "message": "not a time"}
    link.say("result", cmd_id=frame["cmd_id"], ok=False, error=error)
    return []


FAULTS = {
    "F-1": Fault(raw_down=as_binary),
    "F-2": close_as(4406, (4400, '{"reconnect":false,"why":"x"}')),
    "F-3": Fault(raw_down=json_over_msgpack),
    "F-4": Fault(down=another_count_when_packed),
    "F-5": up_closes(lambda frame: "novelty" in frame),
    "F-6": up_closes(lambda frame: frame["type"] == "from.the.future"),
    "F-7": Fault(raw_up=no_object),
    "F-8": up_drop("ping", when=lambda frame: frame["at"] == 7),
    "F-9": Fault(raw_up=lambda data: data if isinstance(data, str) else None),
    "F-10": Fault(raw_up=lambda data: data if len(data) < 1 << 20 else None),
    "F-11": edit("hello", lambda hello: hello["limits"].update(frame_bytes=2000)),
    "F-12": edit("bookmark", lambda frame: frame.pop("seq")),
    "F-13": edit("hello", lambda hello: hello.update(time=hello["time"].replace("Z", "+00:00"))),
    "F-14": Fault(up=fine_times_are_bad),
}


async def test_every_fault_is_named(bench: Bench) -> None:
    assert await bench.unnamed(FAULTS) == {}
