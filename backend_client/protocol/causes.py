"""Why a command or query was refused, for machines: one closed list of tokens, each with the values it needs.

An error's `message` is a sentence of the platform's in English, for logs; the token lets a console say the
same in its reader's language. To a token of a newer contract a console says what the error's code says.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Final

import msgspec


class Cause(enum.StrEnum):
    """What exactly stands against it. What each says stands beside it in `MEANINGS`."""

    # Any command or query.
    MALFORMED = "malformed"
    UNKNOWN_NAME = "unknown_name"
    NO_TARGET = "no_target"
    ID_USED = "id_used"
    TOO_OLD = "too_old"
    LATE = "late"
    ROLE = "role"
    SCOPE = "scope"
    GONE = "gone"
    CHANGED = "changed"
    TOO_MANY = "too_many"
    TOO_LARGE = "too_large"
    FAILED = "failed"
    STOPPING = "stopping"
    NOT_KEPT = "not_kept"
    OTHER_PERSON = "other_person"
    MOMENT = "moment"
    PAST = "past"
    FUTURE = "future"
    REASON_MISSING = "reason_missing"
    # Incidents.
    STATE = "state"
    STANDING = "standing"
    HANDLER = "handler"
    FULL = "full"
    NO_GRID = "no_grid"
    NO_TYPE = "no_type"
    NO_ORG = "no_org"
    NO_RECIPIENT = "no_recipient"
    POSITION = "position"
    PLACE_OUTSIDE = "place_outside"
    WITH_ALREADY = "with_already"
    UPWARD = "upward"
    LEAD_OPEN = "lead_open"
    REOPEN_OVER = "reopen_over"
    MERGE_ITSELF = "merge_itself"
    MERGE_NOT_OPEN = "merge_not_open"
    MERGE_DRILL = "merge_drill"
    NOT_HANDLING = "not_handling"
    PICTURES_FULL = "pictures_full"
    # Their tasks.
    TASK_STATE = "task_state"
    NO_TASK = "no_task"
    OPEN_TASK = "open_task"
    OTHERS_TASK = "others_task"
    TWO_LEADS = "two_leads"
    NO_LEAD = "no_lead"
    RETURNED_OFTEN = "returned_often"
    RETURN_OVER = "return_over"
    # Requests, the ledger, supervision, reports.
    AT_MOST = "at_most"
    BEFORE_DUE = "before_due"
    ASKED_ALREADY = "asked_already"
    NOTHING_ASKED = "nothing_asked"
    NO_DOCUMENT = "no_document"
    RELEASED = "released"
    NOT_ISSUER = "not_issuer"
    NOTHING_ABOVE = "nothing_above"
    NOT_ABOVE = "not_above"
    LEVEL_SKIPPED = "level_skipped"
    NOT_REPORTED_UP = "not_reported_up"
    PASSED_ON_SINCE = "passed_on_since"
    FIRST_FILED = "first_filed"
    FIRST_COMES_FIRST = "first_comes_first"
    FINAL_FILED = "final_filed"
    # Alarms and alerts.
    ALARM_STATE = "alarm_state"
    PRIORITY = "priority"
    NO_TYPE_OF_KIND = "no_type_of_kind"
    ALERT_OVER = "alert_over"
    ALERT_UNKNOWN = "alert_unknown"
    # Seats, shifts and the duty log.
    SEAT_HELD = "seat_held"
    SEAT_YOURS = "seat_yours"
    NO_PERSON = "no_person"
    SEAT_UNSEEN = "seat_unseen"
    NOTHING_PROMISED = "nothing_promised"
    SETTLED = "settled"
    HANDOVER_SIGNED = "handover_signed"
    HANDOVER_OWN = "handover_own"
    HANDOVER_OTHERS = "handover_others"
    # Recordings and evidence.
    RANGE = "range"
    OWN_EXPORT = "own_export"
    NO_APPROVER = "no_approver"
    EXPORT_STATE = "export_state"
    OTHER_CLOCK = "other_clock"
    BOOKMARKS_FULL = "bookmarks_full"
    OTHERS_BOOKMARK = "others_bookmark"
    # Walls, scenes, tours.
    NO_TILE = "no_tile"
    NO_SUCH_TILE = "no_such_tile"
    NO_RECORDING = "no_recording"
    TILE_TWICE = "tile_twice"
    NO_STREAM = "no_stream"
    NO_LANE = "no_lane"
    SPAN = "span"
    LAYOUT = "layout"
    WALL_HELD = "wall_held"
    WALL_LOCKED = "wall_locked"
    NOT_HOLDER = "not_holder"
    NOT_BORROWED = "not_borrowed"
    NOT_TOURING = "not_touring"
    TOUR_PLACE = "tour_place"
    TOUR_STEPS = "tour_steps"
    DWELL = "dwell"
    TIMETABLE = "timetable"
    UNGUARDED = "unguarded"
    NAME_TAKEN = "name_taken"
    IN_USE = "in_use"
    # Cameras, conferences.
    CAMERA_FIXED = "camera_fixed"
    CAMERA_OFFLINE = "camera_offline"
    CAMERA_BUSY = "camera_busy"
    NO_PRESET = "no_preset"
    NOT_CONFERRING = "not_conferring"
    AT_NO_CONSOLE = "at_no_console"
    CONFERENCE_OVER = "conference_over"
    CONFERENCE_FULL = "conference_full"
    CONFERENCE_LOCKED = "conference_locked"
    NOT_RUNG = "not_rung"
    RUNG_ALREADY = "rung_already"
    SENT_OUT = "sent_out"
    NOT_MODERATOR = "not_moderator"
    SEAT_EMPTY = "seat_empty"
    ROOM_ADDRESS = "room_address"
    NO_ROOM_SERVER = "no_room_server"
    CAMERAS_FULL = "cameras_full"
    WALLS_FULL = "walls_full"
    HELD_ELSEWHERE = "held_elsewhere"
    NOT_ON_WALL = "not_on_wall"


class Details(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The values that a cause needs, and no others.

    `name` is whom or what it is about, `state` where that stands, `until` a moment, `limit` and `count` how
    many there may be and are.
    """

    name: str | None = None
    state: str | None = None
    until: str | None = None
    limit: int | None = None
    count: int | None = None


#: What each cause says, with its values in brackets as the page of the contract prints it.
MEANINGS: Final[Mapping[Cause, str]] = {
    Cause.MALFORMED: "it is not in the form that this page gives it",
    Cause.UNKNOWN_NAME: "the platform does not know its name",
    Cause.NO_TARGET: "it names no target",
    Cause.ID_USED: "another command was sent under its id",
    Cause.TOO_OLD: "it is more than a day old",
    Cause.LATE: "it came after its `not_after`",
    Cause.ROLE: "the user's roles do not include it",
    Cause.SCOPE: "the user's scope does not hold what it names, or there is no such thing",
    Cause.GONE: "what it names does not exist",
    Cause.CHANGED: "somebody was faster",
    Cause.TOO_MANY: "too much at once",
    Cause.TOO_LARGE: "what it names would grow too large for a frame",
    Cause.FAILED: "the platform failed over it",
    Cause.STOPPING: "the platform is stopping",
    Cause.NOT_KEPT: "the platform cannot write it down now",
    Cause.OTHER_PERSON: "another person has signed on meanwhile",
    Cause.MOMENT: "a moment in it is none",
    Cause.PAST: "the moment {until} has to lie ahead, and has passed",
    Cause.FUTURE: "the moment {until} has to have passed, and lies ahead",
    Cause.REASON_MISSING: "it needs a reason, and none is given",
    Cause.STATE: "the incident is in {state}",
    Cause.STANDING: "the user does not stand so to the incident that he could do it",
    Cause.HANDLER: "he settled it himself, and somebody else verifies it",
    Cause.FULL: "the incident is so full that only what moves it on is taken",
    Cause.NO_GRID: "there is no grid {name}",
    Cause.NO_TYPE: "there is no type of incident {name}",
    Cause.NO_ORG: "there is no org {name}",
    Cause.NO_RECIPIENT: "there is no org or department {name}",
    Cause.POSITION: "the position is none on earth",
    Cause.PLACE_OUTSIDE: "the place is not within the user's scope",
    Cause.WITH_ALREADY: "it is with {name} already",
    Cause.UPWARD: "{name} is above: it is reported up",
    Cause.LEAD_OPEN: "{name} leads and has not reported it done",
    Cause.REOPEN_OVER: "it could be reopened until {until}",
    Cause.MERGE_ITSELF: "it cannot be merged into itself",
    Cause.MERGE_NOT_OPEN: "{name} is not open: it is in {state}",
    Cause.MERGE_DRILL: "one is a drill and the other is not",
    Cause.NOT_HANDLING: "only who handles {name} learns it",
    Cause.PICTURES_FULL: "it has its {limit} pictures",
    Cause.TASK_STATE: "the task of {name} is in {state}",
    Cause.NO_TASK: "the incident has no such task",
    Cause.OPEN_TASK: "{name} has an open task of it already",
    Cause.OTHERS_TASK: "the task is that of {name}",
    Cause.TWO_LEADS: "only one can be lead",
    Cause.NO_LEAD: "one has to be lead",
    Cause.RETURNED_OFTEN: "{name} has sent it back {count} times",
    Cause.RETURN_OVER: "it could be sent back until {until}",
    Cause.AT_MOST: "it can be put off until {until} at most",
    Cause.BEFORE_DUE: "it is due at {until} anyway",
    Cause.ASKED_ALREADY: "a request waits for approval already; `by` and `at` say whose",
    Cause.NOTHING_ASKED: "nothing waits for approval",
    Cause.NO_DOCUMENT: "there is no supervision document {name}",
    Cause.RELEASED: "the document {name} is released; `by` and `at` say by whom",
    Cause.NOT_ISSUER: "the document {name} is released by who issued it, or from above",
    Cause.NOTHING_ABOVE: "there is no org above",
    Cause.NOT_ABOVE: "{name} is not above the owner",
    Cause.LEVEL_SKIPPED: "no level is skipped, except in an emergency: {name} comes first",
    Cause.NOT_REPORTED_UP: "it was not reported up",
    Cause.PASSED_ON_SINCE: "it was passed on since {name} reported it up",
    Cause.FIRST_FILED: "the first report has been filed",
    Cause.FIRST_COMES_FIRST: "the first report comes before the others",
    Cause.FINAL_FILED: "the final report has been filed",
    Cause.ALARM_STATE: "the alarm is in {state}",
    Cause.PRIORITY: "an alarm of the highest priority is not his to do it to",
    Cause.NO_TYPE_OF_KIND: "no type of incident is kept for alarms of the kind {name}",
    Cause.ALERT_OVER: "the alert ended at {until}",
    Cause.ALERT_UNKNOWN: "none of the alerts that it cancels is known",
    Cause.SEAT_HELD: "somebody else holds the seat; `by` and `at` say who since when",
    Cause.SEAT_YOURS: "the seat is his already",
    Cause.NO_PERSON: "there is no person {name} who can sign in",
    Cause.SEAT_UNSEEN: "{name} does not see the seat, or may not do its work",
    Cause.NOTHING_PROMISED: "nothing was promised there",
    Cause.SETTLED: "{name} has settled it already",
    Cause.HANDOVER_SIGNED: "{name} has signed it already",
    Cause.HANDOVER_OWN: "who hands a shift over does not take it as well",
    Cause.HANDOVER_OTHERS: "the shift was handed over to somebody else",
    Cause.RANGE: "the range has to end after it begins, by {limit} minutes at most",
    Cause.OWN_EXPORT: "he asked for the export himself, and somebody else approves it",
    Cause.NO_APPROVER: "{name} does not see the camera, or may not approve exports",
    Cause.EXPORT_STATE: "the export is in {state}",
    Cause.OTHER_CLOCK: "the district's clock is sped up, and recordings bear the machine's",
    Cause.BOOKMARKS_FULL: "he has his {limit} bookmarks, and one has to go first",
    Cause.OTHERS_BOOKMARK: "the bookmark is that of {name}",
    Cause.NO_TILE: "tiles count from 1 to {limit}",
    Cause.NO_SUCH_TILE: "the layout has no tile {name}",
    Cause.NO_RECORDING: "no recording stands on the tile {name}",
    Cause.TILE_TWICE: "the tile {name} is named twice",
    Cause.NO_STREAM: "a stream is main or sub",
    Cause.NO_LANE: "there is no list {name}",
    Cause.SPAN: "the part of a recording ends after it begins",
    Cause.LAYOUT: "the layout is none that can be shown; `message` says why",
    Cause.WALL_HELD: "somebody else holds the wall; `by` and `at` say who since when",
    Cause.WALL_LOCKED: "the wall is locked",
    Cause.NOT_HOLDER: "a wall is locked, and closed to alarms, by who holds it and by a duty leader",
    Cause.NOT_BORROWED: "the wall is not borrowed",
    Cause.NOT_TOURING: "{name} does not run on the wall",
    Cause.TOUR_PLACE: "cameras take turns on tiles that are named, scenes on the whole wall",
    Cause.TOUR_STEPS: "each step is a camera or a scene, and all steps of a tour are the same",
    Cause.DWELL: "a step stays for {limit} s at least and a day at most",
    Cause.TIMETABLE: "days are 1 to 7, and times of day as 08:30",
    Cause.UNGUARDED: "what is saved again names in `expect_ver` the version that it was made from",
    Cause.NAME_TAKEN: "another one is called {name}",
    Cause.IN_USE: "{name} uses it",
    Cause.CAMERA_FIXED: "the camera cannot be turned",
    Cause.CAMERA_OFFLINE: "the camera cannot be reached",
    Cause.CAMERA_BUSY: "somebody else is turning the camera; `by` and `at` say who",
    Cause.NO_PRESET: "the camera has no preset {name}",
    Cause.NOT_CONFERRING: "he, or whom it is for, takes no part in the conference",
    Cause.AT_NO_CONSOLE: "whom it is for is at no console now",
    Cause.CONFERENCE_OVER: "the conference is over",
    Cause.CONFERENCE_FULL: "the room has its {limit} places; more need a room server",
    Cause.CONFERENCE_LOCKED: "the room is locked, and only who was asked comes in",
    Cause.NOT_RUNG: "the conference does not ring for him, or not any more",
    Cause.RUNG_ALREADY: "{name} is in the conference or rings already",
    Cause.SENT_OUT: "he was sent out of the room",
    Cause.NOT_MODERATOR: "only who moderates the conference can do that",
    Cause.SEAT_EMPTY: "nobody sits at {name}",
    Cause.ROOM_ADDRESS: "an address is given for a room of the site's external server alone, and lies there",
    Cause.NO_ROOM_SERVER: "there is no such room server or it does not run, or the conference has none",
    Cause.CAMERAS_FULL: "{limit} cameras are shown in conferences already, and one has to go first",
    Cause.WALLS_FULL: "{limit} displays of walls show the conference already",
    Cause.HELD_ELSEWHERE: "the conference is held at another server, to which nothing is sent from here",
    Cause.NOT_ON_WALL: "the conference does not stand on {name}",
}


def needs(cause: Cause) -> frozenset[str]:
    """The names of the values that a cause comes with."""
    return frozenset(name for name in Details.__struct_fields__ if f"{{{name}}}" in MEANINGS[cause])
