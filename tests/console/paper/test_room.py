"""The office put together: who may be told who reported."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import msgspec
import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from backend_client.protocol.incident_parts import Reporter
from backend_client.protocol.queries import Found, IncidentReporter, ReporterFound
from backend_client.tasks import TaskSet
from console.commands.dialogs import Dialogs
from console.paper.room import PaperDesk, PaperRoom
from console.situation import Situation
from tests.console.paper.matters import USER, room
from widgets.dispatch.incident_lanes import LaneBar
from widgets.incident_facts import IncidentFacts
from widgets.initials import Initials
from widgets.paper.paper_button import PaperButton


class Platform:
    """Tells who reported, and notes that it was asked."""

    def __init__(self) -> None:
        self.asked: list[msgspec.Struct] = []
        self.questions = self
        self.now = lambda: 0.0

    async def query(self, name: str, args: msgspec.Struct) -> Found:
        raise AssertionError("nobody exports the past")

    async def ask(self, name: str, args: msgspec.Struct, **_more: Any) -> ReporterFound:
        self.asked.append(args)
        return ReporterFound(name="示范来电人", phone="13912345678")


@pytest.mark.parametrize(
    ("roles", "told"),
    [(("dispatcher",), Reporter(name="示范来电人", phone="13912345678")), (("leader",), None)],
)
async def test_only_the_room_is_told_who_reported(
    qtbot: QtBot, tmp_path: Path, roles: tuple[str, ...], told: Reporter | None
) -> None:
    made, platform, window = room(), Platform(), QWidget()
    qtbot.addWidget(window)
    lanes = LaneBar(facts=IncidentFacts(picture=made.picture), now=made.now, parent=window)
    assert lanes.findChild(PaperButton) is None
    situation = Situation(picture=made.picture)
    situation.set_user(replace(USER, roles=roles))
    papers = PaperRoom(
        desk=cast("PaperDesk", SimpleNamespace(lanes=lanes)),
        picture=made.picture,
        situation=situation,
        dialogs=Dialogs(
            window=window,
            picture=made.picture,
            initials=Initials(),
            now=made.now,
            new_place=lambda: ("", None),
        ),
        requests=cast("Any", platform),
        feed=cast("Any", platform),
        tasks=TaskSet(),
        data=tmp_path,
        all_actions=lambda: (),
    )
    assert await papers.reporter("i1", "call back") == told
    expected = [IncidentReporter(incident="i1", reason="call back")] if told else []
    assert platform.asked == expected
    assert papers.actions.why_not("paper.record") == "No incident is chosen"
    assert lanes.findChild(PaperButton) is not None
    papers.close()
