"""How commands fare, in words."""

from __future__ import annotations

import time

from widgets.action import CommandPhase, CommandView, Conflict
from widgets.command_words import changed_by, fate, named_fate

NOW = 1_000_000.0


def test_what_is_unsent_says_until_when_it_will_be_tried() -> None:
    until = NOW + 120
    text = fate(CommandView("Assign", CommandPhase.UNSENT, not_after=until), now=NOW)
    assert time.strftime("%H:%M:%S", time.localtime(until)) in text
    assert "until" not in fate(CommandView("Assign", CommandPhase.UNSENT), now=NOW)


def test_a_conflict_says_who_was_first_and_how_long_ago() -> None:
    view = CommandView("Assign", CommandPhase.REFUSED, conflict=Conflict(by="李四", at=NOW - 4))
    assert named_fate(view, now=NOW) == "Assign: refused. Changed by 李四 4 s ago"
    assert "5 s ago" in named_fate(view, now=NOW + 1)


def test_a_conflict_of_which_little_is_told_says_as_much() -> None:
    assert changed_by(Conflict(), now=NOW) == "Somebody changed it first"
    assert changed_by(Conflict(by="李四"), now=NOW) == "Changed by 李四"
    assert changed_by(Conflict(at=NOW - 60), now=NOW) == "Changed by somebody else 1 min ago"


def test_what_came_too_late_says_telephone() -> None:
    assert "Telephone now" in fate(CommandView("Assign", CommandPhase.EXPIRED), now=NOW)
