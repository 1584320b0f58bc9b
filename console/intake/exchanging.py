"""Documents between this desk and other centres: an incident saved as CAP or EIDO, an alert handed in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import QCoreApplication

from backend_client.access import Access
from backend_client.documents import DocumentRefused, get_document, post_document
from backend_client.protocol.entities import Incident
from backend_client.tasks import TaskSet
from console.commands.dialogs import Dialogs
from console.files import proposed_name, why_unwritten, write_whole
from widgets import refusal_words
from widgets.dispatch.form_dialog import Form
from widgets.drills import headed
from widgets.file_dialogs import file_dialog, new_file_dialog
from widgets.phrases import captioned

translate = QCoreApplication.translate

CAP: Final = "cap"
EIDO: Final = "eido"
#: More than a platform takes; what is larger is not even read.
_MOST_BYTES: Final = 4 * 2**20
_SUFFIX: Final = {CAP: "xml", EIDO: "json"}


class _Taken(msgspec.Struct, frozen=True):
    """What a platform answers to an alert: the alarm that it is now, or why nothing was done."""

    id: str = ""
    known: bool = False
    ignored: str = ""


class Exchanging:
    """Asks for files and says what became of them; `tell(text, is_good)` shows a line at the desk."""

    def __init__(
        self, *, access: Access, dialogs: Dialogs, tasks: TaskSet, tell: Callable[[str, bool], None]
    ) -> None:
        self._access = access
        self._dialogs = dialogs
        self._tasks = tasks
        self._tell = tell

    def export(self, id_: str, incident: Incident, form: str) -> None:
        """Ask where to save an incident as `form`, and save it there."""
        self._ask_where(id_, incident, form, {})

    def export_named(self, id_: str, incident: Incident) -> None:
        """The same as EIDO with who reported it, for a reason that is asked first."""
        asked = Form(
            title=translate("Exchanging", "Export with the reporter"),
            about=headed(incident),
            send=translate("Exchanging", "Export"),
            words_caption=translate("Exchanging", "For what and to whom; it is written down"),
        )
        self._dialogs.ask(
            asked,
            lambda answer: self._ask_where(id_, incident, EIDO, {"reporter_reason": answer.text}),
        )

    def read_alert(self) -> None:
        """Ask for a CAP file and hand it to the platform."""
        self._dialogs.show_dialog(
            lambda window: file_dialog(
                parent=window,
                title=translate("Exchanging", "Choose an alert"),
                filters=(
                    translate("Exchanging", "CAP alerts (*.xml *.cap)"),
                    translate("Exchanging", "All files (*)"),
                ),
                then=lambda path: self._spawn(self._hand_in(path)),
            )
        )

    def _ask_where(self, id_: str, incident: Incident, form: str, query: dict[str, str]) -> None:
        def ask() -> None:
            self._dialogs.show_dialog(
                lambda window: new_file_dialog(
                    parent=window,
                    title=translate("Exchanging", "Save as {form}").format(form=form.upper()),
                    name=f"{proposed_name(f'{incident.serial_no}-{form}')}.{_SUFFIX[form]}",
                    filters=(f"{form.upper()} (*.{_SUFFIX[form]})",),
                    then=lambda path: self._spawn(self._save(id_, form, query, path)),
                )
            )

        # After the form that asked for the reason is gone: one dialog at a time.
        asyncio.get_running_loop().call_soon(ask)

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        self._tasks.spawn(work, name="exchange a document")

    async def _save(self, id_: str, form: str, query: dict[str, str], path: Path) -> None:
        try:
            body = await get_document(self._access, f"/api/incidents/{id_}/{form}", query=query)
            await asyncio.to_thread(write_whole, path, lambda beside: beside.write_bytes(body))
        except DocumentRefused as refused:
            self._tell(refusal_words.refusal(refused.error), False)
        except OSError as error:
            self._tell(why_unwritten(error), False)
        else:
            self._tell(translate("Exchanging", "Saved: {file}").format(file=path), True)

    async def _hand_in(self, path: Path) -> None:
        try:
            body = await asyncio.to_thread(_read, path)
            answer = await post_document(self._access, "/api/alerts", body, media_type="application/cap+xml")
        except DocumentRefused as refused:
            said = refusal_words.refusal(refused.error)
            # The platform says in a sentence of its own what is wrong with the document.
            self._tell(said if refused.error.cause else captioned(said, refused.error.message), False)
        except OSError as error:
            text = translate("Exchanging", "{file} cannot be read: {why}")
            self._tell(text.format(file=path.name, why=error.strerror or ""), False)
        else:
            self._tell(_outcome(msgspec.json.decode(answer, type=_Taken)), True)


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_MOST_BYTES)


def _outcome(taken: _Taken) -> str:
    """What the platform did with an alert."""
    if taken.ignored:
        return translate("Exchanging", "Nothing to do: {why}").format(why=taken.ignored)
    if taken.known:
        return translate("Exchanging", "This alert is known already")
    if taken.id:
        return translate("Exchanging", "The alert is an alarm now")
    return translate("Exchanging", "The alert's alarms are closed")
