"""Rules on commands: once, in order of right, and never too late."""

from __future__ import annotations

import time
from uuid import UUID, uuid4

from uuid6 import uuid7

from backend_client.conformance.console import Console, console
from backend_client.conformance.findings import expect
from backend_client.conformance.rule import rule
from backend_client.conformance.site import Site, need
from backend_client.conformance.wire import Frame
from backend_client.protocol.times import format_time

_NOTE = {"text": "note"}
_DAY_S = 24 * 3600.0
_RETRYABLE = ("unavailable", "rate_limited")


@rule(
    "C-1",
    "Each `command` MUST be answered by one `result` with its `cmd_id`.",
)
async def every_command_has_one_result(site: Site) -> None:
    async with console(site) as one:
        id_ = await one.incident()
        ids = [str(uuid7()) for _ in range(10)]
        for cmd_id in ids:
            await one.wire.send("command", cmd_id=cmd_id, name="incident.note", target=id_, args=_NOTE)
        for cmd_id in ids:
            await one.result(cmd_id)
        await one.wire.ping()
        results = [frame["cmd_id"] for frame in one.wire.frames if frame["type"] == "result"]
        expect(
            len(results) == len(set(results)),
            "one result a command",
            f"{len(results)} for {len(set(results))}",
        )


@rule(
    "C-2",
    "The result of a command that was carried out on a log topic MUST be `{cmd_id, ok: true, topic, ver, "
    "seq}` with the `ver` and `seq` of the event it caused.",
)
async def results_name_their_event(site: Site) -> None:
    async with console(site) as one:
        await one.opened("incidents")
        result = await one.command("incident.create", None, one.new_incident())
        event = await one.event(one.created(result))
        said = {key: result.get(key) for key in ("topic", "ver", "seq")}
        expect(said == {key: event[key] for key in said}, {key: event[key] for key in said}, said)


@rule(
    "C-3",
    "The result of a command that creates something MUST name its id as `data.id`.",
)
async def results_name_what_was_created(site: Site) -> None:
    async with console(site) as one:
        await one.opened("incidents")
        args = one.new_incident()
        result = await one.command("incident.create", None, args)
        event = await one.wire.next(
            lambda frame: frame["type"] == "event" and (frame["data"] or {}).get("title") == args["title"],
            wanted="an event of the new incident",
        )
        expect(one.created(result) == event["id"], f"data.id {event['id']}", result)


@rule(
    "C-4",
    "A command that comes again with the same `cmd_id` and the same body MUST get the same result.",
)
async def the_same_command_has_the_same_result(site: Site) -> None:
    async with console(site) as one:
        id_ = await one.incident()
        for name, args in (("incident.note", _NOTE), ("incident.verify", {"pass": True, "text": "no"})):
            cmd_id = str(uuid7())
            first, second = [await one.command(name, id_, args, cmd_id=cmd_id) for _ in range(2)]
            expect(first == second, first, second)


@rule(
    "C-5",
    "A command that comes again with the same `cmd_id` MUST NOT take effect a second time.",
)
async def the_same_command_takes_effect_once(site: Site) -> None:
    async with console(site) as one, console(site) as two:
        id_ = await one.incident()
        cmd_id = str(uuid7())
        for each in (one, one, two):
            await each.command("incident.note", id_, _NOTE, cmd_id=cmd_id)
        ver = (await one.held(id_))["ver"]
        expect(ver == 2, "version 2 after one note sent three times", f"version {ver}")


@rule(
    "C-6",
    "Another body under a `cmd_id` that was used MUST be refused with `bad_request`.",
)
async def another_body_is_refused(site: Site) -> None:
    async with console(site) as one:
        id_ = await one.incident()
        cmd_id = str(uuid7())
        await one.done("incident.note", id_, _NOTE, cmd_id=cmd_id)
        await one.refused("bad_request", "incident.note", id_, {"text": "other"}, cmd_id=cmd_id)


@rule(
    "C-7",
    "A `cmd_id` that is no UUIDv7 MUST be refused with `bad_request`.",
)
async def ids_are_uuids_of_version_7(site: Site) -> None:
    async with console(site) as one:
        id_ = await one.incident()
        for cmd_id in ("no-uuid", str(uuid4())):
            await one.refused("bad_request", "incident.note", id_, _NOTE, cmd_id=cmd_id)


@rule(
    "C-8",
    "A command whose `cmd_id` is more than 24 h old MUST be refused with `expired`.",
)
async def old_commands_are_refused(site: Site) -> None:
    async with console(site) as one:
        await one.refused("expired", "incident.note", await one.incident(), _NOTE, cmd_id=_old_id())


@rule(
    "C-9",
    "A refused command MUST NOT change anything.",
)
async def refused_commands_change_nothing(site: Site) -> None:
    async with console(site) as one:
        id_ = await one.incident()
        refused: tuple[tuple[str, Frame, Frame], ...] = (
            ("incident.note", _NOTE, {"cmd_id": _old_id()}),
            ("incident.note", _NOTE, {"cmd_id": str(uuid4())}),
            ("incident.note", _NOTE, {"not_after": _past()}),
            ("incident.note", _NOTE, {"expect_ver": 7}),
            ("incident.verify", {"pass": True, "text": "text"}, {}),
            ("incident.reject", {}, {}),
        )
        for name, args, more in refused:
            await one.command(name, id_, args, **more)
        item = await one.held(id_)
        expect(item["ver"] == 1, "the first version still", item["ver"])


@rule(
    "C-10",
    "A command whose `expect_ver` is not the entity's version MUST be refused with `version_conflict`, "
    "with `current` as that version, `by` whom it was made and `at` what time.",
)
async def conflicts_say_with_whom(site: Site) -> None:
    async with console(site) as one:
        id_ = await one.incident()
        await one.done("incident.note", id_, _NOTE)
        error = await one.refused("version_conflict", "incident.note", id_, _NOTE, expect_ver=1)
        expect(error.get("current") == 2, "current 2", error)
        expect(isinstance(error.get("by"), str) and error["by"], "by whom", error)
        expect(isinstance(error.get("at"), str) and error["at"].endswith("Z"), "at what time", error)


@rule(
    "C-11",
    "A command whose `expect_ver` is the entity's version MUST be carried out as without it.",
)
async def the_right_version_passes(site: Site) -> None:
    async with console(site) as one:
        await one.done("incident.note", await one.incident(), _NOTE, expect_ver=1)


@rule(
    "C-12",
    "A command that arrives after its `not_after` MUST be refused with `expired`.",
)
async def late_commands_are_refused(site: Site) -> None:
    async with console(site) as one:
        await one.refused("expired", "incident.note", await one.incident(), _NOTE, not_after=_past())


@rule(
    "C-13",
    "`command.status {cmd_id}` of a command that was carried out or refused MUST be answered by its "
    "`result`.",
)
async def results_can_be_asked_for(site: Site) -> None:
    async with console(site) as one:
        id_ = await one.incident()
        for name, args in (("incident.note", _NOTE), ("incident.verify", {"pass": True, "text": "no"})):
            result = await one.command(name, id_, args)
            await one.wire.send("command.status", cmd_id=result["cmd_id"])
            again = await one.wire.of_type("result", "command.unknown")
            expect(again == result, result, again)


@rule(
    "C-14",
    "`command.status` of a command that never arrived MUST be answered by `command.unknown {cmd_id}`.",
)
async def unknown_commands_are_said_to_be(site: Site) -> None:
    async with console(site) as one:
        cmd_id = str(uuid7())
        await one.wire.send("command.status", cmd_id=cmd_id)
        answer = await one.wire.of_type("command.unknown", "result")
        expect(answer == {"type": "command.unknown", "cmd_id": cmd_id}, f"command.unknown {cmd_id}", answer)


@rule(
    "C-15",
    "Results MUST be remembered for the user, not for the connection.",
)
async def results_outlive_the_connection(site: Site) -> None:
    async with console(site) as one:
        result = await one.done("incident.note", await one.incident(), _NOTE)
    async with console(site) as two:
        await two.wire.send("command.status", cmd_id=result["cmd_id"])
        again = await two.wire.of_type("result", "command.unknown")
        expect(again == result, result, again)


@rule(
    "C-16",
    "The result of one user's command MUST NOT be told to another.",
)
async def results_are_the_users_own(site: Site) -> None:
    async with console(site) as one, console(site, account=site.limited) as other:
        result = await one.done("incident.note", await one.incident(), _NOTE)
        await other.wire.send("command.status", cmd_id=result["cmd_id"])
        answer = await other.wire.of_type("result", "command.unknown")
        expect(answer["type"] == "command.unknown", "command.unknown", answer)


@rule(
    "C-17",
    "A command whose name the platform does not know MUST be refused with `bad_request`.",
)
async def unknown_names_are_refused(site: Site) -> None:
    async with console(site) as one:
        await one.refused("bad_request", "incident.no_such_command", None, {})


@rule(
    "C-18",
    "A command whose args are missing, of the wrong kind or outside their bounds MUST be refused with "
    "`bad_request`.",
)
async def wrong_args_are_refused(site: Site) -> None:
    async with console(site) as one:
        id_ = await one.incident()
        wrong: tuple[tuple[str, str | None, Frame], ...] = (
            ("incident.create", None, {"title": "no type"}),
            ("incident.create", None, one.new_incident(severity=5)),
            ("incident.create", None, one.new_incident(position=[200.0, 30.0])),
            ("incident.note", id_, {"text": 7}),
            ("incident.note", id_, {"text": ""}),
            ("incident.assign", id_, {"assignees": []}),
            ("incident.note", None, _NOTE),
        )
        for name, target, args in wrong:
            await one.refused("bad_request", name, target, args)


@rule(
    "C-19",
    "For a user without a scope a command on an id that does not exist MUST be refused with `not_found`.",
)
async def unknown_targets_are_refused(site: Site) -> None:
    async with console(site) as one:
        scope = one.welcome["user"]["scope"]
        need(not scope["division"] and not scope["departments"], "the user has a scope")
        await one.refused("not_found", "incident.note", str(uuid7()), _NOTE)


@rule(
    "C-20",
    "For a user with a scope a command on an id outside it MUST be refused exactly as one on an id that "
    "does not exist.",
)
async def nothing_is_told_of_what_is_out_of_scope(site: Site) -> None:
    async with console(site) as one, console(site, account=site.limited) as other:
        seen = {item["id"] for item in (await other.opened("directory"))["directory"].items}
        items = (await one.opened("directory"))["directory"].items
        seats = [item["id"] for item in items if item["entity"] == "seat" and item["id"] not in seen]
        need(seats, "both users see every seat")
        answers = []
        for id_ in (seats[0], str(uuid7())):
            error = (await other.command("seat.take", id_)).get("error") or {}
            answers.append((error.get("code"), str(error.get("message")).replace(id_, "ID")))
        expect(answers[0] == answers[1], answers[1], answers[0])


@rule(
    "C-21",
    "A command that the entity's state does not allow MUST be refused with `illegal_transition`.",
)
async def states_are_kept_to(site: Site) -> None:
    async with console(site) as one:
        id_ = await one.incident()
        await one.refused("illegal_transition", "incident.finish", id_, {"text": "text"})
        await one.done("incident.reject", id_, {"reason": "conformance"})
        await one.refused("illegal_transition", "incident.accept", id_, {})


@rule(
    "C-22",
    "A command that the user's roles do not include MUST be refused with `forbidden`.",
)
async def roles_are_kept_to(site: Site) -> None:
    async with console(site) as one, console(site, account=site.limited) as other:
        await other.refused("forbidden", "incident.create", None, other.new_incident())
        await other.refused("forbidden", "incident.accept", await one.incident(), {})


@rule(
    "C-23",
    "A refusal MUST be `{cmd_id, ok: false, error: {code, message, retryable?}}` with `retryable` true "
    "for `unavailable` and `rate_limited` and for no other code.",
)
async def refusals_have_one_form(site: Site) -> None:
    async with console(site) as one:
        id_ = await one.incident()
        refused = [
            await one.command("incident.no_such_command"),
            await one.command("incident.note", str(uuid7()), _NOTE),
            await one.command("incident.note", id_, _NOTE, expect_ver=9),
            await one.command("incident.verify", id_, {"pass": True, "text": "no"}),
            *(await _burst(one, id_))[-1:],
        ]
        for result in refused:
            error = result.get("error") or {}
            expect(isinstance(error.get("code"), str) and error.get("message"), "code and message", result)
            retryable = bool(error.get("retryable", False))
            expect(
                retryable == (error["code"] in _RETRYABLE),
                f"the right `retryable` for {error['code']}",
                error,
            )


@rule(
    "C-24",
    "Every command above `hello.limits.pending_commands` unanswered ones MUST be answered, by its result "
    "or by `rate_limited`.",
)
async def too_many_commands_are_answered(site: Site) -> None:
    async with console(site) as one:
        codes = {result["error"]["code"] for result in await _burst(one, str(uuid7()))}
        expect(
            codes <= {"not_found", "forbidden", "rate_limited"}, "not_found or rate_limited", sorted(codes)
        )


@rule(
    "C-25",
    "A command that was refused with `rate_limited` or `unavailable` MUST be judged anew when it comes "
    "again.",
)
async def retryable_refusals_are_forgotten(site: Site) -> None:
    async with console(site) as one:
        target = str(uuid7())
        limited = [r for r in await _burst(one, target) if r["error"]["code"] == "rate_limited"]
        need(limited, "the platform answered faster than it could be asked")
        again = await one.command("incident.note", target, _NOTE, cmd_id=limited[0]["cmd_id"])
        code = again["error"]["code"]
        expect(code != "rate_limited", "another answer than rate_limited", again)


async def _burst(one: Console, target: str) -> list[Frame]:
    """Far more commands at once than may be pending, all on nothing; their results, refused ones last."""
    ids = [str(uuid7()) for _ in range(4 * int(one.hello["limits"]["pending_commands"]))]
    for cmd_id in ids:
        await one.wire.send("command", cmd_id=cmd_id, name="incident.note", target=target, args=_NOTE)
    return [await one.result(cmd_id) for cmd_id in ids]


def _old_id() -> str:
    """A UUIDv7 of two days ago."""
    milliseconds = int((time.time() - 2 * _DAY_S) * 1000)
    return str(UUID(int=(milliseconds << 80) | (uuid7().int & ((1 << 80) - 1))))


def _past() -> str:
    return format_time(time.time() - 60.0)
