"""How the feed is doing, as a value for whoever shows it."""

from __future__ import annotations

import enum

import msgspec

from backend_client.protocol.messages import User


class FeedState(enum.StrEnum):
    """States of the feed."""

    CONNECTING = "connecting"
    SYNCING = "syncing"
    LIVE = "live"
    RECONNECTING = "reconnecting"
    REFUSED = "refused"
    STOPPED = "stopped"

    @property
    def connected(self) -> bool:
        """Whether what is sent now reaches the platform now."""
        return self in (FeedState.SYNCING, FeedState.LIVE)


class FeedCounters(msgspec.Struct, frozen=True):
    """Totals since the start of the console.

    `bad` frames broke the contract, `unknown` were of a type not known here, `undecodable` entities were left
    out, `resyncs` counts gaps, mismatching snapshots and snapshots sent instead of what was missed.
    """

    frames: int = 0
    bad: int = 0
    unknown: int = 0
    undecodable: int = 0
    resyncs: int = 0
    connections: int = 0


class FeedStatus(msgspec.Struct, frozen=True, kw_only=True):
    """One look at the feed.

    `since` is when the state began (platform's time), `attempt` and `retry_in_s` belong to an outage,
    `offset_s` is the platform's clock minus this one's, `last_frame_age` the age of the data (s): since
    the last frame while live, since the feed was last live otherwise (None: never). `simulated` says that the
    platform's data are made up or replayed. `platform` is the feed's address in use or being tried.
    `acting`: the connection is that of whoever acts at this console now, and `user` is who that is.
    `needs_sign_in`: no platform that answers lets this console in, so somebody has to sign in; others may
    still be tried meanwhile. `why` is a short ASCII token of the last fault for translating,
    `detail` the same as an English sentence.
    """

    state: FeedState
    since: float
    attempt: int = 0
    retry_in_s: float | None = None
    offset_s: float = 0.0
    last_frame_age: float | None = None
    counters: FeedCounters = FeedCounters()
    user: User | None = None
    simulated: bool = False
    refused_topics: tuple[str, ...] = ()
    platform: str = ""
    acting: bool = False
    needs_sign_in: bool = False
    why: str = ""
    detail: str = ""
