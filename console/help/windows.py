"""Help at the desk: the manual where it fits and the sheet of all keys, each a window over what one does."""

from __future__ import annotations

import logging
import sysconfig
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from console.actions.keys import keys_of
from console.actions.local_keys import local_keys
from widgets.action import Action
from widgets.help.help_window import HelpWindow
from widgets.help.key_sheet import KeyGroup, KeyRow, KeySheet
from widgets.help.manual import Manual, read_manual
from widgets.help.sections import section_at

#: Where an installation keeps the manuals, below its data folder; pyproject.toml puts them there.
INSTALLED: Final = "share/grid-command-console/manual"

_log = logging.getLogger(__name__)

translate = QCoreApplication.translate


def manual_folder(*, product: Path, data: Path) -> Path:
    """The manuals' folder: that of the checkout in `product`, else that of an installation under `data`."""
    beside = product / "docs" / "manual"
    return beside if beside.is_dir() else data / INSTALLED


def usual_manual_folder() -> Path:
    """The manuals' folder of this very product."""
    return manual_folder(product=Path(__file__).resolve().parents[2], data=Path(sysconfig.get_path("data")))


def load_manual(folder: Path, language: str) -> Manual:
    """The officer's manual; one that cannot be read says so instead of help."""
    path = folder / f"{language}.md"
    try:
        return read_manual(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeError) as error:
        _log.error("no manual: %s", error)
        text = translate("Help", "The manual is not installed here: {path} cannot be read.")
        return read_manual(text.format(path=path) + "\n")


def key_groups(actions: Iterable[Action]) -> tuple[KeyGroup, ...]:
    """The actions that have a key, by theme in their order, and the keys of lists and dialogs."""
    rows: dict[str, list[KeyRow]] = {}
    for action in actions:
        if action.shortcut:
            rows.setdefault(action.theme, []).append(KeyRow(keys_of(action.id), action.text))
    return (*(KeyGroup(theme, tuple(found)) for theme, found in rows.items()), *local_keys())


class Help:
    """Opens manual and sheet over `desk` or over the dialog that stands there; never over the wall."""

    def __init__(
        self,
        *,
        desk: QWidget,
        language: str,
        actions: Callable[[], Iterable[Action]],
        folder: Path | None = None,
        on_open: Callable[[QDialog], None] = lambda _dialog: None,
    ) -> None:
        """`actions` gives every action; `on_open` gets each window before it is shown."""
        self._desk = desk
        self._language = language
        self._actions = actions
        self._folder = folder or usual_manual_folder()
        self._on_open = on_open
        self._open: QDialog | None = None

    @property
    def window(self) -> QDialog | None:
        """The window that is open now."""
        return self._open

    def show_manual(self) -> None:
        """Open the manual at what is about the part that has the keyboard."""
        section = section_at(QApplication.focusWidget() or QApplication.activeWindow())
        if isinstance(self._open, HelpWindow) and not self._open.isActiveWindow():
            self._open.go_to(section)
            self._open.raise_()
            self._open.activateWindow()
            return
        over = self._over()
        self.close()
        window = HelpWindow(
            manual=load_manual(self._folder, self._language), folder=self._folder, parent=over
        )
        self._show(window)
        window.go_to(section)

    def show_keys(self) -> None:
        """Open the sheet of all keys; asked again, close it."""
        if isinstance(self._open, KeySheet):
            self.close()
            return
        over = self._over()
        self.close()
        self._show(KeySheet(groups=key_groups(self._actions()), parent=over))

    def close(self) -> None:
        """Close what is open."""
        if self._open is not None:
            self._open.reject()

    def _over(self) -> QWidget:
        """What stands in front at the desk: a dialog blocks every window that does not belong to it."""
        active = QApplication.activeModalWidget()
        return active if active is not None and active.isVisible() else self._desk

    def _show(self, window: QDialog) -> None:
        self._open = window
        self._on_open(window)
        window.finished.connect(self._closed)
        window.show()
        window.raise_()
        window.activateWindow()

    def _closed(self) -> None:
        self._open = None
