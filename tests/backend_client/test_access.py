from __future__ import annotations

import asyncio

import pytest

from backend_client.access import Access
from backend_client.bearer import Bearer
from backend_client.sign_in import PlatformUnreachable, SignInRefused
from backend_client.tasks import TaskSet
from tests.backend_client.test_bearer import feed_of, token
from tests.backend_client.test_sign_in import answering, grant
from tests.waiting import one_turn

A, B = "ws://a/feed", "ws://b/feed"


def person(at: str = A) -> Bearer:
    return Bearer.of_person(token=token(), at=at, user="zhang")


def test_a_site_has_a_platform() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Access(addresses=())


async def test_nobody_is_refused() -> None:
    access = Access(addresses=(A,))
    assert access.current is None
    with pytest.raises(SignInRefused, match="Nobody"):
        await access.sign_on(A)


async def test_the_person_stands_before_the_device() -> None:
    device = person()
    access = Access(addresses=(A,), person=(who := person()), device=device)
    assert (await access.sign_on(A)).bearer is who
    access.change_person(None)
    assert (await access.sign_on(A)).bearer is device


async def test_a_refused_person_makes_way_for_the_device_everywhere() -> None:
    who, device = person(), person()
    access = Access(addresses=(A, B), person=who, device=device)
    assert access.refused(who, A)
    assert access.bearer is device
    assert not access.refused(device, A)
    assert access.bearer is device


async def test_without_a_device_a_refused_person_stays_until_somebody_signs_in() -> None:
    access = Access(addresses=(A,), person=(who := person()))
    assert not access.refused(who, A)
    with pytest.raises(SignInRefused):
        await access.sign_on(A)


async def test_changes_are_waited_for() -> None:
    access, tasks = Access(addresses=(A,)), TaskSet()
    seen = tasks.spawn(access.changed(access.version), name="changed")
    await one_turn()
    assert not seen.done()
    access.change_person(person())
    async with asyncio.timeout(5):
        assert await seen == access.version


async def test_a_person_signs_in_at_the_platform_that_answers() -> None:
    async with answering(grant(value="of-b")) as platform:
        here = feed_of(platform.base)
        access = Access(addresses=("ws://127.0.0.1:9/feed", here))
        bearer = await access.admit(user="zhang", password="x")
        assert (await bearer.token(here)).value == "of-b"
        assert access.bearer is None
        assert bearer.user == "zhang"


async def test_no_platform_is_told_of_the_one_in_use() -> None:
    access = Access(addresses=("ws://127.0.0.1:9/feed", "ws://127.0.0.1:10/feed"))
    access.address = "ws://127.0.0.1:10/feed"
    with pytest.raises(PlatformUnreachable, match=r"127\.0\.0\.1:10"):
        await access.admit(user="zhang", password="x")


async def test_a_refusal_is_not_asked_of_the_others() -> None:
    refusal = (401, {"error": {"code": "unauthenticated", "message": "Wrong."}})
    async with answering(refusal) as first, answering(grant()) as second:
        access = Access(addresses=(feed_of(first.base), feed_of(second.base)))
        with pytest.raises(SignInRefused, match=r"Wrong\."):
            await access.admit(user="zhang", password="x")
        assert not second.asked


async def test_whoever_leaves_is_signed_out_once_nothing_acts_as_him() -> None:
    async with answering((200, {})) as platform:
        here = feed_of(platform.base)
        leaver = Bearer.of_person(token=token("of-zhang"), at=here, user="zhang")
        access = Access(addresses=(here,), person=leaver)
        access.change_person(person(here))
        assert not platform.asked
        await access.say_goodbye()
        ((path, headers, _),) = platform.asked
        assert (path, headers["authorization"]) == ("/api/logout", "Bearer of-zhang")
        with pytest.raises(SignInRefused):
            await leaver.token(here)


async def test_the_desk_of_an_embedded_platform_is_come_back_to() -> None:
    async with answering((200, {})) as platform:
        here = feed_of(platform.base)
        home = Bearer.of_person(token=token("home"), at=here)
        access = Access(addresses=(here,), person=home)
        access.home = home
        access.change_person(person(here))
        access.change_person(home)
        await access.say_goodbye()
        assert [headers["authorization"] for _, headers, _ in platform.asked] == ["Bearer first"]
        assert (await access.sign_on(here)).token.value == "home"


async def test_signing_out_where_nobody_answers_is_no_trouble() -> None:
    leaver = Bearer.of_person(token=token(), at="ws://127.0.0.1:9/feed", user="zhang")
    access = Access(addresses=("ws://127.0.0.1:9/feed",), person=leaver)
    access.change_person(None)
    await access.say_goodbye()
