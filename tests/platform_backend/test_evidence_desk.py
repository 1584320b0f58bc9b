"""What goes wrong while evidence is prepared; the rest is in tests/platform_backend/web/test_evidence.py."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from backend_client.protocol.times import format_time
from platform_backend import evidence_desk
from platform_backend.evidence.folder import EvidenceFolder
from platform_backend.evidence.manifest import Range
from platform_backend.recordings.segments import RECORDINGS_FOLDER
from tests.platform_backend.conftest import Running, user
from tests.platform_backend.consoles import Frame, TestConsole
from tests.platform_backend.recordings.made import make_piece
from tests.waiting import until

LEADER = user("leader", "duty_leader")


async def ask(one: TestConsole, running: Running, **more: Any) -> str:
    begin = float(int(time.time()) - 60)
    camera = next(iter(running.platform._data.camera_codes))
    make_piece(running.platform._store.path.parent / RECORDINGS_FOLDER, camera, begin)
    await one.subscribe("duty")
    times = {"since": format_time(begin), "until": format_time(begin + 4)}
    args = {"camera": camera, "kind": "clip", "reason": "x", "case_number": "1", **times, **more}
    result = await one.command("evidence.export", **args)
    return str(result["data"]["id"])


async def comes_to(one: TestConsole, id_: str, state: str) -> Frame:
    return await one.next(lambda f: f["type"] == "event" and f["id"] == id_ and f["data"]["state"] == state)


async def test_a_full_disk_is_waited_out(
    running: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(evidence_desk, "_AFTER_TROUBLE_S", 0.02)
    real, full = EvidenceFolder.keep, [True, True]

    def keep(
        folder: EvidenceFolder,
        id_: str,
        name: str,
        pieces: Iterable[bytes],
        shown: Callable[[], tuple[Range, ...]],
    ) -> Path:
        if full:
            full.pop()
            raise OSError(28, "No space left on device")
        return real(folder, id_, name, pieces, shown)

    monkeypatch.setattr(EvidenceFolder, "keep", keep)
    async with running.console(LEADER) as one:
        id_ = await ask(one, running)
        await comes_to(one, id_, "ready")
    assert caplog.text.count("No space left on device") == 2


async def test_a_still_that_cannot_be_made_has_failed(
    running: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(evidence_desk, "_STUDIO", "tests.no_such_module")
    async with running.console(LEADER) as one:
        id_ = await ask(one, running, kind="still")
        assert (await comes_to(one, id_, "failed"))["data"]["cause"] == "no_picture"
    assert "no_such_module" in caplog.text
    place = running.platform._recordings.evidence._folder.place(id_)
    await until(lambda: not list(place.glob("*.ts")))
