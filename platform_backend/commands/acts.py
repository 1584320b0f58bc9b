"""Every command that the platform carries out: its arguments, what carries it out, whose it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from backend_client.protocol import commands as contract
from backend_client.protocol.incident_args import Empty
from platform_backend.commands import (
    alarms,
    alerts,
    bookmarks,
    conferences,
    duty,
    evidence,
    holding,
    incidents,
    inviting,
    links,
    merging,
    moderating,
    presets,
    pressure,
    reports,
    requests,
    room_servers,
    scenes,
    seats,
    shelving,
    showing,
    tasks,
    touring,
    tours,
    units,
    wall_conferences,
    wall_recordings,
    walls,
)
from platform_backend.commands.context import Context, Done


@dataclass(frozen=True, slots=True)
class Act:
    """A command: the type of its arguments, its handler, the entity that its target names, and whether only
    the platform itself may give it.
    """

    args: type[Any]
    handler: Callable[[Context, Any], Done]
    entity: str
    internal: bool = False


#: What carries a command out, by the entity that its target names.
_HANDLERS: Mapping[str, Mapping[str, Callable[[Context, Any], Done]]] = {
    "incident": {
        "incident.create": incidents.create,
        "incident.accept": incidents.accept,
        "incident.reject": incidents.end,
        "incident.void": incidents.end,
        "incident.merge": merging.merge,
        "incident.assign": tasks.assign,
        "incident.transfer": incidents.transfer,
        "incident.recall": tasks.recall,
        "incident.report_up": reports.report_up,
        "incident.return_report": reports.return_report,
        "incident.feedback": incidents.say,
        "incident.note": incidents.say,
        "incident.request_extension": requests.request_extension,
        "incident.decide_extension": requests.decide_request,
        "incident.suspend": requests.suspend,
        "incident.resume": requests.resume,
        "incident.ledger": requests.ledger,
        "incident.strike": requests.strike,
        "incident.finish": incidents.finish,
        "incident.verify": incidents.verify,
        "incident.reopen": incidents.reopen,
        "incident.urge": pressure.urge,
        "incident.supervise": pressure.supervise,
        "incident.reply_supervision": pressure.reply,
        "incident.release_supervision": pressure.release,
        "incident.instruct": incidents.say,
        "incident.copy": reports.copy,
        "incident.rate": pressure.rate,
        "incident.file_report": reports.file_report,
        "task.sign": tasks.sign,
        "task.arrive": tasks.arrive,
        "task.done": tasks.done,
        "task.return": tasks.send_back,
        "task.link": links.link,
    },
    "unit": {
        "unit.set_status": units.set_status,
    },
    "alarm": {
        "alarm.acknowledge": alarms.acknowledge,
        "alarm.false_alarm": alarms.false_alarm,
        "alarm.shelve": shelving.shelve,
        "alarm.unshelve": shelving.unshelve,
        "alarm.to_incident": alarms.to_incident,
    },
    "wall": {
        "wall.show": walls.show,
        "wall.scene": walls.scene,
        "wall.clear": walls.clear,
        "wall.tour": touring.run,
        "wall.take": holding.take,
        "wall.lock": holding.lock,
        "wall.pin": holding.pin,
        "wall.play": wall_recordings.play,
        "wall.confer": wall_conferences.confer,
    },
    "scene": {
        "scene.save": scenes.save,
        "scene.delete": scenes.delete,
    },
    "tour": {
        "tour.save": tours.save,
        "tour.delete": tours.delete,
    },
    "camera": {
        "camera.preset": presets.store,
        "camera.drop_preset": presets.drop,
    },
    "conference": {
        "conference.open": conferences.open_room,
        "conference.join": conferences.join,
        "conference.leave": conferences.leave,
        "conference.close": conferences.close,
        "conference.fall_back": room_servers.fall_back,
        "conference.invite": inviting.invite,
        "conference.decline": inviting.decline,
        "conference.hand_on": inviting.hand_on,
        "conference.guest": inviting.guest,
        "conference.remove": moderating.remove,
        "conference.lock": moderating.lock,
        "conference.mute": moderating.mute,
        "conference.mark": moderating.mark,
        "conference.say": moderating.say,
        "conference.camera": showing.camera,
        "conference.watch": showing.watch,
    },
    "duty_log_entry": {
        "duty_log.add": duty.add_to_log,
        "duty_log.settle": duty.settle,
    },
    "handover": {
        "handover.write": duty.write_handover,
        "handover.sign": duty.sign_handover,
    },
    "export_record": {
        "report.export": duty.export,
    },
    "recording_view": {
        "recording.view": evidence.view,
    },
    "recording_bookmark": {
        "recording.bookmark": bookmarks.put,
        "recording.describe": bookmarks.describe,
        "recording.unmark": bookmarks.unmark,
    },
    "evidence_record": {
        "evidence.export": evidence.export,
        "evidence.approve": evidence.approve,
    },
    "seat": {
        "seat.take": seats.take,
        "seat.hand_over": seats.hand_over,
    },
}

ACTS: Mapping[str, Act] = {
    **{
        name: Act(contract.ARGS[name], handler, entity)
        for entity, handlers in _HANDLERS.items()
        for name, handler in handlers.items()
    },
    # Of the platform's own: no console may send them.
    "incident.attach": Act(links.Attach, links.attach, "incident", internal=True),
    "conference.camera_anew": Act(showing.CameraAnew, showing.camera_anew, "conference", internal=True),
    "conference.lost": Act(conferences.Lost, conferences.lost, "conference", internal=True),
    "conference.opened": Act(Empty, inviting.opened, "conference", internal=True),
    "conference.unanswered": Act(Empty, inviting.unanswered, "conference", internal=True),
    "conference.room": Act(room_servers.RoomMade, room_servers.room_made, "conference", internal=True),
    "conference.room_failed": Act(
        contract.ARGS["conference.fall_back"], room_servers.room_failed, "conference", internal=True
    ),
    "evidence.arrived": Act(Empty, evidence.arrived, "evidence_record", internal=True),
    "evidence.fetched": Act(Empty, evidence.fetched, "evidence_record", internal=True),
    "evidence.prepared": Act(evidence.EvidencePrepared, evidence.prepared, "evidence_record", internal=True),
    "alarm.create": Act(alarms.AlarmCreate, alarms.create, "alarm", internal=True),
    "alarm.take_alert": Act(alerts.TakeAlert, alerts.take, "alarm", internal=True),
}
