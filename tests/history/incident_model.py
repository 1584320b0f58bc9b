"""What one incident must do: the lifecycle as a sequential machine that says which answers are possible.

Of the incident it knows what commands decide on: version, last hand, state, owner and open tasks. Read from
the contract (docs/protocol.md), not from the platform's code, but for the table of the lifecycle itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec

from backend_client.protocol.entities import Incident, IncidentState, TaskState
from backend_client.protocol.errors import RETRYABLE, ErrorCode
from backend_client.protocol.lifecycle import UNFINISHED_TASKS, next_state

#: Refusals that say nothing about the incident.
_WITHOUT_A_LOOK = frozenset({*RETRYABLE, ErrorCode.EXPIRED})


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a caller was told. Of a read: what stood there; of a refusal: `code`, and whom it names."""

    ok: bool
    ver: int | None = None
    code: str = ""
    current: int | None = None
    by: str | None = None
    state: IncidentState | None = None
    owner: str | None = None
    tasks: frozenset[str] = frozenset()
    steps: int = 0


class Call(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One command (or ``read``) of `by` on one incident; `mark` stands once in its trail if it took effect.

    `answer` is None when nobody saw one.
    """

    by: str
    name: str
    incident: str
    mark: str = ""
    expect_ver: int | None = None
    org: str = ""
    units: tuple[str, ...] = ()
    on_call: bool = False
    passed: bool = False
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class State:
    """An incident as far as commands look at it; `tasks` are the assignees of the open ones.

    `lead` is who leads, or led when it was finished; empty when that was taken back. `handlers` settled it
    themselves.
    """

    ver: int
    by: str
    state: IncidentState
    owner: str
    tasks: frozenset[str] = frozenset()
    lead: str = ""
    handlers: frozenset[str] = frozenset()


def state_of(incident: Incident, ver: int) -> State:
    """What the model knows of a real incident."""
    return State(
        ver=ver,
        by=incident.steps[-1].by,
        state=incident.state,
        owner=incident.owner_org,
        tasks=open_tasks(incident),
        lead=_lead(incident),
        handlers=frozenset(incident.handlers),
    )


def open_tasks(incident: Incident) -> frozenset[str]:
    """Assignees that still owe something."""
    return frozenset(task.assignee for task in incident.tasks if task.state in UNFINISHED_TASKS)


def _lead(incident: Incident) -> str:
    last = next((task for task in reversed(incident.tasks) if task.lead), None)
    return last.assignee if last is not None and last.state in {*UNFINISHED_TASKS, TaskState.DONE} else ""


def step(state: State, call: Call) -> State | None:
    """The state after a call, or None when it cannot have been answered so in this one."""
    answer = call.answer
    if call.name == "read":
        return state if answer is None or _reads(state, answer) else None
    after = _effect(state, call)
    if answer is None:
        # Nobody knows: it takes effect here, or (when the search leaves it out) nowhere.
        return after if isinstance(after, State) else None
    if answer.ok:
        return after if isinstance(after, State) and after.ver == answer.ver else None
    if answer.code in _WITHOUT_A_LOOK:
        return state
    if isinstance(after, State) or after != answer.code:
        return None
    if after == ErrorCode.VERSION_CONFLICT and (answer.current, answer.by) != (state.ver, state.by):
        return None
    return state


def _reads(state: State, answer: Answer) -> bool:
    seen = (answer.ver, answer.steps, answer.state, answer.owner, answer.tasks)
    return seen == (state.ver, state.ver, state.state, state.owner, state.tasks)


def _effect(state: State, call: Call) -> State | ErrorCode:
    """The state after carrying the command out, or why it must be refused."""
    if call.expect_ver is not None and call.expect_ver != state.ver:
        return ErrorCode.VERSION_CONFLICT
    following = next_state(call.name, state.state)
    if following is None:
        return ErrorCode.ILLEGAL_TRANSITION
    if call.name == "incident.verify" and call.by in state.handlers:
        return ErrorCode.FORBIDDEN
    after = replace(state, ver=state.ver + 1, by=call.by, state=following)
    without = replace(after, tasks=frozenset(), lead="" if state.lead in state.tasks else state.lead)
    match call.name:
        case "incident.assign":
            if state.tasks.intersection(call.units):
                return ErrorCode.BAD_REQUEST
            lead = state.lead if state.lead in state.tasks else call.units[0]
            return replace(after, tasks=state.tasks.union(call.units), lead=lead)
        case "incident.transfer":
            if call.org == state.owner:
                return ErrorCode.BAD_REQUEST
            return replace(without, owner=call.org)
        case "incident.recall":
            return replace(without, state=IncidentState.TO_DISPATCH)
        case "incident.finish":
            if state.lead in state.tasks and not call.on_call:
                return ErrorCode.ILLEGAL_TRANSITION
            by_himself = state.state is IncidentState.TO_DISPATCH or not state.lead
            handlers = state.handlers | {call.by} if by_himself else state.handlers
            return replace(after, tasks=frozenset(), handlers=handlers)
        case "incident.verify" if not call.passed:
            tasks = frozenset({state.lead} if state.lead else ())
            return replace(after, state=IncidentState.HANDLING, tasks=tasks)
        case _:
            return after
