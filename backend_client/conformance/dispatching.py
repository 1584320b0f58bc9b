"""Rules on dispatching: tasks and their recipients, requests, merging, and who reported what."""

from __future__ import annotations

from uuid import uuid4

from backend_client.conformance.console import Console, console
from backend_client.conformance.findings import expect
from backend_client.conformance.rule import rule
from backend_client.conformance.site import Site, need
from backend_client.conformance.wire import Frame
from backend_client.protocol.roles import APPROVERS
from backend_client.protocol.times import format_time, parse_time

_WHY = {"reason": "conformance"}
_TEXT = {"text": "conformance"}
_HOUR = 3600.0


@rule(
    "I-13",
    "`incident.accept` MUST name who accepted the incident, for which org and when: `accepted_by`, "
    "`accepted_org`, `accepted_at`.",
)
async def accepting_names_who_accepted(site: Site) -> None:
    async with console(site) as one:
        id_ = await _fresh(one)
        data = await _step(one, "incident.accept", id_, {})
        wanted = one.welcome["user"]["name"], data["owner_org"]
        seen = data.get("accepted_by"), data.get("accepted_org")
        expect(seen == wanted and data.get("accepted_at"), f"{wanted[0]} for {wanted[1]}", data)


@rule(
    "I-14",
    "The result of `incident.assign` MUST name the new tasks as `data.tasks`, in the order of the assignees.",
)
async def assigning_names_the_tasks(site: Site) -> None:
    async with console(site) as one:
        id_ = await _accepted(one)
        result = await one.done("incident.assign", id_, await _two_orgs(site))
        tasks = [task["id"] for task in (await one.event(id_))["data"]["tasks"]]
        named = (result.get("data") or {}).get("tasks")
        expect(named == tasks, f"data.tasks {tasks}", named)


@rule(
    "I-15",
    "`incident.recall` MUST put the tasks it names, without names all open ones, into state `recalled`, and "
    "an incident that is left without an open task into state `to_dispatch`.",
)
async def recalling_takes_tasks_back(site: Site) -> None:
    async with console(site) as one:
        id_ = await _accepted(one)
        data = await _step(one, "incident.assign", id_, await _two_orgs(site))
        first = data["tasks"][0]["id"]
        data = await _step(one, "incident.recall", id_, {"tasks": [first]} | _WHY)
        seen = data["state"], [task["state"] for task in data["tasks"]]
        expect(seen == ("handling", ["recalled", "offered"]), "the first task recalled alone", seen)
        data = await _step(one, "incident.recall", id_, _WHY)
        seen = data["state"], [task["state"] for task in data["tasks"]]
        expect(seen == ("to_dispatch", ["recalled"] * 2), "to_dispatch without an open task", seen)


@rule(
    "I-16",
    "`task.arrive` and `task.done` MUST put a signed task into states `on_scene` and `done`, with "
    "`arrived_at` and with `done_at` and `result`, and leave the incident in `handling`.",
)
async def tasks_go_all_their_way(site: Site) -> None:
    async with console(site) as one:
        id_, task, _ = await _signed(one)
        data = await _step(one, "task.arrive", id_, {"task": task})
        there = data["tasks"][0]
        expect(there["state"] == "on_scene" and there.get("arrived_at"), "a task on the scene", there)
        data = await _step(one, "task.done", id_, {"task": task} | _TEXT)
        done = data["tasks"][0]
        good = done["state"] == "done" and done.get("done_at") and done.get("result") == _TEXT["text"]
        expect(good and data["state"] == "handling", "a task done in an incident that is handled", data)


@rule(
    "I-17",
    "`task.return` MUST put the task into state `returned` with its `reason` and leave the incident in "
    "`handling`.",
)
async def tasks_can_be_sent_back(site: Site) -> None:
    async with console(site) as one:
        id_, task, _ = await _signed(one)
        data = await _step(one, "task.return", id_, {"task": task} | _WHY)
        back = data["tasks"][0]
        seen = back["state"], back.get("reason"), data["state"]
        expect(seen == ("returned", _WHY["reason"], "handling"), "a task returned with its reason", seen)


@rule(
    "I-18",
    "A command on a task that names in `on_call` who asked for it on the telephone MUST leave that in the "
    "task's `on_call`.",
)
async def calls_are_named(site: Site) -> None:
    async with console(site) as one:
        id_ = await _accepted(one)
        data = await _step(one, "incident.assign", id_, await _two_orgs(site))
        who = f"conformance {uuid4()}"
        args = {"task": data["tasks"][0]["id"], "on_call": who}
        seen = (await _step(one, "task.sign", id_, args))["tasks"][0].get("on_call")
        expect(seen == who, f"on_call {who}", seen)


@rule(
    "I-19",
    "`incident.verify` that is not passed MUST raise `reworks` by one and offer the last lead a new task.",
)
async def failed_work_is_done_again(site: Site) -> None:
    async with console(site) as one:
        id_, *_ = await _signed(one)
        await _step(one, "incident.finish", id_, _TEXT | {"on_call": "conformance kit"})
        data = await _step(one, "incident.verify", id_, {"pass": False} | _TEXT)
        expect(data.get("reworks") == 1, "reworks 1", data.get("reworks"))
        first, *more = data["tasks"]
        again = [(task["assignee"], task["state"], task["lead"]) for task in more]
        expect(again == [(first["assignee"], "offered", True)], "the same work offered anew", again)


@rule(
    "I-20",
    "`incident.merge` MUST put the incident into state `merged` with the other as `merged_into`, and its id "
    "into the `merged` of the other.",
)
async def merging_joins_two(site: Site) -> None:
    async with console(site) as one:
        first, second = await _fresh(one), await _fresh(one)
        data = await _step(one, "incident.merge", second, {"into": first})
        seen = data["state"], data.get("merged_into")
        expect(seen == ("merged", first), f"merged into {first}", seen)
        merged = (await one.event(first))["data"].get("merged")
        expect(merged == [second], f"merged [{second}]", merged)


@rule(
    "I-21",
    "`incident.merge` MUST be refused with `bad_request` into the incident itself and with "
    "`illegal_transition` into one that is not open.",
)
async def nothing_is_merged_into_what_is_over(site: Site) -> None:
    async with console(site) as one:
        over, id_ = await _fresh(one), await _fresh(one)
        await one.done("incident.reject", over, _WHY)
        await one.refused("bad_request", "incident.merge", id_, {"into": id_})
        await one.refused("illegal_transition", "incident.merge", id_, {"into": over})


@rule(
    "I-22",
    "`incident.reopen` MUST lead a rejected, merged or void incident back to `pending`, without `closed_at`; "
    "one that had been accepted MAY be back in `to_dispatch` within 10 s.",
)
async def what_was_declined_comes_back(site: Site) -> None:
    async with console(site) as one:
        id_ = await _fresh(one)
        await _step(one, "incident.reject", id_, _WHY)
        data = await _step(one, "incident.reopen", id_, _WHY)
        seen = data["state"], data.get("closed_at")
        expect(seen == ("pending", None), "pending and not closed", seen)


@rule(
    "I-23",
    "`incident.request_extension` MUST leave the incident in `handling` with a `request` that holds `kind`, "
    "`by`, `name`, `at`, `reason` and `until`.",
)
async def extensions_are_asked_for(site: Site) -> None:
    async with console(site) as one:
        id_, _, data = await _signed(one)
        # More time ends later than what there is.
        due = (parse_time(each["due_at"]) for each in data.get("deadlines", ()))
        until = format_time(max(due, default=parse_time(_ahead(one))) + _HOUR)
        data = await _step(one, "incident.request_extension", id_, {"until": until} | _WHY)
        request, user = data.get("request") or {}, one.welcome["user"]
        wanted = {"kind": "extension", "by": user["id"], "name": user["name"], "until": until} | _WHY
        seen = {name: request.get(name) for name in wanted}
        expect(seen == wanted and request.get("at"), wanted, request)
        expect(data["state"] == "handling", "state handling", data["state"])


@rule(
    "I-24",
    "`incident.suspend` MUST put the incident into state `suspended` with a `suspension`, or, from a user "
    "who may not approve it, leave it in `handling` with a `request`.",
)
async def suspensions_are_approved(site: Site) -> None:
    async with console(site) as one:
        id_, *_ = await _signed(one)
        data = await _step(one, "incident.suspend", id_, {"until": _ahead(one)} | _WHY)
        approves = not APPROVERS.isdisjoint(one.welcome["user"]["roles"])
        wanted = ("suspended", True, False) if approves else ("handling", False, True)
        seen = data["state"], bool(data.get("suspension")), bool(data.get("request"))
        expect(seen == wanted, f"state, suspension and request {wanted}", seen)
        await one.command("incident.resume", id_)


@rule(
    "I-25",
    "Words that an act closes a matter with or sends work back for MUST be refused with `bad_request` when "
    "they are empty or blank.",
)
async def nothing_is_closed_without_a_word(site: Site) -> None:
    async with console(site) as one:
        id_ = await _fresh(one)
        for words in ("", "  \n"):
            await one.refused("bad_request", "incident.reject", id_, {"reason": words})


@rule(
    "I-26",
    "The `deadlines` of an incident MUST each have `started_at`, `warn_at` and `due_at` in this order.",
)
async def clocks_are_in_order(site: Site) -> None:
    async with console(site) as one:
        id_ = await _fresh(one)
        data = await _step(one, "incident.accept", id_, {})
        clocks = data.get("deadlines") or []
        need(clocks, "this platform has no clocks for this kind of incident")
        for clock in clocks:
            times = [parse_time(clock[name]) for name in ("started_at", "warn_at", "due_at")]
            expect(times == sorted(times), "started_at, warn_at, due_at in order", clock)


@rule(
    "I-27",
    "The `reporter` of an incident MUST be sent without the whole name and without the whole number.",
)
async def reporters_are_masked(site: Site) -> None:
    async with console(site) as one:
        await one.opened("incidents")
        id_ = await one.incident(reporter=REPORTER)
        shown = (await one.event(id_))["data"].get("reporter") or {}
        told = [name for name, whole in REPORTER.items() if whole in str(shown.get(name))]
        expect(not told, "stars", shown)


#: Nobody: whom the kit's incidents are reported by.
REPORTER = {"name": "Conformance Kit", "phone": "13800005678"}


async def _fresh(one: Console) -> str:
    """A new incident, seen."""
    await one.opened("incidents")
    id_ = await one.incident()
    await one.event(id_)
    return id_


async def _accepted(one: Console) -> str:
    id_ = await _fresh(one)
    await _step(one, "incident.accept", id_, {})
    return id_


async def _signed(one: Console) -> tuple[str, str, Frame]:
    """An incident given to its own org, which has signed for it: its id, the task's id, what it is."""
    await one.opened("incidents")
    id_ = await one.incident()
    owner = (await one.event(id_))["data"]["owner_org"]
    await _step(one, "incident.accept", id_, {})
    data = await _step(one, "incident.assign", id_, {"assignees": [{"kind": "org", "id": owner}]})
    task = str(data["tasks"][0]["id"])
    return id_, task, await _step(one, "task.sign", id_, {"task": task})


async def _two_orgs(site: Site) -> Frame:
    """The arguments that give work to two orgs."""
    async with console(site) as other:
        items = (await other.opened("directory"))["directory"].items
    orgs = [item["id"] for item in items if item["entity"] == "org"][:2]
    need(len(orgs) == 2, "there is no second org")
    return {"assignees": [{"kind": "org", "id": id_} for id_ in orgs]}


async def _step(one: Console, name: str, id_: str, args: Frame) -> Frame:
    """Carry a command on an incident out; its data afterwards."""
    await one.done(name, id_, args)
    data: Frame = (await one.event(id_))["data"]
    return data


def _ahead(one: Console) -> str:
    """A moment an hour after the platform's own time."""
    return format_time(parse_time(one.hello["time"]) + _HOUR)
