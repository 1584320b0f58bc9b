"""Which rule applies: the most specific one; and what a file may not say."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from backend_client.protocol.incident_parts import Clock
from platform_backend.limits.durations import Span
from platform_backend.limits.limits import Limits, Matter, packaged, read_limits
from platform_backend.limits.limits_file import Limited

HEAD = """
format = "limits/1"
[calendar]
zone = "Asia/Shanghai"
[calendar.hours]
monday = ["08:30-12:00", "13:30-17:30"]
tuesday = ["08:30-12:00", "13:30-17:30"]
"""
SHANGHAI = ZoneInfo("Asia/Shanghai")
STREET = Matter(type_code="0101", severity=3, org="330104001")


def limits(rules: str) -> Limits:
    return read_limits((HEAD + rules).encode())


def rule(name: str, **criteria: object) -> str:
    lines = [
        f"{key} = {value}".replace("True", "true").replace("False", "false")
        for key, value in criteria.items()
    ]
    return f'\n[[limits]]\nname = "{name}"\nof = "handle"\nlimit = "1 h"\n' + "\n".join(lines) + "\n"


def applies(rules: str, matter: Matter = STREET, act: str = "") -> str | None:
    found = limits(rules).limit(Clock.HANDLE, matter, act=act)
    return None if found is None else found.rule


def test_a_rule_without_criteria_is_for_everything_and_without_rules_there_is_no_limit() -> None:
    assert applies(rule("all")) == "all"
    assert applies("") is None
    assert limits(rule("all")).limit(Clock.SIGN, STREET) is None


@pytest.mark.parametrize(
    ("criteria", "fits"),
    [
        ({"types": '["01"]'}, True),
        ({"types": '["0101", "02"]'}, True),
        ({"types": '["02"]'}, False),
        ({"types": '["01010"]'}, False),
        ({"severities": "[1, 3]"}, True),
        ({"severities": "[1, 2]"}, False),
        ({"urgent": False}, True),
        ({"urgent": True}, False),
        ({"orgs": '["330104"]'}, True),
        ({"orgs": '["??????0"]'}, True),
        ({"orgs": '["??????1"]'}, False),
        ({"orgs": '["330105"]'}, False),
        ({"after": '["incident.assign"]'}, True),
        ({"after": '["incident.verify"]'}, False),
    ],
)
def test_every_criterion(criteria: dict[str, object], fits: bool) -> None:
    assert applies(rule("one", **criteria), act="incident.assign") == ("one" if fits else None)


RANKS: list[tuple[str, dict[str, object]]] = [
    ("type", {"types": '["0101"]'}),
    ("group of types", {"types": '["01"]'}),
    ("severity", {"severities": "[3]"}),
    ("urgency", {"urgent": False}),
    ("act", {"after": '["incident.assign"]'}),
    ("street", {"orgs": '["330104001"]'}),
    ("district", {"orgs": '["330104"]'}),
    ("all", {}),
]


@pytest.mark.parametrize(
    ("higher", "lower"), [pair for pair in product(range(8), range(8)) if pair[0] < pair[1]]
)
def test_the_most_specific_rule_wins_wherever_it_stands(higher: int, lower: int) -> None:
    strong, weak = rule(RANKS[higher][0], **RANKS[higher][1]), rule(RANKS[lower][0], **RANKS[lower][1])
    assert applies(strong + weak, act="incident.assign") == RANKS[higher][0]
    assert applies(weak + strong, act="incident.assign") == RANKS[higher][0]


def test_of_equals_the_later_one_wins() -> None:
    assert applies(rule("first") + rule("second")) == "second"


def test_criteria_add_up() -> None:
    both = rule("type and street", types='["0101"]', orgs='["330104001"]')
    assert applies(both + rule("type", types='["0101"]')) == "type and street"


STEP = """
[[escalations]]
name = "{name}"
of = ["handle"]
{criteria}
[[escalations.steps]]
act = "urge"
text = "{name}: {{serial_no}}"
[[escalations.steps]]
act = "supervise"
after = "4 working hours"
due = "2 h"
text = "now"
listed = true
"""


def test_steps_follow_the_same_rule() -> None:
    text = STEP.format(name="all", criteria="") + STEP.format(name="red", criteria="severities = [1]")
    found = limits(text)
    assert [step.act for step in found.steps(Clock.HANDLE, STREET)] == ["urge", "supervise"]
    urge, supervise = found.steps(Clock.HANDLE, Matter(type_code="0101", severity=1))
    assert (urge.text, urge.after, urge.due) == ("red: {serial_no}", Span(0.0), None)
    assert (supervise.after, supervise.due, supervise.listed) == (Span(14400.0, True), Span(7200.0), True)
    assert found.steps(Clock.VERIFY, STREET) == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("=", "nvalid"),
        ("[more]", "unknown field `more`"),
        (rule("a", sevrities="[1]"), "unknown field `sevrities`"),
        (rule("a", severities="[5]"), "`int` <= 4"),
        (rule("a").replace('"handle"', '"hadle"'), "hadle"),
        (rule("a").replace("1 h", "1 week"), "no length of time"),
        (rule("a").replace("1 h", "0 h"), "leaves no time"),
        (rule("a") + rule("a"), "two rules are called 'a'"),
        (rule("a", after='["incident.asign"]'), "no act of an incident: 'incident.asign'"),
        (rule("a", orgs='["33 01"]'), "matching regex"),
        (STEP.format(name="a", criteria="").replace('due = "2 h"', ""), "has a 'due'"),
        (STEP.format(name="a", criteria="").replace("{serial_no}", "{number}"), "{number}"),
        (STEP.format(name="a", criteria="").replace("{serial_no}", "{"), "bad text"),
        (STEP.format(name="a", criteria="").replace("{serial_no}", "{title:>99999999}"), "bad text"),
        (STEP.format(name="a", criteria="").replace("{serial_no}", "{title!z}"), "bad text"),
        (rule("a").replace("1 h", "90000 working days"), "longer than ten years"),
        ("a = " + "[" * 100_000, "nested too deeply"),
    ],
)
def test_a_file_that_is_wrong_is_refused_in_one_sentence(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)) as caught:
        limits(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        ("Asia/Shanghai", "Asia/Nowhere", "time zone"),
        ("Asia/Shanghai", "../etc/passwd", "time zone"),
        ("08:30-12:00", "12:00-08:30", "period"),
        ("13:30-17:30", "11:30-17:30", "overlap"),
        ("limits/1", "limits/2", "nvalid"),
    ],
)
def test_a_calendar_that_is_wrong_is_refused(was: str, now: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read_limits(HEAD.replace(was, now).encode())


@pytest.mark.parametrize(
    "part",
    [
        '[[calendar.holidays]]\nname = "x"\nfirst = 2026-10-07\nlast = 2026-10-01',
        '[[calendar.shifted]]\nday = 2026-10-10\nlike = "moonday"',
    ],
)
def test_days_off_that_are_wrong_are_refused(part: str) -> None:
    with pytest.raises(ValueError, match=r"ends before it begins|no weekday"):
        read_limits(HEAD.replace("[calendar.hours]", f"{part}\n[calendar.hours]").encode())


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(ValueError, match=r"UTF-8|utf-8"):
        read_limits(b"\xff\xfe")


def test_everything_that_has_a_limit_can_be_named() -> None:
    clocks = {each.value for each in Clock} - {"review"}
    assert clocks < {each.value for each in Limited}


# What comes along says what the districts publish.


@pytest.fixture(scope="module")
def ours() -> Limits:
    return read_limits(packaged())


@pytest.mark.parametrize(
    ("clock", "matter", "act", "span"),
    [
        (Clock.ACCEPT, STREET, "incident.create", Span(1800.0)),
        (Clock.ACCEPT, Matter(type_code="0101", severity=3, urgent=True), "incident.create", Span(600.0)),
        (Clock.ACCEPT, STREET, "incident.transfer", Span(3600.0)),
        (Clock.DISPATCH, STREET, "incident.accept", Span(1800.0)),
        (Clock.SIGN, STREET, "incident.assign", Span(900.0)),
        (Clock.HANDLE, STREET, "incident.assign", Span(8 * 3600.0)),
        (Clock.HANDLE, Matter(type_code="0202", severity=3), "incident.assign", Span(14400.0, True)),
        (Clock.HANDLE, Matter(type_code="0204", severity=3), "incident.assign", Span(540000.0, True)),
        (Clock.VERIFY, STREET, "incident.finish", Span(3600.0)),
        (Clock.VERIFY, Matter(type_code="0101", severity=3, org="330104101"), "x", Span(7200.0)),
        (Clock.FIRST_REPORT, Matter(type_code="0101", severity=1), "incident.create", Span(1800.0)),
        (Clock.FIRST_REPORT, Matter(type_code="0101", severity=2), "incident.create", Span(3600.0)),
        (Clock.FIRST_REPORT, STREET, "incident.create", None),
    ],
)
def test_the_published_examples(
    ours: Limits, clock: Clock, matter: Matter, act: str, span: Span | None
) -> None:
    found = ours.limit(clock, matter, act=act)
    assert (None if found is None else found.span) == span


def test_every_clock_of_the_packaged_limits_is_pressed(ours: Limits) -> None:
    for clock, urgent, org in product(Clock, [True, False], ["330104001", "330104101", ""]):
        steps = ours.steps(clock, Matter(type_code="0303", severity=1, urgent=urgent, org=org))
        assert steps[0].act == "urge"


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2026-01-01", False),
        ("2026-01-04", True),
        ("2026-02-14", True),
        ("2026-02-15", False),
        ("2026-02-23", False),
        ("2026-02-24", True),
        ("2026-02-28", True),
        ("2026-04-06", False),
        ("2026-05-09", True),
        ("2026-06-19", False),
        ("2026-09-20", True),
        ("2026-09-25", False),
        ("2026-10-07", False),
        ("2026-10-08", True),
        ("2026-10-10", True),
        ("2026-10-11", False),
    ],
)
def test_the_holidays_of_2026(ours: Limits, day: str, worked: bool) -> None:
    ten = datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=SHANGHAI).timestamp()
    assert (ours.calendar.between(ten, ten + 60.0, working=True) == 60.0) is worked
