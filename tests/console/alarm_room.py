"""A desk's parts for alarms around a small district, with commands that are only noted."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from backend_client.changes import Changes
from tests.console.desk import NotedCommands
from tests.widgets.district import District, district
from widgets.alarms.watch import AlarmWatch
from widgets.dispatch.alarm_centre import AlarmCentre
from widgets.dispatch.alarm_strip import AlarmStrip
from widgets.dispatch.banners import Banners
from widgets.dispatch.status_strip import StatusStrip


class NotedTabs:
    """The desk's tabs: which one is in front, and what stands on them."""

    def __init__(self) -> None:
        self.shown = ""
        self.titles: dict[str, str] = {}

    def show_tab(self, id_: str) -> None:
        self.shown = id_

    def name_tab(self, id_: str, title: str) -> None:
        self.titles[id_] = title


class AlarmParts:
    """What of a desk's window deals with alarms; `window` stands for the whole."""

    def __init__(self, qtbot: QtBot, made: District | None = None) -> None:
        self.made = district() if made is None else made
        self.room = QWidget()
        qtbot.addWidget(self.room)
        now = self.made.now
        self.watch = AlarmWatch(picture=self.made.picture, now=now, parent=self.room)
        self.strip = AlarmStrip(picture=self.made.picture, watch=self.watch, now=now)
        self.centre = AlarmCentre(picture=self.made.picture, now=now)
        self.banners = Banners(now=now, alarms_key="Shift+A")
        self.status = StatusStrip(now=now)
        self.tabs = NotedTabs()
        column = QVBoxLayout(self.room)
        self.elsewhere = QLineEdit()
        for part in (self.banners, self.strip, self.centre, self.status, self.elsewhere):
            column.addWidget(part)
        self.room.resize(1200, 800)
        self.window: Any = SimpleNamespace(
            alarm_watch=self.watch,
            alarms=self.strip,
            centre=self.centre,
            banners=self.banners,
            status=self.status,
            desk=self.tabs,
        )
        self.commands = NotedCommands()
        self.commands.setParent(self.room)

    def take(self, changes: Changes) -> None:
        """Let the desk take in what changed."""
        self.watch.on_changes(changes)
        self.centre.on_changes(changes)

    def given(self) -> list[tuple[str, str | None]]:
        """Names and targets of the commands."""
        return [(name, target) for name, target, _ in self.commands.given]


def ids(count: int, name: str = "a") -> Sequence[str]:
    """So many ids."""
    return [f"{name}{number:03}" for number in range(count)]
