from __future__ import annotations

from tests.backend_client.conformance.conftest import Bench
from tests.backend_client.conformance.faults import Change, edit, of_data, refusals
from tests.backend_client.conformance.meddler import Fault


def on_walls(change: Change) -> Fault:
    """What events say of walls is changed."""
    return of_data(change, topic="walls", when=lambda data: "previous" in data)


FAULTS = {
    "W-1": on_walls(lambda data: data.update(holder_name="nobody")),
    "W-2": on_walls(lambda data: data.update(holder="still")),
    "W-3": edit("result", lambda frame: frame["error"].pop("by"), when=lambda frame: not frame["ok"]),
    "W-4": refusals("illegal_transition", instead=None),
    "W-5": on_walls(lambda data: data.update(layout=None)),
    "W-6": refusals("bad_request", instead=None),
    "W-7": on_walls(lambda data: data.update(previous=[])),
    "W-8": on_walls(lambda data: data["tiles"].insert(0, {"tile": 1, "camera": ""})),
    "W-9": on_walls(lambda data: data.update(scene=None)),
}


async def test_every_fault_is_named(bench: Bench) -> None:
    assert await bench.unnamed(FAULTS, at_once=1) == {}
