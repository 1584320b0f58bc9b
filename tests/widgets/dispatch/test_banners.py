"""Banners say what one must know, and nothing otherwise."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.widgets.district import District, district
from widgets.dispatch.banners import Banners


def banners_of(qtbot: QtBot, made: District) -> Banners:
    banners = Banners(now=made.now)
    qtbot.addWidget(banners)
    banners.resize(1200, 10)
    banners.show()
    return banners


def click(banners: Banners) -> None:
    """On the first banner."""
    banner = banners.childAt(QPoint(20, 16))
    assert banner is not None
    QTest.mouseClick(banner, Qt.MouseButton.LeftButton)


def test_without_news_they_take_no_room(qtbot: QtBot) -> None:
    banners = banners_of(qtbot, district())
    assert banners.texts == ()
    assert banners.sizeHint().height() == 0


def test_a_broken_feed_tells_the_age_of_the_data_and_the_next_attempt(qtbot: QtBot) -> None:
    made = district()
    banners = banners_of(qtbot, made)
    banners.show_feed_broken(last_data=made.time - 42, next_attempt=made.time + 3, reason="it fell silent")
    assert banners.texts == (
        "No connection to the platform: what you see is 42 s old   it fell silent   next attempt in 3 s",
    )
    made.time += 60
    qtbot.waitUntil(lambda: "1 min old" in banners.texts[0])
    assert "connecting now" in banners.texts[0]
    banners.show_feed_whole()
    assert not banners.texts


def test_a_platform_never_seen_has_no_age(qtbot: QtBot) -> None:
    banners = banners_of(qtbot, district())
    banners.show_feed_broken(last_data=None)
    assert banners.texts == ("No connection to the platform",)


def test_several_stand_one_below_the_other(qtbot: QtBot) -> None:
    made = district()
    banners = banners_of(qtbot, made)
    banners.show_simulated(True)
    banners.show_unsent(2)
    banners.show_feed_broken(last_data=made.time)
    assert [text.split()[0] for text in banners.texts] == ["No", "Commands", "Demonstration"]
    assert not banners.grab().toImage().isNull()
    banners.show_unsent(0)
    banners.show_simulated(False)
    assert len(banners.texts) == 1


def test_commands_that_could_not_be_read_are_told_with_their_file(qtbot: QtBot) -> None:
    banners = banners_of(qtbot, district())
    banners.show_outbox_kept_aside(Path("/data/outbox.unreadable"))
    assert banners.texts == (
        "Commands kept unsent earlier could not be read; their file is kept: /data/outbox.unreadable",
    )


def test_commands_that_came_to_nothing_are_told_and_lead_to_their_list(qtbot: QtBot) -> None:
    made = district()
    banners = Banners(now=made.now, commands_key="F4")
    qtbot.addWidget(banners)
    banners.resize(1200, 40)
    banners.show()
    banners.show_lost(refused=2, expired=1)
    assert banners.texts == (
        "Commands not sent in time: 1. Telephone now   Commands refused: 2   F4 shows them",
    )
    with qtbot.waitSignal(banners.commands_requested):
        click(banners)
    banners.show_lost(refused=0, expired=0)
    assert not banners.texts


def test_missed_alarms_and_a_flood_lead_to_the_list_of_alarms(qtbot: QtBot) -> None:
    banners = Banners(now=district().now, alarms_key="Shift+A")
    qtbot.addWidget(banners)
    banners.resize(1200, 40)
    banners.show()
    banners.show_missed("Alarms while the connection was away: 23")
    banners.show_flood("Alarm flood since 02:10")
    assert banners.texts == (
        "Alarms while the connection was away: 23   Shift+A shows them",
        "Alarm flood since 02:10   Shift+A shows them",
    )
    banners.adjustSize()
    with qtbot.waitSignal(banners.alarms_requested):
        click(banners)
    banners.show_missed("")
    banners.show_flood("")
    assert not banners.texts


def test_a_notice_is_clicked_away(qtbot: QtBot) -> None:
    banners = banners_of(qtbot, district())
    banners.show_notice("Seat 1 is held by somebody")
    assert banners.texts == ("Seat 1 is held by somebody",)
    banners.adjustSize()
    click(banners)
    assert not banners.texts
