from __future__ import annotations

from tests.backend_client.conformance.conftest import Bench
from tests.backend_client.conformance.faults import drop, edit, put, up_edit
from tests.backend_client.conformance.meddler import Fault, Frame, Frames, Link

_STATES = ("units", "devices", "counters")


def in_replays(change: object) -> Fault:
    """Events within a replay are lost (None) or moved by so many numbers."""

    def down(frame: Frame, link: Link) -> Frames:
        if frame["type"] in ("replay.begin", "replay.end"):
            link.memory["replaying"] = frame["type"] == "replay.begin"
        elif frame["type"] == "event" and link.memory.get("replaying"):
            return [] if change is None else [frame | {"prev": frame["prev"] + 1}]
        return None

    return Fault(down=down)


def nothing_was_missed(frame: Frame, link: Link) -> Frames:
    """A cursor from the very beginning is told that it is current."""
    if frame["type"] != "subscribe" or (frame["resume"] or {}).get("cursors") != {"directory": 0}:
        return None
    sub = {"sub": frame["id"], "topic": "directory"}
    link.say("subscribed", id=frame["id"], topics=["directory"], refused={})
    link.say("replay.begin", **sub, **{"from": 0})
    link.say("replay.end", **sub, seq=1)
    return []


def nothing_after_a_resync(frame: Frame, link: Link) -> Frames:
    if frame["type"] == "resync":
        link.memory["resync"] = True
    return [] if frame["type"].startswith("snapshot.") and link.memory.get("resync") else None


FAULTS = {
    "R-1": up_edit("subscribe", lambda frame: frame.update(resume=None)),
    "R-2": in_replays(None),
    "R-3": in_replays(1),
    "R-4": edit("replay.end", lambda frame: frame.update(seq=frame["seq"] + 1)),
    "R-5": put("resync", reason="expired"),
    "R-6": put("resync", reason="too_many"),
    "R-7": Fault(up=nothing_was_missed),
    "R-8": Fault(down=nothing_after_a_resync),
    "R-9": drop("snapshot.begin", when=lambda frame: frame["topic"] == "walls"),
    "R-10": drop("snapshot.begin", "snapshot.end", when=lambda frame: frame["topic"] in _STATES),
}


async def test_every_fault_is_named(bench: Bench) -> None:
    assert await bench.unnamed(FAULTS) == {}
