"""Parts of a workstation around a small district, without a platform: commands and streams are noted down."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from backend_client.picture import Picture
from backend_client.protocol.commands import Args
from backend_client.protocol.entities import Camera, Streams
from backend_client.sign_in import Token
from console.commands.dispatching import Dispatching
from console.people.session import Session, from_token
from console.settings import WallSettings
from console.video.messages import Pace, Source
from console.video.supervisor import VideoSupervisor
from console.wall.camera_tiles import CameraTiles
from console.wall.contents import TileContents
from console.wall.nearby import Vicinity
from console.wall.walls import Walls
from tests.widgets.district import HERE, District, camera, district, incident
from widgets.wall.tile import Tile

FEED = "ws://127.0.0.1:1/feed"
STANDBY = "ws://127.0.0.1:2/feed"
HTTP = "http://127.0.0.1:1"


class NotedStreams(VideoSupervisor):
    """Starts no worker: notes what each tile is to play."""

    def __init__(self) -> None:
        super().__init__()
        self.playing: dict[str, str] = {}
        self.paces: dict[str, Pace] = {}
        self.windows: dict[str, int] = {}
        self.opened = 0

    def show(self, tile_key: str, window_id: int, source: Source, *, pace: Pace = Pace.FULL) -> None:
        self.playing[tile_key] = source.url
        self.paces[tile_key] = pace
        self.windows[tile_key] = window_id
        self.opened += 1

    def set_pace(self, tile_key: str, pace: Pace) -> None:
        self.paces[tile_key] = pace

    def clear(self, tile_key: str) -> None:
        self.playing.pop(tile_key, None)


def delete_now(thing: QObject) -> None:
    """Delete it with all that hangs on it, as a console does at its end.

    Left to the collector, parents and children go in any order, which Qt does not survive.
    """
    thing.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class NotedCommands(Dispatching):
    """Sends nothing: notes what is given."""

    def __init__(self) -> None:
        super().__init__(requests=None, tasks=None, picture=Picture(), now=time.time)  # type: ignore[arg-type]
        self.given: list[tuple[str, str | None, Args | msgspec.Raw | None]] = []
        self.versions: list[int | None] = []
        self.batches: list[str] = []
        self.not_after: list[float | None] = []
        self.dismissed: list[str] = []

    def give(
        self, name: str, *, target: str | None, args: Args | msgspec.Raw | None = None, **more: Any
    ) -> str:
        self.given.append((name, target, args))
        self.versions.append(more.get("expect_ver"))
        self.batches.append(more.get("batch", ""))
        self.not_after.append(more.get("not_after_s"))
        return f"key-{len(self.given)}"

    def dismiss(self, key: str) -> None:
        self.dismissed.append(key)


def session(*standby: str) -> Session:
    """A session whose token is good for an hour."""
    token = Token(value="token", obtained=time.monotonic(), lifetime_s=3600.0)
    return from_token((FEED, *standby), token)


def street(cameras: int = 6) -> District:
    """One incident, and cameras in a row going east from it."""
    made = district(incidents=[incident()])
    for number in range(1, cameras + 1):
        made.put("camera", f"c{number}", camera_at(number))
    return made


def camera_at(number: int, *, address: str = "") -> Camera:
    """The camera `number` steps east of the incident."""
    base = camera(number)
    return Camera(
        device_id=base.device_id,
        name=base.name,
        org=base.org,
        grid_code=base.grid_code,
        owner_kind=base.owner_kind,
        position=(HERE[0] + 0.001 * number, HERE[1]),
        direction=base.direction,
        field_of_view=base.field_of_view,
        ptz=False,
        streams=Streams(main=f"/c{number}/main", sub=address or f"/c{number}/sub"),
    )


def make_tiles(qtbot: QtBot, count: int) -> tuple[Tile, ...]:
    """Tiles that belong to nobody else."""
    made = tuple(Tile(number=number) for number in range(1, count + 1))
    for tile in made:
        qtbot.addWidget(tile)
    return made


def camera_tiles(made: District, streams: NotedStreams, here: Session | None = None) -> CameraTiles:
    """Tiles over the district's cameras."""
    return CameraTiles(picture=made.picture, session=here or session(), supervisor=streams, parent=streams)


def contents_of(made: District, streams: NotedStreams) -> TileContents:
    """What stands on tiles besides cameras; no maps."""
    return TileContents(picture=made.picture, now=made.now, make_map=None, parent=streams)


def walls_of_four(
    qtbot: QtBot, made: District, tiles: CameraTiles, streams: NotedStreams, *ids: str
) -> Walls:
    """Walls of four tiles each, `wall-1` alone unless others are named."""
    settings = [WallSettings(id=id_, tiles=4) for id_ in ids or ("wall-1",)]
    walls = Walls(
        settings=settings,
        cameras=tiles,
        picture=made.picture,
        vicinity=Vicinity(picture=made.picture),
        now=made.now,
        parent=streams,
    )
    for window in walls.windows:
        qtbot.addWidget(window)
    return walls


def cameras_on(streams: NotedStreams, keys: Sequence[str]) -> list[str]:
    """Which camera each tile plays; empty for none."""
    return [streams.playing.get(key, "//").rsplit("/", 2)[-2] for key in keys]
