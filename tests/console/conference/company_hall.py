"""Calls, people and guests over a hall: sounds, commands and questions are noted."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from backend_client.protocol.conference import Conference, Party, PartyKind, PartyRole, PartyState
from backend_client.protocol.conference_args import Candidate, Proposal, ProposalsFound
from backend_client.protocol.entities import Seat
from backend_client.protocol.errors import Error, ErrorCode
from backend_client.protocol.times import format_time
from backend_client.questions import RequestRefused
from backend_client.tasks import TaskSet
from console.commands.dialogs import Dialogs
from console.commands.dispatching import CommandDone
from console.conference.company import ConferenceCompany
from tests.console.conference.hall import Hall, conference, joined
from tests.console.desk import NotedStreams
from tests.widgets.district import NOW, ago
from widgets.dispatch.form_dialog import FormDialog
from widgets.dispatch.lock_screen import LockScreen
from widgets.initials import Initials

FOUND = ProposalsFound(
    proposals=(
        Proposal(
            role=PartyRole.OWNER_ROOM,
            id="o1",
            name="凯旋街道",
            line=(
                Candidate(user="li", name="李", seat="s2", signed_in=True),
                Candidate(user="bo", name="柏"),
            ),
        ),
        Proposal(role=PartyRole.UNIT, id="u1", name="处置队1", contacts=("c1",)),
    ),
    others=(Candidate(user="zhao", name="赵云", signed_in=True), Candidate(user="bo", name="柏")),
)


class NotedSound:
    """Notes what is played."""

    def __init__(self) -> None:
        self.played: list[int] = []

    def play(self, priority: int) -> None:
        self.played.append(priority)


class Asked:
    """Answers whom to ask, or refuses."""

    def __init__(self) -> None:
        self.questions: list[Any] = []
        self.refuses = False

    async def ask(self, name: str, args: Any, **_: Any) -> ProposalsFound:
        self.questions.append(args)
        if self.refuses:
            raise RequestRefused(Error(code=ErrorCode.UNAVAILABLE, message="away"))
        return FOUND


class Company:
    """What stands in and around the conferences of a hall."""

    def __init__(self, hall: Hall, tasks: TaskSet, folder: Path, streams: NotedStreams) -> None:
        self.hall = hall
        made = hall.made
        for id_, holder, name in (("s1", "wang", "王"), ("s2", "li", "李")):
            made.put("seat", id_, Seat(name=f"受理席{id_[1]}", org="o1", holder=holder, holder_name=name))
        made.put("seat", "s3", Seat(name="受理席3", org="o1"))
        self.lock_screen = LockScreen(picture=made.picture, now=made.now)
        layout = hall.window.layout()
        assert layout is not None
        layout.addWidget(self.lock_screen)
        self.lock_screen.hide()
        desk: Any = SimpleNamespace(
            desk=SimpleNamespace(add_above_corner=layout.addWidget, focus_table=hall.usual.setFocus),
            lock_screen=self.lock_screen,
            sheets=SimpleNamespace(is_covered=False),
        )
        self.desk = desk
        self.sound, self.asked = NotedSound(), Asked()
        sound: Any = self.sound
        questions: Any = self.asked
        self.dialogs = Dialogs(
            window=hall.window,
            picture=made.picture,
            initials=Initials(),
            now=made.now,
            new_place=lambda: ("", None),
        )
        self.company = ConferenceCompany(
            room=hall.room,
            desk=desk,
            picture=made.picture,
            situation=hall.situation,
            questions=questions,
            tasks=tasks,
            dispatching=hall.commands,
            dialogs=self.dialogs,
            initials=Initials(),
            sound=sound,
            folder=folder,
            address=lambda: "https://platform.example/",
            now=made.now,
            rate=lambda: 1.0,
            parent=streams,
        )

    def form(self) -> FormDialog:
        """The form that is open."""
        (found,) = [each for each in self.hall.window.findChildren(FormDialog) if each.isVisible()]
        return found

    def ring(self, id_: str = "k1", *, left_s: float = 24.0, **more: Any) -> None:
        """Let a conference of Li's ring for Wang."""
        self.put(id_, party("wang", PartyState.RINGING, ring_until=format_time(NOW + left_s), **more))

    def put(self, id_: str, *parties: Party, **more: Any) -> None:
        """A conference with Li and these."""
        self.hall.put(conference(joined("li"), *parties, **more), id_)

    def changed(self, **more: Any) -> None:
        """The conference k1 is otherwise from now on."""
        entry = self.hall.made.picture.of(Conference)["k1"].data
        values = {name: getattr(entry, name) for name in entry.__struct_fields__} | more
        self.hall.put(Conference(**values))

    def done(self, data: dict[str, Any], target: str = "k1") -> None:
        """The platform has done what was asked for last."""
        commands = self.hall.commands
        name, _, _ = commands.given[-1]
        key = f"key-{len(commands.given)}"
        commands.command_done.emit(CommandDone(name, target, 1, 0.0, data, key=key))


def party(id_: str, state: PartyState, **more: Any) -> Party:
    """Somebody in a roster."""
    values: dict[str, Any] = {"since": ago(6), "by": "李", "kind": PartyKind.CONSOLE} | more
    return Party(id=id_, name=id_.title(), state=state, **values)


def last(company: Company) -> tuple[str, str | None, Any]:
    """The command that was given last."""
    return company.hall.commands.given[-1]
