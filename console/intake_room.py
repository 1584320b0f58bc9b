"""What comes to the desk from outside and goes out from it, put together for one desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog

from backend_client.access import Access
from backend_client.picture import Picture
from backend_client.requests import Requests
from backend_client.tasks import TaskSet
from console.dialogs import Dialogs
from console.intake.exchanging import Exchanging
from console.intake.importing import Importing
from console.intake.journal import ImportJournal
from console.intake_actions import IntakeActions
from console.situation import Situation
from console.windows import DeskWindow


class IntakeRoom:
    """Imports and exchanges documents at `desk`; `journal` is the file that knows what was imported."""

    def __init__(
        self,
        *,
        desk: DeskWindow,
        picture: Picture,
        situation: Situation,
        dialogs: Dialogs,
        requests: Requests,
        access: Access,
        tasks: TaskSet,
        journal: Path,
        language: str,
        now: Callable[[], float],
        on_open: Callable[[QDialog], None],
    ) -> None:
        """`now` is the platform's time, `on_open` gets the import's dialog before it is shown."""
        self.importing = Importing(
            window=desk,
            picture=picture,
            commands=requests,
            journal=ImportJournal(path=journal),
            situation=situation,
            now=now,
            language=language,
            on_open=on_open,
        )
        dialogs.keep_with(self.importing)
        exchanging = Exchanging(
            access=access,
            dialogs=dialogs,
            tasks=tasks,
            tell=lambda text, calm: desk.status.show_notice(text, seconds=20.0, calm=calm),
        )
        self.actions = IntakeActions(
            situation=situation, picture=picture, importing=self.importing, exchanging=exchanging
        )

    async def close(self) -> None:
        """Give up what is under way; what was given stands in outbox and journal."""
        await self.importing.close()
