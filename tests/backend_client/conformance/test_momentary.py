from __future__ import annotations

import time

from backend_client.protocol.times import format_time
from tests.backend_client.conformance.conftest import Bench
from tests.backend_client.conformance.faults import edit, refusals, up_edit
from tests.backend_client.conformance.meddler import Fault, Frame, Frames, Link


def always_in_time(frame: Frame) -> None:
    frame.update(not_after=format_time(time.time() + 1.0))


def another_result_the_second_time(frame: Frame, link: Link) -> Frames:
    if frame["type"] != "result":
        return None
    link.memory["results"] = link.memory.get("results", 0) + 1
    error = {"code": "unavailable", "message": "not again", "retryable": True}
    again = {"type": "result", "cmd_id": frame["cmd_id"], "ok": False, "error": error}
    return [again] if link.memory["results"] > 1 else None


FAULTS = {
    "M-1": up_edit("command", always_in_time),
    "M-2": up_edit("command", always_in_time),
    "M-3": edit(
        "result", lambda frame: frame.update(ok=False, error={"code": "bad_request", "message": "no"})
    ),
    "M-4": Fault(down=another_result_the_second_time),
    "M-5": Fault(down=another_result_the_second_time),
    "M-6": refusals("forbidden", instead=None),
}


async def test_every_fault_is_named(bench: Bench) -> None:
    assert await bench.unnamed(FAULTS) == {}
