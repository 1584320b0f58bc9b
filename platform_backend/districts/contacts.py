"""Whom to call: made-up people with made-up numbers, and who is on duty when.

Every mobile number begins with 100, which is given to nobody, every office number has the exchange 0000, and
SIP addresses end in ``.example`` (RFC 2606): a key pressed by mistake calls no real person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from random import Random
from typing import Final

from backend_client.protocol.duty import Contact, Phone, Shift
from backend_client.protocol.entities import Department, Org, Unit
from backend_client.protocol.times import format_time
from platform_backend.districts.naming import MODEL
from platform_backend.local_time import midnight

#: The roster is made for so many days from the district's first one on.
_DAYS: Final = 28
#: Turns of a day: when they begin, local time, and how long they are, in hours.
_TURNS: Final = ((8, 8), (16, 8), (0, 8))
_SURNAMES: Final = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"


def build_contacts(
    orgs: Mapping[str, Org],
    departments: Mapping[str, Department],
    units: Mapping[str, Unit],
    *,
    now: float,
    rng: Random,
) -> dict[str, Contact]:
    """A duty room with four people in turn for each district and street, a duty desk for each department,
    and every unit's own number. Ids say whose they are.
    """
    number = _Numbers()
    found: dict[str, Contact] = {}
    for org_id, org in orgs.items():
        if org.kind not in ("district", "street"):
            continue
        found[f"contact-{org_id}"] = _room(f"{org.name}值班室", org_id, number)
        for place in range(4):
            leads = place == 0
            found[f"contact-{org_id}-{place + 1}"] = Contact(
                name=_name(rng),
                org=org_id,
                post="带班领导" if leads else "值班员",
                phones=(number.mobile(), number.office()),
                shifts=() if leads else tuple(_turns(place - 1, now=now)),
            )
    for department_id, department in departments.items():
        found[f"contact-{department_id}"] = _room(f"{department.name}值班", department_id, number)
    for unit_id, unit in units.items():
        found[f"contact-{unit_id}"] = Contact(
            name=unit.name, org=unit.org, post=unit.kind, phones=(number.mobile(),), unit=unit_id
        )
    return found


class _Numbers:
    def __init__(self) -> None:
        self._last = 0

    def _next(self) -> int:
        self._last += 1
        return self._last

    def mobile(self) -> Phone:
        return Phone(kind="mobile", number=f"100{self._next():08d}")

    def office(self) -> Phone:
        return Phone(kind="office", number=f"0000-{self._next():08d}")

    def sip(self) -> Phone:
        return Phone(kind="sip", number=f"sip:{self._next():06d}@duty.example")


def _room(name: str, org: str, number: _Numbers) -> Contact:
    return Contact(name=name, org=org, post="值班电话", phones=(number.office(), number.sip()))


def _name(rng: Random) -> str:
    return f"{MODEL}{rng.choice(_SURNAMES)}{rng.choice(_SURNAMES)}"


def _turns(first: int, *, now: float) -> Iterator[Shift]:
    """The turns of one of three people who change places every day."""
    for day in range(_DAYS):
        hour, hours = _TURNS[(first + day) % len(_TURNS)]
        since = midnight(now) + timedelta(days=day, hours=hour)
        until = since + timedelta(hours=hours)
        yield Shift(since=format_time(since.timestamp()), until=format_time(until.timestamp()), duty="值班")
