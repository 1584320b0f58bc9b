"""Compares what the platform wrote of a replayed day with what must have come of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.replay_day.day import BEGIN, Day
from tests.replay_day.reckoning import RULE, Expected, Reckoner, Walked, seconds

#: Moments are written to the millisecond, and each rest rounds once more.
_SAME_S = 0.01
#: Steps of the rule: urged when due, supervised 20 minutes later.
_AFTER = (0.0, 1200.0)
_RESTS = ("incident.suspend", "incident.ledger")


@dataclass
class Verdict:
    """`wrong` says what is not as it must be; `late` how long after it was due each breach was found."""

    wrong: list[str] = field(default_factory=list)
    clocks: Counter[str] = field(default_factory=Counter)
    ended: int = 0
    rests: int = 0
    breached: int = 0
    urged: int = 0
    supervised: int = 0
    late: list[float] = field(default_factory=list)


def judge(day: Day, *, slack_s: float) -> Verdict:
    """Judge every incident; what ended less than `slack_s` after a step was due may have been quicker."""
    verdict = Verdict()
    did = defaultdict(list)
    for each in day.diary.did:
        did[each.incident].append(each)
    missing = set(day.reported) - day.bodies.keys()
    if missing or len(day.reported) != day.rows or day.summary.sent != day.rows:
        verdict.wrong.append(f"{day.rows} rows, {len(day.reported)} reported, {len(missing)} of them lost")
    walked = Walked(datetime.fromtimestamp(BEGIN, UTC).replace(hour=16, minute=0) - timedelta(days=5))
    for id_, body in day.bodies.items():
        _Case(day, walked, id_, body, verdict, slack_s).judge(did[id_])
    return verdict


class _Case:
    """One incident before the judge."""

    def __init__(
        self, day: Day, walked: Walked, id_: str, body: dict[str, Any], verdict: Verdict, slack_s: float
    ) -> None:
        self.day = day
        self.body = body
        self.id = id_
        self.verdict = verdict
        self.slack_s = slack_s
        owner = day.owners[body["grid_code"]]
        self.reckoner = Reckoner(walked, body, owner=owner, codes=day.codes, parents=day.parents)

    def judge(self, did: list[Any]) -> None:
        steps = self.body["steps"]
        people = [step for step in steps[1:] if step["by"] != RULE]
        if self.id in self.day.reported and [step["action"] for step in people] != [
            each.name for each in did
        ]:
            self.wrong(f"{[each.name for each in did]} was acknowledged, on the trail is {people}")
            return
        args = iter([each.args for each in did])
        self.verdict.rests += sum(step["action"] in _RESTS for step in steps)
        for step in steps:
            theirs = step["by"] != RULE and step is not steps[0] and self.id in self.day.reported
            self.reckoner.take(step["action"], seconds(step["at"]), step["by"], next(args) if theirs else {})
        clocks = defaultdict(list)
        for one in self.body.get("deadlines", []):
            clocks[one["clock"]].append(one)
        expected = defaultdict(list)
        for clock in self.reckoner.clocks:
            expected[clock.clock].append(clock)
        for name in clocks.keys() | expected.keys():
            if len(clocks[name]) != len(expected[name]):
                self.wrong(f"{len(clocks[name])} clocks {name}, not {len(expected[name])}")
                continue
            for one, other in zip(clocks[name], expected[name], strict=True):
                self.compare(one, other)
        self.pressure()

    def compare(self, one: dict[str, Any], other: Expected) -> None:
        verdict, later = self.verdict, self.reckoner.later
        verdict.clocks[other.clock] += 1
        verdict.ended += other.met is not None
        pairs = {
            "started_at": other.start,
            "due_at": other.due,
            "warn_at": later(other.due, -0.3 * other.whole, other.working),
            "far_at": later(other.due, other.whole, other.working),
            "met_at": other.met,
            "paused_at": other.paused,
        }
        for name, moment in pairs.items():
            found = one.get(name)
            if (found is None) is not (moment is None):
                self.wrong(f"{one['id']}.{name} is {found}, not {moment}")
            elif found is not None and moment is not None and abs(seconds(found) - moment) > _SAME_S:
                self.wrong(f"{one['id']}.{name} is {found}, {seconds(found) - moment:.3f} s off")
        said = (one["rule"], one.get("working", False), one.get("task"))
        if said != (other.rule, other.working, other.task) or abs(one["limit_s"] - other.limit) > _SAME_S:
            self.wrong(f"{one['id']} is {said} with {one['limit_s']} s, not {other.rule}, {other.limit} s")
        if abs(one.get("extended_s", 0.0) - other.added) > _SAME_S:
            self.wrong(f"{one['id']} was extended by {one.get('extended_s')}, not {other.added}")
        if other.left is not None and abs(one.get("left_s", 0.0) - other.left) > _SAME_S:
            self.wrong(f"{one['id']} has {one.get('left_s')} s left, not {other.left}")
        self.breach(one, other)

    def breach(self, one: dict[str, Any], other: Expected) -> None:
        """Found past due when, and only when, it was; pressed as often as the rule says by then."""
        if other.paused is not None:
            late = most = -(other.left or 0.0)
            slack = self.slack_s
        elif other.met is not None:
            # Whoever ends a clock finds it past due himself, if nobody was quicker.
            late = most = other.met - other.due
            slack = _SAME_S
        else:
            late, most = self.day.settled_at - other.due, self.day.stopped_at - other.due
            slack = 0.0
        found, escalated = one.get("breached_at"), one.get("escalated", 0)
        if found is not None:
            self.verdict.breached += 1
            if most < -_SAME_S:
                self.wrong(f"{one['id']} was found past due, due {one['due_at']}, breached {found}")
            if self.id in self.day.reported and not other.working and other.clock != "review":
                self.verdict.late.append(seconds(found) - max(other.due, other.made))
        elif late > slack:
            self.wrong(f"{one['id']} was not found past due, {late:.0f} s over")
        slack = self.slack_s if other.met is not None or other.paused is not None else 0.0
        least, at_most = (
            sum(late > each + slack for each in _AFTER),
            sum(most > each - _SAME_S for each in _AFTER),
        )
        if not least <= escalated <= at_most and not other.working:
            self.wrong(f"{one['id']} was pressed {escalated} times, {late:.0f} s over")

    def pressure(self) -> None:
        """Each step of the rule was taken once: its acts on the trail are those its clocks tell of."""
        mine = Counter(step["action"] for step in self.body["steps"] if step["by"] == RULE)
        told = [one.get("escalated", 0) for one in self.body.get("deadlines", [])]
        self.verdict.urged += mine["incident.urge"]
        self.verdict.supervised += mine["incident.supervise"]
        if self.id not in self.day.reported or any(each.forgiven for each in self.reckoner.clocks):
            return
        final = [one for one in self.body.get("deadlines", []) if one["clock"] == "final_report"]
        told = [one.get("escalated", 0) for one in self.body.get("deadlines", []) if one not in final]
        urges, documents = sum(each >= 1 for each in told), sum(each >= 2 for each in told)
        if (mine["incident.urge"], mine["incident.supervise"]) != (urges, documents):
            self.wrong(f"{dict(mine)} by rule, its clocks tell of {urges} and {documents}")

    def wrong(self, words: str) -> None:
        self.verdict.wrong.append(f"{self.id} ({self.body['state']}): {words}")
