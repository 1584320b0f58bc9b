"""Small faults from which broken platforms are made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.backend_client.conformance.meddler import Answer, Asked, Fault, Frame, Frames, Link

Change = Callable[[Frame], object]
When = Callable[[Frame], bool]


def always(_frame: Frame) -> bool:
    return True


def edit(type_: str, change: Change, *, when: When = always) -> Fault:
    """Frames of a type from the platform are changed in place."""

    def down(frame: Frame, _link: Link) -> Frames:
        if frame["type"] != type_ or not when(frame):
            return None
        change(frame)
        return [frame]

    return Fault(down=down)


def put(type_: str, *, when: When = always, **fields: Any) -> Fault:
    """Frames of a type from the platform say something else."""
    return edit(type_, lambda frame: frame.update(fields), when=when)


def drop(*types: str, when: When = always) -> Fault:
    """Frames of these types never arrive."""
    return Fault(down=lambda frame, _link: [] if frame["type"] in types and when(frame) else None)


def items(change: Change) -> Fault:
    """Every item of every page is changed in place."""

    def all_of_them(frame: Frame) -> None:
        for item in frame["items"]:
            change(item)

    return edit("snapshot.page", all_of_them)


def up_edit(type_: str, change: Change, *, when: When = always) -> Fault:
    """Frames of a type from the console are changed in place."""

    def up(frame: Frame, _link: Link) -> Frames:
        if frame["type"] != type_ or not when(frame):
            return None
        change(frame)
        return [frame]

    return Fault(up=up)


def up_drop(type_: str, *, when: When = always) -> Fault:
    """Frames of a type from the console get lost."""
    return Fault(up=lambda frame, _link: [] if frame["type"] == type_ and when(frame) else None)


def up_closes(when: When, code: int = 4400) -> Fault:
    """Frames from the console close the connection."""

    def up(frame: Frame, link: Link) -> Frames:
        if not when(frame):
            return None
        link.close(code)
        return []

    return Fault(up=up)


def refusals(code: str, *, instead: str | None) -> Fault:
    """Results and replies refused with `code` are refused with another, or (None) called a success."""

    def down(frame: Frame, _link: Link) -> Frames:
        error = frame.get("error") or {}
        if error.get("code") != code:
            return None
        if instead is None:
            return [{key: value for key, value in frame.items() if key != "error"} | {"ok": True, "data": {}}]
        return [frame | {"error": error | {"code": instead}}]

    return Fault(down=down)


def of_event(change: Change, *, topic: str = "incidents", when: When = always) -> Fault:
    """Events of a topic are changed in place."""
    return edit("event", change, when=lambda frame: frame["topic"] == topic and when(frame))


def of_data(change: Change, *, topic: str = "incidents", when: When = always) -> Fault:
    """The data of events of a topic is changed in place; `when` looks at the data."""
    return edit(
        "event",
        lambda frame: change(frame["data"]),
        when=lambda frame: frame["topic"] == topic and frame["data"] is not None and when(frame["data"]),
    )


def close_as(code: int, instead: tuple[int, str] | None) -> Fault:
    """A close with `code` becomes another one, or (None) does not come."""
    return Fault(close=lambda seen, reason: instead if seen == code else (seen, reason))


def answers(path: str, change: Callable[[Answer], object], *, status: int | None = None) -> Fault:
    """HTTP answers of an address (with a status) are changed in place."""

    def answered(asked: Asked, answer: Answer, _memory: dict[str, Any]) -> None:
        if asked.path.startswith(path) and status in (None, answer.status):
            change(answer)

    return Fault(answered=answered)


def status(path: str, seen: int, instead: int) -> Fault:
    """An HTTP address answers another status."""
    return answers(path, lambda answer: setattr(answer, "status", instead), status=seen)
