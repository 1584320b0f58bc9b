from __future__ import annotations

from tests.backend_client.conformance.conftest import Bench
from tests.backend_client.conformance.meddler import Fault


def turned_round(code: int, reason: str) -> tuple[int, str]:
    return code, reason.replace("false", "FALSE").replace("true", "false").replace("FALSE", "true")


FAULTS = {
    "X-1": Fault(close=lambda code, _reason: (code, "goodbye")),
    "X-2": Fault(close=turned_round),
}


async def test_every_fault_is_named(bench: Bench) -> None:
    assert await bench.unnamed(FAULTS) == {}
