"""A question across the top of the conference that ends by itself: an unanswered one counts as refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

#: How long a question waits, in seconds.
ANSWER_WITHIN_S: Final = 10.0


class Question(QWidget):
    """One question at a time; a new one refuses what was asked before. It takes no focus.

    `yes` and `no` are its buttons, `choice` is what there is to choose from. Signals: `asked()`.
    """

    asked = Signal()

    def __init__(
        self, *, within_s: float = ANSWER_WITHIN_S, yes_key: str = "", parent: QWidget | None = None
    ) -> None:
        """`yes_key` is written beside what its first button says."""
        super().__init__(parent)
        self._yes_key = yes_key
        self._answer: Callable[[int | None], None] | None = None
        self._words = QLabel(wordWrap=True)
        self.choice = QComboBox()
        self.yes, self.no = QPushButton(), QPushButton()
        self.yes.clicked.connect(lambda: self._answered(max(0, self.choice.currentIndex())))
        self.no.clicked.connect(self.refuse)
        self._timer = QTimer(self, singleShot=True, interval=round(within_s * 1000))
        self._timer.timeout.connect(self.refuse)
        row = QHBoxLayout(self)
        row.addWidget(self._words, 1)
        for each in (self.choice, self.yes, self.no):
            row.addWidget(each)
        self.hide()

    def ask(
        self,
        words: str,
        *,
        yes: str,
        no: str,
        answer: Callable[[int | None], None],
        choices: Sequence[str] = (),
    ) -> None:
        """Ask; `answer` gets the number of the choice (0 where there is none), or None for no."""
        self.refuse()
        self._answer = answer
        self._words.setText(words)
        self.choice.clear()
        self.choice.addItems(list(choices))
        self.choice.setVisible(bool(choices))
        self.yes.setText(f"{yes}   {self._yes_key}" if self._yes_key else yes)
        self.no.setText(no)
        self._timer.start()
        self.show()
        self.asked.emit()

    @property
    def is_asked(self) -> bool:
        """Whether something waits for an answer."""
        return self._answer is not None

    def refuse(self) -> None:
        """Take it that the answer is no, if anything is asked."""
        self._answered(None)

    def _answered(self, choice: int | None) -> None:
        answer, self._answer = self._answer, None
        self._timer.stop()
        self.hide()
        if answer is not None:
            answer(choice)
