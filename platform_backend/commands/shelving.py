"""Shelving: a chattering source of alarms is silenced at its place for a time, and speaks again by itself.

What silences is the shelf of a source; the alarms under it only follow. When it is over the newest of them
asks for attention again, and the earlier ones close: it stands for them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from backend_client.protocol.alarm_args import AlarmShelve
from backend_client.protocol.alarm_lifecycle import decide, next_state
from backend_client.protocol.alarm_parts import AlarmOutcome, Shelving
from backend_client.protocol.causes import Cause
from backend_client.protocol.entities import Alarm, AlarmShelf, AlarmState, Position
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_args import Empty
from backend_client.protocol.lifecycle import Why
from backend_client.protocol.times import format_time, parse_time
from platform_backend.access.scope import codes_of
from platform_backend.commands.context import Context, Done
from platform_backend.store.batch import Draft

#: Degrees, some 10 m: a sensor's position may be told a little differently each time.
_DIGITS = 4


def shelve(context: Context, args: AlarmShelve) -> Done:
    """Silence the source of the alarm at its place, the alarm itself with it."""
    id_, alarm = alarm_in_hand(context)
    shelving = Shelving(
        by=context.actor.name,
        at=context.at,
        until=format_time(context.now + args.minutes * 60.0),
        reason=args.reason,
    )
    shelf = AlarmShelf(
        source=alarm.source,
        kind=alarm.kind,
        org=alarm.org,
        priority=alarm.priority,
        alarm=id_,
        shelving=shelving,
        place=alarm.place,
        position=alarm.position,
        grid_code=alarm.grid_code,
    )
    context.put(shelf_id(alarm), shelf)
    return Done(context.put(id_, replace(alarm, state=AlarmState.SHELVED, shelving=shelving)))


def unshelve(context: Context, _args: Empty) -> Done:
    """Let the source of the alarm be heard again; the alarm itself stands as it stood before."""
    id_, alarm = alarm_in_hand(context)
    shelf = context.draft.get(AlarmShelf, shelf_id(alarm))
    if shelf is not None and shelf.ended_at is None:
        context.put(shelf_id(alarm), replace(shelf, ended_at=context.at), in_view=False)
    return Done(context.put(id_, replace(alarm, state=_before(alarm))))


def alarm_in_hand(context: Context) -> tuple[str, Alarm]:
    """The target alarm, in a state that allows the command. Raises Refused otherwise."""
    id_, alarm = context.aim(Alarm, "alarm")
    if not context.actor.internal:
        decision = decide(context.name, alarm.state, priority=alarm.priority, roles=context.actor.roles)
        if decision.why is Why.ROLE:
            sentence = f"{context.name} of the highest priority is not your role's"
            raise Refused(ErrorCode.FORBIDDEN, sentence, Cause.PRIORITY)
    if next_state(context.name, alarm.state) is None:
        state = alarm.state.value
        sentence = f"the alarm is {state} already"
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.ALARM_STATE, state=state)
    return id_, alarm


def silenced(draft: Draft, alarm: Alarm, *, now: float) -> Alarm:
    """A new alarm as it comes in: shelved when its source is."""
    shelf = draft.get(AlarmShelf, shelf_id(alarm))
    if shelf is None or not holds(shelf, now=now) or not covers(shelf, alarm):
        return alarm
    return replace(alarm, state=AlarmState.SHELVED, shelving=shelf.shelving)


def holds(shelf: AlarmShelf, *, now: float) -> bool:
    """Whether a shelf still silences its source."""
    return shelf.ended_at is None and now < parse_time(shelf.shelving.until)


def covers(shelf: AlarmShelf, alarm: Alarm) -> bool:
    """Whether an alarm of the shelf's source is silenced by it: a more urgent one is heard all the same."""
    return alarm.priority >= shelf.priority


def shelf_id(about: Alarm | AlarmShelf) -> str:
    """The id of the shelf of a source at its place; the same source has the same one each time."""
    where = "" if about.position is None else _rounded(about.position)
    key = "\0".join((about.source, about.kind, about.place, where, about.org))
    return f"shelf-{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def settle(
    draft: Draft,
    *,
    now: float,
    alarms: Iterable[str],
    shelves: Iterable[str],
    org_codes: Mapping[str, str],
) -> None:
    """Bring the alarms and shelves with these ids into line with what holds at `now`, read anew."""

    def put(id_: str, data: Alarm | AlarmShelf, *, in_view: bool = True) -> None:
        draft.put(id_, data, codes=codes_of(data, org_codes), in_view=in_view)

    at = format_time(now)
    for id_ in shelves:
        shelf = draft.get(AlarmShelf, id_)
        if shelf is not None and shelf.ended_at is None and not holds(shelf, now=now):
            put(id_, replace(shelf, ended_at=at), in_view=False)
    found = [(id_, alarm) for id_ in alarms if (alarm := draft.get(Alarm, id_)) is not None]
    by_shelf: dict[str, list[tuple[str, Alarm]]] = {}
    for id_, alarm in found:
        by_shelf.setdefault(shelf_id(alarm), []).append((id_, alarm))
    for shelf_key, members in by_shelf.items():
        shelf = draft.get(AlarmShelf, shelf_key)
        if shelf is not None and holds(shelf, now=now):
            for id_, alarm in members:
                if alarm.state is AlarmState.OPEN and covers(shelf, alarm):
                    put(id_, replace(alarm, state=AlarmState.SHELVED, shelving=shelf.shelving))
            continue
        heard = any(alarm.state is AlarmState.OPEN for _, alarm in members)
        waiting = [each for each in members if each[1].state is AlarmState.SHELVED]
        for id_, alarm in sorted(waiting, key=lambda each: (each[1].raised_at, each[0]), reverse=True):
            if heard:
                put(
                    id_,
                    replace(alarm, state=AlarmState.CLOSED, closed_at=at, outcome=AlarmOutcome.REPEATED),
                )
            else:
                heard = True
                put(id_, replace(alarm, state=_before(alarm)))


def _before(alarm: Alarm) -> AlarmState:
    """The state an alarm goes back to when it is silenced no more."""
    return AlarmState.OPEN if alarm.acknowledged_at is None else AlarmState.ACKNOWLEDGED


def _rounded(position: Position) -> str:
    return ",".join(f"{round(degrees, _DIGITS):.{_DIGITS}f}" for degrees in position)
