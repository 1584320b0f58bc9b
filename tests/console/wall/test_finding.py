"""What somebody sees is reported with one key, the picture with it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from backend_client.protocol.incident_args import IncidentCreate
from backend_client.tasks import TaskSet
from console.commands.dialogs import Dialogs
from console.commands.dispatching import CommandDone, CommandRefused
from console.situation import Situation
from console.video.messages import StillTaken
from console.video.tile_services import NotTaken
from console.wall.chosen import ChosenTile
from console.wall.finding import FindingActions
from tests.console.action_room import ROOM
from tests.console.desk import (
    NotedCommands,
    NotedStreams,
    camera_at,
    camera_tiles,
    make_tiles,
    session,
    street,
)
from tests.waiting import until
from widgets.dispatch.new_incident_dialog import NewIncidentDialog
from widgets.initials import Initials


class Stills:
    """Takes a red picture, or none."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.fails = False

    async def still(self, tile_key: str, path: Path) -> StillTaken:
        self.asked.append(tile_key)
        if self.fails:
            raise NotTaken("no_stream")
        image = QImage(64, 36, QImage.Format.Format_RGB32)
        image.fill(QColor("red"))
        assert image.save(str(path))
        return StillTaken(request=1, path=str(path), width=64, height=36, size=1, sha256="", taken_at=0.0)


class Finding:
    def __init__(self, qtbot: QtBot, streams: NotedStreams, folder: Path) -> None:
        made = street()
        (self.tile,) = make_tiles(qtbot, 1)
        self.cameras = camera_tiles(made, streams)
        self.cameras.add("wall", self.tile)
        self.chosen = ChosenTile(cameras=self.cameras, parent=streams)
        self.commands, self.stills, self.tasks = NotedCommands(), Stills(), TaskSet()
        situation = Situation(picture=made.picture, parent=streams)
        situation.set_user(ROOM)
        self.session = session()
        self.window = self.tile.window()
        self.dialogs = Dialogs(
            window=self.window,
            picture=made.picture,
            initials=Initials(),
            now=made.now,
            new_place=lambda: ("elsewhere", None),
        )
        self.actions = FindingActions(
            situation=situation,
            picture=made.picture,
            dispatching=self.commands,
            dialogs=self.dialogs,
            cameras=self.cameras,
            chosen=self.chosen,
            stills=self.stills,
            access=self.session.access,
            tasks=self.tasks,
            folder=folder / "stills",
            now=made.now,
            parent=streams,
        )
        self.told: list[str] = []
        self.actions.told.connect(self.told.append)

    @property
    def dialog(self) -> NewIncidentDialog | None:
        return next(iter(self.window.findChildren(NewIncidentDialog)), None)

    def report(self) -> IncidentCreate:
        assert self.dialog is not None
        self.dialog._report()
        args = self.commands.given[-1][2]
        assert isinstance(args, IncidentCreate)
        return args


@pytest.fixture
def finding(qtbot: QtBot, streams: NotedStreams, tmp_path: Path) -> Finding:
    made = Finding(qtbot, streams, tmp_path)
    made.cameras.show("wall", "c2")
    return made


async def test_the_form_opens_at_the_cameras_place_with_the_picture(finding: Finding, tmp_path: Path) -> None:
    assert finding.actions.why_not("wall.finding") == "Choose a tile with a camera"
    finding.chosen.choose(finding.tile)
    assert finding.actions.why_not("wall.finding") == ""
    finding.actions.run("wall.finding")
    await until(lambda: finding.dialog is not None)
    assert finding.dialog is not None
    assert finding.stills.asked == ["wall"]
    assert any(not label.pixmap().isNull() for label in finding.dialog.findChildren(QLabel))
    args = finding.report()
    assert (args.place, args.position) == (camera_at(2).name, camera_at(2).position)
    # No file stays behind, whatever becomes of the form.
    assert not (tmp_path / "stills").exists()
    await finding.tasks.close()


async def test_the_picture_follows_the_incident(finding: Finding, tmp_path: Path) -> None:
    finding.chosen.choose(finding.tile)
    finding.actions.run("wall.finding")
    await until(lambda: finding.dialog is not None)
    finding.report()
    # Nobody answers at the address of this session: then it is said where the picture is.
    finding.commands.command_done.emit(
        CommandDone("incident.create", "i9", 1, 0.0, {"id": "i9"}, key="key-1")
    )
    await until(lambda: bool(finding.told))
    assert "it is kept" in finding.told[0]
    (kept,) = (tmp_path / "stills").iterdir()
    # With a mark, as every picture that stays here as a file.
    assert _colours(QImage(str(kept))) > 1
    await finding.tasks.close()


async def test_the_picture_of_a_report_that_is_refused_is_kept_and_it_is_said_where(
    finding: Finding, tmp_path: Path
) -> None:
    finding.chosen.choose(finding.tile)
    finding.actions.run("wall.finding")
    await until(lambda: finding.dialog is not None)
    finding.report()
    outside = "That place is not within your scope"
    # Twice, as no answer is heard twice: there is one picture.
    for key in ("another", "key-1", "key-1"):
        finding.commands.command_refused.emit(
            CommandRefused("incident.create", "", outside, key=key, batch="")
        )
    await until(lambda: bool(finding.told))
    await finding.tasks.close()
    (told,) = finding.told
    (kept,) = (tmp_path / "stills").iterdir()
    assert outside in told
    assert str(kept) in told
    assert _colours(QImage(str(kept))) > 1


async def test_without_a_picture_it_is_reported_all_the_same(finding: Finding) -> None:
    finding.stills.fails = True
    finding.chosen.choose(finding.tile)
    finding.actions.run("wall.finding")
    await until(lambda: finding.dialog is not None)
    assert finding.told == ["No picture could be kept: there is no picture"]
    assert finding.report().place == camera_at(2).name
    await finding.tasks.close()


def _colours(picture: QImage) -> int:
    places = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return len({picture.pixel(x, y) // 0x404040 for x, y in places})
