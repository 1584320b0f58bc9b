from __future__ import annotations

from typing import Any

import msgspec
import pytest

from backend_client.protocol.messages import Command
from platform_backend.audit.detail import command_detail, result_detail


@pytest.mark.parametrize(
    ("name", "args", "said"),
    [
        ("incident.accept", {}, ""),
        ("incident.transfer", {"org": "o 7", "reason": "王某住在那里"}, "org=o_7 reason"),
        ("incident.verify", {"pass": True, "text": "好"}, "pass=True text"),
        ("incident.note", {"text": "secret", "password": "secret"}, "text"),
        (
            "incident.assign",
            {"assignees": [{"kind": "unit", "id": "u1"}, {"kind": "department", "id": "d2"}], "note": "x"},
            "assignees=unit:u1,department:d2 note",
        ),
        ("incident.assign", {"assignees": ["odd", 7]}, "assignees=?,?"),
        ("incident.assign", {"assignees": [{"id": "u"}] * 21}, f"assignees={','.join(['None:u'] * 20)},..."),
        ("wall.show", {"tiles": [{}, {}], "incident": "i1"}, "incident=i1 tiles(2)"),
        ("wall.tour", {"tour": "t1", "act": "stop", "tiles": [3]}, "act=stop tiles(1) tour=t1"),
        ("wall.lock", {"locked": True}, "locked=True"),
        ("scene.save", {"name": "王某家", "layout": {"version": 1}}, "layout name"),
        (
            "incident.create",
            {"title": "王某", "severity": 2, "type_code": "0101"},
            "severity=2 title type_code=0101",
        ),
        ("incident.transfer", {"org": "x" * 500}, f"org={'x' * 60}"),
        ("incident.transfer", {"org": ["deep"] * 21}, "org(21)"),
        ("no.such", {"org": "o7"}, ""),
    ],
)
def test_words_of_people_are_never_repeated(name: str, args: dict[str, Any], said: str) -> None:
    command = Command(cmd_id="", name=name, args=msgspec.Raw(msgspec.json.encode(args)))
    assert command_detail(command) == said


@pytest.mark.parametrize("args", [b"[]", b"{", b'"text"', b'{"text": "\xff"}'])
def test_arguments_that_are_none_have_no_detail(args: bytes) -> None:
    command = Command(cmd_id="", name="incident.note", args=msgspec.Raw(args))
    assert command_detail(command) in ("", "text")


def test_how_long_somebody_was_in_a_conference_is_kept_and_nothing_else_of_an_answer() -> None:
    assert result_detail({"lasted": "0:12:05", "path": "/conference/secret"}) == "lasted=0:12:05"
    assert result_detail({"path": "/conference/secret"}) == ""
    assert result_detail(None) == ""
