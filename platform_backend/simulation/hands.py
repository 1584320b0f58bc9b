"""What the simulation may touch: it acts by the same commands as everybody and reads what everybody sees."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol

import msgspec

from backend_client.protocol.entities import Alarm, Entity, Incident, Unit
from backend_client.protocol.messages import Result

#: actor's display name, command name, target, typed arguments (commands.ARGS or AlarmCreate) -> result.
Execute = Callable[[str, str, str | None, msgspec.Struct], Awaitable[Result]]
#: entity name, id, data of a state topic.
PublishState = Callable[[str, str, Entity], None]

_log = logging.getLogger(__name__)


class PictureView(Protocol):
    """The platform's picture as it is now; what is returned must not change under an iteration."""

    def incidents(self) -> Mapping[str, Incident]:
        """Incidents before the consoles' eyes: open, or closed in the last 24 h."""
        ...

    def alarms(self) -> Mapping[str, Alarm]:
        """Alarms before the consoles' eyes."""
        ...

    def units(self) -> Mapping[str, Unit]:
        """All units."""
        ...


class Hands:
    """Carries out commands and tells whether they took effect; a refusal is nothing to worry about."""

    def __init__(self, *, execute: Execute) -> None:
        self._execute = execute
        self.done = 0
        self.refused = 0

    async def do(self, actor: str, name: str, target: str | None, args: msgspec.Struct) -> bool:
        """Send one command. False when it was refused, mostly because a person was faster."""
        result = await self._execute(actor, name, target, args)
        if result.ok:
            self.done += 1
            return True
        self.refused += 1
        _log.debug("%s of %s refused: %s", name, target, result.error)
        return False
