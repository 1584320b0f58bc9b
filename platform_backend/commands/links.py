"""A link to a task for who has no console, and what comes in through it beside the ordinary commands."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from backend_client.protocol.causes import Cause
from backend_client.protocol.entities import Incident, Step
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_args import TaskRef
from backend_client.protocol.incident_parts import Media
from backend_client.protocol.lifecycle import TASK_WAYS
from backend_client.protocol.times import format_time
from platform_backend.access.task_links import LINK_HOLDS_S, make_link
from platform_backend.commands.context import Context, Done
from platform_backend.commands.trail import incident_in_hand, put, step

#: Media of one incident at most; an incident has to fit into a frame.
MOST_MEDIA = 60


class Attach(msgspec.Struct, frozen=True, kw_only=True):
    """Add pictures to an incident; the platform's own addresses send this, consoles do not."""

    media: tuple[Media, ...]


def link(context: Context, args: TaskRef) -> Done:
    """Make a one-time link for the recipient of a task that is not finished."""
    id_, incident = incident_in_hand(context)
    task = next((each for each in incident.tasks if each.id == args.task), None)
    if task is None:
        raise Refused(ErrorCode.NOT_FOUND, f"the incident has no task {args.task!r}", Cause.NO_TASK)
    if task.state not in TASK_WAYS[context.name]:
        state = task.state.value
        sentence = f"{task.name}'s task is {state}"
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.TASK_STATE, name=task.name, state=state)
    actor = context.actor.name
    invitation = make_link(context.draft, incident=id_, task=task.id, made_by=actor, now=context.now)
    done = step(context, id_, incident, text=task.name)
    expires = format_time(context.now + LINK_HOLDS_S)
    return Done(done.row, {"path": f"/task/{invitation}", "expires_at": expires})


def attach(context: Context, args: Attach) -> Done:
    """Add media to an incident, whatever its state."""
    id_, incident = context.aim(Incident, "incident")
    if len(incident.media) + len(args.media) > MOST_MEDIA:
        sentence = f"an incident has at most {MOST_MEDIA} pictures"
        raise Refused(ErrorCode.BAD_REQUEST, sentence, Cause.PICTURES_FULL, limit=MOST_MEDIA)
    names = "、".join(each.name for each in args.media)
    one = Step(at=context.at, by=context.actor.name, action=context.name, text=names)
    changed = replace(incident, media=(*incident.media, *args.media), steps=(*incident.steps, one))
    return Done(put(context, id_, changed))
