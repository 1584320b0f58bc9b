"""Imports beside the officer's own commands: over one connection, told apart."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from backend_client.outbox import Outbox
from backend_client.protocol.incident_args import IncidentCreate
from backend_client.protocol.incident_type import IncidentType
from backend_client.protocol.messages import Scope, User
from backend_client.requests import Requests
from backend_client.status import FeedState
from console.commands.dialogs import Dialogs
from console.intake.room import IntakeRoom, beside
from console.settings import Settings
from console.situation import Situation
from tests.backend_client.consoles import following
from tests.backend_client.scripted_platform import ScriptedPlatform
from tests.backend_client.world import World
from tests.console.desk import session
from tests.waiting import until
from tests.widgets.district import district
from widgets.dispatch.status_strip import StatusStrip
from widgets.initials import Initials
from widgets.intake.values import Fate


async def test_an_import_is_not_told_among_the_officers_commands(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("类型,地点\n0102,江边\n0102,桥下\n", encoding="utf-8")
    made = district()
    kind = IncidentType(code="0102", name="暴露垃圾", category="", version="1", severity=3)
    made.put("incident_type", "type-0102", kind)
    platform = ScriptedPlatform(World())
    outbox = Outbox(path=tmp_path / "outbox-site.sqlite")
    await outbox.open()
    desk = QWidget()
    status = StatusStrip(now=made.now, parent=desk)
    qtbot.addWidget(desk)
    dialogs = Dialogs(
        window=desk,
        picture=made.picture,
        initials=Initials(),
        now=made.now,
        new_place=lambda: ("", None),
    )
    situation = Situation(picture=made.picture)
    situation.set_user(User(id="zhang", name="张", roles=("dispatcher",), scope=Scope()))
    async with platform.running(), following(platform) as console:
        told: list[int] = []
        requests = Requests(
            feed=console.feed, outbox=outbox, on_change=lambda: told.append(len(requests.pending()))
        )
        room = IntakeRoom(
            window=desk,
            status=status,
            picture=made.picture,
            situation=situation,
            dialogs=dialogs,
            feed=console.feed,
            session=session(),
            outbox=outbox,
            settings=Settings(language="en"),
        )
        await room.start()
        await until(lambda: console.state is FeedState.LIVE)
        dialog = room.importing.open()
        dialog.file_chosen.emit(tmp_path / "t.csv")
        await until(lambda: dialog.model.counts[Fate.READY] == 2)
        began = dialogs.is_open
        told.clear()
        dialog.start.click()
        await until(lambda: dialog.model.counts[Fate.DONE] == 2)
        assert told == []
        assert (began, dialogs.is_open) == (True, False)
        args = IncidentCreate(type_code="0102", severity=3, title="own", source="desk")
        assert (await requests.send("incident.create", args=args)).ok
        assert len(platform.executed) == 3
        await room.close()
        await requests.close()
    await outbox.close()
    assert {"import-outbox-site.sqlite", "imports-site.sqlite"} <= set(os.listdir(tmp_path))


def test_each_platform_has_its_own_files(tmp_path: Path) -> None:
    assert beside(tmp_path / "outbox-a-8700.sqlite", "imports") == tmp_path / "imports-a-8700.sqlite"
