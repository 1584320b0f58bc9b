"""The platform decides as the lifecycle says: every act in every state, by every role, however one stands."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from backend_client.protocol.commands import new_command_id
from backend_client.protocol.entities import Incident, IncidentState, Task, TaskState
from backend_client.protocol.errors import ErrorCode
from backend_client.protocol.incident_parts import LedgerEntry, Request, RequestKind, Supervision, Suspension
from backend_client.protocol.lifecycle import ACTS, TASK_WAYS, UNFINISHED_TASKS, Why, decide, lead_to_report
from backend_client.protocol.messages import Command, Scope
from backend_client.protocol.relations import Relation, relation
from backend_client.protocol.roles import ALL_ROLES
from backend_client.protocol.times import format_time
from platform_backend.commands.context import Actor
from platform_backend.commands.executor import KNOWN
from platform_backend.store.batch import Batch, Draft
from tests.platform_backend.commands.hall import (
    A1,
    BUREAU,
    CODES,
    DISTRICT,
    A,
    B,
    C,
    Hall,
    hall,
    incident,
    task,
)

S = IncidentState
#: Everything that the page of tasks for others answers, and no console's command here.
_ELSEWHERE = {"task.link"}
_SCOPES = {
    Relation.OWN: Scope(division=CODES[A]),
    Relation.ABOVE: Scope(division=CODES[DISTRICT]),
    Relation.RECIPIENT: Scope(departments=(BUREAU,)),
    Relation.READER: Scope(division=CODES[B]),
    Relation.NONE: Scope(division=CODES[C]),
}
#: Where an act leads that the table has two ways for, with the arguments below.
_LEADS = {"incident.recall": S.TO_DISPATCH, "incident.decide_extension": S.HANDLING}
_CODES = {
    Why.ROLE: ErrorCode.FORBIDDEN,
    Why.RELATION: ErrorCode.FORBIDDEN,
    Why.HANDLER: ErrorCode.FORBIDDEN,
    Why.STATE: ErrorCode.ILLEGAL_TRANSITION,
}


def arguments(ahead: str) -> dict[str, dict[str, Any]]:
    """Arguments that every act takes effect with; `ahead` is a moment to come."""
    said = ("feedback", "note", "instruct", "urge", "resume", "strike")
    why = ("reject", "void", "return_report", "reopen", "report_up")
    return {
        **{f"incident.{name}": {"text": "说明"} for name in said},
        **{f"incident.{name}": {"reason": "说明"} for name in why},
        "incident.accept": {},
        "incident.finish": {"text": "说明", "on_call": "示范队长"},
        "incident.merge": {"into": "target"},
        "incident.assign": {"assignees": [{"kind": "unit", "id": "u1"}]},
        "incident.transfer": {"org": B, "reason": "属地"},
        "incident.recall": {"reason": "派错"},
        "incident.request_extension": {"until": ahead, "reason": "缺料"},
        "incident.decide_extension": {"granted": True},
        "incident.suspend": {"until": ahead, "reason": "汛期"},
        "incident.ledger": {"review_at": ahead, "owner": "河长办", "reason": "待立项"},
        "incident.verify": {"pass": True, "text": "干净"},
        "incident.supervise": {"demand": "三日内办结", "due_at": ahead},
        "incident.reply_supervision": {"number": "督办1", "text": "在办"},
        "incident.release_supervision": {"number": "督办1", "text": "已办"},
        "incident.copy": {"to": [C]},
        "incident.rate": {"score": 5},
        "incident.file_report": {"kind": "first", "text": "初报"},
        "task.sign": {"task": "t"},
        "task.arrive": {"task": "t"},
        "task.done": {"task": "t", "text": "已办"},
        "task.return": {"task": "t", "reason": "不属我局"},
    }


def matter(act: str, state: IncidentState, now: float, ahead: str) -> Incident:
    """An incident in `state` to which `act` may be done, if only the state allows it."""
    at = format_time(now)
    open_task = next(iter(TASK_WAYS.get(act, {TaskState.OFFERED: None})))
    working = state in {S.HANDLING, S.SUSPENDED, S.LEDGERED}
    on_ledger = LedgerEntry(at=at, review_at=ahead, owner="x", reason="r", by="x")
    request = Request(kind=RequestKind.EXTENSION, by="x", name="x", at=at, reason="缺料", until=ahead)
    return incident(
        state,
        now,
        tasks=(task("t", open_task if working else TaskState.DONE, now),),
        copies=(B,),
        reported_by=(A1,) if act == "incident.return_report" else (),
        request=request if act == "incident.decide_extension" and state is S.HANDLING else None,
        suspension=Suspension(at=at, until=ahead, reason="r", by="x") if state is S.SUSPENDED else None,
        ledger=on_ledger if state is S.LEDGERED else None,
        supervisions=(Supervision(number="督办1", at=at, by="x", org=A, demand="d", due_at=ahead),),
        merged_into="target" if state is S.MERGED else None,
        closed_at=at if state in {S.CLOSED, S.REJECTED, S.MERGED, S.VOID} else None,
        handlers=("handler",),
    )


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with hall(tmp_path_factory.mktemp("hall")) as one:
        one.put({"target": incident(S.TO_DISPATCH, one.now, copies=(B,))})
        yield one


def test_every_act_of_the_lifecycle_is_carried_out(shared: Hall) -> None:
    assert set(ACTS) - _ELSEWHERE <= KNOWN
    assert set(arguments("")) == set(ACTS) - _ELSEWHERE


@pytest.mark.parametrize("act", sorted(set(ACTS) - _ELSEWHERE))
def test_the_platform_decides_as_the_lifecycle_says(shared: Hall, act: str) -> None:
    ahead = format_time(shared.now + 3600.0)
    raw = msgspec.Raw(msgspec.json.encode(arguments(ahead)[act]))
    command = Command(cmd_id=new_command_id(shared.now), name=act, target="i", args=raw)
    for state in S:
        data = matter(act, state, shared.now, ahead)
        for (stands, scope), role, who in itertools.product(
            _SCOPES.items(), sorted(ALL_ROLES), ("anybody", "handler")
        ):
            if who == "handler" and act != "incident.verify":
                continue
            assert relation(scope, data, CODES) is stands
            with shared.store.reading() as connection:
                batch = Batch(connection, now=shared.now)
                draft = Draft(batch, by="hall")
                draft.put("i", data, codes=CODES[A] + " " + CODES[B] + f" @{BUREAU}")
                batch.merge(draft)
                before = len(batch.events), dict(batch.state_rows)
                actor = Actor(id=who, name=who, roles=(role,), scope=scope)
                result = shared.executor.run(batch, actor, command)
                expected = decide(act, state, roles={role}, relation=stands, is_handler=who == "handler")
                told = (act, state, role, stands, result.error)
                if expected.why is not None:
                    # Who does not see it at all is told so, whatever its state.
                    unseen = stands is Relation.NONE
                    code = ErrorCode.FORBIDDEN if unseen else _CODES[expected.why]
                    assert result.error is not None, told
                    assert result.error.code == code, told
                    assert (len(batch.events), batch.state_rows) == before, told
                    continue
                assert result.ok, told
                row = batch.row("incident", "i")
                assert row is not None
                after = row.decode(Incident)
                assert after.state is _LEADS.get(act, expected.state), told
                assert (after.request is not None) is expected.request or act == "incident.request_extension"
                assert after.steps[-1].action == act


def sets_of_tasks(now: float) -> Iterator[tuple[Task, ...]]:
    """Every set of up to two tasks, of leads and supporters, in every state."""
    kinds = [(state, lead) for state in TaskState for lead in (True, False)]
    for count in range(3):
        for chosen in itertools.product(kinds, repeat=count):
            yield tuple(
                replace(task(f"t{n}", state, now), lead=lead) for n, (state, lead) in enumerate(chosen)
            )


@pytest.mark.parametrize("on_call", [None, "示范队长"])
def test_it_is_finished_as_the_lifecycle_says_whatever_its_tasks_are(
    shared: Hall, on_call: str | None
) -> None:
    actor = Actor(id="x", name="甲", roles=tuple(ALL_ROLES), scope=_SCOPES[Relation.OWN])
    raw = msgspec.Raw(msgspec.json.encode({"text": "好了"} | ({"on_call": on_call} if on_call else {})))
    command = Command(cmd_id=new_command_id(shared.now), name="incident.finish", target="i", args=raw)
    for tasks in sets_of_tasks(shared.now):
        with shared.store.reading() as connection:
            batch = Batch(connection, now=shared.now)
            draft = Draft(batch, by="hall")
            draft.put("i", incident(S.HANDLING, shared.now, tasks=tasks), codes=CODES[A])
            batch.merge(draft)
            before = len(batch.events)
            result = shared.executor.run(batch, actor, command)
            told = ([(each.state, each.lead) for each in tasks], result.error)
            lead = lead_to_report(tasks)
            assert result.ok is (lead is None or on_call is not None), told
            if result.error is not None:
                assert lead is not None
                assert (result.error.code, len(batch.events)) == (ErrorCode.ILLEGAL_TRANSITION, before), told
                assert lead.name in result.error.message
                continue
            row = batch.row("incident", "i")
            assert row is not None
            after = row.decode(Incident)
            for was, one in zip(tasks, after.tasks, strict=True):
                was_open = was.state in UNFINISHED_TASKS
                assert one == was or was_open, told
                assert not was_open or (one.state, one.result) == (TaskState.DONE, "好了"), told
                assert one.on_call == (on_call or "" if was_open and was.lead else ""), told
            calls = [each for each in batch.events if each.entity == "duty_log_entry"]
            assert len(calls) == (on_call is not None), told
