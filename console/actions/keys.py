"""Every key of the product once: action id -> key sequence in Qt's portable text."""

from __future__ import annotations

from typing import Final

#: Single letters act only while no text is being written.
KEYS: Final = {
    "incident.accept": "A",
    "incident.assign": "D",
    "incident.finish": "F",
    "incident.reject": "R",
    "incident.transfer": "T",
    "incident.note": "N",
    "incident.verify": "V",
    "incident.merge": "J",
    "incident.void": "X",
    "incident.recall": "Z",
    "incident.report_up": "P",
    "incident.return_report": "Shift+P",
    "incident.feedback": "Y",
    "incident.request_extension": "E",
    "incident.decide_extension": "Shift+E",
    "incident.suspend": "S",
    "incident.resume": "Shift+S",
    "incident.ledger": "L",
    "incident.strike": "Shift+L",
    "incident.reopen": "O",
    "incident.urge": "H",
    "incident.supervise": "Shift+H",
    "incident.instruct": "I",
    "incident.copy": "Shift+I",
    "task.sign": "G",
    "task.arrive": "Shift+G",
    "task.done": "Q",
    "task.return": "Shift+Q",
    "wall.put": "W",
    "wall.restore": "B",
    "incident.create": "Ctrl+N",
    "alarm.acknowledge": "K",
    "alarm.acknowledge_group": "Shift+K",
    "alarm.to_incident": "Shift+N",
    "alarm.false_alarm": "Shift+F",
    "alarm.shelve": "Shift+M",
    "desk.table": "Escape",
    "desk.search": "/",
    "desk.palette": "Ctrl+K",
    "desk.cameras": "C",
    "camera.mark": "*",
    "desk.units": "U",
    "desk.alarms": "Shift+A",
    "lane.open": "1",
    "lane.to_accept": "2",
    "lane.to_dispatch": "3",
    "lane.returned": "4",
    "lane.handling": "5",
    "lane.to_verify": "6",
    "lane.my_approval": "7",
    "lane.reported_up": "8",
    "lane.suspended": "9",
    "lane.ledgered": "0",
    "lane.supervised": "-",
    "lane.overdue": "=",
    "lane.closed": "Shift+C",
    "lane.history": "\\",
    "filter.menu": "Ctrl+F",
    "filter.clear": "Ctrl+Shift+F",
    "filter.keep": "Ctrl+D",
    **{f"filter.kept_{number}": f"Alt+{number}" for number in range(1, 10)},
    "map.all": "M",
    "desk.commands": "F4",
    "duty.call": "Ctrl+T",
    "duty.write": "Ctrl+J",
    "duty.hand_over": "Ctrl+H",
    "duty.take_over": "Ctrl+Shift+H",
    "desk.directory": "Ctrl+B",
    "desk.duty_log": "Ctrl+G",
    "desk.figures": "Ctrl+Shift+G",
    "figures.refresh": "F5",
    "desk.redo": "Ctrl+R",
    "desk.undo": "Ctrl+Z",
    "desk.person": "Ctrl+P",
    "desk.lock": "Ctrl+Shift+L",
    "desk.mute": "Ctrl+M",
    "paper.print": "Ctrl+Shift+P",
    "export.table": "Ctrl+E",
    "intake.import": "Ctrl+I",
    "desk.help": "F1",
    "desk.keys": "?",
    "desk.larger": "Ctrl+=",
    "desk.smaller": "Ctrl+-",
    "desk.usual_size": "Ctrl+0",
}

#: Further keys for the same: where a keyboard has the plus sign, and while a field takes text.
ALSO: Final = {
    "desk.larger": ("Ctrl++",),
    "desk.keys": ("Ctrl+F1",),
}

#: What a dialog that stands over the desk leaves possible.
OVER_DIALOGS: Final = (
    "desk.lock",
    "desk.help",
    "desk.keys",
    "desk.larger",
    "desk.smaller",
    "desk.usual_size",
)


def keys_of(id_: str) -> tuple[str, ...]:
    """Every key of an action, the one that is shown first; none for one without a key."""
    return (KEYS[id_], *ALSO.get(id_, ())) if id_ in KEYS else ()
