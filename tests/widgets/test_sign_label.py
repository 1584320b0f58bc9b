"""A sign in a label grows with the text scale."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.widgets.scales import themed
from widgets import signs, theme
from widgets.sign_label import SignLabel


def test_it_shows_a_sign_at_every_scale_and_nothing_for_none(qtbot: QtBot) -> None:
    with themed() as app:
        label = SignLabel(size=18)
        qtbot.addWidget(label)
        assert label.pixmap().isNull()
        label.show_look(signs.ONLINE)
        sizes = []
        for percent in (100, 200, 80):
            theme.apply(app, scale=percent)
            sizes.append(label.pixmap().width())
        assert sizes == [18, 36, 14]
        online = label.pixmap().toImage()
        label.show_look(signs.OFFLINE)
        assert label.pixmap().toImage() != online
        label.show_look(None)
        assert label.pixmap().isNull()
