from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from widgets.conference.question import ANSWER_WITHIN_S, Question


@pytest.fixture
def answers() -> list[int | None]:
    return []


def make(qtbot: QtBot, *, within_s: float = ANSWER_WITHIN_S) -> Question:
    made = Question(within_s=within_s)
    qtbot.addWidget(made)
    return made


def test_a_button_answers_once(qtbot: QtBot, answers: list[int | None]) -> None:
    question = make(qtbot)
    for button, answer in ((question.yes, 0), (question.no, None)):
        with qtbot.waitSignal(question.asked):
            question.ask("Really?", yes="Yes", no="No", answer=answers.append)
        assert (question.isVisible(), question.is_asked) == (True, True)
        button.click()
        button.click()
        assert (question.isVisible(), question.is_asked) == (False, False)
        assert answers.pop() == answer
        assert not answers


def test_the_key_that_allows_stands_on_its_button(qtbot: QtBot, answers: list[int | None]) -> None:
    question = Question(yes_key="Shift+Y")
    qtbot.addWidget(question)
    question.ask("Really?", yes="Allow", no="Refuse", answer=answers.append)
    assert (question.yes.text(), question.no.text()) == ("Allow   Shift+Y", "Refuse")


def test_a_choice_is_answered_by_its_number(qtbot: QtBot, answers: list[int | None]) -> None:
    question = make(qtbot)
    question.ask("Which?", yes="This", no="None", choices=["left", "right"], answer=answers.append)
    question.choice.setCurrentIndex(1)
    question.yes.click()
    assert answers == [1]


def test_silence_is_a_refusal_and_so_is_another_question(qtbot: QtBot, answers: list[int | None]) -> None:
    question = make(qtbot, within_s=0.02)
    question.ask("First?", yes="Yes", no="No", answer=answers.append)
    question.ask("Second?", yes="Yes", no="No", answer=answers.append)
    assert answers == [None]
    qtbot.waitUntil(lambda: answers == [None, None])
    assert not question.isVisible()
