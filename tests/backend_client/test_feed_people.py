"""People who come and go on one connection, and consoles that nobody is let in at."""

from __future__ import annotations

import asyncio

import pytest

from backend_client.feed import Feed, NotConnected
from backend_client.feed_connection import Timing
from backend_client.protocol.errors import CloseCode
from backend_client.protocol.messages import Limits, Ping, User
from backend_client.sign_in import SignInRefused
from backend_client.status import FeedState
from tests.backend_client.consoles import FollowingConsole, ScriptedBearer, following, token
from tests.backend_client.scripted_platform import ScriptedPlatform
from tests.backend_client.world import incident
from tests.waiting import until

PING = Ping(at="2026-01-31T08:00:00.000Z")


class Listener:
    """Notes when it may send, and as whom."""

    def __init__(self, feed: Feed) -> None:
        self.heard: list[str] = []
        feed.listen(self)

    def welcomed(self, user: User, limits: Limits) -> None:
        self.heard.append(user.id)

    def answered(self, message: object) -> None:
        """Nothing is asked here."""

    def lost(self) -> None:
        self.heard.append("lost")

    def left(self) -> None:
        self.heard.append("left")


def user_of(console: FollowingConsole) -> str:
    user = console.status.user
    return "" if user is None else user.id


async def test_another_person_acts_on_the_same_connection(platform: ScriptedPlatform) -> None:
    platform.users = {"of-li": "li"}
    async with following(platform) as console:
        listener = Listener(console.feed)
        await console.live()
        console.access.change_person(ScriptedBearer(token("of-li")))
        await until(lambda: user_of(console) == "li")
        assert listener.heard == ["zhang", "lost", "left", "li"]
        await platform.put("incident", "a", incident())
        await console.has("a")
        assert len(platform.sessions) == 1
        assert platform.session.tokens() == ["token", "of-li"]
        assert FeedState.RECONNECTING not in console.states
        platform.session.cut()
        # A break later on waits its turn with the backoff like any other.
        await console.outages(1)


async def test_nothing_is_sent_between_two_people(platform: ScriptedPlatform) -> None:
    platform.no_second_welcome = True
    async with following(platform) as console:
        await console.live()
        console.access.change_person(ScriptedBearer(token("of-li")))
        await until(lambda: platform.session.tokens() == ["token", "of-li"])
        with pytest.raises(NotConnected):
            await console.feed.send(PING)
        platform.users = {"of-li": "li"}
        # Of the one who leaves, sent before the platform knew of the other.
        await platform.welcome(platform.session, "token")
        await platform.put("incident", "a", incident())
        await console.has("a")
        with pytest.raises(NotConnected):
            await console.feed.send(PING)
        await platform.welcome(platform.session, "of-li")
        await until(lambda: user_of(console) == "li")
        await console.feed.send(PING)


async def test_a_platform_that_lets_nobody_change_is_connected_to_anew(platform: ScriptedPlatform) -> None:
    platform.no_second_welcome = True
    platform.users = {"of-li": "li"}
    async with following(platform, timing=Timing(open_s=1.0, close_s=0.2)) as console:
        await console.live()
        console.access.change_person(ScriptedBearer(token("of-li")))
        await until(lambda: user_of(console) == "li")
        assert [session.tokens() for session in platform.sessions] == [["token", "of-li"], ["of-li"]]


async def test_the_last_of_several_people_acts(platform: ScriptedPlatform) -> None:
    platform.users = {"of-li": "li", "of-wang": "wang"}
    async with following(platform) as console:
        listener = Listener(console.feed)
        await console.live()
        console.access.change_person(ScriptedBearer(token("of-li")))
        await until(lambda: "of-li" in platform.session.tokens())
        console.access.change_person(ScriptedBearer(token("of-wang")))
        await until(lambda: user_of(console) == "wang")
        await until(lambda: listener.heard[-1] == "wang")
        assert len(platform.sessions) == 1


async def test_somebody_who_signs_in_while_a_connection_is_made_acts_on_it(
    platform: ScriptedPlatform,
) -> None:
    platform.users = {"of-li": "li"}
    platform.mute = True
    async with following(platform) as console:
        listener = Listener(console.feed)
        await until(lambda: platform.sessions)
        console.access.change_person(ScriptedBearer(token("of-li")))
        platform.mute = False
        session = platform.session
        await session.send(platform.hello())
        await until(lambda: listener.heard == ["left", "li"])
        assert session.tokens() == ["token", "of-li"]


async def test_a_person_who_is_refused_makes_way_for_the_device(platform: ScriptedPlatform) -> None:
    platform.users = {"of-device": "wall-1"}
    async with following(platform) as console:
        console.access.device = ScriptedBearer(token("of-device"))
        await console.live()
        await platform.session.close(CloseCode.NOT_AUTHENTICATED, "session_ended")
        await until(lambda: user_of(console) == "wall-1")
        await console.live()
        assert FeedState.REFUSED not in console.states
        assert not console.status.needs_sign_in


async def test_without_a_device_a_refused_person_is_asked_to_sign_in_again(
    platform: ScriptedPlatform,
) -> None:
    platform.world.put("incident", "a", incident())
    async with following(platform) as console:
        await console.live()
        platform.refused_tokens = {"token"}
        await platform.session.close(CloseCode.NOT_AUTHENTICATED, "session_ended")
        await until(lambda: console.state is FeedState.REFUSED)
        assert console.status.needs_sign_in
        assert console.status.why == "not_authenticated"
        assert set(console.picture.entries("incident")) == {"a"}
        console.access.change_person(ScriptedBearer(token("another")))
        await console.live()
        await until(lambda: not console.status.needs_sign_in)
        assert console.status.counters.resyncs == 0


async def test_a_person_who_leaves_takes_the_connection_along(platform: ScriptedPlatform) -> None:
    async with following(platform) as console:
        await console.live()
        console.access.change_person(None)
        await until(lambda: console.state is FeedState.REFUSED)
        assert console.status.needs_sign_in
        await platform.session.socket.wait_closed()


async def test_a_platform_that_wants_to_be_left_alone_is_asked_later(platform: ScriptedPlatform) -> None:
    later = SignInRefused("Too many.", why="rate_limited", retry_after_s=30.0)
    async with following(platform) as console:
        console.tokens = [later, token()]
        await console.live()
        assert console.backoff.asked == [pytest.approx(30.0, abs=0.5)]
        assert FeedState.REFUSED not in console.states


async def test_a_change_and_a_break_at_once_end_as_the_new_person(platform: ScriptedPlatform) -> None:
    platform.users = {"of-li": "li"}
    async with following(platform) as console:
        listener = Listener(console.feed)
        await console.live()
        console.access.change_person(ScriptedBearer(token("of-li")))
        platform.session.cut()
        async with asyncio.timeout(5):
            await until(lambda: listener.heard[-1] == "li")
        await console.live()
        assert listener.heard.count("zhang") == 1
