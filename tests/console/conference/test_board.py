from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.console.conference.hall import Hall, conference, joined


async def test_the_list_says_how_one_stands_to_each(hall: Hall) -> None:
    hall.put(conference(joined("li"), joined("bo")))
    item = hall.room.place.sheet.rows.topLevelItem(0)
    assert item is not None
    assert (item.text(0), item.text(1), item.text(3)) == ("积水", "2", "")


async def test_the_strip_s_clock_goes_on_by_itself(hall: Hall, qtbot: QtBot) -> None:
    hall.enter()
    assert "01:00" in hall.status.text
    hall.made.time += 5
    qtbot.waitUntil(lambda: "01:05" in hall.status.text)
    hall.room.leave()
    assert "In conference" not in hall.status.text
