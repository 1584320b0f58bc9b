"""Numbers of the past are asked for, and nobody waits for the answer."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from backend_client.protocol.entities import Incident, IncidentState
from backend_client.protocol.queries import Found
from tests.widgets.archive import TestArchive
from tests.widgets.district import district, incident
from widgets.alphabet import needle_of
from widgets.palette import history_source
from widgets.palette.history_source import HistorySource
from widgets.palette.values import PaletteEntry

CLOSED = IncidentState.CLOSED


class Room:
    """A source over a picture with one incident, numbered 1."""

    def __init__(self, **past: Incident) -> None:
        self.made = district(incidents=[incident(1)])
        self.archive = TestArchive(past)
        self.chosen: list[str] = []
        self.answers = 0
        self.known = {"1"}
        self.source = HistorySource(
            archive=self.archive,
            incidents=self.made.picture.of(Incident),
            has=lambda word: word in self.known,
            choose=lambda id_, _incident: self.chosen.append(id_),
            on_answer=self._answered,
        )

    def _answered(self) -> None:
        self.answers += 1

    def rows(self, typed: str) -> tuple[PaletteEntry, ...]:
        return self.source.search(needle_of(typed), most=9).entries

    def told(self, typed: str) -> str:
        (row,) = self.rows(typed)
        return row.why_not

    def asked(self, typed: str, qtbot: QtBot) -> str:
        """What the platform is asked when somebody stops typing here."""
        before = len(self.archive.asked)
        self.rows(typed)
        qtbot.waitUntil(lambda: len(self.archive.asked) > before)
        return self.archive.asked[-1].text


def test_a_number_is_asked_for_as_serial_numbers_end_here(qtbot: QtBot) -> None:
    room = Room(p9=incident(9, state=CLOSED), p19=incident(19, state=CLOSED))
    assert room.told("9") == "Searching the history…"
    assert room.asked("9", qtbot) == "-000009"
    room.archive.answer()
    assert room.answers == 1
    (row,) = room.rows("9")
    assert (row.id, row.note, row.parts[1]) == ("p9", "Closed", "330104002-2026-000009")
    room.source.choose("p9")
    assert room.chosen == ["p9"]
    room.rows("")
    assert room.source.entry("p9") is not None, "chosen last"
    assert not room.source.choose_other("p9")
    room.source.forget()
    assert room.source.entry("p9") is None


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("330104002-2026-000009", "330104002-2026-000009"),
        ("330104002-2026", "330104002-2026"),
        ("330104002", "330104002"),
        ("12345678", "12345678"),
        ("０９", "-000009"),
        ("hz-2025/77", "hz-2025/77"),
    ],
)
def test_serial_numbers_and_pieces_of_them_are_asked_for(qtbot: QtBot, typed: str, text: str) -> None:
    assert Room().asked(typed, qtbot) == text


@pytest.mark.parametrize("typed", ["", "w3", "z12", "占道", "jfl", "9 18", "a 9"])
def test_what_is_no_number_is_not(typed: str) -> None:
    room = Room()
    assert room.rows(typed) == ()
    assert not room.source._pause.isActive()


def test_only_who_stops_typing_asks_and_only_the_last_answer_counts(qtbot: QtBot) -> None:
    room = Room(p9=incident(9, state=CLOSED))
    for typed in ("3", "33", "9"):
        room.rows(typed)
    qtbot.waitUntil(lambda: bool(room.archive.asked))
    assert [each.text for each in room.archive.asked] == ["-000009"]
    room.rows("92")
    room.archive.answer()
    assert (room.answers, room.told("92")) == (0, "Searching the history…")
    qtbot.waitUntil(lambda: room.archive.waiting == 1)
    room.archive.answer_with(Found(total=0, items=()))
    assert room.told("92") == "Not found in the history"


def test_what_the_picture_has_is_not_told_of_as_missing(qtbot: QtBot) -> None:
    room = Room(i1=incident(1))
    assert room.rows("1") == ()
    room.asked("1", qtbot)
    room.archive.answer()
    assert room.rows("1") == (), "it is in the picture"


def test_why_there_is_no_answer_is_told_and_asked_again_later(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_source, "_AGAIN_MS", 0)
    room = Room(p9=incident(9, state=CLOSED))
    room.asked("9", qtbot)
    room.archive.fail("The platform is away")
    assert room.told("9") == "The platform is away"
    qtbot.waitUntil(lambda: not room.source._again.isActive())
    assert room.told("9") == "Searching the history…"
    qtbot.waitUntil(lambda: room.archive.waiting == 1)


def test_more_than_is_listed_is_counted(qtbot: QtBot) -> None:
    room = Room(p9=incident(9, state=CLOSED))
    room.asked("330104002", qtbot)
    answer = TestArchive(room.archive.past)
    answer.ask(room.archive.asked[-1], then=lambda found: _as_many(room, found), failed=lambda _why: None)
    answer.answer()
    assert room.source.search(needle_of("330104002"), most=9).total == 400


def _as_many(room: Room, found: Found) -> None:
    room.archive.answer_with(Found(total=400, items=found.items))
