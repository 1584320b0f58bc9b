"""How long nothing is looked at after wrong sign-ins: by account, and by the address they came from."""

from __future__ import annotations

import ipaddress
from collections import OrderedDict, deque
from collections.abc import Callable

#: Wrong sign-ins in a row after which an account is locked, and for how long, in seconds: the fifth locks
#: it for half a minute, each further one for twice as long, up to an hour.
FREE_FAILURES = 4
FIRST_LOCK_S = 30.0
LONGEST_LOCK_S = 3600.0
#: Wrong sign-ins from one address within a time, in seconds, whatever names they used.
ADDRESS_FAILURES = 30
ADDRESS_WINDOW_S = 300.0
#: Names and addresses remembered at a time.
_MAX_REMEMBERED = 4096


def lock_after(failures: int) -> float:
    """Seconds an account is locked for after so many wrong sign-ins in a row."""
    doublings = failures - FREE_FAILURES - 1
    if doublings < 0:
        return 0.0
    return min(LONGEST_LOCK_S, FIRST_LOCK_S * 2.0 ** min(doublings, 16))


class Strangers:
    """Locks names that nobody has just like those of accounts: the answers must not tell them apart."""

    def __init__(self, *, now: Callable[[], float]) -> None:
        self._now = now
        self._known: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def locked_until(self, name: str) -> float:
        """Until when nothing is looked at for this name, in seconds since the epoch; 0 when it is."""
        return self._known.get(name, (0, 0.0))[1]

    def failed(self, name: str) -> None:
        """Count a wrong sign-in."""
        failures = self._known.pop(name, (0, 0.0))[0] + 1
        self._known[name] = (failures, self._now() + lock_after(failures))
        while len(self._known) > _MAX_REMEMBERED:
            self._known.popitem(last=False)


class Addresses:
    """Bounds the wrong sign-ins of one network address: many names must not be tried from one place."""

    def __init__(self, *, now: Callable[[], float]) -> None:
        self._now = now
        self._failures: OrderedDict[str, deque[float]] = OrderedDict()

    def wait_s(self, address: str) -> float:
        """Seconds for which nothing from this address is looked at; 0 when it is."""
        failures = self._failures.get(network_of(address))
        if failures is None or len(failures) < ADDRESS_FAILURES:
            return 0.0
        return max(0.0, failures[0] + ADDRESS_WINDOW_S - self._now())

    def failed(self, address: str) -> None:
        """Count a wrong sign-in."""
        network = network_of(address)
        failures = self._failures.pop(network, None) or deque(maxlen=ADDRESS_FAILURES)
        failures.append(self._now())
        self._failures[network] = failures
        while len(self._failures) > _MAX_REMEMBERED:
            self._failures.popitem(last=False)


def network_of(address: str) -> str:
    """What counts as one place: an IPv4 address, or the /64 that one IPv6 host can draw from at will."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network((parsed.packed[:8] + bytes(8), 64)))
