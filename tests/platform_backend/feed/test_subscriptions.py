from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from uuid6 import uuid7

from backend_client.protocol.digest import snapshot_digest
from backend_client.protocol.entities import AssigneeKind
from backend_client.protocol.incident_args import Assign, Assignee, IncidentCreate, Transfer, Words
from backend_client.protocol.messages import Scope, User
from backend_client.protocol.topics import TOPICS
from platform_backend.feed.channel import Channel
from platform_backend.log_types import Held
from tests.platform_backend.conftest import Running, user
from tests.waiting import until

pytestmark = pytest.mark.usefixtures("both_encodings")

#: Walls, scenes and tours of a fresh district.
_OF_WALLS = 7
NEW = IncidentCreate(type_code="0101", severity=2, title="积水", source="热线")


async def create(running: Running, title: str = "积水", position: tuple[float, float] | None = None) -> str:
    result = await running.platform.execute(
        "测试", "incident.create", args=replace(NEW, title=title, position=position)
    )
    assert result.ok
    assert result.data is not None
    return str(result.data["id"])


def cursors(running: Running) -> dict[str, int]:
    return {topic: log.head for topic, log in running.platform.log.topics.items()}


async def test_snapshot_of_every_topic(running: Running) -> None:
    async with running.console() as one:
        subscribed = await one.subscribe(*TOPICS)
        assert subscribed["topics"] == list(TOPICS)
        assert subscribed["refused"] == {}
        sizes = {topic: len(await one.snapshot(topic)) for topic in TOPICS}
    assert sizes["directory"] > 42 + 60
    assert sizes["incidents"] >= 8
    assert sizes["walls"] == _OF_WALLS
    assert sizes["devices"] == 60
    assert sizes["units"] > 50


async def test_snapshot_pages_and_digest(running: Running) -> None:
    async with running.console() as one:
        await one.subscribe("directory")
        begin = await one.of_type("snapshot.begin")
        assert begin["as_of"] >= 1
        items = []
        while (frame := await one.next(lambda f: f["type"].startswith("snapshot")))[
            "type"
        ] == "snapshot.page":
            assert 0 < len(frame["items"]) <= 500
            items += frame["items"]
        assert frame["digest"] == snapshot_digest((item["id"], item["ver"]) for item in items)
        assert set(items[0]) == {"entity", "id", "ver", "data"}


async def test_an_unknown_topic_is_refused_and_the_others_come(running: Running) -> None:
    async with running.console() as one:
        subscribed = await one.subscribe("walls", "rumours")
        assert subscribed["topics"] == ["walls"]
        assert subscribed["refused"]["rumours"]["code"] == "not_found"
        await one.snapshot("walls")


async def test_events_carry_this_connections_cursor(running: Running) -> None:
    async with running.console() as one:
        await one.subscribe("incidents", sub="mine")
        as_of = (await one.of_type("snapshot.begin"))["as_of"]
        await one.of_type("snapshot.end")
        first, second = await create(running), await create(running)
        events = [await one.event(first), await one.event(second)]
    assert [event["prev"] for event in events] == [as_of, as_of + 1]
    assert [event["seq"] for event in events] == [as_of + 1, as_of + 2]
    assert {event["sub"] for event in events} == {"mine"}
    assert events[0]["op"] == "put"
    assert events[0]["data"]["title"] == "积水"


async def test_replay_brings_exactly_what_was_missed(running: Running) -> None:
    before = cursors(running)
    ids = [await create(running, f"第{number}件") for number in range(5)]
    async with running.console() as one:
        epoch = running.platform.epoch
        await one.subscribe(
            "incidents", resume={"epoch": epoch, "cursors": {"incidents": before["incidents"]}}
        )
        assert (await one.of_type("replay.begin"))["from"] == before["incidents"]
        events = [await one.of_type("event") for _ in ids]
        assert (await one.of_type("replay.end"))["seq"] == before["incidents"] + 5
        late = await create(running)
        after = await one.event(late)
    assert [event["id"] for event in events] == ids
    assert [event["prev"] for event in events] == list(range(before["incidents"], before["incidents"] + 5))
    assert after["prev"] == before["incidents"] + 5


async def test_a_cursor_at_the_head_replays_nothing(running: Running) -> None:
    async with running.console() as one:
        resume = {"epoch": running.platform.epoch, "cursors": cursors(running)}
        await one.subscribe("walls", resume=resume)
        await one.of_type("replay.begin")
        assert one.frames == [] or one.frames[-1]["type"] != "event"
        await one.of_type("replay.end")


@pytest.mark.parametrize(
    ("epoch", "cursor", "reason"),
    [("another", 1, "epoch_changed"), (None, 10_000, "epoch_changed"), (None, 0, "expired")],
)
async def test_resync_says_why_and_sends_everything(
    running: Running, epoch: str | None, cursor: int, reason: str
) -> None:
    async with running.console() as one:
        resume = {"epoch": epoch or running.platform.epoch, "cursors": {"walls": cursor}}
        await one.subscribe("walls", resume=resume)
        assert (await one.of_type("resync"))["reason"] == reason
        assert len(await one.snapshot("walls")) == _OF_WALLS


async def test_bookmarks_move_the_cursor(running: Running) -> None:
    async with running.console() as one:
        await one.subscribe("walls", "incidents")
        await create(running)
        head = running.platform.log.topics["incidents"].head
        bookmark = await one.next(
            lambda f: f["type"] == "bookmark" and f["topic"] == "incidents" and f["seq"] == head
        )
        assert bookmark["sub"] == "s1"
        id_ = await create(running)
        assert (await one.event(id_))["prev"] == head


async def test_a_second_subscribe_replaces_the_first(running: Running) -> None:
    async with running.console() as one:
        await one.subscribe("incidents", sub="old")
        await one.snapshot("incidents")
        await one.subscribe("walls", sub="new")
        await one.snapshot("walls")
        await create(running)
        bookmark = await one.next(lambda f: f["type"] == "bookmark" and f["sub"] == "new")
        assert bookmark["topic"] == "walls"
        assert not [frame for frame in one.frames if frame["type"] == "event"]


async def test_unsubscribe_stops_a_topic(running: Running) -> None:
    async with running.console() as one:
        await one.subscribe("incidents", "walls")
        await one.send(type="unsubscribe", id="s1", topics=["incidents"])
        await one.send(type="ping", at="2026-01-01T00:00:00Z")
        await one.of_type("pong")
        await create(running)
        await one.next(lambda f: f["type"] == "bookmark" and f["topic"] == "walls")
        assert not [frame for frame in one.frames if frame["type"] == "event"]


async def test_a_street_sees_only_its_own(running: Running) -> None:
    platform = running.platform
    grids = [held for held in platform.log.topics["directory"].view.values() if held.entity == "grid"]
    mine, theirs = grids[0], next(grid for grid in grids if grid.id[:9] != grids[0].id[:9])
    street = mine.id[:9]
    async with running.console(user("street", "duty_officer", division=street)) as one:
        await one.subscribe("incidents", "directory")
        items = await one.snapshot("incidents")
        directory = await one.snapshot("directory")
        assert all(item["data"]["owner_org"].endswith(street) for item in items)
        assert {i["id"][:9] for i in directory if i["entity"] == "grid"} == {street}
        other = await platform.execute("测试", "incident.create", args=replace(NEW, grid_code=theirs.id))
        own = await platform.execute("测试", "incident.create", args=replace(NEW, grid_code=mine.id))
        assert own.data is not None
        assert other.data is not None
        event = await one.of_type("event")
        assert event["id"] == own.data["id"]
        assert event["seq"] == event["prev"] + 2
        refused = await one.command("incident.note", other.data["id"], text="窥视")
        nowhere = await one.command("incident.note", "incident-x", text="窥视")
        assert [each["error"]["code"] for each in (refused, nowhere)] == ["forbidden"] * 2
        message = refused["error"]["message"].replace(other.data["id"], "incident-x")
        assert message == nowhere["error"]["message"]
        stale = await one.command_as(
            str(uuid7()), "incident.note", other.data["id"], {"text": "窥视"}, expect_ver=7
        )
        assert stale["error"]["code"] == "forbidden"
        found = await one.query("incidents.search", limit=500)
        # Its own, and what it has reported up to the district.
        for data in (item["data"] for item in found["data"]["items"]):
            assert street in "".join((data["owner_org"], *data.get("reported_by", ()))), data


async def test_an_incident_that_leaves_the_scope_is_deleted_there(running: Running) -> None:
    platform = running.platform
    orgs = [held.id for held in platform.log.topics["directory"].view.values() if held.entity == "org"]
    streets = [org for org in orgs if len(org.removeprefix("org-")) == 9]
    first, second = streets[0].removeprefix("org-"), streets[1]
    id_ = await create(running)
    async with running.console(user("street", "duty_officer", division=first)) as one:
        await one.subscribe("incidents")
        for org in (streets[0], second):
            done = await platform.execute("测试", "incident.transfer", id_, Transfer(org=org, reason="属地"))
            assert done.ok
        put, delete = await one.event(id_), await one.event(id_)
    assert (put["op"], delete["op"], delete["data"]) == ("put", "delete", None)


async def test_a_department_sees_what_it_has_a_task_in(running: Running) -> None:
    platform = running.platform
    view = platform.log.topics["directory"].view.values()
    department = next(held.id for held in view if held.entity == "department")
    street = [held.id for held in view if held.entity == "org"][-1]
    id_, other = await create(running, "归它管"), await create(running, "不归它管")
    for each in (id_, other):
        await platform.execute("测试", "incident.accept", each)
    scope = Scope(departments=(department,))
    who = User(id="bureau", name="局", roles=("dispatcher",), scope=scope)
    task = Assign(assignees=(Assignee(kind=AssigneeKind.DEPARTMENT, id=department),))
    async with running.console(who) as one:
        await one.subscribe("incidents", "directory", "units", "devices", "walls")
        known = {item["id"] for item in await one.snapshot("incidents")}
        assert not known & {id_, other}
        kinds = {item["entity"] for item in await one.snapshot("directory")}
        # Whom to call is its own affair: the street's staff is not among them.
        assert kinds == {"org", "department", "incident_type", "contact"}
        for topic in ("units", "devices", "walls"):
            assert await one.snapshot(topic) == []
        await platform.execute("测试", "incident.note", other, Words(text="无关"))
        assert (await platform.execute("测试", "incident.assign", id_, task)).ok
        put = await one.event(id_)
        assert (put["op"], put["ver"]) == ("put", 3)
        found = await one.query("incidents.search", text="归它管")
        assert {item["id"] for item in found["data"]["items"]} == {id_}
        assert (await one.query("cameras.search"))["data"]["total"] == 0
        gone = await platform.execute("测试", "incident.transfer", id_, Transfer(org=street, reason="属地"))
        assert gone.ok
        delete = await one.event(id_)
        assert (delete["op"], delete["data"]) == ("delete", None)
        assert (await one.query("incidents.search", text="归它管"))["data"]["total"] == 0
    # Who was away meanwhile is told the same by the replay.
    async with running.console(who) as one:
        cursor = {"incidents": put["seq"] - 1}
        await one.subscribe("incidents", resume={"epoch": platform.epoch, "cursors": cursor})
        assert [(await one.of_type("event"))["op"] for _ in range(2)] == ["put", "delete"]


async def test_a_street_sees_what_it_was_given_a_task_in(running: Running) -> None:
    platform = running.platform
    view = platform.log.topics["directory"].view.values()
    street = next(held.id for held in view if held.entity == "org" and len(held.id) == len("org-") + 9)
    id_ = await create(running)
    await platform.execute("测试", "incident.accept", id_)
    async with running.console(user("street", "dispatcher", division=street.removeprefix("org-"))) as one:
        await one.subscribe("incidents")
        task = Assign(assignees=(Assignee(kind=AssigneeKind.ORG, id=street),))
        assert (await platform.execute("测试", "incident.assign", id_, task)).ok
        given = (await one.event(id_))["data"]["tasks"][0]["id"]
        whole = await one.command("incident.finish", id_, text="好了")
        assert whole["error"]["code"] == "forbidden"
        assert (await one.command("task.sign", id_, task=given))["ok"]
        assert (await one.command("incident.note", id_, text="到了"))["ok"]


async def test_a_street_opens_incidents_of_its_own(running: Running) -> None:
    view = running.platform.log.topics["directory"].view.values()
    grids = [held.id for held in view if held.entity == "grid"]
    street = grids[0][:9]
    theirs = next(grid for grid in grids if grid[:9] != street)
    new: dict[str, Any] = {"type_code": "0101", "severity": 2, "title": "积水", "source": "热线"}
    async with running.console(user("street", "dispatcher", division=street)) as one:
        await one.subscribe("incidents")
        made = await one.command("incident.create", **new)
        assert (await one.event(made["data"]["id"]))["data"]["owner_org"] == f"org-{street}"
        refused = await one.command("incident.create", **new, grid_code=theirs)
        assert refused["error"]["code"] == "forbidden"


async def test_whoever_may_see_less_gets_no_more_of_a_snapshot_under_way(running: Running) -> None:
    token = await running.token(user("street", "dispatcher", division="330104001"))
    log = running.platform.log.topics["directory"]
    for number in range(4000):
        held = Held("contact", f"c{number}", 1, b'"%s"' % (b"x" * 5000), "999999", 0.0)
        log.view["contact", held.id] = held
    crowd = {("contact", f"c{number}") for number in range(4000)}
    async with running.console() as one:
        # Its socket is full long before the last page.
        one.socket.transport.pause_reading()
        await one.send(type="subscribe", id="", topics=["directory"])
        (connection,) = running.platform.connections.of_user("admin")
        await until(lambda: connection.subscriptions is not None and connection.subscriptions.cursors)
        client = {"name": "test", "version": "1", "workstation": "w", "instance": "i1"}
        await one.send(type="auth", token=token, client=client)
        await until(lambda: running.platform.connections.of_user("street"))
        one.socket.transport.resume_reading()
        assert (await one.of_type("resync"))["reason"] == "scope_changed"
        before = [frame["items"] for frame in one.frames if frame["type"] == "snapshot.page"]
        assert sum(map(len, before)) < len(log.view)
        assert not [frame for frame in one.frames if frame["type"] == "snapshot.end"]
        one.frames.clear()
        items = await one.snapshot("directory")
    assert not [item for item in items if ("contact", item["id"]) in crowd]


async def test_a_unit_that_walks_out_of_a_street_leaves_its_view(running: Running) -> None:
    platform = running.platform
    id_, unit = next((i, u) for i, u in platform.picture.units().items() if u.grid_code)
    home = platform.site.org_codes[unit.org]
    grids = [held.id for held in platform.log.topics["directory"].view.values() if held.entity == "grid"]
    there = next(grid for grid in grids if not grid.startswith(home[:9]))
    async with running.console(user("street", "dispatcher", division=there[:9])) as one:
        await one.subscribe("units")
        assert id_ not in {item["id"] for item in await one.snapshot("units")}
        platform.publish_state("unit", id_, replace(unit, grid_code=there))
        assert (await one.event(id_))["op"] == "put"
        platform.publish_state("unit", id_, unit)
        gone = await one.event(id_)
        assert (gone["op"], gone["data"]) == ("delete", None)
        platform.publish_state("unit", id_, replace(unit, position=(117.0, 34.0)))
        platform.publish_state("unit", id_, replace(unit, grid_code=there))
        back = await one.event(id_)
        assert (back["op"], back["prev"]) == ("put", gone["seq"])
        await one.subscribe("units", sub="s2")
        assert id_ in {item["id"] for item in await one.snapshot("units")}
        platform.publish_state("unit", id_, unit)
        assert (await one.event(id_))["op"] == "delete"


async def test_consoles_at_one_cursor_are_sent_the_very_same_bytes(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: dict[int, list[bytes]] = {}
    write = Channel.write

    def noted(channel: Channel, data: bytes) -> None:
        written.setdefault(id(channel), []).append(data)
        write(channel, data)

    monkeypatch.setattr(Channel, "write", noted)
    async with running.console(instance="a") as one, running.console(instance="b") as two:
        for each in (one, two):
            await each.subscribe("incidents")
            await each.snapshot("incidents")
        written.clear()
        id_ = await create(running)
        await one.event(id_)
        await two.event(id_)
    first, second = written.values()
    (shared,) = {id(data) for data in first} & {id(data) for data in second}
    assert next(data for data in first if id(data) == shared).find(id_.encode()) > 0


async def test_notes_by_many_keep_their_order(running: Running) -> None:
    id_ = await create(running)
    async with running.console(instance="a") as one, running.console(instance="b") as two:
        await one.subscribe("incidents")
        await two.subscribe("incidents")
        for number in range(20):
            await running.platform.execute("测试", "incident.note", id_, Words(text=str(number)))
        seen = [[(await each.event(id_))["ver"] for _ in range(20)] for each in (one, two)]
    assert seen == [list(range(2, 22))] * 2
