from __future__ import annotations

from typing import Any

from uuid6 import uuid7

from tests.backend_client.conformance.conftest import Bench
from tests.backend_client.conformance.faults import drop, edit, refusals, up_edit
from tests.backend_client.conformance.meddler import Fault, Frame, Frames, Link


def results_twice(frame: Frame, _link: Link) -> Frames:
    return [frame, frame] if frame["type"] == "result" else None


def another_result_the_second_time(frame: Frame, link: Link) -> Frames:
    if frame["type"] != "result":
        return None
    known = link.memory.setdefault("results", set())
    if frame["cmd_id"] in known:
        return [frame | {"ver": 99}]
    known.add(frame["cmd_id"])
    return None


def repeats_are_new(frame: Frame, link: Link) -> Frames:
    """A command that comes again is given a new id, so that the platform carries it out again."""
    if frame["type"] != "command":
        return None
    known = link.shared.setdefault("commands", set())
    if frame["cmd_id"] not in known:
        known.add(frame["cmd_id"])
        return None
    fresh = str(uuid7())
    link.shared.setdefault("renamed", {})[fresh] = frame["cmd_id"]
    return [frame | {"cmd_id": fresh}]


def under_their_old_names(frame: Frame, link: Link) -> Frames:
    renamed: dict[str, Any] = link.shared.get("renamed", {})
    if frame["type"] != "result" or frame["cmd_id"] not in renamed:
        return None
    return [frame | {"cmd_id": renamed[frame["cmd_id"]]}]


def never_heard_of(frame: Frame, link: Link) -> Frames:
    if frame["type"] != "command.status":
        return None
    link.say("command.unknown", cmd_id=frame["cmd_id"])
    return []


def known_to_everybody(frame: Frame, _link: Link) -> Frames:
    if frame["type"] != "command.unknown":
        return None
    return [{"type": "result", "cmd_id": frame["cmd_id"], "ok": True, "topic": "incidents", "ver": 2}]


def told_apart(frame: Frame, link: Link) -> Frames:
    """The first refusal says more than the second."""
    error = frame.get("error") or {}
    if error.get("code") != "forbidden" or link.memory.get("told"):
        return None
    link.memory["told"] = True
    return [frame | {"error": error | {"message": "it belongs to somebody else"}}]


def every_tenth_result_is_lost(frame: Frame, link: Link) -> Frames:
    if frame["type"] != "result":
        return None
    link.memory["results"] = link.memory.get("results", 0) + 1
    return [] if link.memory["results"] % 10 == 0 else None


FAULTS = {
    "C-1": Fault(down=results_twice),
    "C-2": edit("result", lambda frame: frame.update(seq=frame["seq"] + 1), when=lambda frame: frame["ok"]),
    "C-3": edit("result", lambda frame: frame.update(data={"id": "another"}), when=lambda frame: frame["ok"]),
    "C-4": Fault(down=another_result_the_second_time),
    "C-5": Fault(up=repeats_are_new, down=under_their_old_names),
    "C-6": refusals("bad_request", instead=None),
    "C-7": refusals("bad_request", instead="not_found"),
    "C-8": refusals("expired", instead="bad_request"),
    "C-9": up_edit("command", lambda frame: frame.pop("expect_ver", None)),
    "C-10": edit(
        "result",
        lambda frame: frame["error"].pop("by"),
        when=lambda frame: (frame.get("error") or {}).get("code") == "version_conflict",
    ),
    "C-11": up_edit(
        "command",
        lambda frame: frame.update(expect_ver=frame["expect_ver"] + 1),
        when=lambda frame: bool(frame.get("expect_ver")),
    ),
    "C-12": up_edit("command", lambda frame: frame.pop("not_after", None)),
    "C-13": Fault(up=never_heard_of),
    "C-14": drop("command.unknown"),
    "C-15": Fault(up=never_heard_of),
    "C-16": Fault(down=known_to_everybody),
    "C-17": refusals("bad_request", instead="not_found"),
    "C-18": refusals("bad_request", instead="unavailable"),
    "C-19": refusals("not_found", instead="bad_request"),
    "C-20": Fault(down=told_apart),
    "C-21": refusals("illegal_transition", instead="bad_request"),
    "C-22": refusals("forbidden", instead=None),
    "C-23": edit(
        "result", lambda frame: frame["error"].update(retryable=True), when=lambda frame: not frame["ok"]
    ),
    "C-24": Fault(down=every_tenth_result_is_lost),
    "C-25": refusals("not_found", instead="rate_limited"),
}


async def test_every_fault_is_named(bench: Bench) -> None:
    assert await bench.unnamed(FAULTS) == {}
