"""The clocks of an incident."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import IncidentState
from backend_client.protocol.incident_parts import Clock, Deadline
from backend_client.protocol.times import format_time
from tests.widgets.district import NOW, incident, task
from widgets.detail.clock_rows import ClockRows


def deadline(clock: Clock, *, due: float, **more: Any) -> Deadline:
    """A clock of an hour that is due so many seconds from `NOW`."""
    about: dict[str, Any] = {
        "id": clock.value,
        "clock": clock,
        "started_at": format_time(NOW + due - 3600.0),
        "due_at": format_time(NOW + due),
        "warn_at": format_time(NOW + due - 1080.0),
        "limit_s": 3600.0,
        "rule": "r",
    }
    return Deadline(**about | more)


def rows_of(qtbot: QtBot, *deadlines: Deadline, **fields: Any) -> ClockRows:
    rows = ClockRows()
    qtbot.addWidget(rows)
    rows.set_incident(incident(deadlines=deadlines, **fields), now=NOW)
    return rows


def test_the_most_pressing_clock_comes_first_and_says_what_is_left(qtbot: QtBot) -> None:
    rows = rows_of(
        qtbot,
        deadline(Clock.VERIFY, due=7200.0),
        deadline(Clock.HANDLE, due=-600.0),
        deadline(Clock.DISPATCH, due=900.0),
    )
    said = rows.texts
    assert [text.partition(":")[0] for text in said] == ["Handle", "Dispatch", "Verify"]
    assert said[0].startswith("Handle: 10 min over")
    assert said[1].startswith("Dispatch: 15 min left")
    rows.set_now(NOW + 960.0)
    assert rows.texts[1].startswith("Dispatch: 1 min over")


def test_a_clock_that_rests_says_so_and_one_that_was_met_is_gone(qtbot: QtBot) -> None:
    rows = rows_of(
        qtbot,
        deadline(Clock.HANDLE, due=900.0, paused_at=format_time(NOW - 60.0), left_s=960.0),
        deadline(Clock.ACCEPT, due=900.0, met_at=format_time(NOW)),
    )
    assert rows.texts == ("Handle: stopped, 16 min left",)


def test_a_tasks_clock_names_its_recipient(qtbot: QtBot) -> None:
    rows = rows_of(qtbot, deadline(Clock.SIGN, due=300.0, task="task-1"), tasks=(task(1),))
    assert rows.texts[0].startswith("Sign for  示范员0001: 5 min left")


def test_what_is_over_shows_only_what_is_still_owed(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    over = {"state": IncidentState.CLOSED, "closed_at": format_time(NOW)}
    rows = rows_of(qtbot, deadline(Clock.FINAL_REPORT, due=600.0), **over)
    assert len(rows.texts) == 1
    assert rows_of(qtbot, deadline(Clock.SIGN, due=600.0, task="task-1"), **over).texts == ()


def test_stages_are_painted_differently(qtbot: QtBot) -> None:
    pictures = set()
    for due in (3000.0, 600.0, -60.0, -4000.0):
        rows = rows_of(qtbot, deadline(Clock.HANDLE, due=due))
        rows.resize(500, rows.height())
        pictures.add(bytes(rows.grab().toImage().constBits()))
    assert len(pictures) == 4
