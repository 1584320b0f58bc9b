"""The pages behind links to conferences: only where a browser gives a camera, and in the guest's language."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from uuid6 import uuid7

from platform_backend.web import conference_page
from platform_backend.web.http_api import build_app
from tests.platform_backend.conftest import Running, user

WANG = user("wang", "dispatcher")


async def link_of(running: Running) -> str:
    async with running.console(WANG) as one:
        opened = await one.command("conference.open", None, title="<b>会商</b>", session="0a")
        id_ = opened["data"]["id"]
        made = await one.command_as(str(uuid7()), "conference.guest", id_, {"name": "客"})
        return str(made["data"]["path"])


@pytest.mark.parametrize(
    ("address", "scheme", "served"),
    [("127.0.0.1", "http", True), ("10.0.0.7", "http", False), ("10.0.0.7", "https", True)],
)
async def test_a_page_that_would_get_no_camera_is_not_served(
    running: Running, address: str, scheme: str, served: bool
) -> None:
    path = await link_of(running)
    transport = httpx.ASGITransport(build_app(running.platform.desk()), client=(address, 1))
    async with httpx.AsyncClient(transport=transport, base_url=f"{scheme}://platform") as web:
        door = await web.get(path, headers={"Accept-Language": "en"})
        assert door.status_code == (200 if served else 403)
        assert ("over https only" in door.text) is not served
        cookie = door.headers.get("set-cookie", "")
        assert ("HttpOnly" in cookie and f"Path={path}" in cookie) is served
        assert ("Secure" in cookie) is (scheme == "https")
        said = await web.post(f"{path}/say", json={"do": "ready"})
        assert (said.status_code, said.json()["error"]["code"]) == (403, "forbidden")


async def test_the_door_is_told_in_the_guests_language_and_opens_nothing(running: Running) -> None:
    path = await link_of(running)
    async with httpx.AsyncClient(base_url=running.http, trust_env=False) as web:
        for language, words in (("zh-CN,zh;q=0.9", "您受邀以来宾身份"), ("de", "You are asked")):
            door = await web.get(path, headers={"Accept-Language": language})
            assert words in door.text
            assert "&lt;b&gt;会商" in door.text
            assert "script" not in door.headers["content-security-policy"]
        none = await web.get("/conference/x", headers={"Accept-Language": "zh"})
        assert (none.status_code, "没有这个邀请" in none.text) == (404, True)
        assert (await web.get(path)).status_code == 200, "looking opens nothing"


async def test_the_rooms_files_are_for_its_guests_and_speak_their_language(
    running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("page.html", "room.js", "words.json", "words.zh.json", "notes.txt"):
        (tmp_path / name).write_text(name)
    monkeypatch.setattr(conference_page, "_FOLDER", tmp_path)
    path = await link_of(running)
    async with httpx.AsyncClient(base_url=running.http, trust_env=False) as web:
        await web.get(path)
        assert (await web.get(f"{path}/room.js")).status_code == 403, "nothing before the door"
        opened = await web.post(f"{path}/open", data={"name": "客"}, follow_redirects=True)
        assert (opened.status_code, opened.text) == (200, "page.html")
        assert opened.headers["permissions-policy"].startswith("camera=(self)")
        assert "script-src 'self'" in opened.headers["content-security-policy"]
        for name, kind in (("room.js", "text/javascript"), ("page.html", "text/html")):
            answer = await web.get(f"{path}/{name}")
            assert (answer.text, answer.headers["content-type"].split(";")[0]) == (name, kind)
        for language, words in (("zh", "words.zh.json"), ("en", "words.json")):
            assert (await web.get(f"{path}/words.json", headers={"Accept-Language": language})).text == words
        for name in ("notes.txt", "none.js", "..%2fpage.html"):
            assert (await web.get(f"{path}/{name}")).status_code == 404
