"""One platform from its start to its end.

The story of a start: the port is taken, then take the data folder, load (or make) the district, serve; the
camera site and the simulation come up beside it. Stopping is the same backwards.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import sqlite3
import sys
from collections.abc import Iterator, Sequence

from sqlalchemy.exc import DBAPIError

from backend_client.protocol.conference import Provider
from backend_client.protocol.errors import Refused
from backend_client.tasks import TaskSet
from platform_backend.access.tokens import TokenSigner
from platform_backend.audit.anchors import AnchorFile
from platform_backend.audit.trail import AuditTrail
from platform_backend.commands.context import RoomServer
from platform_backend.conference.room_server import RoomServerKeeper
from platform_backend.data_folder import DataFolder
from platform_backend.district_clock import district_clock
from platform_backend.district_data import DistrictData, prepare
from platform_backend.district_time import DistrictTime
from platform_backend.districts.generate import generate
from platform_backend.districts.spec import DistrictSpec
from platform_backend.failures import CannotStart
from platform_backend.figures import Figures
from platform_backend.launch_line import LaunchLine
from platform_backend.limits.book import LimitsBook
from platform_backend.limits.limits import Limits
from platform_backend.options import Options, Replay
from platform_backend.parent_watch import watch_parent
from platform_backend.recording_room import Recording
from platform_backend.recordings.settings import SettingsBook
from platform_backend.replay import replay
from platform_backend.room_addresses import JANUS
from platform_backend.server import Platform
from platform_backend.simulation.clock import Clock, RealClock
from platform_backend.simulation.simulator import Simulator
from platform_backend.site_keeper import SiteKeeper
from platform_backend.store.retention import Retention
from platform_backend.store.store import Store
from platform_backend.web.http_api import build_app
from platform_backend.web.serving import Server
from platform_backend.web.tls import ServerTls


class Start:
    """What the command line asked for, on the port that was taken; `run` serves until it is told to stop."""

    def __init__(
        self,
        *,
        options: Options,
        spec: DistrictSpec,
        listener: socket.socket,
        tls: ServerTls | None,
        launch: LaunchLine,
    ) -> None:
        self._options = options
        self._spec = spec
        self._listener = listener
        self._tls = tls
        self._launch = launch
        self._clock: Clock = RealClock()
        self._stopped = asyncio.Event()
        self._failed: CannotStart | None = None

    async def run(self) -> None:
        """Serve until a signal, or until the parent has ended. Raises CannotStart."""
        options = self._options
        # From the first moment on: whoever started this may end while a district is being made.
        if options.parent_fd is not None:
            self._watch_parent(options.parent_fd)
        beside = TaskSet()
        with contextlib.closing(DataFolder(options.data)) as folder:
            signer = TokenSigner(folder.key())
            cameras = SiteKeeper(cache=folder.camera_cache, key_file=folder.key_file, signer=signer)
            try:
                if options.camera_site:
                    beside.spawn(cameras.run(), name="camera site")
                folder.check_evidence_key()
                store = await asyncio.to_thread(Store, folder.database)
                limits = await asyncio.to_thread(LimitsBook, folder.limits_file)
                with _closed_on_failure(store):
                    self._clock = await asyncio.to_thread(district_clock, store, rate=options.clock_rate)
                    data = await asyncio.to_thread(self._load, store, limits.current)
                    platform = Platform(
                        store=store,
                        signer=signer,
                        data=data,
                        cameras=cameras,
                        audit=AuditTrail(folder.audit_key()),
                        anchors=AnchorFile(folder.anchors_file, folder.audit_key()),
                        metrics_token=folder.metrics_token(),
                        certificate=self._tls,
                        simulated=options.simulate or options.replay is not None,
                        second_factor=options.second_factor,
                        retention=Retention(
                            seconds=options.event_log_days * 24 * 3600.0, bytes=options.event_log_mb * 1e6
                        ),
                        limits=limits,
                        recording=self._recording(folder),
                        clock=DistrictTime(now=self._clock.now, rate=self._clock.rate),
                    )
                try:
                    await self._serve(platform, data, folder)
                finally:
                    await platform.stop()
            finally:
                await beside.close()
        if self._failed is not None:
            raise self._failed

    def _recording(self, folder: DataFolder) -> Recording | None:
        if not self._options.recorder:
            return None
        return Recording(settings=SettingsBook(folder.recordings_file), also=self._options.record)

    def _load(self, store: Store, limits: Limits) -> DistrictData:
        options = self._options
        try:
            return prepare(
                store,
                self._spec,
                seed=options.seed,
                now=self._clock.now(),
                stream_address=options.stream_address,
                limits=limits,
                call_cameras=options.call_cameras,
            )
        except (DBAPIError, sqlite3.Error, OSError) as error:
            raise CannotStart(
                f"The database {store.path} cannot be written ({getattr(error, 'orig', error)}): "
                "make room on its disk, or choose another folder with --data."
            ) from error

    async def _serve(self, platform: Platform, data: DistrictData, folder: DataFolder) -> None:
        options = self._options
        try:
            shown = await platform.start()
        except Refused as refused:
            raise CannotStart(
                f"The platform cannot start in {options.data} ({refused.error.message}): make room on its "
                "disk, or choose another folder with --data."
            ) from refused
        self._obey_signals()
        server = Server(build_app(platform.desk()), tls=None if self._tls is None else self._tls.context)
        async with asyncio.TaskGroup() as group:
            group.create_task(server.serve(sockets=[self._listener]), name="serve")
            self._announce(platform, shown)
            figures = Figures(
                picture=platform.picture,
                cameras_offline=lambda: len(platform.states.offline()),
                publish=platform.publish_state,
                now=platform.clock.now,
            )
            platform.run_beside(figures.run(), name="figures")
            self._hold_larger_conferences(platform, folder)
            if options.simulate:
                platform.run_beside(self._simulate(platform, data), name="simulation")
            if options.replay is not None:
                platform.run_beside(self._replay(platform, data, options.replay), name="replay")
            await self._stopped.wait()
            server.stop()

    def _hold_larger_conferences(self, platform: Platform, folder: DataFolder) -> None:
        options, rooms = self._options, platform.conferences.rooms
        if options.room_server == JANUS:
            keeper = RoomServerKeeper(
                folder=folder.room_server, up=rooms.up, down=rooms.down, ports=options.room_server_ports
            )
            platform.run_beside(keeper.run(), name="room server")
        elif options.room_server is not None:
            rooms.server = RoomServer(Provider.EXTERNAL, options.room_server)

    async def _simulate(self, platform: Platform, data: DistrictData) -> None:
        # Made again from its seed, beside the serving: the first console need not wait for it.
        district = await asyncio.to_thread(generate, self._spec, seed=data.seed, now=data.made_at)
        simulator = Simulator(
            district=district,
            seed=data.seed,
            clock=self._clock,
            execute=platform.execute,
            publish_state=platform.publish_state,
            picture=platform.picture,
        )
        await simulator.run()

    async def _replay(self, platform: Platform, data: DistrictData, what: Replay) -> None:
        try:
            await replay(
                log=what.log,
                map_file=what.map_file,
                speed=what.speed,
                index=data.index,
                type_names=data.site.type_names,
                clock=self._clock,
                execute=platform.execute,
                say=lambda sentence: print(sentence, flush=True),  # noqa: T201 for whoever started it
            )
        except CannotStart as error:
            self._failed = error
            self._stopped.set()

    def _announce(self, platform: Platform, shown: Sequence[str]) -> None:
        host, port = self._listener.getsockname()[:2]
        authority = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        s = "" if self._tls is None else "s"
        http, feed = f"http{s}://{authority}", f"ws{s}://{authority}/feed"
        # Whoever started us may not be reading any more.
        with contextlib.suppress(BrokenPipeError):
            # With its end in one write: a log line of the same pipe must not come between.
            said = "".join(f"{line}\n" for line in (http, feed, *shown))
            print(said, end="", flush=True)  # noqa: T201 the platform's own first words
        self._launch.serves(http=http, feed=feed, token=platform.accounts.make_launch_token())

    def _watch_parent(self, fd: int) -> None:
        loop = asyncio.get_running_loop()

        def stop() -> None:
            # The loop may have just been closed: then the process is ending anyway.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(self._stopped.set)

        watch_parent(fd, stop=stop)

    def _obey_signals(self) -> None:
        loop = asyncio.get_running_loop()
        if sys.platform == "win32":
            signal.signal(signal.SIGINT, lambda *_: loop.call_soon_threadsafe(self._stopped.set))
            return
        loop.add_signal_handler(signal.SIGTERM, self._stopped.set)
        loop.add_signal_handler(signal.SIGINT, self._stopped.set)
        if self._tls is not None:
            loop.add_signal_handler(signal.SIGHUP, self._tls.renew)


@contextlib.contextmanager
def _closed_on_failure(store: Store) -> Iterator[None]:
    try:
        yield
    except BaseException:
        store.close()
        raise
