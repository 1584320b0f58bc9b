"""Which clocks run after which act, by how the incident stands before and after."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from backend_client.protocol.deadlines import stage
from backend_client.protocol.entities import Incident, IncidentState, Step, TaskState
from backend_client.protocol.incident_parts import Clock, Deadline, LedgerEntry, Report, ReportKind
from backend_client.protocol.times import format_time, parse_time
from platform_backend.commands.clocks import after, extended, matter_of, reckoned
from platform_backend.limits.limits import packaged, read_limits
from tests.platform_backend.commands.hall import CODES, DISTRICT, A, incident, task

S = IncidentState
LIMITS = read_limits(packaged())
#: Wednesday 25 November 2026, 10:00 in Shanghai.
NOW = parse_time("2026-11-25T02:00:00Z")
MINUTE, HOUR = 60.0, 3600.0


class Life:
    """An incident that acts bring from one state to the next."""

    def __init__(self, **more: Any) -> None:
        self.now = NOW
        self.incident = incident(S.PENDING, NOW, **more)
        self._take(None, "incident.create")

    def act(
        self, name: str, state: IncidentState | None = None, *, minutes: float = 5.0, **changes: Any
    ) -> Life:
        """One act, so many minutes later."""
        self.now += minutes * MINUTE
        before = self.incident
        self.incident = replace(before, **{"state": state or before.state, **changes})
        self._take(before, name)
        return self

    def assigned(self, *ids: str) -> Life:
        """Accepted and given to recipients."""
        given = tuple(task(id_, TaskState.OFFERED, self.now + 10 * MINUTE) for id_ in ids or ("t1",))
        self.act("incident.accept", S.TO_DISPATCH)
        return self.act("incident.assign", S.HANDLING, tasks=given)

    def task(self, name: str, id_: str, state: TaskState) -> Life:
        """An act on one task."""
        tasks = tuple(replace(each, state=state) if each.id == id_ else each for each in self.incident.tasks)
        return self.act(name, tasks=tasks)

    def ledger(self) -> Life:
        """Put on the ledger, to be looked at in two days."""
        review = format_time(self.now + 5 * MINUTE + 48 * HOUR)
        entry = LedgerEntry(at="", review_at=review, owner="o", reason="r", by="b")
        return self.act("incident.ledger", S.LEDGERED, ledger=entry)

    def clock(self, id_: str) -> Deadline:
        """The clock of this id."""
        return next(each for each in self.incident.deadlines if each.id == id_)

    @property
    def running(self) -> list[str]:
        """Ids of the clocks that run."""
        return [each.id for each in self.incident.deadlines if each.runs]

    @property
    def resting(self) -> list[str]:
        """Ids of those that rest."""
        return [
            each.id for each in self.incident.deadlines if each.paused_at is not None and each.met_at is None
        ]

    def _take(self, before: Incident | None, name: str) -> None:
        clocks = after(before, self.incident, act=name, now=self.now, limits=LIMITS, org_codes=CODES)
        self.incident = replace(self.incident, deadlines=clocks)


def due(life: Life, id_: str) -> float:
    return parse_time(life.clock(id_).due_at) - life.now


def test_a_report_is_to_be_accepted() -> None:
    life = Life()
    assert life.running == ["accept-1"]
    assert due(life, "accept-1") == 30 * MINUTE
    assert due(Life(urgent=True), "accept-1") == 10 * MINUTE


def test_accepting_and_dispatching_share_their_limit() -> None:
    life = Life().act("incident.accept", S.TO_DISPATCH, minutes=12)
    assert life.running == ["dispatch-1"]
    assert life.clock("accept-1").met_at == format_time(life.now)
    assert due(life, "dispatch-1") == 18 * MINUTE


def test_assigning_starts_the_work_and_every_task_waits_for_its_signature() -> None:
    life = Life().assigned("t1", "t2")
    assert life.running == ["handle-1", "sign-1", "sign-2"]
    assert [life.clock(f"sign-{n}").task for n in (1, 2)] == ["t1", "t2"]
    assert due(life, "handle-1") == 8 * HOUR
    life.task("task.sign", "t2", TaskState.SIGNED)
    assert life.running == ["handle-1", "sign-1"]
    more = (*life.incident.tasks, task("t3", TaskState.OFFERED, life.now))
    assert life.act("incident.assign", tasks=more).running == ["handle-1", "sign-1", "sign-3"]


def test_a_kind_of_matter_has_its_own_limit_in_working_time() -> None:
    life = Life(type_code="0202").assigned()
    # 10:10 on a working day: four working hours end at 15:40, after the break at noon.
    assert due(life, "handle-1") == 5.5 * HOUR


def test_a_task_sent_back_asks_for_dispatching_while_the_work_goes_on() -> None:
    life = Life().assigned("t1", "t2").task("task.return", "t1", TaskState.RETURNED)
    assert life.running == ["handle-1", "sign-2"]
    life.task("task.return", "t2", TaskState.RETURNED)
    assert life.running == ["handle-1", "dispatch-2"]
    assert due(life, "dispatch-2") == 30 * MINUTE
    again = (*life.incident.tasks, task("t3", TaskState.OFFERED, life.now))
    assert life.act("incident.assign", tasks=again).running == ["handle-1", "sign-3"]


def test_finishing_starts_the_check_and_a_failed_check_the_work() -> None:
    life = Life().assigned().act("incident.finish", S.TO_VERIFY)
    assert life.running == ["verify-1"]
    assert due(life, "verify-1") == HOUR
    life.act("incident.verify", S.HANDLING)
    assert life.running == ["handle-2"]
    life.act("incident.finish", S.TO_VERIFY).act("incident.verify", S.CLOSED)
    assert life.running == []


def test_what_is_settled_on_the_telephone_is_checked_as_well() -> None:
    life = Life().act("incident.accept", S.TO_DISPATCH).act("incident.finish", S.TO_VERIFY)
    assert life.running == ["verify-1"]


@pytest.mark.parametrize(
    ("act", "state"),
    [
        ("incident.reject", S.REJECTED),
        ("incident.void", S.VOID),
        ("incident.merge", S.MERGED),
    ],
)
def test_what_is_over_has_no_clock(act: str, state: IncidentState) -> None:
    assert Life(severity=1).act(act, state).running == []


def test_another_org_has_its_own_time() -> None:
    life = Life().assigned()
    recalled = tuple(replace(each, state=TaskState.RECALLED) for each in life.incident.tasks)
    life.act("incident.transfer", S.PENDING, owner_org=DISTRICT, tasks=recalled)
    assert life.running == ["accept-2"]
    assert due(life, "accept-2") == HOUR


def test_a_report_up_and_its_return_each_start_anew() -> None:
    life = Life().act("incident.accept", S.TO_DISPATCH)
    life.act("incident.report_up", S.PENDING, owner_org=DISTRICT)
    assert life.running == ["accept-2"]
    life.act("incident.return_report", S.TO_DISPATCH, owner_org=A)
    assert life.running == ["dispatch-2"]
    assert due(life, "dispatch-2") == 30 * MINUTE
    # Sent back after it had been accepted above: the state stays, the org does not.
    life.act("incident.report_up", S.PENDING, owner_org=DISTRICT).act("incident.accept", S.TO_DISPATCH)
    life.act("incident.return_report", S.TO_DISPATCH, owner_org=A)
    assert life.running == ["dispatch-4"]


def test_a_suspension_stops_every_clock_and_gives_back_what_was_left() -> None:
    life = Life(severity=1).assigned().act("incident.suspend", S.SUSPENDED, minutes=20)
    assert life.running == []
    assert life.resting == ["first_report-1", "handle-1", "sign-1"]
    assert life.clock("handle-1").left_s == 8 * HOUR - 20 * MINUTE
    # Found past due while it ran, it is so by as much afterwards.
    assert life.clock("sign-1").left_s == -5 * MINUTE
    life.act("incident.resume", S.HANDLING, minutes=600)
    assert life.running == ["first_report-1", "handle-1", "sign-1"]
    assert due(life, "handle-1") == 8 * HOUR - 20 * MINUTE
    assert due(life, "sign-1") == -5 * MINUTE


def test_the_ledger_has_a_review_and_lets_the_work_rest() -> None:
    life = Life().assigned().ledger()
    assert life.running == ["review-1"]
    assert due(life, "review-1") == 48 * HOUR
    life.act("incident.strike", S.HANDLING, minutes=60)
    assert life.running == ["handle-1", "sign-1"]
    assert due(life, "handle-1") == 8 * HOUR - 5 * MINUTE


def test_what_is_struck_off_as_settled_is_checked_and_was_in_time() -> None:
    life = Life(severity=2).assigned().ledger().act("incident.strike", S.TO_VERIFY, minutes=24 * 60)
    # Reports are owed while the matter is open, whatever rests.
    assert life.running == ["first_report-1", "verify-1"]
    assert stage(life.clock("handle-1"), life.now).value == "fresh"


def report(kind: ReportKind) -> Report:
    return Report(kind=kind, at="", by="b", text="t")


def test_a_major_matter_owes_reports() -> None:
    life = Life(severity=1)
    assert life.running == ["accept-1", "first_report-1"]
    assert due(life, "first_report-1") == 30 * MINUTE
    first = (report(ReportKind.FIRST),)
    life.act("incident.file_report", reports=first)
    assert life.running == ["accept-1", "follow_up_report-1"]
    assert due(life, "follow_up_report-1") == 12 * HOUR
    life.act("incident.file_report", reports=(*first, report(ReportKind.FOLLOW_UP)))
    assert life.running == ["accept-1", "follow_up_report-2"]
    life.assigned().act("incident.finish", S.TO_VERIFY).act("incident.verify", S.CLOSED)
    assert life.running == ["final_report-1"]
    final = (*life.incident.reports, report(ReportKind.FINAL))
    assert life.act("incident.file_report", reports=final).running == []


def test_a_final_report_ends_them_all() -> None:
    life = Life(severity=1).act("incident.file_report", reports=(report(ReportKind.FINAL),))
    assert life.running == ["accept-1"]
    life.assigned().act("incident.finish", S.TO_VERIFY).act("incident.verify", S.CLOSED)
    assert life.running == []


def test_reopening_owes_a_report_again() -> None:
    life = Life(severity=1).act("incident.file_report", reports=(report(ReportKind.FIRST),))
    life.assigned().act("incident.finish", S.TO_VERIFY).act("incident.verify", S.CLOSED)
    life.act("incident.reopen", S.TO_DISPATCH)
    assert life.running == ["dispatch-2", "follow_up_report-2"]


def test_what_is_taken_back_at_once_goes_on_as_if_nothing_had_been() -> None:
    life = Life().assigned()
    dispatch = life.clock("dispatch-1")
    none = tuple(replace(each, state=TaskState.RECALLED) for each in life.incident.tasks)
    life.act("incident.recall", S.TO_DISPATCH, minutes=0.1, tasks=none)
    assert life.running == ["dispatch-1"]
    assert life.clock("dispatch-1") == replace(dispatch, met_at=None)
    declined = Life().act("incident.reject", S.REJECTED).act("incident.reopen", S.PENDING, minutes=0.1)
    assert declined.running == ["accept-1"]
    assert due(declined, "accept-1") == 25 * MINUTE - 6


def test_what_is_taken_back_later_has_a_fresh_clock() -> None:
    life = Life().assigned()
    none = tuple(replace(each, state=TaskState.RECALLED) for each in life.incident.tasks)
    life.act("incident.recall", S.TO_DISPATCH, minutes=1, tasks=none)
    assert life.running == ["dispatch-2"]


def test_a_clock_that_ends_late_tells_so_though_nobody_had_looked() -> None:
    life = Life().act("incident.accept", S.TO_DISPATCH, minutes=31)
    assert life.clock("accept-1").breached_at == format_time(life.now)
    assert Life().act("incident.accept", S.TO_DISPATCH).clock("accept-1").breached_at is None


def test_an_extension_moves_the_work_alone() -> None:
    life = Life().assigned()
    until = life.now + 20 * HOUR
    moved = extended(life.incident, until=until, limits=LIMITS)
    by_id = {each.id: each for each in moved}
    assert parse_time(by_id["handle-1"].due_at) == until
    assert by_id["sign-1"] == life.clock("sign-1")
    life.act("incident.decide_extension", deadlines=moved)
    assert life.clock("handle-1").extended_s == 12 * HOUR


def test_acts_that_change_nothing_leave_the_clocks_alone() -> None:
    life = Life(severity=1).assigned()
    before = life.incident.deadlines
    for name in ("incident.note", "incident.urge", "incident.supervise", "incident.copy", "task.arrive"):
        assert life.act(name).incident.deadlines == before


def test_a_tasks_limit_is_that_of_its_recipients_org() -> None:
    one = replace(
        incident(S.HANDLING, NOW), tasks=(replace(task("t1", TaskState.OFFERED, NOW), org=DISTRICT),)
    )
    assert matter_of(one, CODES).org == CODES[A]
    assert matter_of(one, CODES, task="t1").org == CODES[DISTRICT]


def test_clocks_are_reckoned_from_a_trail_and_what_is_past_due_counts_as_pressed() -> None:
    steps = [("create", 0), ("accept", 5), ("assign", 10)]
    given = task("t1", TaskState.OFFERED, NOW + 10 * MINUTE)
    one = replace(
        incident(S.HANDLING, NOW, tasks=(given,)),
        steps=tuple(
            Step(at=format_time(NOW + minutes * MINUTE), by="b", action=f"incident.{act}")
            for act, minutes in steps
        ),
    )
    found = reckoned(one, now=NOW + 60 * MINUTE, limits=LIMITS, org_codes=CODES)
    assert [(each.id, each.runs) for each in found] == [
        ("accept-1", False),
        ("dispatch-1", False),
        ("handle-1", True),
        ("sign-1", True),
    ]
    sign = found[3]
    assert parse_time(sign.due_at) == NOW + 25 * MINUTE
    assert (sign.breached_at, sign.escalated) == (sign.due_at, 2)
    assert found[2].breached_at is None
    # One whose trail is lost begins now.
    bare = reckoned(incident(S.TO_VERIFY, NOW), now=NOW, limits=LIMITS, org_codes=CODES)
    assert [(each.id, each.started_at) for each in bare] == [("verify-1", format_time(NOW))]


def test_ids_are_never_used_twice() -> None:
    life = Life().assigned()
    for _ in range(3):
        life.act("incident.finish", S.TO_VERIFY).act("incident.verify", S.HANDLING)
    ids = [each.id for each in life.incident.deadlines]
    assert len(ids) == len(set(ids))
    assert {each.clock for each in life.incident.deadlines} <= set(Clock)
