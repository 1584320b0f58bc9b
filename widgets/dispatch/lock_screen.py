"""What stands on a covered desk: clock, connection, open alarms and the way back in. Nothing personal."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from backend_client.changes import Changes
from backend_client.picture import Picture
from widgets import theme
from widgets.dispatch.banners import Banners
from widgets.dispatch.big_clock import BigClock
from widgets.dispatch.lock_alarms import LockAlarms
from widgets.dispatch.sign_in_form import SignInForm
from widgets.dispatch.status_strip import FEED_LOOK, FeedLight, feed_words
from widgets.labels import plain_label
from widgets.scaling import follow_scale
from widgets.sign_label import SignLabel

_PANEL = 520


class LockScreen(QWidget):
    """Covers a desk. Signals: `sign_in_requested(str, str, str, bool)` as `SignInForm`'s."""

    sign_in_requested = Signal(str, str, str, bool)

    def __init__(
        self,
        *,
        picture: Picture,
        now: Callable[[], float],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._person = ""
        self.banners = Banners(now=now)
        self.alarms = LockAlarms(picture=picture, now=now)
        self.form = SignInForm()
        self.form.sign_in_requested.connect(self.sign_in_requested)
        self._heading = plain_label(wraps=True, size="huge", bold=True)
        self._about = plain_label(part="quiet", wraps=True, size="large")
        self._draft = plain_label(wraps=True)
        self._draft.setStyleSheet(f"color: {theme.WARNING}")
        self._notice = plain_label(part="quiet", wraps=True)
        self._call = plain_label(wraps=True, size="huge", bold=True)
        self._call.setStyleSheet(f"color: {theme.ACCENT}")
        self._light = SignLabel(size=28)
        self._feed = plain_label(size="great", bold=True)
        self._sound = plain_label(size="large")
        self._sound.setStyleSheet(f"color: {theme.WARNING}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banners)
        body = QHBoxLayout()
        body.setContentsMargins(48, 36, 48, 36)
        body.setSpacing(48)
        body.addLayout(self._left(now), 1)
        body.addWidget(self._build_panel(), 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(body, 1)
        self.show_feed(FeedLight.CONNECTING)
        self.show_person("")
        follow_scale(self, self._measure)

    @property
    def person(self) -> str:
        """Who is said to be away; empty for nobody."""
        return self._person

    @property
    def text(self) -> str:
        """What its labels say."""
        shown = (label.text() for label in self.findChildren(QLabel) if not label.isHidden())
        return "\n".join(text for text in shown if text)

    def on_changes(self, changes: Changes) -> None:
        """Take in what changed in the picture."""
        self.alarms.on_changes(changes)

    def show_person(self, name: str, *, user: str = "", draft: bool = False) -> None:
        """Say who is away, who signs in as `user`; an empty name: nobody is signed in. `draft`: something
        that he had begun to write lies beneath.
        """
        self._person = name
        if name:
            self._heading.setText(self.tr("Locked by {name}").format(name=name))
            self._about.setText(
                self.tr("Sign in to go on where you were. Somebody else who signs in takes this desk over.")
            )
        else:
            self._heading.setText(self.tr("Nobody is signed in at this desk"))
            self._about.setText(self.tr("Sign in to work here. The wall goes on by itself."))
        self._draft.setText(
            self.tr("A form that {name} has not sent lies open: somebody else's sign-in discards it.").format(
                name=name
            )
        )
        self._draft.setVisible(draft and bool(name))
        self.form.start(user)

    def show_feed(self, light: FeedLight) -> None:
        """How the connection to the platform stands."""
        look = FEED_LOOK[light]
        self._light.show_look(look)
        self._feed.setText(feed_words(light))
        self._feed.setStyleSheet(f"color: {look.colour}")

    def show_sound(self, text: str) -> None:
        """What is to be known of the alarm sound; nothing when it sounds."""
        self._sound.setText(text)
        self._sound.setVisible(bool(text))

    def show_call(self, text: str) -> None:
        """What calls the person who is away; empty for nothing."""
        if text != self._call.text():
            self._call.setText(text)
        self._call.setVisible(bool(text))

    def show_notice(self, text: str) -> None:
        """A line under the form, such as that this workstation has no keyring."""
        self._notice.setText(text)
        self._notice.setVisible(bool(text))

    def _fit(self) -> None:
        """The way in has its room; what is left is for the alarms, and that is the larger part."""
        self._panel.setFixedWidth(min(theme.px(_PANEL), self.width() * 2 // 5))

    def _measure(self) -> None:
        large = theme.font(points=theme.TEXT_SIZES["large"]).pointSizeF()
        self.form.setStyleSheet(f"* {{ font-size: {large}pt }}")
        self._fit()

    def _left(self, now: Callable[[], float]) -> QVBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._light)
        head.addWidget(self._feed)
        head.addSpacing(24)
        head.addWidget(self._sound)
        head.addStretch(1)
        clock = BigClock(now=now, points=72.0, far=True)
        head.addWidget(clock)
        caption = plain_label(part="quiet", size="larger")
        caption.setText(self.tr("Open alarms"))
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addLayout(head)
        left.addWidget(self._call)
        left.addWidget(caption)
        left.addWidget(self.alarms, 1)
        return left

    def _build_panel(self) -> QFrame:
        panel = QFrame()
        panel.setProperty("part", "panel")
        self._panel = panel
        inner = QVBoxLayout(panel)
        inner.setContentsMargins(32, 28, 32, 28)
        inner.setSpacing(16)
        inner.addWidget(self._heading)
        inner.addWidget(self._about)
        inner.addWidget(self._draft)
        inner.addWidget(self.form)
        inner.addWidget(self.form.enter)
        inner.addWidget(self._notice)
        self.show_notice("")
        self.show_sound("")
        self.show_call("")
        return panel

    # Qt overrides.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
