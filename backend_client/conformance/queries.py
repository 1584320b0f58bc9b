"""Rules on queries."""

from __future__ import annotations

from uuid import uuid4

from backend_client.conformance.console import Console, console, refusal
from backend_client.conformance.dispatching import REPORTER
from backend_client.conformance.findings import expect
from backend_client.conformance.rule import rule
from backend_client.conformance.site import Site, need

_SEARCH = "incidents.search"
_MOST = 500
_DRILLS = 5


@rule(
    "Q-1",
    "Each `query {id, name, args}` MUST be answered by one `reply` with its `id`: `{id, ok: true, data}`.",
)
async def queries_are_answered(site: Site) -> None:
    async with console(site) as one:
        ids = [f"q-{uuid4()}" for _ in range(5)]
        for id_ in ids:
            await one.wire.send("query", id=id_, name=_SEARCH, args={"limit": 1})
        for _ in ids:
            await one.wire.of_type("reply")
        await one.wire.ping()
        replies = [frame for frame in one.wire.frames if frame["type"] == "reply"]
        expect(sorted(r["id"] for r in replies) == sorted(ids), ids, [r["id"] for r in replies])
        for reply in replies:
            expect(reply["ok"] is True and "data" in reply, "ok and data", reply)


@rule(
    "Q-2",
    "A query whose name the platform does not know MUST be answered by `{id, ok: false, error}` with "
    "`bad_request`.",
)
async def unknown_queries_are_refused(site: Site) -> None:
    async with console(site) as one:
        refusal(await one.query("no.such.query"), "bad_request", "no.such.query")


@rule(
    "Q-3",
    "A query whose args are of the wrong kind or outside their bounds MUST be refused with `bad_request`.",
)
async def wrong_args_are_refused(site: Site) -> None:
    async with console(site) as one:
        wrong = ({"limit": _MOST + 1}, {"limit": 0}, {"offset": -1}, {"text": 7}, {"since": "yesterday"})
        for args in wrong:
            refusal(await one.query(_SEARCH, **args), "bad_request", f"{_SEARCH} {args}")


@rule(
    "Q-4",
    "A search MUST answer `{total, items}` with at most `limit` items and `total` as the number of all "
    "matches.",
)
async def searches_are_bounded(site: Site) -> None:
    async with console(site) as one:
        word, _ = await _three(one)
        found = await one.found(_SEARCH, text=word, limit=2)
        seen = found["total"], len(found["items"])
        expect(seen == (3, 2), "a total of 3 and 2 items", f"{seen[0]} and {seen[1]}")


@rule(
    "Q-5",
    "`offset` MUST leave out so many of the matches, so that pages do not overlap.",
)
async def searches_have_pages(site: Site) -> None:
    async with console(site) as one:
        word, ids = await _three(one)
        first, second = [await one.found(_SEARCH, text=word, limit=2, offset=offset) for offset in (0, 2)]
        seen = [item["id"] for item in first["items"] + second["items"]]
        expect(sorted(seen) == sorted(ids), f"{ids} in two pages", seen)


@rule(
    "Q-6",
    "`incidents.search` MUST find the newest first.",
)
async def the_newest_comes_first(site: Site) -> None:
    async with console(site) as one:
        word, _ = await _three(one)
        times = [item["data"]["reported_at"] for item in (await one.found(_SEARCH, text=word))["items"]]
        expect(times == sorted(times, reverse=True), "falling times", times)


@rule(
    "Q-7",
    "`text` MUST leave only matches in which each of its words is found.",
)
async def every_word_counts(site: Site) -> None:
    async with console(site) as one:
        word, ids = await _three(one)
        expect((await one.found(_SEARCH, text=word))["total"] == len(ids), "three matches", "others")
        total = (await one.found(_SEARCH, text=f"{word} {uuid4().hex}"))["total"]
        expect(total == 0, "no match of a word that stands nowhere", total)


@rule(
    "Q-8",
    "`states` and `severities` MUST leave only incidents of those named.",
)
async def searches_filter(site: Site) -> None:
    async with console(site) as one:
        word, ids = await _three(one)
        await one.done("incident.accept", ids[0])
        found = await one.found(_SEARCH, text=word, states=["to_dispatch"])
        expect([item["id"] for item in found["items"]] == ids[:1], f"{ids[0]} alone", found["items"])
        found = await one.found(_SEARCH, text=word, severities=[1])
        expect(found["total"] == 0, "none of severity 1", found["total"])


@rule(
    "Q-9",
    "The items of an answer MUST be as in a snapshot, `{entity, id, ver, data}`, and as new.",
)
async def items_are_as_in_snapshots(site: Site) -> None:
    async with console(site) as one:
        word, ids = await _three(one)
        await one.done("incident.note", ids[0], {"text": "note"})
        items = {item["id"]: item for item in (await one.found(_SEARCH, text=word))["items"]}
        held = (await one.opened("incidents"))["incidents"]
        for id_ in ids:
            expect(items.get(id_) == held.item(id_), held.item(id_), items.get(id_))


@rule(
    "Q-10",
    "`cameras.search` MUST find a camera by its `device_id`.",
)
async def cameras_are_found(site: Site) -> None:
    async with console(site) as one:
        some = (await one.found("cameras.search", limit=1))["items"]
        need(some, "this platform has no cameras")
        device = some[0]["data"]["device_id"]
        found = [item["id"] for item in (await one.found("cameras.search", text=device))["items"]]
        expect(some[0]["id"] in found, f"{some[0]['id']} by {device}", found)


@rule(
    "Q-11",
    "A query MUST NOT find anything outside the user's scope.",
)
async def searches_keep_to_the_scope(site: Site) -> None:
    async with console(site) as one, console(site, account=site.limited) as part:
        division = str(part.welcome["user"]["scope"]["division"])
        total = (await one.found("cameras.search", limit=1))["total"]
        found = await part.found("cameras.search", limit=_MOST)
        expect(found["total"] < total, f"fewer than all {total} cameras", found["total"])
        grids = [item["data"]["grid_code"] for item in found["items"]]
        outside = [code for code in grids if not code.startswith(division)]
        expect(not outside, f"cameras of {division} alone", outside)


@rule(
    "Q-12",
    "`incident.history` MUST answer all steps of the incident, and its versions newest first with `more` "
    "false when they reach back to the first.",
)
async def histories_are_whole(site: Site) -> None:
    async with console(site) as one:
        id_ = await one.incident()
        for text in ("first", "second"):
            await one.done("incident.note", id_, {"text": text})
        history = await one.found("incident.history", incident=id_)
        steps = [step["text"] for step in history["steps"]]
        expect(steps == ["", "first", "second"], "the creation and two notes", steps)
        versions = [version["ver"] for version in history["versions"]]
        expect(versions in ([3, 2, 1], [2, 1]), "all versions, newest first", versions)
        expect(history["more"] is False, "no more", history["more"])


@rule(
    "Q-13",
    "`audit.search` MUST be refused with `forbidden` to everybody but audit administrators.",
)
async def the_audit_trail_is_not_for_everybody(site: Site) -> None:
    async with console(site, account=site.limited) as part:
        refusal(await part.query("audit.search"), "forbidden", "audit.search")


@rule(
    "Q-14",
    "`audit.search` MUST find each command with who sent it, what it was, its target and its result.",
)
async def the_audit_trail_holds_every_command(site: Site) -> None:
    async with console(site) as one:
        need("audit_administrator" in one.welcome["user"]["roles"], "the user is no audit administrator")
        id_ = await one.incident()
        await one.done("incident.accept", id_)
        await one.command("incident.accept", id_)
        entries = (await one.found("audit.search", target=id_, what="incident.accept"))["entries"]
        results = [entry["result"] for entry in entries]
        expect(results == ["illegal_transition", "ok"], "a refusal after an ok", results)
        who = {entry["who"] for entry in entries}
        expect(who == {one.welcome["user"]["id"]}, one.welcome["user"]["id"], sorted(who))


@rule(
    "Q-15",
    "`incident.reporter {incident, reason}` MUST answer the whole `{name, phone}`, and refuse with "
    "`bad_request` to do so without a reason.",
)
async def reporters_are_told_for_a_reason(site: Site) -> None:
    async with console(site) as one:
        id_ = await one.incident(reporter=REPORTER)
        found = await one.found("incident.reporter", incident=id_, reason="conformance")
        expect(found == REPORTER, REPORTER, found)
        for args in ({}, {"reason": ""}):
            reply = await one.query("incident.reporter", incident=id_, **args)
            refusal(reply, "bad_request", "incident.reporter without a reason")


@rule(
    "Q-16",
    "`statistics {since, until}` MUST leave out exercises.",
)
async def drills_do_not_count(site: Site) -> None:
    async with console(site) as one:
        since = one.hello["time"]
        for _ in range(_DRILLS):
            await one.incident()
        found = await one.found("statistics", since=since, until="2999-01-01T00:00:00Z")
        # A real one may have come meanwhile, but hardly as many.
        count = found["by_type"].get(site.type_code, 0)
        expect(count < _DRILLS, "none of the drills", f"{count} of {site.type_code}")


async def _three(one: Console) -> tuple[str, list[str]]:
    """Three incidents with a word of their own in the title: the word and their ids."""
    word = uuid4().hex
    return word, [await one.incident(title=f"conformance {word} {number}") for number in range(3)]
