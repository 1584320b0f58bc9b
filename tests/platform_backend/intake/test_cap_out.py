"""Incidents as CAP 1.2: in the schema's order, with its words, and readable by ourselves."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st

from backend_client.protocol.entities import IncidentState
from platform_backend.intake.cap import (
    CERTAINTIES,
    KINDS,
    NAMESPACE,
    SCOPES,
    SEVERITIES,
    STATUSES,
    URGENCIES,
    Effect,
    read_alert,
)
from platform_backend.intake.cap_out import cap_document, cap_message
from platform_backend.intake.cap_series import TAKEN_BACK, Message
from platform_backend.intake.dossier import Dossier
from tests.platform_backend.intake.incidents import dossier, incident

#: The sequences of the CAP 1.2 schema (section 3.4), each element with the least and the most of it.
MANY = 10_000
ORDER = {
    "alert": (
        *(("identifier", 1, 1), ("sender", 1, 1), ("sent", 1, 1), ("status", 1, 1), ("msgType", 1, 1)),
        *(("source", 0, 1), ("scope", 1, 1), ("restriction", 0, 1), ("addresses", 0, 1), ("code", 0, MANY)),
        *(("note", 0, 1), ("references", 0, 1), ("incidents", 0, 1), ("info", 0, MANY)),
    ),
    "info": (
        *(("language", 0, 1), ("category", 1, MANY), ("event", 1, 1), ("responseType", 0, MANY)),
        *(("urgency", 1, 1), ("severity", 1, 1), ("certainty", 1, 1), ("audience", 0, 1)),
        *(("eventCode", 0, MANY), ("effective", 0, 1), ("onset", 0, 1), ("expires", 0, 1)),
        *(("senderName", 0, 1), ("headline", 0, 1), ("description", 0, 1), ("instruction", 0, 1)),
        *(("web", 0, 1), ("contact", 0, 1), ("parameter", 0, MANY), ("resource", 0, MANY), ("area", 0, MANY)),
    ),
    "area": (
        *(("areaDesc", 1, 1), ("polygon", 0, MANY), ("circle", 0, MANY), ("geocode", 0, MANY)),
        *(("altitude", 0, 1), ("ceiling", 0, 1)),
    ),
    "eventCode": (("valueName", 1, 1), ("value", 1, 1)),
    "parameter": (("valueName", 1, 1), ("value", 1, 1)),
    "geocode": (("valueName", 1, 1), ("value", 1, 1)),
}
CATEGORIES = (
    *("Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport", "Infra", "CBRNE"),
    "Other",
)
RESPONSES = (
    *("Shelter", "Evacuate", "Prepare", "Execute", "Avoid", "Monitor", "Assess", "AllClear", "None"),
)
WORDS = {
    "status": STATUSES,
    "msgType": KINDS,
    "scope": SCOPES,
    "category": CATEGORIES,
    "responseType": RESPONSES,
    "urgency": URGENCIES,
    "severity": SEVERITIES,
    "certainty": CERTAINTIES,
}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d")
PATTERNS = {
    **dict.fromkeys(("sent", "effective", "onset", "expires"), MOMENT),
    "identifier": re.compile(r"[^\s,<&]+"),
    "sender": re.compile(r"[^\s,<&]+"),
    "polygon": re.compile(r"(-?\d+\.\d+,-?\d+\.\d+ ){3,}-?\d+\.\d+,-?\d+\.\d+"),
    "references": re.compile(r"[^\s,]+,[^\s,]+,\S+( [^\s,]+,[^\s,]+,\S+)*"),
    "circle": re.compile(r"-?\d+\.\d+,-?\d+\.\d+ \d+(\.\d+)?"),
}


def faults(element: Element) -> list[str]:
    """Everything in which `element` differs from the schema."""
    name = element.tag.removeprefix(f"{{{NAMESPACE}}}")
    if name not in ORDER:
        text = element.text or ""
        wrong = [f"{name} holds elements"] if len(element) else []
        if name in WORDS and text not in WORDS[name]:
            wrong.append(f"{name} is {text}")
        if name in PATTERNS and PATTERNS[name].fullmatch(text) is None:
            wrong.append(f"{name} is {text}")
        return wrong
    wrong = []
    children = [child.tag.removeprefix(f"{{{NAMESPACE}}}") for child in element]
    known = [child for child, _, _ in ORDER[name]]
    if any(child not in known for child in children):
        return [f"{name} holds {children}"]
    if sorted(children, key=known.index) != children:
        wrong.append(f"{name} has another order: {children}")
    for child, least, most in ORDER[name]:
        if not least <= children.count(child) <= most:
            wrong.append(f"{name} has {children.count(child)} of {child}")
    return wrong + [fault for child in element for fault in faults(child)]


def document(found: Dossier) -> Element:
    root: Element = fromstring(cap_document(found))
    assert root.tag == f"{{{NAMESPACE}}}alert"
    return root


def text(root: Element, *path: str) -> str:
    element = root.find("/".join(f"{{{NAMESPACE}}}{name}" for name in path))
    return "" if element is None else element.text or ""


FIRST = Message("Alert", "org330104001.grid-command.internal,i-1.1,2026-03-02T04:20:00-00:00")


@pytest.mark.parametrize("state", IncidentState)
@pytest.mark.parametrize("severity", [1, 2, 3, 4])
def test_every_state_is_valid(state: IncidentState, severity: int) -> None:
    root = document(dossier(incident(state=state, severity=severity), sent=(FIRST,)))
    assert faults(root) == []
    assert text(root, "msgType") == ("Cancel" if state in TAKEN_BACK else "Update")
    assert text(root, "references") == FIRST.name


def test_what_is_told() -> None:
    root = document(dossier())
    assert text(root, "sender") == "org330104001.grid-command.internal"
    assert (text(root, "status"), text(root, "scope")) == ("Actual", "Restricted")
    # The first one, by the incident, its version and that version's time: the same whenever it is asked for.
    assert (text(root, "msgType"), root.find(f"{{{NAMESPACE}}}references")) == ("Alert", None)
    assert (text(root, "identifier"), text(root, "sent")) == ("i-1.3", "2026-03-02T04:50:00-00:00")
    assert cap_message(dossier()).name == f"{text(root, 'sender')},i-1.3,2026-03-02T04:50:00-00:00"
    assert text(root, "restriction")
    assert text(root, "info", "language") == "zh-CN"
    assert text(root, "info", "headline") == "江边 <积水> & 更多"
    assert text(root, "info", "effective") == "2026-03-02T04:20:00-00:00"
    assert text(root, "info", "category") == "Infra"
    ring = text(root, "info", "area", "polygon").split()
    assert (len(ring), ring[0], ring[-1]) == (5, "30.240000,120.190000", "30.240000,120.190000")
    whole = cap_document(dossier()).decode()
    assert "示范甲" not in whole
    assert "示范乙" not in whole


def test_a_cancel_says_why_and_what_goes_on() -> None:
    merged = incident(state=IncidentState.MERGED, merged_into="i-2", exercise=True)
    root = document(dossier(merged, sent=(FIRST,), goes_on_as="330104001-2026-000007"))
    assert text(root, "note") == "演练，非真实事件；已并入 330104001-2026-000007"
    assert text(root, "incidents") == "330104001-2026-000001 330104001-2026-000007"
    assert text(document(dossier(incident(state=IncidentState.VOID), sent=(FIRST,))), "note") == "已作废"


def test_without_a_place_there_is_no_area_and_a_drill_says_so() -> None:
    root = document(dossier(incident(position=None, grid_code=None, place="", exercise=True), grid=None))
    assert root.find(f".//{{{NAMESPACE}}}area") is None
    assert text(root, "status") == "Exercise"
    assert faults(root) == []


def test_what_goes_out_can_come_in() -> None:
    alert = read_alert(cap_document(dossier()))
    assert (alert.effect, alert.event, alert.priority) == (Effect.RAISE, "积水", 2)
    assert alert.area is not None
    assert alert.area.middle == (120.2, 30.25)
    assert alert.area.codes == ("330104001001001",)
    sent = (cap_message(dossier()),)
    for state, effect in ((IncidentState.CLOSED, Effect.REPLACE), (IncidentState.VOID, Effect.WITHDRAW)):
        later = read_alert(cap_document(dossier(incident(state=state), ver=4, sent=sent)))
        assert (later.effect, later.earlier, later.id != alert.id) == (effect, (alert.id,), True)


@settings(max_examples=80)
@given(title=st.text(min_size=1, max_size=40), place=st.text(max_size=40), description=st.text(max_size=60))
def test_no_words_break_it(title: str, place: str, description: str) -> None:
    try:
        for each in (title, place, description):
            each.encode()
    except UnicodeError:
        return  # No JSON brings such a text.
    assert faults(document(dossier(incident(title=title, place=place, description=description)))) == []
