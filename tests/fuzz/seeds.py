"""Good frames of every type in both encodings: what fuzzing starts from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import msgspec

from backend_client.protocol import camera_args, commands, conference_args, incident_args, wall_args
from backend_client.protocol.codec import JSON, MSGPACK, Wire
from backend_client.protocol.digest import snapshot_digest
from backend_client.protocol.entities import Seat, Unit, UnitStatus
from backend_client.protocol.errors import Error
from backend_client.protocol.messages import (
    Auth,
    Bookmark,
    ClientInfo,
    ClientMessage,
    Command,
    CommandStatus,
    CommandUnknown,
    Event,
    Hello,
    Item,
    Limits,
    Ping,
    Pong,
    Query,
    ReplayBegin,
    ReplayEnd,
    Reply,
    Result,
    Resume,
    Resync,
    Scope,
    ServerInfo,
    ServerMessage,
    Signal,
    SnapshotBegin,
    SnapshotEnd,
    SnapshotPage,
    Subscribe,
    Subscribed,
    Unsubscribe,
    User,
    Welcome,
)
from backend_client.protocol.topics import TOPICS
from backend_client.protocol.wall import AlarmMode, TileKind, TourStep, TourTimes, WallTile

AT = "2026-01-31T08:00:00.000Z"
CMD_ID = "01a20000-0000-7000-8000-000000000001"
#: A frame of either encoding never holds these two bytes side by side: they part the frames of an input.
PARTING = b"\xc1\xc1"
WIRES = (JSON, MSGPACK)

_SEAT = msgspec.json.encode(Seat(name="席位", org="o1"))
_UNIT = msgspec.json.encode(
    Unit(code="K1", name="甲", org="o1", kind="grid", status=UnitStatus.AVAILABLE, position=(117.2, 34.3))
)

#: Every field, as fields that are left out cannot be spoiled.
_INCIDENTS_SEARCH = (
    b'{"text":"a","states":["pending"],"severities":[1],"org":"o1",'
    b'"since":"2026-01-01T00:00:00Z","until":"2027-01-01T00:00:00Z","offset":0,"limit":5}'
)
_CAMERAS_SEARCH = b'{"text":"a","org":"o1","offset":0,"limit":5}'
_HISTORY = b'{"incident":"i","before_ver":9,"limit":3}'
_AUDIT_SEARCH = b'{"who":"u","what":"w","target":"t","offset":0,"limit":3}'

_LAYOUT = {"version": 1, "columns": 1, "rows": 1, "tiles": [{"number": 1, "column": 0, "row": 0}]}

_ARGS: dict[str, commands.Args] = {
    "incident.create": incident_args.IncidentCreate(
        type_code="0102", severity=3, title="题", source="热线", position=(117.2, 34.3), grid_code="g"
    ),
    "incident.reject": incident_args.Reason(reason="无"),
    "incident.note": incident_args.Words(text="话"),
    "incident.finish": incident_args.Finish(text="完", on_call="王"),
    "incident.transfer": incident_args.Transfer(org="o2", reason="转"),
    "incident.verify": incident_args.Verify(passed=False, text="查"),
    "task.sign": incident_args.TaskRef(task="t"),
    "unit.set_status": commands.SetStatus(status=UnitStatus.OFF),
    "wall.show": wall_args.WallShow(
        tiles=(WallTile(tile=1, camera="k1"), WallTile(tile=2, camera="", kind=TileKind.LIST, about="open")),
        incident="i",
        layout=_LAYOUT,
    ),
    "wall.scene": wall_args.WallScene(scene="scene-1"),
    "wall.tour": wall_args.WallTour(tour="tour-2", tiles=(1, 2)),
    "wall.take": wall_args.WallTake(seat="seat-1", release=True),
    "wall.clear": wall_args.WallClear(tiles=(1,)),
    "wall.lock": wall_args.WallLock(locked=False, alarms=True, alarm_mode=AlarmMode.BLOCK),
    "wall.confer": wall_args.WallConfer(conference="c", tile=1),
    "wall.play": wall_args.WallPlay(tile=1, moment="2026-01-31T08:00:00.000Z", rate=2.0),
    "wall.pin": wall_args.WallPin(alarm="a", pinned=False),
    "scene.save": wall_args.SceneSave(name="早", layout=_LAYOUT, tiles=(WallTile(tile=1, camera="k1"),)),
    "tour.save": wall_args.TourSave(
        name="巡",
        dwell_s=5.0,
        steps=(TourStep(camera="k1", preset=1, dwell_s=4.0), TourStep(scene="scene-1")),
        times=(TourTimes(wall="wall-1", days=(1, 7), since="22:00", until="06:00", tiles=(1,)),),
    ),
    "camera.ptz": camera_args.Ptz(pan=0.5, preset=3),
    "camera.preset": camera_args.PresetStore(number=3, name="口"),
    "camera.drop_preset": camera_args.PresetDrop(number=3),
    "conference.open": conference_args.ConferenceOpen(
        title="会商", people=(conference_args.Invitee(user="u", line=("v",)),), session="0f"
    ),
    "conference.join": conference_args.ConferenceJoin(session="0f"),
    "conference.leave": incident_args.Empty(),
    "conference.close": incident_args.Empty(),
    "conference.invite": conference_args.ConferenceInvite(people=(conference_args.Invitee(user="u"),)),
    "conference.decline": conference_args.ConferenceDecline(reason="忙"),
    "conference.hand_on": conference_args.ConferenceHandOn(seat="s"),
    "conference.guest": conference_args.ConferenceGuest(name="客"),
    "conference.remove": conference_args.ConferenceRemove(user="u"),
    "conference.lock": conference_args.ConferenceLock(locked=True),
    "conference.mute": conference_args.ConferenceMute(user="u", muted=True),
    "conference.mark": conference_args.ConferenceMark(hand=True),
    "conference.say": conference_args.ConferenceSay(text="好"),
    "conference.fall_back": conference_args.ConferenceFallBack(text="x"),
    "conference.camera": conference_args.ConferenceCamera(camera="cam"),
    "conference.watch": conference_args.ConferenceWatch(wall="wall-1", session="0f"),
    "conference.signal": commands.ConferenceSignal(to="u", data=msgspec.Raw(b'{"sdp":"x"}')),
    "seat.hand_over": commands.HandOver(to="u", note="交"),
}


def client_messages(
    *,
    token: str = "token",
    targets: Mapping[str, str] | None = None,
    new_id: Callable[[], str] = lambda: CMD_ID,
) -> list[ClientMessage]:
    """One of everything that a console may send; `targets` are ids by the first part of a command's name."""
    known = targets or {}
    info = ClientInfo(name="c", version="1", workstation="w", instance="i")
    messages: list[ClientMessage] = [
        Auth(token=token, client=info),
        Subscribe(id="s1", topics=TOPICS, resume=Resume(epoch="epoch-1", cursors={"walls": 1, "units": 2})),
        Subscribe(id="s2", topics=("walls", "rumours")),
        Ping(at=AT, cursors={"walls": 3}),
        CommandStatus(cmd_id=new_id()),
        Unsubscribe(id="s2", topics=("walls",)),
        Query(id="q1", name="incidents.search", args=msgspec.Raw(_INCIDENTS_SEARCH)),
        Query(id="q2", name="cameras.search", args=msgspec.Raw(_CAMERAS_SEARCH)),
        Query(id="q3", name="incident.history", args=msgspec.Raw(_HISTORY)),
        Query(id="q4", name="audit.search", args=msgspec.Raw(_AUDIT_SEARCH)),
    ]
    for name in commands.ARGS:
        args = _json(_ARGS.get(name, incident_args.Empty()))
        target = known.get(name.partition(".")[0], "e1")
        messages += (
            Command(cmd_id=new_id(), name=name, target=target, args=args),
            Command(cmd_id=new_id(), name=name, target=target, expect_ver=3, not_after=AT, args=args),
        )
    return messages


def server_messages(wire: Wire) -> list[ServerMessage]:
    """A platform's side of a conversation, from hello to the answers; fits the subscription ``s1``."""
    seat, unit, nothing = (msgspec.Raw(wire.from_json(body)) for body in (_SEAT, _UNIT, b"null"))
    user = User(id="u", name="甲", roles=("dispatcher",), scope=Scope(division="11", departments=("d",)))
    first = Item(entity="seat", id="e1", ver=2, data=seat)
    return [
        Hello(
            protocol="ccc.v1",
            server=ServerInfo(name="p", version="1"),
            time=AT,
            heartbeat_s=20.0,
            limits=Limits(frame_bytes=1 << 20, page=500, pending_commands=64),
        ),
        Welcome(session="s", user=user, epoch="epoch-1", topics=TOPICS),
        Subscribed(id="s1", topics=TOPICS, refused={"rumours": Error(code="not_found", message="no")}),
        SnapshotBegin(sub="s1", topic="directory", epoch="epoch-1", as_of=4),
        SnapshotPage(sub="s1", topic="directory", items=(first,)),
        SnapshotEnd(sub="s1", topic="directory", count=1, digest=snapshot_digest([("e1", 2)])),
        _event("directory", "seat", "e1", seq=5, ver=3, data=seat),
        _event("directory", "seat", "e1", seq=6, ver=3, data=nothing),
        Resync(sub="s1", topic="units", reason="expired"),
        SnapshotBegin(sub="s1", topic="units", epoch="epoch-1", as_of=1),
        SnapshotEnd(sub="s1", topic="units", count=0, digest=snapshot_digest([])),
        _event("units", "unit", "u1", seq=2, ver=1, data=unit),
        Bookmark(sub="s1", topic="directory", seq=8),
        # Out of step from here on: nothing of the topic is held yet.
        ReplayBegin(sub="s1", topic="walls", from_=3),
        ReplayEnd(sub="s1", topic="walls", seq=9),
        Pong(at=AT, time=AT, rate=2.0),
        Result(cmd_id=CMD_ID, ok=True, topic="incidents", ver=2, seq=3, data={"id": "e9"}),
        Result(
            cmd_id=CMD_ID,
            ok=False,
            error=Error(code="version_conflict", message="m", current=3, by="甲", at=AT),
        ),
        CommandUnknown(cmd_id=CMD_ID),
        Signal(conference="c", from_="u", to="v", data=msgspec.Raw(b'{"a":[1]}')),
        Reply(id="q1", ok=True, data=msgspec.Raw(b'{"total":0,"items":[]}')),
    ]


def client_frames(wire: Wire) -> list[bytes]:
    """What a console sends, encoded."""
    return [wire.encode(message) for message in client_messages()]


def server_frames(wire: Wire) -> list[bytes]:
    """What a platform sends, encoded as the platform does it: the data of entities are in its encoding."""
    plain = msgspec.msgpack.encode if wire.binary else msgspec.json.encode
    return [
        plain(message) if isinstance(message, Event | SnapshotPage) else wire.encode(message)
        for message in server_messages(wire)
    ]


def _event(topic: str, entity: str, id_: str, *, seq: int, ver: int, data: msgspec.Raw) -> Event:
    op: Literal["put", "delete"] = "put" if len(bytes(data)) > 4 else "delete"
    return Event(
        sub="s1", topic=topic, seq=seq, prev=seq - 1, at=AT, entity=entity, id=id_, ver=ver, op=op, data=data
    )


def _json(value: object) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(value))
