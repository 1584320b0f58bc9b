"""The sign-in form: codes when they are wanted, waits that are counted down."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from widgets.dispatch.sign_in_form import SignInForm


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


def form_of(qtbot: QtBot, *, may_keep_device: bool = False) -> tuple[SignInForm, Clock]:
    clock = Clock()
    form = SignInForm(user="zhang", may_keep_device=may_keep_device, steady=clock)
    qtbot.addWidget(form)
    form.show()
    return form, clock


def submit(form: SignInForm, password: str) -> None:
    form.password.setText(password)
    QTest.keyClick(form.password, Qt.Key.Key_Return)


def test_a_code_is_asked_for_only_when_the_platform_wants_one(qtbot: QtBot) -> None:
    form, _ = form_of(qtbot)
    assert form.code.isHidden()
    submit(form, "secret")
    form.ask_code()
    assert form.code.isVisible()
    assert form.password.text() == "secret", "it was right"
    with qtbot.assertNotEmitted(form.sign_in_requested):
        form.submit()
    form.code.setText("123 456")
    with qtbot.waitSignal(form.sign_in_requested) as asked:
        form.submit()
    assert asked.args == ["zhang", "secret", "123456", False]
    form.ask_code()
    assert "next one" in form.error.text()
    assert form.code.text() == ""


def test_a_lockout_is_counted_down_and_nothing_can_be_sent_meanwhile(qtbot: QtBot) -> None:
    form, clock = form_of(qtbot)
    submit(form, "wrong")
    form.wait(90.0)
    assert "1:31" in form.error.text() or "1:30" in form.error.text()
    with qtbot.assertNotEmitted(form.sign_in_requested):
        submit(form, "again")
    clock.time = 60.0
    qtbot.waitUntil(lambda: "0:31" in form.error.text())
    clock.time = 91.0
    qtbot.waitUntil(form.enter.isEnabled)
    assert form.error.isHidden()
    with qtbot.waitSignal(form.sign_in_requested):
        submit(form, "right")


def test_the_rooms_account_is_offered_where_it_can_be_kept(qtbot: QtBot) -> None:
    assert form_of(qtbot)[0].device.isHidden()
    form, _ = form_of(qtbot, may_keep_device=True)
    form.device.setChecked(True)
    with qtbot.waitSignal(form.sign_in_requested) as asked:
        submit(form, "secret")
    assert asked.args == ["zhang", "secret", "", True]


def test_beginning_anew_leaves_nothing_of_what_was_typed(qtbot: QtBot) -> None:
    form, _ = form_of(qtbot, may_keep_device=True)
    submit(form, "secret")
    form.ask_code()
    form.code.setText("123456")
    form.device.setChecked(True)
    form.start("li")
    assert (form.user.text(), form.password.text(), form.code.text()) == ("li", "", "")
    assert form.code.isHidden()
    assert not form.device.isChecked()
    assert form.enter.isEnabled()
