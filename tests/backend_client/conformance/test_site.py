from __future__ import annotations

import httpx
import pyotp
import pytest

from backend_client.conformance.findings import Broken, NotRun, Vacuous
from backend_client.conformance.site import Account, Site, body_of, granted, need
from tests.backend_client.conformance.conftest import PASSWORD, Bench


async def test_the_http_addresses_stand_beside_the_feed() -> None:
    for feed, base in (
        ("ws://127.0.0.1:8080/feed", "http://127.0.0.1:8080"),
        ("wss://city.example/platform/feed", "https://city.example/platform"),
    ):
        site = Site(feed=feed, account=Account("kit", ""))
        assert str(site.web.base_url).rstrip("/") == base
        await site.close()


async def test_rules_share_one_sign_in(bench: Bench) -> None:
    site = Site(feed=bench.running.feed, account=Account("admin", PASSWORD))
    try:
        assert await site.token() == await site.token()
        assert (await site.fresh(site.account))["token"] != await site.token()
        with pytest.raises(NotRun, match="--limited-user"):
            _ = site.limited
        with pytest.raises(NotRun, match="--colleague"):
            _ = site.colleague
    finally:
        await site.close()


async def test_a_code_is_given_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    secret = pyotp.random_base32()
    site = Site(feed="ws://127.0.0.1:9/feed", account=Account("kit", "", secret))
    clock = [3000.0]
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)
        clock[0] += seconds

    monkeypatch.setattr("backend_client.conformance.site.time.time", lambda: clock[0])
    monkeypatch.setattr("backend_client.conformance.site.asyncio.sleep", sleep)
    await site.code(site.account)
    assert waited == []
    await site.code(site.account)
    assert waited == [30.1]
    await site.close()


def test_answers_that_give_no_token_are_findings() -> None:
    assert granted(httpx.Response(200, json={"token": "t"})) == {"token": "t"}
    for answer in (httpx.Response(401, json={}), httpx.Response(200, json={"token": ""})):
        with pytest.raises(Broken, match="expected 200 and a token"):
            granted(answer)
    assert body_of(httpx.Response(500, text="sorry")) == {}


def test_what_is_not_there_makes_a_rule_vacuous() -> None:
    need([1], "nothing")
    with pytest.raises(Vacuous, match="no walls"):
        need([], "no walls")
