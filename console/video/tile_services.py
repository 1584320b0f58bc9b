"""What can be asked of a tile's pictures besides playing them: look back, zoom in, keep a still or a clip.

The worker that plays the tile does it; here it is asked, and its answer waited for.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from console.video.messages import (
    ClipCut,
    Crop,
    CutClip,
    NotDone,
    Replay,
    ReplayEnd,
    ReplayRate,
    ReplayStep,
    StillTaken,
    TakeStill,
    ToWorker,
)
from console.video.supervisor import VideoSupervisor
from widgets.wall.tile_state import TileFigures, TileState

#: A still takes some tens of milliseconds, a clip of a minute about as long; a slow disk more.
ANSWER_S: Final = 10.0
#: Closer than to this fraction of the picture's width and height nobody sees more.
_LEAST_PART: Final = 0.05


class NotTaken(Exception):
    """No still or clip. The text is `no_stream` (the tile plays nothing), `nothing_kept` (no picture of that
    time is held any more), `no_answer` (the worker ended meanwhile), or what the system said.
    """


class TileServices(QObject):
    """One for a supervisor. Tiles are named by the same keys.

    Signal: `cropped(str)`, the key of a tile that shows another part of its picture from now on.
    """

    cropped = Signal(str)

    def __init__(
        self,
        *,
        supervisor: VideoSupervisor,
        now: Callable[[], float] = time.time,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._supervisor = supervisor
        self._now = now
        self._requests = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[StillTaken | ClipCut | NotDone]] = {}
        self._crops: dict[str, tuple[float, float, float, float]] = {}
        self._states: dict[str, TileState] = {}
        supervisor.answered.connect(self._answered)
        supervisor.figures_changed.connect(self._figures_changed)

    async def still(self, tile_key: str, path: Path) -> StillTaken:
        """Write the picture that the tile shows to `path` (.png or .jpg). Raises NotTaken."""
        answer = await self._ask(
            tile_key,
            lambda run, request: TakeStill(tile=tile_key, run=run, request=request, path=str(path)),
        )
        assert isinstance(answer, StillTaken)
        return answer

    async def clip(self, tile_key: str, path: Path, *, began: float, ended: float) -> ClipCut:
        """Write what came between the two moments (seconds since 1970) to `path` (.ts or .mp4), as it came.

        It begins at the key frame before `began`. Raises NotTaken.
        """
        answer = await self._ask(
            tile_key,
            lambda run, request: CutClip(
                tile=tile_key, run=run, request=request, path=str(path), began=began, ended=ended
            ),
        )
        assert isinstance(answer, ClipCut)
        return answer

    async def last(self, tile_key: str, path: Path, *, seconds: float) -> ClipCut:
        """Write the last so many seconds to `path` (.ts or .mp4), as they came. Raises NotTaken."""
        now = self._now()
        return await self.clip(tile_key, path, began=now - seconds, ended=now)

    def replay(self, tile_key: str, *, back_s: float, rate: float = 1.0) -> bool:
        """Look back: go on from `back_s` seconds ago. False when the tile plays nothing."""
        return self._tell(
            tile_key, lambda run: Replay(tile=tile_key, run=run, back_s=max(0.0, back_s), rate=rate)
        )

    def replay_rate(self, tile_key: str, rate: float) -> bool:
        """Let the tile's replay go on at this rate; 0 stands still."""
        return self._tell(tile_key, lambda run: ReplayRate(tile=tile_key, run=run, rate=rate))

    def replay_step(self, tile_key: str, pictures: int) -> bool:
        """Stand still, so many pictures further on or, negative, back."""
        return self._tell(tile_key, lambda run: ReplayStep(tile=tile_key, run=run, pictures=pictures))

    def replay_end(self, tile_key: str) -> bool:
        """Back to live."""
        return self._tell(tile_key, lambda run: ReplayEnd(tile=tile_key, run=run))

    def crop(self, tile_key: str, *, left: float, top: float, width: float, height: float) -> bool:
        """Show this part of the picture (fractions) in the whole tile, until the tile shows another stream.

        A part that lies outside is moved inside. False when the tile plays nothing.
        """
        width, height = (min(1.0, max(_LEAST_PART, size)) for size in (width, height))
        part = (min(max(0.0, left), 1 - width), min(max(0.0, top), 1 - height), width, height)
        if not self._send_crop(tile_key, part):
            return False
        self._crops[tile_key] = part
        self.cropped.emit(tile_key)
        return True

    def crop_alike(self, before: str, tile_key: str) -> None:
        """Show the same part as of the tile `before`, at once or as soon as there is a picture."""
        part = self._crops.get(before)
        if part is None or part == self._crops.get(tile_key):
            return
        self._crops[tile_key] = part
        self._send_crop(tile_key, part)
        self.cropped.emit(tile_key)

    def crop_of(self, tile_key: str) -> tuple[float, float, float, float]:
        """The part of the picture that the tile shows: left, top, width, height."""
        return self._crops.get(tile_key, (0.0, 0.0, 1.0, 1.0))

    def _send_crop(self, tile_key: str, part: tuple[float, float, float, float]) -> bool:
        left, top, width, height = part
        return self._tell(
            tile_key,
            lambda run: Crop(tile=tile_key, run=run, left=left, top=top, width=width, height=height),
        )

    def _tell(self, tile_key: str, order: Callable[[int], ToWorker]) -> bool:
        return self._supervisor.tell(tile_key, order)

    async def _ask(
        self, tile_key: str, order: Callable[[int, int], TakeStill | CutClip]
    ) -> StillTaken | ClipCut:
        request = next(self._requests)
        if not self._tell(tile_key, lambda run: order(run, request)):
            raise NotTaken("no_stream")
        answer: asyncio.Future[StillTaken | ClipCut | NotDone] = asyncio.get_running_loop().create_future()
        self._waiting[request] = answer
        try:
            async with asyncio.timeout(ANSWER_S):
                told = await answer
        except TimeoutError:
            raise NotTaken("no_answer") from None
        finally:
            del self._waiting[request]
        if isinstance(told, NotDone):
            raise NotTaken(told.reason)
        return told

    def _answered(self, answer: StillTaken | ClipCut | NotDone) -> None:
        waiting = self._waiting.get(answer.request)
        if waiting is not None and not waiting.done():
            waiting.set_result(answer)

    def _figures_changed(self, figures: dict[str, TileFigures]) -> None:
        """A stream that was opened anew shows all of its picture: crop it again."""
        for key in self._crops.keys() & figures.keys():
            state = figures[key].state
            if state is TileState.EMPTY:
                del self._crops[key]
                self._states.pop(key, None)
                self.cropped.emit(key)
            elif state is not self._states.get(key):
                self._states[key] = state
                self._send_crop(key, self._crops[key])
