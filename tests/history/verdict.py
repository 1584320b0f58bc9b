"""What a race proves: is the history linearizable, was anything lost, applied twice or out of nothing?"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from backend_client.protocol.entities import Incident
from tests.history.incident_model import Answer, Call, State, open_tasks, state_of, step
from tests.history.linear import Operation, Verdict, check


@dataclass(frozen=True, slots=True)
class Stand:
    """The incidents raced for with their versions, and the units' counts of unfinished tasks."""

    incidents: dict[str, tuple[int, Incident]]
    loads: dict[str, int]


@dataclass(frozen=True, slots=True)
class Findings:
    """What is not as it must be; all empty when nothing is wrong.

    `broken` says what could not be explained, by incident; `loads` are units that count more or fewer tasks
    than they have.
    """

    broken: dict[str, str]
    lost: tuple[Call, ...]
    twice: tuple[str, ...]
    from_nowhere: tuple[str, ...]
    loads: tuple[str, ...]

    @property
    def linearizable(self) -> bool:
        """Whether every incident's history can be explained."""
        return not self.broken


def judge(history: Sequence[Operation[Call]], before: Stand, after: Stand) -> Findings:
    """Compare what everybody was told with what stands in the store."""
    return Findings(
        broken=dict(_broken(history, before, after)),
        lost=tuple(operation.call for operation in history if _lost(operation.call, after)),
        twice=tuple(_twice(history, after)),
        from_nowhere=tuple(_from_nowhere(history, before, after)),
        loads=tuple(_miscounted(before, after)),
    )


def _broken(history: Sequence[Operation[Call]], before: Stand, after: Stand) -> Iterable[tuple[str, str]]:
    by_incident: dict[str, list[Operation[Call]]] = defaultdict(list)
    for operation in history:
        by_incident[operation.call.incident].append(operation)
    moments = [moment for op in history for moment in (op.invoked, op.returned) if moment < math.inf]
    over = max(moments, default=0.0) + 1.0
    for id_, (ver, incident) in before.incidents.items():
        # What stands there in the end was seen by somebody, too.
        last = Operation(_read(id_, *after.incidents[id_]), over, over + 1.0)
        verdict = check([*by_incident[id_], last], initial=state_of(incident, ver), step=step)
        if not verdict.linearizable:
            yield id_, _explain(verdict, state_of(incident, ver))


def _read(id_: str, ver: int, incident: Incident) -> Call:
    answer = Answer(
        ok=True,
        ver=ver,
        state=incident.state,
        owner=incident.owner_org,
        tasks=open_tasks(incident),
        steps=len(incident.steps),
    )
    return Call(by="", name="read", incident=id_, answer=answer)


def _explain(verdict: Verdict[Call], initial: State) -> str:
    state = initial
    for operation in verdict.order:
        state = step(state, operation.call) or state
    return f"after {len(verdict.order)} calls in {state}: {verdict.stuck}"


def _lost(call: Call, after: Stand) -> bool:
    """Whether a command was acknowledged and its step does not stand where the answer says."""
    answer = call.answer
    if call.name == "read" or answer is None or not answer.ok:
        return False
    steps = after.incidents[call.incident][1].steps
    if answer.ver is None or not 1 <= answer.ver <= len(steps):
        return True
    one = steps[answer.ver - 1]
    return (one.action, one.by) != (call.name, call.by) or call.mark not in one.text


def _twice(history: Sequence[Operation[Call]], after: Stand) -> Iterable[str]:
    """Marks that stand in more than one step, and acts without one that were done more often than asked."""
    texts = " ".join(step.text for _, incident in after.incidents.values() for step in incident.steps)
    marks = Counter(word for word in texts.split() if word.startswith("["))
    yield from (mark for mark, count in marks.items() if count > 1)
    asked = Counter(_who(op.call.incident, op.call.by, op.call.name) for op in history if not op.call.mark)
    for id_, (_, incident) in after.incidents.items():
        done = Counter(_who(id_, step.by, step.action) for step in incident.steps if "[" not in step.text)
        for who, count in done.items():
            if who in asked and count > asked[who]:
                yield who


def _from_nowhere(history: Sequence[Operation[Call]], before: Stand, after: Stand) -> Iterable[str]:
    """Steps that nobody asked for, or that only commands asked for that were refused."""
    may_be = Counter(
        _what(op.call.incident, op.call.by, op.call.name, op.call.mark)
        for op in history
        if op.call.answer is None or op.call.answer.ok
    )
    for id_, (ver, incident) in after.incidents.items():
        for one in incident.steps[before.incidents[id_][0] :]:
            mark = next((word for word in one.text.split() if word.startswith("[")), "")
            what = _what(id_, one.by, one.action, mark)
            may_be[what] -= 1
            if may_be[what] < 0:
                yield what
        if ver != len(incident.steps):
            yield f"{id_} has {len(incident.steps)} steps in version {ver}"


def _miscounted(before: Stand, after: Stand) -> Iterable[str]:
    def tasks(stand: Stand) -> Counter[str]:
        return Counter(unit for _, incident in stand.incidents.values() for unit in open_tasks(incident))

    more = tasks(after)
    more.subtract(tasks(before))
    for unit, load in after.loads.items():
        if load - before.loads[unit] != more[unit]:
            yield f"{unit}: {before.loads[unit]} -> {load} with {more[unit]} tasks more"


def _who(incident: str, by: str, name: str) -> str:
    return f"{incident} {by} {name}"


def _what(incident: str, by: str, name: str, mark: str) -> str:
    return f"{incident} {by} {name} {mark}"
