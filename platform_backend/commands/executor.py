"""One command from frame to result: remembered results, checks in their order, then the act itself.

Everything here runs in the writer thread, inside the transaction of a `Batch`.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import replace

from backend_client.protocol.causes import Cause
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.messages import Command, Result
from backend_client.protocol.permissions import may_send
from backend_client.protocol.times import format_time, parse_time
from backend_client.protocol.topics import LOG_TOPICS, TOPIC_OF
from platform_backend.access.scope import sees
from platform_backend.audit.detail import command_detail, result_detail
from platform_backend.audit.trail import AuditTrail
from platform_backend.commands.acts import ACTS, Act
from platform_backend.commands.context import Actor, CameraNow, Context, RoomServer, Site, unwatched
from platform_backend.limits.book import LimitsBook
from platform_backend.store.batch import Batch, Draft, Recorded

#: Names of all commands that this platform carries out.
KNOWN = frozenset(ACTS)
#: How long results are remembered, and how old a command may be, in seconds.
REMEMBERED_S = 24 * 3600.0
#: Characters of a UUID as text, and most of a sentence that says why something was refused: both are kept.
_ID_CHARACTERS = 36
_MAX_SENTENCE = 400

_log = logging.getLogger(__name__)


class Executor:
    """Carries commands out, each with its entry in the audit trail, refused ones too.

    `state_version` answers the version consoles hold of a unit, `limits` those in force, `look` how a camera
    is now, `room_server` what runs of it; all are asked from the writer thread. The district's time passes
    at `rate`.
    """

    def __init__(
        self,
        *,
        site: Site,
        state_version: Callable[[str, str], int],
        audit: AuditTrail,
        limits: LimitsBook | None = None,
        look: Callable[[str], CameraNow] = unwatched,
        rate: float = 1.0,
        room_server: Callable[[], RoomServer | None] = lambda: None,
    ) -> None:
        self._look = look
        self._rate = rate
        self._room_server = room_server
        self._limits = limits if limits is not None else LimitsBook()
        self._site = site
        self._state_version = state_version
        self._audit = audit

    def run(self, batch: Batch, actor: Actor, command: Command) -> Result:
        """Carry `command` out, or find its remembered result. Never raises for what a client can cause."""
        known = None if actor.internal else batch.recorded(actor.id, command.cmd_id)
        digest = digest_of(command)
        if known is not None and known.digest in (digest, _as_sent(command)):
            # It takes effect once and is in the trail once, however often it is sent.
            return msgspec.json.decode(known.result, type=Result)
        result = self._run(batch, actor, command, digest, known)
        self._audit.write(
            batch,
            who=actor.id,
            origin=actor.origin or ("platform" if actor.internal else ""),
            what=command.name,
            target=command.target or (result.data or {}).get("id"),
            detail=" ".join(filter(None, (command_detail(command), result_detail(result.data)))),
            result="ok" if result.error is None else result.error.code,
        )
        return result

    def _run(
        self, batch: Batch, actor: Actor, command: Command, digest: bytes, known: Recorded | None
    ) -> Result:
        if actor.internal:
            return self._attempt(batch, actor, command)
        try:
            sent_at = command_time(command.cmd_id)
        except ValueError as error:
            return refusal(command.cmd_id, Refused(ErrorCode.BAD_REQUEST, str(error), Cause.MALFORMED))
        if known is not None:
            other = Refused(
                ErrorCode.BAD_REQUEST, "another command was sent under this cmd_id", Cause.ID_USED
            )
            return refusal(command.cmd_id, other)
        if sent_at < batch.now - REMEMBERED_S:
            # Its result may have been forgotten: carrying it out could be the second time.
            old = Refused(ErrorCode.EXPIRED, "the command is older than 24 h", Cause.TOO_OLD)
            return refusal(command.cmd_id, old)
        result = self._attempt(batch, actor, command)
        if result.ok or (result.error is not None and not result.error.retryable):
            until = max(sent_at, batch.now) + REMEMBERED_S
            encoded = msgspec.json.encode(result)
            batch.record(Recorded(actor.id, command.cmd_id, digest, encoded, until))
        return result

    def remembered(self, batch: Batch, actor: Actor, cmd_id: str) -> Result | None:
        """The result of a command that arrived before, if any."""
        known = batch.recorded(actor.id, cmd_id)
        return None if known is None else msgspec.json.decode(known.result, type=Result)

    def _attempt(self, batch: Batch, actor: Actor, command: Command) -> Result:
        draft = Draft(batch, by=actor.name)
        try:
            act, args = _checked(actor, command, now=batch.now)
            self._check_version(draft, actor, act, command)
            context = Context(
                draft,
                self._site,
                actor,
                batch.now,
                command.name,
                command.target,
                self._limits.current,
                self._look,
                command.expect_ver,
                self._rate,
                self._room_server(),
            )
            done = act.handler(context, args)
        except Refused as error:
            return refusal(command.cmd_id, error)
        except Exception:
            _log.exception("%s failed", command.name)
            failed = Refused(ErrorCode.UNAVAILABLE, "the platform failed; try again", Cause.FAILED)
            return refusal(command.cmd_id, failed)
        versions = {key: self._state_version(*key) + 1 for key in draft.staged}
        batch.merge(draft)
        row = done.row
        topic = TOPIC_OF[row.entity]
        if topic in LOG_TOPICS:
            ver, seq = row.ver, batch.head(topic)
        else:
            # State topics count per connection, so there is no sequence number to name.
            ver, seq = versions[row.entity, row.id], None
        return Result(cmd_id=command.cmd_id, ok=True, topic=topic, ver=ver, seq=seq, data=done.data)

    def _check_version(self, draft: Draft, actor: Actor, act: Act, command: Command) -> None:
        if command.expect_ver is None or command.target is None:
            return
        row = draft.row(act.entity, command.target)
        if row is None or not sees(actor.scope, row.codes):
            # The act itself refuses it, in words that tell nothing of what lies outside the scope.
            return
        state = TOPIC_OF[act.entity] not in LOG_TOPICS
        current = self._state_version(act.entity, command.target) if state else row.ver
        if current != command.expect_ver:
            raise Refused(
                ErrorCode.VERSION_CONFLICT,
                f"the {act.entity} has been changed",
                Cause.CHANGED,
                current=current,
                by=row.changed_by,
                at=format_time(row.changed_at),
            )


def _checked(actor: Actor, command: Command, *, now: float) -> tuple[Act, Any]:
    act = ACTS.get(command.name)
    if act is None:
        raise Refused(
            ErrorCode.BAD_REQUEST, f"this platform does not know {command.name!r}", Cause.UNKNOWN_NAME
        )
    if not actor.internal and (act.internal or not may_send(command.name, actor.roles)):
        raise Refused(ErrorCode.FORBIDDEN, f"your roles do not include {command.name}", Cause.ROLE)
    try:
        args = msgspec.json.decode(command.args, type=act.args)
        late = command.not_after is not None and now > parse_time(command.not_after)
    except (msgspec.MsgspecError, ValueError) as error:
        raise Refused(ErrorCode.BAD_REQUEST, f"{command.name}: {error}", Cause.MALFORMED) from error
    if late:
        raise Refused(ErrorCode.EXPIRED, "the command arrived after its time", Cause.LATE)
    return act, args


def refusal(cmd_id: str, refused: Refused) -> Result:
    """The result that says why a command was refused."""
    error = refused.error
    if len(error.message) > _MAX_SENTENCE:
        # It repeats what the client sent, as long as a frame, and would be kept with the result.
        error = replace(error, message=f"{error.message[:_MAX_SENTENCE]}…")
    return Result(cmd_id=cmd_id, ok=False, error=error)


def digest_of(command: Command) -> bytes:
    """What tells a command from another under the same id, in whichever encoding and order it is written."""
    try:
        args = msgspec.json.encode(msgspec.json.decode(command.args), order="sorted")
    except (msgspec.MsgspecError, UnicodeError, RecursionError):
        return _as_sent(command)
    return _as_sent(replace(command, args=msgspec.Raw(args)))


def _as_sent(command: Command) -> bytes:
    # How results of an earlier version were remembered, too.
    return hashlib.sha256(msgspec.json.encode(command)).digest()


def command_time(cmd_id: str) -> float:
    """When a command id was made, in seconds since the epoch. Raises ValueError unless it is a UUIDv7."""
    try:
        id_ = UUID(cmd_id if len(cmd_id) == _ID_CHARACTERS else "")
    except ValueError as error:
        raise ValueError("cmd_id is not a UUID") from error
    if id_.version != 7:
        raise ValueError("cmd_id is not a UUIDv7")
    return (id_.int >> 80) / 1000
