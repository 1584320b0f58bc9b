"""The notice under an incident: what changed, and one way to do it again."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from widgets.action import CommandPhase, CommandView, Conflict
from widgets.dispatch.command_notice import CommandNotice

NOW = 1000.0
CHANGES = ("State: To dispatch → Handling", "示范员0002: no task → Not signed for")


def notice_of(qtbot: QtBot) -> CommandNotice:
    notice = CommandNotice(now=lambda: NOW, redo_key="Ctrl+R")
    qtbot.addWidget(notice)
    notice.show()
    return notice


def conflicted(why_not: str = "") -> CommandView:
    conflict = Conflict(by="李四", at=NOW - 4, changes=CHANGES, why_not=why_not)
    return CommandView("Assign", CommandPhase.REFUSED, key="k1", conflict=conflict)


def test_a_conflict_shows_what_changed_and_can_be_redone(qtbot: QtBot) -> None:
    notice = notice_of(qtbot)
    notice.show_command(conflicted())
    assert "Changed by 李四 4 s ago" in notice.text
    assert all(line in notice.text for line in CHANGES)
    assert "Ctrl+R" in notice.redo.text()
    with qtbot.waitSignal(notice.redo_requested) as asked:
        notice.redo.click()
    assert asked.args == ["k1"]


def test_what_is_no_longer_possible_says_why_instead(qtbot: QtBot) -> None:
    notice = notice_of(qtbot)
    notice.show_command(conflicted("No longer possible: now Closed"))
    assert "now Closed" in notice.text
    assert not notice.redo.isEnabled()


def test_a_refusal_without_a_conflict_can_only_be_seen(qtbot: QtBot) -> None:
    notice = notice_of(qtbot)
    notice.show_command(CommandView("Accept", CommandPhase.REFUSED, "Not your role", key="k2"))
    assert notice.redo.isHidden()
    with qtbot.waitSignal(notice.dismiss_requested) as asked:
        notice.dismiss.click()
    assert asked.args == ["k2"]


def test_what_is_on_its_way_has_no_buttons(qtbot: QtBot) -> None:
    notice = notice_of(qtbot)
    notice.show_command(CommandView("Accept", CommandPhase.PENDING, key="k3"))
    assert notice.redo.isHidden()
    assert notice.dismiss.isHidden()
    notice.show_command(None)
    assert notice.text == ""
