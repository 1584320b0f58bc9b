from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backend_client.protocol.entities import IncidentState
from backend_client.protocol.errors import Refused
from backend_client.protocol.incident_parts import Clock, Deadline
from backend_client.protocol.messages import Scope
from backend_client.protocol.queries import Figures, IncidentReporter, ReporterFound, Statistics
from backend_client.protocol.times import format_time
from platform_backend.incident_queries import reporter, statistics
from tests.platform_backend.commands.hall import A1, BUREAU, CODES, DISTRICT, A, B, C, Hall, hall, person
from tests.platform_backend.conftest import Running, user

S = IncidentState
WHOLE = {"name": "王小明", "phone": "13800005678"}
NEW: dict[str, Any] = {"type_code": "0101", "severity": 2, "title": "积水", "source": "热线"}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Hall]:
    with hall(tmp_path) as one:
        yield one


def ask(room: Hall, id_: str, scope: Scope, reason: str = "回访") -> ReporterFound:
    with room.store.reading() as connection:
        return reporter(connection, IncidentReporter(incident=id_, reason=reason), scope)


def test_who_handles_it_learns_who_reported_it(room: Hall) -> None:
    made = room.do(person("甲"), "incident.create", None, **NEW, reporter=WHOLE)
    id_ = str((made.data or {})["id"])
    room.done(person("甲"), "incident.copy", id_, to=[C])
    for scope in (Scope(division=CODES[A]), Scope(division=CODES[DISTRICT]), Scope()):
        assert ask(room, id_, scope) == ReporterFound(**WHOLE)
    # Who only reads along, and who does not see it at all.
    for scope in (Scope(division=CODES[C]), Scope(division=CODES[B]), Scope(departments=(BUREAU,))):
        with pytest.raises(Refused, match=r"only who handles|there is no incident"):
            ask(room, id_, scope)
    with pytest.raises(Refused, match="say why"):
        ask(room, id_, Scope(), reason="  ")
    assert ask(room, room.incident(), Scope()) == ReporterFound(name="", phone="")


def figures(room: Hall, scope: Scope | None = None, **more: Any) -> Figures:
    args = Statistics(since=format_time(room.now - 10.0), until=format_time(room.now + 10.0), **more)
    with room.store.reading() as connection:
        return statistics(connection, args, scope or Scope())


def test_figures_leave_drills_out_and_rates_what_does_not_count(room: Hall) -> None:
    at = format_time(room.now)
    fine = Deadline(
        id="a", clock=Clock.HANDLE, started_at=at, due_at=at, warn_at=at, limit_s=1.0, rule="r", met_at=at
    )
    late = Deadline(
        id="b",
        clock=Clock.VERIFY,
        started_at=at,
        due_at=at,
        warn_at=at,
        limit_s=1.0,
        rule="r",
        breached_at=at,
    )
    room.incident(S.CLOSED, deadlines=(fine,), reworks=1)
    room.incident(S.CLOSED, deadlines=(fine, late), owner_org=A1)
    room.incident(S.CLOSED, severity=1, type_code="0202")
    room.incident(S.HANDLING, owner_org=B, reworks=2)
    for state in (S.REJECTED, S.MERGED, S.VOID):
        room.incident(state)
    room.incident(S.CLOSED, exercise=True)
    room.incident(S.CLOSED, reported_at=format_time(room.now - 11.0))
    found = figures(room)
    assert found.total == 7
    assert found.by_state == {"closed": 3, "handling": 1, "merged": 1, "rejected": 1, "void": 1}
    assert (found.by_type, found.by_severity) == ({"0101": 6, "0202": 1}, {"1": 1, "3": 6})
    assert found.by_org == {A: 5, A1: 1, B: 1}
    assert (found.closing_rate, found.on_time_rate, found.reworks) == (0.75, 0.5, 3)
    # An org counts with all below it, and nobody counts what he does not see.
    assert (figures(room, org=A).total, figures(room, org=A1).total, figures(room, org=B).total) == (6, 1, 1)
    assert figures(room, Scope(division=CODES[B])).by_state == {"handling": 1}
    nothing = figures(room, Scope(division=CODES[C]))
    assert (nothing.total, nothing.closing_rate, nothing.on_time_rate, nothing.reworks) == (0, None, None, 0)
    with pytest.raises(Refused, match="there is no org"):
        figures(room, org="o-9")


async def test_both_are_asked_over_the_feed_and_the_reason_is_kept(running: Running) -> None:
    async with (
        running.console() as one,
        running.console(user("reader", "leader"), instance="r") as two,
        running.console(user("auditor", "audit_administrator"), instance="a") as auditor,
    ):
        id_ = (await one.command("incident.create", **NEW, reporter=WHOLE))["data"]["id"]
        ok = await one.query("incident.reporter", incident=id_, reason="回访核实")
        assert ok["data"] == WHOLE
        for wrong in ({"incident": id_}, {"incident": id_, "reason": ""}, {"incident": id_, "reason": " "}):
            refused = await one.query("incident.reporter", **wrong)
            assert refused["error"]["code"] == "bad_request"
        refused = await two.query("incident.reporter", incident=id_, reason="看看")
        assert refused["error"]["code"] == "forbidden"
        since, until = "2000-01-01T00:00:00Z", "2999-01-01T00:00:00Z"
        found = await two.query("statistics", since=since, until=until)
        assert found["data"]["total"] == 300 + 8 + 1
        assert (await two.query("statistics", since="gestern", until=until))["error"]["code"] == "bad_request"
        trail = (await auditor.query("audit.search", what="incident.reporter"))["data"]["entries"]
    told = [(each["result"], each["target"], each["detail"]) for each in trail]
    assert ("ok", id_, "回访核实") in told
    assert len(told) == 5
