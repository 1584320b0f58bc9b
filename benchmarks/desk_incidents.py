"""The district of the desk benchmark: tens of thousands of open incidents, and what happens to them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Final

import msgspec
from msgspec.structs import replace

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.digest import snapshot_digest
from backend_client.protocol.entities import Entity, Incident, IncidentState, Step
from backend_client.protocol.incident_parts import Clock, Deadline
from backend_client.protocol.messages import NULL, Event, Item, SnapshotBegin, SnapshotEnd, SnapshotPage
from backend_client.protocol.times import format_time
from backend_client.protocol.topics import TOPICS
from platform_backend.districts.generate import District, generate
from platform_backend.districts.spec import load_spec

_DISTRICT: Final = "jianggan"
_SEED: Final = 1
#: A page of a snapshot.
_PAGE: Final = 400
#: How the open incidents spread over the states, in parts.
_STATES: Final = {
    IncidentState.PENDING: 4,
    IncidentState.TO_DISPATCH: 3,
    IncidentState.HANDLING: 24,
    IncidentState.TO_VERIFY: 5,
    IncidentState.SUSPENDED: 2,
    IncidentState.LEDGERED: 2,
}
#: What an incident that changes becomes.
_NEXT: Final = {
    IncidentState.PENDING: IncidentState.TO_DISPATCH,
    IncidentState.TO_DISPATCH: IncidentState.HANDLING,
    IncidentState.HANDLING: IncidentState.TO_VERIFY,
    IncidentState.TO_VERIFY: IncidentState.HANDLING,
    IncidentState.SUSPENDED: IncidentState.HANDLING,
    IncidentState.LEDGERED: IncidentState.HANDLING,
}
#: Incidents that change again and again.
_LIVELY: Final = 6_000
#: Of a hundred changes so many are new incidents, and as many leave; so many others change the state.
_COMING, _MOVING = 5, 20


def fill(picture: Picture, *, incidents: int, now: float) -> dict[str, Incident]:
    """Let a whole district arrive in `picture`, with so many open incidents; returns those by id."""
    district = generate(load_spec(_DISTRICT), seed=_SEED, now=now)
    made = dict(_open(district, incidents, now))
    picture.begin(TOPICS)
    directory: dict[tuple[str, str], Entity] = {("org", id_): org for id_, org in district.orgs.items()}
    directory |= {("grid", id_): grid for id_, grid in district.grids.items()}
    directory |= {("department", id_): each for id_, each in district.departments.items()}
    _snapshot(picture, "directory", directory)
    _snapshot(picture, "units", {("unit", id_): unit for id_, unit in district.units.items()})
    _snapshot(picture, "incidents", {("incident", id_): each for id_, each in made.items()})
    return made


def _clock(id_: str, due: float) -> Deadline:
    """A clock of eight hours that runs out at `due`."""
    limit = 8 * 3600.0
    return Deadline(
        id=f"{id_}-handle",
        clock=Clock.HANDLE,
        started_at=format_time(due - limit),
        due_at=format_time(due),
        warn_at=format_time(due - 0.3 * limit),
        far_at=format_time(due + limit),
        limit_s=limit,
        rule="benchmark",
    )


def _open(district: District, count: int, now: float) -> Iterator[tuple[str, Incident]]:
    chance = random.Random(_SEED)
    states = [state for state, parts in _STATES.items() for _ in range(parts)]
    for (id_, past), _ in zip(district.past, range(count), strict=False):
        state = chance.choice(states)
        handled = state not in (IncidentState.PENDING, IncidentState.TO_DISPATCH)
        yield (
            id_,
            replace(
                past,
                state=state,
                closed_at=None,
                accepted_at=None if state is IncidentState.PENDING else past.accepted_at,
                tasks=past.tasks if handled else (),
                deadlines=(_clock(id_, now + chance.uniform(-0.5, 6.0) * 3600.0),),
                urgent=chance.random() < 0.02,
                exercise=chance.random() < 0.01,
            ),
        )


def _snapshot(picture: Picture, topic: str, items: dict[tuple[str, str], Entity]) -> Changes:
    page = [
        Item(entity=entity, id=id_, ver=1, data=msgspec.Raw(msgspec.json.encode(data)))
        for (entity, id_), data in items.items()
    ]
    picture.take(SnapshotBegin(sub="s", topic=topic, epoch="benchmark", as_of=1))
    for first in range(0, len(page), _PAGE):
        picture.take(SnapshotPage(sub="s", topic=topic, items=tuple(page[first : first + _PAGE])))
    digest = snapshot_digest((item.id, item.ver) for item in page)
    return picture.take(SnapshotEnd(sub="s", topic=topic, count=len(page), digest=digest))


class Stream:
    """Events without an end, as the feed would bring them: notes, new states, incidents that come and go.

    What they carry has been encoded before anything is measured.
    """

    def __init__(self, incidents: dict[str, Incident], *, now: float) -> None:
        chance = random.Random(_SEED + 1)
        self._at = format_time(now)
        lively = chance.sample(sorted(incidents), min(_LIVELY, len(incidents)))
        self._turns = [self._turn(id_, incidents[id_], chance, number) for number, id_ in enumerate(lively)]
        self._versions: dict[str, int] = dict.fromkeys(incidents, 1)
        self._seq = 1
        self._place = 0

    def _turn(
        self, id_: str, incident: Incident, chance: random.Random, number: int
    ) -> list[tuple[str, msgspec.Raw]]:
        kind = chance.randrange(100)
        if kind < _COMING:
            fresh = replace(
                incident, state=IncidentState.PENDING, tasks=(), accepted_at=None, reported_at=self._at
            )
            new = f"new-{number:06d}"
            return [(new, _encoded(fresh)), (new, NULL)]
        step = Step(at=self._at, by="示范值班员", action="incident.note", text=f"示范备注 {number}")
        noted = replace(incident, steps=(*incident.steps, step))
        if kind < _COMING + _MOVING:
            noted = replace(noted, state=_NEXT[incident.state])
        return [(id_, _encoded(noted)), (id_, _encoded(incident))]

    def next(self) -> Event:
        """The next event."""
        half, number = divmod(self._place, len(self._turns))
        id_, data = self._turns[number][half % 2]
        self._place += 1
        self._seq += 1
        ver = self._versions[id_] = self._versions.get(id_, 0) + 1
        return Event(
            sub="s",
            topic="incidents",
            seq=self._seq,
            prev=self._seq - 1,
            at=self._at,
            entity="incident",
            id=id_,
            ver=ver,
            op="delete" if data is NULL else "put",
            data=data,
        )


def _encoded(incident: Incident) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(incident))
