"""What every clock of an incident must be, reckoned once more from its trail and the meaning of the limits.

Nothing of the product's own reckoning is used: the working calendar is walked minute by minute, the limits
of `limits.toml` stand here in other words, and each act's effect on the clocks is written out by hand.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

MINUTE = 60.0
HOUR = 3600.0
#: All that is reckoned lies within this many days.
DAYS = 80
RULE = "规则"
RESTING = ("suspended", "ledgered")


class Walked:
    """Working time, walked minute by minute from midnight in Shanghai, eight hours ahead of UTC."""

    def __init__(self, first_day: datetime) -> None:
        self.zero = first_day.timestamp()
        self.passed = [0.0]
        for minute in range(DAYS * 24 * 60):
            local = first_day + timedelta(minutes=minute, hours=8)
            self.passed.append(self.passed[-1] + (MINUTE if _is_worked(local) else 0.0))

    def at(self, moment: float) -> float:
        """Working seconds from the first midnight to `moment`."""
        minute, rest = divmod(moment - self.zero, MINUTE)
        before, after = self.passed[int(minute)], self.passed[int(minute) + 1]
        return before + (rest if after > before else 0.0)

    def first(self, passed: float) -> float:
        """The first moment at which so many working seconds have passed."""
        minute = bisect_left(self.passed, passed - 1e-6)
        return self.zero + (minute - 1) * MINUTE + (passed - self.passed[minute - 1])


def _is_worked(local: datetime) -> bool:
    day, clock = local.strftime("%m-%d"), local.strftime("%H:%M")
    if day in ("09-25", "09-26", "09-27") or (local.weekday() >= 5 and day != "09-20"):
        return False
    evening = "16:00" if local.weekday() == 4 else "17:30"
    return "08:30" <= clock < "12:00" or "13:30" <= clock < evening


def seconds(text: str) -> float:
    """The contract's text as seconds since the epoch."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC).timestamp()


@dataclass
class Expected:
    """One clock by hand, limits and rests in its own kind of time; it was made at `made`."""

    clock: str
    task: str | None
    rule: str
    start: float
    limit: float
    working: bool
    due: float
    made: float
    added: float = 0.0
    left: float | None = None
    paused: float | None = None
    met: float | None = None
    forgiven: list[float] = field(default_factory=list)

    @property
    def whole(self) -> float:
        return self.limit + self.added


class Reckoner:
    """The clocks of one incident; `codes` are the orgs' division codes, `parents` the orgs above them."""

    def __init__(
        self,
        walked: Walked,
        incident: dict[str, Any],
        *,
        owner: str,
        codes: dict[str, str],
        parents: dict[str, str | None],
    ) -> None:
        self.walked = walked
        self.type_code: str = incident["type_code"]
        self.severity: int = incident["severity"]
        self.tasks: list[dict[str, Any]] = incident.get("tasks", [])
        self.owner, self.codes, self.parents = owner, codes, parents
        self.reporters: list[str] = []
        self.state = ""
        self.asked: dict[str, Any] | None = None
        self.kinds: list[str] = []
        self.known: set[str] = set()
        self.clocks: list[Expected] = []

    # Time of either kind.

    def later(self, moment: float, by: float, working: bool) -> float:
        if not working:
            return moment + by
        return self.walked.first(self.walked.at(moment) + by)

    def passed(self, start: float, end: float, working: bool) -> float:
        return self.walked.at(end) - self.walked.at(start) if working else end - start

    # Limits, said once more.

    def limit(self, clock: str, act: str, task: str | None) -> tuple[str, float, bool] | None:
        major = self.severity in (1, 2)
        again = ("incident.return_report", "incident.recall", "task.return", "incident.reopen")
        match clock:
            case "accept" if self.severity == 1:
                return "accept red", 10 * MINUTE, False
            case "accept" if act in ("incident.transfer", "incident.report_up"):
                return "accept again", HOUR, False
            case "accept":
                return "accept", 30 * MINUTE, False
            case "dispatch" if act in again:
                return "dispatch again", 20 * MINUTE, False
            case "dispatch":
                return "dispatch", 40 * MINUTE, False
            case "sign" if self.codes[self._org_of(task)].startswith("330104001"):
                return "sign in one street", 10 * MINUTE, False
            case "sign":
                return "sign", 15 * MINUTE, False
            case "handle" if self.type_code == "0306":
                return "handle traffic", 2 * HOUR, True
            case "handle" if self.type_code == "0701":
                return "handle old people", 7.5 * HOUR, True
            case "handle" if self.type_code.startswith("03"):
                return "handle safety", 4 * HOUR, False
            case "handle" if act == "incident.verify":
                return "handle again", 90 * MINUTE, False
            case "handle":
                return "handle", 3 * HOUR, False
            case "verify":
                return "verify", HOUR, False
            case "first_report" if major:
                return "first report", 30 * MINUTE, False
            case "follow_up_report" if major:
                return "follow-up", 2 * HOUR, True
            case "final_report" if major:
                return "final report", 3 * HOUR, False
        return None

    def _org_of(self, task: str | None) -> str:
        found = next((each.get("org") for each in self.tasks if each["id"] == task), None)
        return found or self.owner

    # What happens to clocks.

    def begin(
        self, clock: str, now: float, act: str, *, task: str | None = None, at: float | None = None
    ) -> None:
        found = self.limit(clock, act, task)
        if found is not None:
            rule, limit, working = found
            start = now if at is None else at
            due = self.later(start, limit, working)
            self.clocks.append(Expected(clock, task, rule, start, limit, working, due, now))

    def going(self, clock: str) -> Expected | None:
        return next((each for each in self.clocks if each.clock == clock and each.met is None), None)

    def finish(self, now: float, *clocks: str) -> None:
        for each in self.clocks:
            if each.met is None and each.clock in clocks:
                if each.left is not None:
                    each.due, each.left, each.paused = self.later_or_back(now, each), None, None
                each.met = now

    def later_or_back(self, now: float, each: Expected) -> float:
        assert each.left is not None
        return self.later(now, each.left, each.working) if each.left else now

    def rest(self, now: float) -> None:
        for each in self.clocks:
            if each.met is None and each.left is None:
                each.left, each.paused = self.passed(now, each.due, each.working), now

    def wake(self, now: float) -> None:
        for each in self.clocks:
            if each.met is None and each.left is not None:
                each.due, each.left, each.paused = self.later_or_back(now, each), None, None

    def extend(self, until: float) -> None:
        each = self.going("handle")
        if each is not None and until > each.due:
            each.added += self.passed(each.due, until, each.working)
            each.forgiven.append(each.due)
            each.due = until

    # The acts, one by one.

    def take(self, act: str, now: float, by: str, args: dict[str, Any]) -> None:
        before = self.state
        all_work = ("accept", "dispatch", "sign", "handle", "verify", "review", "final_report")
        match act:
            case "incident.create":
                self.state = "pending"
                self.begin("accept", now, act)
            case "incident.accept":
                came = self.going("accept")
                self.state = "to_dispatch"
                self.finish(now, *all_work)
                self.begin("dispatch", now, act, at=None if came is None else came.start)
            case "incident.transfer" | "incident.report_up":
                if act == "incident.transfer":
                    self.owner = args["org"]
                else:
                    self.reporters.append(self.owner)
                    self.owner = self.parents[self.owner] or ""
                self.state, self.asked = "pending", None
                self.finish(now, *all_work)
                self.begin("accept", now, act)
            case "incident.return_report":
                self.owner, self.state = self.reporters.pop(), "to_dispatch"
                self.finish(now, *all_work)
                self.begin("dispatch", now, act)
            case "incident.assign":
                self.finish(now, "dispatch")
                if before == "to_dispatch":
                    self.state = "handling"
                    self.begin("handle", now, act)
            case "incident.recall":
                self.state, self.asked = "to_dispatch", None
                self.finish(now, *all_work)
                self.begin("dispatch", now, act)
            case "task.return":
                others = [each for each in self.tasks if self._is_open(each, now)]
                if not others and self.going("dispatch") is None:
                    self.begin("dispatch", now, act)
            case "incident.request_extension":
                self.asked = args
            case "incident.decide_extension":
                if by != RULE and args["granted"] and self.asked is not None:
                    self.extend(seconds(self.asked["until"]))
                self.asked = None
            case "incident.suspend":
                self.state, self.asked = "suspended", None
                self.rest(now)
            case "incident.resume":
                self.state = "handling"
                self.wake(now)
            case "incident.ledger":
                self.state, self.asked = "ledgered", None
                self.rest(now)
                until = seconds(args["review_at"])
                self.clocks.append(Expected("review", None, "review", now, until - now, False, until, now))
            case "incident.strike" if args.get("settled"):
                self.state = "to_verify"
                for each in self.clocks:
                    if each.clock.endswith("report") and each.met is None and each.left is not None:
                        each.due, each.left, each.paused = self.later_or_back(now, each), None, None
                self.finish(now, *all_work)
                self.begin("verify", now, act)
            case "incident.strike":
                self.state = "handling"
                self.finish(now, "review")
                self.wake(now)
            case "incident.finish":
                self.state, self.asked = "to_verify", None
                self.finish(now, *all_work)
                self.begin("verify", now, act)
            case "incident.verify" if args["pass"]:
                self.state = "closed"
                self.finish(now, *all_work, "first_report", "follow_up_report")
                if "final" not in self.kinds:
                    self.begin("final_report", now, act)
            case "incident.verify":
                self.state = "handling"
                self.finish(now, "verify")
                self.begin("handle", now, act)
                if not any(self._is_open(each, now) for each in self.tasks):
                    self.begin("dispatch", now, act)
            case "incident.reject" | "incident.void":
                self.state = "rejected"
                self.finish(now, *all_work, "first_report", "follow_up_report")
            case "incident.reopen":
                self.state = "to_dispatch"
                self.finish(now, *all_work)
                self.begin("dispatch", now, act)
            case "incident.file_report":
                self.kinds.append(args["kind"])
                self.finish(now, "first_report", "follow_up_report")
                if args["kind"] == "final":
                    self.finish(now, "final_report")
        self._signing(now, act)
        self._reports(now, act)

    def _is_open(self, task: dict[str, Any], now: float) -> bool:
        ended = task.get("ended_at")
        return seconds(task["offered_at"]) <= now and (ended is None or seconds(ended) > now)

    def _signing(self, now: float, act: str) -> None:
        for task in self.tasks:
            offered = seconds(task["offered_at"])
            if offered <= now and task["id"] not in self.known:
                self.known.add(task["id"])
                self.begin("sign", now, act, task=task["id"])
            ends = [seconds(task[name]) for name in ("signed_at", "ended_at") if task.get(name)]
            for each in self.clocks:
                if each.task == task["id"] and each.met is None and ends and min(ends) <= now:
                    each.met = now

    def _reports(self, now: float, act: str) -> None:
        if self.state in ("closed", "rejected", *RESTING) or "final" in self.kinds:
            return
        owed = "follow_up_report" if self.kinds else "first_report"
        if self.going(owed) is None:
            self.begin(owed, now, act)
