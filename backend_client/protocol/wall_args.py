"""Arguments of the commands on walls, scenes and tours."""

from __future__ import annotations

import enum
from typing import Annotated, Final, TypeAlias

from msgspec import Meta

from backend_client.protocol.incident_args import CommandArgs, Line
from backend_client.protocol.wall import AlarmMode, LayoutData, TourStep, TourTimes, WallTile

#: Shorter than this nobody can look at a picture, in seconds; longer than a day nothing takes turns.
LEAST_DWELL_S: Final = 3.0
MOST_DWELL_S: Final = 86_400.0
#: Faster than this nobody sees what a recording shows.
MOST_PLAY_RATE: Final = 8.0

Tiles: TypeAlias = Annotated[tuple[WallTile, ...], Meta(max_length=256)]
TileNumbers: TypeAlias = Annotated[tuple[int, ...], Meta(max_length=256)]
Dwell: TypeAlias = Annotated[float, Meta(ge=LEAST_DWELL_S, le=MOST_DWELL_S)]


class WallShow(CommandArgs, frozen=True, kw_only=True):
    """Put cameras and others on tiles of a wall; the tiles not named stay as they are.

    With `incident` the wall is borrowed for it and what stood there is kept in the wall's `previous`;
    without, the wall is given back and `previous` is emptied: with `restore` all that stood there before
    comes back first, layout and tours as well. A tile that holds nothing is emptied. With `layout` the wall
    gets other tiles first.
    """

    tiles: Tiles
    incident: str | None = None
    layout: LayoutData | None = None
    restore: bool = False


class WallScene(CommandArgs, frozen=True, kw_only=True):
    """Put a scene on the wall: its layout, and all its tiles."""

    scene: str


class TourAct(enum.StrEnum):
    """What may be done with a tour on a wall."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    NEXT = "next"
    PREVIOUS = "previous"


class WallTour(CommandArgs, frozen=True, kw_only=True):
    """Let a tour run on `tiles` of the wall (none named: on all of it, for scenes), rest, go on or end.

    One that is to end may be ended on some of its `tiles` alone. `NEXT` and `PREVIOUS` let the step after or
    before the one that is shown begin now; a tour that rests goes on resting there.
    """

    tour: str
    act: TourAct = TourAct.START
    tiles: TileNumbers = ()


class WallTake(CommandArgs, frozen=True, kw_only=True):
    """Become the wall's holder, at `seat`; with `release` give it up."""

    release: bool = False
    seat: str = ""


class WallClear(CommandArgs, frozen=True, kw_only=True):
    """Empty the named tiles, all when none is named; tours on them end."""

    tiles: TileNumbers = ()


class WallLock(CommandArgs, frozen=True, kw_only=True):
    """Lock the wall or open it, let alarms take its tiles or not, and how; what is not named stays."""

    locked: bool | None = None
    alarms: bool | None = None
    alarm_mode: AlarmMode | None = None


class WallPlay(CommandArgs, frozen=True, kw_only=True):
    """Let the recording on `tile` go on from `moment`, `rate` times as fast as it was recorded (0: stand
    still); what is not named stays. A moment outside of the recording is its nearest end.
    """

    tile: int
    moment: str | None = None
    rate: Annotated[float, Meta(ge=0.0, le=MOST_PLAY_RATE)] | None = None


class WallConfer(CommandArgs, frozen=True, kw_only=True):
    """Show a conference on `tile`, without one on the whole wall; with `shown` false take it off again.

    What stood there comes back when it is taken off, and when the conference ends.
    """

    conference: Annotated[str, Meta(min_length=1, max_length=128)]
    tile: int | None = None
    shown: bool = True


class WallPin(CommandArgs, frozen=True, kw_only=True):
    """Keep an alarm on its tile until it is unpinned, whatever comes."""

    alarm: str
    pinned: bool = True


class SceneSave(CommandArgs, frozen=True, kw_only=True):
    """Save a scene: a new one without a target, the target otherwise (send the version it is based on)."""

    name: Line
    layout: LayoutData
    tiles: Tiles = ()


class TourSave(CommandArgs, frozen=True, kw_only=True):
    """Save a tour: a new one without a target, the target otherwise (send the version it is based on)."""

    name: Line
    dwell_s: Dwell
    steps: Annotated[tuple[TourStep, ...], Meta(min_length=1, max_length=500)]
    pause_on_alarm: bool = True
    times: Annotated[tuple[TourTimes, ...], Meta(max_length=50)] = ()
