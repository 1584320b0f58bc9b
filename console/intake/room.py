"""What comes to the desk from outside and goes out from it, put together for one desk."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from backend_client.feed import Feed
from backend_client.outbox import Outbox
from backend_client.picture import Picture
from backend_client.requests import Requests
from backend_client.tasks import TaskSet
from console.commands.dialogs import Dialogs
from console.intake.actions import IntakeActions
from console.intake.exchanging import Exchanging
from console.intake.importing import Importing
from console.intake.journal import ImportJournal
from console.people.session import Session
from console.settings import Settings
from console.situation import Situation
from widgets.dispatch.status_strip import StatusStrip


class IntakeRoom:
    """Imports and exchanges documents at the desk's `window`, and says so in its `status` strip.

    An import's commands go over the same connection, but have an outbox and a list of their own: the
    officer's commands neither wait behind thousands of rows nor are told among them. Both files stand beside
    `outbox`.
    """

    def __init__(
        self,
        *,
        window: QWidget,
        status: StatusStrip,
        picture: Picture,
        situation: Situation,
        dialogs: Dialogs,
        feed: Feed,
        session: Session,
        outbox: Outbox,
        settings: Settings,
    ) -> None:
        self._tasks = TaskSet()
        self._outbox = Outbox(path=beside(outbox.path, "import-outbox"))
        self._requests = Requests(feed=feed, outbox=self._outbox, on_change=lambda: None)
        self.importing = Importing(
            window=window,
            picture=picture,
            commands=self._requests,
            journal=ImportJournal(path=beside(outbox.path, "imports")),
            situation=situation,
            now=feed.now,
            language=settings.interface_language,
            on_open=dialogs.announce,
        )
        dialogs.keep_with(self.importing)
        exchanging = Exchanging(
            access=session.access,
            dialogs=dialogs,
            tasks=self._tasks,
            tell=lambda text, calm: status.show_notice(text, seconds=20.0, calm=calm),
        )
        self.actions = IntakeActions(
            situation=situation, picture=picture, importing=self.importing, exchanging=exchanging
        )

    async def start(self) -> None:
        """Before there is a connection: what an earlier run left unsent goes out. Raises OutboxUnusable."""
        await self._outbox.open()

    async def close(self) -> None:
        """Give up what is under way; what was given stands in outbox and journal."""
        await self._tasks.close()
        await self.importing.close()
        await self._requests.close()
        await self._outbox.close()


def beside(outbox: Path, name: str) -> Path:
    """A file called `name` for the same platform whose commands are kept in the file `outbox`."""
    return outbox.with_name(f"{name}-{outbox.name.removeprefix('outbox-')}")
