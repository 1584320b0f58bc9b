"""A whole console on a screen of its own over a platform that tells it the made-up district, photographed."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, qRgb
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from backend_client.outbox import Outbox
from backend_client.protocol.messages import Scope, User, Welcome
from backend_client.protocol.roles import ROOM as ROOM_ROLES
from backend_client.protocol.topics import TOPICS
from backend_client.sign_in import Token
from backend_client.status import FeedState
from console.people.session import from_token
from console.settings import MapSettings, SeatSettings, Settings, WallSettings
from console.workstation import Workstation
from platform_backend.districts.base_map import base_map
from tests.backend_client.scripted_platform import ScriptedPlatform, Session
from tests.backend_client.world import World
from tests.pictures.matters import LEADER, SEAT, Matters
from tests.waiting import until
from widgets import theme

_COLOURS: Final = 256
#: What is painted at last is there after two pictures that are alike, so far apart.
_APART_S: Final = 0.12


class DistrictPlatform(ScriptedPlatform):
    """Tells the district of `Matters` to a duty leader."""

    def __init__(self, matters: Matters) -> None:
        super().__init__(World(topics=TOPICS))
        for entity, id_, data in matters.all():
            self.world.put(entity, id_, data)

    async def welcome(self, session: Session, token: str) -> None:
        user = User(id="leader", name=LEADER, roles=tuple(sorted(ROOM_ROLES)), scope=Scope())
        await session.send(
            Welcome(session="s", user=user, epoch=self.world.epoch, topics=tuple(self.world.logs))
        )


class Studio:
    """Photographs parts of a console. `said` are the words that stood in each picture."""

    def __init__(
        self,
        *,
        language: str,
        station: Workstation,
        platform: DistrictPlatform,
        matters: Matters,
        folder: Path,
    ) -> None:
        self.language = language
        self.station = station
        self.platform = platform
        self.matters = matters
        self.said: dict[str, list[str]] = {}
        self._folder = folder

    @property
    def dialog(self) -> QWidget:
        """The window that stands over the desk."""
        found = QApplication.activeWindow()
        assert found is not None
        return found

    async def dialog_is_open(self) -> QWidget:
        """Wait until a window other than the desk is in front."""
        await until(
            lambda: QApplication.activeWindow() not in (None, self.station.desk, *self.station.walls.windows)
        )
        return self.dialog

    async def dialog_is_closed(self) -> None:
        """Close it, and wait until the desk is in front again."""
        self.dialog.close()
        await until(lambda: QApplication.activeWindow() is self.station.desk)

    async def take(self, name: str, *parts: QWidget, last: int = 0) -> None:
        """Photograph the smallest part of the screen that holds `parts`; of it only the `last` pixels."""
        place = QRect()
        for part in parts:
            place = place.united(QRect(part.mapToGlobal(part.rect().topLeft()), part.size()))
        if last:
            place.setLeft(place.right() + 1 - last)
        image = await self._at_rest(place)
        _reduced(image).save(str(self._folder / f"{name}.png"))
        self.said[name] = sorted({text for part in parts for text in words_in(part)})

    async def _at_rest(self, place: QRect) -> QImage:
        screen = self.station.desk.screen()
        before = QImage()
        for _ in range(20):
            image = screen.grabWindow(0, place.x(), place.y(), place.width(), place.height()).toImage()
            if image == before:
                break
            before = image
            await asyncio.sleep(_APART_S)
        return before


@asynccontextmanager
async def open_studio(*, language: str, data: Path, folder: Path) -> AsyncIterator[Studio]:
    """A console that is live and shows its desk; the folders are there."""
    matters = Matters()
    platform = DistrictPlatform(matters)
    ground = data / "base.geojson"
    ground.write_text(json.dumps(base_map(matters.district)), encoding="utf-8")
    settings = Settings(
        data=str(data),
        language=language,
        wall=WallSettings(tiles=4),
        seat=SeatSettings(id=SEAT),
        map=MapSettings(base_map=str(ground)),
    )
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(platform.running())
        token = Token(value="token", obtained=time.monotonic(), lifetime_s=3600.0)
        session = from_token((platform.address,), token)
        session.attended = True
        outbox = Outbox(path=data / "outbox.sqlite")
        stack.push_async_callback(outbox.close)
        await outbox.open()
        station = Workstation(settings=settings, base_map=settings.map.open(), session=session, outbox=outbox)
        stack.push_async_callback(station.close)
        await station.start()
        station.walls.windows[0].hide()
        await until(lambda: station.feed.status.state is FeedState.LIVE, timeout=30.0)
        await until(lambda: station.desk.map.is_ready and bool(station.desk.table.current_id), timeout=30.0)
        yield Studio(language=language, station=station, platform=platform, matters=matters, folder=folder)


def words_in(widget: QWidget) -> list[str]:
    """What the parts of a widget that can be seen say, and what they are called for who cannot see them."""
    found = []
    for each in (widget, *widget.findChildren(QWidget)):
        if not each.isVisible():
            continue
        found.append(each.accessibleName())
        if isinstance(each, QLabel | QAbstractButton | QLineEdit):
            found.append(each.text())
        if isinstance(each, QLineEdit):
            found.append(each.placeholderText())
    return [text for text in found if text]


def _reduced(image: QImage) -> QImage:
    """The picture with at most 256 colours: screens are mostly a few, and streets have some of each kind."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(plain.constBits(), np.uint32).reshape(plain.height(), -1)[:, : plain.width()]
    # What tells a state is small beside a street, and is to keep its colour.
    signs = [QColor(each).rgb() & 0xF8F8F8 for each in (theme.OK, theme.WARNING, theme.DANGER, theme.ACCENT)]
    chosen = dict.fromkeys((*signs, *_most_frequent(pixels & 0xF8F8F8, _COLOURS * 2 // 3)))
    chosen |= dict.fromkeys(_most_frequent(pixels & 0xE0E0E0 | 0x101010, _COLOURS - len(chosen)))
    table = [qRgb(int(c) >> 16 & 0xFF, int(c) >> 8 & 0xFF, int(c) & 0xFF) for c in chosen]
    return plain.convertToFormat(QImage.Format.Format_Indexed8, table)


def _most_frequent(pixels: npt.NDArray[np.integer[Any]], count: int) -> list[int]:
    colours, counts = np.unique(pixels, return_counts=True)
    return [int(each) for each in colours[np.argsort(-counts.astype(np.int64))[:count]]]
