"""What a task link lets its recipient do: look at the task, sign, arrive, report, finish, send it back; and
the pictures of incidents, whoever hands them in.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final, TypeVar

import msgspec
from sqlalchemy import Connection, select
from uuid6 import uuid7

from backend_client.protocol.entities import Incident, Task, TaskState
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.incident_args import CommandArgs, TaskDone, TaskRef, TaskReturn, Words
from backend_client.protocol.incident_parts import Media
from backend_client.protocol.lifecycle import TASK_WAYS, UNFINISHED_TASKS, allowed
from backend_client.protocol.messages import Command, Result, User
from backend_client.protocol.permissions import may_see
from backend_client.protocol.roles import ROOM
from platform_backend.access.scope import sees
from platform_backend.access.task_links import TaskLink, look_at, open_link, use_link
from platform_backend.commands.context import Actor
from platform_backend.commands.links import Attach
from platform_backend.district_time import DistrictTime
from platform_backend.store import schema
from platform_backend.store.batch import Batch
from platform_backend.store.committer import Committer
from platform_backend.store.media_files import MediaFiles, Stored
from platform_backend.store.store import Store

T = TypeVar("T")

#: What stands behind each button of the page.
ACTS: Final = {
    "sign": "task.sign",
    "arrive": "task.arrive",
    "feedback": "incident.feedback",
    "done": "task.done",
    "return": "task.return",
}
#: So many tasks are remembered with what was sent last, so that what is sent twice counts once.
_REMEMBERED: Final = 1000


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task as its recipient sees it, at the version that he looks at."""

    incident_id: str
    ver: int
    incident: Incident
    task: Task

    @property
    def possible(self) -> tuple[str, ...]:
        """The buttons that do something now."""
        if self.task.state not in UNFINISHED_TASKS:
            return ()
        ways = {act: TASK_WAYS.get(name, {}) for act, name in ACTS.items()}
        return tuple(
            act
            for act, name in ACTS.items()
            # A report is possible as long as the task is; the other acts bring it from state to state.
            if (act == "feedback" or self.task.state in ways[act]) and allowed(name, self.incident.state)
        )

    @property
    def rest(self) -> str:
        """Why nothing is possible: `rests` while the incident is in nobody's hands now, `withdrawn` when the
        room took the task back, or `over`.
        """
        if self.task.state in UNFINISHED_TASKS:
            return "rests"
        return "withdrawn" if self.task.state is TaskState.RECALLED else "over"


class TaskDesk:
    """Answers for the pages behind task links. `command` carries a command out, as for everybody."""

    def __init__(
        self,
        *,
        store: Store,
        committer: Committer,
        media: MediaFiles,
        command: Callable[[Actor, Command], Awaitable[Result]],
        clock: DistrictTime,
    ) -> None:
        """Links hold for a day of people's own; what is done through them happens in the district's time."""
        self._store = store
        self._committer = committer
        self._media = media
        self._command = command
        self._clock = clock
        self._acting = asyncio.Lock()
        self._last: OrderedDict[str, tuple[object, ...]] = OrderedDict()

    async def waits(self, invitation: str) -> bool:
        """Whether a link waits to be opened. Raises Refused when there is none or its time is over."""
        return await self._read(
            lambda connection: look_at(connection, invitation, now=self._clock.real_now())
        )

    async def open(self, invitation: str, shown: str) -> str:
        """Open a link for the first time: what its browser shows from now on. Raises Refused otherwise.

        `shown` is what the browser was given at the door, or empty.
        """

        def work(batch: Batch) -> str:
            return open_link(batch, invitation, shown, now=self._clock.real_now())

        return await self._committer.submit(work)

    async def view(self, invitation: str, session: str) -> TaskView:
        """The task behind a link that this browser has opened. Raises Refused."""
        link = await self._link(invitation, session)
        return await self._read(lambda connection: _view(connection, link))

    async def act(
        self,
        invitation: str,
        session: str,
        act: str,
        *,
        text: str,
        ver: int | None,
        pictures: Sequence[Stored] = (),
        origin: str,
    ) -> None:
        """Do what a button says; what is sent twice (a button pressed twice) counts once.

        Raises Refused, also when the incident was changed since `ver`.
        """
        said = (act, text, ver, *(each.sha256 for each in pictures))
        # One at a time: pictures and the act that they belong to are two commands.
        async with self._acting:
            view = await self.view(invitation, session)
            if ver is not None and self._last.get(view.task.id) == said:
                return
            await self._act(view, act, text=text, ver=ver, pictures=pictures, origin=origin)
            self._last[view.task.id] = said
            self._last.move_to_end(view.task.id)
            if len(self._last) > _REMEMBERED:
                self._last.popitem(last=False)

    async def _act(
        self, view: TaskView, act: str, *, text: str, ver: int | None, pictures: Sequence[Stored], origin: str
    ) -> None:
        if act not in view.possible:
            raise Refused(ErrorCode.ILLEGAL_TRANSITION, "that is not possible any more")
        if ver is not None and ver != view.ver:
            # Before the pictures are taken in: they would be there, and be sent once more.
            raise Refused(ErrorCode.VERSION_CONFLICT, "the incident has been changed")
        actor = Actor(id=f"task:{view.task.id}", name=view.task.name, internal=True, origin=origin)
        if pictures:
            media = [self._medium(each, view, number) for number, each in enumerate(pictures, start=1)]
            await self._committer.submit(lambda batch: _keep(batch, view.incident_id, media, pictures))
            await self._give(actor, "incident.attach", view.incident_id, Attach(media=tuple(media)), None)
            # The pictures have made a version of their own.
            ver = None if ver is None else ver + 1
        await self._give(actor, ACTS[act], view.incident_id, _args(act, view.task.id, text), ver)

    async def picture(self, user: User, id_: str) -> tuple[Path, str]:
        """Where a picture lies and what it is, for whom pictures of incidents are. Raises Refused."""
        if not may_see("media", user.roles):
            raise Refused(ErrorCode.FORBIDDEN, "your roles do not include pictures of incidents")

        def find(connection: Connection) -> tuple[Path, str]:
            media, entities = schema.media.c, schema.entities.c
            wanted = select(media.sha256, media.content_type, entities.codes).where(
                media.id == id_, entities.entity == "incident", entities.id == media.incident
            )
            row = connection.execute(wanted).one_or_none()
            if row is None or not sees(user.scope, row.codes):
                raise Refused(ErrorCode.NOT_FOUND, "there is no such picture")
            path = self._media.path(row.sha256)
            if not path.is_file():
                raise Refused(ErrorCode.NOT_FOUND, "the picture is not in the platform's folder any more")
            return path, row.content_type

        return await self._read(find)

    async def attach(self, user: User, incident: str, picture: bytes, *, name: str, origin: str) -> str:
        """Add a picture that somebody of the room hands in to an incident he sees; its id. Raises Refused."""
        if ROOM.isdisjoint(user.roles):
            raise Refused(ErrorCode.FORBIDDEN, "pictures are added by the room's people")

        def check(connection: Connection) -> None:
            table = schema.entities.c
            wanted = select(table.codes).where(table.entity == "incident", table.id == incident)
            row = connection.execute(wanted).one_or_none()
            if row is None or not sees(user.scope, row.codes):
                raise Refused(ErrorCode.NOT_FOUND, "there is no such incident")

        await self._read(check)
        (stored,) = await self.keep([BytesIO(picture)])
        medium = Media(
            id=str(uuid7()),
            name=name,
            kind=stored.content_type,
            bytes=stored.bytes,
            sha256=stored.sha256,
            at=self._clock.text(),
            by=user.name,
        )
        await self._committer.submit(lambda batch: _keep(batch, incident, [medium], [stored]))
        actor = Actor(id=user.id, name=user.name, internal=True, origin=origin)
        await self._give(actor, "incident.attach", incident, Attach(media=(medium,)), None)
        return medium.id

    async def keep(self, sources: Sequence[object]) -> list[Stored]:
        """Take pictures in. Raises Refused for what is none."""
        return [await asyncio.to_thread(self._media.put, source) for source in sources]  # type: ignore[arg-type]

    def _medium(self, stored: Stored, view: TaskView, number: int) -> Media:
        return Media(
            id=str(uuid7()),
            name=f"{view.task.name} {number}",
            kind=stored.content_type,
            bytes=stored.bytes,
            sha256=stored.sha256,
            at=self._clock.text(),
            by=view.task.name,
            task=view.task.id,
        )

    async def _give(
        self, actor: Actor, name: str, target: str, args: msgspec.Struct, ver: int | None
    ) -> None:
        command = Command(
            cmd_id="", name=name, target=target, expect_ver=ver, args=msgspec.Raw(msgspec.json.encode(args))
        )
        result = await self._command(actor, command)
        if result.error is not None:
            raise Refused.of(result.error)

    async def _link(self, invitation: str, session: str) -> TaskLink:
        return await self._read(
            lambda connection: use_link(connection, invitation, session, now=self._clock.real_now())
        )

    async def _read(self, find: Callable[[Connection], T]) -> T:
        def read() -> T:
            with self._store.reading() as connection:
                return find(connection)

        return await asyncio.to_thread(read)


def _view(connection: Connection, link: TaskLink) -> TaskView:
    table = schema.entities.c
    wanted = select(table.ver, table.body).where(table.entity == "incident", table.id == link.incident)
    row = connection.execute(wanted).one()
    incident = msgspec.json.decode(row.body, type=Incident)
    task = next((each for each in incident.tasks if each.id == link.task), None)
    if task is None:
        raise Refused(ErrorCode.NOT_FOUND, "the task is not part of the incident any more")
    return TaskView(incident_id=link.incident, ver=row.ver, incident=incident, task=task)


def _keep(batch: Batch, incident: str, media: Sequence[Media], stored: Sequence[Stored]) -> None:
    for medium, each in zip(media, stored, strict=True):
        batch.keep(
            schema.media,
            id=medium.id,
            incident=incident,
            sha256=each.sha256,
            content_type=each.content_type,
            bytes=each.bytes,
            at=batch.now,
        )


def _args(act: str, task: str, text: str) -> CommandArgs:
    match act:
        case "done":
            return TaskDone(task=task, text=text)
        case "return":
            return TaskReturn(task=task, reason=text)
        case "feedback":
            return Words(text=text)
    return TaskRef(task=task)
