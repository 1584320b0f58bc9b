from __future__ import annotations

from tests.backend_client.conformance.conftest import Bench
from tests.backend_client.conformance.faults import refusals, status
from tests.backend_client.conformance.meddler import Frame
from tests.backend_client.conformance.test_walls import on_walls


def _stands_still(data: Frame) -> None:
    for tile in data["tiles"]:
        if tile["play"]:
            tile["play"]["moment"] = "2026-01-31T08:00:00.000Z"


def _has_no_reason(data: Frame) -> None:
    for tile in data["tiles"]:
        tile["play"] = None


FAULTS = {
    "W-18": refusals("forbidden", instead=None),
    "W-19": on_walls(_has_no_reason),
    "W-20": on_walls(_stands_still),
    "W-21": status("/recordings", 404, 403),
}


async def test_every_fault_is_named(bench: Bench) -> None:
    assert await bench.unnamed(FAULTS, at_once=1) == {}
