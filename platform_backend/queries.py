"""Queries: they read the store in threads of their own and change nothing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from math import cos, radians

import msgspec
from sqlalchemy import Column, ColumnElement, Connection, and_, func, select

from backend_client.protocol import queries as contract
from backend_client.protocol.causes import Cause
from backend_client.protocol.conference_args import ConferenceProposals
from backend_client.protocol.distance import METRES_PER_DEGREE
from backend_client.protocol.entities import CLOSED_STATES, IncidentState, Position
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.messages import Item, Query, Reply, Scope
from backend_client.protocol.permissions import may_ask
from backend_client.protocol.queries import (
    AuditSearch,
    CamerasSearch,
    Contacts,
    DutyLogSearch,
    Found,
    HandoversSearch,
    IncidentHistory,
    IncidentReporter,
    IncidentsSearch,
    Statistics,
)
from backend_client.protocol.recording_args import EvidenceApprovers, EvidenceSearch, RecordingsSearch
from backend_client.protocol.times import parse_time
from platform_backend.access.scope import within
from platform_backend.approver_query import approvers
from platform_backend.audit.detail import detail_of
from platform_backend.audit.notes import AuditNotes
from platform_backend.commands.context import Actor, Site
from platform_backend.commands.evidence import check_clock
from platform_backend.conference.query import proposals
from platform_backend.district_time import DistrictTime
from platform_backend.duty_queries import contacts, duty_log, evidence, handovers
from platform_backend.incident_queries import reporter, statistics
from platform_backend.look_back import audit_search, incident_history
from platform_backend.recording_queries import recordings
from platform_backend.recordings.segments import RECORDINGS_FOLDER
from platform_backend.store import schema
from platform_backend.store.store import Store

#: A reply has to fit into a frame; what does not is left for the next page.
_REPLY_BYTES = 900_000
#: Threads that answer. Their own: a flood of questions must hold up neither sign-ins nor who is disabled.
_THREADS = 4
_OPEN = frozenset(IncidentState) - CLOSED_STATES


class Queries:
    """Answers queries from the store, each within the asking user's roles and scope.

    Looking into the past is noted in the audit trail before it is answered.
    """

    def __init__(
        self,
        *,
        store: Store,
        notes: AuditNotes,
        site: Site,
        clock: DistrictTime,
    ) -> None:
        self._store = store
        self._site = site
        self._clock = clock
        self._notes = notes
        self._recordings = store.path.parent / RECORDINGS_FOLDER
        self._threads = ThreadPoolExecutor(max_workers=_THREADS, thread_name_prefix="queries")

    def close(self) -> None:
        """End the threads."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    async def answer(self, actor: Actor, query: Query) -> Reply:
        """Answer one query. Raises Refused when it cannot be."""
        kind = contract.ARGS.get(query.name)
        if kind is None:
            raise Refused(
                ErrorCode.BAD_REQUEST, f"this platform does not know {query.name[:60]!r}", Cause.UNKNOWN_NAME
            )
        detail = detail_of(kind, query.args)
        try:
            if not may_ask(query.name, actor.roles):
                raise Refused(ErrorCode.FORBIDDEN, f"your roles do not include {query.name}", Cause.ROLE)
            try:
                args = msgspec.json.decode(query.args, type=kind)
                if isinstance(args, IncidentReporter):
                    # The one text that the trail repeats: it was asked for so that it can be read there.
                    detail = args.reason
                loop = asyncio.get_running_loop()
                found = await loop.run_in_executor(self._threads, self._find, args, actor)
            except (msgspec.MsgspecError, ValueError, OverflowError) as error:
                raise Refused(ErrorCode.BAD_REQUEST, f"{query.name}: {error}", Cause.MALFORMED) from error
        except Refused as refused:
            await self._note(actor, query.name, None, detail, refused.error.code)
            raise
        if _looks_back(args):
            target = _target(args)
            await self._note(actor, query.name, target, detail, "ok")
        return Reply(id=query.id, ok=True, data=msgspec.Raw(msgspec.json.encode(found)))

    async def _note(self, actor: Actor, what: str, target: str | None, detail: str, result: str) -> None:
        await self._notes.note(
            who=actor.id, origin=actor.origin, what=what, target=target, detail=detail, result=result
        )

    def _find(self, args: contract.Args, actor: Actor) -> contract.Answer:
        scope = actor.scope
        with self._store.reading() as connection:
            match args:
                case IncidentsSearch():
                    return _incidents(connection, args, scope)
                case CamerasSearch():
                    return _cameras(connection, args, scope)
                case IncidentHistory():
                    return incident_history(connection, args, scope)
                case IncidentReporter():
                    return reporter(connection, args, scope)
                case Statistics():
                    return statistics(connection, args, scope)
                case Contacts():
                    return contacts(connection, args, scope)
                case DutyLogSearch():
                    return duty_log(connection, args, scope)
                case HandoversSearch():
                    return handovers(connection, args, scope)
                case RecordingsSearch():
                    check_clock(self._clock.rate)
                    return recordings(connection, args, scope, self._recordings)
                case EvidenceSearch():
                    return evidence(connection, args, scope)
                case EvidenceApprovers():
                    return approvers(connection, args, actor, site=self._site, now=time.time())
                case ConferenceProposals():
                    moments = {"now": self._clock.now(), "real_now": self._clock.real_now()}
                    return proposals(connection, args, actor, site=self._site, **moments)
                case AuditSearch():
                    return audit_search(connection, args, scope)


def _target(args: contract.Args) -> str | None:
    match args:
        case IncidentHistory(incident=incident) | IncidentReporter(incident=incident):
            return incident
        case RecordingsSearch(camera=camera):
            return camera
        case _:
            return None


def _looks_back(args: contract.Args) -> bool:
    match args:
        case IncidentsSearch(states=states, since=since, until=until):
            # Without states it finds past ones as well.
            return since is not None or until is not None or not states or not _OPEN.issuperset(states)
        case CamerasSearch() | Contacts() | EvidenceApprovers() | ConferenceProposals():
            return False
        case _:
            return True


def _incidents(connection: Connection, args: IncidentsSearch, scope: Scope) -> Found:
    table = schema.incident_index
    wanted = [within(table.c.codes, scope), *_words(table.c.words, args.text)]
    if args.states:
        wanted.append(table.c.state.in_(args.states))
    if args.severities:
        wanted.append(table.c.severity.in_(args.severities))
    if args.type_codes:
        wanted.append(table.c.type_code.in_(args.type_codes))
    if args.org is not None:
        wanted.append(table.c.org == args.org)
    if args.near is not None:
        wanted.append(_near(args.near, args.within_m))
    if args.exercise is not None:
        wanted.append(table.c.exercise == args.exercise)
    if args.merged_into is not None:
        wanted.append(table.c.merged_into == args.merged_into)
    if args.since is not None:
        wanted.append(table.c.reported_at >= parse_time(args.since))
    if args.until is not None:
        wanted.append(table.c.reported_at < parse_time(args.until))
    where = and_(*wanted)
    ids = select(table.c.id).where(where).order_by(table.c.reported_at.desc(), table.c.id)
    page = connection.scalars(ids.offset(args.offset).limit(args.limit)).all()
    total = connection.scalar(select(func.count()).select_from(table).where(where))
    return Found(total=total or 0, items=_items(connection, "incident", page))


def _cameras(connection: Connection, args: CamerasSearch, scope: Scope) -> Found:
    table = schema.camera_index
    wanted = [within(table.c.codes, scope), *_words(table.c.words, args.text)]
    if args.org is not None:
        wanted.append(table.c.org == args.org)
    where = and_(*wanted)
    ids = select(table.c.id).where(where).order_by(table.c.name, table.c.id)
    page = connection.scalars(ids.offset(args.offset).limit(args.limit)).all()
    total = connection.scalar(select(func.count()).select_from(table).where(where))
    return Found(total=total or 0, items=_items(connection, "camera", page))


def _near(centre: Position, metres: float) -> ColumnElement[bool]:
    """Within a circle, on a plane that touches the earth at its centre: good to 0.1 % within 50 km."""
    longitude, latitude = centre
    if not (-180.0 <= longitude <= 180.0 and -85.0 <= latitude <= 85.0):
        raise ValueError(f"not a WGS-84 position [lon, lat]: {list(centre)}")
    table = schema.incident_index.c
    east = (table.longitude - longitude) * (METRES_PER_DEGREE * cos(radians(latitude)))
    north = (table.latitude - latitude) * METRES_PER_DEGREE
    return east * east + north * north <= metres * metres


def _words(column: Column[str], text: str) -> list[ColumnElement[bool]]:
    return [column.contains(word, autoescape=True) for word in text.lower().split()]


def _items(connection: Connection, entity: str, ids: Sequence[str]) -> tuple[Item, ...]:
    table = schema.entities
    wanted = select(table.c.id, table.c.ver, table.c.body).where(
        table.c.entity == entity, table.c.id.in_(ids)
    )
    rows = {row.id: row for row in connection.execute(wanted)}
    items: list[Item] = []
    room = _REPLY_BYTES
    for id_ in ids:
        if (row := rows.get(id_)) is None:
            continue
        room -= len(row.body) + len(id_) + 60
        if room < 0:
            break
        items.append(Item(entity=entity, id=id_, ver=row.ver, data=msgspec.Raw(row.body)))
    return tuple(items)
