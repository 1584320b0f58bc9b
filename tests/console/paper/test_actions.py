"""Printing and exporting as actions: what is proposed, and why something cannot be had."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from console.actions.group import ActionGroup
from console.paper.actions import PaperActions
from console.situation import Situation
from tests.console.paper.matters import USER, room
from tests.widgets.district import District
from widgets.paper.sheets import Output

pytestmark = pytest.mark.usefixtures("qapp")


class Office:
    """Notes what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Output]] = []
        self.is_busy = False

    def give_up(self) -> None:
        self.is_busy = False

    def ask(self, chosen: str, output: Output) -> None:
        self.asked.append((chosen, output))


class Room:
    """The actions over a small district with one incident on view."""

    def __init__(self) -> None:
        self.made: District = room()
        self.office = Office()
        self.situation = Situation(picture=self.made.picture)
        self.situation.set_user(USER)
        self.situation.set_incident("i1")
        self.has_figures = True
        self.group = PaperActions(
            situation=self.situation,
            picture=self.made.picture,
            office=self.office,
            has_figures=lambda: self.has_figures,
        )


def test_each_action_has_words_and_proposes_something() -> None:
    made = Room()
    group: ActionGroup = made.group
    made.office.is_busy = True
    assert group.theme
    for id_ in group.ids():
        assert group.text(id_) != id_
        assert group.why_not(id_) == ""
        group.run(id_)
    assert len(made.office.asked) == len(group.ids()) - 1
    assert not made.office.is_busy, "the last gave it up"
    assert ("list:", Output.XLSX) in made.office.asked
    assert group.text("something.else") == "something.else"


def test_what_cannot_be_had_says_why() -> None:
    made = Room()
    made.made.change("incident", "i1", tasks=(), supervisions=())
    made.made.delete("contact", "k1")
    made.made.delete("handover", "h1")
    made.has_figures = False
    why_not = {id_: made.group.why_not(id_) for id_ in made.group.ids()}
    assert {id_: why for id_, why in why_not.items() if why} == {
        "paper.slip": "Nobody is assigned",
        "paper.supervision": "It is not supervised",
        "paper.handover": "No shift was handed over yet",
        "export.contacts": "The directory is empty",
        "paper.figures": "No figures were asked for yet",
        "export.figures": "No figures were asked for yet",
        "paper.stop": "Nothing is being written",
    }
    made.situation.set_incident("")
    assert made.group.why_not("paper.record") == "No incident is chosen"
    assert made.group.why_not("paper.print") == ""


def test_a_walls_own_account_exports_nothing() -> None:
    made = Room()
    made.situation.set_user(replace(USER, roles=("device",)))
    refusals = {made.group.why_not(id_) for id_ in made.group.ids() if id_ != "paper.stop"}
    assert refusals == {"Not your role"}
