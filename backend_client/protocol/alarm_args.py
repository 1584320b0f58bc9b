"""Arguments of the commands on alarms."""

from __future__ import annotations

from typing import Annotated, Final

from msgspec import Meta

from backend_client.protocol.incident_args import CommandArgs, Line, Severity, Text

#: For how many minutes a source can be shelved, at least and at most: never longer than a shift.
SHELVE_MINUTES: Final = (5, 480)


class AlarmShelve(CommandArgs, frozen=True, kw_only=True):
    """Silence the alarm's source at its place for so many minutes."""

    minutes: Annotated[int, Meta(ge=SHELVE_MINUTES[0], le=SHELVE_MINUTES[1])]
    reason: Text


class AlarmToIncident(CommandArgs, frozen=True, kw_only=True):
    """Make an incident of the alarm; what is left out is taken from it.

    The severity is its priority, the title its title, the type the one that the platform keeps for its kind.
    """

    severity: Severity | None = None
    type_code: Line | None = None
    title: Line | None = None
