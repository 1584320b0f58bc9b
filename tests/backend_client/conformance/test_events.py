from __future__ import annotations

from tests.backend_client.conformance.conftest import Bench
from tests.backend_client.conformance.faults import drop, edit, of_data, of_event
from tests.backend_client.conformance.meddler import Fault, Frame, Frames, Link


def numbers_of_its_own(frame: Frame, link: Link) -> Frames:
    """Every connection counts from another number on, without a contradiction in itself."""
    moved = {name: frame[name] + 1000 * link.number for name in ("seq", "prev", "as_of") if name in frame}
    return [frame | moved] if moved and frame["type"] != "result" else None


def deaf_in_one_ear(frame: Frame, link: Link) -> Frames:
    return [] if frame["type"] == "event" and link.number % 3 == 0 else None


def twice(frame: Frame, _link: Link) -> Frames:
    return [frame, frame] if frame["type"] == "event" else None


def states_gush(frame: Frame, _link: Link) -> Frames:
    return [frame] * 10 if frame["type"] == "event" and frame["topic"] == "units" else None


FAULTS = {
    "E-1": of_event(lambda event: event.update(prev=event["prev"] + 1)),
    "E-2": Fault(down=numbers_of_its_own),
    "E-3": of_event(lambda event: event.update(ver=1)),
    "E-4": of_data(lambda data: data.pop("description")),
    "E-5": Fault(down=deaf_in_one_ear),
    "E-6": Fault(down=twice),
    "E-7": drop("bookmark"),
    "E-8": edit("bookmark", lambda frame: frame.update(seq=frame["seq"] + 3)),
    "E-9": Fault(down=states_gush),
    "E-10": of_data(lambda data: data.update(status="on_scene"), topic="units"),
    "E-11": of_event(lambda event: event.update(prev=event["prev"] + 1), topic="units"),
}


async def test_every_fault_is_named(bench: Bench) -> None:
    assert await bench.unnamed(FAULTS) == {}
