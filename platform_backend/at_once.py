"""What is about this very moment, put together: who turns which camera, and signals between participants."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from backend_client.protocol.messages import Command, Result, Signal
from platform_backend.audit.notes import AuditNotes
from platform_backend.commands.context import Actor, CameraNow
from platform_backend.district_time import DistrictTime
from platform_backend.feed.connections import Connections
from platform_backend.feed.event_log import EventLog
from platform_backend.feed.momentary import Meetings, Momentary, NoMeetings
from platform_backend.feed.ptz import PtzControl, PtzMotion
from platform_backend.feed.state_hub import StateHub
from platform_backend.gbt28181.ptz_motion import PtzCommands
from platform_backend.log_types import PresetOrder
from platform_backend.picture_view import PictureView
from platform_backend.tally import Tally


class AtOnce:
    """Carries momentary commands out, and has the cameras in hand; used on the event loop, but for `look`."""

    def __init__(
        self,
        *,
        log: EventLog,
        states: StateHub,
        picture: PictureView,
        connections: Connections,
        notes: AuditNotes,
        clock: DistrictTime,
        tally: Tally,
        motion: PtzMotion | None = None,
        meetings: Meetings | None = None,
        deliver: Callable[[str, Signal], int] | None = None,
    ) -> None:
        """`deliver` hands a signal to whom it is for, where those are not the user's consoles alone."""
        self._states = states
        self._connections = connections
        self._notes = notes
        self.ptz = PtzControl(
            motion=motion or PtzCommands(sent=tally.ptz),
            now=clock.now,
            rate=clock.rate,
            on_hold=states.turned,
        )
        self._momentary = Momentary(
            camera=lambda id_: log.topics["directory"].view.get(("camera", id_)),
            online=states.is_online,
            seat_of=picture.seat_of,
            ptz=self.ptz,
            meetings=meetings or NoMeetings(),
            deliver=deliver or self._deliver,
            now=clock.now,
            rate=clock.rate,
        )

    async def run(self, actor: Actor, command: Command) -> Result:
        """Carry a momentary command out, and note it in the audit trail."""
        result = self._momentary.run(actor, command)
        # A movement is renewed several times a second: one entry tells of it.
        await self._notes.seldom(
            session=f"{actor.id} {actor.origin}",
            who=actor.id,
            origin=actor.origin,
            what=command.name,
            target=command.target,
            result="ok" if result.error is None else result.error.code,
        )
        return result

    def remembered(self, actor: Actor, cmd_id: str) -> Result | None:
        """As `Momentary.remembered`."""
        return self._momentary.remembered(actor, cmd_id)

    def look(self, camera: str) -> CameraNow:
        """How a camera is now; may be asked from every thread."""
        return CameraNow(online=self._states.is_online(camera), turned_by=self.ptz.holder(camera))

    def carry_out(self, orders: Iterable[PresetOrder]) -> None:
        """Tell cameras what commands have decided, once it is on disk."""
        for order in orders:
            self.ptz.carry_out(order)

    def close(self) -> None:
        """Let no camera move on when the platform goes."""
        self.ptz.close()

    def _deliver(self, user: str, signal: Signal) -> int:
        consoles = self._connections.of_user(user)
        for connection in consoles:
            connection.signal(signal)
        return len(consoles)
