"""Stills and clips of a tile, made while the tile goes on. Blocks: for a thread of its own."""

from __future__ import annotations

import time
from pathlib import Path

from console.video.clips import NothingKept, between, write_clip
from console.video.messages import ClipCut, CutClip, NotDone, StillTaken, TakeStill
from console.video.stills import NothingToSee, take_still
from console.video.unit import StreamInfo, Unit

_NOTHING = "nothing_kept"


def still(order: TakeStill, *, units: list[Unit], info: StreamInfo) -> StillTaken | NotDone:
    """Write the last of `units`, which begin with a key frame, and say how it went."""
    if not units:
        return nothing(order)
    try:
        taken = take_still(units, info=info, path=Path(order.path))
    except NothingToSee:
        return nothing(order)
    except OSError as error:
        return NotDone(request=order.request, reason=error.strerror or str(error))
    return StillTaken(
        request=order.request,
        path=order.path,
        width=taken.width,
        height=taken.height,
        size=taken.size,
        sha256=taken.sha256,
        taken_at=units[-1].at + _since_1970(),
    )


def clip(order: CutClip, *, units: list[Unit], info: StreamInfo) -> ClipCut | NotDone:
    """Cut out of `units` what was asked for, and say how it went."""
    offset = _since_1970()
    try:
        wanted = between(units, began=order.began - offset, ended=order.ended - offset)
        cut = write_clip(wanted, info=info, path=Path(order.path))
    except NothingKept:
        return nothing(order)
    except OSError as error:
        return NotDone(request=order.request, reason=error.strerror or str(error))
    return ClipCut(
        request=order.request,
        path=order.path,
        codec=info.codec,
        pictures=cut.pictures,
        size=cut.size,
        sha256=cut.sha256,
        began=cut.began + offset,
        ended=cut.ended + offset,
    )


def nothing(order: TakeStill | CutClip) -> NotDone:
    """The answer when there is no such tile, or no stream yet."""
    return NotDone(request=order.request, reason=_NOTHING)


def _since_1970() -> float:
    """What turns the monotonic clock of the units into the time of day."""
    return time.time() - time.monotonic()
