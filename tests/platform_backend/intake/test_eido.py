"""Incidents as EIDO: what NENA-STA-021.1a asks for, by hand from its OpenAPI schema."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring

from backend_client.protocol.entities import CLOSED_STATES, IncidentState
from backend_client.protocol.incident_args import ReporterWhole
from platform_backend.intake.dossier import Dossier
from platform_backend.intake.eido import eido_document
from tests.platform_backend.intake.incidents import dossier, incident

PROLOGUE = {"$id", "lastUpdateTimeStamp", "updatedByAgencyReference"}
#: component -> what each of it needs beside the prologue.
NEEDED = {
    "agencyComponent": {"agencyRoleDescriptionRegistryText", "agencyType"},
    "agentComponent": {"agentRoleRegistryText", "agencyReference"},
    "notesComponent": {"notesActionComments"},
    "locationComponent": {"locationTypeDescriptionRegistryText"},
    "personComponent": {"personIncidentRoleRegistryText"},
    "callbackComponent": set(),
    "dispatchComponent": set(),
    "mergeComponent": {"incidentMergeDirectionCode", "incidentTrackingIdentifier"},
    "emergencyResourceComponent": {
        *("agentReference", "emergencyResourceTypeCommonRegistryText", "primaryUnitStatusRegistryText"),
        *("resourceAttributeRegistryText", "secondaryUnitStatusRegistryText"),
    },
}
STATUSES = {"Active", "Cancelled", "Closed", "ReOpened", "ResourcesAssigned", "ResourcesOnscene"}
ROLES = {"Assisting", "CallReceiving", "Dispatched", "Dispatching", "Informational", "TransferredTo"}


def document(found: Dossier | None = None) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(eido_document(found or dossier()))
    return made


def check(made: dict[str, Any]) -> None:
    """What holds for every document."""
    assert made.keys() >= {*PROLOGUE, "eidoVersion", "issuingElementIdentification", "agencyComponent"}
    assert made["eidoVersion"] == "1.0"
    assert made["@context"] == {"@vocab": "./JSON-LD_Contexts/EmergencyIncidentDataObjectType.jsonld"}
    ids = [made["$id"]]
    for name, needed in NEEDED.items():
        for component in made.get(name, []):
            assert component.keys() >= PROLOGUE | needed, name
            ids.append(component["$id"])
    assert len(ids) == len(set(ids))
    assert set(references(made)) <= set(ids)
    one = made["incidentComponent"]
    assert one.keys() >= {*PROLOGUE, "incidentTypeCommonRegistryText"}
    assert set(one["incidentStatusCommonRegistryText"]) <= STATUSES
    assert 0 <= one["incidentCommonPriorityNumber"] <= 10
    for each in made["agencyComponent"]:
        assert set(each["agencyRoleDescriptionRegistryText"]) <= ROLES


def references(value: object) -> list[str]:
    """Every `$ref` in a document."""
    match value:
        case {"$ref": str(id_)}:
            return [id_]
        case dict():
            return [id_ for each in value.values() for id_ in references(each)]
        case list():
            return [id_ for each in value for id_ in references(each)]
    return []


@pytest.mark.parametrize("state", IncidentState)
def test_every_state_is_whole(state: IncidentState) -> None:
    made = document(dossier(incident(state=state, closed_at="2026-03-02T04:50:00.000Z")))
    check(made)
    one = made["incidentComponent"]
    assert ("dispositionComponent" in one) == (state in CLOSED_STATES)
    if state in CLOSED_STATES:
        (disposition,) = one["dispositionComponent"]
        assert disposition.keys() >= {*PROLOGUE, "dispositionCommonRegistryCode"}


def test_what_is_told() -> None:
    made = document()
    check(made)
    one = made["incidentComponent"]
    assert one["incidentStatusCommonRegistryText"] == ["Active", "ResourcesAssigned", "ResourcesOnscene"]
    assert (one["incidentTypeCommonRegistryText"], one["incidentTypeInternalText"]) == ("PUBWKS", "积水")
    assert one["internalIncidentId"] == "330104001-2026-000001"
    own, fire = made["agencyComponent"]
    assert (own["incidentOwningAgencyIndicator"], fire["agencyType"]) == (True, ["fire"])
    (unit,) = made["emergencyResourceComponent"]
    assert (unit["primaryUnitStatusRegistryText"], unit["secondaryUnitStatusRegistryText"]) == (
        "NotAvailable",
        ["OnScene"],
    )
    assert html.escape("<b>") in made["notesComponent"][-1]["notesActionComments"]
    whole = eido_document(dossier()).decode()
    assert "示范甲" not in whole


def test_the_place_is_a_pidf_lo_with_latitude_first() -> None:
    (location,) = document()["locationComponent"]
    place = fromstring(location["locationByValue"])
    (position,) = place.iter("{http://www.opengis.net/gml}pos")
    assert position.text == "30.2500000 120.2000000"
    assert location["locationTypeDescriptionRegistryText"] == "CurrentIncident"
    nowhere = document(dossier(incident(position=None, place="", tasks=())))
    assert "locationComponent" not in nowhere
    assert "emergencyResourceComponent" not in nowhere
    check(nowhere)


def test_merged_ones_name_each_other() -> None:
    made = document(dossier(incident(merged_into="i-2", merged=("i-0",))))
    check(made)
    assert [each["incidentMergeDirectionCode"] for each in made["mergeComponent"]] == [
        "REPLACED",
        "REPLACING",
    ]


def test_who_reported_is_named_only_where_a_reason_was_given() -> None:
    assert "personComponent" not in document()
    made = document(dossier(reporter=ReporterWhole(name="示范丙", phone="13800000000")))
    check(made)
    (person,) = made["personComponent"]
    assert person["ncPersonComponent"] == {"name": [{"personFullName": [{"value": "示范丙"}]}]}
    assert made["callbackComponent"][0]["callBackInformationUri"] == ["tel:13800000000"]
