from __future__ import annotations

import pytest

from platform_backend.access.lockout import (
    ADDRESS_FAILURES,
    ADDRESS_WINDOW_S,
    Addresses,
    Strangers,
    lock_after,
    network_of,
)


def test_the_delay_doubles_up_to_an_hour() -> None:
    assert [lock_after(n) for n in range(15)] == [
        *([0.0] * 5),
        *(30.0, 60.0, 120.0, 240.0, 480.0, 960.0, 1920.0, 3600.0, 3600.0, 3600.0),
    ]
    assert lock_after(10**6) == 3600.0


def test_a_name_that_nobody_has_is_locked_like_an_account() -> None:
    now = 1000.0
    strangers = Strangers(now=lambda: now)
    for _ in range(4):
        strangers.failed("nobody")
        assert strangers.locked_until("nobody") <= now
    strangers.failed("nobody")
    assert strangers.locked_until("nobody") == now + 30.0
    assert strangers.locked_until("somebody") == 0.0
    now += 31.0
    strangers.failed("nobody")
    assert strangers.locked_until("nobody") == now + 60.0


def test_what_is_remembered_is_bounded() -> None:
    strangers, addresses = Strangers(now=lambda: 0.0), Addresses(now=lambda: 0.0)
    for number in range(6000):
        strangers.failed(str(number))
        addresses.failed(f"10.{number >> 8}.{number & 255}.1")
    assert len(strangers._known) == len(addresses._failures) == 4096


def test_an_address_may_fail_so_often_in_so_long() -> None:
    now = 1000.0
    addresses = Addresses(now=lambda: now)
    for _ in range(ADDRESS_FAILURES):
        assert addresses.wait_s("10.0.0.1") == 0.0
        addresses.failed("10.0.0.1")
        now += 1.0
    assert addresses.wait_s("10.0.0.1") == ADDRESS_WINDOW_S - ADDRESS_FAILURES
    assert addresses.wait_s("10.0.0.2") == 0.0
    now = 1000.0 + ADDRESS_WINDOW_S
    assert addresses.wait_s("10.0.0.1") == 0.0
    addresses.failed("10.0.0.1")
    assert addresses.wait_s("10.0.0.1") == 1.0


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8::ffff:1", "2001:db8::/64"),
        ("2001:db8:0:1::1", "2001:db8:0:1::/64"),
        ("testclient", "testclient"),
    ],
)
def test_network_of(address: str, network: str) -> None:
    assert network_of(address) == network
