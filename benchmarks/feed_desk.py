"""The feed benchmark's desk: real feed, picture, table and map in one window, and the times of its frames."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

import msgspec
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from backend_client.access import Access
from backend_client.bearer import Bearer
from backend_client.changes import Changes
from backend_client.collector import calm_collector
from backend_client.feed import Feed
from backend_client.picture import Picture
from backend_client.protocol.messages import (
    ClientInfo,
    CommandUnknown,
    Limits,
    Query,
    Reply,
    Result,
    User,
)
from backend_client.sign_in import Token
from backend_client.status import FeedState, FeedStatus
from backend_client.tasks import TaskSet
from benchmarks.feed_frames import Frame, FrameLog
from benchmarks.feed_platform import CENTRE, Load
from widgets.dispatch.incident_table import IncidentTable
from widgets.item_models import IncidentTableModel
from widgets.map.view import MapView
from widgets.pulse import Pulse

#: Longest wait for table and map to stand, in seconds.
_READY_S = 60.0


class DeskWindow(QWidget):
    """The console's incident table and map side by side; notes each beat and the paint it leads to."""

    def __init__(self, *, picture: Picture, pulse: Pulse, log: FrameLog) -> None:
        super().__init__()
        self._log = log
        self._pulse = pulse
        self._beat: tuple[float, float, float] | None = None
        self._model = IncidentTableModel(picture=picture, now=time.time)
        self.map = MapView(picture=picture, centre=CENTRE)
        row = QHBoxLayout(self)
        row.addWidget(IncidentTable(model=self._model), 1)
        row.addWidget(self.map, 1)
        pulse.changed.connect(self._take)

    def _take(self, changes: Changes) -> None:
        begun = time.monotonic()
        self._model.on_changes(changes)
        self.map.on_changes(changes)
        if self._beat is None:
            self._beat = (self._pulse.due, begun, time.monotonic())

    # Qt overrides.

    def event(self, event: QEvent) -> bool:
        begun = time.monotonic()
        done = super().event(event)
        # Qt paints everything that is out of date, and hands it to the screen, within this one event.
        if event.type() == QEvent.Type.UpdateRequest and self._beat is not None:
            due, started, updated = self._beat
            self._beat = None
            self._log.add(
                Frame(due=due, begun=started, updated=updated, paint_begun=begun, painted=time.monotonic())
            )
        return done


class _Answers:
    """Waits for the platform's account of what it sent."""

    def __init__(self) -> None:
        self.sent: asyncio.Future[dict[str, float]] = asyncio.get_running_loop().create_future()

    def left(self) -> None:
        """Nobody else comes."""

    def welcomed(self, user: User, limits: Limits) -> None:
        pass

    def lost(self) -> None:
        if not self.sent.done():
            self.sent.set_exception(ConnectionError("the connection broke in the middle of the measurement"))

    def answered(self, message: Result | CommandUnknown | Reply) -> None:
        if isinstance(message, Reply):
            self.sent.set_result(msgspec.json.decode(message.data))


@dataclass(frozen=True, slots=True)
class Run:
    """What one run brought; `begin` and `end` on the monotonic clock, `cpu_s` of this process."""

    begin: float
    end: float
    applied: int
    entities: int
    sent: dict[str, float]
    status: FeedStatus
    cpu_s: float


async def measure(*, port: int, load: Load, log: FrameLog) -> Run:
    """Open the desk, let the platform send, and wait until everything has been applied."""
    picture = Picture()
    pulse = Pulse()
    window = DeskWindow(picture=picture, pulse=pulse, log=log)
    live, map_ready, gone = asyncio.Event(), asyncio.Event(), asyncio.Event()
    window.map.ready.connect(map_ready.set)
    window.destroyed.connect(gone.set)
    window.setGeometry(0, 0, 1920, 1080)
    window.show()

    address = f"ws://127.0.0.1:{port}/feed"
    token = Token(value="benchmark", obtained=time.monotonic(), lifetime_s=3600.0)

    def on_status(status: FeedStatus) -> None:
        if status.state is FeedState.LIVE:
            live.set()

    feed = Feed(
        access=Access(addresses=(address,), person=Bearer.of_person(token=token, at=address)),
        client=ClientInfo(name="benchmark", version="1", workstation="benchmark", instance="1"),
        picture=picture,
        on_changes=pulse.add,
        on_status=on_status,
    )
    answers = _Answers()
    feed.listen(answers)
    tasks = TaskSet()
    tasks.spawn(feed.run(), name="feed")
    try:
        async with asyncio.timeout(_READY_S):
            await live.wait()
            await map_ready.wait()
        calm_collector()
        before, cpu, begin = feed.status.counters.frames, time.process_time(), time.monotonic()
        await feed.send(Query(id="load", name="load", args=msgspec.Raw(msgspec.json.encode(load))))
        async with asyncio.timeout(load.seconds * 5):
            sent = await answers.sent
        return Run(
            begin=begin,
            end=time.monotonic(),
            # The last frame is the answer itself.
            applied=feed.status.counters.frames - before - 1,
            entities=len(picture.entries("incident")),
            sent=sent,
            status=feed.status,
            cpu_s=time.process_time() - cpu,
        )
    finally:
        await tasks.close()
        window.close()
        window.deleteLater()
        await gone.wait()
