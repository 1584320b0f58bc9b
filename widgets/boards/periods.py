"""The times that figures can be asked for."""

from __future__ import annotations

import enum
from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


class Period(enum.Enum):
    """Up to now, from when on: the shift, or so many days of the room, today among them."""

    SHIFT = 0
    TODAY = 1
    WEEK = 7
    MONTH = 30


def begin_of(period: Period, *, now: float, shift_since: Callable[[], float]) -> float:
    """When a period that ends at `now` began, in seconds since the epoch."""
    if period is Period.SHIFT:
        return min(shift_since(), now)
    today = datetime.fromtimestamp(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return (today - timedelta(days=period.value - 1)).timestamp()


def period_name(period: Period) -> str:
    """What a period is called."""
    match period:
        case Period.SHIFT:
            return translate("Figures", "This shift")
        case Period.TODAY:
            return translate("Figures", "Today")
        case Period.WEEK:
            return translate("Figures", "7 days")
        case Period.MONTH:
            return translate("Figures", "30 days")
