from __future__ import annotations

import logging
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.conference.watch import CallWatch
from widgets.conference.call_view import CallView


class Page(CallView):
    """Answers with figures a test gives."""

    answer_is: Any = None

    def ask(self, script: str, answer: Any) -> None:
        answer(self.answer_is)


def test_who_is_seen_and_lost_stands_in_the_log(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    page = Page()
    qtbot.addWidget(page)
    watch = CallWatch(view=page, name_of=str.title, parent=page)
    changes: list[bool] = []
    watch.changed.connect(lambda: changes.append(watch.is_poor))

    def show(peers: dict[str, Any]) -> None:
        page.answer_is = {"session": "0a", "peers": peers}
        with qtbot.waitSignal(watch.changed):
            pass

    seen = {"state": "connected", "frames": 12, "quality": "good", "speaking": True}
    with caplog.at_level(logging.INFO):
        show({"li": {"state": "connecting", "frames": 0, "quality": ""}})
        show({"li": seen})
        show({"li": seen | {"quality": "poor", "frames": 30}})
        assert watch.arrivals["li"].frames == 30
        show({})
    assert changes == [False, False, True, False]
    for line in ("Li is seen, 12 frames", "the connection to Li is connected", "from Li is poor"):
        assert line in caplog.text
    assert "Li is gone after 30 frames" in caplog.text
    page.answer_is = None
    watch.stop()
