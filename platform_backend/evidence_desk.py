"""Carries exports of evidence through: cuts the pictures, keeps them, signs what they are, hands them out.

What is to be done stands in the store: a platform that was killed goes on where it was.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

import msgspec
from sqlalchemy import select

from backend_client.protocol.causes import Cause
from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.evidence import EvidenceKind, EvidenceRecord, EvidenceState
from backend_client.protocol.messages import Result
from backend_client.protocol.permissions import may_see, may_send
from backend_client.protocol.times import format_time, parse_time
from backend_client.tasks import TaskSet
from platform_backend.access.scope import NOWHERE, sees
from platform_backend.access.sign_ins import Session
from platform_backend.commands.evidence import STILL_S, EvidencePrepared
from platform_backend.evidence.folder import EvidenceFolder, put
from platform_backend.evidence.manifest import (
    MANIFEST,
    PUBLIC_KEY,
    SIGNATURE,
    Maker,
    Range,
    described,
    encode,
    manifest_of,
    media_name,
    media_types,
)
from platform_backend.evidence.signing import Signer
from platform_backend.log_types import LogEvent
from platform_backend.recordings.reading import cuts
from platform_backend.store import schema
from platform_backend.store.store import Store

#: Who reads exports of others: those who decide on them, and those who watch that it is done properly.
_READERS: Final = frozenset({"duty_leader", "supervisor"})
_AFTER_TROUBLE_S: Final = 10.0
#: A copy for review that is not ready by then is asked for again, in seconds.
_REVIEW_WITHIN_S: Final = 25.0
_ASK_AGAIN_S: Final = 5.0
_STUDIO: Final = "platform_backend.recordings.studio"
#: What the copy for looking at is called.
_REVIEWS: Final = {EvidenceKind.CLIP: "review.mp4", EvidenceKind.STILL: "review.jpg"}
#: Parts that follow one another more closely than this are one, in seconds.
_SEAM_S: Final = 0.25

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Handed:
    """A file to be handed out."""

    path: Path
    media_type: str


class EvidenceDesk:
    """`run` does the work; the other methods answer HTTP. `execute` carries out commands of the platform,
    `codes` says where each camera belongs.
    """

    def __init__(
        self,
        *,
        root: Path,
        recordings: Path,
        codes: Mapping[str, str],
        store: Store,
        signer: Signer,
        software: Maker,
        execute: Callable[[str, str, str | None, msgspec.Struct | None], Awaitable[Result]],
        now: Callable[[], float],
    ) -> None:
        self.signer = signer
        self._folder = EvidenceFolder(root)
        self._recordings = recordings
        self._camera_codes = codes
        self._store = store
        self._software = software
        self._execute = execute
        self._now = now
        self._pending: dict[str, None] = {}
        self._wake = asyncio.Event()
        self._reviews: dict[Path, asyncio.Task[str]] = {}
        self._tasks = TaskSet()

    def on_events(self, events: Iterable[LogEvent]) -> None:
        """Take in what was committed."""
        for event in events:
            if event.entity == "evidence_record" and event.body is not None:
                self._pending[event.id] = None
                self._wake.set()

    async def run(self) -> None:
        """Carry exports through until cancelled, beginning with those that were left unfinished."""
        for id_ in await asyncio.to_thread(self._unfinished):
            self._pending[id_] = None
        while True:
            while self._pending:
                id_ = next(iter(self._pending))
                del self._pending[id_]
                try:
                    await self._go_on(id_)
                except (OSError, Refused) as error:
                    # A disk without room: the next turn may find some.
                    _log.warning("the evidence %s cannot be prepared now: %s", id_, error)
                    self._pending[id_] = None
                    await asyncio.sleep(_AFTER_TROUBLE_S)
            self._wake.clear()
            await self._wake.wait()

    async def close(self) -> None:
        """End what is being made."""
        await self._tasks.close()

    async def handed(self, session: Session, id_: str, name: str) -> Handed:
        """A file of an export that is ready, for who may have it. Raises Refused."""
        record = await asyncio.to_thread(self._record, session, id_)
        review = _REVIEWS[record.kind]
        if name == review and self._may_decide(session, record):
            return await self._review(session, id_, record, name)
        _check_readable(session, record)
        place = self._folder.place(id_)
        if name in (MANIFEST, SIGNATURE):
            kind = "application/json" if name == MANIFEST else "application/octet-stream"
            return _there(Handed(place / name, kind))
        if (media_type := media_types().get(name)) is not None:
            return _there(Handed(place / name, media_type))
        if name == review:
            return await self._review(session, id_, record, name)
        raise Refused(ErrorCode.NOT_FOUND, f"an export has no file {name[:60]!r}")

    async def fetched(self, session: Session, id_: str, name: str) -> None:
        """Put down that who asked for it has his pictures now, the first time."""
        if name in media_types():
            record = await asyncio.to_thread(self._record, session, id_)
            if record.user == session.user.id and record.fetched_at is None:
                await self._execute("platform", "evidence.fetched", id_, None)

    async def take(self, session: Session, id_: str, pieces: AsyncIterator[bytes]) -> None:
        """Take a console's own pictures in, as they were announced. Raises Refused."""
        record = await asyncio.to_thread(self._record, session, id_)
        if record.user != session.user.id:
            raise Refused(ErrorCode.FORBIDDEN, "only who asked for the export hands its pictures in")
        if record.state is not EvidenceState.AWAITING:
            state = record.state.value
            sentence = f"the export is in state {state}"
            raise Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.EXPORT_STATE, state=state)
        name = media_name(record.media_type)
        try:
            await self._folder.take(id_, name, pieces, sha256=record.sha256, size=record.bytes)
        except OSError as error:
            sentence = f"the pictures cannot be kept now ({error.strerror or error})"
            raise Refused(ErrorCode.UNAVAILABLE, sentence, Cause.NOT_KEPT) from error
        result = await self._execute("platform", "evidence.arrived", id_, None)
        if result.error is not None and result.error.code != ErrorCode.ILLEGAL_TRANSITION:
            raise Refused(ErrorCode.UNAVAILABLE, result.error.message)

    async def _go_on(self, id_: str) -> None:
        record = await asyncio.to_thread(self._read, id_)
        match record.state:
            case EvidenceState.REFUSED:
                await asyncio.to_thread(self._folder.drop, id_)
            case EvidenceState.WAITING | EvidenceState.PREPARING:
                done = await self._prepared(id_, record)
                if done is not None:
                    await self._execute("platform", "evidence.prepared", id_, done)

    async def _prepared(self, id_: str, record: EvidenceRecord) -> EvidencePrepared | None:
        media = self._folder.media(id_)
        if media is None and record.source == "recordings":
            # At once, also while it waits for approval: what is recorded may go in its time.
            if not await asyncio.to_thread(self._cut, id_, record):
                return EvidencePrepared(cause="nothing_recorded")
            if record.kind is EvidenceKind.STILL and (trouble := await self._make_still(id_, record)):
                _log.error("the still of the evidence %s could not be made: %s", id_, trouble)
                return EvidencePrepared(cause="no_picture")
            media = self._folder.media(id_)
        if media is None:
            return EvidencePrepared(cause="not_kept")
        if record.state is EvidenceState.WAITING:
            return None
        return await asyncio.to_thread(self._sign, id_, record, media)

    def _cut(self, id_: str, record: EvidenceRecord) -> bool:
        """Write the clip of a range; whether anything of it is recorded."""
        since, until = parse_time(record.since), parse_time(record.until)
        clip = record.kind is EvidenceKind.CLIP
        until = until if clip else until + STILL_S
        found = cuts(self._recordings, record.camera, since=since, until=until)
        first = next(found, None)
        if first is None:
            return False
        shown: list[tuple[float, float]] = []

        def pieces() -> Iterator[bytes]:
            for cut in chain((first,), found):
                if shown and cut.since - shown[-1][1] <= _SEAM_S:
                    shown[-1] = (shown[-1][0], cut.until)
                else:
                    shown.append((cut.since, cut.until))
                yield cut.data

        def ranges() -> tuple[Range, ...]:
            return tuple(Range(since=format_time(a), until=format_time(b)) for a, b in shown)

        self._folder.keep(id_, media_name("video/mp2t") if clip else _SCRAP, pieces(), ranges)
        return True

    async def _make_still(self, id_: str, record: EvidenceRecord) -> str:
        place = self._folder.place(id_)
        fresh = place / "fresh.jpg"
        trouble = await _studio("still", place / _SCRAP, fresh, "--at", str(parse_time(record.since)))
        if not trouble:
            await asyncio.to_thread(fresh.replace, place / media_name("image/jpeg"))
        await asyncio.to_thread((place / _SCRAP).unlink)
        return trouble

    def _sign(self, id_: str, record: EvidenceRecord, media: Path) -> EvidencePrepared:
        place = self._folder.place(id_)
        file = described(media, media_type=media_types()[media.name])
        shown = self._folder.shown(id_) or (Range(since=record.since, until=record.until),)
        manifest = encode(
            manifest_of(
                id_,
                record,
                file=file,
                shown=shown,
                made_at=format_time(self._now()),
                software=self._software,
                key=self.signer.fingerprint,
            )
        )
        put(place / MANIFEST, manifest)
        put(place / SIGNATURE, self.signer.sign(manifest))
        put(place / PUBLIC_KEY, self.signer.public_pem)
        return EvidencePrepared(
            sha256=file.sha256,
            bytes=file.bytes,
            media_type=file.media_type,
            shown_since=shown[0].since,
            shown_until=shown[-1].until,
        )

    async def _review(self, session: Session, id_: str, record: EvidenceRecord, name: str) -> Handed:
        """A copy in which stands for whom it was made; one for each reader."""
        user = session.user
        if self._folder.media(id_) is None and record.state is EvidenceState.WAITING:
            raise Refused(ErrorCode.UNAVAILABLE, "the pictures are being cut: ask again", retry_after_s=1.0)
        mark = hashlib.sha256(user.id.encode()).hexdigest()[:16]
        path = self._folder.place(id_) / f"{mark}-{name}"
        media_type = "video/mp4" if record.kind is EvidenceKind.CLIP else "image/jpeg"
        if not path.exists():
            work = self._reviews.get(path)
            if work is None:
                at = format_time(time.time())
                text = f"{user.name} · {at} · {session.origin} · {record.case_number}"
                work = self._tasks.spawn(self._make_review(id_, path, text), name=f"review {id_}")
                work.add_done_callback(lambda _: self._reviews.pop(path, None))
                self._reviews[path] = work
            try:
                async with asyncio.timeout(_REVIEW_WITHIN_S):
                    trouble = await asyncio.shield(work)
            except TimeoutError as error:
                sentence = "the copy is being made: ask again"
                raise Refused(ErrorCode.UNAVAILABLE, sentence, retry_after_s=_ASK_AGAIN_S) from error
            if trouble:
                raise Refused(ErrorCode.UNAVAILABLE, trouble)
        return _there(Handed(path, media_type))

    async def _make_review(self, id_: str, path: Path, text: str) -> str:
        media = self._folder.media(id_)
        if media is None:
            return "The pictures are not kept any more."
        fresh = path.with_name(f"fresh-{path.name}")
        trouble = await _studio("review", media, fresh, "--text", text)
        if not trouble:
            await asyncio.to_thread(fresh.replace, path)
        return trouble

    def _may_decide(self, session: Session, record: EvidenceRecord) -> bool:
        """Whether the marked copy is shown before anything is released: to those whose word it waits for."""
        user = session.user
        waits = record.state is EvidenceState.WAITING and record.user != user.id
        camera = self._camera_codes.get(record.camera, NOWHERE)
        return waits and may_send("evidence.approve", user.roles) and sees(user.scope, camera)

    def _record(self, session: Session, id_: str) -> EvidenceRecord:
        """An export that this session sees. Raises Refused."""
        table, user = schema.entities.c, session.user
        wanted = (table.entity == "evidence_record") & (table.id == id_)
        with self._store.reading() as connection:
            row = connection.execute(select(table.body, table.codes).where(wanted)).one_or_none()
        if row is None or not may_see("duty", user.roles) or not sees(user.scope, row.codes):
            raise Refused(ErrorCode.NOT_FOUND, f"there is no export {id_[:60]!r}", Cause.GONE)
        return msgspec.json.decode(row.body, type=EvidenceRecord)

    def _read(self, id_: str) -> EvidenceRecord:
        table = schema.entities.c
        wanted = (table.entity == "evidence_record") & (table.id == id_)
        with self._store.reading() as connection:
            body = connection.scalar(select(table.body).where(wanted))
        return msgspec.json.decode(body or b"", type=EvidenceRecord)

    def _unfinished(self) -> list[str]:
        table = schema.entities.c
        with self._store.reading() as connection:
            wanted = (table.entity == "evidence_record") & table.in_view
            return list(connection.scalars(select(table.id).where(wanted)))


#: What a still is taken out of, until it is there.
_SCRAP: Final = "scrap.ts"


def _there(handed: Handed) -> Handed:
    if not handed.path.exists():
        raise Refused(ErrorCode.NOT_FOUND, f"the file {handed.path.name!r} is not kept", Cause.GONE)
    return handed


def _check_readable(session: Session, record: EvidenceRecord) -> None:
    if record.user != session.user.id and _READERS.isdisjoint(session.user.roles):
        raise Refused(ErrorCode.FORBIDDEN, "the export is another's", Cause.ROLE)
    if record.state is not EvidenceState.READY:
        state = record.state.value
        sentence = f"the export is in state {state}"
        raise Refused(ErrorCode.ILLEGAL_TRANSITION, sentence, Cause.EXPORT_STATE, state=state)


async def _studio(what: str, source: Path, target: Path, *more: str) -> str:
    """Let pictures be made in a process of low priority; what went wrong in one sentence, else nothing."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", _STUDIO, what, str(source), str(target), *more),
        stdin=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        _, said = await process.communicate()
    except asyncio.CancelledError:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        raise
    if process.returncode == 0:
        return ""
    sentence = said.decode(errors="replace").strip() or "The pictures could not be made."
    return sentence.splitlines()[-1]
