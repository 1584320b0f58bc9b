"""Alerts of other centres: OASIS Common Alerting Protocol 1.2 (ITU-T X.1303bis) read into what is needed.

Source: docs.oasis-open.org/emergency/cap/v1.2/CAP-v1.2-os.html. What a document may say beyond the standard
is ignored, its signature is not looked at: it is believed because of who hands it in. The parser refuses
document type declarations and with them every entity; the size is bounded by the caller.
"""

from __future__ import annotations

import enum
import hashlib
import math
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from backend_client.protocol.entities import Position
from backend_client.protocol.times import format_time, parse_time

NAMESPACE: Final = "urn:oasis:names:tc:emergency:cap:1.2"
#: An area that reaches further than this from its middle, in metres, is no matter of one grid.
LOCAL_M: Final = 2000.0
_LINE: Final = 200
_MAX_CORNERS: Final = 2000
_METRES_A_DEGREE: Final = 111_320.0
#: Identifiers must not hold these (CAP 1.2, section 3.2.1).
_RESTRICTED: Final = re.compile(r"[\s,<&]")

STATUSES: Final = ("Actual", "Exercise", "System", "Test", "Draft")
KINDS: Final = ("Alert", "Update", "Cancel", "Ack", "Error")
SCOPES: Final = ("Public", "Restricted", "Private")
URGENCIES: Final = ("Immediate", "Expected", "Future", "Past", "Unknown")
SEVERITIES: Final = ("Extreme", "Severe", "Moderate", "Minor", "Unknown")
CERTAINTIES: Final = ("Observed", "Likely", "Possible", "Unlikely", "Unknown")
#: What nobody can tell is looked at like a moderate one.
_RANKS: Final = {"Extreme": 1, "Severe": 2, "Moderate": 3, "Minor": 4, "Unknown": 3}


class Unreadable(Exception):
    """This is no alert that can be taken; the text is one sentence for its sender."""


class Effect(enum.Enum):
    """What an alert asks for: an alarm, one in place of earlier ones, the end of earlier ones, nothing."""

    RAISE = enum.auto()
    REPLACE = enum.auto()
    WITHDRAW = enum.auto()
    NOTHING = enum.auto()


@dataclass(frozen=True, slots=True)
class Area:
    """Where an alert holds: in words, its middle, how far it reaches from there in metres, its codes."""

    text: str
    middle: Position | None = None
    reach_m: float = 0.0
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alert:
    """An alert as the platform needs it. `id` is made of sender, identifier and time of sending.

    `earlier` are the ids of those it refers to, `expires` is in seconds since the epoch. `why` says why
    nothing is done about it.
    """

    id: str
    effect: Effect
    exercise: bool = False
    earlier: tuple[str, ...] = ()
    why: str = ""
    sender: str = ""
    event: str = ""
    headline: str = ""
    priority: int = 3
    area: Area | None = None
    expires: float | None = None


def read_alert(data: bytes) -> Alert:
    """The alert that a CAP 1.2 document tells. Raises Unreadable with a sentence for its sender."""
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Unreadable("the document has a document type or entities, which alerts have not") from error
    except (ParseError, ValueError, LookupError) as error:
        raise Unreadable(f"this is not well-formed XML: {error}"[:_LINE]) from error
    if root.tag != f"{{{NAMESPACE}}}alert":
        raise Unreadable(f"the document is no CAP 1.2 alert ({NAMESPACE}) but {root.tag[:80]}")
    identifier, sender = _name(root, "identifier"), _name(root, "sender")
    sent = _moment(_needed(root, "sent"), "sent")
    status = _choice(root, "status", STATUSES)
    kind = _choice(root, "msgType", KINDS)
    _choice(root, "scope", SCOPES)
    id_ = alert_id(sender, identifier, sent)
    why = _why_nothing(status, kind)
    if why:
        return Alert(id_, Effect.NOTHING, why=why)
    exercise = status == "Exercise"
    earlier = _references(_text(root, "references"))
    if kind == "Cancel":
        if not earlier:
            raise Unreadable("a Cancel needs references: the alerts that it cancels")
        return Alert(id_, Effect.WITHDRAW, exercise=exercise, earlier=earlier, sender=sender)
    info = _info(root)
    event = _line(_needed(info, "event"))
    urgency = _choice(info, "urgency", URGENCIES)
    severity = _choice(info, "severity", SEVERITIES)
    certainty = _choice(info, "certainty", CERTAINTIES)
    expires = _text(info, "expires")
    return Alert(
        id_,
        Effect.REPLACE if kind == "Update" else Effect.RAISE,
        exercise=exercise,
        earlier=earlier,
        sender=_line(_text(info, "senderName")) or sender,
        event=event,
        headline=_line(_text(info, "headline")) or event,
        priority=priority_of(severity=severity, urgency=urgency, certainty=certainty),
        area=_area(info),
        expires=_moment(expires, "expires") if expires else None,
    )


def alert_id(sender: str, identifier: str, sent: float) -> str:
    """The id of the alarm that this alert is: the same alert has it however often it comes."""
    text = f"{sender},{identifier},{format_time(sent)}"
    return f"cap-{hashlib.sha256(text.encode()).hexdigest()[:32]}"


def priority_of(*, severity: str, urgency: str, certainty: str) -> int:
    """1 (highest) to 4: the severity's rank, a step lower for what lies in the future and for what is hardly
    more than possible; what is over or unlikely is the lowest.
    """
    if urgency == "Past" or certainty == "Unlikely":
        return 4
    rank = _RANKS[severity] + (urgency == "Future") + (certainty == "Possible")
    return min(rank, 4)


def _why_nothing(status: str, kind: str) -> str:
    if status in ("System", "Test", "Draft"):
        return f"alerts of the status {status} raise no alarm"
    return f"messages of the type {kind} raise no alarm" if kind in ("Ack", "Error") else ""


def _info(root: Element) -> Element:
    """The block of information to go by: the first in Chinese, else the first."""
    blocks = root.findall(f"{{{NAMESPACE}}}info")
    if not blocks:
        raise Unreadable("the alert has no info")
    chinese = [block for block in blocks if _text(block, "language").lower().startswith("zh")]
    return (chinese or blocks)[0]


def _area(info: Element) -> Area | None:
    areas = [_one_area(element) for element in info.findall(f"{{{NAMESPACE}}}area")]
    # One that can be shown on a map is worth more.
    return next((area for area in areas if area.middle is not None), areas[0] if areas else None)


def _one_area(element: Element) -> Area:
    text = _line(_needed(element, "areaDesc"))
    codes = tuple(_line(_text(code, "value")) for code in element.findall(f"{{{NAMESPACE}}}geocode"))
    corners: list[Position] = []
    if circle := _text(element, "circle"):
        centre, _, radius = circle.partition(" ")
        try:
            reach_m = float(radius) * 1000.0
        except ValueError:
            reach_m = math.nan
        if not 0.0 <= reach_m < math.inf:
            raise Unreadable(f"the circle {circle[:60]!r} is not lat,lon and a radius in km")
        return Area(text, _point(centre), reach_m, codes)
    if polygon := _text(element, "polygon"):
        corners = [_point(pair) for pair in polygon.split(maxsplit=_MAX_CORNERS)[:_MAX_CORNERS]]
        if len(corners) < 4 or corners[0] != corners[-1]:
            raise Unreadable("a polygon needs at least four corners, the last being the first again")
    if not corners:
        return Area(text, codes=codes)
    middle, reach_m = _middle(corners)
    return Area(text, middle, reach_m, codes)


def _middle(corners: list[Position]) -> tuple[Position, float]:
    """The middle of the corners' box, and the distance of the furthest corner in metres."""
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    narrow = math.cos(math.radians(y))
    reach = max(math.hypot((each[0] - x) * narrow, each[1] - y) for each in corners)
    return (x, y), reach * _METRES_A_DEGREE


def _point(pair: str) -> Position:
    latitude, _, longitude = pair.partition(",")
    try:
        x, y = float(longitude), float(latitude)
    except ValueError:
        x = y = math.nan
    if not (-180.0 <= x <= 180.0 and -90.0 <= y <= 90.0):
        raise Unreadable(f"{pair[:40]!r} is no place: latitude,longitude in degrees is needed")
    return x, y


def _references(text: str) -> tuple[str, ...]:
    found = []
    for triple in text.split():
        parts = triple.split(",")
        if len(parts) != 3:
            raise Unreadable(f"the reference {triple[:60]!r} is not sender,identifier,sent")
        found.append(alert_id(parts[0], parts[1], _moment(parts[2], "references")))
    return tuple(dict.fromkeys(found))


def _name(parent: Element, name: str) -> str:
    text = _needed(parent, name)
    if _RESTRICTED.search(text) or len(text) > _LINE:
        raise Unreadable(f"{name} must be short and hold neither spaces nor commas")
    return text


def _choice(parent: Element, name: str, choices: tuple[str, ...]) -> str:
    text = _needed(parent, name)
    if text not in choices:
        raise Unreadable(f"{name} is {text[:40]!r} and must be one of {', '.join(choices)}")
    return text


def _moment(text: str, name: str) -> float:
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise ValueError("no zone")
        # As it will be written: not every zone has a first day of the first year.
        return parse_time(format_time(moment.timestamp()))
    except (ValueError, OverflowError, OSError) as error:
        raise Unreadable(f"{name} is {text[:40]!r}, no time such as 2026-03-02T04:20:00+08:00") from error


def _needed(parent: Element, name: str) -> str:
    text = _text(parent, name)
    if not text:
        raise Unreadable(f"{name} is missing")
    return text


def _text(parent: Element, name: str) -> str:
    element = parent.find(f"{{{NAMESPACE}}}{name}")
    return (element.text or "").strip() if element is not None else ""


def _line(text: str) -> str:
    return " ".join(text.split())[:_LINE]
