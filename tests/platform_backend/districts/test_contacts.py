"""Whom to call in a made-up district."""

from __future__ import annotations

from random import Random

from backend_client.protocol.duty import Contact
from backend_client.protocol.times import parse_time
from platform_backend.districts.contacts import build_contacts
from platform_backend.districts.generate import District
from tests.platform_backend.districts.conftest import NOW


def contacts_of(district: District) -> dict[str, Contact]:
    return build_contacts(
        district.orgs, district.departments, district.units, now=NOW, rng=Random("contacts")
    )


def test_every_room_department_and_unit_can_be_called_and_nobody_real(gulou: District) -> None:
    contacts = contacts_of(gulou)
    streets = [id_ for id_, org in gulou.orgs.items() if org.kind in ("district", "street")]
    for id_ in (*streets, *gulou.departments, *gulou.units):
        assert contacts[f"contact-{id_}"].phones
    numbers = [phone for contact in contacts.values() for phone in contact.phones]
    assert len({phone.number for phone in numbers}) == len(numbers)
    for phone in numbers:
        if phone.kind == "sip":
            assert phone.number.endswith(".example")
        else:
            assert phone.number.startswith(("100", "0000-"))


def test_somebody_is_on_duty_at_every_hour(gulou: District) -> None:
    contacts = contacts_of(gulou)
    street = next(id_ for id_, org in gulou.orgs.items() if org.kind == "street")
    turns = [
        (parse_time(shift.since), parse_time(shift.until))
        for contact in contacts.values()
        if contact.org == street
        for shift in contact.shifts
    ]
    for hour in range(24 * 27):
        moment = NOW + hour * 3600.0
        assert sum(since <= moment < until for since, until in turns) == 1
