"""What is photographed for the manuals, one after the other, at one console."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QWidget

from backend_client.protocol.entities import Camera, Device, Incident, IncidentState, Streams
from backend_client.protocol.lanes import Lane
from backend_client.protocol.ptz import PtzHolder
from backend_client.protocol.wall import WallTile
from layouts.drafts import Content, Draft, Kind
from layouts.editing import reserve
from layouts.shapes import usual
from tests.pictures.matters import DESK, FLOOD, ago, id_of, title_of
from tests.pictures.street_films import StreetFilms
from tests.pictures.studio import Studio
from tests.pictures.telephone import task_page, telephone
from tests.pictures.wall_scenes import take_walls
from tests.waiting import until
from widgets import theme
from widgets.wall.tile_state import TileState

S = IncidentState


async def take_all(studio: Studio) -> None:
    """Every picture; the desk stands as at the beginning after each scene but the last ones."""
    await _desk(studio)
    for state in S:
        await _state(studio, state)
    await _dialogs(studio)
    await _palette(studio)
    await _sheets(studio)
    await _layouts(studio)
    with tempfile.TemporaryDirectory() as folder, closing(StreetFilms(Path(folder))) as films:
        await _turning(studio, films)
        await take_walls(studio, films)
    await _alarms(studio)
    await _telephone(studio)
    await _large(studio)


async def _desk(studio: Studio) -> None:
    station = studio.station
    station.browsing.show_incident(id_of(S.HANDLING))
    await until(lambda: station.desk.detail.incident_id == id_of(S.HANDLING))
    await studio.take("desk", station.desk)
    station.desk.lanes.choose(Lane.SUPERVISED)
    await until(lambda: station.desk.lanes.filter.lane is Lane.SUPERVISED)
    await studio.take("lanes", station.desk.lanes, station.desk.table)
    station.desk.lanes.choose(Lane.OPEN)


async def _state(studio: Studio, state: IncidentState) -> None:
    station = studio.station
    station.desk.lanes.choose(Lane.OPEN)
    station.browsing.show_incident(id_of(state))
    await until(lambda: station.desk.detail.incident_id == id_of(state))
    await studio.take(f"state-{state.value.replace('_', '-')}", station.desk.detail)


async def _dialogs(studio: Studio) -> None:
    for name, action, state in (
        ("assign", "incident.assign", S.TO_DISPATCH),
        ("merge", "incident.merge", S.PENDING),
        ("export", "export.table", S.PENDING),
        ("handover", "duty.hand_over", S.PENDING),
        ("keys", "desk.keys", S.PENDING),
    ):
        studio.station.browsing.show_incident(id_of(state))
        studio.station.actions.trigger(action)
        await studio.take(name, await studio.dialog_is_open())
        await studio.dialog_is_closed()


async def _palette(studio: Studio) -> None:
    station = studio.station
    palette = station.palette.widget
    palette.enter()
    number = station.picture.of(Incident)[id_of(S.TO_DISPATCH)].data.serial_no.rsplit("-")[-1]
    palette.field.setText(f"a {int(number)} !")
    await until(lambda: title_of(S.TO_DISPATCH) in palette.preview.text)
    await studio.take("palette", palette)
    palette.leave()


async def _sheets(studio: Studio) -> None:
    station = studio.station
    for name, sheet in (("directory", "desk.directory"), ("duty-log", "desk.duty_log")):
        station.actions.trigger(sheet)
        part: QWidget = station.rooms.duty.directory if name == "directory" else station.rooms.duty.log
        await until(part.isVisible)
        await studio.take(name, part)


async def _alarms(studio: Studio) -> None:
    station = studio.station
    for id_, alarm in studio.matters.flood():
        studio.platform.world.put("alarm", id_, alarm)
    await studio.platform.tell()
    await until(lambda: station.desk.alarm_watch.now_open.flood is not None)
    await until(lambda: len(station.desk.alarm_watch.now_open.open) == FLOOD + 1)
    station.actions.trigger("desk.alarms")
    await studio.take("alarm-flood", station.desk.banners, station.desk.alarms)
    await studio.take("alarms", station.desk.centre)
    station.rooms.alarms.muting.begin(reason="设备检修", by="示范值班长", minutes=15)
    await studio.take("muted", station.desk.status, last=1000)
    station.rooms.alarms.muting.end()


async def _layouts(studio: Studio) -> None:
    """The editor with cameras, a map, a clock, and two tiles for alarms."""
    station, world = studio.station, studio.platform.world
    cameras = dict(list(studio.matters.district.cameras.items())[:4])
    for id_, camera in cameras.items():
        world.put("camera", id_, camera)
    await studio.platform.tell()
    await until(lambda: cameras.keys() <= station.picture.of(Camera).keys())
    station.actions.trigger("wall.edit")
    dialog = await studio.dialog_is_open()
    editor = station.rooms.walls.layouts.editor
    assert editor is not None
    shown = {number: Content(camera=id_) for number, id_ in enumerate(cameras, start=1)}
    others = {5: Content(Kind.MAP), 6: Content(Kind.CLOCK)}
    editor.load(Draft(reserve(usual("1+7"), {7, 8}, alarm=True), {**shown, **others}), name="早高峰")
    await studio.take("layouts", dialog)
    await studio.dialog_is_closed()
    for id_ in cameras:
        world.delete("camera", id_)
    await studio.platform.tell()


async def _turning(studio: Studio, films: StreetFilms) -> None:
    """Two tiles of a wall: one camera in hand with its presets, the other turned by somebody else."""
    station, world = studio.station, studio.platform.world
    cameras = {id_: each for id_, each in studio.matters.district.cameras.items() if each.ptz}
    mine, others = list(cameras)[:2]
    held = PtzHolder(user="zhang", name=DESK, seat="席位2", rank=1, since=ago(20), until=ago(-3))
    for id_, scene in ((mine, "crossroads"), (others, "boulevard")):
        address = films.address(scene)
        world.put("camera", id_, replace(cameras[id_], streams=Streams(main=address, sub=address)))
        by = held if id_ == others else None
        world.put("device", id_, Device(online=True, since=ago(3600), ptz_by=by))
    (wall_id, wall), *_ = studio.matters.district.walls.items()
    tiles = (WallTile(tile=1, camera=mine), WallTile(tile=2, camera=others))
    world.put("wall", wall_id, replace(wall, tiles=tiles))
    await studio.platform.tell()
    window = station.walls.windows[0]
    window.setGeometry(0, 0, 1280, 800)
    window.showNormal()
    first, second = window.grid.tiles[:2]
    await until(lambda: all(each.figures.state is TileState.LIVE for each in (first, second)), timeout=30)
    station.rooms.walls.chosen.choose(first)
    station.actions.trigger("ptz.turn")
    await until(lambda: first.aside and second.aside)
    station.actions.trigger("ptz.presets")
    await until(lambda: QApplication.activePopupWidget() is not None)
    await studio.take("turning", first, second)
    station.rooms.turning.leave()
    window.hide()
    for id_ in (mine, others):
        world.delete("camera", id_)
    world.put("wall", wall_id, wall)
    await studio.platform.tell()
    await until(lambda: mine not in station.picture.of(Camera))


async def _telephone(studio: Studio) -> None:
    incident = studio.station.picture.of(Incident)[id_of(S.HANDLING)].data
    async with telephone(await task_page(incident, language=studio.language)) as (screen, said):
        await until(screen.isVisible)
        await studio.take("task-page", screen)
        studio.said["task-page"] = [said]


async def _large(studio: Studio) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    studio.station.browsing.show_incident(id_of(S.HANDLING))
    theme.apply(application, scale=150)
    await studio.take("text-150", studio.station.desk)
