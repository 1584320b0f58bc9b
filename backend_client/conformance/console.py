"""A console of the kit: a connection that has signed in, and what is asked of a platform again and again."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from uuid6 import uuid7

from backend_client.conformance.findings import Broken, expect
from backend_client.conformance.site import Account, Site
from backend_client.conformance.wire import Frame, Wire

VERSION = "1"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A whole topic as it came."""

    begin: Frame
    pages: tuple[Frame, ...]
    end: Frame

    @property
    def items(self) -> list[Frame]:
        """The entities of all pages."""
        return [item for page in self.pages for item in page["items"]]

    def item(self, id_: str) -> Frame | None:
        """One entity, or None when it is not among them."""
        return next((item for item in self.items if item["id"] == id_), None)

    def versions(self) -> dict[tuple[str, str], int]:
        """Which version of what is held."""
        return {(item["entity"], item["id"]): item["ver"] for item in self.items}


class Console:
    """A signed-in console. `sub` is its latest subscription."""

    def __init__(self, site: Site, wire: Wire, *, hello: Frame, welcome: Frame) -> None:
        self.site = site
        self.wire = wire
        self.hello = hello
        self.welcome = welcome
        self.sub = ""

    async def subscribe(self, *topics: str, resume: Frame | None = None) -> Frame:
        """Subscribe under a new id; the `subscribed`."""
        self.sub = f"sub-{uuid4()}"
        await self.wire.send("subscribe", id=self.sub, topics=topics, resume=resume)
        return await self.wire.next(
            lambda frame: frame.get("type") == "subscribed" and frame.get("id") == self.sub,
            wanted="subscribed with the id of the subscribe",
        )

    async def of_topic(self, topic: str, *types: str, within_s: float | None = None) -> Frame:
        """The next frame of a topic under the latest subscription: of these types, or of any."""

        def accept(frame: Frame) -> bool:
            ours = frame.get("sub") == self.sub and frame.get("topic") == topic
            return ours and (not types or frame["type"] in types)

        return await self.wire.next(
            accept, wanted=f"{' or '.join(types) or 'a frame'} of {topic}", within_s=within_s
        )

    async def snapshot(self, topic: str) -> Snapshot:
        """The snapshot of a topic that was subscribed to; what else of the topic comes is left aside."""
        begin = await self.of_topic(topic, "snapshot.begin")
        pages: list[Frame] = []
        while True:
            frame = await self.of_topic(topic, "snapshot.page", "snapshot.end")
            if frame["type"] == "snapshot.end":
                return Snapshot(begin, tuple(pages), frame)
            pages.append(frame)

    async def opened(self, *topics: str) -> dict[str, Snapshot]:
        """Subscribe to topics and take their snapshots."""
        await self.subscribe(*topics)
        return {topic: await self.snapshot(topic) for topic in topics}

    async def event(self, id_: str, *, sub: str | None = None) -> Frame:
        """The next event of an entity."""
        sub = sub or self.sub
        return await self.wire.next(
            lambda frame: frame.get("type") == "event" and frame.get("id") == id_ and frame.get("sub") == sub,
            wanted=f"an event of {id_}",
        )

    async def command(
        self, name: str, target: str | None = None, args: Frame | None = None, **more: Any
    ) -> Frame:
        """Send a command under a new id, or that of `more`; its result."""
        cmd_id = more.pop("cmd_id", None) or str(uuid7())
        await self.wire.send("command", cmd_id=cmd_id, name=name, target=target, args=args or {}, **more)
        return await self.result(cmd_id)

    async def result(self, cmd_id: str) -> Frame:
        """The result of a command."""
        return await self.wire.next(
            lambda frame: frame.get("type") == "result" and frame.get("cmd_id") == cmd_id,
            wanted=f"a result of {cmd_id}",
        )

    async def done(
        self, name: str, target: str | None = None, args: Frame | None = None, **more: Any
    ) -> Frame:
        """As `command`, which has to succeed."""
        result = await self.command(name, target, args, **more)
        expect(result.get("ok") is True, f"{name} to be carried out", result)
        return result

    async def refused(self, code: str, name: str, target: str | None, args: Frame, **more: Any) -> Frame:
        """As `command`, which has to be refused with `code`; the error."""
        return refusal(await self.command(name, target, args, **more), code, name)

    async def incident(self, **args: Any) -> str:
        """Create an exercise incident; its id."""
        result = await self.done("incident.create", None, self.new_incident(**args))
        return self.created(result)

    def new_incident(self, **args: Any) -> Frame:
        """Arguments of an exercise incident."""
        return {
            "type_code": self.site.type_code,
            "severity": 4,
            "title": f"conformance {uuid4()}",
            "source": "conformance",
            "exercise": True,
        } | args

    def created(self, result: Frame) -> str:
        """The id that a result of incident.create names, noted to be put away in the end."""
        id_ = (result.get("data") or {}).get("id")
        if not isinstance(id_, str):
            raise Broken("the created id as data.id", result)
        self.site.created.append(id_)
        return id_

    async def query(self, name: str, **args: Any) -> Frame:
        """Ask a query; its reply."""
        id_ = f"query-{uuid4()}"
        await self.wire.send("query", id=id_, name=name, args=args)
        return await self.wire.next(
            lambda frame: frame.get("type") == "reply" and frame.get("id") == id_,
            wanted="a reply with the id of the query",
        )

    async def found(self, name: str, **args: Any) -> Frame:
        """As `query`, which has to succeed; its data."""
        reply = await self.query(name, **args)
        expect(reply.get("ok") is True and isinstance(reply.get("data"), dict), f"{name} to answer", reply)
        data: Frame = reply["data"]
        return data

    async def held(self, id_: str) -> Frame:
        """An incident as a fresh snapshot has it."""
        item = (await self.opened("incidents"))["incidents"].item(id_)
        if item is None:
            raise Broken(f"incident {id_} in the snapshot", "none such")
        return item

    def events(self, topic: str) -> list[Frame]:
        """All events of a topic so far, in order."""
        return [
            frame
            for frame in self.wire.frames
            if frame.get("type") == "event" and frame.get("topic") == topic
        ]


def refusal(answer: Frame, code: str, what: str) -> Frame:
    """The error of a result or reply, which has to be `code`."""
    error = answer.get("error") or {}
    expect(answer.get("ok") is False and error.get("code") == code, f"{what} refused with {code}", answer)
    return dict(error)


def cursor_trail(frames: Iterable[Frame], topic: str, cursor: int) -> int:
    """Follow a topic's cursor through events and bookmarks. Raises Broken where `prev` is not it."""
    for frame in frames:
        if frame.get("topic") != topic:
            continue
        if frame["type"] == "event":
            expect(
                frame["prev"] == cursor, f"prev {cursor} in {topic}", {k: frame[k] for k in ("seq", "prev")}
            )
            expect(frame["seq"] > cursor, f"a seq above {cursor} in {topic}", frame["seq"])
        if frame["type"] in ("event", "bookmark", "replay.end"):
            cursor = frame["seq"]
    return cursor


async def introduce(wire: Wire, token: str, *, instance: str | None = None) -> None:
    """Send `auth`."""
    client = {
        "name": "conformance",
        "version": VERSION,
        "workstation": "conformance",
        "instance": instance or str(uuid4()),
    }
    await wire.send("auth", token=token, client=client)


@asynccontextmanager
async def console(
    site: Site,
    *,
    account: Account | None = None,
    token: str | None = None,
    instance: str | None = None,
    offer: str | None = None,
    max_queue: int | None = None,
) -> AsyncIterator[Console]:
    """A console that has signed in."""
    token = token or await site.token(account)
    async with site.wire(offer=offer, max_queue=max_queue) as wire:
        hello = await wire.of_type("hello")
        await introduce(wire, token, instance=instance)
        welcome = await wire.of_type("welcome")
        yield Console(site, wire, hello=hello, welcome=welcome)
