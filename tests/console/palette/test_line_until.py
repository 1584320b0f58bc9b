"""More time, a suspension and the ledger in one line: the moment is told exactly before anything is given."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from backend_client.protocol.entities import Department, IncidentState
from backend_client.protocol.incident_args import PutOnLedger, RequestExtension, Suspend
from backend_client.protocol.incident_parts import Clock, Deadline
from backend_client.protocol.times import format_time
from tests.console.palette.test_dispatcher_line import Room, room
from tests.widgets.district import NOW, ago, incident
from widgets.palette.values import Tone

S = IncidentState
HERE = datetime.fromtimestamp(NOW)


def handled(number: int = 17, *, due: float | None = None) -> Room:
    """An incident that is being handled, due so many seconds from now."""
    clocks: tuple[Deadline, ...] = ()
    if due is not None:
        clock = Deadline(
            id="d1",
            clock=Clock.HANDLE,
            started_at=ago(3600),
            due_at=format_time(NOW + due),
            warn_at=ago(0),
            far_at=format_time(NOW + 9 * due),
            limit_s=3600.0,
            working=False,
            rule="r",
        )
        clocks = (clock,)
    return room(incident(number, state=S.HANDLING, deadlines=clocks), incident(18, state=S.HANDLING))


def evening(days: int = 1) -> datetime:
    return (HERE + timedelta(days=days)).replace(hour=18, minute=0, second=0, microsecond=0)


def test_work_rests_until_a_moment() -> None:
    here = handled()
    at = evening()
    written = f"{at:%m-%d} 18:00"
    reading = here.read(f"h 17 {written} 等 材料")
    assert reading.sentence.startswith("Suspend until tomorrow 18:00 (in ")
    assert reading.sentence.endswith("330104002-2026-000017 示范路口17号占道经营, 示范路17号: “等 材料”")
    until = format_time(at.timestamp())
    assert here.give(f"h 17 {written} 等 材料") == (
        "incident.suspend",
        "i1",
        1,
        Suspend(until=until, reason="等 材料"),
    )
    here.give("h 17,18 +2h 等材料")
    assert [given[1] for given in here.acts.given] == ["i1", "i1", "i2"]


def test_more_time_ends_after_what_is_due() -> None:
    here = handled(due=7200)
    name, _, _, args = here.give("e 17 +2h 等材料")
    assert name == "incident.request_extension"
    assert args == RequestExtension(until=format_time(NOW + 4 * 3600), reason="等材料")
    early = here.read("e 17 +0m 等材料")
    assert (early.tone, early.give) == (Tone.REFUSED, None)
    soon = datetime.fromtimestamp(NOW + 3600)
    refused = here.read(f"e 17 {soon:%m-%d %H:%M} 等材料")
    assert refused.sentence.startswith("It is due ")
    assert "more time ends after that" in refused.sentence
    overdue = handled(due=-600)
    assert overdue.give("e 17 +2h x")[3] == RequestExtension(until=format_time(NOW + 7200), reason="x")


def test_what_somebody_has_to_approve_of_says_so() -> None:
    here = handled()
    here.acts.asked_only = {"incident.suspend"}
    assert here.read("h 17 +2h x").sentence.endswith("“x”. The duty leader has to approve")
    assert "approve" not in here.read("e 17 +2h x").sentence


def test_the_ledger_wants_a_moment_who_answers_and_why() -> None:
    here = handled()
    here.made.put("department", "d2", Department(code="SW", name="示范水务局", org="jianggan"))
    assert here.read("l 17 +7d ").sentence == "Who answers for it?"
    listed = here.read("l 17 +7d ").choices
    assert [each.id for each in listed][:2] == ["示范城管局", "示范水务局"]
    (water,) = here.read("l 17 +7d swj").choices
    assert water.insert == "l 17 +7d 示范水务局 "
    (found,) = here.read("l 17 +7d 示范水务").choices
    assert found.parts == ("示范水务局",)
    assert here.read("l 17 +7d 示范水务局").sentence == "It needs words: what was done, or why"
    name, _, _, args = here.give("l 17 +7d 示范水务局 管道要换")
    assert name == "incident.ledger"
    assert args == PutOnLedger(reason="管道要换", owner="示范水务局", review_at=format_time(NOW + 7 * 86_400))
    assert "示范王主任 answers for it" in here.read("l 17 +7d 示范王主任 管道要换").sentence
    assert here.read("l 17,18 +7d 示范水务局 x").sentence == "That is done with one incident at a time"


@pytest.mark.parametrize(
    ("line", "sentence", "tone"),
    [
        ("h 17", "Until when? +2h, 17:30 or 11-25 09:00", Tone.WAITING),
        ("h 17 11-", "Until when? +2h, 17:30 or 11-25 09:00", Tone.WAITING),
        ("h 17 soon", "“soon” is no moment: +2h, 17:30 or 11-25 09:00", Tone.REFUSED),
        ("h 17 25:00 x", "“25:00” is no moment: +2h, 17:30 or 11-25 09:00", Tone.REFUSED),
        ("h 17 +2h", "It needs words: what was done, or why", Tone.WAITING),
    ],
)
def test_what_is_not_clear_is_asked(line: str, sentence: str, tone: Tone) -> None:
    reading = handled().read(line)
    assert (reading.sentence, reading.tone, reading.give) == (sentence, tone, None)


def test_what_has_passed_is_refused_and_tomorrow_offered() -> None:
    here = handled()
    before = HERE - timedelta(minutes=90)
    reading = here.read(f"h 17 {before:%m-%d %H:%M} x")
    assert (reading.sentence, reading.tone) == (f"today {before:%H:%M} has passed", Tone.REFUSED)
    reading = here.read(f"h 17 {before:%H:%M}")
    tomorrow = f"{HERE + timedelta(days=1):%m-%d} {before:%H:%M}"
    assert [each.insert for each in reading.choices] == [f"h 17 {tomorrow} "]


def test_every_word_is_completed_in_its_place() -> None:
    here = handled()
    day = f"{evening(3):%m-%d}"
    assert [each.insert for each in here.read(f"h 17 {day}").choices] == [
        f"h 17 {day} 09:00 ",
        f"h 17 {day} 18:00 ",
    ]
    reading = here.read("h 17 ")
    assert [each.parts[0] for each in reading.choices][:2] == ["+30m", "+2h"]
    assert all("(in " in each.parts[1] for each in reading.choices), "with the exact moment beside it"
    assert (reading.heading, here.read("l 17 +7d ").heading) == ("Moments", "Answers for it")
