"""Evidence saved at a desk, from a real platform, and found genuine."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from msgspec import json as msgspec_json

from backend_client.access import Access
from backend_client.documents import DocumentRefused
from backend_client.protocol.evidence import EvidenceRecord
from backend_client.protocol.times import format_time
from backend_client.sign_in import Token
from console.recordings.saving import folder_name, newest_first, save_evidence
from platform_backend.evidence.verify import verify
from platform_backend.recordings.segments import RECORDINGS_FOLDER
from tests.backend_client.consoles import ScriptedBearer
from tests.platform_backend.conftest import (
    Running,
    StartPlatform,
    data,
    seeded,
    small_spec,
    start,
    user,
    with_accounts,
)
from tests.platform_backend.evidence.made import record
from tests.platform_backend.recordings.made import make_piece

__all__ = ["data", "seeded", "small_spec", "start", "with_accounts"]

LEADER = user("leader", "duty_leader")


@pytest.fixture
async def running(start: StartPlatform) -> AsyncIterator[Running]:
    async with start() as one:
        yield one


async def test_what_is_saved_is_whole_and_genuine(running: Running, tmp_path: Path) -> None:
    begin = float(int(time.time()) - 60)
    camera = next(iter(running.platform._data.camera_codes))
    make_piece(running.platform._store.path.parent / RECORDINGS_FOLDER, camera, begin)
    async with running.console(LEADER) as one:
        await one.subscribe("duty")
        times = {"since": format_time(begin), "until": format_time(begin + 4)}
        args = {"camera": camera, "kind": "clip", "reason": "x", "case_number": "鼓公〔2026〕12号/a", **times}
        id_ = str((await one.command("evidence.export", **args))["data"]["id"])
        ready = await one.next(
            lambda f: f["type"] == "event" and f["id"] == id_ and f["data"]["state"] == "ready"
        )
    found = msgspec_json.decode(msgspec_json.encode(ready["data"]), type=EvidenceRecord)
    value = Token(value=await running.token(LEADER), obtained=time.monotonic(), lifetime_s=3600.0)
    access = Access(addresses=(running.feed,), person=ScriptedBearer(value))
    folder = await save_evidence(access, id_, found, under=tmp_path, review=True)
    assert folder.parent == tmp_path
    assert folder.name.startswith("鼓公〔2026〕12号_a-")
    names = {"clip.ts", "manifest.json", "manifest.sig", "evidence-key.pem", "review.mp4"}
    assert {each.name for each in folder.iterdir()} == names
    assert verify(folder).good
    with pytest.raises(DocumentRefused):
        await save_evidence(access, "no-such", found, under=tmp_path, review=False)


def test_names_are_of_files_everywhere() -> None:
    assert folder_name("0123456789abcdef", record()) == "鼓公〔2026〕12号-20261122T120000-abcdef"


def test_the_newest_come_first() -> None:
    one, two = record(), record()
    assert [id_ for id_, _ in newest_first({"a": one, "b": two})] == ["a", "b"]
