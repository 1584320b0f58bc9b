"""The incidents of the past: settled long before the platform first starts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from backend_client.protocol.entities import (
    AssigneeKind,
    Incident,
    IncidentState,
    Step,
    Task,
    TaskState,
    Unit,
)
from backend_client.protocol.times import format_time
from platform_backend.districts.matters import Matter, Matters
from platform_backend.districts.naming import MODEL
from platform_backend.districts.places import Place
from platform_backend.districts.rhythm import past_moments
from platform_backend.districts.spec import DistrictSpec
from platform_backend.districts.types import dictionary_version
from platform_backend.local_time import local

DESK = f"{MODEL}值班员"
DONE_TEXTS = (
    "已到场处置，恢复正常。",
    "已联系责任单位处理完毕。",
    "现场劝导整改完成。",
    "已修复，现场清理完毕。",
)
#: Seconds from each act to the next, about half of all cases within (a lognormal's median and spread).
_ACCEPT = (240.0, 0.7)
_ASSIGN = (300.0, 0.8)
_SIGN = (120.0, 0.7)
_FINISH = (4200.0, 1.0)
_VERIFY = (2400.0, 0.8)
#: One report in forty is declined.
_DECLINED = 0.025
#: The past ends before the work of these hours, which is still open.
RECENT_S = 3 * 3600.0


class Serials:
    """Counts serial numbers for each org and year: 330104005-2026-000123."""

    def __init__(self) -> None:
        self._last: dict[str, int] = defaultdict(int)

    def next(self, org_code: str, moment: float) -> str:
        """The next serial number of an org at `moment`."""
        series = f"{org_code}-{local(moment).year}"
        return f"{series}-{self.count(series):06d}"

    def count(self, series: str) -> int:
        """The next number of any other series."""
        self._last[series] += 1
        return self._last[series]

    def last(self) -> dict[str, int]:
        """Series -> the last number given out."""
        return dict(self._last)


@dataclass(frozen=True, slots=True)
class Past:
    """The closed incidents of the past, oldest first, made while they are walked over.

    Every walk gives the same ones; `len` costs nothing.
    """

    spec: DistrictSpec
    matters: Matters
    units: Mapping[str, Unit]
    seed: int
    now: float

    def __len__(self) -> int:
        return self.spec.past_incidents

    def __iter__(self) -> Iterator[tuple[str, Incident]]:
        rng = Random(f"{self.seed}:past")
        # Each street sends its own people.
        handlers: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for id_, unit in self.units.items():
            handlers[unit.org].append((id_, unit.name))
        for number, (serial, reported, place) in enumerate(self._reports(Serials()), start=1):
            id_ = f"inc-{number:06d}"
            matter = self.matters.draw(place, rng=rng)
            yield id_, _settled(id_, serial, matter, reported, self.now, handlers, rng)

    def count(self, serials: Serials) -> None:
        """Advance `serials` past the numbers that these incidents bear, without making them."""
        for _ in self._reports(serials):
            pass

    def _reports(self, serials: Serials) -> Iterator[tuple[str, float, Place]]:
        """Number, moment and place of each report, oldest first."""
        rng = Random(f"{self.seed}:past reports")
        until = self.now - RECENT_S
        for moment in past_moments(self.spec.past_incidents, until=until, days=self.spec.past_days, rng=rng):
            place = self.matters.place(rng=rng)
            yield serials.next(place.grid[:9], moment), moment, place


def _settled(
    id_: str,
    serial: str,
    matter: Matter,
    reported: float,
    now: float,
    handlers: Mapping[str, Sequence[tuple[str, str]]],
    rng: Random,
) -> Incident:
    """An incident that went all its way, or (one in forty) was declined."""
    accepted = _after(reported, _ACCEPT, now, rng)
    first = Step(at=format_time(reported), by=matter.source, action="incident.create")
    at = format_time(accepted)
    if rng.random() < _DECLINED:
        decline = Step(at=at, by=DESK, action="incident.reject", text="不属于受理范围。")
        return report(
            serial, matter, reported, state=IncidentState.REJECTED, closed_at=at, steps=(first, decline)
        )
    assigned = _after(accepted, _ASSIGN, now, rng)
    signed = _after(assigned, _SIGN, now, rng)
    done = _after(signed, _FINISH, now, rng)
    org = matter.place.street
    near = handlers[org]
    unit, name = near[int(rng.random() * len(near))]
    signed_at, done_at = format_time(signed), format_time(done)
    closed_at = format_time(_after(done, _VERIFY, now, rng))
    result = rng.choice(DONE_TEXTS)
    task = Task(
        id=f"{id_}-t1",
        kind=AssigneeKind.UNIT,
        assignee=unit,
        name=name,
        lead=True,
        state=TaskState.DONE,
        offered_at=format_time(assigned),
        org=org,
        signed_at=signed_at,
        signed_by=name,
        done_at=done_at,
        ended_at=done_at,
        result=result,
    )
    return report(
        serial,
        matter,
        reported,
        state=IncidentState.CLOSED,
        accepted_at=at,
        accepted_by=DESK,
        accepted_org=org,
        finished_at=done_at,
        closed_at=closed_at,
        tasks=(task,),
        steps=(
            first,
            Step(at=at, by=DESK, action="incident.accept"),
            Step(at=task.offered_at, by=DESK, action="incident.assign", text=name),
            Step(at=signed_at, by=name, action="task.sign", text=name),
            Step(at=done_at, by=name, action="incident.finish", text=result),
            Step(at=closed_at, by=DESK, action="incident.verify", text="核查通过。"),
        ),
    )


def _after(moment: float, delay: tuple[float, float], now: float, rng: Random) -> float:
    return min(now, moment + delay[0] * rng.lognormvariate(0.0, delay[1]))


def report(serial: str, matter: Matter, reported: float, **more: Any) -> Incident:
    """An incident as it is when it is reported, with `more` of its fields."""
    return Incident(
        serial_no=serial,
        type_code=matter.kind.code,
        type_name=matter.kind.name,
        type_version=dictionary_version(),
        severity=matter.severity,
        title=matter.title,
        source=matter.source,
        owner_org=matter.place.street,
        reported_at=format_time(reported),
        position=matter.place.position,
        grid_code=matter.place.grid,
        place=matter.place.name,
        description=matter.description,
        occurred_at=format_time(reported - 300.0),
        **more,
    )
