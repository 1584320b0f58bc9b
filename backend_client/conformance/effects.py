"""Rules on what commands do: an incident's way from state to state, its tasks, its trail, walls."""

from __future__ import annotations

import random

from backend_client.conformance.console import Console, console
from backend_client.conformance.findings import Vacuous, expect
from backend_client.conformance.rule import rule
from backend_client.conformance.site import Site, bearer, body_of, need
from backend_client.conformance.walls_at_hand import TURN_S, a_free_wall
from backend_client.conformance.wire import Frame

_TEXT = {"text": "conformance"}
_CALLED = _TEXT | {"on_call": "conformance kit"}
_WHY = {"reason": "conformance"}
_ALARM = {"priority": 4, "kind": "conformance", "title": "conformance kit", "source": "conformance"}


@rule(
    "I-1",
    "`incident.create` MUST make an incident in state `pending` with the title, severity and type it names.",
)
async def creation_makes_it_pending(site: Site) -> None:
    async with console(site) as one:
        await one.opened("incidents")
        args = one.new_incident(severity=3, description="described", place="placed")
        data = (await one.event(one.created(await one.command("incident.create", None, args))))["data"]
        expect(data["state"] == "pending", "state pending", data["state"])
        for name in ("title", "severity", "type_code", "description", "place"):
            expect(data[name] == args[name], f"{name} {args[name]}", data[name])


@rule(
    "I-2",
    "An incident created with `exercise: true` MUST carry it for as long as it exists.",
)
async def exercises_stay_exercises(site: Site) -> None:
    async with console(site) as one:
        await one.opened("incidents")
        id_ = await one.incident()
        await one.done("incident.accept", id_)
        for _ in range(2):
            event = await one.event(id_)
            expect(event["data"].get("exercise") is True, "exercise true", event["data"].get("exercise"))


@rule(
    "I-3",
    "Each command on an incident MUST lead to the state that the table of states gives.",
)
async def states_follow_the_table(site: Site) -> None:
    async with console(site) as one:
        await one.opened("incidents")
        id_ = await one.incident()
        data = (await one.event(id_))["data"]
        recipients = {"assignees": [{"kind": "org", "id": data["owner_org"]}]}
        way: tuple[tuple[str, Frame, str], ...] = (
            ("incident.note", _TEXT, "pending"),
            ("incident.accept", {}, "to_dispatch"),
            ("incident.assign", recipients, "handling"),
            ("incident.note", _TEXT, "handling"),
            ("incident.finish", _CALLED, "to_verify"),
            ("incident.verify", {"pass": False} | _TEXT, "handling"),
            ("incident.finish", _CALLED, "to_verify"),
            ("incident.verify", {"pass": True} | _TEXT, "closed"),
        )
        for name, args, state in way:
            seen = (await _step(one, name, id_, args))["state"]
            expect(seen == state, f"state {state} after {name}", seen)
        other = await one.incident()
        await one.event(other)
        seen = (await _step(one, "incident.reject", other, _WHY))["state"]
        expect(seen == "rejected", "state rejected after incident.reject", seen)


@rule(
    "I-4",
    "Each command on an incident MUST add one step `{at, by, action, text}` to the end of its trail and "
    "leave the earlier ones as they are.",
)
async def every_act_leaves_a_step(site: Site) -> None:
    async with console(site) as one:
        await one.opened("incidents")
        id_ = await one.incident()
        before = (await one.event(id_))["data"]["steps"]
        expect(len(before) == 1, "one step after the creation", before)
        for name, args in (("incident.note", _TEXT), ("incident.accept", {}), ("incident.reject", _WHY)):
            steps = (await _step(one, name, id_, args))["steps"]
            expect(steps[:-1] == before and len(steps) == len(before) + 1, "one more step", steps)
            last = steps[-1]
            expect(last["action"] == name and last.get("by") and last.get("at"), f"a step {name}", last)
            before = steps


@rule(
    "I-5",
    "`incident.assign` MUST add a task in state `offered` for each assignee, one of the open tasks being "
    "lead.",
)
async def assigning_offers_tasks(site: Site) -> None:
    async with console(site) as one:
        id_, tasks = await _assigned(one)
        expect(len(tasks) == 1, "one task", tasks)
        task = tasks[0]
        expect(task["state"] == "offered" and task["lead"] is True, "an offered task as lead", task)
        expect(
            task["kind"] == "org" and task["name"] and task["offered_at"],
            f"the task of an org in {id_}",
            task,
        )


@rule(
    "I-6",
    "`task.sign` MUST put the task it names into state `signed` with `signed_at`.",
)
async def signing_signs(site: Site) -> None:
    async with console(site) as one:
        id_, tasks = await _assigned(one)
        signed = (await _step(one, "task.sign", id_, {"task": tasks[0]["id"]}))["tasks"][0]
        expect(signed["state"] == "signed" and signed.get("signed_at"), "a signed task", signed)


@rule(
    "I-7",
    "`incident.finish` MUST be refused with `illegal_transition` while a lead's task is open, unless "
    "`on_call` names who reported it done on the telephone, and else put the tasks that are still open into "
    "state `done`, a lead's with that `on_call`.",
)
async def finishing_needs_the_word_of_the_lead(site: Site) -> None:
    async with console(site) as one:
        id_, _ = await _assigned(one)
        await one.refused("illegal_transition", "incident.finish", id_, _TEXT)
        tasks = (await _step(one, "incident.finish", id_, _CALLED))["tasks"]
        seen = [(task["state"], task.get("on_call")) for task in tasks]
        expect(seen == [("done", _CALLED["on_call"])], "the task as done on that call", tasks)
        other, (task,) = await _assigned(one)
        for name in ("task.sign", "task.done"):
            await _step(one, name, other, _TEXT | {"task": task["id"]})
        seen = (await _step(one, "incident.finish", other, _TEXT))["state"]
        expect(seen == "to_verify", "to_verify without a call once the lead's task is done", seen)


@rule(
    "I-8",
    "`incident.transfer` MUST make the org it names the owner and put the incident into state `pending`.",
)
async def transfers_change_the_owner(site: Site) -> None:
    async with console(site) as one:
        items = (await one.opened("directory"))["directory"].items
        await one.opened("incidents")
        id_ = await one.incident()
        owner = (await one.event(id_))["data"]["owner_org"]
        other = next((i["id"] for i in items if i["entity"] == "org" and i["id"] != owner), None)
        need(other, "there is no second org")
        await _step(one, "incident.accept", id_, {})
        data = await _step(one, "incident.transfer", id_, {"org": other, "reason": "conformance"})
        seen = data["owner_org"], data["state"]
        expect(seen == (other, "pending"), f"pending with {other}", seen)


@rule(
    "I-9",
    "`wall.show` MUST leave the tiles that it does not name as they are.",
    within_s=TURN_S,
)
async def walls_keep_the_other_tiles(site: Site) -> None:
    async with site.wall_turn, console(site) as one:
        id_, wall = await a_free_wall(one)
        await one.done("wall.show", id_, {"tiles": []})
        tiles = (await one.event(id_))["data"]["tiles"]
        expect(tiles == wall["tiles"], wall["tiles"], tiles)


@rule(
    "I-10",
    "`unit.set_status` MUST give the unit the status that it names.",
)
async def units_take_their_status(site: Site) -> None:
    async with site.unit_turn, console(site) as one:
        units = (await one.opened("units"))["units"].items
        need(units, "this platform has no units")
        unit = random.choice([item for item in units if item["data"]["status"] == "off"] or units)
        former = unit["data"]["status"]
        other = "available" if former != "available" else "off"
        for status in (other, former):
            result = await one.done("unit.set_status", unit["id"], {"status": status})
            expect(result.get("topic") == "units" and "seq" not in result, "topic units and no seq", result)
            while (event := await one.event(unit["id"]))["ver"] < result["ver"]:
                pass
            seen = event["data"]["status"]
            expect(seen == status, f"status {status}", seen)


@rule(
    "I-11",
    "`alarm.acknowledge` MUST put an open alarm into state `acknowledged` with `acknowledged_by` and "
    "`acknowledged_at`.",
)
async def alarms_are_acknowledged(site: Site) -> None:
    async with console(site) as one:
        await one.opened("alarms")
        # An address of the embedded platform's own: elsewhere there is no alarm that is the kit's to silence.
        raised = await site.post("/api/alarms", json=_ALARM, headers=bearer(await site.token()))
        need(raised.status_code == 201, "no alarm can be raised from here")
        id_ = body_of(raised)["id"]
        await one.event(id_)
        await one.done("alarm.acknowledge", id_)
        data = (await one.event(id_))["data"]
        expect(data["state"] == "acknowledged", "state acknowledged", data["state"])
        expect(data.get("acknowledged_by") and data.get("acknowledged_at"), "by whom and when", data)


@rule(
    "I-12",
    "An incident created with `position` and without `grid_code` MUST get the code of the grid whose "
    "polygon holds the position.",
)
async def incidents_get_their_grid(site: Site) -> None:
    async with console(site) as one:
        items = (await one.opened("directory"))["directory"].items
        grids = [item["data"] for item in items if item["entity"] == "grid"]
        inside = ((grid, point) for grid in grids if (point := _point_in(grid["polygon"])) is not None)
        found = next(inside, None)
        if found is None:
            raise Vacuous("this platform has no grids")
        grid, point = found
        await one.opened("incidents")
        seen = (await one.event(await one.incident(position=point)))["data"].get("grid_code")
        expect(seen == grid["code"], f"grid {grid['code']}", seen)


async def _step(one: Console, name: str, id_: str, args: Frame) -> Frame:
    """Carry a command on an incident out; its data afterwards."""
    await one.done(name, id_, args)
    data: Frame = (await one.event(id_))["data"]
    return data


async def _assigned(one: Console) -> tuple[str, list[Frame]]:
    """An incident given to its own org, and its tasks."""
    await one.opened("incidents")
    id_ = await one.incident()
    owner = (await one.event(id_))["data"]["owner_org"]
    await _step(one, "incident.accept", id_, {})
    data = await _step(one, "incident.assign", id_, {"assignees": [{"kind": "org", "id": owner}]})
    return id_, data["tasks"]


def _point_in(polygon: list[list[float]]) -> list[float] | None:
    """The middle of the polygon's corners, where that lies inside of it."""
    x, y = (sum(corner[axis] for corner in polygon) / len(polygon) for axis in (0, 1))
    inside = False
    for (x1, y1), (x2, y2) in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return [x, y] if inside else None
