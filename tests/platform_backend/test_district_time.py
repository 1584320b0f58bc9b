"""The district's time as the contract writes it."""

from __future__ import annotations

import time

from platform_backend.district_time import DistrictTime


def test_it_is_the_machines_unless_it_is_another() -> None:
    assert abs(DistrictTime().now() - time.time()) < 5.0
    assert DistrictTime().rate == 1.0


def test_it_is_written_as_the_contract_writes_times() -> None:
    assert DistrictTime(now=lambda: 1769994000.25).text() == "2026-02-02T01:00:00.250Z"
