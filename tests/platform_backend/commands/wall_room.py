"""A room with walls for the commands on them: cameras, two walls, people who are signed in or not."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import insert

from backend_client.protocol.causes import Cause, Details, needs
from backend_client.protocol.commands import new_command_id
from backend_client.protocol.entities import Alarm, AlarmState, Camera, IncidentState, Streams
from backend_client.protocol.errors import Error
from backend_client.protocol.messages import Command, Result
from backend_client.protocol.ptz import Preset
from backend_client.protocol.times import format_time
from backend_client.protocol.wall import Scene, Tour, Wall
from layouts.document import encode
from layouts.shapes import usual
from platform_backend.commands.context import Actor
from platform_backend.store import schema
from tests.platform_backend.commands.hall import DISTRICT, A, Hall, incident, person

CAMERAS = tuple(f"k{number}" for number in range(1, 10))
WALL, STREETS_WALL = "w", "w-a"
NINE = encode(usual("9"))
FOUR = encode(usual("4"))

LI = person("li", "dispatcher", org=DISTRICT)
WANG = person("wang", "dispatcher", org=DISTRICT)
CHIEF = person("chief", "duty_leader", org=DISTRICT)
OTHER_CHIEF = person("chief-2", "duty_leader", org=DISTRICT)
STREET = person("street", "dispatcher", org=A)
PEOPLE = (LI, WANG, CHIEF, OTHER_CHIEF, STREET)


class WallRoom:
    """Gives commands on walls and reads what came of them; `hall` carries them out."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        hall.put(
            {
                **{id_: camera(id_) for id_ in CAMERAS},
                WALL: Wall(name="大屏", org=DISTRICT),
                STREETS_WALL: Wall(name="街道屏", org=A),
                "i1": incident(IncidentState.PENDING, hall.now),
                "i2": incident(IncidentState.PENDING, hall.now),
            }
        )
        with hall.store.writing() as connection:
            for actor in PEOPLE:
                values = {"id": actor.id, "name": actor.name, "roles": " ".join(actor.roles)}
                connection.execute(insert(schema.users).values(**values, division=actor.scope.division))

    def sign_in(self, *people: Actor) -> None:
        """Give them a living session."""
        with self.hall.store.writing() as connection:
            for actor in people:
                values = {"id": f"s-{actor.id}", "user": actor.id, "created_at": 0.0, "revoked": False}
                connection.execute(insert(schema.sessions).values(**values, expires_at=self.hall.now * 2))

    def ask(
        self,
        actor: Actor,
        name: str,
        target: str | None = WALL,
        /,
        *,
        expect_ver: int | None = None,
        **args: Any,
    ) -> Result:
        """Send one command, a second after the last."""
        self.hall.now += 1.0
        command = Command(
            cmd_id=new_command_id(self.hall.now),
            name=name,
            target=target,
            args=msgspec.Raw(msgspec.json.encode(args)),
            expect_ver=expect_ver,
        )
        with self.hall.batch() as batch:
            return self.hall.executor.run(batch, actor, command)

    def done(self, actor: Actor, name: str, target: str | None = WALL, /, **args: Any) -> Wall:
        """The same for one that takes effect on a wall: the wall after it."""
        result = self.ask(actor, name, target, **args)
        assert result.ok, (name, result.error)
        return self.wall(target or WALL)

    def saved(self, actor: Actor, name: str, target: str | None = None, /, **args: Any) -> str:
        """The same for a scene or tour: its id."""
        result = self.ask(actor, name, target, **args)
        assert result.ok, (name, result.error)
        return str((result.data or {})["id"])

    def refused(self, actor: Actor, name: str, target: str | None = WALL, /, **args: Any) -> Error:
        """The same for one that is refused and changes nothing: why."""
        before = self.hall.bodies()
        result = self.ask(actor, name, target, **args)
        assert result.error is not None, name
        assert self.hall.bodies() == before
        details = msgspec.to_builtins(result.error.details or Details())
        assert details.keys() == needs(Cause(result.error.cause or "")), result.error
        return result.error

    def cause(self, actor: Actor, name: str, target: str | None = WALL, /, **args: Any) -> tuple[str, str]:
        """The same: its code and cause."""
        error = self.refused(actor, name, target, **args)
        return str(error.code), str(error.cause)

    def wall(self, id_: str = WALL) -> Wall:
        """A wall as it stands in the store."""
        return self.hall.get(Wall, id_)

    def shown(self, id_: str = WALL) -> dict[int, str]:
        """Camera, or what else it shows, by tile."""
        tiles = self.wall(id_).tiles
        assert len({tile.tile for tile in tiles}) == len(tiles)
        return {tile.tile: tile.camera or tile.kind.value for tile in tiles}

    def version(self, entity: str, id_: str) -> int:
        """The version that consoles hold."""
        with self.hall.batch() as batch:
            row = batch.row(entity, id_)
            assert row is not None
            return row.ver

    def is_in_view(self, entity: str, id_: str) -> bool:
        """Whether consoles see it."""
        with self.hall.batch() as batch:
            row = batch.row(entity, id_)
            return row is not None and row.in_view

    def scene(self, name: str = "早高峰", **more: Any) -> str:
        """A new scene of nine tiles with cameras on the first two."""
        args = {"layout": NINE, "tiles": on({1: "k1", 2: "k2"}), **more}
        return self.saved(LI, "scene.save", name=name, **args)

    def tour(self, name: str = "巡", *, cameras: tuple[str, ...] = CAMERAS[:4], **more: Any) -> str:
        """A new tour of cameras, or of the steps in `more`."""
        args = {"dwell_s": 10.0, "steps": [{"camera": each} for each in cameras], **more}
        return self.saved(LI, "tour.save", name=name, **args)

    def kept(self, kind: type[Scene] | type[Tour], id_: str) -> Any:
        """A scene or tour as it stands in the store."""
        return self.hall.get(kind, id_)


def on(cameras: dict[int, str]) -> list[dict[str, Any]]:
    """Tiles with cameras."""
    return [{"tile": tile, "camera": id_} for tile, id_ in cameras.items()]


def camera(id_: str) -> Camera:
    """A camera of street a that can be turned to one preset."""
    return Camera(
        device_id="3" * 20,
        name=id_,
        org=A,
        grid_code="110101001001",
        owner_kind="公安",
        position=(117.2, 34.3),
        direction=0.0,
        field_of_view=60.0,
        ptz=True,
        streams=Streams(main="m", sub="s"),
        presets=(Preset(number=3, name="口"),),
    )


def alarm(priority: int, at: float, *, org: str = A, state: AlarmState = AlarmState.OPEN) -> Alarm:
    """An alarm of street a."""
    return Alarm(
        priority=priority,
        kind="烟感",
        title="烟感",
        source="消防",
        state=state,
        raised_at=format_time(at),
        org=org,
    )
