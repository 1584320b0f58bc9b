"""Rules on seats: who sits where, and how a place changes hands."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from backend_client.conformance.console import Console, console
from backend_client.conformance.findings import expect
from backend_client.conformance.rule import rule
from backend_client.conformance.site import Site, need
from backend_client.conformance.wire import Frame


@rule(
    "P-1",
    "`seat.take` of a free seat MUST make the acting user its `holder`, with `holder_name` and `since`.",
)
async def free_seats_can_be_taken(site: Site) -> None:
    async with console(site) as one, _seated(site, one) as seat:
        data = (await one.event(seat))["data"]
        user = one.welcome["user"]
        held = data.get("holder"), data.get("holder_name")
        expect(held == (user["id"], user["name"]), f"{user['name']} as holder", held)
        expect(data.get("since"), "since when", data)


@rule(
    "P-2",
    "`seat.hand_over` without `to` by the seat's holder MUST free it.",
)
async def seats_can_be_left(site: Site) -> None:
    async with console(site) as one, _seated(site, one) as seat:
        await one.event(seat)
        await one.done("seat.hand_over", seat)
        holder = (await one.event(seat))["data"].get("holder")
        expect(holder is None, "no holder", holder)
        await one.done("seat.take", seat)


@rule(
    "P-3",
    "`seat.hand_over` by somebody who does not hold the seat MUST be refused with `illegal_transition`.",
)
async def only_the_holder_hands_over(site: Site) -> None:
    async with console(site) as one, _seated(site, one) as seat:
        await one.done("seat.hand_over", seat)
        await one.refused("illegal_transition", "seat.hand_over", seat, {})
        await one.done("seat.take", seat)


@rule(
    "P-4",
    "`seat.hand_over {to}` MUST leave the holder where he is and name `to` as `offered_to`.",
)
async def seats_can_be_offered(site: Site) -> None:
    async with (
        console(site) as one,
        console(site, account=site.limited) as other,
        _seated(site, one) as seat,
    ):
        await one.event(seat)
        to = other.welcome["user"]["id"]
        await one.done("seat.hand_over", seat, {"to": to})
        data = (await one.event(seat))["data"]
        said = data.get("holder"), data.get("offered_to")
        expect(said == (one.welcome["user"]["id"], to), f"the holder, and an offer to {to}", said)


@rule(
    "P-5",
    "`seat.take` of a seat whose holder is signed in and has not offered it MUST be refused with "
    "`illegal_transition`, with `by` as the holder's name and `at` since when.",
)
async def seats_are_not_taken_from_people(site: Site) -> None:
    async with console(site) as one, console(site, account=site.limited) as other:
        seen = {item["id"] for item in (await other.opened("directory"))["directory"].items}
        async with _seated(site, one, among=seen) as seat:
            error = await other.refused("illegal_transition", "seat.take", seat, {})
            expect(error.get("by") == one.welcome["user"]["name"], "by the holder", error)
            expect(error.get("at"), "at some time", error)


@rule(
    "P-6",
    "A person to whom a seat was offered MUST be able to take it.",
)
async def offered_seats_can_be_taken(site: Site) -> None:
    async with console(site) as one, console(site, account=site.limited) as other:
        seen = {item["id"] for item in (await other.opened("directory"))["directory"].items}
        async with _seated(site, one, among=seen) as seat:
            await one.done("seat.hand_over", seat, {"to": other.welcome["user"]["id"]})
            await other.done("seat.take", seat)
            await other.done("seat.hand_over", seat)
            await one.done("seat.take", seat)


@asynccontextmanager
async def _seated(site: Site, one: Console, *, among: set[str] | None = None) -> AsyncIterator[str]:
    """A free seat that the console's user has taken; he leaves it in the end."""
    async with site.seat_turn:
        items = (await one.opened("directory"))["directory"].items
        seats = [item for item in items if item["entity"] == "seat" and _is_free(item)]
        free = [item["id"] for item in seats if among is None or item["id"] in among]
        need(free, "there is no free seat that both users see" if among else "there is no free seat")
        await one.done("seat.take", free[0])
        try:
            yield str(free[0])
        finally:
            await one.command("seat.hand_over", free[0])


def _is_free(seat: Frame) -> bool:
    return seat["data"].get("holder") is None
