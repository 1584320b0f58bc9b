"""Help and the size of text, put together for one desk."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QApplication, QWidget

from console.help.actions import HelpActions, HelpHands
from console.help.windows import Help
from console.settings import Settings
from console.text_scale import TextScale
from console.windows import DeskWindow
from widgets import theme
from widgets.action import Action


class HelpRoom:
    """The manual, the sheet of keys and the size of text. `on_open` gets every window before it is shown."""

    def __init__(
        self,
        *,
        desk: DeskWindow,
        settings: Settings,
        all_actions: Callable[[], Iterable[Action]],
        on_open: Callable[[QWidget], None],
    ) -> None:
        self._help = Help(
            desk=desk, language=settings.interface_language, actions=all_actions, on_open=on_open
        )
        scale = TextScale(
            usual=settings.desk.text_scale,
            folder=settings.data_folder,
            apply=_show_scale,
            tell=lambda text: desk.status.show_notice(text, seconds=5.0, calm=True),
        )
        self.actions = HelpActions(
            hands=HelpHands(
                show_help=self._help.show_manual,
                show_keys=self._help.show_keys,
                larger=scale.larger,
                smaller=scale.smaller,
                usual_size=scale.reset,
            )
        )

    def close(self) -> None:
        """Close what is open of it."""
        self._help.close()


def _show_scale(percent: int) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, scale=percent)
