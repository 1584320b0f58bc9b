from __future__ import annotations

from tests.backend_client.conformance.conftest import Bench
from tests.backend_client.conformance.faults import answers, edit, of_data, refusals, status
from tests.backend_client.conformance.meddler import Frame

NONSENSE = {
    "since": "2026-01-31T08:00:00.000Z",
    "until": "2026-01-31T07:00:00.000Z",
    "bytes": 1,
    "why": "alarm",
}


def _has(name: str, frame: Frame) -> bool:
    return isinstance(frame.get("data"), dict) and name in frame["data"]


def _forget(frame: Frame) -> None:
    for entry in frame["data"]["entries"]:
        entry["detail"] = ""


FAULTS = {
    "V-1": edit(
        "result", lambda frame: frame["data"].pop("expires_at"), when=lambda frame: _has("expires_at", frame)
    ),
    "V-2": refusals("bad_request", instead=None),
    "V-3": status("/recordings", 401, 200),
    "V-4": status("/recordings", 403, 404),
    "V-5": status("/recordings", 404, 403),
    "V-6": status("/recordings", 404, 403),
    "V-7": edit("reply", _forget, when=lambda frame: _has("entries", frame)),
    "V-8": edit(
        "reply",
        lambda frame: frame["data"]["parts"].append(NONSENSE),
        when=lambda frame: _has("parts", frame),
    ),
    "V-9": refusals("forbidden", instead=None),
    "V-10": refusals("bad_request", instead=None),
    "V-11": of_data(lambda data: data.update(state="ready"), topic="duty"),
    "V-12": refusals("forbidden", instead=None),
    "V-13": answers("/evidence/key", lambda answer: setattr(answer, "body", "a key")),
    "V-14": status("/evidence", 404, 200),
    "V-15": status("/evidence", 400, 200),
    "V-16": edit(
        "reply",
        lambda frame: frame["data"].update(people=[{"id": "x", "name": "x"}]),
        when=lambda frame: _has("people", frame),
    ),
    "V-17": refusals("bad_request", instead=None),
    "V-18": refusals("bad_request", instead=None),
}


async def test_every_fault_is_named(bench: Bench) -> None:
    assert await bench.unnamed(FAULTS, at_once=5) == {}
