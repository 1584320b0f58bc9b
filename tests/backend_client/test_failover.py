"""Platforms that stand in for each other."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from backend_client.feed_connection import Timing
from backend_client.protocol.errors import CloseCode, encode_close_reason
from backend_client.status import FeedState
from tests.backend_client.consoles import ScriptedBearer, following, token
from tests.backend_client.scripted_platform import ScriptedPlatform
from tests.backend_client.test_feed import free_port
from tests.backend_client.world import World, incident
from tests.waiting import until


@pytest.fixture
async def standby() -> AsyncIterator[ScriptedPlatform]:
    """A platform that was restored from another's backup."""
    world = World(epoch="restored")
    world.put("incident", "restored", incident())
    async with ScriptedPlatform(world).running() as running:
        yield running


async def test_the_standby_serves_when_the_first_is_not_there(standby: ScriptedPlatform) -> None:
    nobody = f"ws://127.0.0.1:{free_port()}/feed"
    async with following(nobody, standby) as console:
        await console.live()
        assert console.status.platform == standby.address
        assert console.access.address == standby.address
        await console.has("restored")


async def test_the_picture_stays_until_the_standby_has_sent_its_own(standby: ScriptedPlatform) -> None:
    first = ScriptedPlatform(World())
    first.world.put("incident", "a", incident())
    async with first.running():
        address = first.address
        async with following(address, standby) as console:
            await console.has("a")
            standby.mute = True
            first.close_with = (1012, "")
            first.session.cut()
            await until(lambda: standby.sessions)
            assert set(console.picture.entries("incident")) == {"a"}
            standby.mute = False
            standby.session.cut()
            await console.has("restored")
            await console.live()
            assert console.status.counters.resyncs == 1
            assert standby.session.tokens() == ["token"]


async def test_a_cut_line_is_not_a_reason_to_leave_a_platform(
    platform: ScriptedPlatform, standby: ScriptedPlatform
) -> None:
    async with following(platform, standby, timing=Timing(healthy_s=0.0, close_s=0.2)) as console:
        await console.live()
        platform.session.cut()
        await until(lambda: len(platform.sessions) == 2)
        await console.live()
        assert not standby.sessions


async def test_a_platform_that_says_stay_away_leaves_the_others(
    platform: ScriptedPlatform, standby: ScriptedPlatform
) -> None:
    platform.close_with = (CloseCode.PROTOCOL, encode_close_reason(CloseCode.PROTOCOL, "because"))
    async with following(platform, standby) as console:
        await console.live()
        assert console.status.platform == standby.address
        standby.close_with = (1012, "")
        standby.session.cut()
        # Having been let in elsewhere, the console may ask the first again: it may have been updated.
        await until(lambda: len(platform.sessions) >= 2)


async def test_a_sign_in_is_needed_when_nobody_else_answers(platform: ScriptedPlatform) -> None:
    platform.refused_tokens = {"token"}
    async with following(platform, f"ws://127.0.0.1:{free_port()}/feed") as console:
        await until(lambda: console.status.needs_sign_in)
        assert console.status.why == "not_authenticated"
        # The standby may yet be started.
        await until(lambda: console.status.attempt > 4)
        assert console.status.needs_sign_in
        assert console.state is not FeedState.REFUSED
        assert len(platform.sessions) == 1
        console.access.change_person(ScriptedBearer(token("good")))
        await console.live()
        assert console.status.platform == platform.address


async def test_a_sign_in_refused_everywhere_is_final_until_somebody_signs_in(
    platform: ScriptedPlatform, standby: ScriptedPlatform
) -> None:
    platform.refused_tokens = standby.refused_tokens = {"token"}
    async with following(platform, standby) as console:
        await until(lambda: console.state is FeedState.REFUSED)
        assert console.bearer.refusals == [platform.address, standby.address]
        assert (len(platform.sessions), len(standby.sessions)) == (1, 1)
        console.access.change_person(ScriptedBearer(token("good")))
        await console.live()
