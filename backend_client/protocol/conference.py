"""The entity of a conference (会商): what it is about, by which way it is held, and who takes part.

Times are RFC 3339 UTC strings, ids strings.
"""

from __future__ import annotations

import enum

from backend_client.protocol.entity import EntityData


class Provider(enum.StrEnum):
    """By which way pictures and voices go: from page to page, over the site's Janus, or over another room
    server whose address is given.
    """

    MESH = "mesh"
    JANUS = "janus"
    EXTERNAL = "external"


class PartyKind(enum.StrEnum):
    """With what somebody takes part: a console, or a browser that was given a link. A camera and a wall are
    in the room without anybody: the one is shown there, the other shows it and sends nothing.
    """

    CONSOLE = "console"
    GUEST = "guest"
    CAMERA = "camera"
    WALL = "wall"


class PartyRole(enum.StrEnum):
    """As whom somebody was asked."""

    OPENER = "opener"
    OWNER_ROOM = "owner_room"
    UNIT = "unit"
    DEPARTMENT = "department"
    ORG = "org"
    LEADER = "leader"
    GUEST = "guest"
    OTHER = "other"


class PartyState(enum.StrEnum):
    """Where somebody stands. `INVITED` is a guest who was given a link, `CALLED_OFF` who rang when it
    ended.
    """

    INVITED = "invited"
    RINGING = "ringing"
    JOINED = "joined"
    DECLINED = "declined"
    HANDED_ON = "handed_on"
    NO_ANSWER = "no_answer"
    CALLED_OFF = "called_off"
    LEFT = "left"
    REMOVED = "removed"


class Party(EntityData, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody in a conference's roster: `id` is a user's, or a guest's, a camera's or a wall's own there.

    `since` is when the `state` began, `by` the name of who asked them, `reason` why they declined, left or
    were removed. A guest's link was opened at `opened_at`. A ringing one rings until `ring_until`; then, or
    when they decline, the first of `line` is rung, ids of users. Who has joined did so at `joined_at`, with
    the page `session`, at the console `console`, the instance that its `auth` names, and at the `seat`
    whose id that is. `muted` is what a page has to obey, `muted_by` the id of who did that: only they, or
    whoever moderates, take it back. `hand_at` is since when a hand is raised. `about` is the id of a camera
    or a wall itself, `user` as whom the console speaks that shows the wall.
    """

    id: str
    name: str
    kind: PartyKind
    state: PartyState
    since: str
    role: PartyRole = PartyRole.OTHER
    by: str = ""
    reason: str = ""
    ring_until: str | None = None
    line: tuple[str, ...] = ()
    opened_at: str | None = None
    joined_at: str | None = None
    session: str = ""
    console: str = ""
    seat: str = ""
    muted: bool = False
    muted_by: str = ""
    hand_at: str | None = None
    sharing: bool = False
    about: str = ""
    user: str = ""


class RoomRemark(EntityData, frozen=True, kw_only=True):
    """What a party has written in the room: `by` is their id, `name` how people call them."""

    at: str
    by: str
    name: str
    text: str


class FallBack(EntityData, frozen=True, kw_only=True):
    """A room server that failed: `by` is who said so, `provider` what it was, `text` what was seen."""

    at: str
    by: str
    provider: Provider
    text: str = ""


class Conference(EntityData, frozen=True, kw_only=True, omit_defaults=True):
    """A room in which people confer: about an incident, an alarm, a plan, or nothing in particular.

    `org` is the one in whose name it was opened, `rooms` are the division codes, or ``@`` and departments'
    ids, of who was asked: they see it as well. `address` is the room's at an external server. `beyond` is by
    which way a mesh goes on when more come than it has places for, None where no room server runs.
    `room_session` is what the site's room server calls the life of this room, another one each time it is
    made, empty until then: pages build their connections anew with it. `moderator` is a user's id,
    empty while nobody with a console is in it. In a `locked` one nobody comes in who was not asked.
    `recording` is said while it is recorded, which needs the room's policy. `emptied_at` is since when
    nobody is in it.
    """

    title: str
    org: str
    opened_at: str
    opened_by: str
    opened_by_name: str
    provider: Provider = Provider.MESH
    address: str = ""
    beyond: Provider | None = None
    room_session: str = ""
    incident: str | None = None
    alarm: str | None = None
    plan: str | None = None
    moderator: str = ""
    locked: bool = False
    recording: bool = False
    rooms: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    remarks: tuple[RoomRemark, ...] = ()
    fell_back: FallBack | None = None
    emptied_at: str | None = None
    closed_at: str | None = None
    closed_by: str = ""
