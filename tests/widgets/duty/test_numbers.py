"""Whose number belongs to an incident."""

from __future__ import annotations

import pytest

from backend_client.protocol.duty import Contact, Phone, Shift
from backend_client.protocol.entities import AssigneeKind, Grid, Incident, TaskState
from backend_client.protocol.times import format_time
from tests.widgets.district import HERE, NOW, District, district, incident, task
from widgets.duty.numbers import Callee, Part, callees, first_phone, on_duty, turn_within

MOBILE = Phone(kind="mobile", number="10000000001")
OFFICE = Phone(kind="office", number="0000-00000002")
SIP = Phone(kind="sip", number="sip:1@duty.example")
#: Nothing but a telephone is ever given what a directory says.
PAGE = Phone(kind="sip", number="https://pages.example/77")


def turn(begin: float, end: float) -> tuple[Shift, ...]:
    return (Shift(since=format_time(NOW + begin), until=format_time(NOW + end)),)


def town() -> District:
    made = district(units=3)
    made.put(
        "grid",
        "g9",
        Grid(
            code="g9",
            name="格",
            org="kaixuan",
            street="kaixuan",
            polygon=(HERE,),
            owner="unit-3",
        ),
    )
    contacts = {
        "c-lead": Contact(name="甲", org="kaixuan", unit="unit-1", phones=(MOBILE,)),
        "c-support": Contact(name="乙", org="kaixuan", unit="unit-2", phones=(MOBILE,)),
        "c-owner": Contact(name="丙", org="kaixuan", unit="unit-3", phones=(MOBILE,)),
        "c-room": Contact(name="值班室", org="kaixuan", phones=(OFFICE, SIP)),
        "c-on": Contact(name="丁", org="kaixuan", phones=(MOBILE,), shifts=turn(-60, 60)),
        "c-off": Contact(name="戊", org="kaixuan", phones=(MOBILE,), shifts=turn(60, 120)),
        "c-else": Contact(name="己", org="caihe", phones=(OFFICE,)),
        "c-mute": Contact(name="庚", org="kaixuan", unit="unit-1"),
    }
    for id_, contact in contacts.items():
        made.put("contact", id_, contact)
    return made


def found(**fields: object) -> list[tuple[str, Part]]:
    made = town()
    about = incident(1, grid_code="g9", **fields)  # type: ignore[arg-type]
    return [
        (each.contact, each.part)
        for each in callees(
            about,
            contacts=made.picture.of(Contact),
            grids=made.picture.of(Grid).values(),
            now=NOW,
        )
    ]


def test_those_at_work_come_first_then_who_answers_for_the_place() -> None:
    tasks = (task(1), task(2, lead=False))
    assert found(tasks=tasks) == [
        ("c-lead", Part.LEAD),
        ("c-support", Part.SUPPORTER),
        ("c-owner", Part.GRID_OWNER),
        ("c-on", Part.ON_DUTY),
        ("c-room", Part.DUTY_ROOM),
    ]


def test_whose_task_is_over_is_not_called() -> None:
    assert ("c-lead", Part.LEAD) not in found(tasks=(task(1, state=TaskState.RETURNED),))


def test_an_org_with_a_task_is_called_by_its_room_and_who_is_on_duty_there() -> None:
    given = task(1, kind=AssigneeKind.ORG, assignee="caihe")
    assert found(tasks=(given,))[0] == ("c-else", Part.LEAD)


@pytest.mark.parametrize(
    ("phone", "address"),
    [
        (MOBILE, "tel:10000000001"),
        (OFFICE, "tel:0000-00000002"),
        (SIP, "sip:1@duty.example"),
        (PAGE, "tel:77"),
    ],
)
def test_addresses_are_what_telephone_programs_take(phone: Phone, address: str) -> None:
    assert Callee("c", "甲", Part.LEAD, phone).address == address


def test_the_mobile_number_is_tried_first_and_a_turn_has_two_ends() -> None:
    contact = Contact(name="甲", org="o", phones=(SIP, OFFICE, MOBILE), shifts=turn(0, 60))
    assert first_phone(contact) == MOBILE
    assert on_duty(contact, NOW) is not None
    assert on_duty(contact, NOW + 60) is None
    assert first_phone(Contact(name="乙", org="o")) is None


def test_an_incident_without_anybody_has_no_numbers() -> None:
    made = district()
    about = made.picture.of(Incident)
    assert not about
    assert callees(incident(1), contacts={}, grids=(), now=NOW) == ()


def test_the_turn_that_runs_or_comes_first() -> None:
    later, running, far = turn(600, 900), turn(-60, 60), turn(5000, 6000)
    contact = Contact(name="甲", org="o", shifts=(*far, *later, *running))
    assert turn_within(contact, NOW, 1000) == running[0]
    assert turn_within(contact, NOW + 60, 1000) == later[0]
    assert turn_within(contact, NOW + 900, 1000) is None
    assert turn_within(contact, NOW + 900, 5000) == far[0]
    assert turn_within(Contact(name="乙", org="o"), NOW, 1000) is None
