from __future__ import annotations

import itertools
import logging
import os
import signal

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import IncidentState
from tests.widgets.map.conftest import MakeView
from tests.widgets.map.driving import ask, click, point, press, pull, report, settle, shows_colour, where
from tests.widgets.map.scene import MIDDLE, Scene, camera, device, incident, unit
from tests.widgets.scales import themed
from widgets import theme
from widgets.map.batches import PROMPT_S
from widgets.map.view import MapView

BASE_MAP = """{"type": "FeatureCollection", "features": [
    {"type": "Feature", "properties": {"kind": "land"}, "geometry": {"type": "Polygon", "coordinates":
        [[[120.19, 30.29], [120.23, 30.29], [120.23, 30.33], [120.19, 30.33], [120.19, 30.29]]]}},
    {"type": "Feature", "properties": {"kind": "water", "name": "示范江"}, "geometry": {"type": "Polygon",
        "coordinates": [[[120.205, 30.305], [120.215, 30.305], [120.215, 30.315], [120.205, 30.315]]]}},
    {"type": "Feature", "properties": {"kind": "road", "rank": "main", "name": "示范大道"}, "geometry":
        {"type": "LineString", "coordinates": [[120.19, 30.302], [120.23, 30.302]]}}
]}""".encode()

#: Counts and times the batches that the page takes from now on.
SPY = """(() => {
    const apply = consoleMap.apply;
    window.taken = [];
    consoleMap.apply = (batch) => { taken.push(performance.now()); apply(batch); };
    return true;
})()"""


def test_the_page_asks_for_nothing_outside_and_complains_of_nothing(
    qtbot: QtBot, view: MapView, caplog: pytest.LogCaptureFixture
) -> None:
    assert report(qtbot, view)["counts"]["grid"] == 4
    assert view.blocked_requests == 0
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_what_is_said_before_the_page_is_there_is_kept(
    qtbot: QtBot, make_view: MakeView, scene: Scene
) -> None:
    view = make_view(scene)
    assert not view.is_ready
    view.on_changes(scene.put("incident", "i", incident()))
    view.on_changes(scene.put("incident", "i", incident(severity=2)))
    view.select("incident", "i")
    view.centre_on((120.205, 30.305), 15)
    view.set_base_map(BASE_MAP)
    settle(qtbot, view)
    shown = report(qtbot, view)
    assert shown["counts"]["incident"] == 1
    assert shown["selection"]["id"] == "i"
    assert shown["centre"] == pytest.approx([120.205, 30.305], abs=1e-4)
    assert shown["zoom"] == 15


def test_an_incident_is_painted_and_repainted_on_the_screen(
    qtbot: QtBot, view: MapView, scene: Scene
) -> None:
    view.on_changes(scene.put("incident", "i", incident(severity=1)))
    settle(qtbot, view)
    at = where(qtbot, view, "incident", "i")
    qtbot.waitUntil(lambda: shows_colour(view, at, theme.SEVERITY[1]))
    view.on_changes(scene.put("incident", "i", incident(severity=4)))
    qtbot.waitUntil(lambda: shows_colour(view, at, theme.SEVERITY[4]))
    view.on_changes(scene.put("incident", "i", incident(state=IncidentState.CLOSED)))
    qtbot.waitUntil(lambda: not shows_colour(view, at, theme.SEVERITY[4]))
    assert report(qtbot, view)["counts"]["incident"] == 0


def test_the_base_map_is_painted_below(qtbot: QtBot, view: MapView) -> None:
    spot = QPoint(320, 240)
    assert not shows_colour(view, spot, "#14304a")
    view.set_base_map(BASE_MAP)
    qtbot.waitUntil(lambda: shows_colour(view, spot, "#14304a"))
    view.set_base_map(b"")
    qtbot.waitUntil(lambda: not shows_colour(view, spot, "#14304a"))


def test_a_broken_base_map_is_logged_and_the_grids_stay(
    qtbot: QtBot, view: MapView, caplog: pytest.LogCaptureFixture
) -> None:
    view.set_base_map(b"{ not GeoJSON")
    qtbot.waitUntil(lambda: "base map" in caplog.text)
    assert report(qtbot, view)["counts"]["grid"] == 4


def test_a_click_says_what_was_clicked(qtbot: QtBot, view: MapView, scene: Scene) -> None:
    view.on_changes(scene.put("incident", "i", incident()))
    view.on_changes(scene.put("unit", "u", unit((120.205, 30.305))))
    view.on_changes(scene.put("camera", "c", camera((120.2102, 30.3102))))
    view.on_changes(scene.put("device", "c", device(online=True)))
    settle(qtbot, view)
    for signal_, entity, id_ in (
        (view.incident_clicked, "incident", "i"),
        (view.unit_clicked, "unit", "u"),
    ):
        with qtbot.waitSignal(signal_) as clicked:
            click(view, where(qtbot, view, entity, id_))
        assert clicked.args == [id_]
    beside = where(qtbot, view, "unit", "u") + QPoint(30, 0)
    with qtbot.waitSignal(view.grid_clicked) as clicked:
        click(view, beside)
    assert clicked.args == ["grid-00"]
    view.centre_on((120.2102, 30.3102), 18)
    settle(qtbot, view)
    at = where(qtbot, view, "camera", "c")
    qtbot.waitUntil(lambda: shows_colour(view, at, theme.TEXT_QUIET))
    with qtbot.waitSignal(view.camera_clicked) as clicked:
        click(view, at)
    assert clicked.args == ["c"]


def test_a_camera_is_pulled_off_the_map_and_leaves_it_where_it_is(
    qtbot: QtBot, view: MapView, scene: Scene
) -> None:
    view.on_changes(scene.put("camera", "c", camera((120.2102, 30.3102))))
    view.centre_on((120.2102, 30.3102), 18)
    settle(qtbot, view)
    before = report(qtbot, view)["centre"]
    at = where(qtbot, view, "camera", "c")
    with qtbot.assertNotEmitted(view.camera_clicked), qtbot.waitSignal(view.camera_dragged) as dragged:
        pull(view, at, at + QPoint(60, 40))
    assert dragged.args == ["c"]
    assert report(qtbot, view)["centre"] == before
    # Beside it the map itself is pulled, as ever.
    with qtbot.assertNotEmitted(view.camera_dragged):
        pull(view, at + QPoint(80, 80), at + QPoint(20, 20))
        qtbot.waitUntil(lambda: report(qtbot, view)["centre"] != before)


def test_a_storm_becomes_few_batches_and_keeps_the_view(qtbot: QtBot, view: MapView, scene: Scene) -> None:
    view.centre_on((120.205, 30.305), 15.5)
    view.on_changes(scene.put("incident", "i", incident()))
    settle(qtbot, view)
    ask(qtbot, view, SPY)
    before = report(qtbot, view)
    for number in range(2000):
        view.on_changes(scene.put("incident", "i", incident(severity=1 + number % 4)))
    view.on_changes(scene.put("incident", "last", incident(severity=4)))
    view.on_changes(scene.put_district())
    settle(qtbot, view)
    taken = ask(qtbot, view, "taken")
    assert 1 <= len(taken) <= 4
    # The page's clock and Qt's timers may differ by some milliseconds under load.
    assert all(later - earlier > 700 * PROMPT_S for earlier, later in itertools.pairwise(taken))
    after = report(qtbot, view)
    assert (after["centre"], after["zoom"]) == (before["centre"], before["zoom"])
    assert after["counts"]["incident"] == 2


def test_an_unchanged_map_draws_nothing(qtbot: QtBot, view: MapView, scene: Scene) -> None:
    view.on_changes(scene.put("incident", "i", incident()))
    settle(qtbot, view)
    before = report(qtbot, view)["paints"]
    view.on_changes(scene.put("incident", "i", incident()))
    view.on_changes(scene.put("camera", "c", camera((120.5, 30.9))))
    settle(qtbot, view)
    assert report(qtbot, view)["paints"] == before


def test_a_selection_without_a_position_outlines_the_grid_and_says_so(
    qtbot: QtBot, view: MapView, scene: Scene
) -> None:
    view.on_changes(scene.put("incident", "i", incident(None, grid_code="grid-10")))
    view.select("incident", "i")
    settle(qtbot, view)
    assert report(qtbot, view)["selection"]["grid"] == "grid-10"
    notice = "document.querySelector('.notice.shown')?.textContent ?? ''"
    assert "grid" in ask(qtbot, view, notice)
    assert "1" in ask(qtbot, view, "document.querySelector('.unplaced').textContent")
    view.on_changes(scene.put("incident", "i", incident(MIDDLE)))
    settle(qtbot, view)
    assert report(qtbot, view)["selection"]["at"] == list(MIDDLE)
    assert ask(qtbot, view, notice) == ""
    view.clear_selection()
    settle(qtbot, view)
    assert report(qtbot, view)["selection"] is None


def test_the_pointer_is_told_the_name(qtbot: QtBot, view: MapView, scene: Scene) -> None:
    view.on_changes(scene.put("incident", "i", incident()))
    settle(qtbot, view)
    point(view, where(qtbot, view, "incident", "i"))
    tip = "document.querySelector('.tip.shown .name')?.textContent ?? ''"
    qtbot.waitUntil(lambda: ask(qtbot, view, tip) == "示范路灯不亮")


def test_the_map_takes_keys_only_when_it_has_been_given_the_focus(
    qtbot: QtBot, window: QWidget, scene: Scene
) -> None:
    line, view = QLineEdit(), MapView(picture=scene.picture)
    column = QVBoxLayout(window)
    column.addWidget(line)
    column.addWidget(view)
    window.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    settle(qtbot, view)
    assert line.hasFocus()
    before = report(qtbot, view)["zoom"]
    view.setFocus()
    qtbot.waitUntil(lambda: ask(qtbot, view, "document.hasFocus()") is True)
    press(view, Qt.Key.Key_Plus)
    qtbot.waitUntil(lambda: report(qtbot, view)["zoom"] > before)
    press(view, Qt.Key.Key_0)
    qtbot.waitUntil(lambda: report(qtbot, view)["zoom"] == before)


def test_a_hidden_map_is_told_nothing_until_it_is_seen(qtbot: QtBot, view: MapView, scene: Scene) -> None:
    view.hide()
    view.on_changes(scene.put("incident", "i", incident()))
    assert not view.is_settled
    view.show()
    settle(qtbot, view)
    assert report(qtbot, view)["counts"]["incident"] == 1


def test_another_language_reaches_the_page(
    qtbot: QtBot, view: MapView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("widgets.map.captions.translate", lambda _context, text: f"<{text}>")
    view.changeEvent(QEvent(QEvent.Type.LanguageChange))
    settle(qtbot, view)
    assert ask(qtbot, view, "document.querySelector('.legend summary').textContent") == "<Legend>"


def test_a_dead_renderer_is_replaced_once_and_everything_comes_back(
    qtbot: QtBot, view: MapView, scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    view.on_changes(scene.put("incident", "i", incident()))
    view.select("incident", "i")
    view.centre_on((120.205, 30.305), 15)
    settle(qtbot, view)
    qtbot.waitUntil(lambda: view.rests_at == pytest.approx((120.205, 30.305, 15), abs=1e-4))
    with qtbot.waitSignal(view.ready):
        os.kill(view.renderer_pid, signal.SIGKILL)
    settle(qtbot, view)
    shown = report(qtbot, view)
    assert shown["counts"]["incident"] == 1
    assert shown["counts"]["grid"] == 4
    assert shown["selection"]["id"] == "i"
    assert shown["centre"] == pytest.approx([120.205, 30.305], abs=1e-4)
    assert "loading the map again" in caplog.text

    os.kill(view.renderer_pid, signal.SIGKILL)
    again = view.findChild(QPushButton)
    assert again is not None
    qtbot.waitUntil(again.isVisible)
    assert "stays off" in caplog.text
    with qtbot.waitSignal(view.ready):
        again.click()
    settle(qtbot, view)
    assert report(qtbot, view)["counts"]["incident"] == 1


def test_words_and_signs_follow_the_text_scale_and_places_stay(
    qtbot: QtBot, view: MapView, scene: Scene
) -> None:
    view.on_changes(scene.put("incident", "i", incident(severity=1)))
    view.centre_on((120.205, 30.305), 15)
    settle(qtbot, view)

    def width() -> float:
        wide = ask(qtbot, view, "window.innerWidth")
        assert isinstance(wide, int)
        return wide * theme.scale() / 100

    usual = width()
    with themed() as app:
        for percent in (200, 80, 150):
            theme.apply(app, scale=percent)
            qtbot.waitUntil(lambda: width() == pytest.approx(usual, abs=2))
            qtbot.waitUntil(
                lambda: report(qtbot, view)["centre"] == pytest.approx([120.205, 30.305], abs=1e-3)
            )
        # Asked anew each time: the page may still be taking in its new size.
        qtbot.waitUntil(
            lambda: shows_colour(view, where(qtbot, view, "incident", "i") * 1.5, theme.SEVERITY[1])
        )
