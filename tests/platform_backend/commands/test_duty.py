"""The duty log, handed-over shifts and what is put down of exports, through a real console connection."""

from __future__ import annotations

import msgspec
import pytest

from backend_client.protocol.duty import DutyLogEntry, ExportRecord, Handover
from backend_client.protocol.times import format_time
from platform_backend.commands.duty import export_in_view, handover_in_view, log_in_view
from tests.platform_backend.conftest import Running, user
from tests.platform_backend.consoles import TestConsole

LI = user("li", "duty_officer", division="320302")
WANG = user("wang", "dispatcher", division="320302")
SEAT = "seat-1"
SINCE = "2026-01-31T00:00:00.000Z"
NOW = 1_800_000_000.0


async def error_of(one: TestConsole, name: str, target: str | None, **args: object) -> str:
    result = await one.command(name, target, **args)
    return "ok" if result["ok"] else str(result["error"]["code"])


async def test_a_call_is_written_down_and_its_promise_settled(running: Running) -> None:
    async with running.console() as one:
        await one.subscribe("duty")
        made = await one.command(
            "duty_log.add",
            None,
            kind="call",
            text="热线来电",
            number="10000000001",
            outcome="无人接听",
            due_at="2099-01-31T08:00:00Z",
        )
        id_ = made["data"]["id"]
        entry = (await one.event(id_))["data"]
        assert (entry["kind"], entry["text"], entry["outcome"]) == ("call", "热线来电", "无人接听")
        assert entry["by"]
        assert await error_of(one, "duty_log.settle", id_, text="已回电") == "ok"
        settled = (await one.event(id_))["data"]
        assert settled["settled_at"] is not None
        assert settled["outcome"] == "已回电"
        assert await error_of(one, "duty_log.settle", id_) == "illegal_transition"
        found = (await one.query("duty_log.search", text="热线"))["data"]
        assert [item["id"] for item in found["items"]] == [id_]
        assert (await one.query("duty_log.search", since="2099-01-01T00:00:00Z"))["data"]["total"] == 0


async def test_a_line_about_nothing_that_is_there_is_refused(running: Running) -> None:
    async with running.console() as one:
        note = {"kind": "note", "text": "备注"}
        assert await error_of(one, "duty_log.add", None, **note, incident="nothing") == "not_found"
        assert await error_of(one, "duty_log.add", None, **note, due_at="soon") == "bad_request"
        plain = await one.command("duty_log.add", None, **note)
        assert await error_of(one, "duty_log.settle", plain["data"]["id"]) == "illegal_transition"


async def test_a_shift_is_signed_by_both_and_says_what_is_open(running: Running) -> None:
    async with running.console(LI) as one, running.console(WANG, instance="b") as two:
        await one.subscribe("duty")
        await one.subscribe("duty", "incidents")
        await one.command(
            "duty_log.add", None, kind="instruction", text="回电街道", due_at="2099-01-31T08:00:00Z"
        )
        assert await error_of(one, "seat.take", SEAT) == "ok"
        assert await error_of(two, "handover.write", SEAT, since=SINCE) == "illegal_transition"
        made = await one.command(
            "handover.write", SEAT, since=SINCE, text="夜间无事", to="wang", silenced=["烟感 3 号"]
        )
        id_ = made["data"]["id"]
        handover = (await one.event(id_))["data"]
        assert handover["giver"] == "li"
        assert handover["silenced"] == ["烟感 3 号"]
        assert [line.endswith("回电街道") for line in handover["promised"]] == [True]
        assert sum(handover["counts"].values()) == len(handover["open"]) > 0
        pressing = [(item["severity"], item["due_at"] is None) for item in handover["open"]]
        assert pressing == sorted(pressing)
        assert await error_of(one, "handover.sign", id_) == "forbidden", "nobody takes over from himself"
        assert await error_of(two, "handover.sign", id_, text="已阅") == "ok"
        signed = (await one.event(id_))["data"]
        assert (signed["taker"], signed["remark"]) == ("wang", "已阅")
        assert signed["signed_at"] is not None
        assert await error_of(two, "handover.sign", id_) == "illegal_transition"
        found = (await two.query("handovers.search", seat=SEAT))["data"]
        assert [item["id"] for item in found["items"]] == [id_]


async def test_a_shift_that_is_given_once_more_takes_the_place_of_the_unsigned_one(running: Running) -> None:
    async with running.console(LI) as one, running.console(WANG, instance="b") as two:
        await one.subscribe("duty")
        for number in range(3):
            due_at = f"2099-01-3{number}T08:00:00Z".replace("30T", "29T")
            await one.command("duty_log.add", None, kind="note", text="回电" * 1000, due_at=due_at)
        first = (await one.command("handover.write", SEAT, since=SINCE, to="wang"))["data"]["id"]
        second = (await one.command("handover.write", SEAT, since=SINCE))["data"]["id"]
        held = (await one.event(first))["data"]
        assert all(len(line) < 300 for line in held["promised"]), "the duty log has the whole of it"
        assert held["promised"] == sorted(held["promised"])
        assert (await one.event(first))["op"] == "delete"
        assert await error_of(two, "handover.sign", second) == "ok"
        found = (await two.query("handovers.search", seat=SEAT))["data"]
        assert [item["id"] for item in found["items"]] == [second, first], "both are kept"


async def test_only_whom_it_was_given_to_takes_a_shift_over(running: Running) -> None:
    zhao = user("zhao", "dispatcher")
    async with (
        running.console(LI) as one,
        running.console(zhao, instance="b") as two,
        running.console(WANG, instance="c"),
    ):
        made = await one.command("handover.write", SEAT, since=SINCE, to="wang")
        assert await error_of(two, "handover.sign", made["data"]["id"]) == "forbidden"
        assert await error_of(one, "handover.write", SEAT, since=SINCE, to="nobody") == "not_found"


async def test_a_shift_is_given_only_to_who_can_take_it(running: Running) -> None:
    elsewhere = user("sun", "dispatcher", division="999999")
    onlooker = user("qian", "leader", division="320302")
    async with (
        running.console(LI) as one,
        running.console(elsewhere, instance="b"),
        running.console(onlooker, instance="c"),
    ):
        for to in ("sun", "qian"):
            refused = await one.command("handover.write", SEAT, since=SINCE, to=to)
            assert refused["error"]["cause"] == "seat_unseen"
            assert refused["error"]["details"]["name"]
        later = await one.command("handover.write", SEAT, since="2099-01-31T00:00:00Z")
        assert later["error"]["cause"] == "future"


async def test_nothing_is_promised_for_what_is_over(running: Running) -> None:
    async with running.console() as one:
        said = {"kind": "note", "text": "回电", "due_at": "2020-01-31T08:00:00Z"}
        refused = await one.command("duty_log.add", None, **said)
        assert (refused["error"]["code"], refused["error"]["cause"]) == ("bad_request", "past")


@pytest.mark.parametrize(
    ("people", "reason", "code"), [(True, "", "bad_request"), (True, "移交法院", "ok"), (False, "", "ok")]
)
async def test_people_leave_with_a_reason_only(
    running: Running, people: bool, reason: str, code: str
) -> None:
    async with running.console() as one:
        args = {"what": "incidents", "format": "xlsx", "rows": 3, "people": people, "reason": reason}
        assert await error_of(one, "report.export", None, **args) == code


async def test_contacts_are_found_by_name_and_number(running: Running) -> None:
    async with running.console() as one:
        found = (await one.query("contacts", text="值班室"))["data"]
        assert found["total"] > 0
        number = found["items"][0]["data"]["phones"][0]["number"]
        again = (await one.query("contacts", text=number))["data"]
        assert [item["id"] for item in again["items"]] == [found["items"][0]["id"]]


def test_what_is_over_leaves_the_view_and_what_is_owed_stays() -> None:
    def at(hours: float) -> str:
        return format_time(NOW - hours * 3600.0)

    line = DutyLogEntry(at=at(25), by="甲", org="o", kind="note", text="x")  # type: ignore[arg-type]
    assert not log_in_view(line, NOW)
    promised = msgspec.structs.replace(line, due_at=at(20))
    assert log_in_view(promised, NOW)
    assert log_in_view(msgspec.structs.replace(promised, settled_at=at(1)), NOW)
    assert not log_in_view(msgspec.structs.replace(promised, settled_at=at(25)), NOW)
    handover = Handover(seat="s", org="o", giver="g", giver_name="甲", written_at=at(90), since=at(98))
    assert handover_in_view(handover, NOW)
    assert not handover_in_view(msgspec.structs.replace(handover, signed_at=at(49)), NOW)
    record = ExportRecord(at=at(23), by="甲", org="o", what="x", format="pdf", rows=1)
    assert export_in_view(record, NOW)
    assert not export_in_view(msgspec.structs.replace(record, at=at(25)), NOW)
