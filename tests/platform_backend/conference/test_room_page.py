"""A page in a room at a real Janus that does not answer, loses its connection, sends anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.platform_backend.conference.janus_site import Site, janus, of
from tests.waiting import until


async def test_a_page_that_does_not_answer_is_offered_all_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platform_backend.conference.room_page.ANSWER_WITHIN_S", 0.5)
    site = Site()
    async with janus(site, tmp_path):
        room = await site.made()
        a, b = site.come("a", "b")
        b.deaf = True
        await a.publish(room)
        await b.publish(room)
        await until(lambda: len(b.offers) >= 2)
        b.deaf = False
        await until(lambda: b.comes == of("a"))
        assert b.offers[0]["life"] < b.offers[-1]["life"]
        # A page whose connection is lost asks for another.
        life = b.offers[-1]["life"]
        b.say("restart", why="lost")
        await until(lambda: b.offers[-1]["life"] > life)
        # And one that sends anew is seen anew.
        b.packets.clear()
        a.packets.clear()
        await a.publish(room)
        await until(lambda: b.comes == of("a") and a.comes == of("b"))
