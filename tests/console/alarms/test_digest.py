"""After a break: one banner, one panel, no tiles."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import AlarmState
from backend_client.protocol.messages import Scope, User
from backend_client.status import FeedState, FeedStatus
from console.alarms.digest import AlarmDigest, DigestPlaces
from tests.console.alarm_room import AlarmParts
from tests.widgets.district import alarm

ZHANG = User(id="zhang", name="Zhang", roles=("duty_officer",), scope=Scope())
LI = User(id="li", name="Li", roles=("duty_officer",), scope=Scope())


class Room:
    """A desk whose feed breaks and comes back."""

    def __init__(self, qtbot: QtBot) -> None:
        self.parts = AlarmParts(qtbot)
        self.made = self.parts.made
        self.digest = AlarmDigest(
            picture=self.made.picture,
            watch=self.parts.watch,
            places=DigestPlaces(banners=self.parts.banners, panel=self.parts.centre.missed),
            now=self.made.now,
            parent=self.parts.room,
        )
        with qtbot.waitActive(self.parts.room):
            self.parts.room.show()
        self.feed(FeedState.LIVE)

    def feed(self, state: FeedState, user: User = ZHANG) -> None:
        self.digest.on_feed(FeedStatus(state=state, since=0.0, user=user))

    def break_off(self, *, seconds: float = 240.0) -> None:
        """A break in which ten alarms come in, four of them acknowledged by others."""
        self.feed(FeedState.RECONNECTING)
        self.made.time += seconds
        missed = {f"m{number}": alarm(3, age=-number) for number in range(5)}
        missed |= {f"s{number}": alarm(2, state=AlarmState.ACKNOWLEDGED) for number in range(4)}
        missed["p1"] = alarm(1, age=-9, title="一键求助")
        missed["drill"] = alarm(4, title="演练疏散", exercise=True)
        changes = self.made.put_all("alarm", missed)
        self.feed(FeedState.SYNCING)
        self.feed(FeedState.LIVE)
        self.parts.take(changes)

    @property
    def banner(self) -> str:
        return " ".join(self.parts.banners.texts)


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    return Room(qtbot)


def test_a_break_is_told_in_one_sentence_and_in_groups(room: Room) -> None:
    room.made.put("alarm", "known", alarm(2))
    room.break_off()
    assert "Alarms while the connection was away: 11," in room.banner
    assert "1 priority 1, 5 priority 3, 1 priority 4, 4 seen to by others" in room.banner
    assert "Shift+A shows them" in room.banner
    panel = room.parts.centre.missed
    assert panel.isVisible()
    assert panel.texts[1:] == (
        "一键求助   示范秋涛路口",
        "5 x smoke   凯旋街道",
        "[Drill] 演练疏散   示范秋涛路口",
    )
    assert room.digest.unseen == {"p1", "drill", *(f"m{number}" for number in range(5))}
    assert room.digest.kept_from_tiles == room.digest.unseen


def test_looking_ends_the_banner_and_seen_ends_it_all(room: Room) -> None:
    room.break_off()
    room.digest.look()
    assert room.banner == ""
    assert room.digest.unseen == frozenset()
    panel = room.parts.centre.missed
    panel.take_focus()
    QTest.keyClick(panel, Qt.Key.Key_Return)
    assert panel.isHidden()
    assert room.digest.kept_from_tiles, "they take no tiles afterwards either"


def test_acknowledging_everything_ends_it_too(room: Room) -> None:
    room.break_off()
    assert set(room.digest.open) == room.digest.unseen
    for id_ in room.digest.open:
        room.parts.take(room.made.change("alarm", id_, state=AlarmState.ACKNOWLEDGED))
    assert room.banner == ""
    assert room.parts.centre.missed.isHidden()
    assert room.digest.unseen == frozenset()


def test_the_first_alarms_of_a_start_are_no_digest(qtbot: QtBot) -> None:
    room = Room(qtbot)
    room.feed(FeedState.CONNECTING)
    room.feed(FeedState.LIVE)
    assert room.banner == ""


def test_another_persons_alarms_were_not_missed_by_him(room: Room) -> None:
    room.feed(FeedState.RECONNECTING)
    changes = room.made.put_all("alarm", {"a": alarm(2), "b": alarm(2)})
    room.feed(FeedState.LIVE, user=LI)
    room.parts.take(changes)
    assert room.banner == ""
    assert room.digest.unseen == frozenset()
