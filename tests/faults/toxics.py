"""Faults of a network by the names and parameters that Toxiproxy gave them, as values.

Each is for one direction: ``upstream`` is from console to platform, ``downstream`` the way back. `toxicity`
is the part of the connections that suffer. ``down`` is the proxy's own (`FaultProxy.take_down`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

Stream: TypeAlias = Literal["upstream", "downstream"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Toxic:
    stream: Stream = "downstream"
    toxicity: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency(_Toxic):
    """Delays everything by `latency` +- `jitter` milliseconds; the order is kept."""

    name: ClassVar[str] = "latency"
    latency: float
    jitter: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bandwidth(_Toxic):
    """Lets `rate` kilobytes a second through."""

    name: ClassVar[str] = "bandwidth"
    rate: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SlowClose(_Toxic):
    """Passes the end of the connection on `delay` milliseconds late."""

    name: ClassVar[str] = "slow_close"
    delay: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeout(_Toxic):
    """Lets nothing through and closes after `timeout` milliseconds (0: when the fault is taken away)."""

    name: ClassVar[str] = "timeout"
    timeout: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetPeer(_Toxic):
    """Resets the connection (RST, what is on its way is lost) after `timeout` milliseconds."""

    name: ClassVar[str] = "reset_peer"
    timeout: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Slicer(_Toxic):
    """Cuts data into pieces of `average_size` +- `size_variation` bytes, `delay` microseconds apart."""

    name: ClassVar[str] = "slicer"
    average_size: int
    size_variation: int = 0
    delay: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitData(_Toxic):
    """Closes the connection when `bytes` have gone through."""

    name: ClassVar[str] = "limit_data"
    bytes: int


Toxic: TypeAlias = Latency | Bandwidth | SlowClose | Timeout | ResetPeer | Slicer | LimitData
