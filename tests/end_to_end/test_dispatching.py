"""Dispatching by keyboard on virtual screens: three actions, two dispatchers, and nobody at all.

One platform with two consoles, each on a screen of its own, for all of it; every test filters both tables by
the initials of its own incident's title.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from backend_client.protocol.entities import Incident, IncidentState, TaskState, Unit
from backend_client.protocol.incident_args import IncidentCreate
from console.palette.line_incidents import IncidentNumbers
from console.virtual_screen import virtual_screen
from platform_backend.limits.limits import packaged
from tests.end_to_end.client import Client, signed_in
from tests.end_to_end.processes import ROOT, ConsoleProcess, PlatformProcess
from tests.end_to_end.reading import shows_text
from tests.end_to_end.regions import DeskRegions, desk_regions
from tests.end_to_end.screen import Screen
from tests.end_to_end.watching import seen, sign_in
from widgets import words
from widgets.dispatch.candidates import Candidates
from widgets.initials import Initials

PASSWORD = "keep the desk in order"
#: Two people with the same duties: names to sign in with, and what others read.
PEOPLE = {"wang": "示范员王", "li": "示范员李"}
#: A kind of incident that this platform wants accepted within a second, and supervises a second later.
HURRIED, ORDINARY = "0204", "0101"
LIMITS = f"""
[[limits]]
name = "at once"
of = "accept"
types = ["{HURRIED}"]
limit = "1 s"

[[escalations]]
name = "a second later"
of = ["accept"]
types = ["{HURRIED}"]

[[escalations.steps]]
act = "supervise"
after = "1 s"
due = "1 h"
text = "请立即办理"
"""
NOTE = "written before the power went"


@dataclass
class Hands:
    """A dispatcher's hands at one console; `acts` are what they did to an incident that stands before him."""

    screen: Screen
    acts: list[str] = field(default_factory=list)

    def act(self, key: str) -> None:
        """Press one key, or one combination of keys."""
        self.acts.append(key)
        self.screen.press(key)


class Room:
    """A platform and two consoles."""

    def __init__(self, *, folder: Path, stack: ExitStack, regions: DeskRegions) -> None:
        self.folder = folder
        self.regions = regions
        self._stack = stack
        data = folder / "platform"
        data.mkdir()
        (data / "limits.toml").write_text(packaged().decode() + LIMITS, encoding="utf-8")
        self.platform = self._platform(port=0)
        self._password = self.platform.password
        for user, name in PEOPLE.items():
            add_account(data, user=user, name=name)
        self.screens = [Screen(stack.enter_context(virtual_screen()).display) for _ in PEOPLE]
        self.consoles: dict[str, ConsoleProcess] = {}

    async def open(self) -> None:
        """Start the consoles that do not run, and sign everybody in."""
        fresh = []
        for user, screen in zip(PEOPLE, self.screens, strict=True):
            if user not in self.consoles:
                self.consoles[user] = self._console(user, screen)
                fresh.append((user, screen))
        for user, screen in fresh:
            await sign_in(screen, PASSWORD, user=user)

    async def filter_by(self, initials: str) -> None:
        """Let both tables show only what is called so."""
        for screen in self.screens:
            screen.press("Escape", "slash", "ctrl+a")
            screen.type(initials)
            screen.press("Return")

    def shows(self, number: int, text: str, *, bold: bool = False) -> bool:
        """Whether `text` stands in the incident table of a console."""
        return shows_text(self.regions.table.of(self.screens[number].grab()), text, bold=bold)

    def tells(self, number: int, *texts: str, bold: bool = False) -> bool:
        """Whether all of `texts` stand in a console's detail of the chosen incident."""
        detail = self.regions.detail.of(self.screens[number].grab())
        return all(shows_text(detail, text, bold=bold) for text in texts)

    def stored(self, id_: str) -> Incident | None:
        """An incident as it lies in the platform's database."""
        with closing(sqlite3.connect(self.folder / "platform" / "platform.sqlite3")) as database:
            asked = "SELECT body FROM entities WHERE entity = 'incident' AND id = ?"
            found = database.execute(asked, (id_,)).fetchone()
        return None if found is None else msgspec.json.decode(found[0], type=Incident)

    @asynccontextmanager
    async def client(self) -> AsyncIterator[Client]:
        """The administrator's feed, without a window."""
        ends = {"http": self.platform.http, "feed": self.platform.feed, "password": self._password}
        async with signed_in(**ends, folder=self.folder) as client:
            yield client

    def restart_platform(self) -> None:
        """Start it again where it was."""
        self.platform = self._platform(port=self.platform.port)

    def kill_console(self, user: str) -> None:
        """kill -9; `open` starts it again with what it had on its disk."""
        self.consoles.pop(user).kill()

    def _platform(self, *, port: int) -> PlatformProcess:
        platform = PlatformProcess(self.folder / "platform", port=port, more=("--no-camera-site",))
        self._stack.callback(platform.stop)
        return platform

    def _console(self, user: str, screen: Screen) -> ConsoleProcess:
        console = ConsoleProcess(
            *("--platform", self.platform.feed, "--lang", "en"),
            display=screen.display,
            data=self.folder / f"console-{user}",
        )
        self._stack.callback(console.stop)
        return console


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Room]:
    regions = desk_regions(qapp)
    with ExitStack() as stack:
        yield Room(folder=tmp_path_factory.mktemp("room"), stack=stack, regions=regions)


def add_account(data: Path, *, user: str, name: str) -> None:
    """A dispatcher who is duty officer too and sees the whole district."""
    subprocess.run(
        [
            *(sys.executable, "-m", "platform_backend", "accounts", "add", user, "--name", name),
            *("--role", "dispatcher", "--role", "duty_officer", "--data", str(data), "--password-stdin"),
        ],
        cwd=ROOT,
        input=PASSWORD + "\n",
        text=True,
        check=True,
        capture_output=True,
        timeout=60,
    )


async def reported(client: Client, title: str, *, type_code: str = ORDINARY) -> str:
    """Report a red incident where some unit stands; returns its id."""
    unit = next(e.data for e in client.picture.of(Unit).values() if e.data.load == 0 and e.data.position)
    created = await client.give(
        "incident.create",
        args=IncidentCreate(
            type_code=type_code,
            severity=1,
            title=title,
            source="hotline",
            position=unit.position,
            place="示范路口",
        ),
    )
    id_ = str((created.data or {})["id"])
    await client.until(lambda: id_ in client.picture.of(Incident))
    return id_


def recommended(client: Client, id_: str) -> str:
    """The id of whom the console has to recommend, worked out here once more."""
    candidates = Candidates(picture=client.picture, initials=Initials())
    found = candidates.recommended(client.incident(id_), now=client.feed.now())
    assert found is not None
    return found.id


def in_state(client: Client, id_: str, state: IncidentState) -> bool:
    """Whether an incident stands so."""
    return client.incident(id_).state is state


@pytest.mark.timeout(120)
async def test_what_came_due_while_nobody_looked_stands_supervised_when_somebody_does(room: Room) -> None:
    title = "示范无人值守"
    async with room.client() as client:
        id_ = await reported(client, title, type_code=HURRIED)
    await seen(lambda: bool((found := room.stored(id_)) and found.supervisions))
    await room.open()
    await room.filter_by("sfwrzs")
    for number, screen in enumerate(room.screens):
        screen.press("minus")
        await seen(lambda number=number: room.shows(number, title, bold=True))  # type: ignore[misc]
        await seen(lambda number=number: room.tells(number, "Red card"))  # type: ignore[misc]
        screen.press("1")
    incident = room.stored(id_)
    assert incident is not None
    (document,) = incident.supervisions
    assert (incident.state, document.by, document.demand) == (IncidentState.PENDING, "规则", "请立即办理")


@pytest.mark.timeout(120)
async def test_three_actions_send_the_recommended_unit_and_one_takes_it_back(room: Room) -> None:
    await room.open()
    await room.filter_by("sfsj")
    title, hands = "示范三键", Hands(room.screens[0])
    async with room.client() as client:
        id_ = await reported(client, title)
        await seen(lambda: room.shows(0, title, bold=True) and room.tells(0, "To accept", bold=True))

        hands.act("a")
        await seen(lambda: room.tells(0, "To dispatch", bold=True))
        hands.act("d")
        await seen(lambda: hands.screen.has_keyboard("Assign"))
        unit = recommended(client, id_)
        hands.act("Return")
        await client.until(lambda: in_state(client, id_, IncidentState.HANDLING))
        assert len(hands.acts) <= 3
        assert [(task.assignee, task.lead) for task in client.incident(id_).tasks] == [(unit, True)]
        name = client.picture.of(Unit)[unit].data.name
        await seen(lambda: room.shows(0, name))

        # Within ten seconds one key takes it back, and the unit is free again.
        hands.screen.press("ctrl+z")
        await client.until(lambda: in_state(client, id_, IncidentState.TO_DISPATCH))
        assert [task.state for task in client.incident(id_).tasks] == [TaskState.RECALLED]
        await client.until(lambda: client.picture.of(Unit)[unit].data.load == 0)
        await seen(lambda: room.tells(0, "To dispatch", bold=True))

        # The same by one line: whom it will go to is read before Enter.
        numbers = IncidentNumbers(
            picture=client.picture, chosen=lambda: "", row=lambda _row: None, marked=lambda: ()
        )
        token = numbers.token(client.picture.of(Incident)[id_])
        unit = recommended(client, id_)
        hands.screen.press("ctrl+k")
        hands.screen.type(f"a {token} !")
        name = client.picture.of(Unit)[unit].data.name
        await seen(lambda: shows_text(hands.screen.grab(), name, bold=True))
        hands.screen.press("Return")
        await client.until(lambda: in_state(client, id_, IncidentState.HANDLING))
        assert client.incident(id_).tasks[-1].assignee == unit
        assert [step.action for step in client.incident(id_).steps] == [
            "incident.create",
            "incident.accept",
            "incident.assign",
            "incident.recall",
            "incident.assign",
        ]


@pytest.mark.timeout(120)
async def test_two_who_act_at_once_both_understand_what_happened(room: Room) -> None:
    await room.open()
    await room.filter_by("sfqd")
    title, (wang, li) = "示范抢单", room.screens
    first, second = PEOPLE.values()
    async with room.client() as client:
        # Both want to take it on or not; the slower one reads who was first, when, and what changed.
        id_ = await reported(client, title)
        for number in range(2):
            await seen(lambda number=number: room.tells(number, "To accept", bold=True))  # type: ignore[misc]
        li.press("r")
        await seen(lambda: li.has_keyboard("Decline"))
        wang.press("a")
        await client.until(lambda: in_state(client, id_, IncidentState.TO_DISPATCH))
        li.press("1", "Return")
        await seen(lambda: told_by(room, 1, first, "State: To accept → To dispatch", f"{first}: Accept"))
        # He leaves it at that.
        li.press("F4", "Delete", "Escape")
        await seen(lambda: not room.tells(1, "State: To accept → To dispatch"))

        # Both assign, each somebody else; the slower one gives his command again with one key.
        for number, screen in enumerate(room.screens):
            await seen(lambda number=number: room.tells(number, "To dispatch", bold=True))  # type: ignore[misc]
            screen.press("d")
            await seen(lambda screen=screen: screen.has_keyboard("Assign"))  # type: ignore[misc]
        wang.press("Return")
        await client.until(lambda: in_state(client, id_, IncidentState.HANDLING))
        (given,) = client.incident(id_).tasks
        li.press("Down", "Return")
        await seen(lambda: told_by(room, 1, first, "State: To dispatch → Handling", f"{first}: Assign"))
        assert client.incident(id_).tasks == (given,)
        li.press("ctrl+r")
        await client.until(lambda: len(client.incident(id_).tasks) == 2)
        await seen(lambda: not room.tells(1, "State: To dispatch → Handling"))

        incident = client.incident(id_)
        assert len({task.assignee for task in incident.tasks}) == 2
        assert incident.tasks[0] == given
        assert [task.lead for task in incident.tasks] == [True, False]
        assert [(step.action, step.by) for step in incident.steps[1:]] == [
            ("incident.accept", first),
            ("incident.assign", first),
            ("incident.assign", second),
        ]
        # The faster one sees it too.
        await seen(lambda: room.tells(0, client.picture.of(Unit)[incident.tasks[1].assignee].data.name))


def told_by(room: Room, number: int, name: str, *texts: str) -> bool:
    """Whether a console says that `name` was first, how long ago, and `texts`."""
    if not room.tells(number, f"Changed by {name} ", *texts):
        return False
    return any(room.tells(number, f"Changed by {name} {words.age(seconds)} ago") for seconds in range(60))


@pytest.mark.timeout(120)
async def test_what_was_unsent_when_the_power_went_is_sent_once(room: Room) -> None:
    await room.open()
    await room.filter_by("sfdd")
    title, desk = "示范断电", room.screens[0]
    async with room.client() as client:
        id_ = await reported(client, title)
        await seen(lambda: room.shows(0, title, bold=True))
        room.platform.kill()
        desk.press("n")
        await seen(lambda: desk.has_keyboard("Note"))
        desk.type(NOTE)
        desk.press("Return")
        await seen(lambda: shows_text(desk.grab()[:80], "Commands not sent yet: 1", bold=True))
        room.kill_console("wang")
        room.restart_platform()
        await client.until(lambda: client.feed.status.acting, within_s=30)
        assert not notes(client, id_)
        await room.open()
        await client.until(lambda: bool(notes(client, id_)))
        await seen(lambda: not shows_text(desk.grab()[:80], "Commands not sent yet: 1", bold=True))
        assert notes(client, id_) == [f"{PEOPLE['wang']}: {NOTE}"]


def notes(client: Client, id_: str) -> list[str]:
    """Who noted what on an incident."""
    steps = client.incident(id_).steps
    return [f"{step.by}: {step.text}" for step in steps if step.action == "incident.note"]
