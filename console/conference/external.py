"""A Jitsi or LiveKit installation of the site: its page opens in the browser, the roster stays here."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from backend_client.protocol.conference import Conference, Provider
from widgets.conference.call_view import CallView
from widgets.conference.external_view import ExternalView


class ExternalProvider:
    """As `ConferenceProvider`."""

    def holds(self, provider: Provider) -> bool:
        """As `ConferenceProvider`."""
        return provider is Provider.EXTERNAL

    def open(self, conference: Conference, *, me: str, parent: QWidget) -> CallView:
        """As `ConferenceProvider`."""
        return ExternalView(parent=parent)
