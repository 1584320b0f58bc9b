"""What a fresh district's walls show, and the scenes and tours that its room has kept for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from backend_client.protocol.entities import Camera
from backend_client.protocol.lanes import Lane
from backend_client.protocol.wall import Scene, TileKind, Tour, TourStep, Wall, WallTile
from layouts.document import encode
from layouts.layout import checked
from layouts.shapes import usual
from platform_backend.districts.areas import org_id
from platform_backend.districts.cameras import build_wall
from platform_backend.districts.naming import MODEL
from platform_backend.districts.spec import DistrictSpec

_BY: Final = f"{MODEL}值班长"
#: Scenes by id: name, usual layout, and words in the names of cameras that it would rather have.
_SCENES: Final = {
    "scene-1": ("早高峰", "9", ("车道", "全景")),
    "scene-2": ("重点路口", "1+5", ("角 云台", "角 ")),
    "scene-3": ("夜间巡查", "16", ("进出口", "通道")),
}
#: The tiles of the second wall that wait for alarms.
_ALARM_TILES: Final = (7, 8)


def build_walls(cameras: Mapping[str, Camera], spec: DistrictSpec) -> dict[str, Wall]:
    """The hall's wall of equal tiles, and that of the conference room with tiles reserved for alarms."""
    return {"wall-1": build_wall(cameras, spec), "wall-2": _conference_room(cameras, spec)}


def build_scenes(cameras: Mapping[str, Camera], spec: DistrictSpec, *, at: str) -> dict[str, Scene]:
    """A few scenes, each of cameras from all streets by turns."""
    scenes = {}
    for id_, (name, shape, words) in _SCENES.items():
        layout = usual(shape)
        chosen = _chosen(cameras, spec, len(layout.tiles), words)
        tiles = tuple(
            WallTile(tile=tile.number, camera=camera, stream="main" if tile.place.columns > 1 else "sub")
            for tile, camera in zip(layout.tiles, chosen, strict=False)
        )
        org = org_id(spec.code)
        scenes[id_] = Scene(name=name, org=org, layout=encode(layout), tiles=tiles, by=_BY, saved_at=at)
    return scenes


def build_tours(cameras: Mapping[str, Camera], spec: DistrictSpec, *, at: str) -> dict[str, Tour]:
    """One tour of the scenes, and one of cameras from every street; nothing begins by itself."""
    kept: dict[str, Any] = {"org": org_id(spec.code), "by": _BY, "saved_at": at}
    scenes = tuple(TourStep(scene=id_) for id_ in _SCENES)
    streets = _chosen(cameras, spec, max(8, len(spec.streets)), ("全景", "路段"))
    return {
        "tour-1": Tour(name="场景轮巡", dwell_s=30.0, steps=scenes, **kept),
        "tour-2": Tour(
            name="街道轮巡", dwell_s=10.0, steps=tuple(TourStep(camera=id_) for id_ in streets), **kept
        ),
    }


def _conference_room(cameras: Mapping[str, Camera], spec: DistrictSpec) -> Wall:
    shape = usual("1+7")
    layout = checked(
        columns=shape.columns,
        rows=shape.rows,
        tiles=[replace(tile, alarm=tile.number in _ALARM_TILES) for tile in shape.tiles],
    )
    first, second = _chosen(cameras, spec, 2, ("全景",))
    tiles = (
        WallTile(tile=1, camera="", kind=TileKind.MAP),
        WallTile(tile=2, camera="", kind=TileKind.CLOCK),
        WallTile(tile=3, camera="", kind=TileKind.COUNTERS),
        WallTile(tile=4, camera="", kind=TileKind.LIST, about=Lane.TO_ACCEPT),
        WallTile(tile=5, camera=first),
        WallTile(tile=6, camera=second),
    )
    return Wall(name="会商室大屏", org=org_id(spec.code), layout=encode(layout), tiles=tiles)


def _chosen(cameras: Mapping[str, Camera], spec: DistrictSpec, count: int, words: Sequence[str]) -> list[str]:
    """So many cameras, the streets by turns; first those with the words in their names, in that order."""

    def rank(id_: str) -> int:
        name = cameras[id_].name
        return next((place for place, word in enumerate(words) if word in name), len(words))

    by_street: dict[str, list[str]] = {street.code: [] for street in spec.streets}
    for id_ in cameras:
        by_street[cameras[id_].grid_code[:9]].append(id_)
    turns = [
        (rank(id_), turn, street, id_)
        for street, ids in enumerate(by_street.values())
        for turn, id_ in enumerate(sorted(ids, key=rank))
    ]
    return [id_ for *_, id_ in sorted(turns)][:count]
