"""Rules on subscriptions: which topics, which frames belong to them, what may be seen."""

from __future__ import annotations

import msgspec

from backend_client.conformance.console import console
from backend_client.conformance.findings import Broken, expect
from backend_client.conformance.rule import rule
from backend_client.conformance.site import Site, need
from backend_client.conformance.wire import Frame
from backend_client.protocol.entities import ENTITY_TYPES
from backend_client.protocol.topics import TOPIC_OF, TOPICS

_OF_A_TOPIC = ("snapshot.begin", "snapshot.page", "snapshot.end", "event", "bookmark", "resync")


@rule(
    "T-1",
    "The first answer to `subscribe {id, topics}` MUST be `subscribed` with the same `id` and the topics "
    "granted.",
)
async def subscribed_comes_first(site: Site) -> None:
    async with console(site) as one:
        await one.wire.send("subscribe", id="first", topics=["incidents", "walls"], resume=None)
        answer = await one.wire.next(lambda _: True, wanted="subscribed")
        expect(answer["type"] == "subscribed" and answer["id"] == "first", "subscribed with id first", answer)
        expect(answer["topics"] == ["incidents", "walls"], "both topics granted", answer)


@rule(
    "T-2",
    "A topic that the platform does not have MUST be named in `subscribed.refused` with `not_found`, "
    "while the others are served.",
)
async def unknown_topics_are_refused(site: Site) -> None:
    async with console(site) as one:
        answer = await one.subscribe("no-such-topic", "walls")
        refused = answer.get("refused", {}).get("no-such-topic", {})
        expect(refused.get("code") == "not_found", "no-such-topic refused with not_found", answer)
        await one.snapshot("walls")


@rule(
    "T-3",
    "Every frame of a topic MUST carry the id of its subscription as `sub`.",
)
async def frames_say_their_subscription(site: Site) -> None:
    async with console(site) as one:
        await one.opened("incidents", "walls", "units")
        await one.incident()
        await one.wire.next(lambda frame: frame["type"] == "event", wanted="an event")
        await one.wire.next(lambda frame: frame["type"] == "bookmark", wanted="a bookmark")
        for frame in one.wire.frames:
            if frame["type"] in _OF_A_TOPIC:
                expect(frame.get("sub") == one.sub, f"sub {one.sub}", frame)


@rule(
    "T-4",
    "A later `subscribe` MUST replace the earlier one, so that topics it does not name fall silent.",
)
async def a_later_subscribe_replaces(site: Site) -> None:
    async with console(site) as one:
        await one.opened("incidents")
        before = one.sub
        await one.opened("walls")
        await one.incident()
        await one.of_topic("walls", "bookmark")
        await one.of_topic("walls", "bookmark")
        late = [frame for frame in one.events("incidents") if frame.get("sub") != before]
        expect(not late, "no event of incidents", late)


@rule(
    "T-5",
    "After `unsubscribe` the platform MUST NOT send anything more of the topics named.",
)
async def unsubscribe_silences(site: Site) -> None:
    async with console(site) as one:
        await one.opened("incidents", "walls")
        await one.wire.send("unsubscribe", id=one.sub, topics=["incidents"])
        await one.wire.ping()
        mark = len(one.wire.frames)
        await one.incident()
        for _ in range(2):
            await one.of_topic("walls", "bookmark")
        late = [f for f in one.wire.frames[mark:] if f.get("topic") == "incidents" and "cmd_id" not in f]
        expect(not late, "nothing more of incidents", late)


@rule(
    "T-6",
    "For each topic granted, subscribing without `resume` MUST be answered by one snapshot and no replay.",
)
async def every_topic_gets_its_snapshot(site: Site) -> None:
    async with console(site) as one:
        await one.opened(*TOPICS)
        for topic in TOPICS:
            kinds = [f["type"] for f in one.wire.frames if f.get("topic") == topic]
            expect(kinds.count("snapshot.begin") == 1, f"one snapshot of {topic}", kinds)
            expect("replay.begin" not in kinds, f"no replay of {topic}", kinds)


@rule(
    "T-7",
    "An entity of the table above MUST be sent in its own topic only.",
)
async def entities_keep_to_their_topics(site: Site) -> None:
    async with console(site) as one:
        for topic, snapshot in (await one.opened(*TOPICS)).items():
            for item in snapshot.items:
                home = TOPIC_OF.get(item["entity"], topic)
                expect(home == topic, f"{item['entity']} in {home}", f"{item['id']} in {topic}")


@rule(
    "T-8",
    "The `data` of an entity MUST fit the published schema of its kind and hold neither `id` nor `ver`.",
)
async def data_fits_its_schema(site: Site) -> None:
    async with console(site) as one:
        for snapshot in (await one.opened(*TOPICS)).values():
            for item in snapshot.items:
                _check_data(item)


@rule(
    "T-9",
    "A snapshot MUST NOT hold anything outside the user's scope.",
)
async def snapshots_keep_to_the_scope(site: Site) -> None:
    async with console(site) as all_of_it, console(site, account=site.limited) as part:
        division = _division(part.welcome)
        mine, theirs = [(await each.opened("directory"))["directory"].items for each in (part, all_of_it)]
        for item in mine:
            if item["entity"] == "grid":
                expect(item["data"]["code"].startswith(division), f"grids of {division}", item["id"])
        expect(len(mine) < len(theirs), f"fewer than all {len(theirs)} entities", len(mine))


@rule(
    "T-10",
    "An event MUST NOT be sent to a console in whose scope its entity neither is nor was.",
)
async def events_keep_to_the_scope(site: Site) -> None:
    async with console(site) as one, console(site, account=site.limited) as part:
        outside = await _grid(site, inside=False, division=_division(part.welcome))
        await part.opened("incidents")
        id_ = await one.incident(grid_code=outside)
        for _ in range(2):
            await part.of_topic("incidents", "bookmark")
        seen = [frame for frame in part.events("incidents") if frame["id"] == id_]
        expect(not seen, "no event of an incident elsewhere", seen)


@rule(
    "T-11",
    "An entity that enters a console's view MUST be sent to it as `put`, and one that leaves it as "
    "`delete` with `data` null.",
)
async def views_are_entered_and_left(site: Site) -> None:
    async with console(site) as one, console(site, account=site.limited) as part:
        division = _division(part.welcome)
        items = (await one.opened("directory"))["directory"].items
        orgs = [
            item for item in items if item["entity"] == "org" and len(item["data"]["code"]) == len(division)
        ]
        inside = next((org["id"] for org in orgs if org["data"]["code"] == division), None)
        outside = next((org["id"] for org in orgs if org["data"]["code"] != division), None)
        need(inside and outside, "there are no two divisions of one rank to pass an incident between")
        await part.opened("incidents")
        id_ = await one.incident()
        ops = []
        for org in (inside, outside):
            await one.done("incident.transfer", id_, {"org": org, "reason": "conformance"})
            ops.append(await part.event(id_))
        expect(ops[0]["op"] == "put", "a put when it enters", ops[0])
        left = ops[1]["op"], ops[1].get("data")
        expect(left == ("delete", None), "a delete without data when it leaves", ops[1])
        expect(ops[1]["ver"] >= ops[0]["ver"], "a ver not below the held one", ops[1]["ver"])


def _check_data(item: Frame) -> None:
    data = item["data"]
    expect(not {"id", "ver"} & set(data), "data without id and ver", f"{item['id']}: {sorted(data)}")
    kind = ENTITY_TYPES.get(item["entity"])
    if kind is None:
        return
    try:
        msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise Broken(f"{item['entity']} {item['id']} to fit its schema", f"{error}") from error


def _division(welcome: Frame) -> str:
    division = welcome["user"]["scope"]["division"]
    expect(division, "a limited user whose scope names a division", welcome["user"]["scope"])
    return str(division)


async def _grid(site: Site, *, inside: bool, division: str) -> str:
    async with console(site) as one:
        for item in (await one.opened("directory"))["directory"].items:
            if item["entity"] == "grid" and item["data"]["code"].startswith(division) is inside:
                return str(item["data"]["code"])
    raise Broken(f"a grid {'inside' if inside else 'outside'} of {division}", "none")
