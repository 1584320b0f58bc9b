"""The detail follows its incident."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import IncidentState, Step, TaskState
from backend_client.protocol.incident_parts import Reporter
from tests.widgets.district import District, ago, district, incident, task
from widgets.action import Action, CommandPhase, CommandView
from widgets.detail.media_strip import MediaStrip
from widgets.dispatch.action_shelf import ActionShelf
from widgets.dispatch.incident_detail import IncidentDetail

S = IncidentState


def detail_of(qtbot: QtBot, made: District) -> IncidentDetail:
    detail = IncidentDetail(picture=made.picture, now=made.now)
    qtbot.addWidget(detail)
    detail.resize(628, 540)
    with qtbot.waitExposed(detail):
        detail.show()
    return detail


def said(detail: IncidentDetail) -> list[str]:
    return [label.text() for label in detail.findChildren(QLabel) if label.isVisible() and label.text()]


def test_it_shows_what_is_known(qtbot: QtBot) -> None:
    made = district(incidents=[incident(1, description="<b>三轮车</b>占道", age=120)])
    detail = detail_of(qtbot, made)
    detail.show_incident("i1")
    texts = said(detail)
    assert "示范路口1号占道经营" in texts
    assert "To accept" in texts
    assert {"3 yellow", "330104002-2026-000001", "open for 2 min"} <= set(texts)
    assert "12345 hotline" in texts
    assert "凯旋街道" in texts
    assert "第1网格  330104002001001" in texts
    assert "<b>三轮车</b>占道" in texts, "markup stays text"


def test_what_is_long_pushes_nothing_out_of_sight(qtbot: QtBot) -> None:
    long = "x" * 200
    steps = (Step(at=ago(5), by=long, action="incident.note", text="x" * 4000),)
    made = district(incidents=[incident(1, title=long, place=long, steps=steps), incident(2, title=long)])
    detail = detail_of(qtbot, made)
    detail.show_incident("i1")
    (area,) = [
        each for each in detail.findChildren(QScrollArea) if not isinstance(each, MediaStrip | ActionShelf)
    ]
    body = area.widget()
    assert body is not None
    assert body.width() == area.viewport().width()
    assert detail.width() == 628


def test_whom_to_telephone_stands_on_the_incident_it_was_told_for(qtbot: QtBot) -> None:
    detail = detail_of(qtbot, district(incidents=[incident(1), incident(2)]))
    detail.show_incident("i1")
    call = next(each for each in detail.findChildren(QPushButton) if each.accessibleName())
    assert not call.isVisible()
    detail.show_number("Lead  甲  10000000001   Ctrl+T")
    assert call.isVisible()
    with qtbot.waitSignal(detail.call_wanted):
        call.click()
    detail.show_number("Lead  甲  10000000001", why_not="Not your role")
    assert not call.isEnabled()
    assert call.toolTip() == "Not your role"
    detail.show_incident("i2")
    assert not call.isVisible()


def test_a_reporter_is_shown_in_full_until_somebody_else_looks(qtbot: QtBot) -> None:
    made = district(incidents=[incident(1, reporter=Reporter(name="张*", phone="138****1234"))])
    detail = detail_of(qtbot, made)
    detail.show_incident("i1")
    masked = "Reported by 张*  138****1234"
    assert masked in said(detail)
    detail.show_reporter("i1", "张三 13800001234")
    detail.on_changes(made.change("incident", "i1", title="改名"))
    assert "张三 13800001234" in said(detail)
    detail.mask_reporter()
    assert masked in said(detail)
    assert "张三 13800001234" not in said(detail)


def test_without_an_incident_it_says_so(qtbot: QtBot) -> None:
    made = district(incidents=[incident(1)])
    detail = detail_of(qtbot, made)
    assert said(detail) == ["Choose an incident"]
    detail.show_incident("i1")
    detail.on_changes(made.delete("incident", "i1"))
    assert said(detail) == ["This incident is no longer in view"]


def test_it_follows_changes_of_its_incident_only(qtbot: QtBot) -> None:
    made = district(incidents=[incident(1), incident(2)])
    detail = detail_of(qtbot, made)
    with qtbot.waitSignal(detail.shown_changed) as shown:
        detail.show_incident("i1")
    assert shown.args == ["i1"]
    assert detail.incident_id == "i1"
    detail.on_changes(made.change("incident", "i2", title="别的"))
    assert "别的" not in said(detail)
    steps = (Step(at=ago(5), by="李示范", action="accept", text="已核实"),)
    tasks = (task(1, state=TaskState.SIGNED, signed_at=ago(4)), task(2, lead=False))
    changes = made.change("incident", "i1", state=S.HANDLING, tasks=tasks, steps=steps, closed_at=None)
    detail.on_changes(changes)
    assert "Handling" in said(detail)


def test_the_age_runs_by_itself(qtbot: QtBot) -> None:
    made = district(incidents=[incident(1, age=60)])
    detail = detail_of(qtbot, made)
    detail.show_incident("i1")
    made.time += 3600
    qtbot.waitUntil(lambda: "open for 1 h 01" in said(detail))


def test_a_closed_incident_does_not_age(qtbot: QtBot) -> None:
    made = district(incidents=[incident(1, state=S.CLOSED, closed_at=ago(5), exercise=True)])
    detail = detail_of(qtbot, made)
    detail.show_incident("i1")
    assert "330104002-2026-000001" in said(detail)
    assert not [text for text in said(detail) if "open for" in text]
    assert "[Drill] 示范路口1号占道经营" in said(detail)


def test_a_command_fares_in_place_and_is_forgotten_with_another_incident(qtbot: QtBot) -> None:
    made = district(incidents=[incident(1), incident(2)])
    detail = detail_of(qtbot, made)
    detail.show_incident("i1")
    detail.set_command(CommandView("Accept", CommandPhase.REFUSED, "changed by 李示范 4 s ago"))
    assert "Accept: refused. changed by 李示范 4 s ago" in said(detail)
    detail.show_incident("i2")
    assert not any("refused" in text for text in said(detail))


def test_its_actions_are_buttons(qtbot: QtBot) -> None:
    made = district(incidents=[incident(1)])
    detail = detail_of(qtbot, made)
    detail.show_incident("i1")
    ran: list[str] = []
    detail.set_actions([Action("accept", "Accept", "A", True, "", lambda: ran.append("accept"))])
    button = detail.buttons.button("accept")
    assert button is not None
    button.click()
    assert ran == ["accept"]


def test_unknown_grids_are_shown_by_code(qtbot: QtBot) -> None:
    made = district(incidents=[incident(1, grid_code="999"), incident(2, grid_code=None)])
    detail = detail_of(qtbot, made)
    detail.show_incident("i1")
    assert "999" in said(detail)
    detail.show_incident("i2")
    assert "-" in said(detail)


def test_a_past_incident_is_shown_as_it_was_found_until_another_one_is(qtbot: QtBot) -> None:
    made = district(incidents=[incident()])
    detail = IncidentDetail(picture=made.picture, now=made.now)
    qtbot.addWidget(detail)
    past = incident(9, title="去年的积水", state=IncidentState.CLOSED)
    detail.show_past("i9", past)
    assert detail.incident_id == "i9"
    assert "去年的积水" in [label.text() for label in detail.findChildren(QLabel)]
    detail.show_incident("i1")
    assert "去年的积水" not in [label.text() for label in detail.findChildren(QLabel)]
    detail.show_incident("i9")
    # It was found, not kept.
    assert "去年的积水" not in [label.text() for label in detail.findChildren(QLabel)]
