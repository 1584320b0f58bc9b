"""An incident as an alert for other centres: OASIS Common Alerting Protocol 1.2.

Source: docs.oasis-open.org/emergency/cap/v1.2/CAP-v1.2-os.html; the order of the elements is that of its
schema. The scope is Restricted: what a command room works on is not for publication. Neither the reporter nor
any member of the staff is named. A receiver is told with each message what it stands in place of.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from backend_client.protocol.entities import CLOSED_STATES, Grid, Incident, IncidentState
from backend_client.protocol.times import parse_time
from platform_backend.intake.cap import NAMESPACE
from platform_backend.intake.cap_series import Message, next_message
from platform_backend.intake.dossier import Dossier
from platform_backend.intake.kinds import kind_of
from platform_backend.intake.xml_text import put

MEDIA_TYPE: Final = "application/cap+xml"
#: A place that is a point: people see it within this distance, in km.
_POINT_KM: Final = 0.1
_SEVERITIES: Final = {1: "Extreme", 2: "Severe", 3: "Moderate", 4: "Minor"}
#: Why a message is cancelled.
_ENDS: Final = {
    IncidentState.REJECTED: "不予受理",
    IncidentState.VOID: "已作废",
    IncidentState.MERGED: "已并入其他事件",
}
_RESTRICTION: Final = "仅供指挥中心之间交换，不得公开发布"


def cap_message(dossier: Dossier) -> Message:
    """Which message the incident goes out as now. Raises Refused when there is nothing to cancel."""
    return _message(dossier)[0]


def cap_document(dossier: Dossier) -> bytes:
    """The incident as a CAP 1.2 document in UTF-8. Raises Refused as `cap_message`."""
    incident = dossier.incident
    message, references = _message(dossier)
    alert = Element("alert", xmlns=NAMESPACE)
    put(alert, "identifier", _identifier(dossier))
    put(alert, "sender", dossier.sender)
    put(alert, "sent", _moment(dossier.changed_at))
    put(alert, "status", "Exercise" if incident.exercise else "Actual")
    put(alert, "msgType", message.kind)
    put(alert, "scope", "Restricted")
    put(alert, "restriction", _RESTRICTION)
    if notes := _notes(dossier):
        put(alert, "note", "；".join(notes))
    if references:
        put(alert, "references", " ".join(references))
    serial_nos = (incident.serial_no, dossier.goes_on_as)
    put(alert, "incidents", " ".join(each.replace(" ", "_") for each in serial_nos if each))
    _info(alert, dossier)
    indent(alert)
    document: bytes = tostring(alert, encoding="utf-8", xml_declaration=True)
    return document


def _message(dossier: Dossier) -> tuple[Message, tuple[str, ...]]:
    name = f"{dossier.sender},{_identifier(dossier)},{_moment(dossier.changed_at)}"
    return next_message(name, dossier.incident.state, dossier.sent)


def _identifier(dossier: Dossier) -> str:
    # A message of its own for each version: CAP's identifiers are never used twice.
    return f"{dossier.id}.{dossier.ver}"


def _notes(dossier: Dossier) -> tuple[str, ...]:
    incident = dossier.incident
    drill = "演练，非真实事件" if incident.exercise else ""
    into = f"已并入 {dossier.goes_on_as}" if dossier.goes_on_as else ""
    return tuple(each for each in (drill, into or _ENDS.get(incident.state, "")) if each)


def _info(alert: Element, dossier: Dossier) -> None:
    incident = dossier.incident
    over = incident.state in CLOSED_STATES
    info = SubElement(alert, "info")
    put(info, "language", "zh-CN")
    put(info, "category", kind_of(incident.type_name).category)
    put(info, "event", incident.type_name)
    put(info, "responseType", "AllClear" if over else "Monitor")
    put(info, "urgency", _urgency(incident))
    put(info, "severity", _SEVERITIES.get(incident.severity, "Unknown"))
    # Until somebody has accepted it, it is only what was reported.
    put(info, "certainty", "Likely" if incident.state is IncidentState.PENDING else "Observed")
    _pair(info, "eventCode", "grid-command:type_code", incident.type_code)
    put(info, "effective", _moment(parse_time(incident.reported_at)))
    if incident.occurred_at is not None:
        put(info, "onset", _moment(parse_time(incident.occurred_at)))
    put(info, "senderName", dossier.owner_name)
    put(info, "headline", incident.title)
    if incident.description:
        put(info, "description", incident.description)
    _pair(info, "parameter", "grid-command:serial_no", incident.serial_no)
    _pair(info, "parameter", "grid-command:state", incident.state.value)
    _area(info, dossier)


def _area(info: Element, dossier: Dossier) -> None:
    incident, grid = dossier.incident, dossier.grid
    if not incident.place and grid is None and incident.position is None:
        return
    area = SubElement(info, "area")
    put(area, "areaDesc", incident.place or (dossier.owner_name if grid is None else grid.name))
    if grid is not None:
        put(area, "polygon", _polygon(grid))
    if incident.position is not None:
        longitude, latitude = incident.position
        put(area, "circle", f"{latitude:.6f},{longitude:.6f} {_POINT_KM}")
    if incident.grid_code:
        _pair(area, "geocode", "grid-command:grid_code", incident.grid_code)


def _polygon(grid: Grid) -> str:
    ring = (*grid.polygon, grid.polygon[0])
    return " ".join(f"{latitude:.6f},{longitude:.6f}" for longitude, latitude in ring)


def _urgency(incident: Incident) -> str:
    if incident.state in CLOSED_STATES:
        return "Past"
    return "Immediate" if incident.urgent or incident.severity <= 2 else "Expected"


def _pair(parent: Element, tag: str, name: str, value: str) -> None:
    pair = SubElement(parent, tag)
    put(pair, "valueName", name)
    put(pair, "value", value)


def _moment(moment: float) -> str:
    # UTC is written so; Z is not allowed (CAP 1.2, section 3.3.2).
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%S-00:00")
