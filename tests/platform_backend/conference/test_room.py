"""A room at a real Janus: who is sent what of whom while others come and go."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from backend_client.protocol.conference import Provider
from backend_client.protocol.messages import Signal
from platform_backend.commands.context import RoomServer
from tests.platform_backend.conference.janus_site import Site, janus, of
from tests.platform_backend.conference.visitor import Visitor
from tests.waiting import until


async def test_everybody_sees_all_others_who_come_and_go(tmp_path: Path) -> None:
    # A folder deeper than a socket's path may be long.
    deep = tmp_path.joinpath(*["a-folder-of-some-length"] * 5)
    site = Site()
    async with janus(site, deep):
        room = await site.made()
        assert site.rooms.server == RoomServer(Provider.JANUS)
        a, b = site.come("a", "b")
        await a.publish(room)
        await b.publish(room)
        await until(lambda: a.comes == of("b") and b.comes == of("a"))
        assert set(a.lines.values()) == of("b")
        (c,) = site.come("c")
        await c.publish(room)
        await until(lambda: a.comes == of("b", "c") and c.comes == of("a", "b"))
        # One connection for all the others, however many come.
        assert {each["life"] for each in a.offers} == {1}
        # A screen is sent to the others while it is shared, and not before.
        site.roster(sharing="b")
        await until(lambda: all(("b", "screen") in each.lines.values() for each in (a, c)))
        site.roster()
        await until(lambda: all(("b", "screen") not in each.lines.values() for each in (a, c)))
        # Who goes leaves lines empty, which the next one has.
        del site.visitors["b"]
        site.roster()
        await b.leave()
        await until(lambda: set(a.lines.values()) == of("c"))
        (again,) = site.come("b")
        await again.publish(room)
        await until(lambda: set(a.lines.values()) == of("b", "c") and again.comes == of("a", "c"))
        assert {each["life"] for each in a.offers} == {1}
        assert site.acts == ["conference.room"]


async def test_what_is_for_another_life_of_the_room_or_of_a_stranger_is_not_taken(tmp_path: Path) -> None:
    site = Site()
    async with janus(site, tmp_path):
        room = await site.made()
        (a,) = site.come("a")
        stranger = Visitor("x", site.rooms.take)
        await a.publish("zold")
        assert a.say("restart") == 0
        await stranger.publish(room)
        assert stranger.say("restart") == 0
        assert site.rooms.take(Signal(conference="other", from_="a", to="room", data=msgspec.Raw(b"{}"))) == 0
        with pytest.raises(msgspec.MsgspecError):
            site.rooms.take(Signal(conference="c", from_="a", to="room", data=msgspec.Raw(b"1")))
        await a.publish(room)
        assert a.say("what nobody knows") == 1
        await stranger.leave()
