"""Tasks and steps, painted."""

from __future__ import annotations

from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import Step, TaskForm, TaskState
from tests.widgets.district import NOW, ago, task
from widgets.dispatch.incident_trail import TaskRows, Trail, since


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


def test_a_task_is_called_by_what_it_was_given_as(qtbot: QtBot) -> None:
    own = task(1, offered_at=ago(60))
    rows = TaskRows()
    qtbot.addWidget(rows)
    rows.resize(500, 30)
    rows.set_tasks((own,), now=NOW)
    plain = rows.grab().toImage()
    again = replace(own, form=TaskForm.REASSIGN)
    rows.set_tasks((again,), now=NOW)
    assert rows.grab().toImage() != plain
    trail = Trail()
    qtbot.addWidget(trail)
    trail.resize(400, 10)
    gave = Step(at=ago(60), by="甲", action="incident.assign", text="乙")
    trail.set_steps((gave,), tasks=(own,), now=NOW)
    plain = trail.grab().toImage()
    trail.set_steps((gave,), tasks=(again,), now=NOW)
    assert trail.grab().toImage() != plain


def test_a_task_stands_so_since_its_last_change() -> None:
    offered = task(1, offered_at=ago(60))
    signed = replace(offered, signed_at=ago(50))
    arrived = replace(signed, arrived_at=ago(40))
    ended = replace(signed, ended_at=ago(30))
    done = replace(arrived, done_at=ago(20), ended_at=ago(20))
    found = [since(each) for each in (offered, signed, arrived, ended, done)]
    assert found == [ago(60), ago(50), ago(40), ago(30), ago(20)]
