"""A made-up district at one fixed moment, an incident in every state in it, for the manuals' pictures."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any, Final

from msgspec.structs import replace

from backend_client.protocol.duty import DutyLogEntry, DutyLogKind
from backend_client.protocol.entities import (
    Alarm,
    AlarmState,
    AssigneeKind,
    Entity,
    Incident,
    IncidentState,
    Step,
    Task,
    TaskState,
    Unit,
)
from backend_client.protocol.incident_parts import LedgerEntry, Reporter, Supervision, Suspension
from backend_client.protocol.times import format_time, parse_time
from platform_backend.commands.clocks import reckoned
from platform_backend.districts.contacts import build_contacts
from platform_backend.districts.generate import District, generate
from platform_backend.districts.spec import load_spec
from platform_backend.districts.types import load_types, published_types
from platform_backend.limits.limits import packaged, read_limits

S = IncidentState
#: A Monday noon in the district.
NOW: Final = parse_time("2026-03-02T04:20:00.000Z")
SEAT: Final = "seat-1"
DESK, LEADER, ROOM = "示范值班员", "示范值班长", "示范指挥中心"
FLOOD: Final = 14
#: Another report of what `PENDING` is about.
TWIN: Final = "shown-twin"
_TYPES: Final = load_types()
_MINUTE, _HOUR, _DAY = 60.0, 3600.0, 86400.0
#: What the incident in each state is: its kind, its severity and its title.
_SHOWN: Final = {
    S.PENDING: ("0101", 3, "路口积水，车辆绕行"),
    S.TO_DISPATCH: ("0102", 2, "井盖缺失，已放置警示牌"),
    S.HANDLING: ("0105", 2, "行道树倒伏，占用车道"),
    S.TO_VERIFY: ("0201", 4, "沿街占道经营"),
    S.SUSPENDED: ("0103", 3, "人行道破损"),
    S.LEDGERED: ("0204", 3, "楼顶违法建设"),
    S.CLOSED: ("0202", 4, "暴露垃圾"),
    S.REJECTED: ("0104", 4, "反映邻区路灯不亮"),
    S.MERGED: ("0101", 3, "路口积水较深"),
    S.VOID: ("0104", 4, "系统联调测试"),
}


def ago(seconds: float) -> str:
    """A time before `NOW`."""
    return format_time(NOW - seconds)


def id_of(state: IncidentState) -> str:
    """The id of the incident that stands in `state`."""
    return f"shown-{state}"


def title_of(state: IncidentState) -> str:
    """What the incident in `state` is called."""
    return f"示范{_SHOWN[state][2]}"


class Matters:
    """Everything the desk is told, as (entity, id, data); `district` is where it lies."""

    def __init__(self) -> None:
        self.district: District = generate(load_spec("gulou"), seed=7, now=NOW)
        self._units = [(id_, unit) for id_, unit in self.district.units.items() if unit.position is not None]
        self._codes = {id_: org.code for id_, org in self.district.orgs.items()}
        self._limits = read_limits(packaged())

    def all(self) -> Iterator[tuple[str, str, Entity]]:
        """The whole, without alarms."""
        district = self.district
        contacts = build_contacts(
            district.orgs, district.departments, district.units, now=NOW, rng=Random("contacts")
        )
        for entity, part in (
            ("org", district.orgs),
            ("department", district.departments),
            ("incident_type", published_types(district.spec, departments=district.departments)),
            ("seat", district.seats),
            ("grid", district.grids),
            ("contact", contacts),
            ("wall", district.walls),
            ("unit", district.units),
        ):
            for id_, data in part.items():
                yield entity, id_, data
        for id_, incident in (*district.open_incidents.items(), *self._shown()):
            yield "incident", id_, self._clocked(incident)
        for number, entry in enumerate(duty_log(next(iter(district.orgs))), start=1):
            yield "duty_log_entry", f"line-{number}", entry

    def flood(self) -> Iterator[tuple[str, Alarm]]:
        """So many alarms of one kind at one place within minutes, and one cry for help."""
        street = next(id_ for id_, org in self.district.orgs.items() if org.kind == "street")
        for number in range(FLOOD):
            yield (
                f"alarm-{number}",
                _alarm(3, "烟感报警", f"示范大厦{number + 1}层", street, 240.0 - number * 9),
            )
        yield "alarm-help", _alarm(1, "一键求助", "示范广场北侧", street, 20.0)

    def _clocked(self, incident: Incident) -> Incident:
        found = reckoned(incident, now=NOW, limits=self._limits, org_codes=self._codes)
        return replace(incident, deadlines=found)

    def _shown(self) -> Iterator[tuple[str, Incident]]:
        for number, state in enumerate(S):
            unit_id, unit = self._units[20 + 9 * number]
            incident = _brought_to(state, number, unit_id, unit)
            yield id_of(state), incident
            if state is S.PENDING:
                east, north = unit.position or (0.0, 0.0)
                yield (
                    TWIN,
                    replace(
                        incident,
                        merged=(),
                        serial_no="320302-2026-000431",
                        title="示范路口大面积积水",
                        source="grid_staff",
                        position=(east + 0.0004, north + 0.0003),
                        reported_at=ago(4 * _MINUTE),
                        description="网格员巡查发现，水深约二十厘米。",
                        reporter=None,
                        steps=(Step(at=ago(4 * _MINUTE), by=unit.name, action="incident.create"),),
                    ),
                )


def _alarm(priority: int, kind: str, place: str, org: str, age: float) -> Alarm:
    return Alarm(
        priority=priority,
        kind=kind,
        title=f"{place}{kind}",
        source="示范监测",
        state=AlarmState.OPEN,
        raised_at=ago(age),
        org=org,
        place=place,
    )


def _reported(state: IncidentState, number: int, unit: Unit) -> Incident:
    """As it was reported, where a unit stands."""
    code, severity, _ = _SHOWN[state]
    age = (9.0 + 4.0 * number) * _MINUTE
    reported = ago(age)
    return Incident(
        serial_no=f"320302-2026-{410 + number:06}",
        type_code=code,
        type_name=_TYPES[code].name,
        severity=severity,
        title=title_of(state),
        source="hotline",
        state=S.PENDING,
        owner_org=unit.org,
        reported_at=reported,
        position=unit.position,
        grid_code=unit.grid_code,
        place=f"示范路{number + 3}号",
        description="市民来电反映，请尽快到场查看。",
        reporter=Reporter(name="示*", phone="138****0000"),
        steps=(Step(at=reported, by="12345热线", action="incident.create"),),
    )


def _brought_to(state: IncidentState, number: int, unit_id: str, unit: Unit) -> Incident:
    """The incident with the acts that brought it into its state."""
    incident = _reported(state, number, unit)
    age = NOW - parse_time(incident.reported_at)

    def by(share: float, act: str, who: str = DESK, text: str = "", **more: Any) -> None:
        nonlocal incident
        step = Step(at=ago(age * (1.0 - share)), by=who, action=act, text=text)
        incident = replace(incident, steps=(*incident.steps, step), **more)

    match state:
        case S.PENDING:
            return replace(incident, merged=(id_of(S.MERGED),))
        case S.REJECTED:
            by(
                0.4,
                "incident.reject",
                text="不属于本区管辖，已告知来电人",
                state=state,
                closed_at=ago(age * 0.6),
            )
            return incident
        case S.MERGED:
            other = id_of(S.PENDING)
            by(
                0.5,
                "incident.merge",
                text="同一路口积水",
                state=state,
                merged_into=other,
                closed_at=ago(age * 0.5),
            )
            return incident
        case S.VOID:
            by(0.3, "incident.void", text="测试数据", state=state, exercise=True, closed_at=ago(age * 0.7))
            return incident
    accepted = ago(age * 0.85)
    by(
        0.15,
        "incident.accept",
        accepted_at=accepted,
        accepted_by=DESK,
        accepted_org=incident.owner_org,
        state=S.TO_DISPATCH,
    )
    if state is S.TO_DISPATCH:
        return incident
    task = Task(
        id=f"task-{number}",
        kind=AssigneeKind.UNIT,
        assignee=unit_id,
        name=unit.name,
        lead=True,
        state=TaskState.OFFERED,
        offered_at=ago(age * 0.7),
        org=unit.org,
    )
    by(0.3, "incident.assign", text=unit.name, tasks=(task,), state=S.HANDLING)
    task = replace(task, state=TaskState.SIGNED, signed_at=ago(age * 0.6), signed_by=unit.name)
    by(0.4, "task.sign", unit.name, tasks=(task,))
    match state:
        case S.HANDLING:
            demand = "请立即处置，两小时内书面回复。"
            document = Supervision(
                number="鼓楼区督办〔2026〕7号",
                at=ago(2 * _MINUTE),
                by=LEADER,
                org=incident.owner_org,
                demand=demand,
                due_at=format_time(NOW + 2 * _HOUR),
            )
            by(0.9, "incident.supervise", LEADER, demand, supervisions=(document,))
        case S.SUSPENDED:
            rest = Suspension(
                at=ago(age * 0.3), until=format_time(NOW + 6 * _HOUR), reason="降雨，雨停后施工", by=LEADER
            )
            by(0.7, "incident.suspend", LEADER, rest.reason, suspension=rest, state=state)
        case S.LEDGERED:
            entry = LedgerEntry(
                at=ago(age * 0.3),
                review_at=format_time(NOW + 14 * _DAY),
                owner="示范住建局",
                reason="需列入年度改造计划",
                by=LEADER,
            )
            by(0.7, "incident.ledger", LEADER, entry.reason, ledger=entry, state=state)
        case S.TO_VERIFY | S.CLOSED:
            done, result = ago(age * 0.3), "现场已处理完毕，恢复正常"
            task = replace(task, state=TaskState.DONE, done_at=done, ended_at=done, result=result)
            by(0.7, "incident.finish", unit.name, result, tasks=(task,), finished_at=done, state=S.TO_VERIFY)
            if state is S.CLOSED:
                by(0.9, "incident.verify", LEADER, "现场核查合格", state=state, closed_at=ago(age * 0.1))
    return incident


def duty_log(org: str) -> Iterator[DutyLogEntry]:
    """What was said and promised on this shift."""
    for minutes, kind, text, more in (
        (182, DutyLogKind.EVENT, "接班，交接事项三件", {}),
        (95, DutyLogKind.CALL, "核实路口积水情况", {"number": "0516-0000-0001", "outcome": "已接通"}),
        (64, DutyLogKind.INSTRUCTION, "带班领导要求加强低洼路段巡查", {}),
        (31, DutyLogKind.CALL, "住建局答复两小时内派人", {"due_at": format_time(NOW + 1.5 * _HOUR)}),
        (12, DutyLogKind.NOTE, "报警静音十五分钟：设备检修", {}),
    ):
        yield DutyLogEntry(
            at=ago(minutes * _MINUTE), by=DESK, org=org, kind=kind, text=text, seat=SEAT, **more
        )
