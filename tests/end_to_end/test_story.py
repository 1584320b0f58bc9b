"""The story of one incident through real processes on virtual screens, told by pixels and keys.

Another client creates it; it is painted in the table and on the map; it is accepted, assigned and finished
with the keyboard; a second console shows who has it; the platform is killed and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from backend_client.protocol.entities import Incident, IncidentState, Position, Unit
from backend_client.protocol.incident_args import IncidentCreate
from console.virtual_screen import virtual_screen
from tests.end_to_end.client import Client, signed_in
from tests.end_to_end.processes import ConsoleProcess, PlatformProcess
from tests.end_to_end.reading import shows_text
from tests.end_to_end.regions import DeskRegions, desk_regions
from tests.end_to_end.screen import Screen, count_colour
from tests.end_to_end.watching import seen, sign_in
from widgets import theme

TITLE = "示范端到端积水"
NOTE = "telephone answered"


class Room:
    """A platform and two consoles, each on a screen of its own."""

    def __init__(self, *, folder: Path, stack: ExitStack, regions: DeskRegions) -> None:
        self.folder = folder
        self.regions = regions
        self._stack = stack
        self.platform = self._platform(port=0)
        self.port = self.platform.port
        self.password = self.platform.password
        self.screens = [Screen(stack.enter_context(virtual_screen()).display) for _ in range(2)]
        self.consoles = [self._console(number) for number in range(2)]

    def _platform(self, *, port: int) -> PlatformProcess:
        platform = PlatformProcess(self.folder / "platform", port=port)
        self._stack.callback(platform.stop)
        return platform

    def _console(self, number: int) -> ConsoleProcess:
        data = self.folder / f"console-{number}"
        console = ConsoleProcess(
            *("--platform", self.platform.feed, "--lang", "en"),
            display=self.screens[number].display,
            data=data,
        )
        self._stack.callback(console.stop)
        return console

    def restart_platform(self) -> None:
        """Start it again where it was."""
        self.platform = self._platform(port=self.port)


@pytest.fixture
def room(tmp_path: Path, qapp: QApplication) -> Iterator[Room]:
    regions = desk_regions(qapp)
    with ExitStack() as stack:
        yield Room(folder=tmp_path, stack=stack, regions=regions)


async def shown(room: Room, text: str, *, bold: bool = False) -> None:
    """Wait until `text` stands in the incident table of both consoles."""

    def everywhere() -> bool:
        tables = [room.regions.table.of(screen.grab()) for screen in room.screens]
        return all(shows_text(table, text, bold=bold) for table in tables)

    await seen(everywhere)


def on_map(room: Room, colour: str) -> int:
    """How many pixels of the first desk's map have `colour`."""
    return count_colour(room.regions.map.of(room.screens[0].grab()), colour)


def says(screen: Screen, text: str) -> bool:
    """Whether a banner says `text`."""
    return shows_text(screen.grab()[:80], text, bold=True)


def first_in_table(client: Client) -> Incident:
    """The incident on which the desk's own map stands after its start."""
    waiting = [
        entry.data
        for entry in client.picture.of(Incident).values()
        if entry.data.state is IncidentState.PENDING and entry.data.position is not None
    ]
    return min(waiting, key=lambda incident: (incident.severity, incident.reported_at))


def near(position: Position | None) -> Position:
    """A place some 200 m away, which the desk's map shows too."""
    assert position is not None
    return position[0] + 0.002, position[1] + 0.0005


@pytest.mark.timeout(240)
async def test_an_incident_from_its_report_to_its_end(room: Room) -> None:
    desk, other = room.screens
    for screen in room.screens:
        await sign_in(screen, room.password)
    http, feed = room.platform.http, room.platform.feed
    async with signed_in(http=http, feed=feed, password=room.password, folder=room.folder) as client:
        anchor = first_in_table(client)
        await shown(room, anchor.serial_no)
        await seen(lambda: on_map(room, theme.SEVERITY[anchor.severity]) > 20)
        before = desk.grab()

        # Reported by another client: painted in the table and on the map.
        created = await client.give(
            "incident.create",
            args=IncidentCreate(
                type_code=anchor.type_code,
                severity=1,
                title=TITLE,
                source="hotline",
                position=near(anchor.position),
                place="示范路口",
            ),
        )
        id_ = str((created.data or {})["id"])
        await client.until(lambda: id_ in client.picture.of(Incident))
        assert client.incident(id_).grid_code, "an incident without a grid gets the one its position lies in"
        assert not shows_text(room.regions.table.of(before), TITLE, bold=True)
        await shown(room, TITLE, bold=True)
        reds = count_colour(room.regions.map.of(before), theme.SEVERITY[1])
        await seen(lambda: on_map(room, theme.SEVERITY[1]) > reds + 40)

        # Accepted and assigned with the keyboard; the second console looks at it too.
        other.press("ctrl+Home")
        desk.press("ctrl+Home", "a")
        await client.until(lambda: client.incident(id_).state is IncidentState.TO_DISPATCH)
        unit_id, unit = next(
            (key, entry.data) for key, entry in client.picture.of(Unit).items() if entry.data.load == 0
        )
        assert not shows_text(room.regions.table.of(other.grab()), unit.name)
        desk.press("d")
        await seen(lambda: desk.has_keyboard("Assign"))
        desk.type(unit.name.replace("示范员", "sfy").replace("示范组", "sfz"))
        desk.press("Return")
        await client.until(lambda: client.incident(id_).state is IncidentState.HANDLING)
        assert [task.assignee for task in client.incident(id_).tasks] == [unit_id]
        await seen(lambda: shows_text(room.regions.table.of(other.grab()), unit.name))

        # Killed: a banner says so; a command given meanwhile is marked unsent.
        room.platform.kill()
        await seen(lambda: says(other, "No connection to the platform: what you see is"))
        desk.press("n")
        await seen(lambda: desk.has_keyboard("Note"))
        desk.type(NOTE)
        desk.press("Return")
        await seen(lambda: says(desk, "Commands not sent yet: 1"))

        # Back: the store has everything, the note is sent, once.
        room.restart_platform()
        await client.until(lambda: any(NOTE in step.text for step in client.incident(id_).steps), within_s=30)
        assert client.incident(id_).state is IncidentState.HANDLING
        await seen(lambda: not says(desk, "Commands not sent yet: 1"))
        assert sum(NOTE in step.text for step in client.incident(id_).steps) == 1
        assert [task.assignee for task in client.incident(id_).tasks] == [unit_id]

        # Finished with the keyboard, by the first of the offered words: on whose word, as nobody has done it.
        desk.press("f")
        await seen(lambda: desk.has_keyboard("Finish"))
        desk.press("1", "Return")
        desk.type("wang")
        desk.press("Return")
        await client.until(lambda: client.incident(id_).state is IncidentState.TO_VERIFY)
        result = client.incident(id_).steps[-1]
        assert result.text == "Dealt with on site"
        assert [task.on_call for task in client.incident(id_).tasks] == ["wang"]
