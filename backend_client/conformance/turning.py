"""Rules on turning cameras: who has one in hand, who gives way to whom, and stored places."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from backend_client.conformance.console import Console, console
from backend_client.conformance.findings import Vacuous, expect
from backend_client.conformance.momentary import ahead
from backend_client.conformance.rule import rule
from backend_client.conformance.site import Site
from backend_client.conformance.wire import Frame
from backend_client.protocol.ptz import PTZ_HELD_S

_PTZ = "camera.ptz"
#: As slowly as a camera turns, and for as short as it takes to ask.
_GENTLY: Frame = {"pan": 0.01}
_STILL: Frame = {"pan": 0.0}
_AUTOMATIC: Frame = {"preset": 1, "automatic": True}
#: How long a rule may wait for its turn with the cameras and take, in seconds.
_TURN_S = 60.0
_HOLDER = {"user", "name", "seat", "rank", "since", "until"}


@rule(
    "M-7",
    "A `camera.ptz` that turns a camera MUST make its device say who does: "
    "`ptz_by {user, name, seat, rank, since, until}`.",
    within_s=_TURN_S,
)
async def everybody_sees_who_turns_a_camera(site: Site) -> None:
    async with site.camera_turn, console(site) as one, _turned(site, one) as camera:
        by = (await one.event(camera))["data"].get("ptz_by") or {}
        expect(by.keys() >= _HOLDER, f"ptz_by with {sorted(_HOLDER)}", by)
        user = one.welcome["user"]
        expect((by["user"], by["name"]) == (user["id"], user["name"]), f"{user['name']} in ptz_by", by)


@rule(
    "M-8",
    "`ptz_by` MUST be gone again within 5 s after the last `camera.ptz` of who turned the camera.",
    within_s=_TURN_S,
)
async def a_camera_is_let_go_of(site: Site) -> None:
    async with site.camera_turn, console(site) as one:
        async with _turned(site, one) as camera:
            pass
        await one.wire.next(
            lambda frame: (
                frame.get("type") == "event"
                and frame.get("id") == camera
                and frame.get("sub") == one.sub
                and not frame["data"].get("ptz_by")
            ),
            wanted=f"an event of {camera} without ptz_by",
            within_s=PTZ_HELD_S + site.tempo.slack_s,
        )


@rule(
    "M-9",
    "While somebody turns a camera by hand, a `camera.ptz` with `automatic` MUST be refused with "
    "`illegal_transition`, with `by` as his name and `at` since when.",
    within_s=_TURN_S,
)
async def alarms_give_way_to_hands(site: Site) -> None:
    async with site.camera_turn, console(site) as one, _turned(site, one) as camera:
        error = await one.refused(
            "illegal_transition", _PTZ, camera, _AUTOMATIC, not_after=await ahead(one, 1.0)
        )
        expect(error.get("by") == one.welcome["user"]["name"] and error.get("at"), "by and at", error)


@rule(
    "M-10",
    "A `camera.ptz` by hand MUST be carried out at once while the camera follows an `automatic` one.",
    within_s=_TURN_S,
)
async def hands_take_over_from_alarms(site: Site) -> None:
    async with site.camera_turn, console(site) as one:
        camera = await _free_camera(site, one)
        await one.done(_PTZ, camera, _AUTOMATIC, not_after=await ahead(one, 1.0))
        await one.done(_PTZ, camera, _STILL, not_after=await ahead(one, 1.0))


@rule(
    "M-11",
    "`camera.preset {number, name}` MUST put the preset into the camera's `presets`.",
    within_s=_TURN_S,
)
async def presets_are_stored(site: Site) -> None:
    async with site.camera_turn, console(site) as one, _stored(site, one) as (camera, preset):
        presets = await _presets(one, camera)
        found = [each for each in presets if each.get("number") == preset["number"]]
        expect([each.get("name") for each in found] == [preset["name"]], f"{preset} in presets", presets)


@rule(
    "M-12",
    "`camera.drop_preset {number}` MUST take the preset out of the camera's `presets`.",
    within_s=_TURN_S,
)
async def presets_are_forgotten(site: Site) -> None:
    async with site.camera_turn, console(site) as one:
        async with _stored(site, one) as (camera, preset):
            await _presets(one, camera)
        numbers = [each.get("number") for each in await _presets(one, camera)]
        expect(preset["number"] not in numbers, f"no preset {preset['number']}", numbers)


@rule(
    "M-13",
    "While a camera follows an `automatic` preset, an `automatic` `camera.ptz` with the same preset MUST be "
    "answered by `{cmd_id, ok: true}`, whoever sends it.",
    within_s=_TURN_S,
)
async def what_every_display_asks_for_is_done(site: Site) -> None:
    async with (
        site.camera_turn,
        console(site) as one,
        console(site, account=site.colleague) as other,
    ):
        camera = await _free_camera(site, one)
        for each in (one, other):
            await each.done(_PTZ, camera, _AUTOMATIC, not_after=await ahead(each, 1.0))


async def _free_camera(site: Site, one: Console) -> str:
    """A camera that can be reached, can be turned, and that nobody turns; its devices are subscribed to.

    None that a rule has had in hand, where there are others: a snapshot need not say yet who holds a camera.
    """
    devices = (await one.opened("devices"))["devices"].items
    free = {each["id"] for each in devices if each["data"]["online"] and not each["data"].get("ptz_by")}
    found: list[str] = []
    for offset in range(0, 5000, 500):
        items = (await one.found("cameras.search", limit=500, offset=offset))["items"]
        found += [item["id"] for item in items if item["data"]["ptz"] and item["id"] in free]
        if found or not items:
            break
    if not found:
        raise Vacuous("this platform has no camera that can be turned now")
    # The first is the one that the rules on momentary commands are about.
    rest = found[1:] or found
    camera = random.choice([each for each in rest if each not in site.turned] or rest)
    site.turned.add(camera)
    return camera


@asynccontextmanager
async def _turned(site: Site, one: Console) -> AsyncIterator[str]:
    """A camera that is turned by hand, and stands still again afterwards."""
    camera = await _free_camera(site, one)
    await one.done(_PTZ, camera, _GENTLY, not_after=await ahead(one, 1.0))
    try:
        yield camera
    finally:
        await one.command(_PTZ, camera, _STILL, not_after=await ahead(one, 1.0))


@asynccontextmanager
async def _stored(site: Site, one: Console) -> AsyncIterator[tuple[str, Frame]]:
    """A camera with one preset more, which is forgotten again afterwards."""
    camera = await _free_camera(site, one)
    used = {each.get("number") for each in await _presets(one, camera)}
    number = next((number for number in range(255, 0, -1) if number not in used), None)
    if number is None:
        raise Vacuous("a camera has all the presets that there are")
    preset = {"number": number, "name": "conformance"}
    await one.done("camera.preset", camera, preset)
    try:
        yield camera, preset
    finally:
        await one.done("camera.drop_preset", camera, {"number": number})


async def _presets(one: Console, camera: str) -> list[Frame]:
    for offset in range(0, 5000, 500):
        items = (await one.found("cameras.search", limit=500, offset=offset))["items"]
        for item in items:
            if item["id"] == camera:
                presets: list[Frame] = item["data"].get("presets", [])
                return presets
    raise Vacuous("the camera has gone")
