"""Arguments of commands: what is read and what is refused."""

from __future__ import annotations

import uuid

import msgspec
import pytest

from backend_client.protocol.commands import ARGS, new_command_id
from backend_client.protocol.incident_args import Verify


def test_command_ids_are_ordered_uuids_of_version_seven() -> None:
    ids = [new_command_id() for _ in range(100)]
    assert ids == sorted(set(ids))
    assert {uuid.UUID(each).version for each in ids} == {7}


def test_a_reserved_word_keeps_its_name() -> None:
    assert msgspec.json.decode(b'{"pass":true,"text":"ok"}', type=ARGS["incident.verify"]) == Verify(
        passed=True, text="ok"
    )


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("incident.create", b'{"type_code":"1","severity":5,"title":"t","source":"s"}'),
        ("incident.create", b'{"type_code":"1","severity":1,"title":"","source":"s"}'),
        ("incident.assign", b'{"assignees":[]}'),
        ("incident.finish", b'{"text":""}'),
        ("incident.finish", b'{"text":"done","on_call":""}'),
        ("incident.finish", b'{"text":"done","on_call":" \\t"}'),
        ("unit.set_status", b'{"status":"asleep"}'),
    ],
)
def test_what_makes_no_sense_is_refused(name: str, args: bytes) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(args, type=ARGS[name])


def test_an_id_tells_when_it_was_made_by_the_platforms_clock() -> None:
    made = uuid.UUID(new_command_id(1_900_000_000.25))
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert made.int >> 80 == 1_900_000_000_250
