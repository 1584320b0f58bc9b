"""The end of the system's session, seen by the windows."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication


def is_session_ending() -> bool:
    """Whether the system is logging out or shutting down, which nothing may hold up."""
    application = QGuiApplication.instance()
    return isinstance(application, QGuiApplication) and application.isSavingSession()
