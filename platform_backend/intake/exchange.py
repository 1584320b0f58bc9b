"""What goes between this platform and others: alarms and alerts in, incidents out as CAP and EIDO."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, select, text

from backend_client.protocol.causes import Cause
from backend_client.protocol.entities import Department, Grid, Incident, Org
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_args import ReporterWhole
from backend_client.protocol.messages import Command, Result, Scope
from backend_client.protocol.permissions import may_ask
from backend_client.protocol.relations import Relation, relation
from backend_client.protocol.times import format_time
from platform_backend.access.scope import sees, unseen
from platform_backend.access.sign_ins import Session
from platform_backend.audit.notes import AuditNotes
from platform_backend.commands.alerts import TakeAlert
from platform_backend.commands.context import Actor, Site
from platform_backend.intake import cap_out, eido
from platform_backend.intake.cap import LOCAL_M, Alert, Effect, Unreadable, read_alert
from platform_backend.intake.cap_series import sent_messages
from platform_backend.intake.dossier import Dossier
from platform_backend.store import schema
from platform_backend.store.store import Store

#: An alert longer than this has pictures in it, which are not looked at.
MAX_ALERT_BYTES: Final = 512 * 1024
#: Characters of a reason that are kept.
MAX_REASON: Final = 200
_FORMATS: Final[Mapping[str, tuple[str, Callable[[Dossier], bytes]]]] = {
    "cap": (cap_out.MEDIA_TYPE, cap_out.cap_document),
    "eido": (eido.MEDIA_TYPE, eido.eido_document),
}


@dataclass(frozen=True, slots=True)
class Document:
    """An incident in another standard's form."""

    name: str
    media_type: str
    body: bytes


class Exchange:
    """Takes alerts and hands out documents, each within the roles and scope of who asks, and noted."""

    def __init__(
        self,
        *,
        store: Store,
        site: Site,
        notes: AuditNotes,
        send: Callable[[Actor, Command], Awaitable[Result]],
        now: Callable[[], float] = time.time,
    ) -> None:
        self._store = store
        self._site = site
        self._notes = notes
        self._send = send
        self._now = now

    async def raise_alarm(self, session: Session, origin: str, args: bytes) -> Result:
        """Raise the alarm that JSON tells. Raises Refused when the account has no role."""
        return await self._act(session, origin, "alarm.create", args)

    async def take_alert(self, session: Session, origin: str, body: bytes) -> dict[str, Any]:
        """Do what an alert asks for; the answer says what was done. Raises Refused with one sentence."""
        user = session.user
        try:
            alert = await asyncio.to_thread(read_alert, body)
        except Unreadable as error:
            await self._notes.note(
                who=user.id, origin=origin, what="alarm.take_alert", result=ErrorCode.BAD_REQUEST
            )
            raise Refused(ErrorCode.BAD_REQUEST, str(error)) from error
        if alert.effect is Effect.NOTHING:
            await self._notes.note(who=user.id, origin=origin, what="alarm.take_alert", detail="ignored")
            return {"ignored": alert.why}
        args = msgspec.json.encode(_args(alert))
        result = await self._act(session, origin, "alarm.take_alert", args)
        if result.error is None:
            return dict(result.data or {})
        if result.error.code == ErrorCode.EXPIRED:
            return {"ignored": result.error.message}
        raise Refused.of(result.error)

    async def document(
        self, session: Session, origin: str, incident: str, form: str, *, reason: str = ""
    ) -> Document:
        """An incident as ``cap`` or ``eido``; with a `reason`, an EIDO names who reported it.

        Raises Refused, also when the export cannot be noted.
        """
        user = session.user
        said = f"form={form}"
        note = partial(self._note, user.id, origin, incident)
        try:
            if not may_ask("incident.history", user.roles):
                sentence = "your roles do not include the export of incidents"
                raise Refused(ErrorCode.FORBIDDEN, sentence, Cause.ROLE)
            if reason and (form != "eido" or not may_ask("incident.reporter", user.roles)):
                sentence = "who reported it is not yours to pass on in this form"
                raise Refused(ErrorCode.FORBIDDEN, sentence, Cause.ROLE)
            found = await asyncio.to_thread(self._dossier, incident, user.scope, bool(reason))
            if form == "cap":
                # By these words the next one refers to it.
                said = cap_out.cap_message(found).noted
        except Refused as refused:
            await note(said, reason, refused.error.code)
            raise
        media_type, write = _FORMATS[form]
        body = await asyncio.to_thread(write, found)
        await note(said, reason, "ok")
        suffix = "xml" if form == "cap" else "json"
        return Document(f"{found.incident.serial_no}-{form}.{suffix}", media_type, body)

    async def _act(self, session: Session, origin: str, name: str, args: bytes) -> Result:
        """A command of the platform's own, in the name of who is signed in and within his scope."""
        user = session.user
        if not user.roles:
            raise Refused(ErrorCode.FORBIDDEN, "your account has no role", Cause.ROLE)
        actor = Actor(id=user.id, name=user.name, scope=user.scope, internal=True, origin=origin)
        return await self._send(actor, Command(cmd_id="", name=name, target=None, args=msgspec.Raw(args)))

    async def _note(self, who: str, origin: str, incident: str, said: str, reason: str, result: str) -> None:
        await self._notes.note(
            who=who,
            origin=origin,
            what="incident.export",
            target=incident[:60],
            # Why somebody was named is what the trail is for.
            detail=f"{said} reporter: {reason[:MAX_REASON]}" if reason else said,
            result=result,
        )

    def _dossier(self, id_: str, scope: Scope, with_reporter: bool) -> Dossier:
        with self._store.reading() as connection:
            table = schema.entities
            row = connection.execute(
                select(table).where(table.c.entity == "incident", table.c.id == id_)
            ).one_or_none()
            if row is None or not sees(scope, row.codes):
                raise unseen(scope, f"incident {id_[:60]!r}")
            incident = msgspec.json.decode(row.body, type=Incident)
            orgs = _all(connection, "org", Org)
            grids = _all(connection, "grid", Grid) if incident.grid_code else {}
            departments = _all(connection, "department", Department)
            if with_reporter and relation(scope, incident, self._site.org_codes) is Relation.READER:
                sentence = f"only who handles {incident.serial_no} names its reporter"
                raise Refused(ErrorCode.FORBIDDEN, sentence, Cause.NOT_HANDLING, name=incident.serial_no)
            reporter = _reporter(connection, id_) if with_reporter else None
            into = incident.merged_into
            goes_on = None if into is None else _body(connection, into)
            sent = sent_messages(_exports(connection, id_))
        names = {each: org.name for each, org in orgs.items()}
        names |= {each: department.name for each, department in departments.items()}
        return Dossier(
            id=id_,
            ver=row.ver,
            incident=incident,
            grid=next((grid for grid in grids.values() if grid.code == incident.grid_code), None),
            org_codes=dict(self._site.org_codes),
            org_names=names,
            district=self._site.org_codes.get(self._site.district_org, ""),
            made_at=self._now(),
            changed_at=row.changed_at,
            sent=sent,
            goes_on_as="" if goes_on is None else msgspec.json.decode(goes_on, type=Incident).serial_no,
            reporter=reporter,
        )


def _all(connection: Connection, entity: str, kind: type[Any]) -> dict[str, Any]:
    table = schema.entities
    rows = connection.execute(select(table.c.id, table.c.body).where(table.c.entity == entity))
    return {row.id: msgspec.json.decode(row.body, type=kind) for row in rows}


def _body(connection: Connection, incident: str) -> bytes | None:
    table = schema.entities
    found = select(table.c.body).where(table.c.entity == "incident", table.c.id == incident)
    return connection.execute(found).scalar_one_or_none()


def _exports(connection: Connection, incident: str) -> list[str]:
    """What the audit trail says of the incident's exports, the first one first."""
    table = schema.audit
    of_it = (text(schema.OF_EXPORTS), table.c.target == incident, table.c.result == "ok")
    return list(connection.scalars(select(table.c.detail).where(*of_it).order_by(table.c.number)))


def _reporter(connection: Connection, incident: str) -> ReporterWhole | None:
    table = schema.reporters
    row = connection.execute(select(table).where(table.c.incident == incident)).one_or_none()
    return None if row is None else ReporterWhole(name=row.name, phone=row.phone)


def _args(alert: Alert) -> TakeAlert:
    area = alert.area
    return TakeAlert(
        id=alert.id,
        kind=alert.event,
        title=alert.headline,
        source=alert.sender,
        priority=alert.priority,
        position=None if area is None else area.middle,
        local=area is not None and area.reach_m <= LOCAL_M,
        codes=() if area is None else area.codes,
        place="" if area is None else area.text,
        exercise=alert.exercise,
        earlier=alert.earlier,
        withdraw=alert.effect is Effect.WITHDRAW,
        expires_at=None if alert.expires is None else format_time(alert.expires),
    )
