from __future__ import annotations

from collections.abc import Callable

from tests.backend_client.conformance.conftest import Bench
from tests.backend_client.conformance.faults import edit, of_data, refusals
from tests.backend_client.conformance.meddler import Fault, Frame


def of_parties(state: str, change: Callable[[Frame], object]) -> Fault:
    """Parties in a state are changed in every event."""

    def all_of_them(data: Frame) -> None:
        for party in data["parties"]:
            if party["state"] == state:
                change(party)

    return of_data(all_of_them, topic="conferences")


FAULTS = {
    "G-1": of_parties("joined", lambda party: party.pop("session", None)),
    "G-2": of_parties("ringing", lambda party: party.update(ring_until="2030-01-01T00:00:00Z")),
    "G-3": of_parties("joined", lambda party: party.pop("joined_at")),
    "G-4": of_parties("ringing", lambda party: party.update(state="no_answer")),
    "G-5": of_parties("left", lambda party: party.update(state="joined")),
    "G-6": refusals("illegal_transition", instead=None),
    "G-7": of_data(lambda data: data["steps"].pop()),
    "G-8": edit("signal", lambda frame: frame.update(data={})),
    "G-9": refusals("not_found", instead=None),
    "G-10": of_parties("left", lambda party: party.update(reason="tired")),
    "G-12": of_parties("joined", lambda party: party.pop("about", None)),
    "G-11": edit("result", lambda frame: (frame.get("data") or {}).pop("expires_at", None)),
}


async def test_every_fault_is_named(bench: Bench) -> None:
    assert await bench.unnamed(FAULTS) == {}
