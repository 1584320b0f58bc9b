from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert

from backend_client.protocol.errors import Refused
from backend_client.protocol.recording_args import Approver, EvidenceApprovers
from platform_backend.approver_query import approvers
from platform_backend.commands.context import Actor
from platform_backend.store import schema
from tests.platform_backend.commands.hall import CODES, A, Hall, hall, person
from tests.platform_backend.commands.test_evidence import CAMERA, camera

PEOPLE = {
    "b-leader": ("duty_leader", CODES[A], True),
    "a-leader": ("duty_leader", None, True),
    "me": ("duty_officer duty_leader", CODES[A], True),
    "clerk": ("dispatcher", CODES[A], True),
    "far": ("duty_leader", CODES["o-b"], True),
    "gone": ("duty_leader", CODES[A], False),
}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Hall]:
    with hall(tmp_path) as one:
        one.put({CAMERA: camera(A)})
        with one.store.writing() as connection:
            for id_, (roles, division, enabled) in PEOPLE.items():
                values = {"id": id_, "name": id_, "roles": roles, "division": division, "enabled": enabled}
                connection.execute(insert(schema.users).values(**values))
            for id_, user, expires, revoked in (
                ("1", "b-leader", one.now + 60, False),
                ("2", "a-leader", one.now - 1, False),
                ("3", "a-leader", one.now + 60, True),
            ):
                times = {"created_at": 0.0, "expires_at": expires}
                connection.execute(
                    insert(schema.sessions).values(id=id_, user=user, revoked=revoked, **times)
                )
        yield one


def found(place: Hall, actor: Actor) -> tuple[Approver, ...]:
    with place.store.reading() as connection:
        args = EvidenceApprovers(camera=CAMERA)
        return approvers(connection, args, actor, site=place.site, now=place.now).people


def test_those_who_may_and_who_see_the_place_are_named_the_present_first(place: Hall) -> None:
    assert found(place, person("me", "duty_officer")) == (
        Approver(id="b-leader", name="b-leader", signed_in=True),
        Approver(id="a-leader", name="a-leader", signed_in=False),
    )


def test_a_record_of_the_whole_district_is_decided_by_who_sees_it(place: Hall) -> None:
    assert [each.id for each in found(place, person("other", "duty_officer", org=None))] == ["a-leader"]


def test_a_camera_elsewhere_is_told_no_more_of(place: Hall) -> None:
    with pytest.raises(Refused):
        found(place, person("other", "duty_officer", org="o-b"))
