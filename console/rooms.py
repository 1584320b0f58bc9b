"""The themes of the desk's work, put together: lists, incidents, alarms, duty, figures, papers, walls, more.

Each room owns its widgets' behaviour and offers its actions; what the rooms share is handed in here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from backend_client.changes import Changes
from backend_client.feed import Feed
from backend_client.outbox import Outbox
from backend_client.picture import Picture
from backend_client.protocol.messages import Signal
from backend_client.requests import Requests
from backend_client.status import FeedStatus
from backend_client.tasks import TaskSet
from console.actions.group import ActionGroup
from console.alarms.room import AlarmOptions, AlarmRoom
from console.commands.dialogs import Dialogs
from console.commands.dispatching import Dispatching
from console.conference.actions import ConferenceActions
from console.conference.company import ConferenceCompany
from console.conference.external import ExternalProvider
from console.conference.mesh import MeshProvider
from console.conference.room import ConferenceRoom
from console.duty.room import DutyRoom
from console.help.room import HelpRoom
from console.incidents.figures import FiguresRoom
from console.incidents.lists import IncidentLists
from console.incidents.room import IncidentRoom
from console.intake.room import IntakeRoom
from console.paper.room import PaperRoom
from console.people.session import Session
from console.recordings.room import RecordingRoom
from console.settings import Settings
from console.situation import Situation
from console.video.supervisor import VideoSupervisor
from console.wall.camera_list import CameraList
from console.wall.camera_shelf import CameraShelf
from console.wall.camera_tiles import CameraTiles
from console.wall.finding import FindingActions
from console.wall.looking import LookRoom
from console.wall.nearby import Vicinity
from console.wall.preset_calls import PresetCalls
from console.wall.ptz import PtzRoom
from console.wall.room import WallParts, WallRoom
from console.windows import DeskWindow
from widgets.action import Action
from widgets.dispatch.sheets import Tab
from widgets.initials import Initials

translate = QCoreApplication.translate

#: How long the status strip says what came to nothing, in seconds.
_TOLD_S = 8.0


@dataclass(frozen=True, slots=True)
class Services:
    """What every room may use."""

    desk: DeskWindow
    picture: Picture
    situation: Situation
    dialogs: Dialogs
    dispatching: Dispatching
    requests: Requests
    feed: Feed
    tasks: TaskSet
    session: Session
    outbox: Outbox
    settings: Settings
    initials: Initials
    cameras: CameraTiles
    vicinity: Vicinity
    video: VideoSupervisor
    walls: WallParts
    shift_since: Callable[[], float]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What rooms ask of parts that are made after them."""

    all_actions: Callable[[], tuple[Action, ...]]
    bind_dialog: Callable[[QWidget], None]
    refresh_actions: Callable[[], None]
    show_incident: Callable[[str], None]


class Rooms(QObject):
    """All rooms; `groups` are their actions in the order in which they are listed."""

    def __init__(self, *, services: Services, elsewhere: Elsewhere, parent: QObject | None = None) -> None:
        super().__init__(parent)
        the, settings, now = services, services.settings, services.feed.now
        seat = settings.seat.id or ""
        self.help = HelpRoom(
            desk=the.desk,
            settings=settings,
            all_actions=elsewhere.all_actions,
            on_open=elsewhere.bind_dialog,
        )
        self.lists = IncidentLists(
            desk=the.desk,
            picture=the.picture,
            dialogs=the.dialogs,
            data=settings.data_folder,
            on_change=elsewhere.refresh_actions,
            parent=self,
        )
        self.papers = PaperRoom(
            desk=the.desk,
            picture=the.picture,
            situation=the.situation,
            dialogs=the.dialogs,
            requests=the.requests,
            feed=the.feed,
            tasks=the.tasks,
            data=settings.data_folder,
            all_actions=elsewhere.all_actions,
            figures=lambda: self.figures.shown,
        )
        self.intake = IntakeRoom(
            window=the.desk,
            status=the.desk.status,
            picture=the.picture,
            situation=the.situation,
            dialogs=the.dialogs,
            feed=the.feed,
            session=the.session,
            outbox=the.outbox,
            settings=settings,
        )
        self.alarms = AlarmRoom(
            desk=the.desk,
            picture=the.picture,
            requests=the.requests,
            tasks=the.tasks,
            dispatching=the.dispatching,
            dialogs=the.dialogs,
            situation=the.situation,
            cameras=the.cameras,
            vicinity=the.vicinity,
            feed_state=lambda: the.feed.status.state,
            now=now,
            show_incident=elsewhere.show_incident,
            options=AlarmOptions(sounds=settings.alarms, folder=settings.data_folder / "sound", seat=seat),
            parent=self,
        )
        self.incidents = IncidentRoom(
            desk=the.desk,
            situation=the.situation,
            picture=the.picture,
            dialogs=the.dialogs,
            dispatching=the.dispatching,
            requests=the.requests,
            tasks=the.tasks,
            access=the.session.access,
            show_incident=elsewhere.show_incident,
            now=now,
            parent=self,
        )
        self.duty = DutyRoom(
            desk=the.desk,
            situation=the.situation,
            picture=the.picture,
            dialogs=the.dialogs,
            dispatching=the.dispatching,
            initials=the.initials,
            tasks=the.tasks,
            seat=seat,
            shift_since=the.shift_since,
            silenced=lambda: self.alarms.desk.silenced,
            show_incident=elsewhere.show_incident,
            folder=settings.data_folder,
            now=now,
            parent=self,
        )
        self.cameras = CameraList(
            tree=the.desk.cameras,
            shelf=CameraShelf(folder=settings.data_folder),
            tell=the.desk.banners.show_notice,
            on_change=elsewhere.refresh_actions,
            parent=self,
        )
        self.figures = FiguresRoom(
            desk=the.desk.desk,
            picture=the.picture,
            situation=the.situation,
            questions=the.requests.questions,
            tasks=the.tasks,
            shift_since=the.shift_since,
            now=now,
            parent=self,
        )
        self.walls = WallRoom(
            parts=the.walls,
            picture=the.picture,
            situation=the.situation,
            dispatching=the.dispatching,
            dialogs=the.dialogs,
            initials=the.initials,
            seat=seat,
            favourites=lambda: self.cameras.favourites,
            now=now,
            rate=lambda: the.feed.rate,
            parent=self,
        )
        self.looking = LookRoom(
            cameras=the.cameras,
            chosen=self.walls.chosen,
            supervisor=the.video,
            tasks=the.tasks,
            requests=the.requests,
            dialogs=the.dialogs,
            situation=the.situation,
            stills=settings.data_folder / "stills",
            playback=the.walls.walls.playback,
            now=now,
            parent=self,
        )
        self.looking.told.connect(lambda told: the.desk.status.show_notice(told, seconds=_TOLD_S))
        self.looking.changed.connect(elsewhere.refresh_actions)
        self.finding = FindingActions(
            situation=the.situation,
            picture=the.picture,
            dispatching=the.dispatching,
            dialogs=the.dialogs,
            cameras=the.cameras,
            chosen=self.walls.chosen,
            stills=self.looking.services,
            access=the.session.access,
            tasks=the.tasks,
            folder=settings.data_folder / "stills",
            now=now,
            parent=self,
        )
        self.finding.told.connect(lambda told: the.desk.status.show_notice(told, seconds=_TOLD_S))
        PresetCalls(
            displays=the.walls.walls.displays,
            requests=the.requests,
            tasks=the.tasks,
            roles=lambda: the.situation.roles,
            parent=self,
        )
        preview = self.walls.director.sheet
        the.desk.desk.add_tab(Tab("preview", translate("WallRoom", "Preview"), preview, preview.focus))
        self.walls.director.sheet_wanted.connect(lambda: the.desk.desk.show_tab("preview"))
        for clicked in (the.desk.map.camera_clicked, the.desk.cameras.current_camera_changed):
            clicked.connect(self.walls.hotspot.show)
        self.walls.changed.connect(elsewhere.refresh_actions)
        self.walls.told.connect(the.desk.status.show_notice)
        self.turning = PtzRoom(
            cameras=the.cameras,
            chosen=self.walls.chosen,
            picture=the.picture,
            situation=the.situation,
            requests=the.requests,
            tasks=the.tasks,
            dispatching=the.dispatching,
            dialogs=the.dialogs,
            parent=self,
        )
        self.turning.told.connect(lambda told: the.desk.status.show_notice(told, seconds=_TOLD_S))
        self.conferences = ConferenceRoom(
            desk=the.desk,
            cameras=the.cameras,
            picture=the.picture,
            situation=the.situation,
            requests=the.requests,
            dispatching=the.dispatching,
            tasks=the.tasks,
            providers=(MeshProvider(), ExternalProvider()),
            seat=seat,
            folder=settings.data_folder / "conferences",
            now=now,
            rate=lambda: the.feed.rate,
            parent=self,
        )
        self.conferring = ConferenceActions(
            room=self.conferences,
            picture=the.picture,
            situation=the.situation,
            chosen_alarm=lambda: self.alarms.desk.chosen() if the.desk.centre.has_keyboard else "",
            chosen_camera=lambda: self.walls.chosen.camera,
        )
        self.conferences.told.connect(lambda told: the.desk.status.show_notice(told, seconds=_TOLD_S))
        self.conferences.changed.connect(elsewhere.refresh_actions)
        self.company = ConferenceCompany(
            room=self.conferences,
            desk=the.desk,
            picture=the.picture,
            situation=the.situation,
            questions=the.requests.questions,
            tasks=the.tasks,
            dispatching=the.dispatching,
            dialogs=the.dialogs,
            initials=the.initials,
            sound=self.alarms.sound,
            folder=settings.data_folder / "calls",
            address=lambda: the.session.access.http_base,
            now=now,
            rate=lambda: the.feed.rate,
            parent=self,
        )
        self.company.changed.connect(elsewhere.refresh_actions)
        self.conferences.entered.connect(lambda _id: self.conferring.put_nearest(the.walls.previews.cameras))
        self.recordings = RecordingRoom(
            chosen=self.walls.chosen,
            walls=self.walls,
            picture=the.picture,
            situation=the.situation,
            requests=the.requests,
            questions=the.requests.questions,
            dispatching=the.dispatching,
            dialogs=the.dialogs,
            session=the.session,
            supervisor=the.video,
            cutter=self.looking.services,
            engine_key=the.cameras.engine_key,
            tasks=the.tasks,
            folder=settings.data_folder / "evidence",
            now=now,
            initials=the.initials,
            on_tile=the.walls.walls.playback,
            parent=self,
        )
        self.recordings.told.connect(lambda told: the.desk.status.show_notice(told, seconds=_TOLD_S))
        self.recordings.changed.connect(elsewhere.refresh_actions)
        watch = self.recordings.evidence.watch
        the.desk.desk.add_tab(Tab("evidence", watch.title, watch.sheet, watch.sheet.table.setFocus))
        watch.counted.connect(lambda title: the.desk.desk.name_tab("evidence", title))
        watch.counted.connect(lambda title: the.desk.status.show_waiting(title if watch.count else ""))
        watch.told.connect(the.desk.banners.show_notice)
        self.recordings.evidence.sheet_wanted.connect(lambda: the.desk.desk.show_tab("evidence"))
        self.figures.board.print_requested.connect(lambda: self.papers.print("paper.figures"))

    @property
    def groups(self) -> tuple[ActionGroup, ...]:
        """The rooms' actions."""
        return (
            *self.incidents.groups,
            *self.walls.groups,
            self.alarms.actions,
            self.duty,
            self.lists.actions,
            self.figures,
            self.cameras,
            self.turning,
            self.looking,
            self.finding,
            self.recordings,
            self.conferring,
            self.company.actions,
            self.papers.actions,
            self.intake.actions,
            self.help.actions,
        )

    def on_changes(self, changes: Changes) -> None:
        """Let every room take in what changed in the picture."""
        self.alarms.on_changes(changes)
        self.lists.on_changes(changes)
        self.duty.on_changes(changes)
        self.walls.on_changes(changes)
        self.turning.on_changes(changes)
        self.recordings.on_changes(changes)
        self.conferences.on_changes(changes)
        self.company.on_changes(changes)

    def on_feed(self, status: FeedStatus) -> None:
        """Let the rooms know how the connection is."""
        self.alarms.on_feed(status)
        self.figures.on_feed(status)
        self.conferences.on_feed(status)

    def on_signal(self, signal: Signal) -> None:
        """Let them know what a participant of a conference says to others."""
        self.conferences.on_signal(signal)
        self.walls.on_signal(signal)

    async def close(self) -> None:
        """Stop what the rooms are at."""
        await self.conferences.take_leave()
        self.company.stop()
        self.conferences.stop()
        self.turning.leave()
        self.recordings.discard()
        self.incidents.stop()
        self.alarms.stop()
        self.papers.close()
        self.cameras.close()
        await self.walls.close()
        await self.intake.close()
