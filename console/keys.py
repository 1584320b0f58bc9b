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
    "task.sign": "G",
    "wall.put": "W",
    "wall.restore": "B",
    "incident.create": "Ctrl+N",
    "alarm.acknowledge": "K",
    "desk.table": "Escape",
    "desk.search": "/",
    "desk.cameras": "C",
    "desk.units": "U",
    "map.all": "M",
    "desk.commands": "F4",
    "desk.redo": "Ctrl+R",
    "desk.person": "Ctrl+P",
    "desk.lock": "Ctrl+Shift+L",
    "desk.mute": "Ctrl+M",
}
