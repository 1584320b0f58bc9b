from __future__ import annotations

import logging
import os
import signal

import pytest
from pytestqt.qtbot import QtBot

from tests.widgets.conference.hall import Hall, allow, figures, sees


def test_two_see_each_other_and_one_who_was_killed_comes_back(
    qtbot: QtBot, hall: Hall, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = hall.enter("ann"), hall.enter("bob")
    for view in (first, second):
        allow(qtbot, view)
    qtbot.waitUntil(sees(qtbot, first, "bob", frames=5))
    qtbot.waitUntil(sees(qtbot, second, "ann", frames=5))
    # A description each way, with all addresses in it; no more than one late address each.
    assert hall.signals <= 4
    # The devices' beep is heard.
    qtbot.waitUntil(lambda: figures(qtbot, first)["peers"]["bob"]["speaking"])
    qtbot.waitUntil(lambda: figures(qtbot, first)["peers"]["bob"]["quality"] == "good")

    session = hall.parties["bob"]["session"]
    with caplog.at_level(logging.CRITICAL):
        os.kill(second.renderer_pid, signal.SIGKILL)
        hall.leave("bob")
        qtbot.waitUntil(lambda: figures(qtbot, first)["peers"] == {})
        assert "Nobody else is here yet." in figures(qtbot, first)["told"]
        allow(qtbot, second)
    qtbot.waitUntil(sees(qtbot, first, "bob", frames=5))
    qtbot.waitUntil(sees(qtbot, second, "ann", frames=5))
    assert hall.parties["bob"]["session"] != session


@pytest.mark.parametrize("lost", [b'"type":"offer"', b'"type":"answer"'], ids=["offer", "answer"])
def test_a_description_that_got_lost_is_made_up_for(qtbot: QtBot, hall: Hall, lost: bytes) -> None:
    gone: list[bytes] = []

    def loses(data: bytes) -> bool:
        if gone or lost not in data.replace(b" ", b""):
            return False
        gone.append(data)
        return True

    hall.loses = loses
    first, second = hall.enter("ann"), hall.enter("bob")
    for view in (first, second):
        allow(qtbot, view)
    qtbot.waitUntil(sees(qtbot, first, "bob", frames=5))
    qtbot.waitUntil(sees(qtbot, second, "ann", frames=5))
    assert gone


def test_what_buttons_do_is_told_to_the_others(qtbot: QtBot, hall: Hall) -> None:
    view = hall.enter("ann")
    allow(qtbot, view)
    qtbot.waitUntil(lambda: "ann" in hall.parties)
    view.order("mute")
    view.order("hand")
    qtbot.waitUntil(lambda: bool(hall.parties["ann"].get("muted") and hall.parties["ann"].get("hand_at")))
    view.order("hand")
    qtbot.waitUntil(lambda: not hall.parties["ann"]["hand_at"])
    view.order("leave")
    qtbot.waitUntil(lambda: not hall.parties)
    assert figures(qtbot, view)["told"] == "You have left the conference."


def test_the_key_opens_a_muted_microphone_but_not_one_the_moderator_closed(qtbot: QtBot, hall: Hall) -> None:
    view = hall.enter("ann")
    allow(qtbot, view)
    qtbot.waitUntil(lambda: "ann" in hall.parties)

    def is_open() -> bool:
        return bool(figures(qtbot, view)["open"])

    qtbot.waitUntil(is_open)
    view.order("mute")
    qtbot.waitUntil(lambda: not is_open())
    view.order("talk", on=True)
    qtbot.waitUntil(is_open)
    view.order("talk", on=False)
    qtbot.waitUntil(lambda: not is_open())
    view.order("mute")
    qtbot.waitUntil(is_open)
    hall.parties["ann"] |= {"muted": True, "muted_by": "bob"}
    hall.tell()
    view.order("talk", on=True)
    qtbot.waitUntil(lambda: not is_open())


@pytest.mark.parametrize("answer", ["no", "silence"])
def test_who_refuses_or_does_not_answer_is_in_without_devices(qtbot: QtBot, hall: Hall, answer: str) -> None:
    view = hall.enter("ann", answer_within_s=10.0 if answer == "no" else 0.1)
    if answer == "no":
        qtbot.waitUntil(view.question.isVisible)
        view.question.no.click()
    qtbot.waitUntil(lambda: "ann" in hall.parties)
    qtbot.waitUntil(lambda: "Microphone and camera were refused" in figures(qtbot, view)["told"])


def test_who_sends_nothing_is_not_taken_for_lost(qtbot: QtBot, hall: Hall) -> None:
    first, second = hall.enter("ann"), hall.enter("bob")
    allow(qtbot, first)
    qtbot.waitUntil(second.question.isVisible)
    second.question.no.click()
    qtbot.waitUntil(sees(qtbot, second, "ann", frames=5))

    def told() -> bool:
        words: list[str] = []
        first.ask("document.querySelector('[data-party=bob] .trouble').textContent", words.append)
        qtbot.waitUntil(lambda: bool(words))
        return words == ["Bob has sent neither sound nor picture so far"]

    qtbot.waitUntil(told)


def test_who_is_in_at_another_seat_has_no_connections(qtbot: QtBot, hall: Hall) -> None:
    first, second = hall.enter("ann"), hall.enter("bob")
    for view in (first, second):
        allow(qtbot, view)
    qtbot.waitUntil(lambda: "ann" in figures(qtbot, second)["peers"])
    hall.join("bob", "0123456789abcdef")
    qtbot.waitUntil(lambda: figures(qtbot, second)["peers"] == {})
    assert "at another seat" in figures(qtbot, second)["told"]


def test_the_end_and_a_lost_platform_are_said_in_words(qtbot: QtBot, hall: Hall) -> None:
    view = hall.enter("ann")
    allow(qtbot, view)
    qtbot.waitUntil(lambda: "ann" in hall.parties)
    view.set_platform(there=False)
    qtbot.waitUntil(lambda: "The platform is away" in figures(qtbot, view)["told"])
    view.close_room("removed")
    qtbot.waitUntil(lambda: "The moderator has removed you" in figures(qtbot, view)["told"])
    assert figures(qtbot, view)["ended"]
