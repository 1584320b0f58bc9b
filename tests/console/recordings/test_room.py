from __future__ import annotations

import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from backend_client.documents import DocumentRefused
from backend_client.protocol.commands import Args
from backend_client.protocol.errors import Error, ErrorCode
from backend_client.protocol.evidence import EvidenceKind, EvidenceRecord, EvidenceState
from backend_client.protocol.messages import Result, Scope, User
from backend_client.protocol.queries import Args as QueryArgs
from backend_client.protocol.recording_args import (
    Approver,
    ApproversFound,
    EvidenceApprove,
    EvidenceApprovers,
    EvidenceExport,
    RecordedPart,
    RecordingLook,
    RecordingsFound,
    Upload,
)
from backend_client.protocol.times import format_time, parse_time
from backend_client.protocol.wall import TileKind, WallTile
from backend_client.questions import RequestRefused
from backend_client.tasks import TaskSet
from console.recordings import evidence, ring
from console.recordings.room import RecordingRoom
from console.situation import Situation
from console.video.messages import ClipCut
from console.video.tile_services import NotTaken
from console.wall.chosen import ChosenTile
from tests.console.desk import (
    NotedCommands,
    NotedStreams,
    camera_tiles,
    delete_now,
    make_tiles,
    session,
    street,
)
from tests.console.recordings.records import record
from tests.waiting import until
from widgets.dispatch.form_dialog import Form, FormAnswer
from widgets.dispatch.form_fields import ChoiceField
from widgets.wall.tile_state import TileFigures, TileState

NOON = 1_800_000_000.0
LOOK: dict[str, str | float | bool | tuple[str, ...]] = {"since": NOON - 900, "minutes": "10"}


class Forms:
    """Stands in for the dialogs: answers each form at once."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.asked: list[Form] = []
        self.answers: list[FormAnswer] = []
        self.companions: list[Any] = []
        self.announced: list[QDialog] = []

    def keep_with(self, companion: Any) -> None:
        self.companions.append(companion)

    def announce(self, dialog: QDialog) -> None:
        self.announced.append(dialog)

    def ask(self, form: Form, then: Any) -> None:
        self.asked.append(form)
        if self.answers:
            then(self.answers.pop(0))


class Connection:
    """Notes what is sent and asked."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, Args | None]] = []
        self.error: Error | None = None
        self.parts = [(0.0, 600.0, "continuous")]

    async def send(self, name: str, *, args: Args | None = None, not_after_s: float | None = None) -> Result:
        assert not_after_s is not None
        self.sent.append((name, args))
        if self.error is not None:
            raise RequestRefused(self.error)
        return Result(cmd_id="c", ok=True, data={"id": "v", "expires_at": format_time(NOON + 600)})

    async def ask(self, name: str, args: QueryArgs, *, answer: type[Any]) -> Any:
        if name == "evidence.approvers":
            assert args == EvidenceApprovers(camera="c1")
            return ApproversFound(people=(Approver(id="li", name="李", signed_in=True),))
        assert (name, answer) == ("recordings.search", RecordingsFound)
        since = NOON - 900
        parts = tuple(
            RecordedPart(since=format_time(since + a), until=format_time(since + b), bytes=1, why=why)
            for a, b, why in self.parts
        )
        return RecordingsFound(parts=parts, more=False)


class WallHands:
    """Notes what is put on the wall."""

    def __init__(self) -> None:
        self.put: list[tuple[WallTile, float]] = []
        self.why_not = ""

    def why_not_recording(self) -> str:
        return self.why_not

    def put_recording(self, content: WallTile, moment: float) -> None:
        self.put.append((content, moment))


class Cutter:
    """Cuts a clip of three bytes, unless nothing is kept."""

    def __init__(self) -> None:
        self.kept = True

    async def last(self, tile_key: str, path: Path, *, seconds: float) -> ClipCut:
        assert (tile_key.startswith("wall-1"), seconds) == (True, 60.0)
        if not self.kept:
            raise NotTaken("nothing_kept")
        put_down(path)
        now = time.time()
        return ClipCut(
            request=1,
            path=str(path),
            codec="h264",
            pictures=1,
            size=3,
            sha256="a" * 64,
            began=now - 60,
            ended=now,
        )


def put_down(path: Path) -> None:
    path.write_bytes(b"abc")


class Desk:
    def __init__(self, qtbot: QtBot, tasks: TaskSet, folder: Path) -> None:
        self.made = street()
        self.walls = WallHands()
        self.streams = NotedStreams()
        self.cameras = camera_tiles(self.made, self.streams)
        (tile,) = make_tiles(qtbot, 1)
        self.cameras.add("wall-1", tile)
        self.chosen = ChosenTile(cameras=self.cameras, parent=self.streams)
        self.cameras.show("wall-1", "c1")
        self.streams.figures_changed.emit({"wall-1": TileFigures(state=TileState.LIVE, frames=9)})
        self.chosen.choose(tile)
        self.situation = Situation(picture=self.made.picture, parent=self.streams)
        self.sit("duty_officer")
        window = QWidget()
        qtbot.addWidget(window)
        self.forms = Forms(window)
        self.connection = Connection()
        self.commands = NotedCommands()
        self.cutter = Cutter()
        self.told: list[str] = []
        self.room = RecordingRoom(
            chosen=self.chosen,
            walls=self.walls,
            picture=self.made.picture,
            situation=self.situation,
            requests=self.connection,
            questions=self.connection,
            dispatching=self.commands,
            dialogs=self.forms,  # type: ignore[arg-type]
            session=session(),
            supervisor=self.streams,
            cutter=self.cutter,
            engine_key=self.cameras.engine_key,
            tasks=tasks,
            folder=folder,
            now=lambda: NOON,
            parent=self.streams,
        )
        self.room.told.connect(self.told.append)

    def put(self, id_: str, one: EvidenceRecord) -> None:
        self.room.evidence.on_changes(self.made.put("evidence_record", id_, one))

    def sit(self, *roles: str) -> None:
        self.situation.set_user(User(id="me", name="我", roles=roles, scope=Scope()))

    async def look(self) -> None:
        self.forms.answers.append(FormAnswer("走失老人", LOOK))
        self.room.run("recording.look")
        await until(lambda: self.told or self.room.playback is not None)


@pytest.fixture
async def desk(qtbot: QtBot, tmp_path: Path) -> AsyncIterator[Desk]:
    tasks = TaskSet()
    one = Desk(qtbot, tasks, tmp_path)
    yield one
    one.room.discard()
    await tasks.close()
    # The desk's window would own it.
    delete_now(one.room.evidence.watch.sheet)
    delete_now(one.streams)


async def test_the_reason_comes_first_and_then_the_picture(desk: Desk) -> None:
    assert desk.room.why_not("recording.look") == ""
    assert desk.room.why_not("recording.evidence") != ""
    await desk.look()
    ((name, args),) = desk.connection.sent
    assert name == "recording.view"
    assert isinstance(args, RecordingLook)
    assert (args.camera, args.reason) == ("c1", "走失老人")
    assert f"/recordings/c1/{args.since}/" in desk.streams.playing["playback"]
    playback = desk.room.playback
    assert playback is not None
    assert desk.forms.announced == [playback.window]
    assert playback.window.isVisible()


async def test_a_refusal_is_told_and_nothing_opens(desk: Desk) -> None:
    desk.connection.error = Error(code=ErrorCode.FORBIDDEN, message="no", cause="scope")
    await desk.look()
    assert desk.told[0].startswith("No look back: ")
    assert desk.room.playback is None
    assert desk.room.why_not("recording.look") == ""


async def test_nothing_recorded_is_told(desk: Desk) -> None:
    desk.connection.parts = []
    await desk.look()
    assert desk.told[0].endswith("nothing is recorded of that time")


async def test_a_locked_desk_hides_it_and_the_next_person_does_not_get_it(desk: Desk) -> None:
    await desk.look()
    assert desk.room.playback is not None
    window = desk.room.playback.window
    desk.room.hide()
    assert not window.isVisible()
    desk.room.discard()
    assert desk.room.why_not("recording.evidence") == "Open the recording first"
    assert "playback" not in desk.streams.playing


async def test_what_is_open_goes_to_the_wall_from_where_it_stands(desk: Desk) -> None:
    assert desk.room.why_not("recording.to_wall") == "Open the recording first"
    desk.room.run("recording.to_wall")
    await desk.look()
    assert desk.room.playback is not None
    window = desk.room.playback.window
    desk.room.playback.seek(NOON - 800)
    window.wall_wanted.emit()
    window.track.mark((NOON - 800, NOON - 790))
    desk.room.run("recording.to_wall")
    spans = [(each.camera, each.kind, each.since, each.until, moment) for each, moment in desk.walls.put]
    assert spans == [
        ("c1", TileKind.RECORDING, format_time(NOON + since), format_time(NOON + until), NOON - 800)
        for since, until in ((-900, -300), (-800, -790))
    ]
    desk.walls.why_not = "The wall is locked"
    desk.room.run("recording.to_wall")
    assert len(desk.walls.put) == 2


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
    assert desk.told == ["The last minute has been handed in"]
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
