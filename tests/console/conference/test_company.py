"""Calls, people and guests put together: they hear of changes and fall silent at the end."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.console.conference.company_hall import Company


async def test_a_call_changes_the_actions_and_after_the_end_nothing_rings(
    qtbot: QtBot, company: Company
) -> None:
    with qtbot.waitSignal(company.company.changed):
        company.ring()
    company.company.stop()
    company.ring("k2")
    assert len(company.sound.played) == 1
    assert [each.id for each in company.company.rings.now_ringing] == ["k1"]
