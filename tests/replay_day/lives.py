"""The people of the replayed day: each incident lives a life drawn from one seed, on the district's clock."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any

import msgspec

from backend_client.protocol.entities import AssigneeKind, Incident, IncidentState, TaskState
from backend_client.protocol.incident_args import (
    Assign,
    Assignee,
    Comment,
    DecideRequest,
    Empty,
    FileReport,
    Finish,
    PutOnLedger,
    Reason,
    Recall,
    ReportUp,
    RequestExtension,
    Strike,
    Suspend,
    TaskDone,
    TaskRef,
    TaskReturn,
    Transfer,
    Verify,
)
from backend_client.protocol.incident_parts import ReportKind
from backend_client.protocol.lifecycle import lead_to_report
from backend_client.protocol.messages import Result
from backend_client.protocol.times import format_time
from platform_backend.simulation.clock import Clock

MINUTE = 60.0
HOUR = 3600.0

Send = Callable[[str, str, str | None, msgspec.Struct], Awaitable[Result]]


@dataclass(frozen=True)
class Did:
    """One command that was acknowledged."""

    incident: str
    name: str
    args: dict[str, Any]


@dataclass
class Diary:
    """Everything that was sent: `did` took effect, `refused` did not, in words."""

    did: list[Did] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


class _Over(Exception):
    """The day is over: nobody does any more."""


class Life:
    """One incident from its report on, to `until` at most; `look` answers how it stands now."""

    def __init__(
        self,
        id_: str,
        *,
        send: Send,
        look: Callable[[str], Incident],
        clock: Clock,
        diary: Diary,
        streets: Sequence[str],
        departments: Sequence[str],
        until: float,
        rng: Random,
    ) -> None:
        self._id = id_
        self._until = until
        self._send = send
        self._look = look
        self._clock = clock
        self._diary = diary
        self._streets = streets
        self._departments = departments
        self._rng = rng

    async def live(self) -> None:
        """From the report to the end, or for as long as the day lasts."""
        with suppress(_Over):
            await self._live()

    async def _live(self) -> None:
        if self._chance(0.1):
            # Nobody looks at it.
            return
        await self._wait(2, 50)
        match self._draw("reject", "void", "transfer", *["accept"] * 17):
            case "reject":
                await self._do("incident.reject", Reason(reason="不属于受理范围"))
                return
            case "void":
                await self._do("incident.void", Reason(reason="误报"))
                return
            case "transfer":
                other = next(org for org in self._shuffled(self._streets) if org != self._now().owner_org)
                await self._do("incident.transfer", Transfer(org=other, reason="属地不符"))
                await self._wait(5, 80)
        await self._do("incident.accept", Empty())
        await self._major()
        if self._chance(0.1):
            await self._above()
        await self._wait(1, 40)
        if self._chance(0.08):
            await self._finish("电话办结")
        else:
            await self._assign()
            await self._work()
            if self._now().state is IncidentState.HANDLING:
                await self._finish("已处理完毕")
        while self._now().state is IncidentState.TO_VERIFY:
            await self._wait(5, 80)
            passed = self._chance(0.75)
            await self._do("incident.verify", Verify(passed=passed, text="核查"))
            if not passed:
                await self._wait(10, 100)
                await self._finish("重新处理完毕")
        await self._after()

    async def _above(self) -> None:
        await self._do("incident.report_up", ReportUp(reason="超出权限"))
        await self._wait(5, 80)
        if self._chance(0.5):
            await self._do("incident.return_report", Reason(reason="请自行处置"))
        else:
            await self._do("incident.accept", Empty())

    async def _assign(self) -> None:
        chosen = self._shuffled(self._departments)[: self._rng.choice((1, 1, 2))]
        kind = AssigneeKind.DEPARTMENT
        if self._chance(0.4):
            kind, chosen = AssigneeKind.ORG, self._shuffled(self._streets)[:1]
        assignees = tuple(Assignee(kind=kind, id=each) for each in chosen)
        await self._do("incident.assign", Assign(assignees=assignees))

    async def _work(self) -> None:
        await self._wait(1, 30)
        if self._chance(0.06):
            await self._do("incident.recall", Recall(reason="派错单位"))
            await self._wait(2, 30)
            await self._assign()
            await self._wait(1, 20)
        for task in self._now().tasks:
            if task.state is not TaskState.OFFERED:
                continue
            if self._chance(0.1):
                await self._do("task.return", TaskReturn(task=task.id, reason="非本单位职责"))
                await self._wait(1, 30)
            else:
                await self._do("task.sign", TaskRef(task=task.id))
                await self._wait(1, 10)
        if all(task.state is TaskState.RETURNED for task in self._now().tasks):
            await self._assign()
        match self._draw("extension", "suspend", "ledger", "none", "none"):
            case "extension":
                await self._extension()
            case "suspend":
                await self._suspension()
            case "ledger":
                await self._ledger()
        await self._major()
        await self._wait(10, 240)

    async def _finish(self, text: str) -> None:
        """Once the lead says so: at his own console, or, where he has not signed yet, on the telephone."""
        lead = lead_to_report(self._now().tasks)
        if lead is not None and lead.state is not TaskState.OFFERED:
            await self._do("task.done", TaskDone(task=lead.id, text=text))
            lead = None
        await self._do("incident.finish", Finish(text=text, on_call=None if lead is None else lead.name))

    async def _extension(self) -> None:
        until = self._in(2 * HOUR, 9 * HOUR)
        await self._do("incident.request_extension", RequestExtension(until=until, reason="等待配件"))
        match self._draw("granted", "refused", "forgotten"):
            case "granted":
                await self._wait(5, 40)
                await self._do("incident.decide_extension", DecideRequest(granted=True))
            case "refused":
                await self._wait(5, 40)
                await self._do("incident.decide_extension", DecideRequest(granted=False, text="抓紧"))
            case "forgotten":
                # By rule it expires after an hour.
                await self._wait(90, 120)

    async def _suspension(self) -> None:
        await self._do("incident.suspend", Suspend(until=self._in(HOUR, 3 * HOUR), reason="等待审批"))
        if self._chance(0.5):
            await self._wait(10, 50)
            await self._do("incident.resume", Comment())
        while self._now().state is IncidentState.SUSPENDED:
            # By rule it goes on.
            await self._wait(10, 20)

    async def _ledger(self) -> None:
        review = PutOnLedger(reason="需改造", owner="街道", review_at=self._in(HOUR, 4 * HOUR))
        await self._do("incident.ledger", review)
        await self._wait(60, 200)
        await self._do("incident.strike", Strike(text="已落实", settled=self._chance(0.3)))

    async def _major(self) -> None:
        incident = self._now()
        if incident.severity <= 2 and self._chance(0.6):
            await self._wait(1, 20)
            kind = ReportKind.FOLLOW_UP if self._now().reports else ReportKind.FIRST
            await self._do("incident.file_report", FileReport(kind=kind, text="情况报告", to="区总值班室"))

    async def _after(self) -> None:
        incident = self._now()
        if incident.severity <= 2 and incident.reports and self._chance(0.6):
            await self._wait(10, 240)
            await self._do("incident.file_report", FileReport(kind=ReportKind.FINAL, text="终报"))
        elif self._chance(0.1):
            await self._wait(10, 60)
            await self._do("incident.reopen", Reason(reason="回访不满意"))

    async def _do(self, name: str, args: msgspec.Struct) -> None:
        if self._clock.now() >= self._until:
            raise _Over
        result = await self._send("示范人员", name, self._id, args)
        if result.error is None:
            self._diary.did.append(Did(self._id, name, msgspec.to_builtins(args)))
        else:
            self._diary.refused.append(f"{name}: {result.error.code} {result.error.message}")

    def _now(self) -> Incident:
        return self._look(self._id)

    def _in(self, least: float, most: float) -> str:
        return format_time(self._clock.now() + self._rng.uniform(least, most))

    async def _wait(self, least: float, most: float) -> None:
        await self._clock.sleep(self._rng.uniform(least, most) * MINUTE)

    def _chance(self, part: float) -> bool:
        return self._rng.random() < part

    def _draw(self, *words: str) -> str:
        return self._rng.choice(words)

    def _shuffled(self, names: Sequence[str]) -> list[str]:
        return self._rng.sample(list(names), len(names))
