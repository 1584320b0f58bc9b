from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from backend_client.protocol.evidence import EvidenceState
from backend_client.protocol.messages import Scope, User
from console.recordings.evidence_watch import EvidenceWatch
from console.situation import Situation
from tests.console.desk import street
from tests.console.recordings.records import NOON, record


class Watched:
    def __init__(self, qtbot: QtBot) -> None:
        self.made = street()
        self.situation = Situation(picture=self.made.picture)
        self.watch = EvidenceWatch(picture=self.made.picture, situation=self.situation, now=lambda: NOON)
        # The model goes with the table that shows it.
        self.watch.setParent(self.watch.sheet)
        qtbot.addWidget(self.watch.sheet)
        self.told: list[str] = []
        self.titles: list[str] = []
        self.watch.told.connect(self.told.append)
        self.watch.counted.connect(self.titles.append)
        self.sit("duty_leader")

    def sit(self, *roles: str) -> None:
        self.situation.set_user(User(id="me", name="我", roles=roles, scope=Scope()))

    def put(self, id_: str, user: str = "other", **more: Any) -> None:
        one = record(int(id_[1:]), user, **more)
        self.watch.on_changes(self.made.put("evidence_record", id_, one))


@pytest.fixture
def watched(qtbot: QtBot) -> Watched:
    return Watched(qtbot)


def test_what_waits_for_a_word_is_counted_and_told_and_nothing_opens(watched: Watched) -> None:
    watched.put("e1")
    watched.put("e2", approver="me")
    watched.put("e3", approver="somebody")
    watched.put("e4", "me")
    assert watched.watch.title == "Evidence 2"
    assert watched.titles[-1] == "Evidence 2"
    assert watched.told == ["王 asks for evidence of 北门: 盗窃案"] * 2
    # One that names somebody else can be decided on too, but is the last to be offered.
    assert [entry.id for entry in watched.watch.waiting()] == ["e1", "e2", "e3"]
    assert not watched.watch.sheet.isVisible()


def test_who_may_not_decide_is_neither_counted_for_nor_told(watched: Watched) -> None:
    watched.sit("duty_officer")
    watched.put("e1")
    assert (watched.watch.title, watched.told) == ("Evidence", [])
    assert watched.watch.why_not_decide() == "Your roles do not include it"


def test_who_asked_is_told_what_became_of_it(watched: Watched) -> None:
    watched.sit("duty_officer")
    for id_ in ("e1", "e2", "e3"):
        watched.put(id_, "me")
    watched.put("e1", "me", state=EvidenceState.PREPARING)
    watched.put("e1", "me", state=EvidenceState.READY)
    watched.put("e2", "me", state=EvidenceState.REFUSED, approved_by="李", approval_text="案由不足")
    watched.put("e3", "me", state=EvidenceState.FAILED, cause="nothing_recorded")
    assert watched.told == [
        "Evidence 12号 北门 is ready to be saved",
        "李 has refused the evidence 12号 北门: 案由不足",
        "There is no evidence 12号 北门: Nothing of that time is recorded",
    ]
    # It counts until its files have been fetched.
    assert watched.watch.title == "Evidence 1"
    watched.put("e1", "me", state=EvidenceState.READY, fetched_at="2027-01-15T08:00:00.000Z")
    assert watched.watch.title == "Evidence"


def test_what_was_over_before_is_not_read_out(watched: Watched) -> None:
    ready = record(1, "me", state=EvidenceState.READY)
    changes = watched.made.put("evidence_record", "e1", ready)
    watched.watch.on_changes(replace_reset(changes))
    assert watched.told == []
    assert watched.watch.title == "Evidence 1"


def test_buttons_are_for_the_chosen_export(watched: Watched) -> None:
    sheet = watched.watch.sheet
    assert not sheet.look.isEnabled()
    watched.put("e1")
    watched.put("e2", "me", state=EvidenceState.READY)
    sheet.table.select_id("e1")
    enabled = [each.isEnabled() for each in (sheet.look, sheet.approve, sheet.refuse, sheet.save)]
    assert enabled == [True, True, True, False]
    sheet.table.select_id("e2")
    enabled = [each.isEnabled() for each in (sheet.look, sheet.approve, sheet.refuse, sheet.save)]
    assert enabled == [True, False, False, True]
    watched.sit("duty_officer")
    sheet.table.select_id("e1")
    assert not sheet.approve.isEnabled()
    assert sheet.approve.toolTip() == "Your roles do not include it"


def replace_reset(changes: Any) -> Any:
    """The same changes, as a snapshot brings them."""
    return replace(changes, reset=frozenset({"evidence_record"}))
