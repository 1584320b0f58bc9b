"""Says above a window how the feed stands, where that is worth a banner."""

from __future__ import annotations

from backend_client.status import FeedState, FeedStatus
from widgets import words
from widgets.dispatch.banners import Banners


def tell_feed(banners: Banners, status: FeedStatus, *, now: float) -> None:
    """Tell of an outage, of whole data, and of made-up data; `now` is the platform's time."""
    banners.show_simulated(status.simulated)
    if status.state.connected:
        banners.show_feed_whole()
    elif status.state is not FeedState.CONNECTING or status.attempt > 1:
        age, retry = status.last_frame_age, status.retry_in_s
        refused = status.state is FeedState.REFUSED
        banners.show_feed_broken(
            last_data=None if age is None else now - age,
            next_attempt=None if retry is None else now + retry,
            reason=words.outage(status.why) or (status.detail if refused else ""),
        )
