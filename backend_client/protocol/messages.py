"""Every frame of ccc.v1 as a frozen tagged type; `type` says which."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

import msgspec

from backend_client.protocol.errors import Error

PROTOCOL_NAME = "ccc.v1"
#: The same frames as MessagePack in binary frames, no extension types.
MSGPACK_NAME = "ccc.v1+msgpack"
HEARTBEAT_S = 20.0
SILENCE_S = 45.0
AUTH_WITHIN_S = 10.0
BOOKMARK_S = 5.0
#: Times as fast as the world that a simulated platform's time may run.
MOST_RATE = 10_000.0

#: No data. A value of its own because msgspec cannot decode the union of Raw and None: it takes only null.
NULL = msgspec.Raw(b"null")


class _Frame(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", gc=False):
    pass


class ServerInfo(msgspec.Struct, frozen=True, kw_only=True):
    """Name and version of the platform's software."""

    name: str
    version: str


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds a connection lives within.

    `frame_bytes` is the most a frame may have, `page` the most items of a snapshot page, `pending_commands`
    how many commands and queries may be unanswered at a time.
    """

    frame_bytes: int
    page: int
    pending_commands: int


class Hello(_Frame, frozen=True, kw_only=True, tag="hello"):
    """Server's first frame. `time` is its clock, `heartbeat_s` how often it wants to hear a ping."""

    protocol: str
    server: ServerInfo
    time: str
    heartbeat_s: float
    limits: Limits


class ClientInfo(msgspec.Struct, frozen=True, kw_only=True):
    """Who connects: program and version, the `workstation`'s name; `instance` is random per process."""

    name: str
    version: str
    workstation: str
    instance: str


class Auth(_Frame, frozen=True, kw_only=True, tag="auth"):
    """Client's first frame, and again with a fresh token before the old one expires, or another user's."""

    token: str
    client: ClientInfo


class Scope(msgspec.Struct, frozen=True, kw_only=True):
    """What a user may see; both empty: all.

    `division` is a prefix of division codes, `departments` are ids of departments.
    """

    division: str | None = None
    departments: tuple[str, ...] = ()


class User(msgspec.Struct, frozen=True, kw_only=True):
    """The person or device signed in."""

    id: str
    name: str
    roles: tuple[str, ...]
    scope: Scope


class Welcome(_Frame, frozen=True, kw_only=True, tag="welcome"):
    """The connection is authenticated.

    `epoch` names the platform's database: cursors are good in one epoch only. `topics` are those there are.
    `simulated`: what follows is made up or replayed (演示数据).
    """

    session: str
    user: User
    epoch: str
    topics: tuple[str, ...]
    simulated: bool = False


class Resume(msgspec.Struct, frozen=True, kw_only=True):
    """Where a client left off: `cursors` are the newest sequence numbers by topic, valid in one `epoch`."""

    epoch: str
    cursors: dict[str, int]


class Subscribe(_Frame, frozen=True, kw_only=True, tag="subscribe"):
    """Ask for topics; a second subscribe replaces the first. `id` is chosen by the client."""

    id: str
    topics: tuple[str, ...]
    resume: Resume | None = None


class Unsubscribe(_Frame, frozen=True, kw_only=True, tag="unsubscribe"):
    """Stop topics of a subscription."""

    id: str
    topics: tuple[str, ...]


class Subscribed(_Frame, frozen=True, kw_only=True, tag="subscribed"):
    """First answer to a subscribe. `refused` says why for each topic that is not among the `topics`."""

    id: str
    topics: tuple[str, ...]
    refused: dict[str, Error] = {}


class SnapshotBegin(_Frame, frozen=True, kw_only=True, tag="snapshot.begin"):
    """A whole topic follows. `as_of` is the sequence number it stands at."""

    sub: str
    topic: str
    epoch: str
    as_of: int


class Item(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One entity of a snapshot page."""

    entity: str
    id: str
    ver: int
    data: msgspec.Raw


class SnapshotPage(_Frame, frozen=True, kw_only=True, tag="snapshot.page"):
    """Some entities of a topic."""

    sub: str
    topic: str
    items: tuple[Item, ...]


class SnapshotEnd(_Frame, frozen=True, kw_only=True, tag="snapshot.end"):
    """The topic is whole; `count` is how many items were sent.

    `digest` is the lower-case hex SHA-256 of the lines ``id:ver`` of all items, each with its line feed,
    sorted as UTF-8 bytes.
    """

    sub: str
    topic: str
    count: int
    digest: str


class ReplayBegin(_Frame, frozen=True, kw_only=True, tag="replay.begin"):
    """Missed events after sequence number `from_` follow in order."""

    sub: str
    topic: str
    from_: int = msgspec.field(name="from")


class ReplayEnd(_Frame, frozen=True, kw_only=True, tag="replay.end"):
    """The client is current up to `seq`."""

    sub: str
    topic: str
    seq: int


class Resync(_Frame, frozen=True, kw_only=True, tag="resync"):
    """The cursor cannot be used; a whole snapshot follows.

    `reason` is ``epoch_changed``, ``scope_changed``, ``expired`` or ``too_many``.
    """

    sub: str
    topic: str
    reason: str


class Event(_Frame, frozen=True, kw_only=True, tag="event"):
    """One change.

    `prev` is the connection's cursor before the event: a client that stands elsewhere has missed something.
    `data` is the whole entity, null for a delete: the entity is no longer in this client's view.
    """

    sub: str
    topic: str
    seq: int
    prev: int
    at: str
    entity: str
    id: str
    ver: int
    op: Literal["put", "delete"]
    data: msgspec.Raw = NULL


class Bookmark(_Frame, frozen=True, kw_only=True, tag="bookmark"):
    """Nothing this client may see happened up to `seq`."""

    sub: str
    topic: str
    seq: int


class Ping(_Frame, frozen=True, kw_only=True, tag="ping"):
    """Client's sign of life. `cursors` are for the platform's figures only."""

    at: str
    cursors: dict[str, int] = {}


class Pong(_Frame, frozen=True, kw_only=True, tag="pong"):
    """Answer to a ping: `at` echoed, `time` the server's clock, `rate` 1 except in sped-up simulations."""

    at: str
    time: str
    rate: float = 1.0


class Command(_Frame, frozen=True, kw_only=True, tag="command", omit_defaults=True):
    """Ask for a change. `cmd_id` is a UUIDv7, the same one each time this command is sent.

    `target` is the id of what is to be changed. `expect_ver` is the version that the user has seen: with
    another one the command is refused. Past `not_after` the command is refused. What stands in `args` depends
    on the `name`.
    """

    cmd_id: str
    name: str
    target: str | None = None
    expect_ver: int | None = None
    not_after: str | None = None
    args: msgspec.Raw = msgspec.Raw(b"{}")


class CommandStatus(_Frame, frozen=True, kw_only=True, tag="command.status"):
    """Ask what became of a command."""

    cmd_id: str


class CommandUnknown(_Frame, frozen=True, kw_only=True, tag="command.unknown"):
    """The command never arrived: send it again under the same id."""

    cmd_id: str


class Result(_Frame, frozen=True, kw_only=True, tag="result", omit_defaults=True):
    """Outcome of a command: `topic`, `ver` and `seq` of the change when `ok`, `error` when not.

    `data` holds what else there is to know, such as the `id` of what was created.
    """

    cmd_id: str
    ok: bool
    topic: str | None = None
    ver: int | None = None
    seq: int | None = None
    data: dict[str, Any] | None = None
    error: Error | None = None


class Signal(_Frame, frozen=True, kw_only=True, tag="signal"):
    """Something a participant of a conference says to this one's console: not logged, not replayed.

    `from_` and `to` are users' ids.
    """

    conference: str
    from_: str = msgspec.field(name="from")
    to: str
    data: msgspec.Raw = NULL


class Query(_Frame, frozen=True, kw_only=True, tag="query"):
    """Ask without changing anything. What stands in `args` depends on the `name`."""

    id: str
    name: str
    args: msgspec.Raw = msgspec.Raw(b"{}")


class Reply(_Frame, frozen=True, kw_only=True, tag="reply", omit_defaults=True):
    """Answer to a query. `data` is as the query's name has it, `error` is there when not `ok`."""

    id: str
    ok: bool
    data: msgspec.Raw = NULL
    error: Error | None = None


ClientMessage: TypeAlias = Auth | Subscribe | Unsubscribe | Ping | Command | CommandStatus | Query
ServerMessage: TypeAlias = (
    Hello
    | Welcome
    | Subscribed
    | SnapshotBegin
    | SnapshotPage
    | SnapshotEnd
    | ReplayBegin
    | ReplayEnd
    | Resync
    | Event
    | Bookmark
    | Pong
    | Result
    | CommandUnknown
    | Signal
    | Reply
)
