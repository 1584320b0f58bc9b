"""Who was second is told and decides in one step; nobody's change is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from backend_client.protocol.wall import Tour, TourStep
from backend_client.protocol.wall_args import TourSave
from console.commands.dialogs import Dialogs
from console.commands.dispatching import CommandDone, CommandRefused
from console.wall.guarded_saving import GuardedSaving, GuardWords
from tests.console.action_room import ActionRoom
from widgets.dispatch.form_dialog import FormDialog
from widgets.initials import Initials

STEPS = (TourStep(camera="c1"),)
MINE = TourSave(name="mine", dwell_s=9.0, steps=STEPS)


class Bench:
    def __init__(self, room: ActionRoom) -> None:
        self.room = room
        room.made.put("tour", "t1", Tour(name="ours", org="o", dwell_s=10.0, steps=STEPS))
        self.heard: list[str] = []
        self.saving: GuardedSaving[TourSave] = GuardedSaving(
            command="tour.save",
            kept=room.made.picture.of(Tour),
            words=GuardWords(title="Too late", as_new="Beside it"),
            dispatching=room.commands,
            dialogs=Dialogs(
                window=room.window,
                picture=room.made.picture,
                initials=Initials(),
                now=room.made.now,
                new_place=lambda: ("", None),
            ),
            now=room.made.now,
            parent=room.window,
        )

    def save(self, id_: str = "t1", ver: int = 1) -> None:
        self.saving.save(
            id_=id_,
            ver=ver,
            args=MINE,
            done=lambda id_: self.heard.append(f"done {id_}"),
            refused=lambda reason: self.heard.append(f"refused {reason}"),
        )

    def answer(self, *, ok: bool, key: str, reason: str = "") -> None:
        if ok:
            done = CommandDone("tour.save", "t9", 1, 0.0, {}, key=key)
            self.room.commands.command_done.emit(done)
        else:
            refused = CommandRefused("tour.save", "t1", reason, key=key, batch="")
            self.room.commands.command_refused.emit(refused)

    def forms(self) -> list[FormDialog]:
        return [each for each in self.room.window.findChildren(FormDialog) if each.isVisible()]


@pytest.fixture
def bench(action_room: ActionRoom) -> Bench:
    return Bench(action_room)


def test_it_is_saved_on_the_version_that_was_looked_at(bench: Bench) -> None:
    bench.save()
    bench.save(id_="")
    given = bench.room.commands
    assert [(target, args) for _, target, args in given.given] == [("t1", MINE), (None, MINE)]
    assert given.versions == [1, None]
    bench.answer(ok=True, key="key-2")
    bench.answer(ok=True, key="of somebody else")
    assert bench.heard == ["done t9"]


@pytest.mark.parametrize(("choice", "target", "ver"), [(0, None, None), (1, "t1", 2)])
def test_who_was_second_decides(bench: Bench, choice: int, target: str | None, ver: int | None) -> None:
    bench.save()
    bench.room.made.change("tour", "t1", by="Wang", saved_at="2026-07-01T08:00:00.000Z")
    bench.answer(ok=False, key="key-1")
    (form,) = bench.forms()
    words = [label.text() for label in form.findChildren(QLabel)]
    assert any(text.startswith("ours was changed by Wang, ") for text in words)
    form.findChildren(QComboBox)[0].setCurrentIndex(choice)
    form.findChildren(QLineEdit)[0].setText("mine too")
    QTest.keyClick(form, Qt.Key.Key_Return)
    given = bench.room.commands
    assert given.given[-1][1] == target
    assert given.versions[-1] == ver
    args = given.given[-1][2]
    assert isinstance(args, TourSave)
    assert (args.name, args.dwell_s) == ("mine too", 9.0)
    assert given.dismissed == ["key-1"]
    # How that one goes is heard as well.
    bench.answer(ok=True, key="key-2")
    assert bench.heard == ["done t9"]


def test_another_reason_is_told_to_who_wanted_it_kept(bench: Bench) -> None:
    bench.save()
    bench.answer(ok=False, key="key-1", reason="Held by Wang")
    assert bench.heard == ["refused Held by Wang"]
    assert bench.forms() == []
    # Nobody has to hear of it.
    bench.saving.save(id_="t1", ver=1, args=MINE)
    bench.answer(ok=False, key="key-2", reason="no")
    bench.saving.save(id_="", ver=0, args=MINE)
    bench.answer(ok=True, key="key-3")
    assert bench.heard == ["refused Held by Wang"]
