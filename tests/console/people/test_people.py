"""People come and go at a desk of a real platform; feed and desk go on meanwhile."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from backend_client.access import Access
from backend_client.bearer import Bearer
from backend_client.feed import Feed
from backend_client.outbox import Outbox
from backend_client.picture import Picture
from backend_client.protocol.entities import Seat
from backend_client.requests import Requests
from backend_client.status import FeedState
from backend_client.tasks import TaskSet
from console.people.lock import Cover
from console.people.people import DeskCover, People
from console.people.seat_keeping import SeatKeeping
from console.people.session import Session, client_info
from tests.end_to_end.processes import ROOT, PlatformProcess
from tests.waiting import until
from widgets.dispatch.coverable import Coverable
from widgets.dispatch.lock_screen import LockScreen
from widgets.dispatch.sign_in_dialog import SignInDialog

PASSWORD = "correct horse battery"
SEAT = "seat-1"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlatformProcess]:
    """A platform with people and a device; its data lie in `tmp_path_factory`'s folder ``platform0``."""
    data = tmp_path_factory.mktemp("platform")
    platform = PlatformProcess(data, more=("--no-camera-site",))
    try:
        _account(data, "zhang", "--name", "张三", "--role", "dispatcher")
        _account(data, "li", "--name", "李四", "--role", "leader")
        _account(data, "wang", "--name", "王五", "--role", "dispatcher")
        _account(data, "wall-room", "--name", "大屏", "--device")
        yield platform
    finally:
        platform.stop()


def _account(data: Path, *arguments: str) -> None:
    accounts(data, "add", *arguments, "--password-stdin")


def accounts(data: Path, *arguments: str) -> None:
    """``python -m platform_backend accounts`` beside the running platform."""
    subprocess.run(
        [sys.executable, "-m", "platform_backend", "accounts", *arguments, "--data", str(data)],
        cwd=ROOT,
        input=PASSWORD + "\n",
        text=True,
        check=True,
        capture_output=True,
        timeout=60,
    )


@dataclass
class Desk:
    """A desk with one field, its session and its feed."""

    people: People
    session: Session
    feed: Feed
    sheets: Coverable
    picture: Picture
    seat: SeatKeeping
    draft: bool = False
    locked: list[bool] = field(default_factory=list)
    acts: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    states: list[FeedState] = field(default_factory=list)

    @property
    def screen(self) -> LockScreen:
        return self.sheets.lock_screen

    def sign_in(self, user: str, password: str = PASSWORD) -> None:
        """Type into the lock screen and press Enter."""
        assert self.sheets.is_covered
        self.screen.form.user.setText(user)
        self.screen.form.password.setText(password)
        self.screen.form.submit()

    async def take_leave(self) -> None:
        """Note as whom the person says that he goes."""
        person = self.session.access.person
        self.acts.append("leave" if person is None else f"leave as {person.user}")

    async def is_used_by(self, name: str) -> None:
        await until(lambda: self.people.cover is Cover.OPEN and self.people.name == name)
        assert not self.sheets.is_covered


@asynccontextmanager
async def desk_at(
    address: str,
    folder: Path,
    qtbot: QtBot,
    *,
    device: bool = False,
    person: str = "",
    embedded: bool = False,
) -> AsyncIterator[Desk]:
    """A console's people with all that they need; `person` has signed in before it starts."""
    session = Session(access=Access(addresses=(address,)), embedded=embedded)
    if device:
        session.access.device = Bearer.of_device(user="wall-room", secret=PASSWORD)
    if person:
        session.change_bearer(await session.access.admit(user=person, password=PASSWORD))
        session.attended = True
    picture = Picture()
    made: list[Desk] = []
    tasks = TaskSet()
    feed = Feed(
        access=session.access,
        client=client_info(),
        picture=picture,
        on_changes=lambda _changes: None,
        on_status=lambda status: made[0].people.on_feed(status) if made else None,
    )
    outbox = Outbox(path=folder / "outbox.sqlite")
    await outbox.open()
    requests = Requests(feed=feed, outbox=outbox, on_change=lambda: None)
    sheets = _sheets(qtbot, picture, feed)
    seat = SeatKeeping(seat=SEAT, requests=requests, picture=picture, now=feed.now)
    if embedded:
        session.attended = False
        session.access.home = session.access.person
        session.access.home = session.access.person
    people = People(
        session=session,
        desk=sheets,
        cover=DeskCover(
            set_locked=lambda on: made[0].locked.append(on),
            has_draft=lambda: made[0].draft,
            has_unsent=lambda: False,
            hide_dialogs=lambda: made[0].acts.append("hide"),
            show_dialogs=lambda: made[0].acts.append("show"),
            discard_dialogs=lambda: made[0].acts.append("discard"),
            forget_commands=lambda: made[0].acts.append("forget"),
            take_leave=lambda: made[0].take_leave(),
        ),
        seat=seat,
        idle_limit_s=900.0,
    )
    desk = Desk(people=people, session=session, feed=feed, sheets=sheets, picture=picture, seat=seat)
    people.warned.connect(desk.told.append)
    made.append(desk)
    people.start()
    tasks.spawn(feed.run(), name="feed")
    try:
        yield desk
    finally:
        await people.close()
        await requests.close()
        await tasks.close()
        await outbox.close()


def _sheets(qtbot: QtBot, picture: Picture, feed: Feed) -> Coverable:
    below = QWidget()
    column = QVBoxLayout(below)
    column.addWidget(QLineEdit())
    sheets = Coverable(desk=below, lock_screen=LockScreen(picture=picture, now=feed.now))
    qtbot.addWidget(sheets)
    sheets.show()
    return sheets


def holder(desk: Desk) -> str | None:
    entry = desk.picture.of(Seat).get(SEAT)
    return None if entry is None else entry.data.holder


async def test_a_workstation_with_its_own_account_shows_everything_and_waits_for_a_person(
    site: PlatformProcess, tmp_path: Path, qtbot: QtBot
) -> None:
    async with desk_at(site.feed, tmp_path, qtbot, device=True) as desk:
        await until(lambda: desk.feed.status.state is FeedState.LIVE)
        assert desk.sheets.is_covered
        assert desk.people.cover is Cover.VACANT
        assert desk.people.user is None, "the device is nobody"
        assert "Nobody is signed in" in desk.screen.text
        before = desk.feed.status.counters.connections
        desk.sign_in("zhang")
        await desk.is_used_by("张三")
        await until(lambda: holder(desk) == "zhang")
        assert desk.feed.status.counters.connections == before, "on the connection that there was"
        desk.people.sign_off()
        await until(lambda: desk.people.cover is Cover.VACANT)
        await until(lambda: holder(desk) is None)
        await until(lambda: desk.feed.status.acting)
        assert desk.feed.status.state is FeedState.LIVE
        assert desk.session.access.bearer is desk.session.access.device


async def test_the_same_person_comes_back_to_what_he_left(
    site: PlatformProcess, tmp_path: Path, qtbot: QtBot
) -> None:
    async with desk_at(site.feed, tmp_path, qtbot, person="zhang") as desk:
        await desk.is_used_by("张三")
        await until(lambda: holder(desk) == "zhang")
        desk.draft = True
        desk.people.look(899.0)
        assert desk.people.cover is Cover.OPEN
        desk.people.look(901.0)
        assert desk.sheets.is_covered
        assert "Locked by 张三" in desk.screen.text
        assert "lies open" in desk.screen.text
        desk.sign_in("zhang", "wrong")
        await until(lambda: "User or password is wrong" in desk.screen.text)
        assert desk.sheets.is_covered
        desk.sign_in("zhang")
        await desk.is_used_by("张三")
        assert desk.locked[-2:] == [True, False]
        assert desk.acts == ["hide", "show"]
        assert holder(desk) == "zhang"


async def test_another_person_takes_the_desk_over(
    site: PlatformProcess, tmp_path: Path, qtbot: QtBot
) -> None:
    async with desk_at(site.feed, tmp_path, qtbot, person="zhang") as desk:
        await desk.is_used_by("张三")
        await until(lambda: holder(desk) == "zhang")
        desk.people.lock()
        desk.sign_in("li")
        await desk.is_used_by("李四")
        assert {"discard", "forget"} <= set(desk.acts)
        assert desk.acts.index("leave as zhang") < desk.acts.index("forget")
        assert desk.people.user is not None
        assert desk.people.user.roles == ("leader",)
        await until(lambda: holder(desk) == "li")
        assert "since" in desk.seat.told("li")


async def test_closing_the_console_frees_the_seat(
    site: PlatformProcess, tmp_path: Path, qtbot: QtBot
) -> None:
    async with desk_at(site.feed, tmp_path / "1", qtbot, person="zhang") as desk:
        await until(lambda: holder(desk) == "zhang")
    async with desk_at(site.feed, tmp_path / "2", qtbot, person="li") as desk:
        await until(lambda: holder(desk) == "li")


async def test_a_seat_that_somebody_holds_is_not_taken_and_said(
    site: PlatformProcess, tmp_path: Path, qtbot: QtBot
) -> None:
    async with (
        desk_at(site.feed, tmp_path / "1", qtbot, person="zhang") as first,
        desk_at(site.feed, tmp_path / "2", qtbot, person="li") as second,
    ):
        await until(lambda: holder(first) in ("zhang", "li"))
        loser = second if holder(first) == "zhang" else first
        await until(lambda: any("is held by" in text for text in loser.told))


async def test_without_an_own_account_the_wall_lives_on_the_persons_token(
    site: PlatformProcess, tmp_path: Path, qtbot: QtBot
) -> None:
    async with desk_at(site.feed, tmp_path, qtbot, person="zhang") as desk:
        await desk.is_used_by("张三")
        desk.people.sign_off()
        await until(lambda: desk.people.cover is Cover.VACANT)
        assert desk.people.user is None
        assert "leave as zhang" in desk.acts
        await until(lambda: desk.feed.status.state is FeedState.LIVE)
        desk.sign_in("zhang")
        await desk.is_used_by("张三")


async def test_a_person_is_not_kept_as_the_rooms_device(
    site: PlatformProcess, tmp_path: Path, qtbot: QtBot
) -> None:
    async with desk_at(site.feed, tmp_path, qtbot, person="zhang") as desk:
        await desk.is_used_by("张三")
        desk.people.sign_off()
        await until(lambda: desk.people.cover is Cover.VACANT)
        desk.screen.form.device.setChecked(True)
        desk.sign_in("li")
        await until(lambda: "not a device account" in desk.screen.text)
        await until(lambda: desk.session.access.device is None)
        assert desk.sheets.is_covered


async def test_the_rooms_device_is_enrolled_from_the_lock_screen(
    site: PlatformProcess, tmp_path: Path, qtbot: QtBot
) -> None:
    async with desk_at(site.feed, tmp_path, qtbot, person="zhang") as desk:
        await desk.is_used_by("张三")
        desk.people.lock()
        assert desk.screen.form.device.isHidden(), "somebody sits here"
        desk.people.sign_off()
        await until(lambda: desk.people.cover is Cover.VACANT)
        desk.screen.form.device.setChecked(True)
        desk.sign_in("wall-room")
        await until(lambda: desk.session.access.device is not None and desk.session.access.person is None)
        await until(lambda: desk.feed.status.acting)


async def test_while_the_platform_is_away_nobody_is_let_back_in(tmp_path: Path, qtbot: QtBot) -> None:
    nowhere = "ws://127.0.0.1:9/feed"
    async with desk_at(nowhere, tmp_path, qtbot, device=True) as desk:
        desk.sign_in("zhang")
        await until(lambda: "unlocking needs it" in desk.screen.text)
        assert desk.sheets.is_covered
        assert desk.feed.status.state is FeedState.CONNECTING, "it goes on trying"


async def test_people_change_by_a_dialog_and_an_embedded_desk_goes_back_to_itself(
    site: PlatformProcess, tmp_path: Path, qtbot: QtBot
) -> None:
    async with desk_at(site.feed, tmp_path, qtbot, person="li", embedded=True) as desk:
        home = desk.session.access.person
        await desk.is_used_by("李四")
        desk.people.lock()
        desk.people.look(90_000.0)
        assert not desk.sheets.is_covered, "nobody has typed a password here"
        desk.people.change()
        (dialog,) = desk.sheets.findChildren(SignInDialog)
        assert dialog.sign_off.isHidden()
        dialog.form.user.setText("zhang")
        dialog.form.password.setText(PASSWORD)
        dialog.form.submit()
        await desk.is_used_by("张三")
        assert not dialog.isVisible()
        desk.people.lock()
        assert desk.people.cover is Cover.LOCKED
        desk.sign_in("zhang")
        await desk.is_used_by("张三")
        desk.people.sign_off()
        await until(lambda: desk.session.access.person is home)
        await desk.is_used_by("李四")


async def test_an_account_that_is_switched_off_leaves_the_desk_to_its_device(
    site: PlatformProcess, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, qtbot: QtBot
) -> None:
    data = tmp_path_factory.getbasetemp() / "platform0"
    async with desk_at(site.feed, tmp_path, qtbot, device=True) as desk:
        await until(lambda: desk.feed.status.acting)
        desk.sign_in("wang")
        await desk.is_used_by("王五")
        accounts(data, "disable", "wang")
        await until(lambda: desk.people.cover is Cover.VACANT)
        await until(lambda: desk.feed.status.acting and desk.feed.status.state is FeedState.LIVE)
        desk.sign_in("wang")
        await until(lambda: desk.screen.form.error.isVisible())
        assert desk.sheets.is_covered


async def test_without_a_device_a_session_that_has_ended_asks_for_a_sign_in(
    site: PlatformProcess, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, qtbot: QtBot
) -> None:
    data = tmp_path_factory.getbasetemp() / "platform0"
    accounts(data, "enable", "wang")
    async with desk_at(site.feed, tmp_path, qtbot, person="wang") as desk:
        await desk.is_used_by("王五")
        accounts(data, "disable", "wang")
        await until(lambda: desk.sheets.is_covered)
        desk.sign_in("zhang")
        await desk.is_used_by("张三")
        await until(lambda: desk.feed.status.state is FeedState.LIVE)
