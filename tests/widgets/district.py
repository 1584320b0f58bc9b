"""A small district in a real picture, changed by real events, for the tests of the desk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.digest import snapshot_digest
from backend_client.protocol.entities import (
    Alarm,
    AlarmState,
    AssigneeKind,
    Camera,
    Department,
    Device,
    Entity,
    Grid,
    Incident,
    IncidentState,
    Org,
    Streams,
    Task,
    TaskState,
    Unit,
    UnitStatus,
)
from backend_client.protocol.messages import NULL, Event, Item, SnapshotBegin, SnapshotEnd, SnapshotPage
from backend_client.protocol.times import format_time, parse_time
from backend_client.protocol.topics import TOPIC_OF, TOPICS

NOW = parse_time("2026-03-02T04:20:00.000Z")
HERE = (120.20, 30.25)


def ago(seconds: float) -> str:
    """A time before `NOW`."""
    return format_time(NOW - seconds)


class District:
    """A picture and a clock; `put` and `delete` change it as the feed would."""

    def __init__(self) -> None:
        self.picture = Picture()
        self.time = NOW
        self._seqs: dict[str, int] = defaultdict(int)
        self._versions: dict[str, int] = defaultdict(int)
        self.picture.begin(TOPICS)
        for topic in TOPICS:
            self.snapshot(topic, {})

    def now(self) -> float:
        """The platform's time."""
        return self.time

    def snapshot(self, topic: str, items: Mapping[tuple[str, str], Entity]) -> Changes:
        """Let a whole topic arrive anew."""
        self._seqs[topic] += 1
        page = []
        for (entity, id_), data in items.items():
            self._versions[id_] += 1
            raw = msgspec.Raw(msgspec.json.encode(data))
            page.append(Item(entity=entity, id=id_, ver=self._versions[id_], data=raw))
        digest = snapshot_digest((item.id, item.ver) for item in page)
        begin = SnapshotBegin(sub="s", topic=topic, epoch="e", as_of=self._seqs[topic])
        self.picture.take(begin)
        self.picture.take(SnapshotPage(sub="s", topic=topic, items=tuple(page)))
        return self.picture.take(SnapshotEnd(sub="s", topic=topic, count=len(page), digest=digest))

    def put(self, entity: str, id_: str, data: Entity) -> Changes:
        """Let one entity arrive or change."""
        return self._event(entity, id_, msgspec.Raw(msgspec.json.encode(data)))

    def put_all(self, entity: str, items: Mapping[str, Entity]) -> Changes:
        """Let several arrive before anybody looks."""
        changes = Changes()
        for id_, data in items.items():
            changes |= self.put(entity, id_, data)
        return changes

    def change(self, entity: str, id_: str, **fields: Any) -> Changes:
        """Let some fields of an entity change."""
        data = self.picture.entries(entity)[id_].data
        return self.put(entity, id_, replace(data, **fields))

    def delete(self, entity: str, id_: str) -> Changes:
        """Let one entity leave the view."""
        return self._event(entity, id_, NULL)

    def _event(self, entity: str, id_: str, data: msgspec.Raw) -> Changes:
        topic = TOPIC_OF[entity]
        self._seqs[topic] += 1
        self._versions[id_] += 1
        return self.picture.apply(
            Event(
                sub="s",
                topic=topic,
                seq=self._seqs[topic],
                prev=self._seqs[topic] - 1,
                at=format_time(self.time),
                entity=entity,
                id=id_,
                ver=self._versions[id_],
                op="delete" if data is NULL else "put",
                data=data,
            )
        )


def incident(
    number: int = 1,
    *,
    state: IncidentState = IncidentState.PENDING,
    severity: int = 3,
    age: float = 600.0,
    title: str = "",
    **fields: Any,
) -> Incident:
    """An incident that was reported `age` seconds ago."""
    about: dict[str, Any] = {
        "serial_no": f"330104002-2026-{number:06}",
        "type_code": "0201",
        "type_name": "占道经营",
        "severity": severity,
        "title": title or f"示范路口{number}号占道经营",
        "source": "hotline",
        "state": state,
        "owner_org": "kaixuan",
        "reported_at": ago(age),
        "position": HERE,
        "grid_code": "330104002001001",
        "place": f"示范路{number}号",
    }
    return Incident(**about | fields)


def task(number: int = 1, *, lead: bool = True, state: TaskState = TaskState.OFFERED, **fields: Any) -> Task:
    """A unit's task."""
    about: dict[str, Any] = {
        "id": f"task-{number}",
        "kind": AssigneeKind.UNIT,
        "assignee": f"unit-{number}",
        "name": f"示范员{number:04}",
        "lead": lead,
        "state": state,
        "offered_at": ago(300),
    }
    return Task(**about | fields)


def unit(number: int = 1, *, status: UnitStatus = UnitStatus.AVAILABLE, **fields: Any) -> Unit:
    """A unit near `HERE`, seen ten seconds ago."""
    about: dict[str, Any] = {
        "code": f"w{number}",
        "name": f"示范员{number:04}",
        "org": "kaixuan",
        "kind": "网格员",
        "status": status,
        "position": (HERE[0] + number * 0.002, HERE[1]),
        "position_at": ago(10),
        "grid_code": f"33010400200{number}001",
    }
    return Unit(**about | fields)


def camera(number: int = 1, *, org: str = "jingfang", name: str = "") -> Camera:
    """A camera of a community."""
    return Camera(
        device_id=f"33010401001310{number:06}",
        name=name or f"示范路{number}号 全景",
        org=org,
        grid_code="330104002001001",
        owner_kind="police",
        position=HERE,
        direction=90.0,
        field_of_view=60.0,
        ptz=False,
        streams=Streams(main="/m", sub="/s"),
    )


def alarm(
    priority: int = 3,
    *,
    age: float = 30.0,
    state: AlarmState = AlarmState.OPEN,
    title: str = "烟感报警",
    **fields: Any,
) -> Alarm:
    """An alarm that was raised `age` seconds ago."""
    about: dict[str, Any] = {
        "priority": priority,
        "kind": "smoke",
        "title": title,
        "source": "sensor",
        "state": state,
        "raised_at": ago(age),
        "org": "kaixuan",
        "place": "示范秋涛路口",
    }
    return Alarm(**about | fields)


def district(*, incidents: Iterable[Incident] = (), units: int = 0, cameras: int = 0) -> District:
    """A district with one street of two communities, and what else is asked for."""
    made = District()
    made.put_all(
        "org",
        {
            "jianggan": Org(kind="district", code="330104", name="江干区"),
            "kaixuan": Org(kind="street", code="330104002", name="凯旋街道", parent="jianggan"),
            "jingfang": Org(kind="community", code="330104002001", name="示范景芳社区", parent="kaixuan"),
            "qiutao": Org(kind="community", code="330104002002", name="示范秋涛社区", parent="kaixuan"),
        },
    )
    made.put(
        "grid",
        "g1",
        Grid(
            code="330104002001001",
            name="第1网格",
            org="jingfang",
            street="kaixuan",
            polygon=(HERE,),
            owner="unit-2",
        ),
    )
    made.put("department", "d1", Department(code="CG", name="示范城管局", org="jianggan"))
    made.put_all("incident", {f"i{number}": each for number, each in enumerate(incidents, start=1)})
    made.put_all("unit", {f"unit-{number}": unit(number) for number in range(1, units + 1)})
    made.put_all("camera", {f"c{number}": camera(number) for number in range(1, cameras + 1)})
    made.put_all(
        "device", {f"c{number}": Device(online=True, since=ago(900)) for number in range(1, cameras + 1)}
    )
    return made
