"""Recordings in the director's preview: played as the wall would, for a reason of who looks at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace as remade

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject

from backend_client.changes import Changes
from backend_client.picture import Picture
from backend_client.protocol.entities import Camera
from backend_client.protocol.times import format_time
from backend_client.protocol.wall import TileKind, TilePlay, WallTile
from backend_client.protocol.wall_rules import span_of
from console.wall.reasons import Reasons
from console.wall.recordings import Player, RecordingsOnWalls
from widgets.moments import clock_text, day_text
from widgets.wall.tile import Tile

translate = QCoreApplication.translate


class PreviewRecordings(QObject):
    """Lets a recording begin where it would on the wall, and go on where it was when the tile is seen again.

    Where no reason holds, or this machine plays none, the tile says what is to stand there.
    """

    def __init__(
        self,
        *,
        picture: Picture,
        player: Player | None,
        reasons: Reasons,
        now: Callable[[], float],
        rate: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        """`now` is the platform's time, which passes `rate` times as fast as people's."""
        super().__init__(parent)
        self._cameras = picture.of(Camera)
        self._reasons = reasons
        self._now = now
        self._plays: dict[WallTile, TilePlay] = {}
        self._player: RecordingsOnWalls | None = None
        if player is not None:
            # Without hands: what is looked at here is not yet the wall's.
            self._player = RecordingsOnWalls(
                picture=picture,
                player=remade(player, hands=False),
                now=now,
                rate=rate,
                name="preview-recording",
                parent=self,
            )

    def begin(self) -> None:
        """Something else is prepared: its recordings begin anew."""
        self._plays.clear()

    def lacking(self, content: WallTile) -> bool:
        """Whether this is a recording that would be played if a reason were given."""
        return self._player is not None and is_recording(content) and not self._reasons.is_open(content)

    def leave(self, tile: Tile, content: WallTile | None) -> None:
        """Take the recording off the tile, unless it is to hold this one."""
        if self._player is not None and (content is None or not self._play(content)):
            self._player.put(tile, None)

    def put(self, tile: Tile, content: WallTile) -> bool:
        """Let the tile hold this recording; whether it is played there."""
        play = self._play(content)
        if self._player is None or play is None:
            return False
        self._player.put(tile, replace(content, play=play))
        return True

    def sentence(self, content: WallTile) -> str:
        """What is to stand on a tile, and why it is not played here."""
        since, until = span_of(content)
        entry = self._cameras.get(content.camera)
        told = translate("PreviewRecordings", "Recording of {camera}, {since} – {until}.").format(
            camera=content.camera if entry is None else entry.data.name,
            since=f"{day_text(since)[:5]} {clock_text(since)}",
            until=clock_text(until),
        )
        if self._player is None:
            return told
        return f"{told} " + translate("PreviewRecordings", "It plays here when a reason is given.")

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        if self._player is not None:
            self._player.on_changes(changes)

    def close(self) -> None:
        """Play nothing any more."""
        if self._player is not None:
            self._player.close()

    def _play(self, content: WallTile) -> TilePlay | None:
        """From its beginning on, since it was first seen here; None where it is not to be played."""
        if not is_recording(content) or not self._reasons.is_open(content):
            return None
        which = replace(content, tile=0, play=None)
        if which not in self._plays:
            at, begins = format_time(self._now()), content.since or ""
            self._plays[which] = TilePlay(view="", moment=begins, at=at)
        return self._plays[which]


def is_recording(content: WallTile) -> bool:
    """Whether this is a recording that says of which camera, and from when until when."""
    if content.kind is not TileKind.RECORDING or not content.camera:
        return False
    try:
        span_of(content)
    except ValueError:
        return False
    return True
