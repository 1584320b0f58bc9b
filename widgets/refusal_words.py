"""Why the platform refused, in words: one sentence for each cause of the contract.

A cause of a newer contract, or one without the values it needs, is told as its code alone tells it.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.causes import Cause, Details, needs
from backend_client.protocol.errors import Error
from backend_client.protocol.times import parse_time
from widgets import words
from widgets.phrases import remarked

translate = QCoreApplication.translate

#: In whose state words each cause tells a state; the others tell an incident's.
_STATES = {
    Cause.TASK_STATE: words.task_state,
    Cause.ALARM_STATE: words.alarm_state,
    Cause.EXPORT_STATE: words.evidence_state,
}


def refusal(error: Error) -> str:
    """Why a command or query was refused; who was faster, or holds what it needs, stands behind."""
    text = _told(error) or words.error(error.code)
    return remarked(text, error.by) if error.by else text


def _told(error: Error) -> str:
    details = Details() if error.details is None else error.details
    if error.cause not in set(Cause):
        return ""
    cause = Cause(error.cause)
    if any(getattr(details, name) is None for name in needs(cause)):
        return ""
    say_state = _STATES.get(cause, words.incident_state)
    return sentence(cause).format(
        name=details.name,
        state=say_state(details.state or ""),
        until=_moment(details.until or ""),
        limit=details.limit,
        count=details.count,
    )


def _moment(text: str) -> str:
    """A moment with its day: what is refused lies days ahead or behind more often than not."""
    try:
        return f"{datetime.fromtimestamp(parse_time(text)):%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError, OSError):
        return text


def sentence(cause: Cause) -> str:
    """What a cause says, with the names of its values in brackets."""
    return (
        _of_any(cause)
        or _of_incidents(cause)
        or _of_tasks(cause)
        or _of_pressure(cause)
        or _of_rooms(cause)
        or _of_walls(cause)
    )


def _of_any(cause: Cause) -> str:
    match cause:
        case Cause.MALFORMED:
            return translate("Refusals", "The platform could not read the request")
        case Cause.UNKNOWN_NAME:
            return translate("Refusals", "This platform does not know that")
        case Cause.NO_TARGET:
            return translate("Refusals", "It is not said what it is about")
        case Cause.ID_USED:
            return translate("Refusals", "Sent twice and different: give it anew")
        case Cause.TOO_OLD:
            return translate("Refusals", "Older than a day: give it anew")
        case Cause.LATE:
            return translate("Refusals", "Not sent in time: telephone now")
        case Cause.ROLE:
            return translate("Refusals", "Your role does not allow this")
        case Cause.SCOPE:
            return translate("Refusals", "It is not in your area, or no longer exists")
        case Cause.GONE:
            return translate("Refusals", "It no longer exists")
        case Cause.CHANGED:
            return translate("Refusals", "Somebody changed it first")
        case Cause.TOO_MANY:
            return translate("Refusals", "Too many requests, trying again")
        case Cause.TOO_LARGE:
            return translate("Refusals", "There is no room for more in it")
        case Cause.FAILED:
            return translate("Refusals", "The platform failed over it, trying again")
        case Cause.STOPPING:
            return translate("Refusals", "The platform is stopping, trying again")
        case Cause.NOT_KEPT:
            return translate("Refusals", "The platform cannot write to its disk, trying again")
        case Cause.OTHER_PERSON:
            return translate("Refusals", "Somebody else has signed on meanwhile")
        case Cause.MOMENT:
            return translate("Refusals", "The time in it cannot be read")
        case Cause.PAST:
            return translate("Refusals", "{until} has passed already")
        case Cause.FUTURE:
            return translate("Refusals", "{until} lies ahead: it cannot have happened then")
        case Cause.REASON_MISSING:
            return translate("Refusals", "People's data are in it: give a reason")
    return ""


def _of_incidents(cause: Cause) -> str:
    match cause:
        case Cause.STATE:
            return translate("Refusals", "Not possible any more. Now: {state}")
        case Cause.STANDING:
            return translate("Refusals", "It is in other hands")
        case Cause.HANDLER:
            return translate("Refusals", "Somebody else verifies it: you settled it")
        case Cause.FULL:
            return translate("Refusals", "The incident is full: only what moves it on is taken")
        case Cause.NO_GRID:
            return translate("Refusals", "There is no grid {name}")
        case Cause.NO_TYPE:
            return translate("Refusals", "There is no type of incident {name}")
        case Cause.NO_ORG:
            return translate("Refusals", "There is no organisation {name}")
        case Cause.NO_RECIPIENT:
            return translate("Refusals", "There is no organisation or department {name}")
        case Cause.POSITION:
            return translate("Refusals", "The position is none on earth")
        case Cause.PLACE_OUTSIDE:
            return translate("Refusals", "The place is not in your area")
        case Cause.WITH_ALREADY:
            return translate("Refusals", "It is with {name} already")
        case Cause.UPWARD:
            return translate("Refusals", "{name} is above: report it up instead")
        case Cause.LEAD_OPEN:
            return translate("Refusals", "{name} leads and has not reported it done: note who telephoned")
        case Cause.REOPEN_OVER:
            return translate("Refusals", "It could be reopened until {until}")
        case Cause.MERGE_ITSELF:
            return translate("Refusals", "It cannot be merged into itself")
        case Cause.MERGE_NOT_OPEN:
            return translate("Refusals", "{name} is not open. Now: {state}")
        case Cause.MERGE_DRILL:
            return translate("Refusals", "A drill and a real matter are not the same one")
        case Cause.NOT_HANDLING:
            return translate("Refusals", "Only who handles {name} learns who reported it")
        case Cause.PICTURES_FULL:
            return translate("Refusals", "It cannot have more than {limit} pictures")
    return ""


def _of_tasks(cause: Cause) -> str:
    match cause:
        case Cause.TASK_STATE:
            return translate("Refusals", "Not possible any more. The task of {name}: {state}")
        case Cause.NO_TASK:
            return translate("Refusals", "The incident has no such task")
        case Cause.OPEN_TASK:
            return translate("Refusals", "{name} has an open task of it already")
        case Cause.OTHERS_TASK:
            return translate("Refusals", "The task is that of {name}")
        case Cause.TWO_LEADS:
            return translate("Refusals", "Only one can be lead")
        case Cause.NO_LEAD:
            return translate("Refusals", "One has to be lead")
        case Cause.RETURNED_OFTEN:
            return translate("Refusals", "{name} has sent it back as often as allowed ({count})")
        case Cause.RETURN_OVER:
            return translate("Refusals", "It could be sent back until {until}")
    return ""


def _of_pressure(cause: Cause) -> str:
    match cause:
        case Cause.AT_MOST:
            return translate("Refusals", "It can be put off until {until} at most")
        case Cause.BEFORE_DUE:
            return translate("Refusals", "It has time until {until} anyway")
        case Cause.ASKED_ALREADY:
            return translate("Refusals", "A request waits for approval already")
        case Cause.NOTHING_ASKED:
            return translate("Refusals", "Nothing waits for approval any more")
        case Cause.NO_DOCUMENT:
            return translate("Refusals", "There is no supervision document {name}")
        case Cause.RELEASED:
            return translate("Refusals", "{name} is released already")
        case Cause.NOT_ISSUER:
            return translate("Refusals", "{name} is released by who issued it, or from above")
        case Cause.NOTHING_ABOVE:
            return translate("Refusals", "There is no organisation above")
        case Cause.NOT_ABOVE:
            return translate("Refusals", "{name} is not above the one it is with")
        case Cause.LEVEL_SKIPPED:
            return translate("Refusals", "{name} comes first: no level is skipped, except in an emergency")
        case Cause.NOT_REPORTED_UP:
            return translate("Refusals", "Nobody reported it up")
        case Cause.PASSED_ON_SINCE:
            return translate("Refusals", "It was passed on since {name} reported it up")
        case Cause.FIRST_FILED:
            return translate("Refusals", "The first report has been filed already")
        case Cause.FIRST_COMES_FIRST:
            return translate("Refusals", "The first report comes before the others")
        case Cause.FINAL_FILED:
            return translate("Refusals", "The final report has been filed already")
        case Cause.ALARM_STATE:
            return translate("Refusals", "Not possible any more. The alarm: {state}")
        case Cause.PRIORITY:
            return translate("Refusals", "An alarm of priority 1 is the duty leader's to silence")
        case Cause.NO_TYPE_OF_KIND:
            return translate("Refusals", "No type of incident is kept for alarms of the kind {name}")
        case Cause.ALERT_OVER:
            return translate("Refusals", "The alert ended at {until}")
        case Cause.ALERT_UNKNOWN:
            return translate("Refusals", "What it cancels is not known here")
    return ""


def _of_rooms(cause: Cause) -> str:
    match cause:
        case Cause.SEAT_HELD:
            return translate("Refusals", "Somebody else holds the seat")
        case Cause.SEAT_YOURS:
            return translate("Refusals", "The seat is yours already")
        case Cause.NO_PERSON:
            return translate("Refusals", "There is nobody here called {name}")
        case Cause.SEAT_UNSEEN:
            return translate("Refusals", "{name} cannot take this seat: other area or role")
        case Cause.NOTHING_PROMISED:
            return translate("Refusals", "Nothing was promised there")
        case Cause.SETTLED:
            return translate("Refusals", "{name} has settled it already")
        case Cause.HANDOVER_SIGNED:
            return translate("Refusals", "{name} has signed it already")
        case Cause.HANDOVER_OWN:
            return translate("Refusals", "Who hands a shift over does not take it as well")
        case Cause.HANDOVER_OTHERS:
            return translate("Refusals", "The shift was handed over to somebody else")
        case Cause.CAMERA_FIXED:
            return translate("Refusals", "The camera cannot be turned")
        case Cause.CAMERA_OFFLINE:
            return translate("Refusals", "The camera cannot be reached")
        case Cause.CAMERA_BUSY:
            return translate("Refusals", "Somebody else is turning the camera")
        case Cause.NO_PRESET:
            return translate("Refusals", "The camera has no preset {name}")
        case Cause.NOT_CONFERRING:
            return translate("Refusals", "Not both take part in the conference")
        case Cause.AT_NO_CONSOLE:
            return translate("Refusals", "Whom it is for is at no console now")
        case _:
            return _of_conferences(cause)


def _of_conferences(cause: Cause) -> str:
    match cause:
        case Cause.CONFERENCE_OVER:
            return translate("Refusals", "The conference is over")
        case Cause.CONFERENCE_FULL:
            return translate("Refusals", "The room has its {limit} places; more need a room server")
        case Cause.CONFERENCE_LOCKED:
            return translate("Refusals", "The room is locked: only who was asked comes in")
        case Cause.NOT_RUNG:
            return translate("Refusals", "The conference does not ring here any more")
        case Cause.RUNG_ALREADY:
            return translate("Refusals", "{name} is in the conference or rings already")
        case Cause.SENT_OUT:
            return translate("Refusals", "You were sent out of the room: ask to be invited again")
        case Cause.NOT_MODERATOR:
            return translate("Refusals", "Only who moderates the conference can do that")
        case Cause.SEAT_EMPTY:
            return translate("Refusals", "Nobody sits at {name}")
        case Cause.ROOM_ADDRESS:
            return translate("Refusals", "The address is not one of the site's room server")
        case Cause.NO_ROOM_SERVER:
            return translate("Refusals", "There is no such room server here, or it does not run")
        case Cause.CAMERAS_FULL:
            return translate(
                "Refusals", "{limit} cameras are shown in conferences already: take one out of its room first"
            )
        case Cause.WALLS_FULL:
            return translate("Refusals", "{limit} displays of walls show the conference already")
        case Cause.HELD_ELSEWHERE:
            return translate("Refusals", "The conference is held at another server: nothing is sent there")
        case Cause.NOT_ON_WALL:
            return translate("Refusals", "The conference does not stand on {name}")
    return ""


def _of_walls(cause: Cause) -> str:
    match cause:
        case Cause.RANGE:
            return translate("Refusals", "It has to end after it begins, by {limit} minutes at most")
        case Cause.OWN_EXPORT:
            return translate("Refusals", "Who asks for an export does not approve it as well")
        case Cause.NO_APPROVER:
            return translate("Refusals", "{name} cannot approve this export: other area or role")
        case Cause.EXPORT_STATE:
            return translate("Refusals", "Not possible any more. The export: {state}")
        case Cause.OTHER_CLOCK:
            return translate("Refusals", "The district's time is sped up: recordings bear the machine's time")
        case Cause.BOOKMARKS_FULL:
            return translate("Refusals", "You have {limit} bookmarks: delete one first")
        case Cause.OTHERS_BOOKMARK:
            return translate("Refusals", "This is a bookmark of {name}, who alone changes and deletes it")
        case Cause.NO_TILE:
            return translate("Refusals", "Tiles count from 1 to {limit}")
        case Cause.NO_SUCH_TILE:
            return translate("Refusals", "The wall has no tile {name} now: its layout was changed")
        case Cause.NO_RECORDING:
            return translate("Refusals", "No recording stands on tile {name} any more")
        case Cause.TILE_TWICE:
            return translate("Refusals", "Tile {name} is named twice")
        case Cause.NO_STREAM:
            return translate("Refusals", "A camera has no such stream")
        case Cause.NO_LANE:
            return translate("Refusals", "There is no list {name}")
        case Cause.SPAN:
            return translate("Refusals", "The recording would end before it begins")
        case Cause.LAYOUT:
            return translate("Refusals", "The platform cannot show this layout")
        case Cause.WALL_HELD:
            return translate("Refusals", "Somebody else holds the wall")
        case Cause.WALL_LOCKED:
            return translate("Refusals", "The wall is locked")
        case Cause.NOT_HOLDER:
            return translate("Refusals", "Only who holds the wall, or the duty leader, may do this")
        case Cause.NOT_BORROWED:
            return translate("Refusals", "The wall has been given back already")
        case Cause.NOT_TOURING:
            return translate("Refusals", "“{name}” does not run on this wall any more")
        case Cause.TOUR_PLACE:
            return translate("Refusals", "A tour of cameras needs tiles; one of scenes takes the whole wall")
        case Cause.TOUR_STEPS:
            return translate("Refusals", "A tour is of cameras or of scenes, not of both")
        case Cause.DWELL:
            return translate("Refusals", "Each step stays for at least {limit} s")
        case Cause.TIMETABLE:
            return translate("Refusals", "The days or times of day are not valid")
        case Cause.UNGUARDED:
            return translate("Refusals", "Open it again before saving: its version is missing")
        case Cause.NAME_TAKEN:
            return translate("Refusals", "There is one called “{name}” already")
        case Cause.IN_USE:
            return translate("Refusals", "In use: “{name}”")
    return ""
