"""By which ways a conference can be held: each is one file beside this one."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QWidget

from backend_client.protocol.conference import Conference, Provider
from widgets.conference.call_view import CallView


class ConferenceProvider(Protocol):
    """Makes the view of a conference that is held in its way."""

    def holds(self, provider: Provider) -> bool:
        """Whether this is its way; a view of it stays when the conference goes over to another such way."""
        ...

    def open(self, conference: Conference, *, me: str, parent: QWidget) -> CallView:
        """A view in which the person of the id `me` takes part; it says when he is to be in the roster."""
        ...
