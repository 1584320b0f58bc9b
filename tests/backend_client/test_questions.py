"""Queries: answered, refused, or over with their connection."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend_client.protocol.queries import CamerasSearch, Found, IncidentsSearch, ReporterFound
from backend_client.requests import RequestRefused
from tests.backend_client.scripted_platform import ScriptedPlatform
from tests.backend_client.test_requests import desk_at
from tests.waiting import until


async def test_a_query_is_answered_or_refused(platform: ScriptedPlatform, tmp_path: Path) -> None:
    async with desk_at(platform, tmp_path) as desk:
        await desk.console.live()
        assert (await desk.requests.query("incidents.search", IncidentsSearch(text="路"))).total == 7
        with pytest.raises(RequestRefused, match="no such query"):
            await desk.requests.query("cameras.search", CamerasSearch())


async def test_each_query_has_its_own_answer(platform: ScriptedPlatform, tmp_path: Path) -> None:
    async with desk_at(platform, tmp_path) as desk:
        await desk.console.live()
        ask = desk.requests.questions.ask
        found = await ask("incidents.search", IncidentsSearch(), answer=Found)
        assert found.total == 7
        with pytest.raises(RequestRefused, match="cannot be read"):
            await ask("incidents.search", IncidentsSearch(), answer=ReporterFound)


async def test_a_query_without_a_connection_is_refused_at_once(tmp_path: Path) -> None:
    async with desk_at("ws://127.0.0.1:9/feed", tmp_path) as desk:
        with pytest.raises(RequestRefused, match="no connection"):
            await desk.requests.query("incidents.search", IncidentsSearch())


async def test_a_query_under_way_ends_with_its_connection(platform: ScriptedPlatform, tmp_path: Path) -> None:
    async with desk_at(platform, tmp_path) as desk:
        await desk.console.live()
        platform.mute = True
        asked = desk.tasks.spawn(desk.requests.query("incidents.search", IncidentsSearch()), name="query")
        await until(lambda: any(type(m).__name__ == "Query" for m in platform.session.received))
        platform.session.cut()
        with pytest.raises(RequestRefused, match="no connection"):
            await asked


async def test_an_answer_is_not_waited_for_for_ever(platform: ScriptedPlatform, tmp_path: Path) -> None:
    async with desk_at(platform, tmp_path) as desk:
        await desk.console.live()
        platform.mute = True
        with pytest.raises(RequestRefused, match="in time"):
            await desk.requests.query("incidents.search", IncidentsSearch(), timeout_s=0.05)
