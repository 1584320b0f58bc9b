"""Rules on snapshots: whole, in one piece, and provably so."""

from __future__ import annotations

import asyncio
import re

from backend_client.conformance.console import console
from backend_client.conformance.findings import expect
from backend_client.conformance.rule import rule
from backend_client.conformance.site import Site
from backend_client.protocol.digest import snapshot_digest
from backend_client.protocol.times import parse_time
from backend_client.protocol.topics import TOPICS

_DAY_S = 24 * 3600.0
#: How much later than after 24 h a closed incident may leave the view.
_LATE_S = 300.0
_DIGEST = re.compile(r"[0-9a-f]{64}")


@rule(
    "S-1",
    "A snapshot MUST be sent as `snapshot.begin {topic, epoch, as_of}`, any number of `snapshot.page "
    "{topic, items}` and `snapshot.end {topic, count, digest}`, in this order.",
)
async def stands_between_begin_and_end(site: Site) -> None:
    async with console(site) as one:
        await one.opened(*TOPICS)
        for topic in TOPICS:
            kinds = [f["type"] for f in one.wire.frames if f.get("topic") == topic]
            kinds = [kind for kind in kinds if kind.startswith("snapshot.")]
            expect(kinds[0] == "snapshot.begin", f"begin first in {topic}", kinds[0])
            expect(kinds[-1] == "snapshot.end", f"end last in {topic}", kinds[-1])
            expect(set(kinds[1:-1]) <= {"snapshot.page"}, f"only pages between in {topic}", kinds)


@rule(
    "S-2",
    "Between `snapshot.begin` and `snapshot.end` of a topic nothing but its own pages MUST be sent of it, "
    "unless a `resync` cuts the snapshot short.",
)
async def nothing_stands_in_between(site: Site) -> None:
    async with console(site) as one, console(site) as other:
        id_ = await other.incident()
        for number in range(10):
            # A change while the snapshot is under way is what tempts a platform.
            await one.subscribe("incidents")
            await asyncio.gather(
                other.done("incident.note", id_, {"text": f"note {number}"}), one.snapshot("incidents")
            )
        inside = False
        for frame in one.wire.frames:
            if frame.get("topic") != "incidents" or frame["type"] == "result":
                continue
            kind = frame["type"]
            expect(
                not inside or kind in ("snapshot.page", "snapshot.end"), "only pages within a snapshot", kind
            )
            inside = kind in ("snapshot.begin", "snapshot.page")


@rule(
    "S-3",
    "A page MUST hold at most `hello.limits.page` items.",
)
async def pages_are_bounded(site: Site) -> None:
    async with console(site) as one:
        limit = one.hello["limits"]["page"]
        for topic, snapshot in (await one.opened(*TOPICS)).items():
            largest = max((len(page["items"]) for page in snapshot.pages), default=0)
            expect(largest <= limit, f"at most {limit} items a page", f"{largest} in {topic}")


@rule(
    "S-4",
    "`snapshot.end.count` MUST be the number of items sent.",
)
async def counts_its_items(site: Site) -> None:
    async with console(site) as one:
        for topic, snapshot in (await one.opened(*TOPICS)).items():
            sent = len(snapshot.items)
            expect(snapshot.end["count"] == sent, f"count {sent} in {topic}", snapshot.end["count"])


@rule(
    "S-5",
    "`snapshot.end.digest` MUST be the lower-case hexadecimal SHA-256 over one line `id:ver` and a "
    "newline for each item, the lines sorted as UTF-8 bytes.",
)
async def proves_its_items(site: Site) -> None:
    async with console(site) as one:
        for topic, snapshot in (await one.opened(*TOPICS)).items():
            right = snapshot_digest((item["id"], item["ver"]) for item in snapshot.items)
            said = snapshot.end["digest"]
            expect(_DIGEST.fullmatch(said) and said == right, f"digest {right} of {topic}", said)


@rule(
    "S-6",
    "An item MUST be `{entity, id, ver, data}` with `ver` from 1 on and `data` an object.",
)
async def items_have_one_form(site: Site) -> None:
    async with console(site) as one:
        for snapshot in (await one.opened(*TOPICS)).values():
            for item in snapshot.items:
                expect({"entity", "id", "ver", "data"} <= set(item), "entity, id, ver and data", sorted(item))
                expect(isinstance(item["ver"], int) and item["ver"] >= 1, "a ver from 1 on", item["ver"])
                expect(isinstance(item["data"], dict), "data as an object", item["data"])


@rule(
    "S-7",
    "An id MUST NOT stand twice in a snapshot.",
)
async def ids_are_unique(site: Site) -> None:
    async with console(site) as one:
        for topic, snapshot in (await one.opened(*TOPICS)).items():
            ids = [item["id"] for item in snapshot.items]
            twice = sorted({id_ for id_ in ids if ids.count(id_) > 1}) if len(set(ids)) < len(ids) else []
            expect(not twice, f"every id of {topic} once", twice)


@rule(
    "S-8",
    "`snapshot.begin.epoch` MUST be the epoch of `welcome`.",
)
async def names_its_epoch(site: Site) -> None:
    async with console(site) as one:
        begin = (await one.opened("incidents"))["incidents"].begin
        expect(begin["epoch"] == one.welcome["epoch"], one.welcome["epoch"], begin["epoch"])


@rule(
    "S-9",
    "A snapshot MUST hold every change up to `as_of`, so that what a result has acknowledged is in every "
    "later one.",
)
async def holds_what_was_acknowledged(site: Site) -> None:
    async with console(site) as one, console(site) as other:
        for _ in range(3):
            result = await one.command("incident.create", None, one.new_incident())
            id_ = one.created(result)
            snapshot = (await other.opened("incidents"))["incidents"]
            as_of = snapshot.begin["as_of"]
            expect(as_of >= result["seq"], f"as_of from {result['seq']} on", as_of)
            item = snapshot.item(id_)
            expect(item is not None and item["ver"] >= result["ver"], f"{id_} in the snapshot", item)


@rule(
    "S-10",
    "An incident that was closed, rejected, merged or voided MUST stay in the view for 24 h.",
)
async def what_was_closed_stays_a_day(site: Site) -> None:
    async with console(site) as one:
        id_ = await one.incident()
        await one.done("incident.reject", id_, {"reason": "conformance"})
        item = await one.held(id_)
        expect(item["data"]["state"] == "rejected", "it as rejected", item["data"]["state"])


@rule(
    "S-11",
    "An incident that was closed more than 24 h and five minutes ago, and of which no clock runs, MUST NOT "
    "be in a snapshot.",
)
async def what_was_closed_goes_after_a_day(site: Site) -> None:
    async with console(site) as one:
        now = parse_time((await one.wire.ping())["time"])
        for item in (await one.opened("incidents"))["incidents"].items:
            closed_at = item["data"].get("closed_at")
            owed = any(clock.get("met_at") is None for clock in item["data"].get("deadlines", ()))
            if closed_at is not None and not owed:
                age = now - parse_time(closed_at)
                expect(age <= _DAY_S + _LATE_S, "nothing closed long ago", f"{item['id']} closed {closed_at}")
