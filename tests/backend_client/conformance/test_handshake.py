from __future__ import annotations

from uuid import uuid4

from tests.backend_client.conformance.conftest import Bench
from tests.backend_client.conformance.faults import (
    close_as,
    drop,
    edit,
    put,
    refusals,
    up_edit,
)
from tests.backend_client.conformance.meddler import Fault, Frame, Frames, Link


def one_welcome_only(frame: Frame, link: Link) -> Frames:
    if frame["type"] != "welcome":
        return None
    link.memory["welcomes"] = link.memory.get("welcomes", 0) + 1
    return [] if link.memory["welcomes"] > 1 else None


def another_user_is_thrown_out(frame: Frame, link: Link) -> Frames:
    if frame["type"] != "auth" or link.memory.setdefault("token", frame["token"]) == frame["token"]:
        return None
    link.close(4401)
    return []


FAULTS = {
    "H-1": edit("hello", lambda hello: hello.pop("limits")),
    "H-2": put("hello", heartbeat_s=60.0),
    "H-3": close_as(4408, None),
    "H-4": close_as(4401, (4400, '{"reconnect":true,"why":"x"}')),
    "H-5": Fault(up=lambda frame, _link: None if frame["type"] == "auth" else []),
    "H-6": edit("welcome", lambda frame: frame["user"].pop("scope")),
    "H-7": edit("welcome", lambda frame: frame["topics"].pop()),
    "H-8": edit("welcome", lambda frame: frame.update(epoch=str(uuid4()))),
    "H-9": Fault(down=one_welcome_only),
    "H-10": Fault(up=another_user_is_thrown_out),
    "H-11": drop("resync"),
    "H-12": refusals("forbidden", instead=None),
    "H-13": close_as(4409, None),
    "H-14": up_edit("auth", lambda frame: frame["client"].update(instance="the same")),
}


async def test_every_fault_is_named(bench: Bench) -> None:
    assert await bench.unnamed(FAULTS) == {}
