from __future__ import annotations

from tests.backend_client.conformance.conftest import Bench
from tests.backend_client.conformance.faults import of_data, refusals
from tests.backend_client.conformance.meddler import Frame
from tests.backend_client.conformance.test_walls import on_walls


def tours_began_at_no_time(data: Frame) -> None:
    for run in data["tours"]:
        run["started_at"] = "2026-01-31T08:00:00.000Z"


FAULTS = {
    "W-10": of_data(lambda data: data.update(by=""), topic="walls"),
    "W-11": refusals("bad_request", instead=None),
    "W-12": refusals("illegal_transition", instead=None),
    "W-13": refusals("bad_request", instead=None),
    "W-14": on_walls(lambda data: data.update(tours=[])),
    "W-15": on_walls(lambda data: [run.update(tiles=[1, 2]) for run in data["tours"]]),
    "W-16": on_walls(tours_began_at_no_time),
    "W-17": on_walls(tours_began_at_no_time),
}


async def test_every_fault_is_named(bench: Bench) -> None:
    assert await bench.unnamed(FAULTS, at_once=1) == {}
