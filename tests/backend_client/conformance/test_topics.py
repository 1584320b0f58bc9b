from __future__ import annotations

from tests.backend_client.conformance.conftest import DIVISION, Bench
from tests.backend_client.conformance.faults import drop, edit, items, put, up_drop
from tests.backend_client.conformance.meddler import Fault, Frame, Frames, Link


def topics_add_up(frame: Frame, link: Link) -> Frames:
    if frame["type"] != "subscribe":
        return None
    link.memory["topics"] = [*link.memory.get("topics", ()), *frame["topics"]]
    return [frame | {"topics": link.memory["topics"]}]


def everybody_is_the_first(frame: Frame, link: Link) -> Frames:
    """Whoever signs in gets the eyes of the first who did."""
    if frame["type"] != "auth":
        return None
    first = link.shared.setdefault("token", frame["token"])
    link.memory["disguised"] = first != frame["token"]
    return [frame | {"token": first}]


def as_if_of_a_street(frame: Frame, link: Link) -> Frames:
    if frame["type"] != "welcome" or not link.memory.get("disguised"):
        return None
    return [frame | {"user": frame["user"] | {"scope": {"division": DIVISION, "departments": []}}}]


SEES_EVERYTHING = Fault(up=everybody_is_the_first, down=as_if_of_a_street)

FAULTS = {
    "T-1": put("subscribed", id="another"),
    "T-2": put("subscribed", refused={}),
    "T-3": edit("bookmark", lambda frame: frame.pop("sub")),
    "T-4": Fault(up=topics_add_up),
    "T-5": up_drop("unsubscribe"),
    "T-6": drop(
        "snapshot.begin", "snapshot.page", "snapshot.end", when=lambda frame: frame["topic"] == "counters"
    ),
    "T-7": items(lambda item: item.update(entity="wall")),
    "T-8": items(lambda item: item["data"].pop("name", None)),
    "T-9": SEES_EVERYTHING,
    "T-10": SEES_EVERYTHING,
    "T-11": drop("event", when=lambda frame: frame["op"] == "delete"),
}


async def test_every_fault_is_named(bench: Bench) -> None:
    assert await bench.unnamed(FAULTS) == {}
