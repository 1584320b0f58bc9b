"""The life of an incident: every act in every state, by every role, however one stands to it."""

from __future__ import annotations

import itertools

import pytest

from backend_client.protocol.commands import ARGS
from backend_client.protocol.entities import CLOSED_STATES, AssigneeKind, IncidentState, Task, TaskState
from backend_client.protocol.lifecycle import (
    ACTS,
    TASK_WAYS,
    UNDO,
    UNFINISHED_TASKS,
    Why,
    allowed,
    closes,
    decide,
    lead_to_report,
    next_state,
)
from backend_client.protocol.permissions import ROLES, may_send
from backend_client.protocol.relations import Relation
from backend_client.protocol.roles import ALL_ROLES

S = IncidentState

#: The ways as the domain's table of states tells them: act -> states it is possible in.
EXPECTED = {
    "incident.accept": {S.PENDING},
    "incident.reject": {S.PENDING, S.TO_DISPATCH},
    "incident.merge": {S.PENDING, S.TO_DISPATCH},
    "incident.void": {S.PENDING},
    "incident.assign": {S.TO_DISPATCH, S.HANDLING},
    "incident.transfer": {S.PENDING, S.TO_DISPATCH, S.HANDLING},
    "incident.recall": {S.HANDLING},
    "incident.report_up": {S.TO_DISPATCH},
    "incident.return_report": {S.PENDING, S.TO_DISPATCH},
    "incident.feedback": {S.HANDLING},
    "incident.note": set(S),
    "incident.request_extension": {S.HANDLING},
    "incident.decide_extension": {S.HANDLING},
    "incident.suspend": {S.HANDLING},
    "incident.resume": {S.SUSPENDED},
    "incident.ledger": {S.HANDLING},
    "incident.strike": {S.LEDGERED},
    "incident.finish": {S.TO_DISPATCH, S.HANDLING},
    "incident.verify": {S.TO_VERIFY},
    "incident.reopen": set(CLOSED_STATES),
    "incident.urge": set(S) - CLOSED_STATES,
    "incident.supervise": set(S) - CLOSED_STATES,
    "incident.reply_supervision": set(S) - CLOSED_STATES,
    "incident.release_supervision": set(S),
    "incident.instruct": set(S) - CLOSED_STATES,
    "incident.copy": set(S),
    "incident.rate": {S.CLOSED},
    "incident.file_report": (set(S) - CLOSED_STATES) | {S.CLOSED},
    "task.sign": {S.HANDLING},
    "task.arrive": {S.HANDLING},
    "task.done": {S.HANDLING},
    "task.return": {S.HANDLING},
    "task.link": {S.HANDLING},
}


@pytest.mark.parametrize("state", list(IncidentState))
@pytest.mark.parametrize("act", sorted(EXPECTED))
def test_each_act_is_possible_where_the_table_says(act: str, state: IncidentState) -> None:
    assert allowed(act, state) is (state in EXPECTED[act])
    assert (next_state(act, state) is not None) is (state in EXPECTED[act])


def test_every_act_is_expected_and_has_its_arguments_and_roles() -> None:
    assert set(ACTS) == set(EXPECTED)
    assert set(ACTS) <= set(ARGS)
    assert set(ARGS) <= set(ROLES)
    assert {act for act in ACTS if act.startswith("task.")} == set(TASK_WAYS)
    assert set(UNDO) | set(UNDO.values()) <= set(ARGS) | {"alarm.shelve", "alarm.unshelve"}


def test_only_one_that_the_table_names_gets_through() -> None:
    for act, state, role, relation in itertools.product(ACTS, S, sorted(ALL_ROLES), Relation):
        row, decision = ACTS[act], decide(act, state, roles={role}, relation=relation)
        told = (role in row.roles, relation in row.relations, state in row.ways)
        whys = (Why.ROLE, Why.RELATION, Why.STATE)
        expected = next((why for ok, why in zip(told, whys, strict=True) if not ok), None)
        assert decision.why is expected, (act, state, role, relation)


def test_who_settled_it_himself_does_not_verify_it() -> None:
    roles, own = {"duty_leader", "dispatcher"}, Relation.OWN
    assert (
        decide("incident.verify", S.TO_VERIFY, roles=roles, relation=own, is_handler=True).why is Why.HANDLER
    )
    assert decide("incident.verify", S.TO_VERIFY, roles=roles, relation=own).state is S.CLOSED


def test_what_needs_an_approver_becomes_a_request_from_others() -> None:
    for act, after in (("incident.suspend", S.SUSPENDED), ("incident.ledger", S.LEDGERED)):
        asked = decide(act, S.HANDLING, roles={"dispatcher"}, relation=Relation.OWN)
        assert (asked.allowed, asked.request, asked.state) == (True, True, S.HANDLING)
        done = decide(act, S.HANDLING, roles={"duty_leader"}, relation=Relation.OWN)
        assert (done.request, done.state) == (False, after)


def test_devices_and_administrators_act_on_nothing_and_an_unknown_act_is_nobodys() -> None:
    for role in ("system_administrator", "security_administrator", "audit_administrator"):
        assert not any(may_send(command, {role}) for command in ARGS)
    # A wall shows the conference that stands on it, which changes nothing that anybody decides.
    shows = {"conference.watch", "conference.signal"}
    assert {command for command in ARGS if may_send(command, {"device"})} == shows
    assert decide("incident.sing", S.PENDING, roles=ALL_ROLES, relation=Relation.OWN).why is Why.UNKNOWN
    assert not may_send("incident.sing", {"duty_officer"})


def test_a_stranger_does_nothing_and_a_reader_only_notes() -> None:
    for act, state in itertools.product(ACTS, S):
        assert not decide(act, state, roles=ALL_ROLES, relation=Relation.NONE).allowed
        reads = decide(act, state, roles=ALL_ROLES, relation=Relation.READER)
        assert reads.allowed is (act == "incident.note")


def test_what_ends_a_matter_needs_words() -> None:
    ending = {act for act in ACTS if closes(act)}
    assert ending == {
        "incident.reject",
        "incident.merge",
        "incident.void",
        "incident.finish",
        "incident.verify",
    }
    # A merge says which one goes on instead of words.
    assert {act for act in ending if not ACTS[act].text} == {"incident.merge"}


def test_a_task_ends_done_returned_or_recalled_and_goes_nowhere_from_there() -> None:
    for act, ways in TASK_WAYS.items():
        assert set(ways) <= UNFINISHED_TASKS, act
    assert TASK_WAYS["task.sign"] == {TaskState.OFFERED: TaskState.SIGNED}


def test_only_a_lead_that_is_not_at_its_end_has_to_be_reported() -> None:
    for kinds in itertools.product(itertools.product(TaskState, (True, False)), repeat=2):
        tasks = [
            Task(
                id=f"t{n}",
                kind=AssigneeKind.UNIT,
                assignee="u",
                name="u",
                lead=lead,
                state=state,
                offered_at="2026-01-31T08:00:00.000Z",
            )
            for n, (state, lead) in enumerate(kinds)
        ]
        owed = [each for each in tasks if each.lead and each.state in UNFINISHED_TASKS]
        assert lead_to_report(tasks) is (owed[0] if owed else None), kinds
    assert lead_to_report(()) is None
