"""What the conference's page says to the console, decoded once, at the edge."""

from __future__ import annotations

from typing import Final, TypeAlias

import msgspec


class _Said(msgspec.Struct, frozen=True, kw_only=True, tag_field="do"):
    """Something the page said."""


class Ready(_Said, frozen=True, kw_only=True, tag="ready"):
    """The page can be told things."""


class Join(_Said, frozen=True, kw_only=True, tag="join"):
    """The devices are settled, and the page wants to be in as `session`."""

    session: str


class Leave(_Said, frozen=True, kw_only=True, tag="leave"):
    """The person goes."""


class Mark(_Said, frozen=True, kw_only=True, tag="mark"):
    """What the others are to be shown of the person; None is as it was."""

    hand: bool | None = None
    muted: bool | None = None
    sharing: bool | None = None


class SignalTo(_Said, frozen=True, kw_only=True, tag="signal"):
    """A word about media for another participant; `data` is opaque to the console."""

    to: str
    data: msgspec.Raw


Said: TypeAlias = Ready | Join | Leave | Mark | SignalTo

_DECODER: Final[msgspec.json.Decoder[Said]] = msgspec.json.Decoder(Said)


def decode(text: str) -> Said:
    """What the page said. Raises ValueError for what no page of ours says."""
    return _DECODER.decode(text)
