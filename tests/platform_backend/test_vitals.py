"""What a platform tells of itself."""

from __future__ import annotations

from tests.platform_backend.conftest import Running


async def test_health_tells_how_it_is(running: Running) -> None:
    async with running.console() as one:
        vitals = running.platform._vitals
        health = vitals.health()
        assert (health["status"], health["connections"]) == ("ok", 1)
        assert (health["simulated"], health["camera_site"]) == (False, False)
        assert health["epoch"] == running.platform.epoch
        head = health["heads"]["incidents"]
        await one.command("incident.create", type_code="0101", severity=3, title="t", source="s")
        assert vitals.health()["heads"]["incidents"] == head + 1
        assert vitals.health()["commits"] > health["commits"]


async def test_figures_are_of_this_moment(running: Running) -> None:
    async with running.console():
        moment = running.platform._vitals.moment()
    assert sum(moment.consoles.values()) == 1
    assert moment.database_bytes > 0
    assert moment.certificate_until is None
