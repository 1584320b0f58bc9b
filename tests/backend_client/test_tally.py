from __future__ import annotations

import logging

import pytest

from backend_client.tally import LOG_EVERY_S, Tally


def test_every_fault_is_counted_and_few_are_logged(caplog: pytest.LogCaptureFixture) -> None:
    moment = 0.0
    tally = Tally(steady=lambda: moment)
    with caplog.at_level(logging.WARNING):
        for number in range(500):
            tally.bad(f"fault {number}")
        moment = LOG_EVERY_S
        tally.bad("another")
        tally.unknown("later.invention")
    assert tally.counters.bad == 501
    assert tally.counters.unknown == 1
    assert [record.getMessage() for record in caplog.records] == [
        "bad frame: 'fault 0'",
        "bad frame: 'another' (499 more like it)",
        "frame of unknown type: 'later.invention'",
    ]


def test_what_a_platform_sends_cannot_forge_a_line_of_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        Tally().unknown("x\n2026-01-31 all is well")
    assert "\n" not in caplog.records[0].getMessage()
