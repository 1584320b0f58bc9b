"""Alerts read: what they ask for, and everything that is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from platform_backend.intake.cap import (
    CERTAINTIES,
    SEVERITIES,
    URGENCIES,
    Alert,
    Area,
    Effect,
    Unreadable,
    priority_of,
    read_alert,
)
from tests.platform_backend.intake.alerts import SENT, block_of, cap


def test_an_alert_is_read() -> None:
    alert = read_alert(cap())
    assert alert == Alert(
        alert.id,
        Effect.RAISE,
        sender="示范气象台",
        event="暴雨",
        headline="暴雨橙色预警",
        priority=2,
        area=Area("示范街道", (120.20, 30.25), 500.0),
    )
    assert alert.id.startswith("cap-")


def test_the_same_alert_has_the_same_id_in_whichever_zone_its_time_is_written() -> None:
    same = read_alert(cap(sent="2026-03-01T20:20:00-00:00"))
    assert read_alert(cap()).id == same.id != read_alert(cap(identifier="a-2")).id


def test_a_drill_is_a_drill_and_a_test_is_nothing() -> None:
    assert read_alert(cap(status="Exercise")).exercise
    for status in ("System", "Test", "Draft"):
        alert = read_alert(cap(status=status))
        assert (alert.effect, status in alert.why) == (Effect.NOTHING, True)
    assert read_alert(cap(kind="Ack")).effect is Effect.NOTHING


def test_updates_and_cancels_name_what_they_are_about() -> None:
    first = read_alert(cap()).id
    refers = f"weather@example.org,a-1,{SENT}"
    update = read_alert(cap(identifier="a-2", kind="Update", references=refers))
    assert (update.effect, update.earlier) == (Effect.REPLACE, (first,))
    cancel = read_alert(cap(identifier="a-3", kind="Cancel", references=f"{refers} {refers}"))
    assert (cancel.effect, cancel.earlier) == (Effect.WITHDRAW, (first,))


def test_the_chinese_block_is_taken_and_unknown_elements_are_ignored() -> None:
    english = "<info><language>en-US</language></info>"
    signature = '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><x/></Signature>'
    alert = read_alert(cap(more=f"{english}<unheardOf>1</unheardOf>{signature}"))
    assert alert.event == "暴雨"


def test_a_polygon_has_a_middle_and_a_reach() -> None:
    ring = "30.20,120.10 30.20,120.30 30.30,120.30 30.30,120.10 30.20,120.10"
    area = f"<area><areaDesc>城区</areaDesc><polygon>{ring}</polygon></area>"
    found = read_alert(cap(info=block_of(area=f"<area><areaDesc>全区</areaDesc></area>{area}"))).area
    assert found is not None
    assert found.text == "城区"
    assert found.middle == pytest.approx((120.20, 30.25))
    assert 10_000 < found.reach_m < 13_000


def test_an_area_may_be_nothing_but_codes() -> None:
    code = "<geocode><valueName>grid</valueName><value>330104001001001</value></geocode>"
    found = read_alert(cap(info=block_of(area=f"<area><areaDesc>x</areaDesc>{code}</area>"))).area
    assert found == Area("x", codes=("330104001001001",))
    assert read_alert(cap(info=block_of(area=""))).area is None


@pytest.mark.parametrize("severity", SEVERITIES)
@pytest.mark.parametrize("urgency", URGENCIES)
@pytest.mark.parametrize("certainty", CERTAINTIES)
def test_the_priority_follows_its_rule(severity: str, urgency: str, certainty: str) -> None:
    found = priority_of(severity=severity, urgency=urgency, certainty=certainty)
    usual = {"Extreme": 1, "Severe": 2, "Moderate": 3, "Minor": 4, "Unknown": 3}[severity]
    if urgency == "Past" or certainty == "Unlikely":
        assert found == 4
    else:
        lower = [urgency == "Future", certainty == "Possible"].count(True)
        assert found == min(4, usual + lower)


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (b"", "well-formed"),
        (b"<alert/>", "no CAP 1.2 alert"),
        (b'<alert xmlns="urn:oasis:names:tc:emergency:cap:1.1"/>', "cap:1.1"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><alert>&x;</alert>', "entities"),
        (b'<!DOCTYPE a SYSTEM "http://example.org/x.dtd"><alert/>', "document type"),
        (cap(identifier=""), "identifier is missing"),
        (cap(identifier="a,1"), "neither spaces nor commas"),
        (cap(sender="x y"), "neither spaces nor commas"),
        (cap(sent="yesterday"), "sent is 'yesterday'"),
        (cap(sent="2026-03-02T04:20:00"), "no time such as"),
        (cap(status="Real"), "status is 'Real'"),
        (cap(kind="Alarm"), "msgType is 'Alarm'"),
        (cap(kind="Cancel"), "needs references"),
        (cap(kind="Cancel", references="a-1"), "not sender,identifier,sent"),
        (cap(info=block_of(severity="Red")), "severity is 'Red'"),
        (cap(info="<event>x</event>"), "urgency is missing"),
        (cap(info=block_of(more="<expires>soon</expires>")), "expires is 'soon'"),
        (cap(info=block_of(more="<expires>0001-01-01T00:00:00+14:00</expires>")), "no time such as"),
        (cap(info=block_of(area="<area><areaDesc>x</areaDesc><circle>1 2</circle></area>")), "no place"),
        (cap(info=block_of(area="<area><areaDesc>x</areaDesc><circle>1,2 x</circle></area>")), "radius"),
        (cap(info=block_of(area="<area><areaDesc>x</areaDesc><circle>99,2 1</circle></area>")), "no place"),
        (cap(info=block_of(area="<area><areaDesc>x</areaDesc><polygon>1,2 3,4</polygon></area>")), "corners"),
        (cap(info=block_of(area="<area><circle>1,2 3</circle></area>")), "areaDesc is missing"),
    ],
)
def test_each_refusal_is_one_sentence(document: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_alert(document)
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


WORDS = st.text(alphabet=st.characters(codec="utf-8"), max_size=30)


@settings(max_examples=150)
@given(data=st.binary(max_size=300) | WORDS.map(str.encode))
def test_no_bytes_break_it(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_alert(data)


@settings(max_examples=150)
@given(data=st.data())
def test_no_damage_to_an_alert_breaks_it(data: st.DataObject) -> None:
    whole = cap(kind="Update", references=f"a,b,{SENT}")
    at = data.draw(st.integers(0, len(whole) - 1))
    damage = data.draw(st.binary(max_size=12))
    gone = data.draw(st.integers(0, 12))
    try:
        alert = read_alert(whole[:at] + damage + whole[at + gone :])
    except Unreadable:
        return
    assert 1 <= alert.priority <= 4
    assert max(len(alert.event), len(alert.headline), len(alert.sender)) <= 200


@settings(max_examples=100)
@given(text=st.text(alphabet="0123456789.,- einfNa", max_size=40), tag=st.sampled_from(["circle", "polygon"]))
def test_no_area_breaks_it(text: str, tag: str) -> None:
    area = f"<area><areaDesc>x</areaDesc><{tag}>{text}</{tag}></area>"
    try:
        found = read_alert(cap(info=block_of(area=area))).area
    except Unreadable:
        return
    assert found is not None
    if found.middle is not None:
        assert -180.0 <= found.middle[0] <= 180.0
        assert -90.0 <= found.middle[1] <= 90.0
        assert 0.0 <= found.reach_m < float("inf")
