"""What belongs to an incident beside its acts: merging, who reported it, pictures, links, what was before."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
from collections.abc import Callable, Sequence
from typing import Final
from urllib.parse import urlsplit

import msgspec
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from backend_client.access import Access
from backend_client.picture import Entry, Picture
from backend_client.protocol import permissions
from backend_client.protocol.entities import Incident, Org
from backend_client.protocol.incident_args import Merge, TaskRef
from backend_client.protocol.queries import Found, IncidentReporter, IncidentsSearch, ReporterFound
from backend_client.protocol.relations import Relation
from backend_client.questions import RequestRefused
from backend_client.requests import Requests
from backend_client.site_files import fetch_signed_in
from backend_client.tasks import TaskSet
from console.commands.dialogs import Dialogs
from console.commands.dispatching import CommandDone
from console.commands.incident_forms import open_to, tasks_for
from console.incidents.actions import IncidentActions
from console.incidents.link_code import link_code
from console.situation import Situation
from widgets import act_words, refusal_words
from widgets.detail.link_dialog import LinkDialog
from widgets.detail.media_strip import PictureDialog
from widgets.detail.merge_dialog import MergeChoice, MergeDialog
from widgets.detail.photos import photo
from widgets.detail.related import earlier_marks
from widgets.dispatch.form_dialog import Form, FormAnswer
from widgets.dispatch.form_fields import ChoiceField
from widgets.dispatch.incident_detail import IncidentDetail
from widgets.drills import headed
from widgets.duplicates import duplicates
from widgets.moments import moment_text
from widgets.names import OrgNames

translate = QCoreApplication.translate

_log = logging.getLogger(__name__)

#: What lies so near counts as the same place, in metres.
_HERE_M: Final = 60.0
_MOST_EARLIER: Final = 6
_MOST_FOUND: Final = 30
#: As many as one incident can have; others are fetched anew.
_MOST_PICTURES: Final = 60


class IncidentDossier(QObject):
    """Keeps the incident detail, and is the action group of what is done from it."""

    def __init__(
        self,
        *,
        detail: IncidentDetail,
        situation: Situation,
        picture: Picture,
        dialogs: Dialogs,
        acts: IncidentActions,
        done: Callable[[Callable[[CommandDone], None]], object],
        requests: Requests,
        tasks: TaskSet,
        access: Access,
        show_incident: Callable[[str], None],
        tell: Callable[[str], None],
        now: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        """`done` connects to the commands of this desk that took effect, `tell` shows a sentence."""
        super().__init__(parent)
        self._detail = detail
        self._situation = situation
        self._incidents = picture.of(Incident)
        self._names = OrgNames(orgs=picture.of(Org))
        self._dialogs = dialogs
        self._acts = acts
        self._requests = requests
        self._tasks = tasks
        self._access = access
        self._tell = tell
        self._now = now
        self._pictures: dict[str, QImage] = {}
        detail.shown_changed.connect(self._ask_earlier)
        detail.incident_wanted.connect(show_incident)
        detail.reporter_wanted.connect(self._ask_reporter)
        detail.media.wanted.connect(self._fetch)
        detail.media.opened.connect(self._open_picture)
        situation.changed.connect(self._on_situation)
        self._user = situation.user
        done(self._on_done)

    @property
    def theme(self) -> str:
        """As `ActionGroup`."""
        return translate("IncidentActions", "Incident")

    def ids(self) -> tuple[str, ...]:
        """As `ActionGroup`."""
        return ("incident.merge", "task.link", "incident.show_reporter")

    def text(self, id_: str) -> str:
        """As `ActionGroup`."""
        if id_ == "incident.show_reporter":
            return translate("IncidentRoom", "Who reported it")
        return act_words.command(id_)

    def why_not(self, id_: str) -> str:
        """As `ActionGroup`."""
        entry = self._entry()
        if entry is None:
            return translate("OperatorActions", "No incident is chosen")
        match id_:
            case "incident.merge":
                # Also one that others have in hand can go on for one that has just come.
                may = permissions.may_send(id_, self._situation.roles)
                return "" if may else translate("OperatorActions", "Not your role")
            case "incident.show_reporter":
                return self._why_no_reporter(entry.data)
        return self._acts.why_not_on(id_, entry)

    def run(self, id_: str) -> None:
        """As `ActionGroup`."""
        entry = self._entry()
        if entry is None:
            return
        match id_:
            case "incident.merge":
                self._merge(entry)
            case "task.link":
                self._link(entry)
            case "incident.show_reporter":
                self._ask_reporter()

    def _why_no_reporter(self, incident: Incident) -> str:
        if not permissions.may_ask("incident.reporter", self._situation.roles):
            return translate("OperatorActions", "Not your role")
        if self._situation.relation(incident) is Relation.READER:
            return translate("OperatorActions", "In other hands")
        return "" if incident.reporter is not None else translate("IncidentRoom", "Nobody named")

    def _entry(self) -> Entry[Incident] | None:
        return self._incidents.get(self._situation.incident)

    # Merging.

    def _merge(self, subject: Entry[Incident]) -> None:
        found = duplicates(subject.id, subject.data, self._incidents)

        def make(parent: QWidget) -> MergeDialog:
            dialog = MergeDialog(
                subject=subject,
                proposed=[(each, self._incidents[each.id]) for each in found],
                find=self._find,
                org_name=self._names.street,
                now=self._now(),
                parent=parent,
            )
            dialog.merge_requested.connect(self._give_merge)
            return dialog

        self._dialogs.show_dialog(make)

    def _find(self, typed: str) -> Sequence[Entry[Incident]]:
        found = []
        for entry in self._incidents.values():
            parts = (entry.data.serial_no, entry.data.title, entry.data.place)
            if any(typed in part.casefold() for part in parts):
                found.append(entry)
                if len(found) == _MOST_FOUND:
                    break
        return found

    def _give_merge(self, choice: MergeChoice) -> None:
        if why := self._acts.why_not_on("incident.merge", choice.ends):
            self._tell(why)
            return
        self._acts.give_on("incident.merge", choice.ends, Merge(into=choice.goes_on.id))

    # Links to tasks.

    def _link(self, entry: Entry[Incident]) -> None:
        tasks = open_to("task.link", entry.data)
        if len(tasks) == 1:
            self._acts.give_on("task.link", entry, TaskRef(task=tasks[0].id))
            return
        form = Form(
            title=act_words.command("task.link"),
            about=headed(entry.data),
            send=act_words.command("task.link"),
            fields=(
                ChoiceField("task", translate("IncidentForms", "Task"), tasks_for("task.link", entry.data)),
            ),
            words=None,
        )

        def chosen(answer: FormAnswer) -> None:
            self._acts.give_on("task.link", entry, TaskRef(task=answer.word("task")))

        self._dialogs.ask(form, chosen)

    def _on_done(self, done: CommandDone) -> None:
        path = done.data.get("path")
        if done.name != "task.link" or not isinstance(path, str):
            return
        address = self._access.http_base.rstrip("/") + path
        entry = self._incidents.get(done.target)
        about = "" if entry is None else headed(entry.data)
        until = moment_text(str(done.data.get("expires_at", "")), now=self._now())
        shown = self._dialogs.show_dialog(
            lambda parent: LinkDialog(
                about=about,
                address=address,
                until=until,
                code=link_code(address),
                caution=_caution(address),
                parent=parent,
            )
        )
        if not shown:
            told = translate("IncidentRoom", "A form was open when the task link came: ask for another link")
            self._tell(told)

    # Who reported it.

    def _ask_reporter(self) -> None:
        entry = self._entry()
        if entry is None:
            return
        if why := self._why_no_reporter(entry.data):
            self._tell(why)
            return
        form = Form(
            title=translate("IncidentRoom", "Who reported it"),
            about=headed(entry.data),
            send=translate("IncidentRoom", "Show"),
            words_caption=translate("IncidentRoom", "Why do you have to know? The answer is put on record."),
            presets=(
                translate("IncidentRoom", "To call back about the matter"),
                translate("IncidentRoom", "The place is not clear"),
            ),
        )

        def answered(answer: FormAnswer) -> None:
            self._tasks.spawn(self._unmask(entry.id, answer.text), name="reporter")

        self._dialogs.ask(form, answered)

    async def _unmask(self, incident: str, reason: str) -> None:
        args, user = IncidentReporter(incident=incident, reason=reason), self._user
        try:
            found = await self._requests.questions.ask("incident.reporter", args, answer=ReporterFound)
        except RequestRefused as refused:
            self._tell(refusal_words.refusal(refused.error))
            return
        if user != self._user:
            # The answer is for who has asked, and he has left.
            return
        text = translate("IncidentDetail", "Reported by {name}  {phone}")
        self._detail.show_reporter(incident, text.format(name=found.name, phone=found.phone))

    # What was here before.

    def _ask_earlier(self, id_: str) -> None:
        entry = self._incidents.get(id_)
        if entry is not None and entry.data.position is not None:
            self._tasks.spawn(self._show_earlier(entry), name="earlier incidents")

    async def _show_earlier(self, entry: Entry[Incident]) -> None:
        args = IncidentsSearch(
            near=entry.data.position,
            within_m=_HERE_M,
            until=entry.data.reported_at,
            limit=_MOST_EARLIER + 1,
        )
        try:
            found = await self._requests.questions.ask("incidents.search", args, answer=Found)
        except RequestRefused as refused:
            # What was there before is told when it can be; it is not what the officer came for.
            _log.info("earlier incidents: %s", refused)
            return
        past = [
            (item.id, msgspec.json.decode(item.data, type=Incident))
            for item in found.items
            if item.id != entry.id
        ]
        rows = earlier_marks(past[:_MOST_EARLIER], now=self._now(), leads=self._incidents.__contains__)
        self._detail.show_earlier(entry.id, rows)

    # Pictures.

    def _on_situation(self) -> None:
        if self._situation.user != self._user:
            # Looking at a picture or learning a reporter's name is put on record: the next person asks anew.
            self._user = self._situation.user
            self._pictures.clear()
            self._detail.media.ask_again()
            self._detail.mask_reporter()

    def _fetch(self, id_: str) -> None:
        if id_ in self._pictures:
            self._detail.media.show_picture(id_, self._pictures[id_])
        elif self._user is not None:
            self._tasks.spawn(self._fetch_picture(id_), name="picture")

    async def _fetch_picture(self, id_: str) -> None:
        user = self._user
        found = await fetch_signed_in(self._access, f"/media/{id_}")
        # A telephone's picture takes longer than a frame of the desk.
        image = QImage() if found is None else await asyncio.to_thread(photo, found)
        if user != self._user:
            return
        if image.isNull():
            self._detail.media.show_failure(id_)
            return
        self._pictures[id_] = image
        while len(self._pictures) > _MOST_PICTURES:
            del self._pictures[next(iter(self._pictures))]
        self._detail.media.show_picture(id_, image)

    def _open_picture(self, id_: str) -> None:
        image = self._pictures.get(id_)
        entry = self._entry()
        if image is None or entry is None:
            return
        title = next((each.name for each in entry.data.media if each.id == id_), "")
        self._dialogs.show_dialog(lambda parent: PictureDialog(title=title, image=image, parent=parent))


def _caution(address: str) -> str:
    """What keeps another device from opening a link."""
    host = urlsplit(address).hostname or ""
    try:
        here = ipaddress.ip_address(host).is_loopback
    except ValueError:
        here = host == "localhost"
    if not here:
        return ""
    return translate("IncidentRoom", "This platform serves this machine only: a telephone cannot reach it.")
