"""Rules on conferences: who is asked, who is in, and what becomes of those who vanish."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

from backend_client.conformance.console import Console, console
from backend_client.conformance.findings import Vacuous, expect
from backend_client.conformance.momentary import ahead
from backend_client.conformance.rule import rule
from backend_client.conformance.site import Site
from backend_client.conformance.wire import Frame
from backend_client.protocol.times import parse_time

#: What a page calls itself.
_SESSION = "0123456789abcdef"
#: So many cameras are tried until one can be reached.
_CAMERAS = 20
#: How long a console rings, in seconds of people's.
_RING_S = 30.0


@rule(
    "G-1",
    "`conference.open` MUST name the new conference as `data.id` and put the acting user into its `parties` "
    "as `joined`, with the `session` that it names.",
)
async def who_opens_a_conference_is_in_it(site: Site) -> None:
    async with console(site) as one, _room(one) as id_:
        mine = await _standing(one, id_, _id(one), "joined")
        expect(mine.get("session") == _SESSION, f"session {_SESSION}", mine)


@rule(
    "G-2",
    "Who is named in `people` of `conference.open` or `conference.invite` MUST stand in `parties` as "
    "`ringing`, with `ring_until` 30 s of people's ahead.",
)
async def who_is_asked_rings(site: Site) -> None:
    async with console(site) as one, console(site, account=site.colleague) as other:
        pong = await one.wire.ping()
        async with _room(one, people=[{"user": _id(other)}]) as id_:
            ringing = await _standing(one, id_, _id(other), "ringing")
            ahead_s = parse_time(ringing.get("ring_until") or "") - parse_time(ringing["since"])
            wanted = _RING_S * pong.get("rate", 1)
            expect(abs(ahead_s - wanted) < 1.0, f"ring_until {wanted} s after since", ringing)


@rule(
    "G-3",
    "`conference.join` by who was asked MUST put them into state `joined` with `joined_at` and the `session` "
    "that it names.",
)
async def who_is_asked_comes_in(site: Site) -> None:
    async with (
        console(site) as one,
        console(site, account=site.colleague) as other,
        _room(one, people=[{"user": _id(other)}]) as id_,
    ):
        await other.done("conference.join", id_, {"session": _SESSION[::-1]})
        came = await _standing(one, id_, _id(other), "joined")
        expect(came.get("session") == _SESSION[::-1], f"session {_SESSION[::-1]}", came)
        expect(came.get("joined_at"), "joined_at", came)


@rule(
    "G-4",
    "`conference.decline` by who rings MUST put them into state `declined` with its `reason`, and let the "
    "first of their `line` ring.",
)
async def a_no_rings_the_next_in_line(site: Site) -> None:
    async with (
        console(site) as one,
        console(site, account=site.colleague) as other,
        console(site, account=site.limited) as third,
        _room(one, people=[{"user": _id(other), "line": [_id(third)]}]) as id_,
    ):
        await other.done("conference.decline", id_, {"reason": "conformance"})
        declined = await _standing(one, id_, _id(other), "declined", also=(_id(third), "ringing"))
        expect(declined.get("reason") == "conformance", "the reason", declined)


@rule(
    "G-5",
    "`conference.leave` MUST put the acting user into state `left`.",
)
async def who_leaves_is_out(site: Site) -> None:
    async with (
        console(site) as one,
        console(site, account=site.colleague) as other,
        _room(one, people=[{"user": _id(other)}]) as id_,
    ):
        await other.done("conference.join", id_, {"session": _SESSION})
        await other.done("conference.leave", id_)
        await _standing(one, id_, _id(other), "left")


@rule(
    "G-6",
    "Any further command on a conference that is closed MUST be refused with `illegal_transition`.",
)
async def what_is_over_is_over(site: Site) -> None:
    async with console(site) as one, _room(one) as id_:
        await one.done("conference.close", id_)
        await one.refused("illegal_transition", "conference.join", id_, {"session": _SESSION})
        await one.refused("illegal_transition", "conference.close", id_, {})


@rule(
    "G-7",
    "Opening, joining, leaving and closing a conference about an incident MUST each add a step with the "
    "command's name as `action` to the incident's trail.",
)
async def an_incident_tells_of_its_conference(site: Site) -> None:
    async with console(site) as one:
        incident = await one.incident()
        async with _room(one, incident=incident) as id_:
            await _step(one, incident, "conference.open")
            await one.done("conference.leave", id_)
            await _step(one, incident, "conference.leave")


@rule(
    "G-8",
    "A `conference.signal` between two who are `joined` MUST reach the other as `signal`, its `data` "
    "unchanged.",
)
async def participants_hear_signals(site: Site) -> None:
    async with (
        console(site) as one,
        console(site, account=site.colleague) as other,
        _room(one, people=[{"user": _id(other)}]) as id_,
    ):
        await other.done("conference.join", id_, {"session": _SESSION})
        data = {"kind": "candidate", "text": "结构", "n": 1}
        args = {"to": _id(other), "data": data}
        await one.done("conference.signal", id_, args, not_after=await ahead(one, 1.0))
        heard = await other.wire.next(lambda frame: frame.get("type") == "signal", wanted="a signal")
        said = heard.get("conference"), heard.get("from"), heard.get("data")
        expect(said == (id_, _id(one), data), f"{data} from {_id(one)}", heard)


@rule(
    "G-9",
    "A `conference.signal` to who is not `joined` MUST be refused with `not_found`.",
)
async def others_hear_nothing(site: Site) -> None:
    async with (
        console(site) as one,
        console(site, account=site.colleague) as other,
        _room(one, people=[{"user": _id(other)}]) as id_,
    ):
        args = {"to": _id(other), "data": {}}
        await one.refused("not_found", "conference.signal", id_, args, not_after=await ahead(one, 1.0))


@rule(
    "G-10",
    "A party whose console's connection has ended and does not come back MUST be in state `left` with "
    "`reason` `lost` within 10 s.",
)
async def who_vanishes_is_taken_out(site: Site) -> None:
    async with console(site) as one:
        async with console(site, account=site.colleague) as other:
            who = _id(other)
            id_ = await _opened(one, people=[{"user": who}])
            await other.done("conference.join", id_, {"session": _SESSION})
        try:
            gone = await _standing(one, id_, who, "left", within_s=site.tempo.lost_s)
            expect(gone.get("reason") == "lost", "reason lost", gone)
        finally:
            await one.command("conference.close", id_)


@rule(
    "G-11",
    "`conference.guest` MUST answer `data {path, expires_at, guest}` and put a party of `kind` `guest` with "
    "that id into `parties`.",
)
async def guests_get_a_link(site: Site) -> None:
    async with console(site) as one, _room(one) as id_:
        data = (await one.done("conference.guest", id_, {"name": "conformance"})).get("data") or {}
        expect(str(data.get("path")).startswith("/conference/"), "a path", data)
        expect(parse_time(data.get("expires_at") or ""), "expires_at", data)
        guest = await _standing(one, id_, str(data.get("guest")), "invited")
        expect(guest.get("kind") == "guest", "kind guest", guest)


@rule(
    "G-12",
    "`conference.camera` by who is in the room MUST put a party of `kind` `camera` with the camera as "
    "`about` into `parties` as `joined`, and with `shown` false as `left`.",
)
async def a_camera_is_shown_in_the_room(site: Site) -> None:
    async with console(site) as one, _room(one) as id_:
        for item in (await one.found("cameras.search", limit=_CAMERAS))["items"]:
            shown = await one.command("conference.camera", id_, {"camera": item["id"]})
            if shown["ok"]:
                break
            # One that is off is no fault of the platform's.
            code = (shown.get("error") or {}).get("code")
            expect(code == "unavailable", "ok, or unavailable for a camera that is off", shown)
        else:
            raise Vacuous("none of the first cameras can be reached")
        await _camera(one, id_, item["id"], "joined")
        await one.done("conference.camera", id_, {"camera": item["id"], "shown": False})
        await _camera(one, id_, item["id"], "left")


async def _camera(one: Console, id_: str, camera: str, state: str) -> None:
    def is_so(frame: Frame) -> bool:
        return frame.get("type") == "event" and any(
            (each.get("kind"), each.get("about"), each.get("state")) == ("camera", camera, state)
            for each in (frame.get("data") or {}).get("parties", ())
        )

    await one.wire.next(
        lambda frame: is_so(frame) and frame.get("id") == id_,
        wanted=f"a party of kind camera about {camera} as {state} in {id_}",
    )


async def _step(one: Console, incident: str, action: str) -> None:
    await one.wire.next(
        lambda frame: (
            frame.get("type") == "event"
            and frame.get("id") == incident
            and frame["data"]["steps"][-1]["action"] == action
        ),
        wanted=f"a step {action} of {incident}",
    )


def _id(one: Console) -> str:
    return str(one.welcome["user"]["id"])


async def _opened(one: Console, **args: Any) -> str:
    await one.subscribe("conferences", *(("incidents",) if "incident" in args else ()))
    title = f"conformance {uuid4()}"
    result = await one.done("conference.open", None, {"title": title, "session": _SESSION, **args})
    return str((result.get("data") or {}).get("id"))


@asynccontextmanager
async def _room(one: Console, **args: Any) -> AsyncIterator[str]:
    """A conference that one has opened, closed in the end; its id."""
    id_ = await _opened(one, **args)
    try:
        yield id_
    finally:
        await one.command("conference.close", id_)


async def _standing(
    one: Console,
    id_: str,
    who: str,
    state: str,
    *,
    also: tuple[str, str] | None = None,
    within_s: float | None = None,
) -> Frame:
    """A party, once it has come to a state, and another one too."""

    def states(frame: Frame) -> dict[str, str]:
        return {each["id"]: each["state"] for each in (frame["data"] or {}).get("parties", ())}

    event = await one.wire.next(
        lambda frame: (
            frame.get("type") == "event"
            and frame.get("id") == id_
            and states(frame).get(who) == state
            and (also is None or states(frame).get(also[0]) == also[1])
        ),
        wanted=f"{who} as {state} in {id_}" + ("" if also is None else f", and {also[0]} as {also[1]}"),
        within_s=within_s,
    )
    return next(dict(each) for each in event["data"]["parties"] if each["id"] == who)
