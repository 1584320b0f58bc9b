"""What walls and conferences have to do with each other: cameras into the call, the call onto the wall."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from backend_client.picture import Picture
from backend_client.protocol import permissions
from backend_client.protocol.conference import Conference, PartyState, Provider
from backend_client.protocol.conference_args import ConferenceCamera
from backend_client.protocol.conference_rules import party, shown_cameras
from backend_client.protocol.wall import TileKind
from backend_client.protocol.wall_args import WallConfer
from console.commands.dispatching import Dispatching
from console.situation import Situation
from console.wall.chosen import ChosenTile
from console.wall.target import WallTarget

translate = QCoreApplication.translate

_CAMERA, _TILE, _WALL = "wall.camera_in_call", "wall.confer_tile", "wall.confer"
#: A camera that could not be sent for so long is not shown any more, in seconds.
_WITHIN_S: Final = 10.0


class ConferringActions:
    """An action group. The conference is the one that the person here is in; each action undoes itself."""

    def __init__(
        self,
        *,
        picture: Picture,
        situation: Situation,
        dispatching: Dispatching,
        target: WallTarget,
        chosen: ChosenTile,
    ) -> None:
        self._conferences = picture.of(Conference)
        self._situation = situation
        self._dispatching = dispatching
        self._target = target
        self._chosen = chosen

    # As `ActionGroup`.

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("Conferences", "Conferences")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return (_CAMERA, _TILE, _WALL)

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        if id_ == _CAMERA:
            if self._camera_out():
                return translate("ConferringActions", "Take the camera out of the call")
            return translate("ConferringActions", "Show the chosen camera to all in the call")
        if self._stands():
            if id_ == _TILE:
                return translate("ConferringActions", "Take the conference off the wall")
            return translate(
                "ConferringActions", "The conference off the wall, and all back that stood there"
            )
        if id_ == _TILE:
            return translate("ConferringActions", "Put the conference on the chosen tile")
        return translate("ConferringActions", "Put the conference on the whole wall")

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        command = "conference.camera" if id_ == _CAMERA else "wall.confer"
        roles = self._situation.roles
        if not permissions.may_send(command, roles):
            return translate("OperatorActions", "Not your role")
        found = self._mine()
        if found is None:
            return translate("Conferences", "You are in no conference")
        if found[1].provider is Provider.EXTERNAL:
            return translate("Conferences", "It is held at another server")
        if id_ != _CAMERA:
            return self._target.why_not("wall.confer", self._situation.user)
        if not self._chosen.camera and not self._camera_out():
            return translate("Conferences", "No tile with a camera is chosen")
        return ""

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        found = self._mine()
        if found is None:
            return
        conference = found[0]
        if id_ == _CAMERA:
            out = self._camera_out()
            args = ConferenceCamera(camera=out or self._chosen.camera, shown=not out)
            self._dispatching.give("conference.camera", target=conference, args=args, not_after_s=_WITHIN_S)
            return
        stands = self._stands()
        tile = None if stands or id_ == _WALL else self._target.tile
        wanted = WallConfer(conference=conference, tile=tile, shown=not stands)
        self._dispatching.give("wall.confer", target=self._target.id, args=wanted)

    def _mine(self) -> tuple[str, Conference] | None:
        """The conference that the person here is in."""
        user = self._situation.user
        for entry in self._conferences.values():
            mine = None if user is None else party(entry.data, user.id)
            if entry.data.closed_at is None and mine is not None and mine.state is PartyState.JOINED:
                return entry.id, entry.data
        return None

    def _camera_out(self) -> str:
        """The camera that is to leave the call: the chosen one, else the only one; empty for none."""
        found = self._mine()
        shown = [] if found is None else [each.about for each in shown_cameras(found[1])]
        if self._chosen.camera:
            return self._chosen.camera if self._chosen.camera in shown else ""
        return shown[0] if len(shown) == 1 else ""

    def _stands(self) -> bool:
        """Whether the conference stands on the wall that commands are for."""
        found, wall = self._mine(), self._target.wall
        return (
            found is not None
            and wall is not None
            and any(each.kind is TileKind.CONFERENCE and each.about == found[0] for each in wall.tiles)
        )
