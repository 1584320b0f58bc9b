"""The lock screen shows what anybody may see, big, and nothing else."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.widgets.district import District, alarm, district, incident
from widgets.dispatch.lock_screen import LockScreen
from widgets.dispatch.status_strip import FeedLight


def screen_of(qtbot: QtBot, made: District) -> LockScreen:
    screen = LockScreen(picture=made.picture, now=made.now)
    qtbot.addWidget(screen)
    screen.resize(1920, 1080)
    screen.show()
    return screen


def test_alarms_are_told_by_priority_and_place_without_their_words(qtbot: QtBot) -> None:
    made = district(incidents=[incident(title="王某某家暴警情")])
    screen = screen_of(qtbot, made)
    screen.on_changes(made.put("alarm", "a1", alarm(3, age=300, title="独居老人李某求助")))
    screen.on_changes(made.put("alarm", "a2", alarm(1, age=10)))
    assert screen.alarms.lines == (
        "示范秋涛路口   Priority 1   10 s ago",
        "示范秋涛路口   Priority 3   5 min ago",
    )
    assert "李某" not in screen.text
    assert not screen.grab().toImage().isNull()


def test_more_alarms_than_find_room_are_counted(qtbot: QtBot) -> None:
    made = district()
    screen = screen_of(qtbot, made)
    screen.on_changes(made.put_all("alarm", {f"a{number}": alarm(2) for number in range(30)}))
    assert len(screen.alarms.lines) == 30
    assert not screen.grab().toImage().isNull()


def test_it_says_who_is_away_or_that_nobody_is_signed_in(qtbot: QtBot) -> None:
    screen = screen_of(qtbot, district())
    assert "Nobody is signed in" in screen.text
    screen.show_person("张三", user="zhang", draft=True)
    assert screen.person == "张三"
    assert "Locked by 张三" in screen.text
    assert "has not sent" in screen.text
    assert screen.form.user.text() == "zhang"
    screen.show_person("", user="")
    assert "张三" not in screen.text
    assert screen.form.user.text() == ""


def test_it_tells_how_the_connection_and_the_sound_stand(qtbot: QtBot) -> None:
    screen = screen_of(qtbot, district())
    screen.show_feed(FeedLight.BROKEN)
    screen.show_sound("Alarm sound off")
    screen.show_notice("No keyring here")
    for words in ("No connection", "Alarm sound off", "No keyring here"):
        assert words in screen.text


def test_what_is_typed_is_told_with_the_form(qtbot: QtBot) -> None:
    screen = screen_of(qtbot, district())
    screen.form.user.setText("li")
    screen.form.password.setText("secret")
    with qtbot.waitSignal(screen.sign_in_requested) as asked:
        screen.form.submit()
    assert asked.args == ["li", "secret", "", False]


def test_it_tells_of_a_call_and_nothing_of_its_matter(qtbot: QtBot) -> None:
    screen = screen_of(qtbot, district())
    assert "calls" not in screen.text
    screen.show_call("A conference calls 张三: 24 s left")
    assert "A conference calls 张三" in screen.text
    screen.show_call("")
    assert "calls" not in screen.text
