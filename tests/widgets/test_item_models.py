"""The incident and unit models: order, filter, cells, and what a change costs."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import Incident, IncidentState, UnitStatus
from backend_client.protocol.lanes import Lane
from tests.widgets.district import HERE, District, ago, district, incident, task, unit
from widgets.incident_filter import IncidentFilter
from widgets.item_models import IncidentTableModel, UnitTableModel

S = IncidentState
M = IncidentTableModel


def rows(model: IncidentTableModel | UnitTableModel) -> list[str | None]:
    return [model.id_at(row) for row in range(model.rowCount())]


def model_of(made: District) -> IncidentTableModel:
    return IncidentTableModel(picture=made.picture, now=made.now)


def test_what_waits_for_the_desk_comes_first_the_gravest_first_of_it(qtbot: QtBot) -> None:
    made = district(
        incidents=[
            incident(1, state=S.HANDLING, severity=1),
            incident(2, state=S.PENDING, severity=4, age=100),
            incident(3, state=S.PENDING, severity=2, age=100),
            incident(4, state=S.PENDING, severity=2, age=900),
            incident(5, state=S.TO_DISPATCH, severity=1),
            incident(6, state=S.TO_DISPATCH, severity=2, age=2000),
        ]
    )
    assert rows(model_of(made)) == ["i5", "i4", "i3", "i6", "i2", "i1"]


def test_what_is_over_comes_last_the_latest_first(qtbot: QtBot) -> None:
    made = district(
        incidents=[
            incident(1, state=S.CLOSED, severity=1, closed_at=ago(500)),
            incident(2, state=S.REJECTED, severity=4, closed_at=ago(50)),
            incident(3, state=S.SUSPENDED),
        ]
    )
    assert rows(model_of(made)) == ["i3", "i2", "i1"]


def test_a_new_incident_is_inserted_at_its_place_without_a_reset(qtbot: QtBot) -> None:
    made = district(incidents=[incident(1, severity=1), incident(2, severity=3)])
    model = model_of(made)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsInserted) as inserted:
        model.on_changes(made.put("incident", "new", incident(9, severity=2)))
    assert inserted.args is not None
    assert inserted.args[1:] == [1, 1]
    assert rows(model) == ["i1", "new", "i2"]


def test_a_deleted_incident_leaves(qtbot: QtBot) -> None:
    made = district(incidents=[incident(1), incident(2)])
    model = model_of(made)
    model.on_changes(made.delete("incident", "i1"))
    assert rows(model) == ["i2"]


def test_a_changed_key_moves_its_row_and_persistent_indexes_with_it(qtbot: QtBot) -> None:
    from PySide6.QtCore import QPersistentModelIndex

    made = district(incidents=[incident(number, severity=2, age=1000 - number) for number in range(1, 6)])
    model = model_of(made)
    held = [QPersistentModelIndex(model.index(row, 0)) for row in range(5)]
    ids = rows(model)
    model.on_changes(made.change("incident", "i1", state=S.HANDLING))
    assert [model.id_at(index.row()) for index in held] == ids
    changes = made.change("incident", "i2", severity=4) | made.change("incident", "i5", severity=1)
    model.on_changes(changes)
    assert [model.id_at(index.row()) for index in held] == ids
    assert rows(model) == ["i5", "i3", "i4", "i2", "i1"]


def test_a_change_in_place_announces_only_its_row(qtbot: QtBot) -> None:
    made = district(incidents=[incident(number, age=1000 - number) for number in range(1, 20)])
    model = model_of(made)
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.on_changes(made.change("incident", "i7", title="改了"))
    assert changed.args is not None
    first, last = changed.args[:2]
    assert (first.row(), last.row()) == (6, 6)
    assert (first.column(), last.column()) == (0, 8)
    assert model.index(6, M.TITLE).data() == "改了"


def test_neighbouring_changes_are_announced_as_one_range(qtbot: QtBot) -> None:
    made = district(incidents=[incident(number, age=1000 - number) for number in range(1, 20)])
    model = model_of(made)
    seen: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: seen.append((first.row(), last.row())))
    changes = made.change("incident", "i3", title="甲") | made.change("incident", "i4", title="乙")
    model.on_changes(changes | made.change("incident", "i15", title="丙"))
    assert seen == [(2, 3), (14, 14)]


def test_a_snapshot_is_read_anew(qtbot: QtBot) -> None:
    made = district(incidents=[incident(1)])
    model = model_of(made)
    model.on_changes(made.snapshot("incidents", {}))
    assert model.rowCount() == 0
    with qtbot.waitSignal(model.modelReset):
        model.on_changes(made.snapshot("incidents", {("incident", "x"): incident(5)}))
    assert rows(model) == ["x"]


@pytest.mark.parametrize("text", ["000002", "打架", "江边", "占道"])
def test_the_filter_looks_in_number_title_place_and_type(qtbot: QtBot, text: str) -> None:
    made = district(
        incidents=[
            incident(1, type_name="噪声", title="甲"),
            incident(2, title="有人打架", place="江边", type_name="占道经营"),
        ]
    )
    model = model_of(made)
    model.set_filter(IncidentFilter(text=text))
    assert rows(model) == ["i2"]


def test_an_incident_enters_and_leaves_a_lane(qtbot: QtBot) -> None:
    made = district(incidents=[incident(1), incident(2)])
    model = model_of(made)
    model.set_filter(IncidentFilter(lane=Lane.TO_ACCEPT))
    model.on_changes(made.change("incident", "i1", state=S.TO_DISPATCH))
    assert rows(model) == ["i2"]
    model.on_changes(made.put("incident", "i3", incident(3)))
    assert rows(model) == ["i2", "i3"]


def test_what_is_read_now_does_not_vanish_from_its_lane(qtbot: QtBot) -> None:
    made = district(incidents=[incident(1), incident(2)])
    model = model_of(made)
    model.set_filter(IncidentFilter(lane=Lane.TO_ACCEPT))
    model.hold("i1")
    model.on_changes(made.change("incident", "i1", state=S.TO_DISPATCH))
    assert "i1" in rows(model)
    model.hold("i2")
    assert rows(model) == ["i2"]


def test_the_cells_say_what_an_officer_needs(qtbot: QtBot) -> None:
    tasks = (task(2, lead=False), task(1, lead=True))
    made = district(incidents=[incident(1, state=S.HANDLING, age=3700, tasks=tasks, exercise=True)])
    model = model_of(made)
    texts = [model.index(0, column).data() for column in range(model.columnCount())]
    assert texts[M.SERIAL] == "330104002-2026-000001"
    assert texts[M.TITLE] == "[Drill] 示范路口1号占道经营"
    assert texts[M.STATE] == "Handling"
    assert texts[M.CLOCK] == "1 h 01"
    assert texts[M.ASSIGNEE] == "示范员0001 +1"
    assert texts[M.STREET] == "凯旋街道"
    cells = model.cells(0)
    assert cells[M.SEVERITY].look is not None
    assert cells[M.STATE].look is not None


def test_ages_follow_the_platforms_clock(qtbot: QtBot) -> None:
    made = district(incidents=[incident(1, age=30)])
    model = model_of(made)
    assert model.index(0, M.CLOCK).data() == "30 s"
    made.time += 3600
    assert model.index(0, M.CLOCK).data() == "1 h 00"
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.refresh_ages(0, 10)
    assert changed.args is not None
    assert [(index.row(), index.column()) for index in changed.args[:2]] == [(0, M.CLOCK), (0, M.CLOCK)]


def test_a_street_that_is_renamed_is_seen(qtbot: QtBot) -> None:
    made = district(incidents=[incident(1)])
    model = model_of(made)
    assert model.index(0, M.STREET).data() == "凯旋街道"
    model.on_changes(made.change("org", "kaixuan", name="新街道"))
    assert model.index(0, M.STREET).data() == "新街道"


@pytest.mark.parametrize("column", range(9))
def test_any_column_orders_both_ways_and_back(qtbot: QtBot, column: int) -> None:
    made = district(
        incidents=[incident(number, severity=1 + number % 4, age=number * 50) for number in range(1, 9)]
    )
    model = model_of(made)
    own = rows(model)
    model.sort(column, Qt.SortOrder.AscendingOrder)
    up = rows(model)
    model.sort(column, Qt.SortOrder.DescendingOrder)
    assert rows(model) == up[::-1]
    model.on_changes(made.put("incident", "new", incident(4, age=42)))
    model.on_changes(made.change("incident", "i3", severity=1))
    assert set(rows(model)) == {*up, "new"}
    model.on_changes(made.delete("incident", "new"))
    model.on_changes(made.change("incident", "i3", severity=4))
    model.sort(-1)
    assert rows(model) == own


def test_sorting_while_the_picture_is_ahead_reads_it_anew(qtbot: QtBot) -> None:
    made = district(incidents=[incident(1), incident(2)])
    model = model_of(made)
    late = made.delete("incident", "i1")
    model.sort(M.TITLE)
    assert rows(model) == ["i2"]
    model.on_changes(late)
    assert rows(model) == ["i2"]


STEPS = st.lists(
    st.tuples(st.integers(1, 8), st.none() | st.tuples(st.sampled_from(list(S)), st.integers(1, 4))),
    min_size=1,
    max_size=25,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, together=st.booleans())
def test_the_model_equals_one_built_anew(
    qtbot: QtBot, steps: list[tuple[int, tuple[S, int] | None]], together: bool
) -> None:
    made = district(incidents=[incident(number) for number in range(1, 5)])
    model = model_of(made)
    model.set_filter(IncidentFilter(lane=Lane.OPEN))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    held = None
    for number, data in steps:
        id_ = f"i{number}"
        if data is None:
            changes = made.delete("incident", id_) if id_ in made.picture.of(Incident) else None
        else:
            changes = made.put("incident", id_, incident(number, state=data[0], severity=data[1]))
        if changes is None:
            continue
        held = changes if held is None else held | changes
        if not together:
            model.on_changes(held)
            held = None
    if held is not None:
        model.on_changes(held)
    fresh = model_of(made)
    fresh.set_filter(model.filter)
    assert rows(model) == rows(fresh)
    assert tester.model() is model


def test_units_come_free_and_near_first(qtbot: QtBot) -> None:
    made = district()
    made.put("unit", "far", unit(1, position=(HERE[0] + 0.1, HERE[1])))
    made.put("unit", "near", unit(2, position=HERE))
    made.put("unit", "busy", unit(3, status=UnitStatus.ON_SCENE, position=HERE))
    made.put("unit", "lost", unit(4, position=None, position_at=None))
    model = UnitTableModel(picture=made.picture, now=made.now)
    model.set_centre(HERE)
    assert rows(model) == ["near", "far", "lost", "busy"]
    assert model.index(0, model.DISTANCE).data() == "0 m"
    assert model.index(1, model.DISTANCE).data() == "9.6 km"
    assert model.index(2, model.POSITION_AGE).data() == "-"
    model.set_statuses(frozenset({UnitStatus.ON_SCENE}))
    assert rows(model) == ["busy"]


def test_rows_do_not_dance_while_people_walk(qtbot: QtBot) -> None:
    made = district(units=3)
    model = UnitTableModel(picture=made.picture, now=made.now)
    model.set_centre(HERE)
    before = rows(model)
    with qtbot.assertNotEmitted(model.layoutChanged), qtbot.assertNotEmitted(model.rowsMoved):
        model.on_changes(made.change("unit", "unit-2", position=(HERE[0] + 0.00402, HERE[1])))
    assert rows(model) == before


@pytest.mark.parametrize("column", range(7))
def test_units_order_by_any_column(qtbot: QtBot, column: int) -> None:
    made = district(units=5)
    model = UnitTableModel(picture=made.picture, now=made.now)
    model.sort(column)
    up = rows(model)
    model.sort(column, Qt.SortOrder.DescendingOrder)
    assert rows(model) == up[::-1]


def test_old_positions_stand_out(qtbot: QtBot) -> None:
    made = district()
    made.put("unit", "old", unit(1, position_at=ago(900)))
    model = UnitTableModel(picture=made.picture, now=made.now)
    fresh = UnitTableModel(picture=district(units=1).picture, now=made.now)
    assert model.cells(0)[model.POSITION_AGE].colour != fresh.cells(0)[fresh.POSITION_AGE].colour


def quickest(times: int, work: Callable[[], None]) -> float:
    took = []
    for _ in range(times):
        started = time.thread_time()
        work()
        took.append(time.thread_time() - started)
    return min(took)


def test_two_thousand_changes_among_five_thousand_fit_into_a_frame(qtbot: QtBot) -> None:
    made = district(incidents=[incident(number, severity=1 + number % 4) for number in range(1, 5001)])
    model = model_of(made)
    chance = random.Random(1)
    ids = [f"i{number}" for number in range(1, 5001)]
    changes = made.put_all(
        "incident",
        {
            id_: incident(int(id_[1:]), severity=1 + int(id_[1:]) % 4, title="改")
            for id_ in chance.sample(ids, 2000)
        },
    )
    assert quickest(5, lambda: model.on_changes(changes)) < 0.015
    assert model.rowCount(QModelIndex()) == 5000
