"""Words, signs and colours for what a tile can say. A state is never told by colour alone."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QCoreApplication

from widgets import theme
from widgets.wall.tile_state import Pace, ReplayFigures, TileFigures, TileState

_SIGNS: Final = {
    TileState.EMPTY: "",
    TileState.CONNECTING: "◎",
    TileState.LIVE: "●",
    TileState.PAUSED: "▽",
    TileState.REPLAY: "◀",
    TileState.STALLED: "‖",
    TileState.RECONNECTING: "↻",
    TileState.UNREACHABLE: "×",
    TileState.OFFLINE: "○",
    TileState.NO_PERMISSION: "⊘",
    TileState.WRONG_CODEC: "≠",
    TileState.GARBAGE: "※",
    TileState.NO_PICTURE: "△",
    TileState.CRASHES: "☒",
    TileState.NO_ROOM: "⊟",
    TileState.RECORDING: "≪",
    TileState.ENDED: "■",
}
_PACE_SIGNS: Final = {Pace.KEYFRAMES: "◇", Pace.STILL: "□"}
_COLOURS: Final = {
    TileState.EMPTY: theme.TEXT_QUIET,
    TileState.CONNECTING: theme.ACCENT,
    TileState.LIVE: theme.OK,
    TileState.PAUSED: theme.TEXT_QUIET,
    TileState.REPLAY: theme.WARNING,
    TileState.RECORDING: theme.WARNING,
    TileState.ENDED: theme.WARNING,
    TileState.STALLED: theme.WARNING,
    TileState.RECONNECTING: theme.WARNING,
    TileState.OFFLINE: theme.TEXT_QUIET,
}


def sign_of(state: TileState) -> str:
    """One character that tells the state without colour."""
    return _SIGNS[state]


def colour_of(state: TileState) -> str:
    """The state's colour; troubles that need somebody are in the colour of danger."""
    return _COLOURS.get(state, theme.DANGER)


def word_of(state: TileState) -> str:
    """The state in a word or two, in the user's language."""
    match state:
        case TileState.EMPTY:
            return QCoreApplication.translate("Tile", "empty")
        case TileState.CONNECTING:
            return QCoreApplication.translate("Tile", "connecting")
        case TileState.LIVE:
            return QCoreApplication.translate("Tile", "live")
        case TileState.PAUSED:
            return QCoreApplication.translate("Tile", "paused")
        case TileState.REPLAY:
            return QCoreApplication.translate("Tile", "replay")
        case TileState.STALLED:
            return QCoreApplication.translate("Tile", "stalled")
        case TileState.RECONNECTING:
            return QCoreApplication.translate("Tile", "reconnecting")
        case TileState.UNREACHABLE:
            return QCoreApplication.translate("Tile", "unreachable")
        case TileState.OFFLINE:
            return QCoreApplication.translate("Tile", "offline")
        case TileState.NO_PERMISSION:
            return QCoreApplication.translate("Tile", "no permission")
        case TileState.WRONG_CODEC:
            return QCoreApplication.translate("Tile", "wrong codec")
        case TileState.GARBAGE:
            return QCoreApplication.translate("Tile", "not a video stream")
        case TileState.NO_PICTURE:
            return QCoreApplication.translate("Tile", "no picture")
        case TileState.CRASHES:
            return QCoreApplication.translate("Tile", "stream crashes the decoder")
        case TileState.NO_ROOM:
            return QCoreApplication.translate("Tile", "screen takes no more pictures")
        case TileState.RECORDING:
            return QCoreApplication.translate("Tile", "recording")
        case TileState.ENDED:
            return QCoreApplication.translate("Tile", "recording ended")


def pace_sign_of(pace: Pace) -> str:
    """One character that tells a live tile that shows less than its whole stream; empty for one that does
    not.
    """
    return _PACE_SIGNS.get(pace, "")


def pace_word_of(pace: Pace) -> str:
    """What a reduced tile shows, in the user's language; empty for one that is not reduced."""
    match pace:
        case Pace.KEYFRAMES:
            return QCoreApplication.translate("Tile", "key frames only")
        case Pace.STILL:
            return QCoreApplication.translate("Tile", "stills only")
    return ""


def replay_words(replay: ReplayFigures) -> str:
    """Where a replay stands and how fast it goes, short enough for a tile's strip."""
    behind = f"−{replay.behind_s:.0f} s"
    if not replay.rate:
        return f"{behind} ‖"
    rates = {0.25: "¼", 0.5: "½"}
    return behind if replay.rate == 1 else f"{behind} ×{rates.get(replay.rate, f'{replay.rate:g}')}"


def is_reduced(figures: TileFigures) -> bool:
    """Whether a live tile shows less than its stream has."""
    return figures.state is TileState.LIVE and bool(pace_sign_of(figures.pace))


def badge_of(figures: TileFigures, *, zoom: float, short: bool) -> str:
    """What a tile's strip says of its picture: how close it is, the state's sign, its word unless `short`."""
    if figures.state is TileState.EMPTY:
        return ""
    sign, word = sign_of(figures.state), word_of(figures.state)
    if is_reduced(figures):
        sign, word = pace_sign_of(figures.pace), pace_word_of(figures.pace)
    parts = [
        "" if zoom <= 1.0 else f"{zoom:.1f}× ",
        sign,
        "" if short else word,
        "" if figures.replay is None else replay_words(figures.replay),
    ]
    return " ".join(part for part in parts if part)


def figures_words(figures: TileFigures) -> str:
    """What is known of a tile's stream, in one line, the most telling first."""
    if not figures.codec:
        return ""
    width, height = figures.size
    parts = [
        QCoreApplication.translate("Tile", "{fps} fps").format(fps=f"{figures.fps:.1f}"),
        QCoreApplication.translate("Tile", "{ms} ms").format(ms=figures.latency_ms),
        f"{width}×{height}",
        QCoreApplication.translate("Tile", "{rate} Mbit/s").format(rate=f"{figures.bitrate / 1e6:.2f}"),
        figures.codec,
        QCoreApplication.translate("Tile", "gaps {n}").format(n=figures.gaps),
        QCoreApplication.translate("Tile", "lost {n}").format(n=figures.late + figures.dropped),
        QCoreApplication.translate("Tile", "reconnected {n}").format(n=figures.reconnects),
    ]
    return " · ".join(parts)


def story_of(figures: TileFigures) -> tuple[str, ...]:
    """The lines that stand in the place of the picture. Empty while a picture stands there."""
    state = figures.state
    if state in (TileState.LIVE, TileState.REPLAY, TileState.RECORDING):
        return ()
    if state is TileState.EMPTY:
        return (word_of(state),)
    lines = [f"{sign_of(state)} {word_of(state)}"]
    if figures.detail:
        lines.append(detail_words(figures.detail))
    if state is TileState.NO_ROOM:
        lines.append(QCoreApplication.translate("Tile", "start the X server with -maxclients 1024"))
    if state is TileState.CRASHES and figures.retry_in_s is not None:
        again = QCoreApplication.translate("Tile", "kept apart, next try in {s}")
        lines.append(again.format(s=duration(figures.retry_in_s)))
    elif figures.retry_in_s is not None:
        again = QCoreApplication.translate("Tile", "attempt {n} in {s} s")
        lines.append(again.format(n=figures.attempt + 1, s=math.ceil(figures.retry_in_s)))
    if figures.last_picture_age is not None:
        last = QCoreApplication.translate("Tile", "last picture {age} ago")
        lines.append(last.format(age=duration(figures.last_picture_age)))
    return tuple(lines)


def detail_words(detail: str) -> str:
    """What is known of a trouble; a codec's name or a number is shown as it came."""
    match detail:
        case "refused":
            return QCoreApplication.translate("Tile", "connection refused")
        case "timeout":
            return QCoreApplication.translate("Tile", "no answer in time")
        case "no_route":
            return QCoreApplication.translate("Tile", "no way through the network")
        case "no_answer":
            return QCoreApplication.translate("Tile", "no answer at this address")
        case "broken":
            return QCoreApplication.translate("Tile", "the connection broke")
        case "closed":
            return QCoreApplication.translate("Tile", "the source closed the stream")
        case "no_video":
            return QCoreApplication.translate("Tile", "there is no video in it")
        case "unknown_scheme":
            return QCoreApplication.translate("Tile", "an address of an unknown kind")
    return detail


def duration(seconds: float) -> str:
    """A short age: seconds, minutes or hours."""
    if seconds < 60:
        return QCoreApplication.translate("Tile", "{n} s").format(n=int(seconds))
    if seconds < 3600:
        return QCoreApplication.translate("Tile", "{n} min").format(n=int(seconds // 60))
    return QCoreApplication.translate("Tile", "{n} h").format(n=int(seconds // 3600))
