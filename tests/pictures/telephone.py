"""The page behind a task link, as a telephone shows it, for the manuals' pictures."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final, cast

import httpx
from PySide6.QtCore import Qt
from PySide6.QtWebEngineCore import QWebEngineSettings
from PySide6.QtWebEngineWidgets import QWebEngineView
from starlette.applications import Starlette

from backend_client.protocol.entities import Incident
from platform_backend.task_desk import TaskDesk, TaskView
from platform_backend.web.task_page import TaskPages

#: Of a telephone that many have, in its own pixels.
WIDTH, HEIGHT = 390, 844
_LINK: Final = "/task/shown"


class _OneTask:
    """Stands where the platform's desk does: one link that was opened, to one task."""

    def __init__(self, incident: Incident) -> None:
        self._view = TaskView(incident_id="shown", ver=1, incident=incident, task=incident.tasks[0])

    async def waits(self, _invitation: str) -> bool:
        return False

    async def view(self, _invitation: str, _session: str) -> TaskView:
        return self._view


async def task_page(incident: Incident, *, language: str) -> str:
    """The page that the recipient of the incident's first task reads, as HTML."""
    pages = TaskPages(desk=cast(TaskDesk, _OneTask(incident)))
    transport = httpx.ASGITransport(app=Starlette(routes=pages.routes()))
    async with httpx.AsyncClient(transport=transport, base_url="http://platform") as browser:
        answer = await browser.get(_LINK, headers={"Accept-Language": language.replace("_", "-")})
    answer.raise_for_status()
    return answer.text


@asynccontextmanager
async def telephone(html: str) -> AsyncIterator[tuple[QWebEngineView, str]]:
    """A telephone's screen in front of everything that shows a page; with the words on it."""
    screen = QWebEngineView()
    screen.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
    # A telephone's scroll bar lies over the page and is gone when nobody scrolls.
    screen.settings().setAttribute(QWebEngineSettings.WebAttribute.ShowScrollBars, False)
    screen.setFixedSize(WIDTH, HEIGHT)
    loaded: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    screen.loadFinished.connect(loaded.set_result)
    screen.setHtml(html)
    screen.show()
    try:
        assert await loaded
        said: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        screen.page().toPlainText(said.set_result)
        yield screen, await said
    finally:
        screen.close()
        screen.deleteLater()
