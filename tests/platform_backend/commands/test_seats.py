from __future__ import annotations

from tests.platform_backend.conftest import Running, user
from tests.platform_backend.consoles import TestConsole, console

LI = user("li", "duty_officer")
WANG = user("wang", "dispatcher")
SEAT = "seat-1"


async def error_of(one: TestConsole, name: str, target: str | None = SEAT, **args: object) -> str:
    result = await one.command(name, target, **args)
    return "ok" if result["ok"] else str(result["error"]["code"])


async def test_a_free_seat_is_taken_and_given_up(running: Running) -> None:
    async with running.console(LI) as one:
        await one.subscribe("directory")
        assert await error_of(one, "seat.take") == "ok"
        seat = (await one.event(SEAT))["data"]
        assert (seat["holder"], seat["holder_name"], seat["offered_to"]) == ("li", "li", None)
        assert seat["since"] is not None
        assert await error_of(one, "seat.hand_over") == "ok"
        seat = (await one.event(SEAT))["data"]
        assert (seat["holder"], seat["holder_name"], seat["since"]) == (None, "", None)


async def test_a_held_seat_is_refused_and_says_who_holds_it(running: Running) -> None:
    async with running.console(LI) as one, running.console(WANG, instance="b") as two:
        await one.subscribe("directory")
        assert await error_of(one, "seat.take") == "ok"
        since = (await one.event(SEAT))["data"]["since"]
        refused = (await two.command("seat.take", SEAT))["error"]
        assert (refused["code"], refused["by"], refused["at"]) == ("illegal_transition", "li", since)
        assert await error_of(two, "seat.hand_over") == "illegal_transition"


async def test_a_seat_is_handed_over_to_one_person(running: Running) -> None:
    zhao = user("zhao", "dispatcher")
    async with (
        running.console(LI) as one,
        running.console(WANG, instance="b") as two,
        running.console(zhao, instance="c") as three,
    ):
        await one.subscribe("directory")
        await one.command("seat.take", SEAT)
        assert await error_of(one, "seat.hand_over", to="wang", note="交班") == "ok"
        await one.event(SEAT)
        offered = (await one.event(SEAT))["data"]
        assert (offered["holder"], offered["offered_to"]) == ("li", "wang")
        assert await error_of(three, "seat.take") == "illegal_transition"
        assert await error_of(two, "seat.take") == "ok"
        taken = (await one.event(SEAT))["data"]
        assert (taken["holder"], taken["offered_to"]) == ("wang", None)


async def test_the_holders_own_take_withdraws_the_offer(running: Running) -> None:
    async with running.console(LI) as one, running.console(WANG, instance="b") as two:
        await one.command("seat.take", SEAT)
        await one.command("seat.hand_over", SEAT, to="wang")
        assert await error_of(one, "seat.take") == "ok"
        assert await error_of(two, "seat.take") == "illegal_transition"


async def test_a_seat_is_offered_to_people_only(running: Running) -> None:
    async with running.console(LI) as one:
        await one.command("seat.take", SEAT)
        assert await error_of(one, "seat.hand_over", to="li") == "bad_request"
        assert await error_of(one, "seat.hand_over", to="nobody") == "not_found"


async def test_who_is_signed_in_nowhere_holds_no_seat(running: Running) -> None:
    accounts, token = running.platform.accounts, await running.token(LI)
    async with console(running.feed) as one:
        await one.auth(token)
        await one.command("seat.take", SEAT)
    async with running.console(WANG) as two:
        assert await error_of(two, "seat.take") == "illegal_transition"
        await accounts.revoke(accounts.session(token).id)
        assert await error_of(two, "seat.take") == "ok"


async def test_a_wall_sits_on_no_seat(running: Running) -> None:
    async with running.console(user("wall-1", "device")) as one:
        assert await error_of(one, "seat.take") == "forbidden"


async def test_a_street_sits_on_no_seat_of_the_district(running: Running) -> None:
    async with running.console(user("street", "dispatcher", division="320302001")) as one:
        assert await error_of(one, "seat.take") == "forbidden"
        assert await error_of(one, "seat.take", None) == "bad_request"
