"""The entities of the video walls: what stands on them, and the scenes and tours kept for them.

Times are RFC 3339 UTC strings, durations seconds, ids strings.
"""

from __future__ import annotations

import enum
from typing import Any, TypeAlias

from msgspec import field

from backend_client.protocol.entity import EntityData

#: A layout as the package `layouts` writes it: opaque here, with its own ``version`` inside.
LayoutData: TypeAlias = dict[str, Any]


class TileKind(enum.StrEnum):
    """What a tile may hold."""

    CAMERA = "camera"
    RECORDING = "recording"
    MAP = "map"
    LIST = "list"
    COUNTERS = "counters"
    CLOCK = "clock"
    CONFERENCE = "conference"


class AlarmMode(enum.StrEnum):
    """What becomes of an alarm on a wall's reserved tiles while others wait for room.

    With `HOLD` it stays until somebody sees to it, with `SEQUENCE` alarms take turns, with `BLOCK` those that
    come later wait unseen.
    """

    HOLD = "hold"
    SEQUENCE = "sequence"
    BLOCK = "block"


class TilePlay(EntityData, frozen=True, kw_only=True):
    """How a recording on a tile plays: it stood at `moment` at `at` and goes on `rate` times as fast as it
    was recorded, 0 stands still.

    `view` is the `recording_view` whose reason opens it for whoever sees the wall. The platform alone says
    so; what a console says there is not heeded.
    """

    view: str
    moment: str
    at: str
    rate: float = 1.0


class WallTile(EntityData, frozen=True, kw_only=True):
    """What one tile of a wall shows: `tile` counts from 1, `stream` is ``main`` or ``sub``.

    `camera` is empty for kinds that show none. `about` says which one of its kind: a lane of the desk for a
    list, a counter's id or nothing for counters, a conference's id. `preset` is where the camera is to look,
    `since` and `until` are the part of a recording, `play` is how it plays; without it no reason was given.
    """

    tile: int
    camera: str
    stream: str = "sub"
    kind: TileKind = TileKind.CAMERA
    about: str = ""
    preset: int | None = None
    since: str | None = None
    until: str | None = None
    play: TilePlay | None = None


class RunningTour(EntityData, frozen=True, kw_only=True):
    """A tour under way. Which step is shown at a moment follows from these times alone, for every console.

    `tiles` are those it takes turns on, empty for the whole wall (scenes). `started_at` is when its first
    step began; while it rests, `paused_at` is since when: who lets it go on moves `started_at` by the rest.
    `rests_for` is why: ``person`` or ``alarm``, nothing while the wall is borrowed. `scheduled` tells that
    its schedule began it, and ends it. `by_hand_at` is when somebody last started it or let it go on: alarms
    raised before do not let it rest.
    """

    tour: str
    started_at: str
    tiles: tuple[int, ...] = ()
    paused_at: str | None = None
    rests_for: str = ""
    scheduled: bool = False
    by_hand_at: str | None = None


class WallFormer(EntityData, frozen=True, kw_only=True, omit_defaults=True):
    """What stood where a conference stands: on its tile, or with `whole` all that stood on the wall."""

    tiles: tuple[WallTile, ...] = ()
    whole: bool = False
    layout: LayoutData | None = None
    scene: str | None = None
    tours: tuple[RunningTour, ...] = ()


class Wall(EntityData, frozen=True, kw_only=True):
    """A video wall and what it shows now.

    While it is borrowed for an `incident`, `previous` and what else begins so hold what stood there before;
    showing that again gives the wall back. Without a `layout` its tiles are equal. `scene` is the one whose
    layout and tiles these are, as long as nothing else was put there. What `tours` show stands over the
    tiles, which come back when a tour ends. `holder` is the id of the user whose the wall is (`holder_name`
    as people call him, at `holder_seat`); nobody else changes it. What is `locked` nobody changes at all.
    `alarms` tells whether alarms may take its reserved tiles by themselves, `alarm_mode` how they share them,
    `pinned` which alarms stay there.
    `begun` is by tour the moment of its schedule that was the last to begin it here: until the next one it
    is left as people have it. `formers` is by conference what comes back when it ends or is taken off.
    """

    name: str
    org: str
    tiles: tuple[WallTile, ...] = ()
    previous: tuple[WallTile, ...] = ()
    incident: str | None = None
    holder: str | None = None
    holder_name: str = ""
    holder_seat: str = ""
    held_since: str | None = None
    layout: LayoutData | None = None
    previous_layout: LayoutData | None = None
    previous_scene: str | None = None
    previous_tours: tuple[RunningTour, ...] = ()
    scene: str | None = None
    tours: tuple[RunningTour, ...] = ()
    locked: bool = False
    alarms: bool = True
    alarm_mode: AlarmMode = AlarmMode.HOLD
    pinned: tuple[str, ...] = ()
    begun: dict[str, str] = field(default_factory=dict)
    formers: dict[str, WallFormer] = field(default_factory=dict)


class Scene(EntityData, frozen=True, kw_only=True):
    """A named set: which layout, and what stands on its tiles; without `tiles` it is a layout alone.

    `by` is the name of who saved it last.
    """

    name: str
    org: str
    layout: LayoutData
    tiles: tuple[WallTile, ...] = ()
    by: str = ""
    saved_at: str = ""


class TourStep(EntityData, frozen=True, kw_only=True):
    """One step: a `camera` (at a `preset`) or a whole `scene`, for `dwell_s` seconds, the tour's own if 0.

    The steps of a tour are all cameras, which take turns on tiles, or all scenes, on the whole wall.
    """

    camera: str = ""
    scene: str = ""
    preset: int | None = None
    dwell_s: float = 0.0


class TourTimes(EntityData, frozen=True, kw_only=True):
    """When a tour runs by itself, on which wall: `days` 1 (Monday) to 7, ``HH:MM`` in the district's time.

    An `until` that is not after `since` is on the day after.
    """

    wall: str
    days: tuple[int, ...]
    since: str
    until: str
    tiles: tuple[int, ...] = ()


class Tour(EntityData, frozen=True, kw_only=True):
    """Cameras or scenes that take turns (轮巡), each for `dwell_s` seconds; `pause_on_alarm` lets it rest."""

    name: str
    org: str
    dwell_s: float
    steps: tuple[TourStep, ...] = ()
    pause_on_alarm: bool = True
    times: tuple[TourTimes, ...] = ()
    by: str = ""
    saved_at: str = ""
