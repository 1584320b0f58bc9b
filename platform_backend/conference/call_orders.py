"""What the platform and the child that sends cameras into calls say to each other: a JSON object a line.

The platform's go to the child's stdin, the child's come from its stdout.
"""

from __future__ import annotations

from typing import TypeAlias

import msgspec


class Listener(msgspec.Struct, frozen=True, kw_only=True):
    """Whose page gets the picture: a party with its session, or the room server's room with that of it."""

    id: str
    session: str


class CallCamera(msgspec.Struct, frozen=True, kw_only=True):
    """A camera in a call as its party's `session`: where its stream is, what is sent with the request, who
    gets it.
    """

    session: str
    url: str
    listeners: tuple[Listener, ...]
    headers: dict[str, str] = {}


class Order(msgspec.Struct, frozen=True, kw_only=True, tag="order"):
    """All cameras that are to be sent from now on."""

    cameras: tuple[CallCamera, ...]


class Heard(msgspec.Struct, frozen=True, kw_only=True, tag="heard"):
    """A word about media from the party `from_` to the camera of this session."""

    session: str
    from_: str
    data: msgspec.Raw


class Say(msgspec.Struct, frozen=True, kw_only=True, tag="say"):
    """A word about media from the camera of this session to the party `to`."""

    session: str
    to: str
    data: msgspec.Raw


class Report(msgspec.Struct, frozen=True, kw_only=True, tag="report"):
    """By session: for how many seconds nothing has been sent of a camera that somebody is to get."""

    silent: dict[str, float]


ToChild: TypeAlias = Order | Heard
FromChild: TypeAlias = Say | Report


def encode(message: ToChild | FromChild) -> bytes:
    """One line with its end."""
    return msgspec.json.encode(message) + b"\n"
