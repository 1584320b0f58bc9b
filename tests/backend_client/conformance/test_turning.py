from __future__ import annotations

from tests.backend_client.conformance.conftest import Bench
from tests.backend_client.conformance.faults import drop, edit, of_data, refusals
from tests.backend_client.conformance.meddler import Fault, Frame, Frames, Link
from tests.backend_client.conformance.test_momentary import another_result_the_second_time


def forget_presets(frame: Frame) -> None:
    for item in (frame.get("data") or {}).get("items", []):
        item["data"].pop("presets", None)


def once_stored_always_there(frame: Frame, link: Link) -> Frames:
    """Each camera keeps the most presets it was ever seen with."""
    if frame["type"] != "reply":
        return None
    for item in (frame.get("data") or {}).get("items", []):
        most = max(item["data"].get("presets", []), link.memory.get(item["id"], []), key=len)
        link.memory[item["id"]] = item["data"]["presets"] = most
    return [frame]


FAULTS = {
    "M-7": of_data(lambda data: data.pop("ptz_by", None), topic="devices"),
    "M-8": drop("event", when=lambda frame: frame["topic"] == "devices" and "ptz_by" not in frame["data"]),
    "M-9": refusals("illegal_transition", instead=None),
    "M-10": Fault(down=another_result_the_second_time),
    "M-11": edit("reply", forget_presets),
    "M-12": Fault(down=once_stored_always_there),
}


async def test_every_fault_is_named(bench: Bench) -> None:
    assert await bench.unnamed(FAULTS, at_once=1) == {}
