"""The conference's web view: a page of ours that may ask for microphone, camera, screen, and no more."""

from __future__ import annotations

import logging
from typing import Final

from PySide6.QtCore import QByteArray, QCoreApplication, Qt, QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineDesktopMediaRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineSettings,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from widgets import theme
from widgets.conference.documents import ORIGIN, PAGE_ADDRESS, conference_documents
from widgets.conference.question import Question
from widgets.map.address import SCHEME
from widgets.map.scheme import DocumentHandler, OutsideBlocker
from widgets.scaling import follow_scale

_Kind = QWebEnginePermission.PermissionType
_DEVICES: Final = (_Kind.MediaAudioCapture, _Kind.MediaVideoCapture, _Kind.MediaAudioVideoCapture)

_log = logging.getLogger(__name__)
translate = QCoreApplication.translate


class ConferencePage(QWebEnginePage):
    """A page that opens the conference and nothing else, and whose complaints go to the log."""

    # Qt's names.
    def acceptNavigationRequest(
        self, url: QUrl | str, type_: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        return QUrl(url).toString() == PAGE_ADDRESS

    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        _log.warning("conference page, %s:%d: %s", source.removeprefix(f"{ORIGIN}/"), line, message)


class ConferenceWebView(QWebEngineView):
    """Shows the page. Each time it wants a device or the screen, `question` asks the person."""

    def __init__(self, *, question: Question, parent: QWidget) -> None:
        super().__init__(parent)
        self._question = question
        profile = QWebEngineProfile()
        profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        # Asked for every time: who sits at a desk changes with the shift.
        profile.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
        profile.setUrlRequestInterceptor(OutsideBlocker(parent=profile))
        profile.installUrlSchemeHandler(
            QByteArray(SCHEME), DocumentHandler(conference_documents(), parent=profile)
        )
        page = ConferencePage(profile, self)
        page.setBackgroundColor(theme.GROUND)
        attribute = QWebEngineSettings.WebAttribute
        for name, on in (
            (attribute.FocusOnNavigationEnabled, False),
            (attribute.LocalStorageEnabled, False),
            (attribute.PluginsEnabled, False),
            (attribute.JavascriptCanOpenWindows, False),
            (attribute.NavigateOnDropEnabled, False),
            (attribute.ErrorPageEnabled, False),
            # A voice that waits for a click is not heard.
            (attribute.PlaybackRequiresUserGesture, False),
            (attribute.ScreenCaptureEnabled, True),
        ):
            page.settings().setAttribute(name, on)
        page.permissionRequested.connect(self._permission_requested)
        page.desktopMediaRequested.connect(self._screen_requested)
        # A profile must outlive its page, and children are deleted in the order they became children.
        profile.setParent(self)
        self.setPage(page)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        page.loadFinished.connect(self._scale)
        follow_scale(self, self._scale)

    def open(self) -> None:
        """Load the page, from the beginning."""
        self.load(QUrl(PAGE_ADDRESS))

    def _permission_requested(self, permission: QWebEnginePermission) -> None:
        kind = permission.permissionType()
        if not is_ours(permission.origin()):
            permission.deny()
        elif kind == _Kind.DesktopVideoCapture:
            # The person has just chosen what to share.
            permission.grant()
        elif kind in _DEVICES:
            self._question.ask(
                translate("Conference", "Let the conference use the microphone and the camera?"),
                yes=translate("Conference", "Allow"),
                no=translate("Conference", "Refuse"),
                answer=lambda choice: permission.deny() if choice is None else permission.grant(),
            )
        else:
            permission.deny()

    def _screen_requested(self, request: QWebEngineDesktopMediaRequest) -> None:
        screens, windows = request.screensModel(), request.windowsModel()
        names = [
            str(model.index(row).data()) for model in (screens, windows) for row in range(model.rowCount())
        ]
        whole = screens.rowCount()

        def answer(choice: int | None) -> None:
            if choice is None or not names:
                request.cancel()
            elif choice < whole:
                request.selectScreen(screens.index(choice))
            else:
                request.selectWindow(windows.index(choice - whole))

        self._question.ask(
            translate("Conference", "What do you want to share with everybody in the conference?"),
            yes=translate("Conference", "Share"),
            no=translate("Conference", "Do not share"),
            choices=names,
            answer=answer,
        )

    def _scale(self) -> None:
        self.setZoomFactor(theme.scale() / 100)


def is_ours(origin: QUrl) -> bool:
    """Whether an origin is the conference's own page."""
    return origin.scheme() == SCHEME.decode() and origin.host() == QUrl(ORIGIN).host()
