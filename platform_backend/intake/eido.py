"""An incident as an Emergency Incident Data Object: NENA-STA-021.1a-2022, eidoVersion 1.0, as JSON.

Source: github.com/NENA911/EIDO-JSON, tag NENA-STA-021.1a, Schema/openapi.yaml; the names of the fields and
which of them are needed are taken from there, the values from the registries in the standard's chapter 3. The
incident's own words stand in the fields for internal texts beside them. An EIDO tells how an incident stands
and not how it came about; the trail is in its notes, without the names of those who acted. Who reported it is
in it only where a reason was given. Positions are PIDF-LO (RFC 5491) in EPSG:4326, latitude first.
"""

from __future__ import annotations

import html
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement, tostring

import msgspec

from backend_client.protocol.entities import (
    CLOSED_STATES,
    AssigneeKind,
    Incident,
    IncidentState,
    Task,
    TaskState,
)
from platform_backend.intake.dossier import Dossier
from platform_backend.intake.kinds import kind_of
from platform_backend.intake.xml_text import put

MEDIA_TYPE: Final = "application/json"
_CONTEXT: Final = {"@vocab": "./JSON-LD_Contexts/EmergencyIncidentDataObjectType.jsonld"}
#: Severity -> common priority, 10 the highest (section 2.9).
_PRIORITIES: Final = {1: 10, 2: 7, 3: 4, 4: 1}
#: How a matter ended -> registry EIDO-CommonDispositionCode.
_DISPOSITIONS: Final = {
    IncidentState.CLOSED: ("18", "Assignment Completed/Settled By Contact"),
    IncidentState.REJECTED: ("13", "Information/Administrative"),
    IncidentState.VOID: ("10", "Event Cancelled"),
    IncidentState.MERGED: ("22", "Cancelled - Duplicate Call"),
}
_BY_PHONE: Final = ("05", "Assignment Completed/Settled By Phone Contact")
#: A task's state -> primary and secondary unit status (registries of sections 3.9 and 3.10).
_UNIT_STATUS: Final = {
    TaskState.OFFERED: ("ConditionallyAvailable", "Dispatched"),
    TaskState.SIGNED: ("NotAvailable", "AcknowledgedTransmission"),
    TaskState.ON_SCENE: ("NotAvailable", "OnScene"),
    TaskState.DONE: ("Available", "Cleared"),
    TaskState.RETURNED: ("Available", "AssignmentCancelled"),
    TaskState.RECALLED: ("Available", "AssignmentCancelled"),
}
_ALIVE: Final = frozenset({TaskState.OFFERED, TaskState.SIGNED, TaskState.ON_SCENE})

_PIDF: Final = "urn:ietf:params:xml:ns:pidf"
_GEOPRIV: Final = "urn:ietf:params:xml:ns:pidf:geopriv10"
_CIVIC: Final = "urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr"
_GML: Final = "http://www.opengis.net/gml"


def eido_document(dossier: Dossier) -> bytes:
    """The incident as an EIDO in UTF-8."""
    return msgspec.json.format(msgspec.json.encode(Eido(dossier).document()), indent=2)


class Eido:
    """Makes one document; every component names what it is and who changed it last."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._incident = dossier.incident
        self._agency = dossier.sender
        self._agent = f"dispatch@{self._agency}"
        self._units = [task for task in self._incident.tasks if task.kind is AssigneeKind.UNIT]
        self._others = [task for task in self._incident.tasks if task.kind is not AssigneeKind.UNIT]

    def document(self) -> dict[str, Any]:
        """The whole document as it is encoded."""
        tracking = f"urn:emergency:uid:incidentid:{self._dossier.id}:{self._agency}"
        found: dict[str, Any] = {
            **self._prologue(tracking),
            "eidoVersion": "1.0",
            "issuingElementIdentification": self._agency,
            "mergeComponent": self._merges(),
            "incidentComponent": self._incident_component(),
            "callbackComponent": self._callbacks(),
            "dispatchComponent": self._dispatches(),
            "agencyComponent": self._agencies(),
            "agentComponent": self._agents(),
            "notesComponent": self._notes(),
            "locationComponent": self._locations(),
            "personComponent": self._persons(),
            "emergencyResourceComponent": self._resources(),
            "@context": _CONTEXT,
        }
        # Lists without anything in them are left out, as optional components are.
        return {name: value for name, value in found.items() if value != []}

    def _prologue(self, id_: str, at: str | None = None) -> dict[str, Any]:
        incident = self._incident
        last = incident.steps[-1].at if incident.steps else incident.reported_at
        return {
            "$id": id_,
            "lastUpdateTimeStamp": at or last,
            "updatedByAgencyReference": _ref(self._agency),
            "updatedByAgentReference": _ref(self._agent),
        }

    def _incident_component(self) -> dict[str, Any]:
        incident = self._incident
        component: dict[str, Any] = {
            **self._prologue(f"incident:{self._dossier.id}"),
            "incidentTypeInternalCode": incident.type_code,
            "incidentTypeInternalText": incident.type_name,
            "incidentTypeCommonRegistryText": kind_of(incident.type_name).code,
            "incidentStatusInternalText": [
                incident.state.value,
                *(["exercise"] if incident.exercise else []),
            ],
            "incidentStatusCommonRegistryText": _statuses(incident),
            "internalIncidentId": incident.serial_no,
            "agentReference": [_ref(self._agent)],
            "incidentPriorityInternalText": str(incident.severity),
            "incidentCommonPriorityNumber": _PRIORITIES.get(incident.severity, 0),
            "notesReference": [_ref(note["$id"]) for note in self._notes()],
        }
        if incident.grid_code:
            component["beatOrDispatchGroupText"] = incident.grid_code
        if locations := self._locations():
            component["locationReference"] = [_ref(each["$id"]) for each in locations]
        if persons := self._persons():
            component["personReference"] = [_ref(each["$id"]) for each in persons]
        if incident.state in CLOSED_STATES:
            component["dispositionComponent"] = [self._disposition()]
        return component

    def _disposition(self) -> dict[str, Any]:
        incident = self._incident
        code, text = _DISPOSITIONS[incident.state]
        if incident.state is IncidentState.CLOSED and not incident.tasks:
            code, text = _BY_PHONE
        return {
            **self._prologue(f"disposition:{self._dossier.id}", incident.closed_at),
            "dispositionCommonRegistryCode": code,
            "dispositionPrimaryIndicator": True,
            "dispositionDescriptionText": text,
        }

    def _merges(self) -> list[dict[str, Any]]:
        into = self._incident.merged_into
        others = [(id_, "REPLACING") for id_ in self._incident.merged]
        return [
            {
                **self._prologue(f"merge:{self._dossier.id}:{id_}"),
                "incidentTrackingIdentifier": f"urn:emergency:uid:incidentid:{id_}:{self._agency}",
                "incidentMergeDirectionCode": direction,
            }
            for id_, direction in [*([(into, "REPLACED")] if into else []), *others]
        ]

    def _agencies(self) -> list[dict[str, Any]]:
        own = {
            **self._prologue(self._agency),
            "agencyRoleDescriptionRegistryText": ["CallReceiving", "Dispatching"],
            "incidentOwningAgencyIndicator": True,
            "agencyType": ["psap"],
        }
        dispatched = {self._agency_of(task): task for task in self._others}
        return [
            own,
            *(
                {
                    **self._prologue(id_, task.offered_at),
                    "agencyJcard": _jcard(task.name),
                    "agencyRoleDescriptionRegistryText": ["Dispatched" if task.lead else "Assisting"],
                    "agencyType": [_agency_type(task.name)],
                }
                for id_, task in dispatched.items()
            ),
        ]

    def _agents(self) -> list[dict[str, Any]]:
        roles = [(self._agent, "Dispatching"), *((self._crew(task), "Responding") for task in self._units)]
        return [
            {
                **self._prologue(id_),
                "agentRoleRegistryText": [role],
                "agencyReference": _ref(self._agency),
            }
            for id_, role in roles
        ]

    def _dispatches(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for task in self._incident.tasks:
            dispatch = {
                **self._prologue(f"dispatch:{task.id}", task.offered_at),
                "agentReference": _ref(self._agent),
            }
            if task.kind is AssigneeKind.UNIT:
                dispatch["emergencyResourceReference"] = [_ref(self._unit(task))]
            else:
                dispatch["agencyReference"] = _ref(self._agency_of(task))
            found.append(dispatch)
        return found

    def _resources(self) -> list[dict[str, Any]]:
        found: dict[str, dict[str, Any]] = {}
        # Given to the same unit twice, its last task tells how it stands.
        for task in self._units:
            primary, secondary = _UNIT_STATUS[task.state]
            found[self._unit(task)] = {
                **self._prologue(self._unit(task), task.done_at or task.signed_at or task.offered_at),
                "emergencyResourceTypeCommonRegistryText": "CivilServiceOfficer",
                "resourceAttributeRegistryText": [],
                "emergencyResourceName": task.name,
                "primaryUnitStatusRegistryText": primary,
                "secondaryUnitStatusRegistryText": [secondary],
                "unitStatusInternal": [task.state.value],
                "agentReference": [_ref(self._crew(task))],
            }
        return list(found.values())

    def _notes(self) -> list[dict[str, Any]]:
        incident = self._incident
        said = [(incident.reported_at, incident.title), (incident.reported_at, incident.description)]
        said += [
            (step.at, f"{step.action}: {step.text}" if step.text else step.action) for step in incident.steps
        ]
        return [
            {
                **self._prologue(f"note:{self._dossier.id}:{number}", at),
                # The standard has HTML here.
                "notesActionComments": html.escape(text),
                "agentReference": _ref(self._agent),
            }
            for number, (at, text) in enumerate(said, start=1)
            if text
        ]

    def _locations(self) -> list[dict[str, Any]]:
        incident = self._incident
        if incident.position is None and not incident.place:
            return []
        location = {
            **self._prologue(f"location:{self._dossier.id}", incident.reported_at),
            "locationTypeDescriptionRegistryText": "CurrentIncident",
            "locationByValue": _pidf_lo(incident, self._dossier.id),
        }
        if incident.place:
            location["locationDescriptionText"] = incident.place
        return [location]

    def _persons(self) -> list[dict[str, Any]]:
        reporter = self._dossier.reporter
        if reporter is None:
            return []
        person = {
            **self._prologue(f"person:{self._dossier.id}", self._incident.reported_at),
            "personIncidentRoleRegistryText": ["ReportingParty"],
            "ncPersonComponent": {"name": [{"personFullName": [{"value": reporter.name}]}]},
        }
        if callbacks := self._callbacks():
            person["callBackReference"] = _ref(callbacks[0]["$id"])
        return [person]

    def _callbacks(self) -> list[dict[str, Any]]:
        reporter = self._dossier.reporter
        if reporter is None or not reporter.phone:
            return []
        callback = self._prologue(f"callback:{self._dossier.id}", self._incident.reported_at)
        return [{**callback, "callBackInformationUri": [f"tel:{reporter.phone}"]}]

    def _unit(self, task: Task) -> str:
        return f"{task.assignee}@{self._agency}"

    def _crew(self, task: Task) -> str:
        return f"crew-{task.assignee}@{self._agency}"

    def _agency_of(self, task: Task) -> str:
        return f"{task.kind.value}-{task.assignee}.grid-command.internal"


def _statuses(incident: Incident) -> list[str]:
    """The common statuses (registry EIDO-IncidentStatus-Common) that hold now."""
    match incident.state:
        case IncidentState.CLOSED | IncidentState.MERGED:
            return ["Closed"]
        case IncidentState.REJECTED | IncidentState.VOID:
            return ["Cancelled"]
    states = {task.state for task in incident.tasks}
    found = ["ReOpened" if incident.reworks else "Active"]
    if states & _ALIVE:
        found.append("ResourcesAssigned")
    if TaskState.ON_SCENE in states:
        found.append("ResourcesOnscene")
    return found


def _agency_type(name: str) -> str:
    """The agency's kind, of the registry urn:emergency:service:responder; a command room where none fits."""
    kinds = (("消防", "fire"), ("公安", "police"), ("派出所", "police"), ("交警", "police"))
    return next((kind for word, kind in kinds if word in name), "psap")


def _jcard(name: str) -> str:
    card = ["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", name], ["kind", {}, "text", "org"]]]
    return msgspec.json.encode(card).decode()


def _pidf_lo(incident: Incident, id_: str) -> str:
    presence = Element("presence", {"xmlns": _PIDF, "xmlns:gp": _GEOPRIV, "entity": f"pres:{id_}@internal"})
    place = Element("tuple", {"id": "incident"})
    presence.append(place)
    info = SubElement(SubElement(SubElement(place, "status"), "gp:geopriv"), "gp:location-info")
    if incident.position is not None:
        longitude, latitude = incident.position
        point = SubElement(info, "gml:Point", {"xmlns:gml": _GML, "srsName": "urn:ogc:def:crs:EPSG::4326"})
        put(point, "gml:pos", f"{latitude:.7f} {longitude:.7f}")
    if incident.place:
        civic = SubElement(info, "ca:civicAddress", {"xmlns:ca": _CIVIC, "xml:lang": "zh-CN"})
        put(civic, "ca:country", "CN")
        put(civic, "ca:LOC", incident.place)
    return tostring(presence, encoding="unicode")


def _ref(id_: str) -> dict[str, str]:
    return {"$ref": id_}
