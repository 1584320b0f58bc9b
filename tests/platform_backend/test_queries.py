from __future__ import annotations

import pytest

from platform_backend.seeding import initials
from tests.platform_backend.conftest import Running
from tests.platform_backend.consoles import Frame

NEW: Frame = {
    "type_code": "0101",
    "severity": 1,
    "title": "积水很深",
    "source": "热线",
    "place": "文化路 100% 号",
}


async def test_past_and_open_incidents_are_found_newest_first(running: Running) -> None:
    async with running.console() as one:
        created = await one.command("incident.create", **NEW)
        found = (await one.query("incidents.search", limit=500))["data"]
        assert found["total"] == 300 + 8 + 1
        assert found["items"][0]["id"] == created["data"]["id"]
        times = [item["data"]["reported_at"] for item in found["items"]]
        assert times == sorted(times, reverse=True)
        assert set(found["items"][0]) == {"entity", "id", "ver", "data"}


async def test_pages_do_not_overlap(running: Running) -> None:
    async with running.console() as one:
        pages = [
            (await one.query("incidents.search", offset=offset, limit=100))["data"]["items"]
            for offset in (0, 100, 200, 300)
        ]
    ids = [item["id"] for page in pages for item in page]
    assert len(ids) == len(set(ids)) == 308


async def test_incidents_are_found_by_each_criterion(running: Running) -> None:
    async with running.console() as one:
        created = await one.command("incident.create", **NEW)
        id_ = created["data"]["id"]
        for words in ("积水很深", "文化路", "100% 号", "很深 文化"):
            found = (await one.query("incidents.search", text=words))["data"]
            assert [item["id"] for item in found["items"]] == [id_], words
        serial = found["items"][0]["data"]["serial_no"]
        assert (await one.query("incidents.search", text=serial))["data"]["total"] == 1
        assert (await one.query("incidents.search", text="10_%"))["data"]["total"] == 0
        pending = (await one.query("incidents.search", states=["pending"], severities=[1]))["data"]
        assert id_ in {item["id"] for item in pending["items"]}
        assert {item["data"]["state"] for item in pending["items"]} == {"pending"}
        org = found["items"][0]["data"]["owner_org"]
        assert (await one.query("incidents.search", org=org, limit=1))["data"]["total"] >= 1
        late = await one.query("incidents.search", since="2099-01-01T00:00:00Z")
        assert late["data"] == {"total": 0, "items": []}
        early = await one.query("incidents.search", until="2000-01-01T00:00:00Z")
        assert early["data"]["total"] == 0


async def test_incidents_are_found_by_place_type_and_drill(running: Running) -> None:
    here = [117.18, 34.27]
    async with running.console() as one:
        ids = {}
        for name, east in (("here", 0.0), ("near", 0.001), ("far", 0.01)):
            place = {"position": [here[0] + east, here[1]], "exercise": name == "near"}
            made = await one.command("incident.create", **NEW | place)
            ids[name] = made["data"]["id"]

        async def found(**args: object) -> set[str]:
            items = (await one.query("incidents.search", limit=500, **args))["data"]["items"]
            return {item["id"] for item in items} & set(ids.values())

        assert await found(near=here, within_m=50) == {ids["here"]}
        assert await found(near=here, within_m=150) == {ids["here"], ids["near"]}
        assert await found(near=here, within_m=2000) == set(ids.values())
        assert await found(exercise=True) == {ids["near"]}
        assert await found(exercise=False) == {ids["here"], ids["far"]}
        assert await found(type_codes=["0101"]) == set(ids.values())
        assert await found(type_codes=["0102"]) == set()
        assert (await one.command("incident.merge", ids["far"], into=ids["here"]))["ok"]
        assert await found(merged_into=ids["here"]) == {ids["far"]}
        refused = await one.query("incidents.search", near=[500, 10])
        assert refused["error"]["code"] == "bad_request"


async def test_a_changed_state_is_found_by_the_new_one(running: Running) -> None:
    async with running.console() as one:
        id_ = (await one.command("incident.create", **NEW))["data"]["id"]
        await one.command("incident.reject", id_, reason="重复")
        found = (await one.query("incidents.search", text="积水很深", states=["rejected"]))["data"]
        assert found["total"] == 1
        assert found["items"][0]["ver"] == 2


async def test_cameras_are_found_by_name_device_id_and_initials(running: Running) -> None:
    async with running.console() as one:
        everything = (await one.query("cameras.search", limit=500))["data"]
        assert everything["total"] == 60
        camera = everything["items"][7]
        name, device_id = camera["data"]["name"], camera["data"]["device_id"]
        for text in (
            name.split()[0],
            device_id,
            device_id[-6:],
            initials(name.split()[0]),
            initials(name[:4]).upper(),
        ):
            found = (await one.query("cameras.search", text=text, limit=500))["data"]
            assert camera["id"] in {item["id"] for item in found["items"]}, text
        org = camera["data"]["org"]
        within = (await one.query("cameras.search", org=org, limit=500))["data"]
        assert {item["data"]["org"] for item in within["items"]} == {org}


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("incidents.forget", {}),
        ("incidents.search", {"limit": 501}),
        ("incidents.search", {"offset": -1}),
        ("incidents.search", {"offset": 1 << 63}),
        ("incidents.search", {"severities": [1 << 63]}),
        ("cameras.search", {"text": "a " * 5000}),
        ("incidents.search", {"since": "yesterday"}),
        ("cameras.search", {"text": 7}),
    ],
)
async def test_wrong_queries_are_refused(running: Running, name: str, args: Frame) -> None:
    async with running.console() as one:
        await one.send(type="query", id="q", name=name, args=args)
        reply = await one.of_type("reply")
    assert (reply["ok"], reply["error"]["code"]) == (False, "bad_request")


def test_initials() -> None:
    assert initials("文化路1号A口") == "whl1hak"
