from __future__ import annotations

from tests.backend_client.conformance.conftest import Bench
from tests.backend_client.conformance.faults import of_data, refusals

FAULTS = {
    "V-19": of_data(lambda data: data.update(moment="2026-01-31T08:00:00.000Z"), topic="duty"),
    "V-20": of_data(lambda data: data.update(text="another"), topic="duty"),
    "V-21": refusals("forbidden", instead=None),
    "V-22": refusals("forbidden", instead=None),
}


async def test_every_fault_is_named(bench: Bench) -> None:
    assert await bench.unnamed(FAULTS, at_once=4) == {}
