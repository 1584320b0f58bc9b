"""The alerts that an incident was sent out as: to which the next one refers, and what it says of them.

Nothing is kept for that but the audit trail, where each one's name in the world stands with its export. Both
are made of the incident and its version: the same version is the same message, however often it is asked for.
Source: docs.oasis-open.org/emergency/cap/v1.2/CAP-v1.2-os.html, section 3.2.1 (msgType, references).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from backend_client.protocol.entities import IncidentState
from backend_client.protocol.errors import ErrorCode, Refused

#: What should never have been sent out as a matter of its own.
TAKEN_BACK: Final = frozenset({IncidentState.REJECTED, IncidentState.MERGED, IncidentState.VOID})
_FORM: Final = "form=cap"
_KINDS: Final = ("Alert", "Update", "Cancel")


@dataclass(frozen=True, slots=True)
class Message:
    """One alert: `kind` is its msgType, `name` is sender, identifier and time as others refer to it."""

    kind: str
    name: str

    @property
    def noted(self) -> str:
        """What the audit trail says of its export."""
        return f"{_FORM} {self.kind} {self.name}"


def sent_messages(details: Iterable[str]) -> tuple[Message, ...]:
    """The messages that these entries of the audit trail tell of, in their order; others are passed over."""
    parts = (detail.split(" ") for detail in details)
    return tuple(Message(p[1], p[2]) for p in parts if len(p) == 3 and p[0] == _FORM and p[1] in _KINDS)


def next_message(
    name: str, state: IncidentState, sent: tuple[Message, ...]
) -> tuple[Message, tuple[str, ...]]:
    """The message called `name` about an incident in `state`, and the names of those it refers to.

    The first one is an Alert, those after it are Updates. What was taken back is cancelled, and is an Alert
    again when it is taken up anew. Raises Refused when there is nothing to cancel.
    """
    names = [message.name for message in sent]
    before = sent[: names.index(name)] if name in names else sent
    begun = max((place for place, each in enumerate(before) if each.kind == "Alert"), default=len(before))
    series = before[begun:]
    told = tuple(dict.fromkeys(each.name for each in series if each.kind != "Cancel"))
    if state in TAKEN_BACK:
        if not told:
            raise Refused(
                ErrorCode.ILLEGAL_TRANSITION,
                f"the incident is {state.value} and was never sent out: there is nothing to cancel",
            )
        return Message("Cancel", name), told
    if not told or any(each.kind == "Cancel" for each in series):
        return Message("Alert", name), ()
    return Message("Update", name), told
