from __future__ import annotations

from tests.backend_client.conformance.conftest import Bench
from tests.backend_client.conformance.faults import edit, of_data, refusals
from tests.backend_client.conformance.meddler import Fault, Frame, Frames, Link


def the_second_console_is_refused(frame: Frame, link: Link) -> Frames:
    if frame["type"] != "result" or not frame["ok"] or link.memory.setdefault("id", link.number) % 2:
        return None
    error = {"code": "illegal_transition", "message": "no"}
    return [{"type": "result", "cmd_id": frame["cmd_id"], "ok": False, "error": error}]


FAULTS = {
    "P-1": of_data(lambda data: data.update(holder_name="nobody"), topic="directory"),
    "P-2": of_data(lambda data: data.update(holder="still"), topic="directory"),
    "P-3": refusals("illegal_transition", instead=None),
    "P-4": of_data(lambda data: data.update(offered_to=None), topic="directory"),
    "P-5": edit("result", lambda frame: frame["error"].pop("by"), when=lambda frame: not frame["ok"]),
    "P-6": Fault(down=the_second_console_is_refused),
}


async def test_every_fault_is_named(bench: Bench) -> None:
    assert await bench.unnamed(FAULTS, at_once=1) == {}
