from __future__ import annotations

from tests.backend_client.conformance.conftest import Bench
from tests.backend_client.conformance.faults import close_as, put, up_drop
from tests.backend_client.conformance.meddler import Fault

FAULTS = {
    "L-1": put("pong", at="2026-01-31T08:00:00Z"),
    "L-2": put("pong", time="2026-01-31T08:00:00.000Z"),
    "L-3": put("pong", rate=2.0),
    "L-4": close_as(4411, None),
    "L-5": up_drop("from.the.future"),
}
#: By itself, because a man in the middle cannot be honest about who reads how fast.
HOARDING = {"L-6": Fault(hoards=True, close=lambda _code, _reason: None)}


async def test_a_platform_that_hoards_is_named(bench: Bench) -> None:
    assert await bench.unnamed(HOARDING, hoards=True) == {}


async def test_every_fault_is_named(bench: Bench) -> None:
    assert await bench.unnamed(FAULTS) == {}
