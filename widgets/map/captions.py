"""What the map says in words: the tip beside the pointer, and the words of the legend and the buttons."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.entities import Alarm, Incident, IncidentState, UnitStatus
from widgets import words
from widgets.map.rows import PictureLike

translate = QCoreApplication.translate


def describe(picture: PictureLike, entity: str, id_: str) -> str:
    """Lines that say what a thing is; empty when the picture no longer holds it."""
    entry = picture.entries(entity).get(id_)
    return "\n".join(line for line in _lines(picture, entity, id_, entry.data) if line) if entry else ""


def _lines(picture: PictureLike, entity: str, id_: str, data: Any) -> tuple[str, ...]:
    match entity:
        case "incident":
            state = words.incident_state(data.state)
            return (
                data.title,
                _joined(_drill(data), words.severity(data.severity), state, data.serial_no),
                data.place,
            )
        case "alarm":
            return (
                data.title,
                _joined(_drill(data), words.priority(data.priority), words.alarm_state(data.state)),
                data.place,
            )
        case "unit":
            load = translate("MapView", "tasks: {n}").format(n=data.load) if data.load else ""
            return (_joined(data.code, data.name), _joined(data.kind, words.unit_status(data.status), load))
        case "camera":
            device = picture.entries("device").get(id_)
            offline = device is not None and not device.data.online
            return (data.name, data.device_id, translate("MapView", "Offline") if offline else "")
        case "grid":
            street = picture.entries("org").get(data.street)
            return (data.name, _joined(street.data.name if street else "", data.code))
    return ()


def _drill(data: Incident | Alarm) -> str:
    return translate("MapView", "Drill") if data.exercise else ""


def _joined(*facts: str) -> str:
    return " · ".join(fact for fact in facts if fact)


def page_words() -> dict[str, Any]:
    """Every word the page itself shows, in the present language."""
    units = (UnitStatus.AVAILABLE, UnitStatus.ASSIGNED, UnitStatus.EN_ROUTE, UnitStatus.ON_SCENE)
    return {
        "zoom_in": translate("MapView", "Zoom in (+)"),
        "zoom_out": translate("MapView", "Zoom out (-)"),
        "whole": translate("MapView", "Show the whole district (0)"),
        "legend": translate("MapView", "Legend"),
        "drill": translate("MapView", "Drill"),
        "unplaced": translate("MapView", "{n} without a position"),
        "tiles_missing": translate("MapView", "No base map here: its file or server gives no picture"),
        "severities": [words.severity(level) for level in (1, 2, 3, 4)],
        "states": [
            words.incident_state(state)
            for state in (
                IncidentState.PENDING,
                IncidentState.TO_DISPATCH,
                IncidentState.HANDLING,
                IncidentState.TO_VERIFY,
                IncidentState.SUSPENDED,
                IncidentState.LEDGERED,
            )
        ],
        "statuses": [words.unit_status(status) for status in units],
        "camera": translate("MapView", "Camera"),
        "offline": translate("MapView", "Camera offline"),
        "alarm": translate("MapView", "Alarm"),
    }


def no_position(*, grid_shown: bool) -> str:
    """What is said when something without a position is selected."""
    if grid_shown:
        return translate("MapView", "Position unknown: its grid is outlined")
    return translate("MapView", "Position unknown: not on the map")
