"""Arguments on conferences that are taken, and those that are not."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from backend_client.protocol.commands import ARGS


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("open", {"title": " "}),
        ("open", {"title": "x", "provider": "zoom"}),
        ("open", {"title": "x", "people": [{"user": ""}]}),
        ("join", {}),
        ("join", {"session": "X-Z"}),
        ("join", {"session": "0" * 65}),
        ("invite", {"people": []}),
        ("decline", {"reason": " "}),
        ("hand_on", {}),
        ("guest", {"name": "x" * 61}),
        ("say", {"text": "x" * 501}),
        ("mute", {"user": "u"}),
        ("lock", {}),
    ],
)
def test_what_says_too_little_or_too_much_is_refused(name: str, args: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(args, ARGS[f"conference.{name}"])


def test_a_person_may_be_asked_with_a_line_behind_him() -> None:
    args = msgspec.convert(
        {"title": "会商", "people": [{"user": "u", "role": "leader", "line": ["v"]}]}, ARGS["conference.open"]
    )
    assert msgspec.json.decode(msgspec.json.encode(args)) == {
        "title": "会商",
        "people": [{"user": "u", "role": "leader", "line": ["v"]}],
    }
