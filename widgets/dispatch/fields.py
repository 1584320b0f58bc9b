"""Captions and their values."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from widgets.labels import plain_label


class Fields(QWidget):
    """Captions and values in two columns, then wide ones below; the labels are made once."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self._labels: list[tuple[QLabel, QLabel]] = []

    def set_fields(self, pairs: Sequence[tuple[str, str]], *, wide: Sequence[tuple[str, str]]) -> None:
        """Show `pairs` side by side and `wide` ones over the whole width; empty wide ones are left out."""
        fields = [*pairs, *wide]
        while len(self._labels) < len(fields):
            self._add(pairs=len(pairs))
        for (caption, value), (name, text) in zip(self._labels, fields, strict=True):
            caption.setText(name)
            value.setText(text)
            value.setToolTip(text)
        for number, (caption, value) in enumerate(self._labels):
            shown = number < len(pairs) or bool(value.text())
            caption.setVisible(shown)
            value.setVisible(shown)

    def _add(self, *, pairs: int) -> None:
        number = len(self._labels)
        caption, value = plain_label(part="caption"), plain_label(wraps=number >= pairs)
        value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if number < pairs:
            row, column, span = number // 2, number % 2 * 2, 1
        else:
            row, column, span = (pairs + 1) // 2 + number - pairs, 0, 3
        self._grid.addWidget(caption, row, column, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, column + 1, 1, span)
        self._labels.append((caption, value))
