"""Tasks and steps, painted."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import Step, TaskState
from tests.widgets.district import NOW, ago, task
from widgets.dispatch.incident_trail import TaskRows, Trail


def test_each_task_has_a_row_and_none_has_a_sentence(qtbot: QtBot) -> None:
    rows = TaskRows()
    qtbot.addWidget(rows)
    rows.resize(500, 30)
    rows.set_tasks((), now=NOW)
    empty = rows.grab().toImage()
    one_row = rows.height()
    rows.set_tasks((task(1), task(2, lead=False, state=TaskState.DONE, done_at=ago(3))), now=NOW)
    assert rows.height() == 2 * one_row
    assert rows.grab().toImage().copy(empty.rect()) != empty


def test_the_trail_grows_with_its_words(qtbot: QtBot) -> None:
    trail = Trail()
    qtbot.addWidget(trail)
    trail.resize(400, 10)
    trail.show()
    trail.set_steps((Step(at=ago(60), by="李示范", action="accept"),), now=NOW)
    short = trail.height()
    trail.set_steps((Step(at=ago(60), by="李示范", action="accept", text="现场情况复杂，" * 20),), now=NOW)
    long = trail.height()
    assert long > short
    trail.resize(200, long)
    assert trail.height() > long, "narrower, hence higher"


def test_the_newest_step_stands_first(qtbot: QtBot) -> None:
    trail = Trail()
    qtbot.addWidget(trail)
    trail.resize(400, 10)
    old, new = (
        Step(at=ago(60), by="甲", action="accept"),
        Step(at=ago(6), by="乙", action="assign", text="派单"),
    )
    trail.set_steps((old,), now=NOW)
    alone = trail.height()
    trail.set_steps((old, new), now=NOW)
    assert trail.height() > alone
    assert [step.by for step in trail.steps_shown] == ["乙", "甲"]
    assert not trail.grab().toImage().isNull()


def test_whoever_signs_for_himself_is_named_once(qtbot: QtBot) -> None:
    trail = Trail()
    qtbot.addWidget(trail)
    trail.resize(400, 10)
    trail.set_steps((Step(at=ago(60), by="示范员0161", action="task.sign"),), now=NOW)
    plain = trail.height()
    trail.set_steps((Step(at=ago(60), by="示范员0161", action="task.sign", text="示范员0161"),), now=NOW)
    assert trail.height() == plain
