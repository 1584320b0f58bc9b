"""Whom a conference should ask: by role, the next in line, and who can only be called."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backend_client.protocol.conference_args import ConferenceProposals, Proposal
from backend_client.protocol.duty import Contact, Shift
from backend_client.protocol.entities import AssigneeKind, TaskState
from backend_client.protocol.errors import Refused
from backend_client.protocol.times import format_time
from platform_backend.commands.context import Actor
from platform_backend.conference.query import proposals
from tests.platform_backend.commands.conference_room import (
    CHIEF,
    LEADER,
    LI,
    OFFICER,
    OTHER,
    SEAT,
    STREET,
    STREET_2,
    ConferenceRoom,
)
from tests.platform_backend.commands.hall import BUREAU, OFFICE, A, hall, task


@pytest.fixture
def conferring(tmp_path: Path) -> Iterator[ConferenceRoom]:
    with hall(tmp_path) as one:
        yield ConferenceRoom(one)


def asked(room: ConferenceRoom, actor: Actor = LI, **about: str) -> list[Proposal]:
    at = room.hall
    with at.store.reading() as connection:
        args = ConferenceProposals(**about)
        found = proposals(connection, args, actor, site=at.site, now=at.now, real_now=at.now)
    return list(found.proposals)


def told(found: list[Proposal]) -> list[tuple[str, str, list[str]]]:
    return [(each.role.value, each.id, [who.user for who in each.line]) for each in found]


def test_the_owner_then_who_has_a_task_then_the_leader(conferring: ConferenceRoom) -> None:
    room = conferring.hall
    shift = Shift(since=format_time(room.now - 60.0), until=format_time(room.now + 60.0))
    past = Shift(since=format_time(room.now - 120.0), until=format_time(room.now - 60.0))
    room.put(
        {
            "k-room": Contact(name="值班室", org=A),
            "k-now": Contact(name="甲", org=A, shifts=(shift,)),
            "k-past": Contact(name="乙", org=A, shifts=(past,)),
            "k-leads": Contact(name="丙", org=A, post="带班领导"),
            "k-u1": Contact(name="丁", org=A, unit="u1"),
        }
    )
    tasks = (
        task("t1", TaskState.SIGNED, room.now),
        task("t2", TaskState.OFFERED, room.now, kind=AssigneeKind.UNIT, who="u1"),
        task("t3", TaskState.RETURNED, room.now, who=OFFICE),
        task("t4", TaskState.OFFERED, room.now, kind=AssigneeKind.UNIT, who="u2"),
    )
    id_ = room.incident(tasks=tasks)
    conferring.sign_in(STREET, LEADER, OFFICER, LI)
    found = asked(conferring, incident=id_)
    assert told(found) == [
        # Signed in before a seat whose holder is not; who asks is in no line.
        ("owner_room", A, ["street", "street-2"]),
        ("department", BUREAU, ["officer"]),
        ("unit", "u1", []),
        ("leader", A, ["leader"]),
    ]
    owner, _, unit, leads = found
    assert [(each.seat, each.signed_in) for each in owner.line] == [("", True), (SEAT, False)]
    assert (owner.contacts, unit.contacts, leads.contacts) == (
        ("k-leads", "k-now", "k-room"),
        ("k-u1",),
        ("k-leads",),
    )
    assert (owner.name, unit.name) == ("110101001街道", "u1队")


def test_who_sits_and_is_signed_in_is_rung_first(conferring: ConferenceRoom) -> None:
    id_ = conferring.hall.incident()
    conferring.sign_in(STREET, STREET_2, CHIEF)
    assert told(asked(conferring, incident=id_)) == [
        ("owner_room", A, ["street-2", "street"]),
        ("leader", A, ["chief"]),
    ]


def test_an_alarms_room(conferring: ConferenceRoom) -> None:
    assert told(asked(conferring, alarm="a1")) == [("owner_room", A, ["street-2"])]


def test_nothing_is_told_of_what_one_does_not_see(conferring: ConferenceRoom) -> None:
    for about in ({"incident": "i1"}, {"alarm": "a1"}, {"incident": "none"}):
        with pytest.raises(Refused, match="within your scope"):
            asked(conferring, OTHER, **about)
    with pytest.raises(Refused, match="an incident or an alarm"):
        asked(conferring, LI, incident="i1", alarm="a1")


def test_everybody_who_can_be_asked_is_told_of_with_his_seat(conferring: ConferenceRoom) -> None:
    conferring.sign_in(LEADER, LI)
    at = conferring.hall
    with at.store.reading() as connection:
        found = proposals(connection, ConferenceProposals(), LI, site=at.site, now=at.now, real_now=at.now)
    assert found.proposals == ()
    others = {each.user: each for each in found.others}
    assert next(iter(others)) == "leader"
    assert others["leader"].signed_in
    assert "li" not in others
    assert (others["street-2"].seat, others["street-2"].signed_in) == (SEAT, False)
