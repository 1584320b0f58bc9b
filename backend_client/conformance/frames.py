"""Rules on frames: encodings, forms, sizes, times."""

from __future__ import annotations

import re
import time
from typing import Any, get_args

import msgspec

from backend_client.conformance.console import Console, console, introduce
from backend_client.conformance.findings import Broken, expect
from backend_client.conformance.rule import rule
from backend_client.conformance.site import Site, body_of, need
from backend_client.conformance.wire import Frame
from backend_client.protocol.errors import CloseCode
from backend_client.protocol.messages import MSGPACK_NAME, PROTOCOL_NAME, ServerMessage
from backend_client.protocol.times import format_time
from backend_client.protocol.topics import TOPICS

_WRITTEN_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_TYPES = {member.__struct_config__.tag: member for member in get_args(ServerMessage)}
#: Frames that a platform must not take for one of its own: no JSON object with a string `type`.
_NO_FRAMES = ("{", "[]", '"ping"', "7", "{}", '{"type":7}', '{"type":null}')
#: Frames of known types whose fields are missing or of the wrong kind.
_WRONG_FIELDS: tuple[Frame, ...] = (
    {"type": "ping", "at": 7},
    {"type": "subscribe"},
    {"type": "subscribe", "id": "x", "topics": "incidents"},
    {"type": "command", "name": "incident.note"},
    {"type": "query", "id": 7, "name": "incidents.search"},
)


@rule(
    "F-1",
    "To a console that offers the subprotocol `ccc.v1` the platform MUST agree to it and send every frame "
    "as a text frame holding one JSON object with a string `type`.",
)
async def speaks_json(site: Site) -> None:
    async with console(site, offer=PROTOCOL_NAME) as one:
        agreed = one.wire.socket.subprotocol
        expect(agreed == PROTOCOL_NAME, "the subprotocol ccc.v1", agreed)
        await one.opened("incidents")
        await one.wire.ping()
        for arrival in one.wire.arrivals:
            expect(not arrival.binary, "text frames", f"a binary {arrival.frame.get('type')}")
            expect(isinstance(arrival.frame.get("type"), str), "a string `type`", arrival.frame)


@rule(
    "F-2",
    "A connection that offers no subprotocol the platform speaks MUST be accepted and then closed with 4406.",
)
async def no_common_subprotocol(site: Site) -> None:
    async with site.wire(offer="ccc.v0") as wire:
        await wire.closed_with(CloseCode.PROTOCOL)


@rule(
    "F-3",
    "To a console that offers only `ccc.v1+msgpack` the platform MUST either agree to it and send every "
    "frame as a binary frame holding one MessagePack map without extension types, or close with 4406.",
)
async def speaks_msgpack_or_says_no(site: Site) -> None:
    token = await site.token()
    async with site.wire(offer=MSGPACK_NAME) as wire:
        if not wire.packed:
            await wire.closed_with(CloseCode.PROTOCOL)
            return
        hello = await wire.of_type("hello")
        await introduce(wire, token)
        one = Console(site, wire, hello=hello, welcome=await wire.of_type("welcome"))
        await one.opened("incidents")
        for arrival in wire.arrivals:
            expect(arrival.binary, "binary frames", f"a text {arrival.frame.get('type')}")
            for value in _values(arrival.frame):
                expect(not isinstance(value, msgspec.msgpack.Ext), "no extension types", value)


@rule(
    "F-4",
    "Over `ccc.v1+msgpack` a platform that agrees to it MUST say the same as over `ccc.v1`: the same "
    "objects with the same field names.",
)
async def both_encodings_say_the_same(site: Site) -> None:
    async with site.wire(offer=MSGPACK_NAME) as wire:
        need(wire.packed, "this platform does not offer ccc.v1+msgpack")
    async with console(site, offer=PROTOCOL_NAME) as one, console(site, offer=MSGPACK_NAME) as two:
        id_ = await one.incident(position=[120.0, 30.0])
        text, packed = [(await each.opened("incidents"))["incidents"] for each in (one, two)]
        expect(text.item(id_) == packed.item(id_), text.item(id_), packed.item(id_))
        expect(set(text.end) == set(packed.end), f"the fields {sorted(text.end)}", sorted(packed.end))
        await one.done("incident.note", id_, {"text": "note"})
        first, second = [_without_cursor(await each.event(id_)) for each in (one, two)]
        expect(first == second, first, second)


@rule(
    "F-5",
    "The platform MUST ignore fields that it does not know.",
)
async def ignores_unknown_fields(site: Site) -> None:
    async with console(site) as one:
        await one.wire.ping(novelty={"a": [1]})
        result = await one.command("incident.create", None, one.new_incident(), novelty=7)
        expect(result["ok"] is True, "a command with an unknown field to be carried out", result)
        one.created(result)


@rule(
    "F-6",
    "The platform MUST skip a frame of a `type` that it does not know and keep the connection.",
)
async def skips_unknown_types(site: Site) -> None:
    async with console(site) as one:
        await one.wire.send("from.the.future", anything=1)
        await one.wire.ping()


@rule(
    "F-7",
    "A frame that is not an object with a string `type` in the agreed encoding MUST close the connection "
    "with 4400.",
)
async def no_object_closes(site: Site) -> None:
    for text in _NO_FRAMES:
        async with console(site) as one:
            packed = b"\xc1" if text == "{" else msgspec.msgpack.encode(msgspec.json.decode(text))
            await one.wire.send_raw(packed if one.wire.packed else text)
            await one.wire.closed_with(CloseCode.BAD_FRAME)


@rule(
    "F-8",
    "A frame of a known `type` with missing or wrong fields MUST close the connection with 4400.",
)
async def wrong_fields_close(site: Site) -> None:
    for frame in _WRONG_FIELDS:
        async with console(site) as one:
            await one.wire.send(frame["type"], **{key: frame[key] for key in frame if key != "type"})
            await one.wire.closed_with(CloseCode.BAD_FRAME)


@rule(
    "F-9",
    "A binary frame over `ccc.v1`, and a text frame over `ccc.v1+msgpack`, MUST close the connection with "
    "4400.",
)
async def the_other_kind_of_frame_closes(site: Site) -> None:
    async with console(site) as one:
        frame = {"type": "ping", "at": format_time(time.time())}
        text = msgspec.json.encode(frame)
        await one.wire.send_raw(text.decode() if one.wire.packed else text)
        await one.wire.closed_with(CloseCode.BAD_FRAME)


@rule(
    "F-10",
    "A frame from the console above `hello.limits.frame_bytes` MUST close the connection with 4400.",
)
async def too_large_closes(site: Site) -> None:
    async with console(site) as one:
        await one.wire.send("from.the.future", filling="x" * one.hello["limits"]["frame_bytes"])
        await one.wire.closed_with(CloseCode.BAD_FRAME)


@rule(
    "F-11",
    "The platform MUST NOT send a frame above `hello.limits.frame_bytes`.",
)
async def keeps_to_its_own_limit(site: Site) -> None:
    async with console(site) as one:
        await one.opened(*TOPICS)
        for name in ("incidents.search", "cameras.search"):
            await one.found(name, limit=500)
        limit = one.hello["limits"]["frame_bytes"]
        largest = max(one.wire.arrivals, key=lambda arrival: arrival.size)
        expect(
            largest.size <= limit,
            f"no frame above {limit} bytes",
            f"a {largest.frame['type']} of {largest.size} bytes",
        )


@rule(
    "F-12",
    "Every frame that the platform sends MUST have the fields that this page gives its `type`.",
)
async def frames_have_their_fields(site: Site) -> None:
    async with console(site) as one:
        await one.opened(*TOPICS)
        id_ = await one.incident()
        await one.event(id_)
        await one.command("incident.note", "no-such-incident", {"text": "note"})
        await one.query("incidents.search", limit=1)
        await one.query("no.such.query")
        await one.wire.ping()
        await one.of_topic("incidents", "bookmark")
        for frame in one.wire.frames:
            _check_form(frame)


@rule(
    "F-13",
    "Every time that the platform writes MUST be RFC 3339 in UTC with `T`, `Z` and exactly three digits "
    "of a second, as `2026-01-31T08:00:00.000Z`.",
)
async def writes_times_in_one_form(site: Site) -> None:
    async with console(site) as one:
        await one.opened("incidents")
        id_ = await one.incident()
        event = await one.event(id_)
        pong = await one.wire.ping()
        login = body_of(await site.post("/api/renew", headers=await _bearer(site)))
        data = event["data"]
        written = [one.hello["time"], pong["time"], event["at"], data["reported_at"], login.get("expires_at")]
        written += [step["at"] for step in data["steps"]]
        for text in written:
            expect(
                isinstance(text, str) and _WRITTEN_TIME.fullmatch(text),
                "a time with three fractional digits",
                text,
            )


@rule(
    "F-14",
    "The platform MUST read times with none to nine digits of a second.",
)
async def reads_times_of_any_precision(site: Site) -> None:
    async with console(site) as one:
        later = format_time(time.time() + 3600.0)[:19]
        for digits in ("", ".5", ".123456", ".123456789"):
            result = await one.command(
                "incident.create", None, one.new_incident(), not_after=f"{later}{digits}Z"
            )
            expect(result["ok"] is True, f"not_after {later}{digits}Z to be read", result)
            one.created(result)


def _values(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [value, *(part for each in value.values() for part in _values(each))]
    if isinstance(value, list):
        return [value, *(part for each in value for part in _values(each))]
    return [value]


def _without_cursor(event: Frame) -> Frame:
    return {key: value for key, value in event.items() if key not in ("sub", "prev")}


def _check_form(frame: Frame) -> None:
    kind = _TYPES.get(frame.get("type", ""))
    if kind is None:
        return
    try:
        msgspec.json.decode(msgspec.json.encode(frame), type=kind)
    except msgspec.ValidationError as error:
        raise Broken(f"the fields of {frame['type']}", f"{error}") from error


async def _bearer(site: Site) -> dict[str, str]:
    return {"Authorization": f"Bearer {await site.token()}"}
