from __future__ import annotations

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin, Subprotocol

from tests.platform_backend.conftest import Running


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", ""])
async def test_a_web_page_gets_no_feed(running: Running, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        await connect(
            running.feed, origin=Origin(origin), subprotocols=[Subprotocol("ccc.v1")], proxy=None
        ).__aenter__()
    assert refused.value.response.status_code == 403


async def test_a_web_page_neither_signs_in_nor_calls_itself_ours(running: Running) -> None:
    async with httpx.AsyncClient(base_url=running.http, trust_env=False) as http:
        for origin in ("https://elsewhere.example", running.http, "http://rebound.example"):
            headers = {"Origin": origin, "Host": origin.rpartition("/")[2], "Content-Type": "text/plain"}
            answer = await http.post("/api/login", content=b'{"user":"a","password":"b"}', headers=headers)
            assert (answer.status_code, answer.json()["error"]["code"]) == (403, "forbidden")
        assert (await http.options("/api/login", headers={"Origin": "null"})).status_code == 403
        assert (await http.get("/health")).status_code == 200
