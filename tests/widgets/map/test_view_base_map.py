"""The map on a site's own base map: what is seen, where, and what is asked of whom."""

from __future__ import annotations

import json
import logging
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from backend_client.protocol.coordinates import Datum, from_wgs84, to_wgs84
from backend_client.protocol.entities import Position
from tests.widgets.map.base_maps import (
    GREEN,
    RED,
    Place,
    TileServer,
    middle_of,
    picture,
    place_of,
    write_mbtiles,
    write_pmtiles,
)
from tests.widgets.map.driving import ask, click, report, settle, where
from tests.widgets.map.scene import MIDDLE, Scene, incident, unit
from widgets.map.base_map import BaseMap, open_base_map
from widgets.map.view import MapView

MakeView = Callable[[BaseMap], MapView]

#: A place away from the grids, so that nothing is drawn over the tiles.
EMPTY: Position = (120.5, 30.5)
ZOOM = 14
CENTRE = QPoint(320, 240)
MISSING = "[...document.querySelectorAll('.unplaced')].some((e) => e.textContent.includes('base map'))"


def pair(position: Position = EMPTY) -> dict[Place, bytes]:
    """A red tile that holds `position`, and a green one to the south of it."""
    zoom, column, row = place_of(position, ZOOM)
    return {(zoom, column, row): picture(RED), (zoom, column, row + 1): picture(GREEN)}


def south_of(place: Place) -> Place:
    zoom, column, row = place
    return zoom, column, row + 1


def colour_at(view: MapView, at: QPoint) -> QColor:
    screen = view.screen()
    corner = view.mapToGlobal(at) - screen.geometry().topLeft()
    return QColor(screen.grabWindow(0, corner.x(), corner.y(), 1, 1).toImage().pixel(0, 0))


def is_mostly(view: MapView, at: QPoint, colour: str) -> bool:
    """Whether a pixel is the veiled colour of a tile."""
    found, wanted = parts(colour_at(view, at)), parts(QColor(colour))
    veiled = [round(0.4 * part + 0.6 * dark) for part, dark in zip(wanted, (13, 17, 23), strict=True)]
    return all(abs(a - b) <= 3 for a, b in zip(found, veiled, strict=True))


def parts(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


@pytest.fixture
def on(window: QWidget, scene: Scene, qtbot: QtBot) -> MakeView:
    """Makes a shown map of the scene on a base map."""

    def make(base_map: BaseMap) -> MapView:
        view = MapView(picture=scene.picture, base_map=base_map, parent=window)
        view.resize(640, 480)
        view.show()
        settle(qtbot, view)
        return view

    return make


@pytest.mark.parametrize("write", [write_mbtiles, write_pmtiles])
def test_tiles_of_a_file_lie_where_they_belong(
    qtbot: QtBot, on: MakeView, tmp_path: Path, write: Callable[..., Path], caplog: pytest.LogCaptureFixture
) -> None:
    tiles = pair()
    view = on(open_base_map(str(write(tmp_path / "site", tiles, attribution="天地图")), datum=Datum.WGS_84))
    red = next(iter(tiles))
    view.centre_on(middle_of(red), ZOOM)
    qtbot.waitUntil(lambda: is_mostly(view, CENTRE, RED))
    view.centre_on(middle_of(south_of(red)), ZOOM)
    qtbot.waitUntil(lambda: is_mostly(view, CENTRE, GREEN))
    # Past the file's last level its pictures are enlarged; where it has none, nothing is complained of.
    view.centre_on(middle_of(red), ZOOM + 3)
    qtbot.waitUntil(lambda: is_mostly(view, CENTRE, RED))
    view.centre_on((121.5, 31.5), ZOOM)
    qtbot.waitUntil(lambda: is_mostly(view, CENTRE, "#0d1117"))
    assert ask(qtbot, view, "document.querySelector('.attribution').textContent") == "天地图"
    assert ask(qtbot, view, MISSING) is False
    assert view.blocked_requests == 0
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []


@pytest.mark.parametrize("datum", [Datum.GCJ_02, Datum.BD_09])
def test_on_a_shifted_base_map_everything_is_drawn_shifted(
    qtbot: QtBot, on: MakeView, scene: Scene, tmp_path: Path, datum: Datum
) -> None:
    tile = place_of(from_wgs84(EMPTY, datum), ZOOM)
    spot = to_wgs84(middle_of(tile), datum)
    path = write_mbtiles(tmp_path / "site.mbtiles", {tile: picture(RED)})
    view = on(open_base_map(str(path), datum=datum))
    view.on_changes(scene.put("incident", "i", incident(spot)))
    view.on_changes(scene.put("incident", "later", incident(None)))
    view.select("incident", "i")
    view.centre_on(spot, ZOOM)
    settle(qtbot, view)
    shown = report(qtbot, view)
    assert shown["centre"] == pytest.approx(middle_of(tile), abs=1e-4)
    assert shown["selection"]["at"] == pytest.approx(middle_of(tile), abs=1e-6)
    assert (where(qtbot, view, "incident", "i") - CENTRE).manhattanLength() <= 2
    qtbot.waitUntil(lambda: is_mostly(view, CENTRE + QPoint(60, 60), RED))
    qtbot.waitUntil(lambda: view.rests_at is not None and view.rests_at[:2] == pytest.approx(spot, abs=1e-4))


def test_a_click_on_a_shifted_map_finds_what_is_there(
    qtbot: QtBot, on: MakeView, scene: Scene, tmp_path: Path
) -> None:
    path = write_mbtiles(tmp_path / "site.mbtiles", pair())
    view = on(open_base_map(str(path), datum=Datum.GCJ_02))
    view.on_changes(scene.put("unit", "u", unit(MIDDLE)))
    view.centre_on((MIDDLE[0] + 0.003, MIDDLE[1] + 0.003), 15)
    settle(qtbot, view)
    with qtbot.waitSignal(view.grid_clicked) as clicked:
        click(view, CENTRE)
    assert clicked.args == ["grid-11"]
    with qtbot.waitSignal(view.unit_clicked) as clicked:
        click(view, where(qtbot, view, "unit", "u"))
    assert clicked.args == ["u"]


def test_a_geojson_file_is_drawn_in_its_own_datum(qtbot: QtBot, on: MakeView, tmp_path: Path) -> None:
    west, south = from_wgs84((120.49, 30.49), Datum.GCJ_02)
    ring = [[west, south], [west + 0.02, south], [west + 0.02, south + 0.02], [west, south + 0.02]]
    path = tmp_path / "site.geojson"
    area = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    water = {"type": "Feature", "properties": {"kind": "water"}, "geometry": area}
    plain = {"type": "Feature", "properties": None, "geometry": area}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [plain, water]}))
    view = on(open_base_map(str(path), datum=Datum.GCJ_02))
    view.centre_on(EMPTY, 15)
    qtbot.waitUntil(lambda: colour_at(view, CENTRE) == QColor("#14304a"))


def test_a_server_is_asked_and_nobody_else(qtbot: QtBot, on: MakeView) -> None:
    tiles = pair()
    with TileServer(tiles).running() as server, TileServer(tiles).running() as other:
        view = on(open_base_map(server.address, datum=Datum.WGS_84, attribution="<b>{{ 7 }}</b>"))
        view.centre_on(middle_of(next(iter(tiles))), ZOOM)
        qtbot.waitUntil(lambda: is_mostly(view, CENTRE, RED))
        assert view.blocked_requests == 0
        assert ask(qtbot, view, "document.querySelector('.attribution').textContent") == "<b>{{ 7 }}</b>"
        # The same machine at another port is another origin; and of the server only pictures may be had.
        ask(qtbot, view, f"(new Image().src = '{other.origin}/14/1/1.png')")
        script = f"(() => {{ const s = document.createElement('script'); s.src = '{server.origin}/1/1/1.png';"
        ask(qtbot, view, script + "document.head.append(s); return 1; })()")
        ask(qtbot, view, f"(fetch('{server.origin}/2/2/2.png').catch(() => 0), 1)")
        view.centre_on(middle_of(south_of(next(iter(tiles)))), ZOOM)
        qtbot.waitUntil(lambda: is_mostly(view, CENTRE, GREEN))
        assert other.asked == []
        assert {"/1/1/1.png", "/2/2/2.png"}.isdisjoint(server.asked)


def test_a_server_that_sends_elsewhere_is_not_followed(qtbot: QtBot, on: MakeView) -> None:
    tiles = pair()
    with (
        TileServer(tiles).running() as other,
        TileServer(tiles, moved_to=other.origin).running() as server,
    ):
        view = on(open_base_map(f"{server.origin}/moved/{{z}}/{{x}}/{{y}}.png", datum=Datum.WGS_84))
        qtbot.waitUntil(lambda: ask(qtbot, view, MISSING) is True)
        assert server.asked
        assert other.asked == []


def test_a_server_that_is_down_is_said_on_the_map_which_goes_on(
    qtbot: QtBot, on: MakeView, scene: Scene
) -> None:
    tiles = {place: picture(GREEN) for place in pair()}
    server = TileServer(tiles)
    address = server.address
    with server.running():
        pass
    view = on(open_base_map(address, datum=Datum.WGS_84))
    qtbot.waitUntil(lambda: ask(qtbot, view, MISSING) is True)
    view.on_changes(scene.put("incident", "i", incident()))
    settle(qtbot, view)
    assert report(qtbot, view)["counts"] == {"grid": 4, "incident": 1, "alarm": 0, "unit": 0, "camera": 0}


def test_a_silent_server_keeps_nothing_up_and_is_said_on_the_map(
    qtbot: QtBot, on: MakeView, scene: Scene
) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=64) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/{{z}}/{{x}}/{{y}}.png"
        view = on(open_base_map(address, datum=Datum.WGS_84))
        view.on_changes(scene.put("incident", "i", incident()))
        settle(qtbot, view)
        assert report(qtbot, view)["counts"]["incident"] == 1
        qtbot.waitUntil(lambda: ask(qtbot, view, MISSING) is True)


def test_a_file_that_breaks_while_it_is_used_is_said_on_the_map_which_goes_on(
    qtbot: QtBot, on: MakeView, scene: Scene, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = write_pmtiles(tmp_path / "site.pmtiles", pair())
    base_map = open_base_map(str(path), datum=Datum.WGS_84)
    path.write_bytes(path.read_bytes()[:130])
    view = on(base_map)
    qtbot.waitUntil(lambda: ask(qtbot, view, MISSING) is True)
    assert report(qtbot, view)["counts"]["grid"] == 4
    assert [r.message for r in caplog.records if "base map's file" in r.message] != []
