"""What a room does for somebody who told it to on the telephone stands in the duty log (值班日志)."""

from __future__ import annotations

from uuid6 import uuid7

from backend_client.protocol.duty import DutyLogEntry, DutyLogKind
from backend_client.protocol.entities import Incident
from platform_backend.commands.context import Context
from platform_backend.commands.duty import own_org


def log_call(context: Context, id_: str, incident: Incident, *, who: str, text: str) -> None:
    """Write down the call of `who`: the act it led to is the entry's outcome, by its command's name."""
    entry = DutyLogEntry(
        at=context.at,
        by=context.actor.name,
        org=own_org(context),
        kind=DutyLogKind.CALL,
        text=f"{incident.serial_no} {who} {text}".strip(),
        incident=id_,
        outcome=context.name,
    )
    context.put(str(uuid7()), entry)
