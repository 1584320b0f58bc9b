"""Marks in the list of candidates."""

from __future__ import annotations

from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from tests.widgets.district import HERE, district, incident, task
from widgets.dispatch.candidate_list import CandidateDelegate, CandidateModel
from widgets.dispatch.candidates import Candidates
from widgets.initials import Initials


def model_of(units: int) -> CandidateModel:
    made = district(units=units)
    about = incident(1, position=HERE, tasks=(task(1),))
    model = CandidateModel()
    candidates = Candidates(picture=made.picture, initials=Initials())
    model.show_candidates(list(candidates.for_incident(about, now=made.now())))
    return model


def test_the_first_mark_leads_and_marks_survive_filtering(qtbot: QtBot) -> None:
    model = model_of(4)
    one, two, three = (model.candidate(row) for row in range(3))
    assert one is not None
    assert two is not None
    assert three is not None
    model.toggle(0)
    model.toggle(1)
    model.make_lead(2)
    assert [each.id for each in model.marked] == [three.id, one.id, two.id]
    model.show_candidates([one])
    assert [model.mark(each) for each in (one, two, three)] == [2, 2, 1]
    model.toggle(0)
    assert model.mark(one) == 0
    model.toggle(99)
    model.make_lead(99)
    assert len(model.marked) == 2


def test_rows_are_painted_with_their_marks(qtbot: QtBot) -> None:
    model = model_of(4)
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.setItemDelegate(CandidateDelegate(model=model, parent=view))
    view.resize(800, 200)
    plain = view.grab().toImage()
    model.toggle(1)
    assert view.grab().toImage() != plain
