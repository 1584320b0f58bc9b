"""Which alarm stands on which of the tiles reserved for alarms: pure, so that all nodes of a wall agree.

Three ways to share the reserved tiles, as matrix switchers have had them (American Dynamics, MegaPower II
1996R, "Alarm Display Methods" and "Alarm Queuing Methods", and AD1686B: Hold, Sequence, Block; Pelco CM6800E,
"Alarm group display options": Block build, Priority; Bosch LTC 8600: Auto build):

- **Hold**: one alarm at a time has all the reserved tiles, for as many of its cameras. The first one received
  is held until it is over; later ones wait in the order in which they were raised.
- **Sequence**: one alarm at a time has all the reserved tiles, and the alarms take turns, each for a dwell.
  Whenever one is raised, the turn begins anew with it, so that it is seen at once.
- **Block**: each reserved tile shows one alarm, by its best camera: the first alarm on the first tile, the
  second on the second, and so on; when all are taken the others wait.

In each of them:

- A higher priority takes the place of a lower one, which waits (Pelco's priority alarms, Genetec's "higher
  priority first"). At equal priority one that nobody acknowledged takes the place of an acknowledged one;
  otherwise nothing that stands gives way.
- An alarm that stays keeps its tile, whatever comes and goes beside it.
- Who is pinned stays on top of everything until it is unpinned, also when it is closed (made an incident).
- A tile no alarm needs any more is not named in the answer: what stood there before stands there again.
- Alarms without a camera take no tile and do not wait for one.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

#: How long an alarm stands in a sequence, in seconds, when nobody says.
USUAL_DWELL_S: Final = 10.0


class Mode(enum.StrEnum):
    """How alarms share the reserved tiles."""

    HOLD = "hold"
    SEQUENCE = "sequence"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Alert:
    """An alarm as it counts here: `priority` from 1, the highest. Moments are seconds since 1970.

    `cameras` show it, the best first. `over_at` is when it was closed or silenced.
    """

    id: str
    priority: int
    raised_at: float
    cameras: tuple[str, ...]
    acknowledged_at: float | None = None
    over_at: float | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands on a reserved tile."""

    alarm: str
    camera: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands on the reserved tiles, by their numbers; a tile that is not named has no alarm.

    `waiting` are the alarms that have no tile now, the next one first. In a sequence `following` is the one
    whose turn is next, to be opened ahead, and `left_s` is in how many seconds.
    """

    tiles: Mapping[int, Shown] = field(default_factory=dict)
    waiting: tuple[str, ...] = ()
    following: str | None = None
    left_s: float | None = None


def stand(
    alerts: Iterable[Alert],
    *,
    tiles: Sequence[int],
    mode: Mode,
    now: float,
    former: Standing | None = None,
    pinned: Collection[str] = (),
    dwell_s: float = USUAL_DWELL_S,
) -> Standing:
    """What stands on the reserved `tiles` (their numbers, in the order in which they are to be filled).

    `former` is what this function answered last, for who keeps the place it has.
    """
    held = {} if former is None else former.tiles
    shown_before = {shown.alarm for shown in held.values()}

    def urgency(alert: Alert) -> tuple[int, int, bool]:
        if alert.id in pinned:
            return 0, 0, False
        return 1, alert.priority, _until(alert.acknowledged_at, now)

    def rank(alert: Alert) -> tuple[tuple[int, int, bool], bool, float, str]:
        return urgency(alert), alert.id not in shown_before, alert.raised_at, alert.id

    here = sorted(
        (alert for alert in alerts if alert.cameras and _counts(alert, pinned, now)),
        key=rank,
    )
    if not here or not tiles:
        return Standing(waiting=tuple(alert.id for alert in here))
    match mode:
        case Mode.BLOCK:
            return _block(here, tiles, held)
        case Mode.HOLD:
            return _alone(here[0], here, tiles)
        case Mode.SEQUENCE:
            highest = urgency(here[0])
            turns = [alert for alert in here if urgency(alert) == highest]
            return _turn(turns, here, tiles, now, max(dwell_s, 1.0))


def replayed(
    alerts: Collection[Alert],
    *,
    tiles: Sequence[int],
    mode: Mode,
    now: float,
    pinned: Collection[str] = (),
    dwell_s: float = USUAL_DWELL_S,
) -> Standing:
    """What stands at `now` where nothing is known of before: as if one had been there all along.

    A node that is started later so puts every alarm onto the same tile as the others do. For that `alerts`
    holds those that are over, too, as far as they are known; pins are taken as they are now.
    """
    moments = {alert.raised_at for alert in alerts}
    moments.update(at for alert in alerts for at in (alert.acknowledged_at, alert.over_at) if at is not None)
    standing: Standing | None = None
    for moment in (*sorted(at for at in moments if at < now), now):
        raised = [alert for alert in alerts if alert.raised_at <= moment or moment == now]
        standing = stand(
            raised, tiles=tiles, mode=mode, now=moment, former=standing, pinned=pinned, dwell_s=dwell_s
        )
    assert standing is not None
    return standing


def _until(at: float | None, now: float) -> bool:
    return at is not None and at <= now


def _counts(alert: Alert, pinned: Collection[str], now: float) -> bool:
    return alert.id in pinned or not _until(alert.over_at, now)


def _block(here: Sequence[Alert], tiles: Sequence[int], held: Mapping[int, Shown]) -> Standing:
    """One tile each: who had one keeps it, the others fill what is free."""
    chosen = {alert.id: alert for alert in here[: len(tiles)]}
    placed: dict[int, Shown] = {}
    for tile in tiles:
        if (before := held.get(tile)) and (alert := chosen.pop(before.alarm, None)):
            # Also its camera stays, while it still is one of the alarm's: what is looked at does not jump.
            camera = before.camera if before.camera in alert.cameras else alert.cameras[0]
            placed[tile] = Shown(alert.id, camera)
    free = [tile for tile in tiles if tile not in placed]
    for tile, alert in zip(free, chosen.values(), strict=False):
        # Two alarms at one corner have the same nearest camera: the second one shows it from elsewhere.
        seen = {shown.camera for shown in placed.values()}
        camera = next((camera for camera in alert.cameras if camera not in seen), alert.cameras[0])
        placed[tile] = Shown(alert.id, camera)
    return Standing(tiles=placed, waiting=tuple(alert.id for alert in here[len(tiles) :]))


def _alone(
    alert: Alert,
    here: Sequence[Alert],
    tiles: Sequence[int],
    following: str | None = None,
    left_s: float | None = None,
) -> Standing:
    """All tiles for one alarm's cameras."""
    placed = {tile: Shown(alert.id, camera) for tile, camera in zip(tiles, alert.cameras, strict=False)}
    waiting = tuple(other.id for other in here if other is not alert)
    return Standing(tiles=placed, waiting=waiting, following=following, left_s=left_s)


def _turn(
    turns: Sequence[Alert], here: Sequence[Alert], tiles: Sequence[int], now: float, dwell_s: float
) -> Standing:
    """The alarm whose turn it is by the clock: the newest first, counted from the moment it was raised."""
    if len(turns) == 1:
        return _alone(turns[0], here, tiles)
    newest_first = sorted(turns, key=lambda alert: (-alert.raised_at, alert.id))
    passed = max(0.0, now - newest_first[0].raised_at)
    turn = int(passed // dwell_s)
    alert = newest_first[turn % len(turns)]
    following = newest_first[(turn + 1) % len(turns)]
    left_s = (turn + 1) * dwell_s - passed
    return _alone(alert, here, tiles, following=following.id, left_s=left_s)
