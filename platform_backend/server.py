"""The platform in one process: store, log, states, accounts and the connections of its consoles.

Starting reads as the story: load the district, start the committer, serve. Stopping is the same backwards.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import partial
from typing import Any

import msgspec
from argon2 import PasswordHasher

from backend_client.protocol.commands import MOMENTARY
from backend_client.protocol.entities import Entity
from backend_client.protocol.errors import Error, Refused
from backend_client.protocol.messages import Command, Result
from backend_client.tasks import TaskSet
from platform_backend.access.accounts import ADMIN, DESK, Accounts
from platform_backend.access.passwords import generate_password
from platform_backend.access.second_factor import otp_address
from platform_backend.access.tokens import TokenSigner
from platform_backend.alarm_keeper import AlarmKeeper
from platform_backend.at_once import AtOnce
from platform_backend.audit.anchors import AnchorFile, AnchorKeeper
from platform_backend.audit.keeper import TrailKeeper
from platform_backend.audit.notes import AuditNotes
from platform_backend.audit.trail import AuditTrail
from platform_backend.camera_streams import CameraStreams
from platform_backend.commands.context import Actor, Site
from platform_backend.commands.executor import KNOWN, Executor, refusal
from platform_backend.conference.conferring import Conferring
from platform_backend.conference.keeper import Patience
from platform_backend.directory_sync import bring_up_to_date
from platform_backend.district_data import DistrictData
from platform_backend.district_time import DistrictTime
from platform_backend.evidence.manifest import Maker
from platform_backend.feed.connection import SERVER, Timing
from platform_backend.feed.connections import Connections
from platform_backend.feed.event_log import EventLog
from platform_backend.feed.momentary import Meetings
from platform_backend.feed.ptz import PtzMotion
from platform_backend.feed.state_hub import Key, StateHub
from platform_backend.feed_desk import FeedDesk
from platform_backend.housekeeping import Housekeeping
from platform_backend.intake.exchange import Exchange
from platform_backend.limits.book import LimitsBook
from platform_backend.limits_keeper import LimitsKeeper
from platform_backend.logs import about
from platform_backend.metrics import Metrics
from platform_backend.picture_view import PictureView
from platform_backend.queries import Queries
from platform_backend.recording_room import Recording, RecordingRoom
from platform_backend.rule_keeper import RuleKeeper
from platform_backend.site_keeper import SiteKeeper
from platform_backend.store.batch import Batch
from platform_backend.store.committer import Committed, Committer
from platform_backend.store.media_files import MEDIA_FOLDER, MediaFiles
from platform_backend.store.retention import Retention
from platform_backend.store.store import Store
from platform_backend.tally import Tally
from platform_backend.task_desk import TaskDesk
from platform_backend.vitals import Vitals
from platform_backend.wall_keeper import WallKeeper
from platform_backend.web.http_api import Desk
from platform_backend.web.tls import ServerTls

_STOP_WITHIN_S = 1.0

_log = logging.getLogger(__name__)


class Platform:
    """The embedded platform; `execute` and `publish_state` are for its own sources, as the simulation."""

    def __init__(
        self,
        *,
        store: Store,
        signer: TokenSigner,
        data: DistrictData,
        cameras: SiteKeeper,
        audit: AuditTrail,
        anchors: AnchorFile,
        metrics_token: str = "",
        certificate: ServerTls | None = None,
        motion: PtzMotion | None = None,
        meetings: Meetings | None = None,
        patience: Patience | None = None,
        simulated: bool = False,
        second_factor: bool = False,
        timing: Timing | None = None,
        retention: Retention | None = None,
        hasher: PasswordHasher | None = None,
        limits: LimitsBook | None = None,
        recording: Recording | None = None,
        clock: DistrictTime | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.clock = clock if clock is not None else DistrictTime(now, now)
        now, real_now = self.clock.now, self.clock.real_now
        self._limits = limits if limits is not None else LimitsBook()
        self._store = store
        self._data = data
        self._sources = TaskSet()
        self._writing = TaskSet()
        self._written = asyncio.Event()
        self.tally = Tally()
        self._metrics_token = metrics_token
        self.connections = Connections()
        self.log = EventLog(topics=data.topics, on_events=self.connections.on_events)
        self.states = StateHub(
            org_codes=data.site.org_codes,
            camera_codes=data.camera_codes,
            now=now,
            on_change=self._state_changed,
        )
        self.picture = PictureView(log=self.log, states=self.states)
        self.committer = Committer(
            store=store, publish=self._publish, now=now, real_now=real_now, tally=self.tally
        )
        self.audit = audit
        self.notes = AuditNotes(trail=audit, committer=self.committer)
        keeper = AnchorKeeper(file=anchors, store=store, now=real_now)
        self._trail = TrailKeeper(notes=self.notes, anchors=keeper)
        self.conferences = Conferring(
            log=self.log,
            store=store,
            committer=self.committer,
            connections=self.connections,
            command=self._command,
            clock=self.clock,
            site=cameras,
            patience=patience,
        )
        self.at_once = AtOnce(
            log=self.log,
            states=self.states,
            picture=self.picture,
            connections=self.connections,
            notes=self.notes,
            clock=self.clock,
            tally=self.tally,
            motion=motion,
            meetings=meetings or self.conferences,
            deliver=self.conferences.deliver,
        )
        self._executor = Executor(
            site=data.site,
            state_version=self.states.version,
            audit=audit,
            limits=self._limits,
            look=self.at_once.look,
            rate=self.clock.rate,
            room_server=lambda: self.conferences.rooms.server,
        )
        self._limits_keeper = LimitsKeeper(book=self._limits, committer=self.committer, trail=audit)
        self._rule = RuleKeeper(
            committer=self.committer,
            log=self.log,
            run=self._executor.run,
            limits=self._limits,
            org_codes=data.site.org_codes,
            clock=self.clock,
        )
        self.accounts = Accounts(
            store=store,
            signer=signer,
            committer=self.committer,
            audit=audit,
            now=real_now,
            second_factor=second_factor,
            hasher=hasher,
        )
        self._second_factor = second_factor
        self._exchange = Exchange(store=store, site=data.site, notes=self.notes, send=self._command, now=now)
        self._media = MediaFiles(store.path.parent / MEDIA_FOLDER)
        self._tasks = TaskDesk(
            store=store, committer=self.committer, media=self._media, command=self._command, clock=self.clock
        )
        self._queries = Queries(store=store, notes=self.notes, site=data.site, clock=self.clock)
        self.housekeeping = Housekeeping(
            store=store,
            committer=self.committer,
            log=self.log,
            accounts=self.accounts,
            retention=retention or Retention(),
            clock=self.clock,
            recording=recording,
        )
        self.alarms = AlarmKeeper(
            committer=self.committer, log=self.log, org_codes=data.site.org_codes, clock=self.clock
        )
        self._walls = WallKeeper(
            committer=self.committer,
            log=self.log,
            org_codes=data.site.org_codes,
            clock=self.clock,
            audit=audit,
        )
        self.cameras = cameras
        self._streams = CameraStreams(codes=data.camera_codes, offline=self.states.offline, site=cameras)
        self._recordings = RecordingRoom(
            store=store,
            log=self.log,
            codes=data.camera_codes,
            offline=self.states.offline,
            site=cameras,
            signer=signer,
            clock=self.clock,
            execute=self.execute,
            software=Maker(name=SERVER.name, version=SERVER.version, platform=data.epoch),
            recording=recording,
        )
        self._feed = FeedDesk(
            log=self.log,
            states=self.states,
            connections=self.connections,
            accounts=self.accounts,
            epoch=data.epoch,
            simulated=simulated,
            clock=self.clock,
            timing=timing or Timing(),
            tally=self.tally,
            command=self._command,
            status=self._status,
            queries=self._queries,
        )
        self._vitals = Vitals(
            epoch=data.epoch,
            simulated=simulated,
            store=store,
            committer=self.committer,
            log=self.log,
            connections=self.connections,
            cameras=cameras,
            recordings=self._recordings,
            audit=audit,
            certificate=certificate,
        )
        self._metrics = Metrics(tally=self.tally, look=self._vitals.moment)

    async def start(self) -> tuple[str, ...]:
        """Start everything; lines to be shown once, with what the account admin has just been given."""
        self._media.clear_unfinished()
        self.states.load("unit", self._data.units.items())
        self.states.load("device", self._data.devices.items())
        with self._store.reading() as connection:
            self.accounts.load(connection)
        committing = self._writing.spawn(self.committer.run(), name="committer")
        committing.add_done_callback(lambda _: self._written.set())
        await self._trail.open()
        await self._limits_keeper.open()
        await self.committer.submit(partial(bring_up_to_date, known=self._data.known))
        shown = []
        if not self.accounts.has(ADMIN.id):
            password = generate_password()
            await self.accounts.add(DESK, None)
            await self.accounts.add(ADMIN, password)
            await self._trail.note_made(DESK.id)
            await self._trail.note_made(ADMIN.id)
            shown.append(f"account {ADMIN.id}, password: {password}")
        if self._second_factor and (secret := await self.accounts.need_otp_secret(ADMIN.id)) is not None:
            shown.append(f"account {ADMIN.id}, second factor: {otp_address(ADMIN.id, secret)}")
        self._sources.spawn(self.accounts.watch(), name="accounts")
        await self.housekeeping.age_out()
        self._sources.spawn(self.housekeeping.run(), name="housekeeping")
        self._sources.spawn(self.alarms.run(), name="alarms")
        self._sources.spawn(self._limits_keeper.run(), name="limits")
        self._sources.spawn(self._rule.run(), name="rule")
        self._sources.spawn(self._walls.run(), name="walls")
        for name, work in (*self.conferences.work(), *self._recordings.work(), ("trail", self._trail.run())):
            self._sources.spawn(work, name=name)
        return tuple(shown)

    def run_beside(self, work: Coroutine[Any, Any, None], *, name: str) -> None:
        """Run a source of the platform's own, such as the simulation; its failure is logged, no more."""
        self._sources.spawn(work, name=name)

    async def stop(self) -> None:
        """Stop the platform's own sources, write what has been accepted, close the store."""
        self.at_once.close()
        self.conferences.desk.close()
        await self._sources.close()
        await self._recordings.close()
        with suppress(TimeoutError, Refused):
            async with asyncio.timeout(_STOP_WITHIN_S):
                await self._trail.note_end()
        self.committer.close()
        with suppress(TimeoutError):
            async with asyncio.timeout(_STOP_WITHIN_S):
                await self._written.wait()
        await self._writing.close()
        self.committer.release()
        self.accounts.close()
        self._queries.close()
        self._trail.close()
        self._store.close()

    @property
    def site(self) -> Site:
        """Orgs, incident types and grids."""
        return self._data.site

    @property
    def epoch(self) -> str:
        """The random id of this database."""
        return self._data.epoch

    async def execute(
        self, actor: str, name: str, target: str | None = None, args: msgspec.Struct | None = None
    ) -> Result:
        """Carry out a command of the platform's own, with the same rules as everybody's but roles."""
        try:
            return await self._execute_raw(actor, name, target, msgspec.json.encode(args) if args else b"{}")
        except Refused as refused:
            # A source such as the simulation goes on when the disk has room again.
            return refusal("", refused)

    def publish_state(self, entity: str, id_: str, data: Entity) -> None:
        """Publish the latest of a unit, device or counter."""
        self.states.publish(entity, id_, data)

    def desk(self) -> Desk:
        """What the HTTP addresses need."""
        return Desk(
            accounts=self.accounts,
            health=self._vitals.health,
            stream=self._streams.address,
            viewed=self.notes.viewed,
            noted=self.notes.noted,
            raise_alarm=self._exchange.raise_alarm,
            exchange=self._exchange,
            tasks=self._tasks,
            conferences=self.conferences.desk,
            recordings=self._recordings.desk,
            evidence=self._recordings.evidence,
            feed=self._feed.serve,
            base_map=self._data.base_map,
            metrics=self._metrics.text,
            metrics_token=self._metrics_token,
        )

    def _publish(self, done: Committed) -> None:
        self.log.publish(done.events)
        for part in (self.alarms, self._rule, self._recordings, self._walls, self.conferences):
            part.on_events(done.events)
        self.tally.events.update(event.topic for event in done.events)
        self.states.committed(done.state_rows)
        self.at_once.carry_out(done.orders)

    def _state_changed(self, topic: str, key: Key) -> None:
        self.connections.on_state(topic, key)
        if topic == "devices":
            self.cameras.set_offline(self.states.offline())

    async def _command(self, actor: Actor, command: Command) -> Result:
        def work(batch: Batch) -> Result:
            return self._executor.run(batch, actor, command)

        began = time.monotonic()
        try:
            if command.name in MOMENTARY:
                result = await self.at_once.run(actor, command)
            else:
                result = await self.committer.submit(work)
        except Refused as refused:
            self._count(actor, command, refused.error, began)
            raise
        self._count(actor, command, result.error, began)
        return result

    def _count(self, actor: Actor, command: Command, error: Error | None, began: float) -> None:
        # Names come from clients: those that are no command's are counted together.
        name = command.name if command.name in KNOWN | MOMENTARY else "unknown"
        self.tally.command(name, "ok" if error is None else error.code, time.monotonic() - began)
        if error is not None:
            bound = about(
                user=actor.id, origin=actor.origin, command=name, cmd=command.cmd_id[:36], code=error.code
            )
            _log.info("command refused", extra=bound)

    async def _status(self, actor: Actor, cmd_id: str) -> Result | None:
        if (at_once := self.at_once.remembered(actor, cmd_id)) is not None:
            return at_once

        # Through the same queue: a command that is still waiting there is answered for before this.
        def work(batch: Batch) -> Result | None:
            return self._executor.remembered(batch, actor, cmd_id)

        return await self.committer.submit(work)

    async def _execute_raw(self, actor: str, name: str, target: str | None, args: bytes) -> Result:
        command = Command(cmd_id="", name=name, target=target, args=msgspec.Raw(args))
        return await self._command(Actor(id=actor, name=actor, internal=True), command)
