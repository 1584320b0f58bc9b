"""Where a call is on the desk: in the corner of the cameras, in the status strip, on a sheet of all calls.

It never takes the keyboard, and the incident table, the map and the alarms stay where they are.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from console.actions.keys import KEYS
from console.video.budget import Weight
from console.wall.camera_tiles import CameraTiles
from console.windows import DeskWindow
from widgets.conference.dock import ConferenceDock
from widgets.conference.sheet import ConferenceSheet
from widgets.dispatch.sheets import Tab
from widgets.moments import clock_text
from widgets.wall.tile import Tile

translate = QCoreApplication.translate

#: The tile beside the call among the workstation's tiles.
BESIDE: Final = "conference-camera"
SHEET: Final = "conferences"


class CallPlace(QObject):
    """The desk's places for a call; `sheet` lists the conferences, others mount their parts on it."""

    def __init__(self, *, desk: DeskWindow, cameras: CameraTiles, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._cameras = cameras
        self._title = ""
        self._tile = Tile(number=1)
        cameras.add(BESIDE, self._tile, weight=Weight.PREVIEW)
        key = QKeySequence(KEYS["conference.show"]).toString(QKeySequence.SequenceFormat.NativeText)
        self.dock = ConferenceDock(beside=self._tile, hide_key=key)
        self.dock.hide_requested.connect(self.hide)
        # A child of the desk from the beginning: it is deleted with it, shown or not.
        desk.desk.corner.addWidget(self.dock)
        self.sheet = ConferenceSheet()
        desk.desk.add_tab(Tab(SHEET, self._plain_title, self.sheet, self.sheet.focus))

    @property
    def is_shown(self) -> bool:
        """Whether the call stands on the desk now."""
        return self._desk.desk.corner.is_lent

    @property
    def beside(self) -> str:
        """Id of the camera beside the call; empty for none."""
        return self._cameras.camera_on(BESIDE)

    def put(self, call: QWidget) -> None:
        """Let a call stand on the desk."""
        self.dock.put(call)
        self.show()

    def show(self) -> None:
        """Bring the call to the desk."""
        self._desk.desk.corner.lend(self.dock)

    def hide(self) -> None:
        """Show the cameras again; the call goes on."""
        self._desk.desk.corner.give_back()

    def clear(self) -> None:
        """No call any more."""
        self.hide()
        self.put_beside("")
        self.dock.clear()
        self._desk.status.show_conference("")

    def put_beside(self, camera: str) -> None:
        """Show a camera beside the call; an empty id for none."""
        self.dock.show_beside(bool(camera))
        self._cameras.show(BESIDE, camera)

    def show_time(self, now: float) -> None:
        """Write the time, in seconds since the epoch, over the camera beside the call."""
        self._tile.set_clock(clock_text(now))

    def show_sheet(self, *, moves: bool = True) -> None:
        """Bring the sheet of conferences to the front and, if it `moves`, the keyboard into it."""
        self._desk.desk.show_tab(SHEET, moves=moves)

    def show_count(self, count: int) -> None:
        """How many conferences are open, on the sheet's tab."""
        title = translate("Conferences", "Conferences {n}").format(n=count) if count else self._plain_title
        if title != self._title:
            self._title = title
            self._desk.desk.name_tab(SHEET, title)

    @property
    def _plain_title(self) -> str:
        return translate("Conferences", "Conferences")
