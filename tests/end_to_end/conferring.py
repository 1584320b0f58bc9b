"""Two dispatchers at two consoles with made-up microphones and cameras, and what the roster has of them."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

from backend_client.protocol.conference import Conference, Party, PartyState
from console.virtual_screen import virtual_screen
from tests.end_to_end.client import Client
from tests.end_to_end.processes import ConsoleProcess, PlatformProcess
from tests.end_to_end.reading import shows_text
from tests.end_to_end.regions import DeskRegions
from tests.end_to_end.screen import Screen
from tests.end_to_end.test_dispatching import PASSWORD, add_account
from tests.end_to_end.watching import seen, sign_in
from widgets.map.engine import FLAGS_VARIABLE

PEOPLE = {"wang": "示范员王", "li": "示范员李"}
#: Nothing here is measured: two consoles start at once, on a machine that may do much else.
_PATIENCE_S = 90.0
_DEVICES = "--use-fake-device-for-media-stream"


class Halls:
    """A platform without pictures of cameras, and a console on a screen of its own for each of `PEOPLE`."""

    def __init__(
        self, *, folder: Path, stack: ExitStack, regions: DeskRegions, more: tuple[str, ...] = ()
    ) -> None:
        """`more` are the platform's options."""
        self._regions = regions
        self.folder = folder
        self._stack = stack
        self._more = more
        data = folder / "platform"
        data.mkdir()
        self.platform = self._platform(port=0)
        self.password = self.platform.password
        for user, name in PEOPLE.items():
            add_account(data, user=user, name=name)
        self.screens = {
            user: Screen(stack.enter_context(virtual_screen(monitors=1)).display) for user in PEOPLE
        }
        self.consoles: dict[str, ConsoleProcess] = {}

    async def open(self) -> None:
        """Start the consoles that do not run, and sign everybody in."""
        fresh = [user for user in PEOPLE if user not in self.consoles]
        for user in fresh:
            self.consoles[user] = self._console(user)
        for user in fresh:
            screen = self.screens[user]
            await seen(lambda screen=screen: screen.has_keyboard("Sign in"), within_s=_PATIENCE_S)  # type: ignore[misc]
            await sign_in(self.screens[user], PASSWORD, user=user)

    def kill_console(self, user: str) -> ConsoleProcess:
        """kill -9; `open` starts it again with what it had on its disk."""
        console = self.consoles.pop(user)
        console.kill()
        return console

    def restart_platform(self) -> None:
        """kill -9, and start it again where it was."""
        self.platform.kill()
        self.platform = self._platform(port=self.platform.port)

    async def confer(self, user: str, title: str, initials: str, client: Client) -> Party:
        """Choose the incident of a title, by its initials, and press the one key; as the roster then has
        the person.
        """
        screen, table = self.screens[user], self._regions.table
        screen.press("Escape", "slash", "ctrl+a")
        screen.type(initials)
        await seen(lambda: shows_text(table.of(screen.grab()), title, bold=True), within_s=_PATIENCE_S)
        screen.press("Return", "shift+t")
        return await self.let_in(user, client)

    async def let_in(self, user: str, client: Client, *, not_as: str = "") -> Party:
        """Allow microphone and camera until the roster shows the person's page, another than `not_as`."""

        def is_in() -> bool:
            mine = self.party(user, client)
            if mine is not None and mine.session not in ("", not_as):
                return True
            self.screens[user].press("shift+y")
            return False

        await seen(is_in, within_s=_PATIENCE_S)
        found = self.party(user, client)
        assert found is not None
        return found

    def conference(self, client: Client) -> Conference | None:
        """The one that goes on."""
        found = (each.data for each in client.picture.of(Conference).values())
        return next((each for each in found if each.closed_at is None), None)

    def party(self, user: str, client: Client) -> Party | None:
        """Somebody in its roster; a user's id is what the platform makes of it, the name is his own."""
        conference = self.conference(client)
        parties = () if conference is None else conference.parties
        return next((each for each in parties if each.name == PEOPLE[user]), None)

    def pages(self, client: Client) -> dict[str, str]:
        """The sessions of those who are in, by user."""
        found = {user: self.party(user, client) for user in PEOPLE}
        return {
            user: each.session
            for user, each in found.items()
            if each is not None and each.state is PartyState.JOINED
        }

    def has_left(self, user: str, client: Client) -> bool:
        """Whether the roster has somebody as gone."""
        found = self.party(user, client)
        return found is not None and found.state is PartyState.LEFT

    def sees(self, user: str, *, times: int = 1) -> bool:
        """Whether a console has said so many times that it decodes pictures of the other one."""
        other = next(name for each, name in PEOPLE.items() if each != user)
        said = [line for line in self.consoles[user].lines if f"{other} is seen" in line]
        return len(said) >= times

    def has_lost(self, user: str) -> bool:
        """Whether a console has said that somebody is gone."""
        return any("is gone after" in line for line in self.consoles[user].lines)

    def _platform(self, *, port: int) -> PlatformProcess:
        more = ("--no-camera-site", "--no-recorder", *self._more)
        platform = PlatformProcess(self.folder / "platform", port=port, more=more)
        self._stack.callback(platform.stop)
        return platform

    def _console(self, user: str) -> ConsoleProcess:
        before = os.environ.get(FLAGS_VARIABLE)
        os.environ[FLAGS_VARIABLE] = f"{before or ''} {_DEVICES}".strip()
        try:
            console = ConsoleProcess(
                *("--platform", self.platform.feed, "--lang", "en"),
                display=self.screens[user].display,
                data=self.folder / f"console-{user}",
            )
        finally:
            if before is None:
                del os.environ[FLAGS_VARIABLE]
            else:
                os.environ[FLAGS_VARIABLE] = before
        self._stack.callback(console.stop)
        return console
