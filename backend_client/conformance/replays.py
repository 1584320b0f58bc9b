"""Rules on coming back: what was missed, or everything, never a part."""

from __future__ import annotations

from backend_client.conformance.console import Console, Snapshot, console, cursor_trail
from backend_client.conformance.findings import expect
from backend_client.conformance.rule import rule
from backend_client.conformance.site import Site
from backend_client.conformance.wire import Frame
from backend_client.protocol.topics import STATE_TOPICS

_TOO_OLD = ("expired", "too_many")
_FAR_AHEAD = 1_000_000_000


@rule(
    "R-1",
    "`resume` with the present epoch and a cursor whose later events the platform still holds MUST be "
    "answered by `replay.begin {topic, from}` with that cursor as `from`, the events after it, and "
    "`replay.end {topic, seq}`.",
)
async def replays(site: Site) -> None:
    async with console(site) as one:
        cursor = await _head(one)
        await one.incident()
        begin, _, _ = await _replay(one, cursor)
        expect(begin["from"] == cursor, f"from {cursor}", begin)


@rule(
    "R-2",
    "A replay MUST hold every event of the topic that the console may see after the cursor, in order.",
)
async def replays_everything(site: Site) -> None:
    async with console(site) as one, console(site) as other:
        cursor = await _head(one)
        await other.opened("incidents")
        ids = [await other.incident() for _ in range(5)]
        for id_ in ids[:2]:
            await other.done("incident.note", id_, {"text": "note"})
        _, events, _ = await _replay(one, cursor)
        seen = [event["id"] for event in events if event["id"] in ids]
        expect(seen == [*ids, *ids[:2]], "five creations and two notes in order", seen)


@rule(
    "R-3",
    "In a replay each event's `prev` MUST be the cursor so far: `from`, then the `seq` of the event before.",
)
async def replays_without_a_gap(site: Site) -> None:
    async with console(site) as one:
        cursor = await _head(one)
        for _ in range(3):
            await one.incident()
        begin, events, end = await _replay(one, cursor)
        reached = cursor_trail(events, "incidents", begin["from"])
        expect(end["seq"] >= reached, f"replay.end.seq from {reached} on", end)


@rule(
    "R-4",
    "The first event after a replay MUST have `replay.end.seq` as its `prev`.",
)
async def goes_on_after_a_replay(site: Site) -> None:
    async with console(site) as one:
        cursor = await _head(one)
        await one.incident()
        _, _, end = await _replay(one, cursor)
        await one.event(await one.incident())
        after = one.wire.frames[one.wire.frames.index(end) + 1 :]
        cursor_trail(after, "incidents", end["seq"])


@rule(
    "R-5",
    "`resume` with another epoch MUST be answered by `resync {reason: epoch_changed}` for each log topic.",
)
async def another_epoch_is_a_resync(site: Site) -> None:
    async with console(site) as one:
        await _expect_resync(one, {"epoch": "another", "cursors": {"walls": 1}}, "walls", ("epoch_changed",))


@rule(
    "R-6",
    "A cursor beyond the newest event MUST be answered by `resync {reason: epoch_changed}`.",
)
async def a_cursor_from_the_future_is_a_resync(site: Site) -> None:
    async with console(site) as one:
        resume = {"epoch": one.welcome["epoch"], "cursors": {"walls": _FAR_AHEAD}}
        await _expect_resync(one, resume, "walls", ("epoch_changed",))


@rule(
    "R-7",
    "A cursor whose later events are partly gone MUST be answered by `resync` with `expired` or "
    "`too_many`, never by the part that is left.",
)
async def an_old_cursor_is_a_resync(site: Site) -> None:
    async with console(site) as one:
        resume = {"epoch": one.welcome["epoch"], "cursors": {"directory": 0}}
        await one.subscribe("directory", resume=resume)
        first = await one.of_topic("directory")
        if first["type"] == "resync":
            expect(first["reason"] in _TOO_OLD, " or ".join(_TOO_OLD), first)
            return
        # A platform that kept everything may replay from the beginning: it has to add up to the whole.
        held: dict[tuple[str, str], int] = {}
        while (frame := await one.of_topic("directory"))["type"] != "replay.end":
            key = frame["entity"], frame["id"]
            held.pop(key, None)
            if frame["op"] == "put":
                held[key] = frame["ver"]
        whole = (await one.opened("directory"))["directory"].versions()
        expect(held == whole, f"a replay from 0 that adds up to {len(whole)} entities", len(held))


@rule(
    "R-8",
    "`resync {topic, reason}` MUST be followed by a whole snapshot of the topic.",
)
async def a_resync_brings_everything(site: Site) -> None:
    async with console(site) as one:
        whole = (await one.opened("walls"))["walls"]
        snapshot = await _expect_resync(
            one, {"epoch": "another", "cursors": {"walls": 1}}, "walls", ("epoch_changed",)
        )
        expect(set(snapshot.versions()) == set(whole.versions()), "the whole of walls", snapshot.versions())


@rule(
    "R-9",
    "A log topic for which `resume` names no cursor MUST be answered by a snapshot.",
)
async def without_a_cursor_there_is_a_snapshot(site: Site) -> None:
    async with console(site) as one:
        cursor = await _head(one)
        await one.subscribe(
            "incidents", "walls", resume={"epoch": one.welcome["epoch"], "cursors": {"incidents": cursor}}
        )
        await one.of_topic("incidents", "replay.end")
        first = await one.of_topic("walls")
        expect(first["type"] == "snapshot.begin", "a snapshot of walls", first)
        await one.of_topic("walls", "snapshot.end")


@rule(
    "R-10",
    "A state topic MUST be answered by a snapshot whatever `resume` says.",
)
async def states_are_never_resumed(site: Site) -> None:
    async with console(site) as one:
        cursors = dict.fromkeys(STATE_TOPICS, 1)
        await one.subscribe(*STATE_TOPICS, resume={"epoch": one.welcome["epoch"], "cursors": cursors})
        for topic in STATE_TOPICS:
            await one.snapshot(topic)


async def _head(one: Console) -> int:
    """The present cursor of incidents; the topic falls silent again."""
    as_of: int = (await one.opened("incidents"))["incidents"].begin["as_of"]
    await one.subscribe()
    return as_of


async def _replay(one: Console, cursor: int) -> tuple[Frame, list[Frame], Frame]:
    await one.subscribe("incidents", resume={"epoch": one.welcome["epoch"], "cursors": {"incidents": cursor}})
    begin = await one.of_topic("incidents")
    expect(begin["type"] == "replay.begin", "replay.begin", begin)
    events: list[Frame] = []
    while (frame := await one.of_topic("incidents"))["type"] != "replay.end":
        expect(frame["type"] == "event", "events within a replay", frame)
        events.append(frame)
    return begin, events, frame


async def _expect_resync(one: Console, resume: Frame, topic: str, reasons: tuple[str, ...]) -> Snapshot:
    await one.subscribe(topic, resume=resume)
    first = await one.of_topic(topic)
    expect(
        first["type"] == "resync" and first.get("reason") in reasons, f"resync {' or '.join(reasons)}", first
    )
    return await one.snapshot(topic)
