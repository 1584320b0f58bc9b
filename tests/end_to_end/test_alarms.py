"""Alarms through real processes: a flood acknowledged by keys, an alarm that becomes an incident, a break."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from PySide6.QtWidgets import QApplication

from backend_client.protocol.alarm_parts import AlarmOutcome
from backend_client.protocol.entities import Alarm, AlarmState, Incident
from console.virtual_screen import virtual_screen
from tests.end_to_end.client import Client, signed_in
from tests.end_to_end.conftest import FirstRun
from tests.end_to_end.processes import ConsoleProcess, PlatformProcess
from tests.end_to_end.reading import shows_text
from tests.end_to_end.screen import Screen
from tests.end_to_end.watching import seen, sign_in
from tests.faults.proxy import FaultProxy


class Sensors:
    """Raise alarms at the platform's HTTP address, as gateways do."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http

    async def raised(self, number: int, *, priority: int, kind: str) -> None:
        """One alarm."""
        alarm: dict[str, Any] = {
            "priority": priority,
            "kind": kind,
            "title": f"示范路{number}号{kind}",
            "source": "示范监测",
            "place": f"示范路{number}号",
        }
        (await self._http.post("/api/alarms", json=alarm)).raise_for_status()


def states(client: Client, kind: str) -> list[AlarmState]:
    """How the alarms of one kind stand."""
    return [entry.data.state for entry in client.picture.of(Alarm).values() if entry.data.kind == kind]


@pytest.mark.timeout(120)
async def test_a_flood_an_incident_and_a_break(
    first_run: FirstRun, tmp_path: Path, qapp: QApplication
) -> None:
    with ExitStack() as stack:
        data = first_run.copy_platform(tmp_path / "platform")
        platform = PlatformProcess(data, more=("--no-camera-site",))
        stack.callback(platform.stop)
        proxy = FaultProxy(upstream=("127.0.0.1", platform.port))
        await proxy.start()
        screen = Screen(stack.enter_context(virtual_screen()).display)
        console = ConsoleProcess(
            *("--platform", f"ws://127.0.0.1:{proxy.port}/feed", "--lang", "en"),
            display=screen.display,
            data=tmp_path / "console",
        )
        stack.callback(console.stop)

        def says(text: str) -> bool:
            return shows_text(screen.grab()[:80], text, bold=True)

        await sign_in(screen, first_run.password)
        ends = {"http": platform.http, "feed": platform.feed, "password": first_run.password}
        async with (
            signed_in(**ends, folder=tmp_path) as client,
            httpx.AsyncClient(base_url=platform.http) as http,
        ):
            login = {"user": "admin", "password": first_run.password}
            token = (await http.post("/api/login", json=login)).json()["token"]
            http.headers["Authorization"] = f"Bearer {token}"
            sensors = Sensors(http)

            # A flood: one banner, one card for twelve, the highest priority alone and first.
            for number in range(12):
                await sensors.raised(number, priority=3, kind="烟感报警")
            await sensors.raised(1, priority=1, kind="一键求助")
            await seen(lambda: says("Alarm flood since"))
            await seen(lambda: says("12 x 烟感报警"))
            await seen(lambda: says("示范路1号一键求助"))
            screen.press("k")
            await client.until(lambda: states(client, "一键求助") == [AlarmState.ACKNOWLEDGED])
            assert set(states(client, "烟感报警")) == {AlarmState.OPEN}
            await seen(lambda: not says("示范路1号一键求助"))
            screen.press("shift+k")
            await client.until(lambda: set(states(client, "烟感报警")) == {AlarmState.ACKNOWLEDGED})

            # An alarm becomes an incident, by a key and Enter.
            await sensors.raised(7, priority=2, kind="水位超限")
            await seen(lambda: says("示范路7号水位超限"))
            screen.press("shift+n")
            await seen(lambda: screen.has_keyboard("To incident"))
            screen.press("Return")
            await client.until(lambda: states(client, "水位超限") == [AlarmState.CLOSED])
            (alarm,) = (a for a in client.picture.of(Alarm).values() if a.data.kind == "水位超限")
            assert alarm.data.outcome is AlarmOutcome.INCIDENT
            await client.until(lambda: alarm.data.incident in client.picture.of(Incident))
            assert client.incident(alarm.data.incident or "").alarm == alarm.id

            # A break: what came in meanwhile is one sentence.
            await proxy.take_down()
            await seen(lambda: says("No connection to the platform"))
            for number in range(3):
                await sensors.raised(number, priority=2, kind="电梯困人报警")
            await proxy.start()
            await seen(lambda: says("Alarms while the connection was away: 3"))
            screen.press("shift+a")
            await seen(lambda: not says("Alarms while the connection was away: 3"))
        await proxy.close()
