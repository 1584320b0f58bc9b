"""What every command's handler is given, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from backend_client.protocol.causes import Cause
from backend_client.protocol.conference import Provider
from backend_client.protocol.entities import Entity, Position
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.messages import Scope
from backend_client.protocol.nearest_cameras import NearestCameras
from backend_client.protocol.ptz import PtzHolder
from backend_client.protocol.times import format_time
from platform_backend.access.scope import codes_of, sees, unseen
from platform_backend.limits.limits import Limits
from platform_backend.store.batch import Draft, Row

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts. `internal` actors (simulation, replay, sensors) are the platform itself: no role is asked.

    `origin` says where from: the network address and the workstation's name; `instance` is the console's,
    as its `auth` names it.
    """

    id: str
    name: str
    roles: tuple[str, ...] = ()
    scope: Scope = field(default_factory=Scope)
    internal: bool = False
    origin: str = ""
    instance: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """What does not change while the platform runs: orgs, incident types, where grids and cameras lie.

    `org_codes` maps an org's id to its division code, `grid_orgs` a grid's code to the street in
    charge, `type_names` an incident type's code to its name in the dictionary `type_version`, `alarm_types`
    a kind of alarm to the code of the type of incident it becomes. `locate` answers the code of the grid a
    position lies in, `cameras` which of them see it: none is moved while the platform runs. So many cameras
    as `call_cameras` are shown in conferences at a time: each is decoded and encoded once more.
    """

    district_org: str
    org_codes: Mapping[str, str]
    grid_orgs: Mapping[str, str]
    type_names: Mapping[str, str]
    type_version: str
    alarm_types: Mapping[str, str]
    locate: Callable[[Position], str | None]
    cameras: NearestCameras
    call_cameras: int = 2


@dataclass(frozen=True, slots=True)
class RoomServer:
    """The room server that the site has at this moment; an external one's `address` is a template of its
    rooms' addresses, such as ``https://meet.example/{room}``.
    """

    provider: Provider
    address: str = ""

    def room(self, name: str) -> str:
        """The address of a room."""
        return self.address.replace("{room}", name)

    def holds(self, address: str) -> bool:
        """Whether an address is that of a room there, and of nothing else."""
        before, _, after = self.address.partition("{room}")
        name = address[len(before) : len(address) - len(after)]
        return address == self.room(name) and name.replace("-", "").replace("_", "").isalnum()


@dataclass(frozen=True, slots=True)
class Done:
    """A command took effect on `row`; `data` goes into the result as it is."""

    row: Row
    data: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class CameraNow:
    """How a camera is at this moment: whether it can be reached, and who turns it."""

    online: bool = True
    turned_by: PtzHolder | None = None


def unwatched(_camera: str) -> CameraNow:
    """A camera of which nobody tells how it is."""
    return CameraNow()


@dataclass(frozen=True, slots=True)
class Context:
    """One command under way, in the writer thread. `look` answers how a camera is now.

    `expect_ver` is the version that the target was seen in, where the command says so; it is the present one.
    `rate` is how fast `now` passes, `room_server` over what more confer than a mesh has places for.
    """

    draft: Draft
    site: Site
    actor: Actor
    now: float
    name: str
    target: str | None
    limits: Limits
    look: Callable[[str], CameraNow] = unwatched
    expect_ver: int | None = None
    rate: float = 1.0
    room_server: RoomServer | None = None

    @property
    def at(self) -> str:
        """The moment of the command as the contract writes times."""
        return format_time(self.now)

    def find(self, kind: type[E], id_: str, what: str) -> E:
        """An entity the command names. Raises Refused when there is none the actor may see.

        Who does not see everything is told the same of what is elsewhere and of what is nowhere.
        """
        data = self.draft.get(kind, id_)
        scope = self.actor.scope
        if data is None or not sees(scope, codes_of(data, self.site.org_codes)):
            raise unseen(scope, f"{what} {id_!r}")
        return data

    def aim(self, kind: type[E], what: str) -> tuple[str, E]:
        """The command's target: its id and data. Raises Refused as `find`, or when none is named."""
        if self.target is None:
            raise Refused(
                ErrorCode.BAD_REQUEST, f"{self.name} needs the id of a {what} as target", Cause.NO_TARGET
            )
        return self.target, self.find(kind, self.target, what)

    def put(self, id_: str, data: Entity, *, in_view: bool = True) -> Row:
        """Stage an entity's new data."""
        return self.draft.put(id_, data, codes=codes_of(data, self.site.org_codes), in_view=in_view)
