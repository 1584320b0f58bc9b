"""Signs: small shapes that tell states apart without colour, drawn with QPainter at any size."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from backend_client.protocol.deadlines import Stage
from backend_client.protocol.entities import AlarmState, IncidentState, TaskState, UnitStatus
from widgets import theme


class Sign(enum.Enum):
    """The shapes."""

    DISC = enum.auto()
    RING = enum.auto()
    TARGET = enum.auto()
    HALF = enum.auto()
    ARROW = enum.auto()
    BACK = enum.auto()
    CHECK = enum.auto()
    RING_CHECK = enum.auto()
    CROSS = enum.auto()
    PAUSE = enum.auto()
    LINES = enum.auto()
    MERGE = enum.auto()
    SLASHED = enum.auto()
    DASH = enum.auto()
    PIN = enum.auto()
    BELL = enum.auto()
    HOURGLASS = enum.auto()
    LATE = enum.auto()
    FAR_LATE = enum.auto()
    FLAG = enum.auto()
    TWO_FLAGS = enum.auto()
    HATCH = enum.auto()
    BOLT = enum.auto()
    SEVERITY_1 = enum.auto()
    SEVERITY_2 = enum.auto()
    SEVERITY_3 = enum.auto()
    SEVERITY_4 = enum.auto()


@dataclass(frozen=True, slots=True)
class Look:
    """A sign and its colour."""

    sign: Sign
    colour: str


UNKNOWN = Look(Sign.DASH, theme.TEXT_QUIET)

SEVERITY = {
    1: Look(Sign.SEVERITY_1, theme.SEVERITY[1]),
    2: Look(Sign.SEVERITY_2, theme.SEVERITY[2]),
    3: Look(Sign.SEVERITY_3, theme.SEVERITY[3]),
    4: Look(Sign.SEVERITY_4, theme.SEVERITY[4]),
}

INCIDENT_STATE = {
    IncidentState.PENDING: Look(Sign.RING, theme.WARNING),
    IncidentState.TO_DISPATCH: Look(Sign.ARROW, theme.WARNING),
    IncidentState.HANDLING: Look(Sign.HALF, theme.ACCENT),
    IncidentState.TO_VERIFY: Look(Sign.RING_CHECK, theme.ACCENT),
    IncidentState.SUSPENDED: Look(Sign.PAUSE, theme.TEXT_QUIET),
    IncidentState.LEDGERED: Look(Sign.LINES, theme.TEXT_QUIET),
    IncidentState.CLOSED: Look(Sign.CHECK, theme.OK),
    IncidentState.REJECTED: Look(Sign.CROSS, theme.TEXT_QUIET),
    IncidentState.MERGED: Look(Sign.MERGE, theme.TEXT_QUIET),
    IncidentState.VOID: Look(Sign.SLASHED, theme.TEXT_QUIET),
}

TASK_STATE = {
    TaskState.OFFERED: Look(Sign.RING, theme.WARNING),
    TaskState.SIGNED: Look(Sign.HALF, theme.ACCENT),
    TaskState.ON_SCENE: Look(Sign.PIN, theme.ACCENT),
    TaskState.DONE: Look(Sign.CHECK, theme.OK),
    TaskState.RETURNED: Look(Sign.BACK, theme.DANGER),
    TaskState.RECALLED: Look(Sign.CROSS, theme.TEXT_QUIET),
}

UNIT_STATUS = {
    UnitStatus.AVAILABLE: Look(Sign.DISC, theme.OK),
    UnitStatus.ASSIGNED: Look(Sign.TARGET, theme.WARNING),
    UnitStatus.EN_ROUTE: Look(Sign.ARROW, theme.ACCENT),
    UnitStatus.ON_SCENE: Look(Sign.PIN, theme.ACCENT),
    UnitStatus.OFF: Look(Sign.DASH, theme.TEXT_QUIET),
}

ALARM_STATE = {
    AlarmState.OPEN: Look(Sign.BELL, theme.WARNING),
    AlarmState.ACKNOWLEDGED: Look(Sign.RING_CHECK, theme.ACCENT),
    AlarmState.SHELVED: Look(Sign.PAUSE, theme.TEXT_QUIET),
    AlarmState.CLOSED: Look(Sign.CHECK, theme.OK),
}

#: Whoever has the watch now by the duty roster, and whoever has it next.
ON_DUTY = Look(Sign.DISC, theme.OK)
NEXT_ON_DUTY = Look(Sign.RING, theme.TEXT_QUIET)

#: How a running clock stands; one that has time needs no sign.
STAGE = {
    Stage.WARNED: Look(Sign.HOURGLASS, theme.WARNING),
    Stage.OVERDUE: Look(Sign.LATE, theme.DANGER),
    Stage.FAR_OVERDUE: Look(Sign.FAR_LATE, theme.DANGER),
}

DRILL = Look(Sign.HATCH, theme.TEXT)
URGENT = Look(Sign.BOLT, theme.WARNING)
SUPERVISED = Look(Sign.FLAG, theme.DANGER)
LISTED = Look(Sign.TWO_FLAGS, theme.DANGER)

ONLINE = Look(Sign.DISC, theme.OK)
OFFLINE = Look(Sign.CROSS, theme.DANGER)

_NUMBERED = {Sign.SEVERITY_1: "1", Sign.SEVERITY_2: "2", Sign.SEVERITY_3: "3", Sign.SEVERITY_4: "4"}


class SignPainter:
    """Draws signs and keeps their pixmaps; a widget owns it, so that no pixmap outlives the application."""

    def __init__(self) -> None:
        self._pixmaps: dict[tuple[Sign, str, int, float], QPixmap] = {}

    def draw(self, painter: QPainter, look: Look, x: float, y: float, size: int) -> None:
        """Draw `look` into the square of `size` logical pixels at (x, y)."""
        device = painter.device()
        ratio = device.devicePixelRatio() if device is not None else 1.0
        painter.drawPixmap(QPointF(x, y), self.pixmap(look, size, ratio))

    def pixmap(self, look: Look, size: int, ratio: float = 1.0) -> QPixmap:
        """`look` as a transparent pixmap of `size` logical pixels."""
        key = (look.sign, look.colour, size, ratio)
        made = self._pixmaps.get(key)
        if made is None:
            made = self._pixmaps[key] = _make(look, size, ratio)
        return made


def _make(look: Look, size: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / 20, size / 20)
    _draw(painter, look.sign, QColor(look.colour))
    painter.end()
    return pixmap


def _draw(painter: QPainter, sign: Sign, colour: QColor) -> None:
    """Draw into a field of 20 x 20."""
    outline = QPen(colour, 2.2)
    outline.setCapStyle(Qt.PenCapStyle.RoundCap)
    outline.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(outline)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    match sign:
        case Sign.DISC:
            painter.setBrush(colour)
            painter.drawEllipse(QPointF(10, 10), 5, 5)
        case Sign.RING:
            painter.drawEllipse(QPointF(10, 10), 6.5, 6.5)
        case Sign.TARGET:
            painter.drawEllipse(QPointF(10, 10), 6.5, 6.5)
            painter.setBrush(colour)
            painter.drawEllipse(QPointF(10, 10), 1.6, 1.6)
        case Sign.HALF:
            painter.drawEllipse(QPointF(10, 10), 6.5, 6.5)
            painter.setBrush(colour)
            painter.drawPie(QRectF(3.5, 3.5, 13, 13), 90 * 16, -180 * 16)
        case Sign.ARROW:
            _lines(painter, (3, 10, 16, 10), (11, 5, 16, 10), (11, 15, 16, 10))
        case Sign.BACK:
            _lines(painter, (4, 7, 13, 7), (8, 3, 4, 7), (8, 11, 4, 7), (13, 7, 16, 10), (16, 10, 16, 16))
        case Sign.CHECK:
            _lines(painter, (4, 11, 8, 15), (8, 15, 16, 5))
        case Sign.RING_CHECK:
            painter.drawEllipse(QPointF(10, 10), 7.5, 7.5)
            _lines(painter, (6.5, 10.5, 9, 13), (9, 13, 13.5, 7.5))
        case Sign.CROSS:
            _lines(painter, (5, 5, 15, 15), (15, 5, 5, 15))
        case Sign.PAUSE:
            _lines(painter, (7, 5, 7, 15), (13, 5, 13, 15))
        case Sign.LINES:
            _lines(painter, (4, 5, 16, 5), (4, 10, 16, 10), (4, 15, 12, 15))
        case Sign.MERGE:
            _lines(painter, (4, 4, 10, 10), (16, 4, 10, 10), (10, 10, 10, 17))
        case Sign.SLASHED:
            painter.drawEllipse(QPointF(10, 10), 6.5, 6.5)
            _lines(painter, (5, 15, 15, 5))
        case Sign.DASH:
            _lines(painter, (5, 10, 15, 10))
        case Sign.PIN:
            path = QPainterPath(QPointF(10, 18))
            path.cubicTo(QPointF(2, 9), QPointF(5, 2), QPointF(10, 2))
            path.cubicTo(QPointF(15, 2), QPointF(18, 9), QPointF(10, 18))
            painter.drawPath(path)
            painter.setBrush(colour)
            painter.drawEllipse(QPointF(10, 8), 1.5, 1.5)
        case Sign.BELL:
            painter.setBrush(colour)
            path = QPainterPath(QPointF(3.5, 14))
            path.cubicTo(QPointF(7, 12), QPointF(4, 4), QPointF(10, 4))
            path.cubicTo(QPointF(16, 4), QPointF(13, 12), QPointF(16.5, 14))
            path.closeSubpath()
            painter.drawPath(path)
            _lines(painter, (9, 17.2, 11, 17.2))
        case _ if sign in _NUMBERED:
            _draw_severity(painter, sign, colour)
        case _:
            _draw_mark(painter, sign, colour)


def _draw_mark(painter: QPainter, sign: Sign, colour: QColor) -> None:
    """What presses an incident, and how its clock stands."""
    match sign:
        case Sign.HOURGLASS:
            _lines(painter, (5, 3, 15, 3), (5, 17, 15, 17), (5, 3, 15, 17), (15, 3, 5, 17))
            painter.setBrush(colour)
            painter.drawPolygon(QPolygonF([QPointF(10, 11), QPointF(14, 17), QPointF(6, 17)]))
        case Sign.LATE:
            _exclamation(painter, colour, 10)
        case Sign.FAR_LATE:
            _exclamation(painter, colour, 6)
            _exclamation(painter, colour, 14)
        case Sign.FLAG:
            _lines(painter, (5, 2, 5, 18))
            painter.setBrush(colour)
            painter.drawPolygon(QPolygonF([QPointF(5, 3), QPointF(16, 7), QPointF(5, 11)]))
        case Sign.TWO_FLAGS:
            _lines(painter, (5, 2, 5, 18))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawPolygon(QPolygonF([QPointF(5, 1), QPointF(18, 4.5), QPointF(5, 8)]))
            painter.drawPolygon(QPolygonF([QPointF(5, 10), QPointF(18, 13.5), QPointF(5, 17)]))
        case Sign.HATCH:
            painter.drawRect(QRectF(3, 3, 14, 14))
            _lines(painter, (3, 11, 11, 3), (5, 17, 17, 5), (12, 17, 17, 12))
        case _:
            painter.setBrush(colour)
            corners = ((12, 1), (4, 11), (9, 11), (7, 19), (16, 8), (11, 8))
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))


def _exclamation(painter: QPainter, colour: QColor, x: float) -> None:
    painter.setPen(QPen(colour, 4.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    _lines(painter, (x, 4, x, 11))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(x, 16.5), 2.4, 2.4)


def _draw_severity(painter: QPainter, sign: Sign, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    drop = 0.0
    match sign:
        case Sign.SEVERITY_1:
            # Who sees no red sees it dim: the edge keeps the gravest from being the faintest.
            painter.setPen(QPen(QColor(theme.TEXT), 1.6, j=Qt.PenJoinStyle.MiterJoin))
            painter.drawPolygon(QPolygonF([QPointF(10, 1), QPointF(19, 10), QPointF(10, 19), QPointF(1, 10)]))
        case Sign.SEVERITY_2:
            painter.drawPolygon(QPolygonF([QPointF(10, 0), QPointF(20, 19), QPointF(0, 19)]))
            drop = 2.5
        case Sign.SEVERITY_3:
            painter.drawRoundedRect(QRectF(1.5, 1.5, 17, 17), 2, 2)
        case _:
            painter.drawEllipse(QPointF(10, 10), 9.3, 9.3)
    font = QFont(list(theme.FONT_FAMILIES))
    font.setPixelSize(13)
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(theme.GROUND))
    painter.drawText(QRectF(0, drop, 20, 20), Qt.AlignmentFlag.AlignCenter, _NUMBERED[sign])


def _lines(painter: QPainter, *lines: tuple[float, float, float, float]) -> None:
    for x1, y1, x2, y2 in lines:
        painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))
