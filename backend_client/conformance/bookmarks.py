"""Rules on bookmarks: moments of recordings that somebody wants to come back to."""

from __future__ import annotations

from uuid import uuid4

from uuid6 import uuid7

from backend_client.conformance.console import Console, console, refusal
from backend_client.conformance.findings import expect
from backend_client.conformance.recordings import a_range, unseen_camera
from backend_client.conformance.rule import rule
from backend_client.conformance.site import Site, need
from backend_client.conformance.wire import Frame


@rule(
    "V-19",
    "`recording.bookmark {camera, moment, text}` MUST put a `recording_bookmark` that names the user, the "
    "camera, the moment and the text, and name its `id` in the result.",
)
async def bookmarks_are_put(site: Site) -> None:
    async with console(site) as one:
        await one.opened("duty")
        args = await _a_moment(one)
        id_ = await _put(one, args)
        seen = (await one.event(id_))["data"]
        wanted = args | {"user": one.welcome["user"]["id"]}
        expect({name: seen.get(name) for name in wanted} == wanted, wanted, seen)
        await one.done("recording.unmark", id_, {})


@rule(
    "V-20",
    "`recording.describe` MUST put its text in place of the bookmark's, as long as no `recording.unmark` has "
    "taken the bookmark away.",
)
async def bookmarks_are_changed_and_go(site: Site) -> None:
    async with console(site) as one:
        await one.opened("duty")
        id_ = await _put(one, await _a_moment(one))
        await one.event(id_)
        text = f"conformance {uuid4()}"
        await one.done("recording.describe", id_, {"text": text})
        seen = (await one.event(id_))["data"]
        expect(seen.get("text") == text, text, seen)
        await one.done("recording.unmark", id_, {})
        gone = await one.event(id_)
        expect(gone.get("data") is None, "an event without data", gone)
        for name, args in (("recording.describe", {"text": text}), ("recording.unmark", {})):
            code = str(((await one.command(name, id_, args)).get("error") or {}).get("code"))
            expect(code in ("forbidden", "not_found"), "a refusal", code)


@rule(
    "V-21",
    "`recording.describe` and `recording.unmark` of somebody else's bookmark MUST be refused with "
    "`forbidden`.",
)
async def bookmarks_are_their_makers(site: Site) -> None:
    async with console(site) as one, console(site, account=site.limited) as part:
        other = part.welcome["user"]["id"] != one.welcome["user"]["id"]
        need(other, "the limited user is the same person")
        id_ = await _put(one, await _a_moment(one))
        await part.refused("forbidden", "recording.describe", id_, {"text": "x"})
        await part.refused("forbidden", "recording.unmark", id_, {})
        await one.done("recording.unmark", id_, {})


@rule(
    "V-22",
    "`recording.bookmark` of a camera that the user does not see MUST be refused exactly as one of a camera "
    "that does not exist.",
)
async def unseen_cameras_take_no_bookmarks(site: Site) -> None:
    async with console(site) as one, console(site, account=site.limited) as part:
        args = await _a_moment(one) | {"camera": await unseen_camera(one, part)}
        nowhere = args | {"camera": str(uuid7())}
        first, second = [await part.command("recording.bookmark", None, each) for each in (args, nowhere)]
        code = str((second.get("error") or {}).get("code"))
        expect(code in ("forbidden", "not_found"), "a refusal", second)
        refusal(first, code, "a camera outside the scope")


async def _a_moment(one: Console) -> Frame:
    args = await a_range(one)
    return {"camera": args["camera"], "moment": args["since"], "text": f"conformance {uuid4()}"}


async def _put(one: Console, args: Frame) -> str:
    data = (await one.done("recording.bookmark", None, args)).get("data") or {}
    expect(data.get("id"), "data.id", data)
    return str(data["id"])
