"""An incident with everything that paper tells of, and a room's entries, for the tests of printing."""

from __future__ import annotations

from typing import Any

from backend_client.protocol.duty import (
    Contact,
    DutyLogEntry,
    DutyLogKind,
    Handover,
    HandoverItem,
    Phone,
)
from backend_client.protocol.entities import AssigneeKind, Incident, IncidentState, Seat, Step, TaskState
from backend_client.protocol.incident_parts import (
    Clock,
    Deadline,
    Report,
    Reporter,
    ReportKind,
    Supervision,
)
from backend_client.protocol.messages import Scope, User
from console.paper.sheet import Stamp
from tests.widgets.district import NOW, District, ago, district, incident, task

STAMP = Stamp(org="江干区", printed_by="王值班", printed_at=NOW)
USER = User(id="u1", name="王值班", roles=("dispatcher",), scope=Scope(division="330104002"))


def matter(**fields: Any) -> Incident:
    """An incident that has been through a lot."""
    about: dict[str, Any] = {
        "state": IncidentState.HANDLING,
        "severity": 1,
        "urgent": True,
        "description": "群众来电，示范路口有摊贩占道，联系电话13812345678。",
        "reporter": Reporter(name="李四光", phone="13912345678"),
        "tasks": (
            task(
                1, state=TaskState.SIGNED, signed_at=ago(200), signed_by="示范员0001", note="请于一小时内到场"
            ),
            task(2, lead=False, kind=AssigneeKind.DEPARTMENT, assignee="d1", name="示范城管局"),
        ),
        "deadlines": (
            Deadline(
                id="c1",
                clock=Clock.HANDLE,
                started_at=ago(300),
                due_at=ago(-3600),
                warn_at=ago(-2400),
                limit_s=3900.0,
                rule="一般",
            ),
        ),
        "supervisions": (
            Supervision(
                number="督办〔2026〕7号",
                at=ago(100),
                by="赵督查",
                org="jianggan",
                demand="两小时内书面答复",
                due_at=ago(-7200),
                listed=True,
                reply="已到场清理",
                replied_at=ago(50),
                replied_by="钱队长",
            ),
        ),
        "reports": (
            Report(kind=ReportKind.FIRST, at=ago(80), by="王值班", text="初步情况", to="区总值班室"),
        ),
        "steps": (
            Step(at=ago(600), by="王值班", action="incident.create"),
            Step(at=ago(300), by="王值班", action="incident.assign", text="示范员0001, 示范城管局"),
            Step(at=ago(200), by="示范员0001", action="task.sign", text="示范员0001"),
        ),
    }
    return incident(**about | fields)


def room(**fields: Any) -> District:
    """A district with that incident, a contact, a duty log and a handover."""
    made = district(incidents=[matter(**fields)], units=3)
    made.put(
        "contact",
        "k1",
        Contact(
            name="孙主任",
            org="jingfang",
            post="社区主任",
            phones=(Phone(kind="mobile", number="13712345678"), Phone(kind="office", number="0571-86001234")),
        ),
    )
    made.put("seat", "seat-1", Seat(name="一号席", org="jianggan"))
    made.put("duty_log_entry", "l1", call())
    made.put("duty_log_entry", "l2", call(at=ago(9000), text="上一班的话"))
    made.put("handover", "h1", handover())
    return made


def call(**fields: Any) -> DutyLogEntry:
    """A call to that contact about that incident, with a promise."""
    about: dict[str, Any] = {
        "at": ago(120),
        "by": "王值班",
        "org": "jianggan",
        "kind": DutyLogKind.CALL,
        "text": "告知群众已派人",
        "incident": "i1",
        "contact": "k1",
        "number": "13712345678",
        "outcome": "已接通",
        "due_at": ago(-1800),
    }
    return DutyLogEntry(**about | fields)


def handover(**fields: Any) -> Handover:
    """A shift handed over an hour ago."""
    about: dict[str, Any] = {
        "seat": "seat-1",
        "org": "jianggan",
        "giver": "u0",
        "giver_name": "周夜班",
        "written_at": ago(3600),
        "since": ago(40_000),
        "text": "夜间平稳",
        "open": (
            HandoverItem(
                incident="i1",
                serial_no="330104002-2026-000001",
                title="示范路口占道经营",
                state="handling",
                severity=1,
                due_at=ago(-3600),
            ),
        ),
        "silenced": ("烟感三号 静音至 13:00",),
        "promised": ("十点前回复来电人",),
        "taker": "u1",
        "taker_name": "王值班",
        "signed_at": ago(3500),
    }
    return Handover(**about | fields)
