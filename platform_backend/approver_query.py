"""The query about approvers: who could release an export of a camera's pictures."""

from __future__ import annotations

from sqlalchemy import Connection, select

from backend_client.protocol.messages import Scope, User
from backend_client.protocol.recording_args import Approver, ApproversFound, EvidenceApprovers
from platform_backend.access.scope import sees, unseen
from platform_backend.commands.context import Actor, Site
from platform_backend.commands.evidence import can_decide, record_codes
from platform_backend.store import schema


def approvers(
    connection: Connection, args: EvidenceApprovers, actor: Actor, *, site: Site, now: float
) -> ApproversFound:
    """Everybody whose word would do for `actor`, but never himself; those who are signed in at `now` first.

    `now` is the machine's time. Raises Refused when the actor sees no such camera.
    """
    table = schema.entities.c
    wanted = select(table.codes).where(table.entity == "camera", table.id == args.camera)
    camera = connection.scalar(wanted)
    if camera is None or not sees(actor.scope, camera):
        raise unseen(actor.scope, f"camera {args.camera[:60]!r}")
    record = record_codes(actor.scope, site)
    sessions = schema.sessions.c
    living = select(sessions.user).where(~sessions.revoked, sessions.expires_at > now)
    here = set(connection.scalars(living))
    users = schema.users.c
    people = (
        User(
            id=row.id,
            name=row.name,
            roles=tuple(row.roles.split()),
            scope=Scope(division=row.division, departments=tuple(row.departments.split())),
        )
        for row in connection.execute(select(schema.users).where(users.kind == "person", users.enabled))
    )
    found = [
        Approver(id=person.id, name=person.name, signed_in=person.id in here)
        for person in people
        if person.id != actor.id and can_decide(person, camera=camera, record=record)
    ]
    return ApproversFound(people=tuple(sorted(found, key=lambda each: (not each.signed_in, each.name))))
