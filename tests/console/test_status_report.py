"""What the windows say about the state of things."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from backend_client.feed import Feed
from backend_client.outbox import Outbox
from backend_client.requests import Requests
from backend_client.status import FeedState, FeedStatus
from console.people.session import client_info
from console.status_report import Presence, StatusReport
from tests.console.desk import NotedStreams, camera_tiles, session, street
from widgets.boards.counters import Counters
from widgets.dispatch.banners import Banners
from widgets.dispatch.lock_screen import LockScreen
from widgets.dispatch.status_strip import SoundLight, StatusStrip


class Windows:
    """The parts of both windows that say how things stand."""

    def __init__(self, qtbot: QtBot, streams: NotedStreams, folder: Path) -> None:
        made = street()
        here = session()
        feed = Feed(
            access=here.access,
            client=client_info(),
            picture=made.picture,
            on_changes=lambda _changes: None,
            on_status=lambda _status: None,
        )
        self.feed = feed
        self.banners = [Banners(now=feed.now), Banners(now=feed.now)]
        self.strip = StatusStrip()
        counters = Counters()
        for widget in (*self.banners, self.strip, counters):
            qtbot.addWidget(widget)
            widget.show()
        self.lock_screen = LockScreen(picture=made.picture, now=feed.now)
        qtbot.addWidget(self.lock_screen)
        desk: Any = SimpleNamespace(
            banners=self.banners[0],
            status=self.strip,
            counters=counters,
            lock_screen=self.lock_screen,
            show_time=lambda _now: None,
        )
        wall: Any = SimpleNamespace(banners=self.banners[1])
        self.report = StatusReport(
            desk=desk,
            walls=(wall,),
            feed=feed,
            requests=Requests(feed=feed, outbox=Outbox(path=folder / "outbox"), on_change=lambda: None),
            cameras=camera_tiles(made, streams),
            video=streams,
            picture=made.picture,
            person=Presence(
                name=lambda: "张三",
                seat=lambda: "受理席1",
                sound=lambda: SoundLight.MUTED,
                muted=lambda: "Muted until 03:15",
            ),
            parent=streams,
        )

    def says(self) -> list[str]:
        return [" ".join(banner.texts) for banner in self.banners]


@pytest.fixture
def windows(qtbot: QtBot, streams: NotedStreams, tmp_path: Path) -> Windows:
    return Windows(qtbot, streams, tmp_path)


def test_an_outage_stands_on_desk_and_wall_with_the_age_of_the_data(windows: Windows) -> None:
    broken = FeedStatus(
        state=FeedState.RECONNECTING, since=0.0, last_frame_age=75.0, retry_in_s=4.0, why="silent"
    )
    windows.report.on_feed(broken)
    for said in windows.says():
        assert "No connection to the platform: what you see is 1 min" in said
        assert "next attempt in" in said
    windows.report.on_feed(FeedStatus(state=FeedState.LIVE, since=0.0))
    assert windows.says() == ["", ""]


def test_demonstration_data_are_never_taken_for_real(windows: Windows) -> None:
    windows.report.on_feed(FeedStatus(state=FeedState.LIVE, since=0.0, simulated=True))
    assert all("simulated, not the real district" in said for said in windows.says())


def test_connecting_for_the_first_time_is_no_outage(windows: Windows) -> None:
    windows.report.on_feed(FeedStatus(state=FeedState.CONNECTING, since=0.0))
    assert windows.says() == ["", ""]


def test_a_platform_that_was_never_reached_is_told_from_the_second_attempt(windows: Windows) -> None:
    windows.report.on_feed(FeedStatus(state=FeedState.CONNECTING, since=0.0, attempt=2, retry_in_s=3.0))
    assert all("No connection to the platform" in said for said in windows.says())
    assert any("No connection" in text for text in windows.lock_screen.banners.texts)


def test_the_strip_tells_who_sits_here_and_whether_alarms_are_heard(windows: Windows) -> None:
    windows.report.refresh()
    for word in ("张三", "受理席1", "Muted until 03:15"):
        assert word in windows.strip.text
    assert "Muted until 03:15" in windows.lock_screen.text
    windows.report.stop()
