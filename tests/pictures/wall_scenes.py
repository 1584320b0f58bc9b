"""Pictures of walls for the manuals: layouts, alarms, a look back, the preview, a tour, recordings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from backend_client.protocol.entities import Alarm, AlarmState, Camera, Counter, Streams
from backend_client.protocol.evidence import EvidenceKind, EvidenceRecord, EvidenceState
from backend_client.protocol.recording_args import RecordingLook
from backend_client.protocol.times import format_time
from backend_client.protocol.wall import AlarmMode, Scene, TileKind, Tour, TourStep, TourTimes, Wall, WallTile
from backend_client.sign_in import Token
from console.people.session import from_token
from console.recordings.playback import Playback
from layouts.document import encode
from layouts.editing import reserve
from layouts.shapes import usual
from tests.pictures.matters import DESK, LEADER, NOW, ago
from tests.pictures.street_films import StreetFilms
from tests.pictures.studio import Studio
from tests.waiting import until
from widgets.recordings.playback_window import PlaybackWindow
from widgets.recordings.track import RecordedSpan
from widgets.wall.pick_dialog import PickDialog
from widgets.wall.tile import Tile
from widgets.wall.tile_state import TileState
from widgets.wall.tour_dialog import TourDialog

#: What the cameras of the wall look at; the first one stands on the large tile.
_STREETS: Final = ("crossroads", "boulevard", "square", "market")
_SCENE: Final = "shown-scene"
_TOUR: Final = "shown-tour"
#: The tiles that are kept for alarms, and how far back a tile looks before it is photographed, in seconds.
_RESERVED: Final = (7, 8)
_BACK_S: Final = 6.0


async def take_walls(studio: Studio, films: StreetFilms) -> None:
    """Every picture of a wall; it stands as before at the end."""
    station, world = studio.station, studio.platform.world
    cameras = dict(list(studio.matters.district.cameras.items())[: len(_STREETS)])
    for (id_, camera), street in zip(cameras.items(), _STREETS, strict=True):
        address = films.address(street)
        world.put("camera", id_, replace(camera, streams=Streams(main=address, sub=address)))
    for name, value in (("today", 214), ("closed_today", 187), ("overdue", 6)):
        world.put("counter", f"incidents.{name}", Counter(value=value))
    world.put("counter", "units.on_duty", Counter(value=58))
    wall_id, wall = next(iter(studio.matters.district.walls.items()))
    shown = _scene(wall, list(cameras))
    world.put("scene", _SCENE, shown)
    held = replace(
        wall,
        layout=shown.layout,
        tiles=shown.tiles,
        scene=_SCENE,
        holder="leader",
        holder_name=LEADER,
        alarm_mode=AlarmMode.BLOCK,
    )
    world.put("wall", wall_id, held)
    await studio.platform.tell()
    window = station.walls.windows[0]
    window.setGeometry(0, 0, 1280, 800)
    window.showNormal()
    await _live(window.grid.tiles, count=len(_STREETS))
    await studio.take("wall-layouts", window)
    await _alarms(studio, list(cameras))
    await _replay(studio, window.grid.tile(1))
    window.hide()
    await _preview(studio)
    await _tour(studio, wall_id, list(cameras))
    await _evidence(studio, *next(iter(cameras.items())))
    await _recording(studio, films, cameras[next(iter(cameras))].name)
    for id_ in cameras:
        world.delete("camera", id_)
    world.delete("scene", _SCENE)
    world.put("wall", wall_id, wall)
    await studio.platform.tell()
    await until(lambda: not cameras.keys() & station.picture.of(Camera).keys())


def _scene(wall: Wall, cameras: Sequence[str]) -> Scene:
    """A large camera and small ones, a map, a list and the figures, two tiles for alarms."""
    tiles = (
        *(WallTile(tile=number, camera=id_) for number, id_ in enumerate(cameras, start=1)),
        WallTile(tile=5, camera="", kind=TileKind.LIST),
        WallTile(tile=6, camera="", kind=TileKind.COUNTERS),
        WallTile(tile=7, camera="", kind=TileKind.MAP),
        WallTile(tile=8, camera="", kind=TileKind.CLOCK),
    )
    layout = encode(reserve(usual("1+7"), set(_RESERVED), alarm=True))
    return Scene(name="早高峰", org=wall.org, layout=layout, tiles=tiles, by=LEADER, saved_at=ago(86_400))


async def _live(tiles: Sequence[Tile], *, count: int) -> None:
    await until(
        lambda: sum(each.figures.state is TileState.LIVE for each in tiles) >= count,
        timeout=30,
    )


async def _alarms(studio: Studio, cameras: Sequence[str]) -> None:
    """Two alarms on the tiles that are kept for them, and one that waits."""
    station, world = studio.station, studio.platform.world
    for number, camera in enumerate(cameras[1:]):
        world.put(
            "alarm",
            f"seen-{number}",
            _alarm(_org(studio), f"示范路口{number + 1}", camera, 40.0 - number * 9),
        )
    await studio.platform.tell()
    grid = station.walls.windows[0].grid
    seven, eight = (grid.tile(number) for number in _RESERVED)
    alarmed = station.walls.displays[0].alarms
    await until(lambda: len(alarmed.standing.tiles) == 2 and len(alarmed.standing.waiting) == 1)
    await until(lambda: all(each.figures.state is TileState.LIVE for each in (seven, eight)), timeout=30)
    await studio.take("wall-alarm", grid.tile(6), seven, eight)
    for number in range(len(cameras) - 1):
        world.delete("alarm", f"seen-{number}")
    await studio.platform.tell()
    await until(lambda: not alarmed.standing.tiles)


def _alarm(org: str, place: str, camera: str, age: float) -> Alarm:
    return Alarm(
        priority=2,
        kind="一键求助",
        title=f"{place}一键求助",
        source="示范监测",
        state=AlarmState.OPEN,
        raised_at=ago(age),
        org=org,
        place=place,
        cameras=(camera,),
    )


async def _replay(studio: Studio, tile: Tile) -> None:
    """A tile that is held some seconds back."""
    station = studio.station
    station.rooms.walls.chosen.choose(tile)
    await until(lambda: tile.figures.kept_s > _BACK_S, timeout=30)
    station.actions.trigger("look.back")
    await until(lambda: tile.figures.replay is not None)
    station.actions.trigger("look.slower")
    await until(lambda: tile.figures.replay is not None and 0.0 < tile.figures.replay.rate < 1.0)
    await studio.take("replay", tile)
    station.actions.trigger("look.live")
    await until(lambda: tile.figures.replay is None)


async def _preview(studio: Studio) -> None:
    """A scene at the desk before it is taken to the wall."""
    station = studio.station
    director = station.rooms.walls.director
    director.prepare_scene(_SCENE)
    station.actions.trigger("wall.preview")
    await until(director.sheet.isVisible)
    await _live(director.sheet.grid.tiles, count=len(_STREETS))
    await studio.take("preview", director.sheet)


async def _tour(studio: Studio, wall: str, cameras: Sequence[str]) -> None:
    """The form of a tour with steps of its own time, which runs by itself at two times."""
    name, world = "重点路口", studio.platform.world
    times = (
        TourTimes(wall=wall, days=(1, 2, 3, 4, 5), since="07:00", until="09:00", tiles=(2, 3)),
        TourTimes(wall=wall, days=(6, 7), since="19:00", until="01:00", tiles=(2, 3)),
    )
    steps = tuple(TourStep(camera=id_, dwell_s=15.0 * (number == 0)) for number, id_ in enumerate(cameras))
    world.put("tour", _TOUR, Tour(name=name, org=_org(studio), dwell_s=8.0, steps=steps, times=times))
    await studio.platform.tell()
    await until(lambda: _TOUR in studio.station.picture.of(Tour))
    studio.station.actions.trigger("wall.edit_tour")
    pick = await studio.dialog_is_open()
    assert isinstance(pick, PickDialog)
    pick.filter.setText(name)
    QTest.keyClick(pick.filter, Qt.Key.Key_Return)
    await until(lambda: isinstance(QApplication.activeWindow(), TourDialog))
    await studio.take("tour", studio.dialog)
    await studio.dialog_is_closed()
    world.delete("tour", _TOUR)
    await studio.platform.tell()


async def _evidence(studio: Studio, camera: str, data: Camera) -> None:
    """The sheet with one export that waits for a word, and others that have theirs."""
    world, sheet = studio.platform.world, studio.station.rooms.recordings.evidence.watch.sheet
    made = EvidenceRecord(
        at=ago(240),
        by=DESK,
        user="zhang",
        role="dispatcher",
        org=_org(studio),
        camera=camera,
        camera_name=data.name,
        device_id=data.device_id,
        since=ago(900),
        until=ago(840),
        kind=EvidenceKind.CLIP,
        reason="走失老人",
        case_number="示范案字〔2026〕7号",
        state=EvidenceState.WAITING,
        approver="leader",
    )
    others = (
        replace(made, at=ago(3000), state=EvidenceState.READY, approved_by=LEADER, kind=EvidenceKind.STILL),
        replace(
            made, at=ago(7000), state=EvidenceState.REFUSED, approved_by=LEADER, approval_text="与案件无关"
        ),
    )
    for number, record in enumerate((made, *others)):
        world.put("evidence_record", f"evidence-{number}", record)
    await studio.platform.tell()
    studio.station.actions.trigger("recording.requests")
    await until(lambda: sheet.isVisible() and sheet.table.model().rowCount() == 1 + len(others))
    await studio.take("evidence", sheet)
    for number in range(1 + len(others)):
        world.delete("evidence_record", f"evidence-{number}")
    await studio.platform.tell()


def _org(studio: Studio) -> str:
    return next(iter(studio.matters.district.orgs))


async def _recording(studio: Studio, films: StreetFilms, camera: str) -> None:
    """The window of a recording, with a part of it marked."""
    station = studio.station
    since = NOW - 900.0
    spans = [RecordedSpan(since, since + 240), RecordedSpan(since + 270, since + 600, alarm=True)]
    window = PlaybackWindow(camera=camera, since=since, until=since + 600, parent=station.desk)
    playback = Playback(
        look=RecordingLook(
            camera=_STREETS[0], since=format_time(since), until=format_time(since + 600), reason="-"
        ),
        spans=spans,
        window=window,
        # Recordings come from the platform, whose place the films take.
        session=from_token((films.base,), Token(value="token", obtained=0.0, lifetime_s=3600.0)),
        supervisor=station.video,
    )
    window.show()
    await studio.dialog_is_open()
    playback.seek(since + 300)
    await until(lambda: window.tile.figures.state is TileState.REPLAY, timeout=30)
    window.track.mark((since + 290, since + 350))
    playback.hold()
    await studio.take("recording", window)
    await studio.dialog_is_closed()
