"""From page to page: a conference of few on the site's own network, with nothing in between."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from backend_client.protocol.conference import Conference, Provider
from console.actions.keys import KEYS
from widgets.conference.call_view import CallView
from widgets.conference.view import ConferenceView


class MeshProvider:
    """As `ConferenceProvider`. The page goes over to a room server and back by itself."""

    def holds(self, provider: Provider) -> bool:
        """As `ConferenceProvider`."""
        return provider in (Provider.MESH, Provider.JANUS)

    def open(self, conference: Conference, *, me: str, parent: QWidget) -> CallView:
        """As `ConferenceProvider`."""
        key = QKeySequence(KEYS["conference.allow"]).toString(QKeySequence.SequenceFormat.NativeText)
        return ConferenceView(me=me, allow_key=key, parent=parent)
