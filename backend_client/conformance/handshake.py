"""Rules on the opening of a connection, and on who it belongs to while it lives."""

from __future__ import annotations

import time
from uuid import uuid4

from backend_client.conformance.console import console, cursor_trail, introduce
from backend_client.conformance.findings import expect
from backend_client.conformance.rule import rule
from backend_client.conformance.site import Site, bearer, granted
from backend_client.protocol.errors import CloseCode
from backend_client.protocol.messages import PROTOCOL_NAME
from backend_client.protocol.topics import TOPICS

_LIMITS = ("frame_bytes", "page", "pending_commands")


@rule(
    "H-1",
    "The platform MUST speak first, with `hello {protocol, server: {name, version}, time, heartbeat_s, "
    "limits: {frame_bytes, page, pending_commands}}`.",
)
async def says_hello(site: Site) -> None:
    async with site.wire() as wire:
        hello = await wire.next(lambda _: True, wanted="a hello")
        expect(hello.get("type") == "hello", "hello as the first frame", hello)
        expect(hello.get("protocol") == PROTOCOL_NAME, "protocol ccc.v1", hello)
        server = hello.get("server", {})
        expect(
            isinstance(server.get("name"), str) and server.get("version"), "server name and version", hello
        )
        expect("time" in hello, "time", hello)
        limits = hello.get("limits", {})
        expect(all(isinstance(limits.get(name), int) for name in _LIMITS), "limits as integers", limits)


@rule(
    "H-2",
    "`hello.heartbeat_s` MUST be above 0 and below 45.",
)
async def heartbeat_is_shorter_than_silence(site: Site) -> None:
    async with site.wire() as wire:
        heartbeat = (await wire.of_type("hello")).get("heartbeat_s")
        expect(
            isinstance(heartbeat, int | float) and 0 < heartbeat < 45, "seconds between 0 and 45", heartbeat
        )


@rule(
    "H-3",
    "A connection on which no `auth` has come within 10 s MUST be closed with 4408.",
    within_s=40.0,
)
async def auth_has_to_come_in_time(site: Site) -> None:
    tempo = site.tempo
    # From before the platform can have begun to wait: no busy machine makes an honest one look impatient.
    began = time.monotonic()
    async with site.wire() as wire:
        await wire.closed_with(CloseCode.NO_AUTH_IN_TIME, within_s=tempo.auth_within_s + tempo.slack_s)
        lasted = time.monotonic() - began
        expect(
            lasted > 0.8 * tempo.auth_within_s, f"{tempo.auth_within_s:g} s of patience", f"{lasted:.1f} s"
        )


@rule(
    "H-4",
    "An `auth` whose token is not that of a living session MUST be answered by a close with 4401.",
)
async def wrong_tokens_are_refused(site: Site) -> None:
    token = await site.token()
    for wrong in ("", "forged", token[:-3] + ("aaa" if token[-3:] != "aaa" else "bbb")):
        async with site.wire() as wire:
            await wire.of_type("hello")
            await introduce(wire, wrong)
            await wire.closed_with(CloseCode.NOT_AUTHENTICATED)


@rule(
    "H-5",
    "Any frame of a known type that comes before `auth` MUST be answered by a close with 4401.",
)
async def auth_comes_first(site: Site) -> None:
    for type_, fields in (
        ("ping", {"at": "2026-01-31T08:00:00Z"}),
        ("subscribe", {"id": "s", "topics": ["incidents"]}),
        ("query", {"id": "q", "name": "incidents.search", "args": {}}),
    ):
        async with site.wire() as wire:
            await wire.of_type("hello")
            await wire.send(type_, **fields)
            await wire.closed_with(CloseCode.NOT_AUTHENTICATED)
            expect([f["type"] for f in wire.frames] == ["hello"], "nothing but hello before", wire.frames)


@rule(
    "H-6",
    "A good `auth` MUST be answered by `welcome {session, user: {id, name, roles, scope: {division, "
    "departments}}, epoch, topics}`.",
)
async def welcomes(site: Site) -> None:
    async with console(site) as one:
        welcome = one.welcome
        expect(isinstance(welcome.get("session"), str), "a session", welcome)
        user = welcome.get("user", {})
        expect({"id", "name", "roles", "scope"} <= set(user), "user with id, name, roles, scope", user)
        expect({"division", "departments"} <= set(user["scope"]), "division and departments", user["scope"])
        expect(isinstance(welcome.get("epoch"), str) and welcome["epoch"], "an epoch", welcome)
        expect(isinstance(welcome.get("topics"), list), "topics", welcome)


@rule(
    "H-7",
    "`welcome.topics` MUST name every topic of this page.",
)
async def offers_every_topic(site: Site) -> None:
    async with console(site) as one:
        missing = sorted(set(TOPICS) - set(one.welcome["topics"]))
        expect(not missing, "all eight topics", f"no {', '.join(missing)}")


@rule(
    "H-8",
    "`epoch` MUST be the same on every connection for as long as the database is the same.",
)
async def epoch_stays(site: Site) -> None:
    async with console(site) as one, console(site) as two:
        expect(one.welcome["epoch"] == two.welcome["epoch"], one.welcome["epoch"], two.welcome["epoch"])


@rule(
    "H-9",
    "An `auth` with a renewed token on a living connection MUST be answered by `welcome` with the same "
    "session, and what is subscribed goes on.",
)
async def renews_in_band(site: Site) -> None:
    token = await site.token()
    instance = str(uuid4())
    async with console(site, token=token, instance=instance) as one:
        as_of = (await one.opened("incidents"))["incidents"].begin["as_of"]
        fresh = granted(await site.post("/api/renew", headers=bearer(token)))["token"]
        await introduce(one.wire, fresh, instance=instance)
        again = await one.wire.of_type("welcome")
        expect(again["session"] == one.welcome["session"], one.welcome["session"], again["session"])
        await one.event(await one.incident())
        cursor_trail(one.wire.frames, "incidents", as_of)
        begins = [frame for frame in one.wire.frames if frame["type"] == "snapshot.begin"]
        expect(len(begins) == 1, "no second snapshot", f"{len(begins)} of them")


@rule(
    "H-10",
    "An `auth` with a token of another user on a living connection MUST be answered by `welcome` with "
    "that user.",
)
async def changes_the_user_in_band(site: Site) -> None:
    async with console(site) as one:
        await introduce(one.wire, await site.token(site.limited), instance="another")
        welcome = await one.wire.of_type("welcome")
        expect(welcome["user"]["id"] != one.welcome["user"]["id"], "another user", welcome["user"])


@rule(
    "H-11",
    "When the user of a living connection changes, the platform MUST send `resync {reason: "
    "scope_changed}` and a whole snapshot, under the same `sub`, for each subscribed topic that looks "
    "different to the new one.",
)
async def another_scope_is_sent_anew(site: Site) -> None:
    async with console(site) as one:
        await one.opened("incidents", "units")
        await introduce(one.wire, await site.token(site.limited))
        await one.wire.of_type("welcome")
        for topic in ("incidents", "units"):
            resync = await one.of_topic(topic, "resync")
            expect(resync["reason"] == "scope_changed", "scope_changed", resync)
            await one.snapshot(topic)


@rule(
    "H-12",
    "A command MUST be judged by the roles of the user whom the connection belongs to when it arrives.",
)
async def commands_go_by_the_present_user(site: Site) -> None:
    async with console(site) as one:
        id_ = await one.incident()
        await introduce(one.wire, await site.token(site.limited))
        await one.wire.of_type("welcome")
        await one.refused("forbidden", "incident.accept", id_, {})
        await introduce(one.wire, await site.token())
        await one.wire.of_type("welcome")
        await one.done("incident.accept", id_)


@rule(
    "H-13",
    "When a second connection of the same user and the same `instance` signs in, the first MUST be closed "
    "with 4409.",
)
async def the_same_instance_is_replaced(site: Site) -> None:
    instance = str(uuid4())
    async with console(site, instance=instance) as first, console(site, instance=instance) as second:
        await first.wire.closed_with(CloseCode.REPLACED)
        await second.wire.ping()


@rule(
    "H-14",
    "Connections of the same user and different `instance`s MUST live side by side.",
)
async def other_instances_are_left_alone(site: Site) -> None:
    async with console(site) as first, console(site) as second:
        for each in (first, second):
            await each.wire.ping()
