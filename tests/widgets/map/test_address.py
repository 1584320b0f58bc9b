from __future__ import annotations

from widgets.map.address import ORIGIN, PAGE_ADDRESS, SCHEME


def test_every_address_is_of_the_scheme() -> None:
    assert ORIGIN.startswith(f"{SCHEME.decode()}://")
    assert PAGE_ADDRESS == "console://map/index.html"
