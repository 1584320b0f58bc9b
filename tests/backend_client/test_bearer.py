from __future__ import annotations

import time

import pytest

from backend_client.bearer import Bearer
from backend_client.sign_in import PlatformUnreachable, SignInRefused, Token
from tests.backend_client.test_sign_in import answering, grant

REFUSAL = (401, {"error": {"code": "unauthenticated", "message": "The session has ended."}})
BUSY = (429, {"error": {"code": "rate_limited", "message": "Later.", "retry_after_s": 30.0}})


def feed_of(base: str) -> str:
    return base.replace("http", "ws") + "/feed"


def token(value: str = "first", left_s: float = 3600.0) -> Token:
    return Token(value=value, obtained=time.monotonic() + left_s - 3600.0, lifetime_s=3600.0)


async def test_a_persons_token_is_good_where_it_was_got_and_tried_elsewhere() -> None:
    person = Bearer.of_person(token=token(), at="ws://a/feed", user="zhang")
    assert (await person.token("ws://a/feed")).value == "first"
    assert person.current("ws://b/feed") is None
    assert (await person.token("ws://b/feed")).value == "first"
    assert not person.is_device


async def test_a_person_refused_elsewhere_stays_signed_in_where_he_was() -> None:
    person = Bearer.of_person(token=token(), at="ws://a/feed")
    await person.token("ws://b/feed")
    person.refused("ws://b/feed")
    with pytest.raises(SignInRefused, match="Sign in again"):
        await person.token("ws://b/feed")
    assert (await person.token("ws://a/feed")).value == "first"


async def test_a_renewal_is_told_and_kept() -> None:
    async with answering(grant(value="second")) as platform:
        person = Bearer.of_person(token=token(left_s=60.0), at=feed_of(platform.base))
        told: list[str] = []
        person.on_token = lambda fresh: told.append(fresh.value)
        assert (await person.token(feed_of(platform.base))).value == "second"
        assert (await person.token(feed_of(platform.base))).value == "second"
        assert told == ["second"]


async def test_a_refused_renewal_ends_a_person() -> None:
    async with answering(REFUSAL) as platform:
        person = Bearer.of_person(token=token(left_s=60.0), at=feed_of(platform.base))
        for _ in range(2):
            with pytest.raises(SignInRefused):
                await person.token(feed_of(platform.base))
        assert len(platform.asked) == 1


async def test_being_asked_to_wait_is_no_end() -> None:
    answers = [BUSY, grant(value="second")]
    async with answering(lambda *_asked: answers.pop(0)) as platform:
        person = Bearer.of_person(token=token(left_s=60.0), at=feed_of(platform.base))
        with pytest.raises(SignInRefused) as refused:
            await person.token(feed_of(platform.base))
        assert refused.value.passes
        assert refused.value.retry_after_s == 30.0
        assert (await person.token(feed_of(platform.base))).value == "second"


async def test_a_device_signs_in_by_itself_and_again_when_it_is_refused() -> None:
    async with answering(grant(value="own")) as platform:
        device = Bearer.of_device(user="wall-1", secret="s")
        address = feed_of(platform.base)
        assert (await device.token(address)).value == "own"
        assert (await device.token(address)).value == "own"
        assert platform.asked[0][2] == {"user": "wall-1", "password": "s"}
        device.refused(address)
        await device.token(address)
        assert len(platform.asked) == 2
        assert device.is_device


async def test_a_device_whose_session_ended_signs_in_anew() -> None:
    def answer(path: str, *_rest: object) -> object:
        return REFUSAL if path == "/api/renew" else grant(60.0 if len(platform.asked) == 1 else 3600.0)

    async with answering(answer) as platform:
        device = Bearer(user="wall-1", secret="s", steady=lambda: time.monotonic() + 59.0)
        await device.token(feed_of(platform.base))
        await device.token(feed_of(platform.base))
        assert [path for path, _, _ in platform.asked] == ["/api/login", "/api/renew", "/api/login"]


async def test_a_device_tries_its_token_at_a_standby_before_its_secret() -> None:
    async with answering(grant(value="of-a")) as a, answering(grant(value="of-b")) as b:
        device = Bearer.of_device(user="wall-1", secret="s")
        await device.token(feed_of(a.base))
        assert (await device.token(feed_of(b.base))).value == "of-a"
        device.refused(feed_of(b.base))
        assert (await device.token(feed_of(b.base))).value == "of-b"
        assert (await device.token(feed_of(a.base))).value == "of-a"


async def test_nobody_there_is_no_refusal() -> None:
    device = Bearer.of_device(user="wall-1", secret="s")
    with pytest.raises(PlatformUnreachable):
        await device.token("ws://127.0.0.1:9/feed")
