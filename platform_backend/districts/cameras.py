"""The district's cameras, at crossings, gates and along roads, and the wall that shows some of them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from random import Random

from backend_client.protocol import codes
from backend_client.protocol.entities import Camera, Position, Streams
from backend_client.protocol.ptz import Preset
from backend_client.protocol.wall import Wall, WallTile
from platform_backend.camera_site import placement
from platform_backend.camera_site.drawing.scenes import SCENES
from platform_backend.districts.areas import org_id
from platform_backend.districts.places import Place
from platform_backend.districts.spec import DistrictSpec

_WALL_TILES = 16
#: GB/T 28181 industry code of each owner's access network.
_INDUSTRY = {"公安": "00", "城市管理": "02", "交通": "05", "社区": "10"}
_OWNERS = {
    "crossing": ("公安", "公安", "交通"),
    "gate": ("社区",),
    "road": ("公安", "城市管理", "交通"),
}
_LOOKS = {"crossing": ("全景", "车道", "人行道"), "gate": ("进出口", "通道"), "road": ("路段", "人行道")}
#: What a camera that can be turned has stored: names, and how far beside its usual direction each looks.
_PRESETS = {
    "crossing": (("路口全景", 0.0), ("左侧来车", -60.0), ("右侧来车", 60.0), ("人行横道", 25.0)),
    "gate": (("大门全景", 0.0), ("进口", -30.0), ("出口", 30.0)),
    "road": (("路段全景", 0.0), ("来向", -75.0), ("去向", 75.0)),
}
_CORNER_FACES = {"东北角": 225.0, "东南角": 315.0, "西南角": 45.0, "西北角": 135.0}


def build_cameras(places: Sequence[Place], spec: DistrictSpec, *, rng: Random) -> dict[str, Camera]:
    """As many cameras as the spec says; when the places run out, busy ones get a second one."""
    # Crossings come first, mixed with gates and roads; a crossing's other corners come in later turns.
    late = {"crossing": 0.0, "gate": 0.5, "road": 0.7}
    turns: dict[str, int] = {}
    queue = []
    for place in places:
        turn = turns[place.spot] = turns.get(place.spot, -1) + 1
        queue.append((turn + late[place.kind] + rng.random(), place))
    queue.sort(key=lambda entry: entry[0])
    return {
        f"cam-{number:05d}": _camera(number, queue[(number - 1) % len(queue)][1], spec, rng)
        for number in range(1, spec.cameras + 1)
    }


def _camera(number: int, place: Place, spec: DistrictSpec, rng: Random) -> Camera:
    camera_id = f"cam-{number:05d}"
    owner = rng.choice(_OWNERS[place.kind])
    ptz = rng.random() < 0.22
    kind = codes.TYPE_CAMERA if ptz else codes.TYPE_IP_CAMERA
    facing = _CORNER_FACES.get(place.name[-3:], rng.uniform(0.0, 360.0)) + rng.gauss(0.0, 12.0)
    direction = round(facing, 1) % 360.0
    return Camera(
        device_id=codes.device_id(spec.code, _INDUSTRY[owner], kind, "0", number),
        name=f"{place.name} {'云台' if ptz else rng.choice(_LOOKS[place.kind])}",
        org=place.org,
        grid_code=place.grid,
        owner_kind=owner,
        position=place.position,
        direction=direction,
        field_of_view=float(rng.choice((48, 60, 72, 90, 105))),
        ptz=ptz,
        streams=Streams(main=f"/cameras/{camera_id}/main.ts", sub=f"/cameras/{camera_id}/sub.ts"),
        presets=_presets(place.kind, direction) if ptz else (),
    )


def _presets(kind: str, direction: float) -> tuple[Preset, ...]:
    return tuple(
        Preset(number=number, name=name, direction=round(direction + beside, 1) % 360.0)
        for number, (name, beside) in enumerate(_PRESETS[kind], start=1)
    )


def build_wall(cameras: Mapping[str, Camera], spec: DistrictSpec) -> Wall:
    """The command room's wall of 16 tiles: the streets take turns, each camera far from those before it.

    Cameras that look at a scene which the wall has not got yet come first.
    """
    by_street: dict[str, list[str]] = {street.code: [] for street in spec.streets}
    for camera_id, camera in cameras.items():
        by_street[camera.grid_code[:9]].append(camera_id)
    chosen: list[str] = []
    spots: list[Position] = []
    scenes: Counter[int] = Counter()
    while len(chosen) < _WALL_TILES:
        for candidates in by_street.values():
            pick = max(
                (camera for camera in candidates[:60] if camera not in chosen),
                key=lambda camera: (
                    -scenes[_scene(camera)],
                    min((math.dist(cameras[camera].position, p) for p in spots), default=0.0),
                ),
            )
            chosen.append(pick)
            scenes[_scene(pick)] += 1
            spots.append(cameras[pick].position)
    tiles = tuple(
        WallTile(tile=number, camera=camera) for number, camera in enumerate(chosen[:_WALL_TILES], start=1)
    )
    return Wall(name="指挥大厅大屏", org=org_id(spec.code), tiles=tiles)


def _scene(camera: str) -> int:
    return placement.place(camera, scenes=len(SCENES)).scene
