"""Rules on commands about this very moment: they are never carried out late."""

from __future__ import annotations

from uuid6 import uuid7

from backend_client.conformance.console import Console, console
from backend_client.conformance.findings import Vacuous, expect
from backend_client.conformance.rule import rule
from backend_client.conformance.site import Site
from backend_client.conformance.wire import Frame
from backend_client.protocol.times import format_time, parse_time

#: A move that moves nothing.
_STILL: Frame = {"pan": 0.0, "tilt": 0.0, "zoom": 0.0}
_PTZ = "camera.ptz"
_SIGNAL = "conference.signal"


@rule(
    "M-1",
    "A momentary command without `not_after`, or with one more than 2 s ahead of the platform's clock, "
    "MUST be refused with `bad_request`.",
)
async def momentary_commands_say_until_when(site: Site) -> None:
    async with console(site) as one:
        camera = await _camera(one)
        for more in ({}, {"not_after": await ahead(one, 60.0)}):
            await one.refused("bad_request", _PTZ, camera, _STILL, **more)
            args = {"to": "nobody", "data": {}}
            await one.refused("bad_request", _SIGNAL, "no-such-conference", args, **more)


@rule(
    "M-2",
    "A momentary command that arrives after its `not_after` MUST be refused with `expired`.",
)
async def momentary_commands_expire(site: Site) -> None:
    async with console(site) as one:
        camera = await _camera(one)
        await one.refused("expired", _PTZ, camera, _STILL, not_after=await ahead(one, -5.0))


@rule(
    "M-3",
    "`camera.ptz` on a camera with `ptz` true MUST be answered by `{cmd_id, ok: true}` or by `unavailable`.",
)
async def cameras_are_moved(site: Site) -> None:
    async with console(site) as one:
        result = await one.command(_PTZ, await _camera(one), _STILL, not_after=await ahead(one, 1.0))
        code = (result.get("error") or {}).get("code")
        expect(result["ok"] is True or code == "unavailable", "ok or unavailable", result)


@rule(
    "M-4",
    "`camera.ptz` on a camera that does not exist MUST be refused as any other command on such a target.",
)
async def unknown_cameras_are_refused(site: Site) -> None:
    async with console(site) as one:
        other = await one.command("wall.show", str(uuid7()), {"tiles": []})
        code = (other.get("error") or {}).get("code", "not_found")
        await one.refused(code, _PTZ, str(uuid7()), _STILL, not_after=await ahead(one, 1.0))


@rule(
    "M-5",
    "A momentary command that comes again with the same `cmd_id` MUST get the same result.",
)
async def momentary_commands_are_known_again(site: Site) -> None:
    async with console(site) as one:
        not_after = await ahead(one, 1.0)
        camera = await _camera(one)
        cmd_id = str(uuid7())
        first, second = [
            await one.command(_PTZ, camera, _STILL, not_after=not_after, cmd_id=cmd_id) for _ in range(2)
        ]
        expect(first == second, first, second)


@rule(
    "M-6",
    "A momentary command that the user's roles do not include MUST be refused with `forbidden`.",
)
async def momentary_commands_need_a_role(site: Site) -> None:
    async with console(site) as one, console(site, account=site.limited) as other:
        camera = await _camera(one)
        await other.refused("forbidden", _PTZ, camera, _STILL, not_after=await ahead(other, 1.0))


async def _camera(one: Console) -> str:
    """A camera that can be moved."""
    for offset in range(0, 5000, 500):
        items = (await one.found("cameras.search", limit=500, offset=offset))["items"]
        for item in items:
            if item["data"]["ptz"]:
                return str(item["id"])
        if len(items) < 1:
            break
    raise Vacuous("this platform has no camera that can be moved")


async def ahead(one: Console, seconds: float) -> str:
    """A time so many seconds ahead of the platform's clock, also where that runs faster than people do."""
    pong = await one.wire.ping()
    return format_time(parse_time(pong["time"]) + seconds * pong.get("rate", 1))
