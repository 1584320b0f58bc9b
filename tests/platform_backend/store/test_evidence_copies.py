"""Evidence is in a backup as files beside it, and comes back from there: also with real processes."""

from __future__ import annotations

import asyncio
import hashlib
import shutil
import time
from pathlib import Path
from typing import Any

import httpx
from msgspec.structs import replace

from backend_client.protocol.evidence import EvidenceRecord, EvidenceState
from backend_client.protocol.times import format_time
from platform_backend.evidence.verify import verify
from platform_backend.recordings.segments import RECORDINGS_FOLDER
from platform_backend.store.evidence_copies import bring_evidence, exports_of
from tests.console.recordings.records import record
from tests.platform_backend.administration.test_saving import launch
from tests.platform_backend.consoles import TestConsole, console
from tests.platform_backend.evidence.made import make_evidence
from tests.platform_backend.processes import platform, run
from tests.platform_backend.recordings.made import make_piece

ID = "01890000-0000-7000-8000-000000000001"


def kept(folder: Path) -> dict[str, EvidenceRecord]:
    """An export that is ready, with its files and a marked copy."""
    place = folder / ID
    place.mkdir(parents=True)
    make_evidence(place)
    (place / "0123-review.mp4").write_bytes(b"marked")
    (place / "incoming-x").write_bytes(b"half")
    clip = (place / "clip.ts").read_bytes()
    ready = replace(record(), state=EvidenceState.READY, media_type="video/mp2t", bytes=len(clip))
    return {ID: replace(ready, sha256=_digest(clip))}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_only_what_never_changes_is_copied_and_only_once(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    wanted = kept(here)
    brought = bring_evidence(wanted, source=here, target=there)
    assert (brought.wanted, brought.missing) == (1, ())
    names = sorted(path.name for path in (there / ID).iterdir())
    assert names == ["clip.ts", "evidence-key.pem", "manifest.json", "manifest.sig"]
    assert brought.copied == len(names)
    assert verify(there / ID).good
    assert bring_evidence(wanted, source=here, target=there).copied == 0


def test_what_is_damaged_is_brought_again_and_takes_no_place(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    wanted = kept(here)
    bring_evidence(wanted, source=here, target=there)
    clip = there / ID / "clip.ts"
    whole = clip.read_bytes()
    clip.write_bytes(b"x" * len(whole))
    assert bring_evidence(wanted, source=here, target=there).copied == 0
    assert bring_evidence(wanted, source=here, target=there, thoroughly=True).copied == 1
    assert clip.read_bytes() == whole
    clip.unlink()
    (here / ID / "clip.ts").write_bytes(b"y" * len(whole))
    brought = bring_evidence(wanted, source=here, target=there, thoroughly=True)
    assert (brought.copied, brought.missing) == (0, (ID,))
    assert not clip.exists()


async def test_a_restored_platform_hands_out_evidence_that_is_genuine(data: Path, tmp_path: Path) -> None:
    file, standby = tmp_path / "backups" / "one.bak", tmp_path / "standby"
    file.parent.mkdir()
    with platform(data) as process:
        token = await launch(process.http, process.launch_token)
        async with console(process.feed) as one:
            await one.auth(token, instance="desk")
            camera, id_ = await _export(one, data)
        done = await asyncio.to_thread(run, "backup", str(file), "--data", str(data))
        assert (done.returncode, done.stderr) == (0, "")
        assert "1 exports of evidence (5 new files)" in done.stdout
    assert list(exports_of(file)) == [id_]
    standby.mkdir()
    for name in ("token.key", "audit.key"):
        shutil.copy(data / name, standby)
    # Without its key it is said what is lacking; with it nothing is.
    told = await asyncio.to_thread(run, "restore", str(file), "--data", str(standby))
    assert told.returncode == 0
    assert "evidence.key" in told.stderr
    shutil.copy(data / "evidence.key", standby)
    told = await asyncio.to_thread(run, "restore", str(file), "--data", str(standby))
    assert (told.returncode, told.stderr) == (0, "")
    with platform(standby) as process:
        token = await launch(process.http, process.launch_token)
        headers = {"Authorization": f"Bearer {token}"}
        async with httpx.AsyncClient(base_url=process.http, headers=headers, trust_env=False) as http:
            out = tmp_path / "out"
            out.mkdir()
            for name in ("clip.ts", "manifest.json", "manifest.sig"):
                answer = await http.get(f"/evidence/{id_}/{name}")
                assert answer.status_code == 200, answer.text
                (out / name).write_bytes(answer.content)
            key = (await http.get("/evidence/key")).content
        assert verify(out, key=key).good
        # Recordings are not in a backup: there are none, and nothing fails over it.
        async with console(process.feed) as one:
            await one.auth(token, instance="desk")
            now = time.time()
            times = {"since": format_time(now - 3600), "until": format_time(now)}
            found = await one.query("recordings.search", camera=camera, **times)
            assert found["data"]["parts"] == []
            asked = {"camera": camera, **times, "kind": "clip", "reason": "x", "case_number": "1"}
            await one.subscribe("duty")
            gone = (await one.command("evidence.export", **asked))["data"]["id"]
            failed = await _comes_to(one, gone, "failed")
            assert failed["cause"] == "nothing_recorded"


async def _export(one: TestConsole, data: Path) -> tuple[str, str]:
    """A camera and the id of an export of it that is ready."""
    camera = str((await one.query("cameras.search", limit=1))["data"]["items"][0]["id"])
    begin = float(int(time.time()) - 60)
    make_piece(data / RECORDINGS_FOLDER, camera, begin)
    await one.subscribe("duty")
    times = {"since": format_time(begin), "until": format_time(begin + 4)}
    args = {"camera": camera, "kind": "clip", "reason": "盗窃案", "case_number": "12号", **times}
    result = await one.command("evidence.export", **args)
    id_ = str(result["data"]["id"])
    await _comes_to(one, id_, "ready")
    return camera, id_


async def _comes_to(one: TestConsole, id_: str, state: str) -> dict[str, Any]:
    frame = await one.next(lambda f: f["type"] == "event" and f["id"] == id_ and f["data"]["state"] == state)
    found: dict[str, Any] = frame["data"]
    return found
