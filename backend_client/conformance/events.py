"""Rules on events, bookmarks and states."""

from __future__ import annotations

import asyncio
import random
import time

from backend_client.conformance.console import Console, console, cursor_trail
from backend_client.conformance.findings import expect
from backend_client.conformance.rule import rule
from backend_client.conformance.site import Site, need
from backend_client.conformance.wire import Frame
from backend_client.protocol.topics import LOG_TOPICS

#: How long and how often a unit's status is changed to see whether the platform holds back, seconds.
_BURST_S = 1.2
_BURST_EVERY_S = 0.05
_PER_SECOND = 2


@rule(
    "E-1",
    "Each event's `prev` MUST be the connection's cursor of the topic, set by `as_of`, by "
    "`replay.end.seq` and by the `seq` of each event and bookmark.",
)
async def events_form_a_chain(site: Site) -> None:
    async with console(site) as one:
        as_of = (await one.opened("incidents"))["incidents"].begin["as_of"]
        id_ = await one.incident()
        for number in range(5):
            await one.done("incident.note", id_, {"text": f"note {number}"})
        for _ in range(6):
            last = await one.event(id_)
        expect(last["ver"] >= 6, "six versions", last["ver"])
        cursor_trail(one.wire.frames, "incidents", as_of)


@rule(
    "E-2",
    "An event of a log topic MUST carry the same `seq` on every connection.",
)
async def seq_is_the_topics_own(site: Site) -> None:
    async with console(site) as one, console(site) as two:
        for each in (one, two):
            await each.opened("incidents")
        id_ = await one.incident()
        first, second = [(await each.event(id_))["seq"] for each in (one, two)]
        expect(first == second, f"seq {first}", second)


@rule(
    "E-3",
    "Each change of an entity MUST raise its `ver`.",
)
async def versions_rise(site: Site) -> None:
    async with console(site) as one:
        await one.opened("incidents")
        id_ = await one.incident()
        ver = (await one.event(id_))["ver"]
        for number in range(3):
            await one.done("incident.note", id_, {"text": f"note {number}"})
            now = (await one.event(id_))["ver"]
            expect(now > ver, f"a ver above {ver}", now)
            ver = now


@rule(
    "E-4",
    "The `data` of a `put` MUST be the whole entity, exactly as a snapshot holds it.",
)
async def events_hold_the_whole_entity(site: Site) -> None:
    async with console(site) as one:
        await one.opened("incidents")
        id_ = await one.incident(description="described", place="placed")
        await one.done("incident.note", id_, {"text": "note"})
        events = [await one.event(id_), await one.event(id_)]
        item = (await one.opened("incidents"))["incidents"].item(id_)
        expect(
            item is not None and item["data"] == events[-1]["data"], item and item["data"], events[-1]["data"]
        )


@rule(
    "E-5",
    "Each change of a log topic MUST be sent to every console that subscribes to it and may see it.",
)
async def events_reach_everybody(site: Site) -> None:
    async with console(site) as one, console(site) as two, console(site) as three:
        for each in (one, two, three):
            await each.opened("incidents")
        for _ in range(3):
            id_ = await one.incident()
            for each in (one, two, three):
                await each.event(id_)


@rule(
    "E-6",
    "A change of a log topic MUST be sent to a console once.",
)
async def events_come_once(site: Site) -> None:
    async with console(site) as one:
        await one.opened("incidents")
        id_ = await one.incident()
        await one.done("incident.note", id_, {"text": "note"})
        await one.of_topic("incidents", "bookmark")
        await one.wire.ping()
        versions = [event["ver"] for event in one.events("incidents") if event["id"] == id_]
        expect(len(versions) == len(set(versions)) == 2, "two events of two versions", versions)


@rule(
    "E-7",
    "For each subscribed log topic the platform MUST send `bookmark {topic, seq}` every 5 s.",
)
async def bookmarks_come_regularly(site: Site) -> None:
    tempo = site.tempo
    async with console(site) as one:
        await one.opened(*LOG_TOPICS)
        for topic in LOG_TOPICS:
            await one.of_topic(topic, "bookmark", within_s=tempo.bookmark_s + tempo.slack_s)
        begun = time.monotonic()
        for topic in LOG_TOPICS:
            await one.of_topic(topic, "bookmark", within_s=tempo.bookmark_s + tempo.slack_s)
        took = time.monotonic() - begun
        expect(took >= 0.5 * tempo.bookmark_s, f"about {tempo.bookmark_s:g} s between two", f"{took:.1f} s")


@rule(
    "E-8",
    "The first event after a bookmark MUST have the bookmark's `seq` as its `prev`.",
)
async def bookmarks_move_the_cursor(site: Site) -> None:
    async with console(site) as one:
        await one.opened("incidents")
        bookmark = await one.of_topic("incidents", "bookmark")
        await one.event(await one.incident())
        after = one.wire.frames[one.wire.frames.index(bookmark) + 1 :]
        cursor_trail(after, "incidents", bookmark["seq"])


@rule(
    "E-9",
    "Of one entity of a state topic at most two events a second MUST be sent.",
)
async def states_are_held_back(site: Site) -> None:
    async with site.unit_turn, console(site) as one:
        unit = await _a_unit(one)
        begun = time.monotonic()
        await _burst(one, unit)
        await one.wire.listen(0.8)
        took = time.monotonic() - begun
        came = len([event for event in one.events("units") if event["id"] == unit["id"]])
        allowed = _PER_SECOND * took + 2
        expect(1 <= came <= allowed, f"1 to {allowed:.0f} events in {took:.1f} s", came)


@rule(
    "E-10",
    "However fast a state changes, its latest value MUST be sent in the end.",
)
async def the_latest_state_arrives(site: Site) -> None:
    async with site.unit_turn, console(site) as one:
        unit = await _a_unit(one)
        await _burst(one, unit)
        last = unit["data"]["status"]
        await one.wire.listen(0.8)
        final = _last_event(one, unit["id"])
        expect(final is not None and final["data"]["status"] == last, f"status {last} in the end", final)


@rule(
    "E-11",
    "State topics MUST count with a `seq` and `prev` of the connection's own, without a gap.",
)
async def states_form_a_chain(site: Site) -> None:
    async with site.unit_turn, console(site) as one:
        unit = await _a_unit(one)
        begin = next(frame for frame in one.wire.frames if frame["type"] == "snapshot.begin")
        await _burst(one, unit)
        await one.wire.listen(0.6)
        expect(one.events("units"), "events of units", "none")
        cursor_trail(one.wire.frames, "units", begin["as_of"])


async def _a_unit(one: Console) -> Frame:
    """A unit to change: any that is off duty, if there is one."""
    items = (await one.opened("units"))["units"].items
    need(items, "this platform has no units")
    return random.choice([item for item in items if item["data"]["status"] == "off"] or items)


async def _burst(one: Console, unit: Frame) -> None:
    """Change the unit's status fast, and put back what it was."""
    status = unit["data"]["status"]
    other = "available" if status != "available" else "off"
    for turn in range(round(_BURST_S / _BURST_EVERY_S)):
        await one.done("unit.set_status", unit["id"], {"status": other if turn % 2 == 0 else status})
        await asyncio.sleep(_BURST_EVERY_S)


def _last_event(one: Console, id_: str) -> Frame | None:
    return next((event for event in reversed(one.events("units")) if event["id"] == id_), None)
