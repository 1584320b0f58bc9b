from __future__ import annotations

from tests.backend_client.conformance.conftest import Bench
from tests.backend_client.conformance.faults import drop, edit, items, put
from tests.backend_client.conformance.meddler import Fault, Frame, Frames, Link


def bookmark_within(frame: Frame, _link: Link) -> Frames:
    if frame["type"] != "snapshot.begin":
        return None
    bookmark = {"type": "bookmark", "sub": frame["sub"], "topic": frame["topic"], "seq": frame["as_of"]}
    return [frame, bookmark]


def without_new_ones(frame: Frame) -> None:
    titled = [item["data"].get("title", "") for item in frame["items"]]
    frame["items"] = [
        item
        for item, title in zip(frame["items"], titled, strict=True)
        if not title.startswith("conformance")
    ]


def without_rejected(frame: Frame) -> None:
    frame["items"] = [item for item in frame["items"] if item["data"].get("state") != "rejected"]


FAULTS = {
    "S-1": drop("snapshot.begin"),
    "S-2": Fault(down=bookmark_within),
    "S-3": edit("hello", lambda hello: hello["limits"].update(page=1)),
    "S-4": edit("snapshot.end", lambda frame: frame.update(count=frame["count"] + 1)),
    "S-5": edit("snapshot.end", lambda frame: frame.update(digest=frame["digest"].upper())),
    "S-6": items(lambda item: item.update(ver=0)),
    "S-7": edit("snapshot.page", lambda frame: frame["items"].append(frame["items"][0])),
    "S-8": put("snapshot.begin", epoch="another"),
    "S-9": edit("snapshot.page", without_new_ones),
    "S-10": edit("snapshot.page", without_rejected),
    "S-11": items(lambda item: item["data"].update(closed_at="2020-01-31T08:00:00.000Z")),
}


async def test_every_fault_is_named(bench: Bench) -> None:
    assert await bench.unnamed(FAULTS) == {}
