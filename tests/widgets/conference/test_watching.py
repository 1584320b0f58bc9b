"""A wall's page: it shows the others, sends nothing, asks for nothing, and is no tile on anybody's page."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.widgets.conference.conftest import MakeView
from tests.widgets.conference.hall import Hall, allow, figures, sees
from widgets.conference.view import ConferenceView

WALL = "wall-1"


def watching(hall: Hall, make_view: MakeView, *, sound: bool) -> ConferenceView:
    """A display of a wall that is taken into the roster under an id that its page is not told."""
    view = make_view(me="", watches=True, sound=sound)
    hall.views[WALL] = view

    def join(session: str) -> None:
        party = {"id": WALL, "name": "大屏", "kind": "wall", "state": "joined", "session": session}
        hall.parties[WALL] = party
        hall.tell()

    view.joining.connect(join)
    view.signalled.connect(lambda to, data: hall._hand_on(WALL, to, data))
    view.set_roster(hall.conference)
    return view


def answer(qtbot: QtBot, view: ConferenceView, script: str) -> object:
    answers: list[object] = []
    view.ask(script, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def test_a_wall_sees_who_is_there_and_is_seen_by_nobody(
    qtbot: QtBot, hall: Hall, make_view: MakeView
) -> None:
    wall = watching(hall, make_view, sound=False)
    qtbot.waitUntil(lambda: WALL in hall.parties)
    assert not wall.question.is_asked
    assert "Nobody else is here yet." in figures(qtbot, wall)["told"]
    ann = hall.enter("ann")
    allow(qtbot, ann)
    qtbot.waitUntil(sees(qtbot, wall, "ann", frames=5))
    assert figures(qtbot, wall)["told"] == ""
    tiles = "[...document.querySelectorAll('[data-party]')].map((each) => each.dataset.party)"
    assert answer(qtbot, wall, tiles) == ["ann"]
    assert answer(qtbot, ann, tiles) == ["ann"]
    assert answer(qtbot, wall, "document.querySelectorAll('button').length") == 0
    assert answer(qtbot, wall, "document.querySelector('audio').muted") is True


def test_a_wall_that_is_to_be_heard_is(qtbot: QtBot, hall: Hall, make_view: MakeView) -> None:
    wall = watching(hall, make_view, sound=True)
    allow(qtbot, hall.enter("ann"))
    qtbot.waitUntil(sees(qtbot, wall, "ann", frames=1))
    assert answer(qtbot, wall, "document.querySelector('audio').muted") is False
