"""The editor of layouts as a window of its own, beside the desk: cameras are dragged over from there."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from widgets.help.sections import Section, tell_of
from widgets.scaling import fit_dialog
from widgets.wall.layout_editor import LayoutEditor


class LayoutWindow(QDialog):
    """Holds one editor. Closing it with something unsaved has to be said twice; show it with `show()`."""

    def __init__(self, *, editor: LayoutEditor, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        tell_of(self, Section.LAYOUTS)
        self.editor = editor
        self._warned = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(editor)
        editor.edited.connect(self._changed)
        fit_dialog(self, 1320, 800)
        editor.canvas.setFocus()

    def _changed(self) -> None:
        self._warned = False

    # Qt overrides.

    def reject(self) -> None:
        if self.editor.changed_since_load and not self._warned:
            self._warned = True
            self.editor.tell(self.tr("This is not saved. Close once more to lose it."), bad=True)
        else:
            super().reject()
