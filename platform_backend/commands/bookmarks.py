"""Bookmarks (书签): moments of a camera's pictures that somebody wants to come back to."""

from __future__ import annotations

from msgspec.structs import replace
from uuid6 import uuid7

from backend_client.protocol.causes import Cause
from backend_client.protocol.entities import Camera, Incident
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.evidence import RecordingBookmark
from backend_client.protocol.incident_args import Empty
from backend_client.protocol.recording_args import MOST_BOOKMARKS, BookmarkDescribe, BookmarkPut
from backend_client.protocol.times import format_time, parse_time
from platform_backend.access.scope import unseen
from platform_backend.commands.context import Context, Done
from platform_backend.commands.evidence import check_clock, check_past


def put(context: Context, args: BookmarkPut) -> Done:
    """Put a bookmark on a moment; whoever may look back at the camera sees it."""
    check_clock(context.rate)
    camera = context.find(Camera, args.camera, "camera")
    moment = check_past(context, args.moment)
    if args.incident is not None:
        context.find(Incident, args.incident, "incident")
    actor = context.actor
    present = context.draft.rows_in_view("recording_bookmark")
    own = sum(row.decode(RecordingBookmark).user == actor.id for row in present)
    if own >= MOST_BOOKMARKS:
        sentence = f"{MOST_BOOKMARKS} bookmarks are yours already: delete one first"
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.BOOKMARKS_FULL, limit=MOST_BOOKMARKS)
    bookmark = RecordingBookmark(
        camera=args.camera,
        camera_name=camera.name,
        org=camera.org,
        grid_code=camera.grid_code,
        moment=format_time(moment),
        user=actor.id,
        by=actor.name,
        at=context.at,
        text=_line(args.text),
        incident=args.incident,
    )
    id_ = str(uuid7())
    return Done(context.put(id_, bookmark), {"id": id_})


def describe(context: Context, args: BookmarkDescribe) -> Done:
    """Say what is to be seen there, anew."""
    id_, bookmark = _own(context)
    if args.incident is not None and args.incident != bookmark.incident:
        context.find(Incident, args.incident, "incident")
    described = replace(bookmark, text=_line(args.text), incident=args.incident)
    return Done(context.put(id_, described))


def unmark(context: Context, _args: Empty) -> Done:
    """Take a bookmark away."""
    id_, bookmark = _own(context)
    return Done(context.put(id_, bookmark, in_view=False))


def in_view(bookmark: RecordingBookmark, now: float, *, kept_s: float) -> bool:
    """Whether consoles see it: for as long as recordings of its moment are kept."""
    return parse_time(bookmark.moment) > now - kept_s


def _own(context: Context) -> tuple[str, RecordingBookmark]:
    """The bookmark that it is about. Raises Refused unless it is there, and the actor's own."""
    id_, bookmark = context.aim(RecordingBookmark, "bookmark")
    row = context.draft.row("recording_bookmark", id_)
    if row is None or not row.in_view:
        raise unseen(context.actor.scope, f"bookmark {id_!r}")
    if bookmark.user != context.actor.id:
        sentence = f"the bookmark is that of {bookmark.by}"
        raise Refused(ErrorCode.FORBIDDEN, sentence, Cause.OTHERS_BOOKMARK, name=bookmark.by)
    return id_, bookmark


def _line(text: str) -> str:
    return " ".join(text.split())
