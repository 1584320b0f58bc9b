"""Whatever is asked for in whatever order: what must always be so of incidents, tasks and units is so."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import Connection

from backend_client.protocol.commands import new_command_id
from backend_client.protocol.entities import (
    CLOSED_STATES,
    AssigneeKind,
    Incident,
    IncidentState,
    TaskState,
    Unit,
)
from backend_client.protocol.incident_parts import Clock
from backend_client.protocol.lifecycle import ACTS, UNDO, UNFINISHED_TASKS, allowed, decide, lead_to_report
from backend_client.protocol.messages import Command
from backend_client.protocol.relations import Relation, relation
from backend_client.protocol.roles import ALL_ROLES
from backend_client.protocol.times import format_time
from platform_backend.commands.clocks import after
from platform_backend.commands.context import Actor
from platform_backend.limits.book import LimitsBook
from platform_backend.store.batch import Batch, Draft
from tests.platform_backend.commands.hall import (
    A1,
    BUREAU,
    CODES,
    DISTRICT,
    OFFICE,
    ROOM,
    UNITS,
    A,
    B,
    Hall,
    department,
    hall,
    incident,
    person,
    unit,
)

S = IncidentState
_IDS = ("i1", "i2", "i3", "i4")
_ACTORS = (
    person("街", *ROOM, "leader", "supervisor"),
    person("区", *ROOM, "leader", "supervisor", org=DISTRICT),
    person("派", "dispatcher"),
    person("局", org=None, departments=(BUREAU,)),
    Actor(id="rule", name="规则", internal=True),
)
_RECIPIENTS = (
    *(unit(id_) for id_ in UNITS),
    department(BUREAU),
    department(OFFICE),
    {"kind": "org", "id": B},
    {"kind": "org", "id": A1},
)
#: Work is given and done more often than the rest, or few lives would come far.
_ACTS = (
    *sorted(set(ACTS) - {"task.link"}),
    *("incident.accept", "incident.assign", "incident.assign", "incident.finish", "incident.verify"),
    *("task.sign", "task.done", "task.return", "incident.recall", "incident.suspend", "incident.ledger"),
)
_WORKING = frozenset({S.HANDLING, S.SUSPENDED, S.LEDGERED})
_SETTLED = frozenset({S.TO_VERIFY, S.CLOSED})


class Lives:
    """A few incidents in one transaction that is never written."""

    def __init__(self, room: Hall, connection: Connection) -> None:
        self.now = room.now
        self._room = room
        self._batch = Batch(connection, now=self.now)
        draft = Draft(self._batch, by="hall")
        for severity, id_ in enumerate(_IDS, start=1):
            one = incident(S.PENDING, self.now, serial_no=id_, severity=severity)
            clocks = after(
                None, one, act="incident.create", now=self.now, limits=_LIMITS.current, org_codes=CODES
            )
            draft.put(id_, replace(one, deadlines=clocks), codes=CODES[A])
        self._batch.merge(draft)

    def act(
        self, name: str, actor: Actor, target: str, args: dict[str, Any], *, later_s: float = 30.0
    ) -> None:
        """Ask for one thing, so much later than the last, and look at all that came of it."""
        self.now += later_s
        self._batch.now = self.now
        before = self.all()
        raw = msgspec.Raw(msgspec.json.encode(args))
        command = Command(cmd_id=new_command_id(self.now), name=name, target=target, args=raw)
        events = len(self._batch.events)
        result = self._room.executor.run(self._batch, actor, command)
        after = self.all()
        was, ver = before[target]
        said = decide(
            name,
            was.state,
            roles=ALL_ROLES if actor.internal else actor.roles,
            relation=Relation.OWN if actor.internal else relation(actor.scope, was, CODES),
            is_handler=not actor.internal and actor.id in was.handlers,
        )
        if not result.ok:
            assert before == after
            assert len(self._batch.events) == events
            if name == "incident.finish" and said.allowed:
                assert "on_call" not in args
                assert lead_to_report(was.tasks) is not None
            return
        assert said.allowed, (name, actor.id, was.state)
        if name == "incident.finish":
            assert lead_to_report(was.tasks) is None or "on_call" in args
        one, newer = after[target]
        assert (newer, one.steps[:-1]) == (ver + 1, was.steps)
        assert (one.steps[-1].action, one.steps[-1].by) == (name, actor.name)
        assert one.state in (said.state, *_ALSO.get(name, ()))
        for id_, (other, _) in before.items():
            assert after[id_][0].steps[: len(other.steps)] == other.steps
        self.look({id_: each for id_, (each, _) in after.items()})

    def look(self, incidents: dict[str, Incident]) -> None:
        """What must always be so."""
        loads: Counter[str] = Counter()
        for id_, one in incidents.items():
            unfinished = [task for task in one.tasks if task.state in UNFINISHED_TASKS]
            loads.update(task.assignee for task in unfinished if task.kind is AssigneeKind.UNIT)
            assert sum(task.lead for task in unfinished) <= 1
            assert not unfinished or one.state in _WORKING
            assert one.request is None or one.state is S.HANDLING
            assert (one.suspension is not None) is (one.state is S.SUSPENDED)
            assert (one.ledger is not None) is (one.state is S.LEDGERED)
            assert (one.closed_at is not None) is (one.state in CLOSED_STATES)
            assert (one.finished_at is not None) is (one.state in _SETTLED)
            assert (one.merged_into is not None) is (one.state is S.MERGED)
            if one.merged_into is not None:
                into = incidents[one.merged_into]
                assert into.state is not S.MERGED
                assert id_ in into.merged
            assert all(incidents[each].merged_into == id_ for each in one.merged)
            assert len({task.id for task in one.tasks}) == len(one.tasks)
            look_at_clocks(one)
        for id_ in UNITS:
            row = self._batch.row("unit", id_)
            assert row is not None
            assert row.decode(Unit).load == loads[id_]

    def take_back(
        self, name: str, actor: Actor, target: str, before: dict[str, tuple[Incident, int]]
    ) -> bool:
        """Take back at once what was done, as a desk does; whether it was possible and all is as it was."""
        was, done = before[target][0], self.all()
        old = {task.id for task in was.tasks}
        args: dict[str, Any] = {"text": "t", "reason": "r"}
        if UNDO[name] == "incident.recall":
            args["tasks"] = [task.id for task in done[target][0].tasks if task.id not in old]
        self.act(UNDO[name], actor, target, args, later_s=5.0)
        again = self.all()
        if again == done:
            return False
        for id_, (one, _) in again.items():
            assert standing(one) == standing(before[id_][0]), (name, was.state, id_ == target)
        return True

    def all(self) -> dict[str, tuple[Incident, int]]:
        """Every incident with its version."""
        rows = [row for id_ in _IDS if (row := self._batch.row("incident", id_)) is not None]
        return {row.id: (row.decode(Incident), row.ver) for row in rows}

    def name(self, target: str, number: int) -> str:
        """An act, chosen by `number`: of five, four are possible as the incident stands."""
        state = self.all()[target][0].state
        names = _ACTS if number % 5 == 0 else [name for name in _ACTS if allowed(name, state)]
        return names[number // 5 % len(names)]

    def arguments(self, name: str, target: str, number: int) -> dict[str, Any]:
        """Arguments for an act, chosen by `number`."""
        one = self.all()[target][0]
        ahead = format_time(self.now + 600.0 * (1 + number % 50))
        tasks = [task.id for task in one.tasks] or ["t"]
        documents = [each.number for each in one.supervisions] or ["-"]
        match name.rpartition(".")[2]:
            case "finish":
                return {"text": "t"} | ({"on_call": "c"} if number % 2 else {})
            case "merge":
                return {"into": _IDS[number % len(_IDS)]}
            case "assign":
                first, count = number % len(_RECIPIENTS), 1 + number // 7 % 3
                chosen = [_RECIPIENTS[(first + n) % len(_RECIPIENTS)] for n in range(count)]
                leads = {0: True, 1: None, 2: False}[number // 3 % 3]
                return {
                    "assignees": [
                        {**each, "lead": leads if n == 0 else None} for n, each in enumerate(chosen)
                    ]
                }
            case "transfer":
                return {"org": (A, B, DISTRICT)[number % 3], "reason": "r"}
            case "recall":
                return {"tasks": tasks[-1:] if number % 2 else [], "reason": "r"}
            case "request_extension" | "suspend":
                return {"until": ahead, "reason": "r"}
            case "ledger":
                return {"review_at": ahead, "owner": "x", "reason": "r"}
            case "decide_extension":
                return {"granted": number % 3 > 0}
            case "strike":
                return {"text": "t", "settled": number % 2 == 0}
            case "verify":
                return {"pass": number % 2 == 0, "text": "t"}
            case "supervise":
                return {"demand": "d", "due_at": ahead}
            case "reply_supervision" | "release_supervision":
                return {"number": documents[number % len(documents)], "text": "t"}
            case "copy":
                return {"to": [(B, BUREAU)[number % 2]]}
            case "rate":
                return {"score": 1 + number % 5}
            case "file_report":
                return {"kind": ("first", "follow_up", "final")[number % 3], "text": "t"}
            case "sign" | "arrive" | "done" | "return":
                return {"task": tasks[-1 - number % min(3, len(tasks))], "text": "t", "reason": "r"}
            case _:
                return {"text": "t", "reason": "r"}


def look_at_clocks(one: Incident) -> None:
    """What must always be so of an incident's clocks, with limits for all of them."""
    assert len({each.id for each in one.deadlines}) == len(one.deadlines)
    for each in one.deadlines:
        assert (each.paused_at is None) is (each.left_s is None)
        assert each.met_at is None or each.paused_at is None
        assert each.started_at <= each.due_at <= (each.far_at or "")
        assert each.warn_at <= each.due_at
    going = [each for each in one.deadlines if each.met_at is None]
    waiting = sorted(task.id for task in one.tasks if task.state is TaskState.OFFERED)
    assert sorted(each.task or "" for each in going if each.clock is Clock.SIGN) == waiting
    kinds = {each.clock for each in going} - _BESIDE
    if one.state in _RESTING:
        assert all(each.clock is Clock.REVIEW or not each.runs for each in going)
        assert (Clock.REVIEW in kinds) is (one.state is S.LEDGERED)
    else:
        assert all(each.runs for each in going)
        idle = one.state is S.HANDLING and not any(task.state in UNFINISHED_TASKS for task in one.tasks)
        if idle and not any(task.state is TaskState.DONE for task in one.tasks):
            assert Clock.DISPATCH in kinds
        beside = {Clock.FINAL_REPORT} | ({Clock.DISPATCH} if idle else set())
        assert kinds - beside == _CLOCKS.get(one.state, set())


def standing(one: Incident) -> dict[str, Any]:
    """How an incident stands, without its trail, what was taken back and what a rest has moved."""
    going = [each for each in one.deadlines if each.met_at is None]
    return {
        **msgspec.structs.asdict(one),
        "steps": None,
        "deadlines": sorted((each.clock, each.task or "", each.rule, each.started_at) for each in going),
        "tasks": {
            (task.id, task.state, task.lead) for task in one.tasks if task.state is not TaskState.RECALLED
        },
        "merged": set(one.merged),
    }


_LIMITS = LimitsBook()
_RESTING = frozenset({S.SUSPENDED, S.LEDGERED})
_BESIDE = frozenset({Clock.SIGN, Clock.FIRST_REPORT, Clock.FOLLOW_UP_REPORT})
#: Which clocks run in a state, beside those of tasks and of reports.
_CLOCKS = {
    S.PENDING: {Clock.ACCEPT},
    S.TO_DISPATCH: {Clock.DISPATCH},
    S.HANDLING: {Clock.HANDLE},
    S.TO_VERIFY: {Clock.VERIFY},
}
#: Where an act leads beside the state that the table names.
_ALSO = {
    "incident.verify": (S.HANDLING,),
    "incident.recall": (S.TO_DISPATCH,),
    "incident.strike": (S.TO_VERIFY,),
    "incident.reopen": (S.TO_DISPATCH,),
    "incident.decide_extension": (S.SUSPENDED, S.LEDGERED),
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    with hall(tmp_path_factory.mktemp("lives")) as one:
        yield one


@settings(max_examples=100)
@given(
    asked=st.lists(
        st.tuples(
            st.integers(0, 999),
            st.integers(0, len(_ACTORS) - 1),
            # Most of it happens to one of them.
            st.sampled_from((0, 0, 0, 1, 1, 2, 3)),
            st.integers(0, 999),
        ),
        min_size=20,
        max_size=60,
    )
)
def test_what_must_always_be_so_is_so(shared: Hall, asked: list[tuple[int, int, int, int]]) -> None:
    with shared.store.reading() as connection:
        lives = Lives(shared, connection)
        for act, who, which, number in asked:
            target = _IDS[which]
            name = lives.name(target, act)
            lives.act(name, _ACTORS[who], target, lives.arguments(name, target, number))


def test_what_is_taken_back_at_once_is_as_it_was(shared: Hall) -> None:
    rng = random.Random(2)
    taken: Counter[str] = Counter()
    with shared.store.reading() as connection:
        for _ in range(25):
            lives = Lives(shared, connection)
            for _ in range(80):
                target, actor = rng.choice(("i1", "i1", "i1", "i2", "i3")), rng.choice(_ACTORS)
                name = lives.name(target, rng.randrange(1000))
                before = lives.all()
                args = lives.arguments(name, target, rng.randrange(1000))
                lives.act(name, actor, target, args, later_s=rng.choice((1.0, 30.0, 3600.0)))
                if name in UNDO and lives.all() != before and takes_back_whole(name, before[target][0]):
                    taken[name] += lives.take_back(name, actor, target, before)
    assert taken.keys() == {name for name in UNDO if name.startswith("incident.")}


def takes_back_whole(name: str, was: Incident) -> bool:
    """Whether an act can be taken back without a rest: one that ends a request does not bring it back, and
    who recalls the last open task has to dispatch anew.
    """
    match name:
        case "incident.suspend":
            return was.request is None
        case "incident.assign":
            return was.state is S.TO_DISPATCH or any(task.state in UNFINISHED_TASKS for task in was.tasks)
    return True


def test_a_long_life_comes_through_every_state(shared: Hall) -> None:
    """The property is worth something: what is drawn from chance alone reaches every state."""
    seen: set[IncidentState] = set()
    rng = random.Random(1)
    with shared.store.reading() as connection:
        for _ in range(8):
            lives = Lives(shared, connection)
            for _ in range(120):
                target = rng.choice(_IDS)
                name = lives.name(target, rng.randrange(1000))
                args = lives.arguments(name, target, rng.randrange(1000))
                lives.act(name, rng.choice(_ACTORS), target, args)
                seen |= {one.state for one, _ in lives.all().values()}
    assert seen == set(S)
