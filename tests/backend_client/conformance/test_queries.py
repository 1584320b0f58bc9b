from __future__ import annotations

from tests.backend_client.conformance.conftest import Bench
from tests.backend_client.conformance.faults import Change, edit, put, refusals, up_edit
from tests.backend_client.conformance.meddler import Fault
from tests.backend_client.conformance.test_topics import SEES_EVERYTHING


def in_replies(change: Change, *, key: str = "items") -> Fault:
    """The data of replies that have `key` is changed in place."""
    return edit(
        "reply",
        lambda frame: change(frame["data"]),
        when=lambda frame: isinstance(frame.get("data"), dict) and key in frame["data"],
    )


FAULTS = {
    "Q-1": put("reply", id="another"),
    "Q-2": refusals("bad_request", instead="not_found"),
    "Q-3": up_edit("query", lambda frame: frame.update(args={})),
    "Q-4": in_replies(lambda data: data.update(total=len(data["items"]))),
    "Q-5": up_edit("query", lambda frame: frame["args"].pop("offset", None)),
    "Q-6": in_replies(lambda data: data["items"].reverse()),
    "Q-7": up_edit("query", lambda frame: frame["args"].update(text=frame["args"]["text"].split()[0])),
    "Q-8": up_edit("query", lambda frame: frame["args"].pop("states", None)),
    "Q-9": in_replies(lambda data: [item.update(ver=item["ver"] + 1) for item in data["items"]]),
    "Q-10": up_edit(
        "query",
        lambda frame: frame["args"].update(text="no such camera"),
        when=lambda frame: "text" in frame["args"],
    ),
    "Q-11": SEES_EVERYTHING,
    "Q-12": in_replies(lambda data: data.update(steps=data["steps"][:1]), key="steps"),
    "Q-13": refusals("forbidden", instead=None),
    "Q-14": in_replies(lambda data: [entry.update(who="nobody") for entry in data["entries"]], key="entries"),
    "Q-15": in_replies(lambda data: data.update(phone="138****5678"), key="phone"),
    "Q-16": in_replies(lambda data: data.update(by_type={"0101": 99}), key="by_type"),
}


async def test_every_fault_is_named(bench: Bench) -> None:
    assert await bench.unnamed(FAULTS) == {}
