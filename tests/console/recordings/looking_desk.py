"""A desk where recordings are looked at; people and the platform answer it at once."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from backend_client.protocol.commands import Args
from backend_client.protocol.errors import Error
from backend_client.protocol.evidence import EvidenceRecord
from backend_client.protocol.messages import Result, Scope, User
from backend_client.protocol.queries import Args as QueryArgs
from backend_client.protocol.recording_args import (
    Approver,
    ApproversFound,
    EvidenceApprovers,
    RecordedPart,
    RecordingsFound,
)
from backend_client.protocol.times import format_time
from backend_client.protocol.wall import WallTile
from backend_client.questions import RequestRefused
from backend_client.tasks import TaskSet
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
from tests.waiting import until
from widgets.dispatch.form_dialog import Form, FormAnswer
from widgets.initials import Initials
from widgets.wall.tile import Tile
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
            began=now - 31.2,
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
        self.on_tile: dict[Tile, Any] = {}
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
            initials=Initials(),
            on_tile=self.on_tile.get,
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
