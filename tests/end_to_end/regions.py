"""Where the desk's parts stand on a 1920 x 1080 screen, asked of the desk itself."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from backend_client.picture import Picture
from console.virtual_screen import HEIGHT, WIDTH
from console.wall.window import WallWindow
from console.windows import ALARM_TILES, PREVIEWS
from tests.end_to_end.screen import Region
from widgets import theme
from widgets.alarms.watch import AlarmWatch
from widgets.boards.counters import Counters
from widgets.boards.unit_board import UnitBoard
from widgets.dispatch.alarm_strip import AlarmStrip
from widgets.dispatch.banners import Banners
from widgets.dispatch.big_clock import BigClock
from widgets.dispatch.desk import Desk
from widgets.dispatch.incident_detail import IncidentDetail
from widgets.dispatch.incident_lanes import LaneBar
from widgets.dispatch.incident_table import IncidentTable
from widgets.dispatch.sheets import Tab
from widgets.dispatch.status_strip import StatusStrip
from widgets.incident_facts import IncidentFacts
from widgets.item_models import IncidentTableModel, UnitTableModel


@dataclass(frozen=True, slots=True)
class DeskRegions:
    """Parts of the desk in pixels of its screen, while no banner stands above."""

    table: Region
    detail: Region
    map: Region
    previews: tuple[Region, ...]


@contextmanager
def _laid_out() -> Iterator[tuple[Desk, IncidentTable, IncidentDetail, QWidget, list[QWidget]]]:
    picture = Picture()
    map_place = QWidget()
    tiles = [QWidget() for _ in range(ALARM_TILES + PREVIEWS)]
    table = IncidentTable(model=IncidentTableModel(picture=picture, now=time.time))
    detail = IncidentDetail(picture=picture, now=time.time)
    units = UnitBoard(model=UnitTableModel(picture=picture, now=time.time), picture=picture)
    desk = Desk(
        banners=Banners(now=time.time),
        alarms=AlarmStrip(picture=picture, watch=AlarmWatch(picture=picture, now=time.time), now=time.time),
        counters=Counters(),
        clock=BigClock(now=time.time),
        lanes=LaneBar(facts=IncidentFacts(picture=picture), now=time.time),
        table=table,
        detail=detail,
        tabs=(Tab("units", "Units", units, units.table.setFocus),),
        map_view=map_place,
        alarm_tiles=tiles[:ALARM_TILES],
        previews=tiles[ALARM_TILES:],
        status=StatusStrip(),
    )
    desk.resize(WIDTH, HEIGHT)
    desk.ensurePolished()
    desk.show()
    QCoreApplication.processEvents()
    try:
        yield desk, table, detail, map_place, tiles
    finally:
        desk.hide()
        desk.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def desk_regions(application: QApplication) -> DeskRegions:
    """Lay the desk out once and read where its parts are."""
    theme.apply(application)
    with _laid_out() as (desk, table, detail, map_place, tiles):

        def region(part: QWidget) -> Region:
            corner = part.mapTo(desk, part.rect().topLeft())
            return Region(corner.x(), corner.y(), part.width(), part.height())

        return DeskRegions(
            table=region(table.viewport()),
            detail=region(detail),
            map=region(map_place),
            previews=tuple(region(tile) for tile in tiles[ALARM_TILES:]),
        )


def wall_regions(application: QApplication, *, simulated: bool = True) -> tuple[Region, ...]:
    """Where the pictures of a wall of 16 stand on its monitor, under the banner of a simulated district."""
    theme.apply(application)
    wall = WallWindow(tiles=16, now=time.time)
    wall.banners.show_simulated(simulated)
    wall.resize(WIDTH, HEIGHT)
    wall.ensurePolished()
    wall.show()
    QCoreApplication.processEvents()
    places = []
    for tile in wall.grid.tiles:
        corner = tile.picture.mapTo(wall, tile.picture.rect().topLeft())
        places.append(Region(corner.x(), corner.y(), tile.picture.width(), tile.picture.height()))
    wall.hide()
    wall.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return tuple(places)
