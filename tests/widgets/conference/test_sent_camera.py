"""A camera of the wall on a real page: one more tile, decoded by the browser."""

from __future__ import annotations

import msgspec
from pytestqt.qtbot import QtBot

from tests.widgets.conference.hall import Hall, allow, sees
from tests.widgets.conference.sender import ID, SESSION, sent_camera


def test_a_camera_is_a_tile_with_its_name_and_is_connected_anew_when_the_page_asks(
    qtbot: QtBot, hall: Hall
) -> None:
    view = hall.enter("ann")
    allow(qtbot, view)
    qtbot.waitUntil(lambda: "ann" in hall.parties)
    with sent_camera(hall) as camera:
        camera.enter()
        seen = sees(qtbot, view, ID, frames=10)
        qtbot.waitUntil(lambda: camera.pump() and seen(), timeout=30_000)
        names: list[str] = []
        view.ask(f"document.querySelector('[data-party={ID}] .name').textContent", names.append)
        qtbot.waitUntil(lambda: bool(names))
        assert names == ["路口"]
        # As a page says whose connection has failed: another connection takes the place of the first.
        again = {"kind": "restart", "from": hall.parties["ann"]["session"], "to": SESSION, "n": 1000}
        camera.take_signal("ann", msgspec.json.encode(again))
        qtbot.waitUntil(lambda: camera.pump() and camera.offers == 2, timeout=30_000)
        qtbot.waitUntil(lambda: camera.pump() and not seen(), timeout=30_000)
        qtbot.waitUntil(lambda: camera.pump() and seen(), timeout=30_000)
