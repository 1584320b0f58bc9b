"""Colleagues and staff, and the people at the desk among them."""

from __future__ import annotations

from pathlib import Path

from backend_client.protocol.entities import AssigneeKind, Incident, IncidentState, TaskState, UnitStatus
from backend_client.protocol.incident_args import Assign, Assignee, Empty, IncidentCreate
from backend_client.protocol.times import parse_time
from platform_backend.districts.generate import District
from platform_backend.simulation.habits import Delay, Habits, Odds
from platform_backend.simulation.handling import COLLEAGUES
from tests.platform_backend.simulation.town import MORNING, Town, simulated

_PLAIN = Odds.never()
_UNTOUCHED = (IncidentState.PENDING, IncidentState.TO_DISPATCH)


async def _report(town: Town, district: District, *, kind: str = "0303") -> str:
    place = district.places[1234]
    create = IncidentCreate(
        type_code=kind, severity=1, title=place.name, source="12345热线", position=place.position
    )
    result = await town.execute("示范员", "incident.create", None, create)
    assert result.data is not None
    return str(result.data["id"])


async def test_an_incident_goes_all_its_way(tmp_path: Path, district: District) -> None:
    habits = Habits(per_day=0.0, walkers=0, left_to_desk=0.0, odds=_PLAIN)
    async with simulated(tmp_path, district=district, habits=habits) as town:
        id_ = await _report(town, district)
        closed: Incident | None = None
        for hour in range(1, 9):
            await town.clock.run_until(MORNING + hour * 3600.0)
            closed = town.incidents()[id_]
            if closed.state is IncidentState.CLOSED:
                break
    assert closed is not None
    assert closed.state is IncidentState.CLOSED
    acts = [step.action for step in closed.steps]
    assert acts[:4] == ["incident.create", "incident.accept", "incident.assign", "task.sign"]
    assert acts[-2:] == ["incident.finish", "incident.verify"]
    task = closed.tasks[0]
    assert task.state is TaskState.DONE
    unit = district.units[task.assignee]
    riding = [done.name for done in town.done if done.target == task.assignee and done.ok]
    assert riding.count("unit.set_status") >= 1
    assert acts.index("task.sign") < acts.index("task.arrive") < acts.index("task.done")
    assert unit.status is UnitStatus.AVAILABLE
    # Riding and working take their time.
    assert task.signed_at is not None
    assert task.done_at is not None
    assert parse_time(task.done_at) - parse_time(task.signed_at) > 120.0
    assert {step.by for step in closed.steps} & set(COLLEAGUES)


async def test_what_is_left_to_the_desk_waits_for_the_desk(tmp_path: Path, district: District) -> None:
    habits = Habits(per_day=0.0, walkers=0, left_to_desk=1.0)
    async with simulated(tmp_path, district=district, habits=habits) as town:
        id_ = await _report(town, district)
        await town.clock.run_until(MORNING + 2400.0)
        assert town.incidents()[id_].state is IncidentState.PENDING
        assert town.sent("incident.accept") == []


async def test_staff_carry_out_what_the_desk_gives_them(tmp_path: Path, district: District) -> None:
    habits = Habits(
        per_day=0.0,
        walkers=0,
        left_to_desk=1.0,
        on_scene=Delay(1500.0, 0.1),
        finish_for_desk=Delay(1200.0, 0.1),
        odds=_PLAIN,
    )
    async with simulated(tmp_path, district=district, habits=habits) as town:
        id_ = await _report(town, district)
        unit = next(id_ for id_, unit in town.units().items() if unit.status is UnitStatus.AVAILABLE)
        await town.execute("示范员", "incident.accept", id_, Empty())
        assign = Assign(assignees=(Assignee(kind=AssigneeKind.UNIT, id=unit),))
        await town.execute("示范员", "incident.assign", id_, assign)
        await town.clock.run_until(MORNING + 400.0)
        assert town.incidents()[id_].tasks[0].state is TaskState.SIGNED
        assert town.units()[unit].status is UnitStatus.EN_ROUTE
        await town.clock.run_until(MORNING + 1500.0)
        assert town.units()[unit].status is UnitStatus.ON_SCENE
        assert town.incidents()[id_].tasks[0].state is TaskState.ON_SCENE
        await town.clock.run_until(MORNING + 3300.0)
        assert town.incidents()[id_].tasks[0].state is TaskState.DONE
        assert town.incidents()[id_].state is IncidentState.HANDLING
        # To finish it is left to the desk for long, but not for ever.
        await town.clock.run_until(MORNING + 1.5 * 3600.0)
        assert town.incidents()[id_].state in (IncidentState.TO_VERIFY, IncidentState.CLOSED)


async def test_a_department_is_not_waited_for_on_the_road(tmp_path: Path, district: District) -> None:
    soon = Delay(300.0, 0.1)
    habits = Habits(
        per_day=0.0, walkers=0, left_to_desk=1.0, on_scene=soon, finish_for_desk=soon, odds=_PLAIN
    )
    async with simulated(tmp_path, district=district, habits=habits) as town:
        id_ = await _report(town, district)
        await town.execute("示范员", "incident.accept", id_, Empty())
        department = next(iter(district.departments))
        assign = Assign(assignees=(Assignee(kind=AssigneeKind.DEPARTMENT, id=department),))
        await town.execute("示范员", "incident.assign", id_, assign)
        await town.clock.run_until(MORNING + 1500.0)
        assert town.incidents()[id_].state in (IncidentState.TO_VERIFY, IncidentState.CLOSED)


async def test_colleagues_help_out_when_too_much_waits(tmp_path: Path, district: District) -> None:
    habits = Habits(per_day=0.0, walkers=0, left_to_desk=1.0, desk_backlog=5)
    async with simulated(tmp_path, district=district, habits=habits) as town:
        waiting = [id_ for id_, each in town.incidents().items() if each.state in _UNTOUCHED]
        newest = sorted(waiting, key=lambda id_: town.incidents()[id_].reported_at)[-5:]
        assert len(waiting) > 8
        await town.clock.run_until(MORNING + 3600.0)
        left = [id_ for id_, each in town.incidents().items() if each.state in _UNTOUCHED]
        assert sorted(left) == sorted(newest)


async def test_who_fits_the_kind_is_sent_first(tmp_path: Path, district: District) -> None:
    habits = Habits(per_day=0.0, walkers=0, left_to_desk=0.0, odds=_PLAIN)
    async with simulated(tmp_path, district=district, habits=habits) as town:
        id_ = await _report(town, district, kind="0401")
        await town.clock.run_until(MORNING + 3600.0)
        assignee = town.incidents()[id_].tasks[0].assignee
        assert district.units[assignee].kind == "网格长", "grid heads settle quarrels between neighbours"
