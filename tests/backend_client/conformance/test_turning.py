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


def carried_out_for_one_console_only(frame: Frame, link: Link) -> Frames:
    if frame["type"] != "result" or link.shared.setdefault("first", link.number) == link.number:
        return None
    error = {"code": "illegal_transition", "message": "somebody else is turning this camera"}
    return [{"type": "result", "cmd_id": frame["cmd_id"], "ok": False, "error": error}]


FAULTS = {
    "M-7": of_data(lambda data: data.pop("ptz_by", None), topic="devices"),
    "M-8": drop("event", when=lambda frame: frame["topic"] == "devices" and "ptz_by" not in frame["data"]),
    "M-9": refusals("illegal_transition", instead=None),
    "M-10": Fault(down=another_result_the_second_time),
    "M-11": edit("reply", forget_presets),
    "M-12": Fault(down=once_stored_always_there),
    "M-13": Fault(down=carried_out_for_one_console_only),
}


async def test_every_fault_is_named(bench: Bench) -> None:
    assert await bench.unnamed(FAULTS, at_once=1) == {}
