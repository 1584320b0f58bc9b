"""The line above a wall tells what is so, and nothing else."""

from __future__ import annotations

import time

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from widgets.wall.heading import TourLine, WallFacts, WallHeading


def texts(heading: WallHeading) -> list[str]:
    return [label.text() for label in heading.findChildren(QLabel) if label.isVisibleTo(heading)]


def made(qtbot: QtBot, facts: WallFacts) -> WallHeading:
    heading = WallHeading(now=time.time)
    qtbot.addWidget(heading)
    heading.show_facts(facts)
    return heading


def test_it_tells_name_holder_lock_alarms_scene_and_what_it_is_lent_for(qtbot: QtBot) -> None:
    heading = made(
        qtbot,
        WallFacts(
            name="Hall",
            number=2,
            holder="Li, seat 3",
            locked=True,
            alarms_off=True,
            scene="Rush hour",
            borrowed_for="2026-000007  flood",
        ),
    )
    told = texts(heading)
    for text in (
        "2  Hall",
        "Showing: 2026-000007  flood",
        "Held by Li, seat 3",
        "Locked",
        "Alarms stay off this wall",
        "Scene: Rush hour",
    ):
        assert text in told
    heading.show_facts(WallFacts(name="Hall"))
    assert [text for text in texts(heading) if text == "Hall" or ":" not in text] == ["Hall"]


def test_a_tour_tells_where_it_is_and_what_follows_when(qtbot: QtBot) -> None:
    going = TourLine(name="Crossings", page=3, pages=8, left_s=6.2, next_="Moon bridge", rests="")
    heading = made(qtbot, WallFacts(name="Hall", tours=(going,)))
    assert "Tour: Crossings 3/8  in 7 s Moon bridge" in texts(heading)
    resting = TourLine(name="Crossings", page=3, pages=8, left_s=None, next_="", rests="paused")
    heading.show_facts(WallFacts(name="Hall", tours=(resting,)))
    assert "Tour: Crossings 3/8 ‖ paused" in texts(heading)


def test_a_long_title_makes_the_wall_no_wider(qtbot: QtBot) -> None:
    heading = made(qtbot, WallFacts(name="Hall", borrowed_for="flood " * 200))
    assert heading.minimumSizeHint().width() < 800


def test_who_decodes_stands_there_where_it_is_told(qtbot: QtBot) -> None:
    heading = made(qtbot, WallFacts(name="Hall"))
    before = texts(heading)
    heading.show_output("software decoding")
    assert {"Hall", "software decoding"} <= set(texts(heading))
    heading.show_output("")
    assert texts(heading) == before
