"""How the feed stands is told above a window, where it is worth a banner."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from backend_client.status import FeedState, FeedStatus
from console.feed_banner import tell_feed
from tests.widgets.district import district
from widgets.dispatch.banners import Banners

NOW = district().time


@pytest.fixture
def banners(qtbot: QtBot) -> Banners:
    made = Banners(now=lambda: NOW)
    qtbot.addWidget(made)
    return made


def status(state: FeedState, **more: object) -> FeedStatus:
    return FeedStatus(state=state, since=NOW, **more)  # type: ignore[arg-type]


def test_an_outage_tells_how_old_the_data_are_until_they_come_again(banners: Banners) -> None:
    tell_feed(banners, status(FeedState.RECONNECTING, last_frame_age=42.0, retry_in_s=3.0), now=NOW)
    assert banners.texts == ("No connection to the platform: what you see is 42 s old   next attempt in 3 s",)
    tell_feed(banners, status(FeedState.LIVE), now=NOW)
    assert not banners.texts


def test_the_first_attempt_is_no_outage_and_the_second_one_is(banners: Banners) -> None:
    tell_feed(banners, status(FeedState.CONNECTING, attempt=1), now=NOW)
    assert not banners.texts
    tell_feed(banners, status(FeedState.CONNECTING, attempt=2), now=NOW)
    assert banners.texts == ("No connection to the platform",)


def test_a_platform_that_refuses_is_quoted(banners: Banners) -> None:
    tell_feed(banners, status(FeedState.REFUSED, detail="this console is too old"), now=NOW)
    assert "this console is too old" in banners.texts[0]
    tell_feed(banners, status(FeedState.RECONNECTING, detail="errno 111"), now=NOW)
    assert "errno 111" not in banners.texts[0]


def test_made_up_data_are_called_so_while_they_come(banners: Banners) -> None:
    tell_feed(banners, status(FeedState.LIVE, simulated=True), now=NOW)
    assert banners.texts == ("Demonstration data: simulated, not the real district",)
