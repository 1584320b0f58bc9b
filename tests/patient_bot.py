"""pytest-qt's hands, which wait PATIENCE_S instead of five seconds for what a test names no time for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.waiting import PATIENCE_S

_PATIENCE_MS: Final = round(PATIENCE_S * 1000)


class PatientBot(QtBot):
    """The `qtbot` of every test."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = _PATIENCE_MS) -> None:
        """Return once `callback` returns True. `timeout` in ms. Raises TimeoutError."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = _PATIENCE_MS, **more: Any) -> Any:
        """A context that ends once `signal` was sent; see QtBot."""
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitActive(self, widget: QWidget, *, timeout: int = _PATIENCE_MS) -> Any:
        """A context that ends once `widget` has the keyboard."""
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(self, widget: QWidget, *, timeout: int = _PATIENCE_MS) -> Any:
        """A context that ends once `widget` stands on the screen."""
        return super().waitExposed(widget, timeout=timeout)
