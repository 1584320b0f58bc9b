"""Evidence at the desk: asked for, decided on, handed in from the last minute, saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from backend_client.documents import DocumentRefused
from backend_client.protocol.errors import Error, ErrorCode
from backend_client.protocol.evidence import EvidenceKind, EvidenceState
from backend_client.protocol.recording_args import EvidenceApprove, EvidenceExport, Upload
from backend_client.protocol.times import format_time, parse_time
from console.recordings import evidence, ring
from tests.console.recordings.looking_desk import NOON, Desk
from tests.console.recordings.looking_desk import desk as desk
from tests.console.recordings.records import record
from tests.waiting import until
from widgets.dispatch.form_dialog import FormAnswer
from widgets.dispatch.form_fields import ChoiceField


async def test_evidence_is_asked_for_what_was_marked_and_of_whom(desk: Desk) -> None:
    await desk.look()
    assert desk.room.playback is not None
    desk.room.playback.window.track.mark((NOON - 800, NOON - 790))
    values = {"kind": "clip", "case_number": "12号", "approver": "li"}
    desk.forms.answers.append(FormAnswer("盗窃案", values))
    desk.room.run("recording.evidence")
    await until(lambda: desk.commands.given)
    ((name, target, args),) = desk.commands.given
    assert (name, target) == ("evidence.export", None)
    assert isinstance(args, EvidenceExport)
    assert (args.since, args.until) == (format_time(NOON - 800), format_time(NOON - 790))
    assert (args.kind, args.case_number, args.reason) == (EvidenceKind.CLIP, "12号", "盗窃案")
    assert args.approver == "li"
    assert "approve" in desk.forms.asked[-1].warning
    # Who may do it alone is not asked whom to ask.
    desk.sit("duty_leader")
    desk.room.run("recording.evidence")
    assert [each.id for each in desk.forms.asked[-1].fields] == ["kind", "case_number"]


async def test_a_duty_leader_decides_on_what_is_chosen_or_waits_longest(desk: Desk) -> None:
    desk.sit("duty_leader")
    evidence = desk.room.evidence
    assert desk.room.why_not("recording.approve") == "No export waits for approval"
    for number, user in ((2, "other"), (1, "me"), (3, "other")):
        desk.put(f"e{number}", record(number, user))
    assert desk.room.why_not("recording.approve") == ""
    desk.forms.answers.append(FormAnswer("同意", {}))
    desk.room.run("recording.approve")
    assert desk.commands.given == [("evidence.approve", "e2", EvidenceApprove(granted=True, text="同意"))]
    assert "盗窃案" in desk.forms.asked[-1].about
    assert "not looked" in desk.forms.asked[-1].warning
    evidence.watch.sheet.table.select_id("e3")
    desk.forms.answers.append(FormAnswer("案由不足", {}))
    evidence.watch.sheet.refuse.click()
    refused = EvidenceApprove(granted=False, text="案由不足")
    assert desk.commands.given[1:] == [("evidence.approve", "e3", refused)]
    assert desk.forms.asked[-1].words
    evidence.watch.sheet.table.select_id("e1")
    assert not evidence.watch.sheet.approve.isEnabled()


async def test_who_may_not_is_told(desk: Desk) -> None:
    desk.sit("leader")
    assert desk.room.why_not("recording.look") == ""
    for id_ in ("recording.evidence", "recording.review", "recording.approve", "recording.refuse"):
        assert desk.room.why_not(id_) == "Your roles do not include it"
    assert [desk.room.text(id_) for id_ in desk.room.ids()] == [
        "Look back at a recording",
        "Show the recording on the wall",
        "Bookmark this moment",
        "Write at the last bookmark",
        "Play from a bookmark",
        "Delete a bookmark",
        "Export evidence",
        "Export the last minute as evidence",
        "Evidence: requests and exports",
        "Look at a request for evidence",
        "Approve an export of evidence",
        "Refuse an export of evidence",
        "Save evidence files",
    ]
    assert desk.room.theme


async def test_the_last_minute_is_announced_and_handed_in(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    posted: list[tuple[str, bytes]] = []

    async def post(_access: Any, path: str, body: bytes, *, media_type: str) -> bytes:
        assert media_type == "video/mp2t"
        posted.append((path, body))
        return b""

    monkeypatch.setattr(ring, "post_document", post)
    desk.forms.answers.append(FormAnswer("盗窃案", {"case_number": "12号"}))
    desk.room.run("recording.minute")
    await until(lambda: desk.told)
    assert desk.told == ["The last 31 s have been handed in"]
    assert "s are kept" in desk.forms.asked[-1].about
    ((name, args),) = desk.connection.sent
    assert name == "evidence.export"
    assert isinstance(args, EvidenceExport)
    assert args.upload == Upload(sha256="a" * 64, bytes=3, media_type="video/mp2t")
    # By the platform's clock.
    assert abs(parse_time(args.until) - NOON) < 5.0
    assert posted == [("/evidence/v/media", b"abc")]
    desk.cutter.kept = False
    desk.forms.answers.append(FormAnswer("盗窃案", {"case_number": "12号"}))
    desk.room.run("recording.minute")
    await until(lambda: len(desk.told) == 2)
    assert desk.told[1] == "The last minute was not handed in: nothing is kept of this picture"


async def test_files_are_saved_of_what_is_ready_and_ones_own(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    saved: list[tuple[str, bool]] = []

    async def save(_access: Any, id_: str, _record: Any, *, under: Path, review: bool) -> Path:
        saved.append((id_, review))
        if review:
            raise DocumentRefused(Error(code=ErrorCode.UNAVAILABLE, message="The font is missing."))
        return under / id_

    monkeypatch.setattr(evidence, "save_evidence", save)
    assert desk.room.why_not("recording.save") == "No export of yours is ready"
    for number, user in ((1, "me"), (2, "other")):
        ready = replace(record(number, user), state=EvidenceState.READY, media_type="video/mp2t")
        desk.put(f"e{number}", ready)
    for review in (False, True):
        desk.forms.answers.append(FormAnswer("", {"id": "e1", "review": review}))
        desk.room.run("recording.save")
    await until(lambda: len(desk.told) == 2)
    assert saved == [("e1", False), ("e1", True)]
    assert sorted(desk.told) == [
        f"Evidence saved: {tmp_path / 'e1'}",
        "Nothing was saved: The font is missing.",
    ]
    choice = desk.forms.asked[-1].fields[0]
    assert isinstance(choice, ChoiceField)
    assert [id_ for id_, _ in choice.choices] == ["e1"]
    desk.sit("duty_leader")
    assert [id_ for id_, _ in desk.room.evidence.watch.ready()] == ["e2", "e1"]
    # Enter on it asks the same.
    asked = len(desk.forms.asked)
    desk.room.evidence.watch.sheet.table.activated_id.emit("e1")
    assert len(desk.forms.asked) == asked + 1
    with qtbot.waitSignal(desk.room.evidence.sheet_wanted):
        desk.room.run("recording.requests")
