"""Names and arguments of the commands that every platform accepts."""

from __future__ import annotations

import secrets
import time
from typing import Annotated, TypeAlias
from uuid import UUID

import msgspec
from msgspec import Meta

from backend_client.protocol.alarm_args import AlarmShelve, AlarmToIncident
from backend_client.protocol.camera_args import PresetDrop, PresetStore, Ptz
from backend_client.protocol.conference_args import (
    ConferenceCamera,
    ConferenceDecline,
    ConferenceFallBack,
    ConferenceGuest,
    ConferenceHandOn,
    ConferenceInvite,
    ConferenceJoin,
    ConferenceLock,
    ConferenceMark,
    ConferenceMute,
    ConferenceOpen,
    ConferenceRemove,
    ConferenceSay,
    ConferenceWatch,
)
from backend_client.protocol.duty import DutyLogKind
from backend_client.protocol.entities import UnitStatus
from backend_client.protocol.incident_args import (
    Assign,
    CommandArgs,
    Comment,
    Copy,
    DecideRequest,
    Empty,
    FileReport,
    Finish,
    IncidentCreate,
    Line,
    Merge,
    OnCall,
    OnSupervision,
    PutOnLedger,
    Rate,
    Reason,
    Recall,
    Remark,
    ReportUp,
    RequestExtension,
    Strike,
    Supervise,
    Suspend,
    TaskDone,
    TaskRef,
    TaskReturn,
    Text,
    Transfer,
    Verify,
    Words,
)
from backend_client.protocol.recording_args import (
    BookmarkDescribe,
    BookmarkPut,
    EvidenceApprove,
    EvidenceExport,
    RecordingLook,
)
from backend_client.protocol.wall_args import (
    SceneSave,
    TourSave,
    WallClear,
    WallConfer,
    WallLock,
    WallPin,
    WallPlay,
    WallScene,
    WallShow,
    WallTake,
    WallTour,
)

#: Seconds after which a dispatch that could not be sent is stale: "telephone now".
DISPATCH_NOT_AFTER_S = 120.0


class DutyLogAdd(CommandArgs, frozen=True, kw_only=True):
    """Write a line into the duty log. With `due_at` it promises something by then."""

    kind: DutyLogKind
    text: Text
    seat: str = ""
    incident: str | None = None
    contact: str | None = None
    number: OnCall = ""
    outcome: OnCall = ""
    due_at: str | None = None


class HandoverWrite(CommandArgs, frozen=True, kw_only=True):
    """Hand a shift over (交接班) at the target seat; the platform adds what is open and promised.

    `silenced` are the sounds and alarms muted at this desk, in words, `since` is when the shift began.
    """

    since: str
    text: Remark = ""
    to: str | None = None
    silenced: Annotated[tuple[Line, ...], Meta(max_length=100)] = ()


class ReportExport(CommandArgs, frozen=True, kw_only=True):
    """Data is about to leave the console; with people's data in it, or a camera's picture, with a reason."""

    what: Line
    format: Line
    rows: Annotated[int, Meta(ge=0)]
    people: bool = False
    reason: Remark = ""
    camera: str | None = None


class SetStatus(CommandArgs, frozen=True, kw_only=True):
    """A unit's new status."""

    status: UnitStatus


class ConferenceSignal(CommandArgs, frozen=True, kw_only=True):
    """Hand `data` to the consoles of the user `to`, who takes part in the same conference.

    `party` is the one in whose name a console speaks that shows the conference on a wall.
    """

    to: str
    data: msgspec.Raw
    party: str = ""


class HandOver(CommandArgs, frozen=True, kw_only=True):
    """Give a seat up, to a user's id or to nobody in particular."""

    to: str | None = None
    note: str = ""


Args: TypeAlias = CommandArgs

#: Commands that are about this very moment: never written to an outbox, never repeated.
MOMENTARY = frozenset({"camera.ptz", "conference.signal"})
#: Those that a console sends at once or not at all: what a display of a wall shows is of the moment, too.
NOW_OR_NEVER = MOMENTARY | {"conference.watch"}
#: They carry a `not_after` no further away than this, in seconds.
MOMENTARY_NOT_AFTER_S = 1.0
PTZ_HOLDS_S = 1.0

#: command name -> type of its arguments.
ARGS: dict[str, type[CommandArgs]] = {
    "incident.create": IncidentCreate,
    "incident.accept": Empty,
    "incident.reject": Reason,
    "incident.void": Reason,
    "incident.merge": Merge,
    "incident.assign": Assign,
    "incident.transfer": Transfer,
    "incident.recall": Recall,
    "incident.report_up": ReportUp,
    "incident.return_report": Reason,
    "incident.feedback": Words,
    "incident.note": Words,
    "incident.request_extension": RequestExtension,
    "incident.decide_extension": DecideRequest,
    "incident.suspend": Suspend,
    "incident.resume": Comment,
    "incident.ledger": PutOnLedger,
    "incident.strike": Strike,
    "incident.finish": Finish,
    "incident.verify": Verify,
    "incident.reopen": Reason,
    "incident.urge": Comment,
    "incident.supervise": Supervise,
    "incident.reply_supervision": OnSupervision,
    "incident.release_supervision": OnSupervision,
    "incident.instruct": Words,
    "incident.copy": Copy,
    "incident.rate": Rate,
    "incident.file_report": FileReport,
    "task.sign": TaskRef,
    "task.arrive": TaskRef,
    "task.done": TaskDone,
    "task.return": TaskReturn,
    "task.link": TaskRef,
    "unit.set_status": SetStatus,
    "alarm.acknowledge": Empty,
    "alarm.false_alarm": Words,
    "alarm.shelve": AlarmShelve,
    "alarm.unshelve": Empty,
    "alarm.to_incident": AlarmToIncident,
    "wall.show": WallShow,
    "wall.scene": WallScene,
    "wall.tour": WallTour,
    "wall.take": WallTake,
    "wall.clear": WallClear,
    "wall.lock": WallLock,
    "wall.pin": WallPin,
    "wall.play": WallPlay,
    "wall.confer": WallConfer,
    "scene.save": SceneSave,
    "scene.delete": Empty,
    "tour.save": TourSave,
    "tour.delete": Empty,
    "camera.ptz": Ptz,
    "camera.preset": PresetStore,
    "camera.drop_preset": PresetDrop,
    "conference.open": ConferenceOpen,
    "conference.join": ConferenceJoin,
    "conference.leave": Empty,
    "conference.close": Empty,
    "conference.invite": ConferenceInvite,
    "conference.decline": ConferenceDecline,
    "conference.hand_on": ConferenceHandOn,
    "conference.guest": ConferenceGuest,
    "conference.remove": ConferenceRemove,
    "conference.lock": ConferenceLock,
    "conference.mute": ConferenceMute,
    "conference.mark": ConferenceMark,
    "conference.say": ConferenceSay,
    "conference.fall_back": ConferenceFallBack,
    "conference.camera": ConferenceCamera,
    "conference.watch": ConferenceWatch,
    "conference.signal": ConferenceSignal,
    "seat.take": Empty,
    "seat.hand_over": HandOver,
    "handover.write": HandoverWrite,
    "handover.sign": Comment,
    "duty_log.add": DutyLogAdd,
    "duty_log.settle": Comment,
    "report.export": ReportExport,
    "recording.view": RecordingLook,
    "recording.bookmark": BookmarkPut,
    "recording.describe": BookmarkDescribe,
    "recording.unmark": Empty,
    "evidence.export": EvidenceExport,
    "evidence.approve": EvidenceApprove,
}


def new_command_id(now: float | None = None) -> str:
    """A fresh UUIDv7 (RFC 9562) made at `now`, the platform's time in seconds since the epoch.

    Platforms refuse commands whose id is a day old: by the clock of a workstation that is off, all of them
    might be. Without `now` this machine's clock is taken.
    """
    moment_ms, fraction = divmod((time.time() if now is None else now) * 1000, 1.0)
    # The fraction of the millisecond keeps ids in order that are made within one.
    high = int(moment_ms) << 80 | 0x7 << 76 | int(fraction * 4096) << 64
    return str(UUID(int=high | 0b10 << 62 | secrets.randbits(62)))
