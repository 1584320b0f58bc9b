"""The platform alone: ``python -m platform_backend --port N --data DIR --district NAME --seed N``.

With ``accounts``, ``audit``, ``backup`` or ``restore`` in front it is one of the administrator's tools.

The story of a start: take the port, take the data folder, load (or make) the district, serve; the camera
site and the simulation come up beside it.
"""

from __future__ import annotations

import asyncio
import contextlib
import importlib
import logging
import signal
import socket
import sqlite3
import sys
import time
from collections.abc import Sequence

from sqlalchemy.exc import DBAPIError

from backend_client.protocol.errors import Refused
from backend_client.tasks import TaskSet
from platform_backend.anchors import AnchorFile
from platform_backend.audit import AuditTrail
from platform_backend.data_folder import DataFolder
from platform_backend.district_data import DistrictData, prepare
from platform_backend.districts.generate import generate
from platform_backend.districts.spec import DistrictSpec, load_spec
from platform_backend.failures import CannotStart
from platform_backend.http_api import build_app
from platform_backend.launch_line import LaunchLine
from platform_backend.logs import start_logging
from platform_backend.options import Options, Replay, parse
from platform_backend.parent_watch import watch_parent
from platform_backend.replay import replay
from platform_backend.server import Platform
from platform_backend.serving import Server, bind
from platform_backend.simulation.clock import RealClock
from platform_backend.simulation.simulator import Simulator
from platform_backend.site_keeper import SiteKeeper
from platform_backend.store import Store
from platform_backend.tls import ServerTls
from platform_backend.tokens import TokenSigner

#: Subcommands beside serving and replay; each module has a ``main(arguments) -> exit code``.
_TOOLS = {
    "accounts": "platform_backend.administration.accounts",
    "audit": "platform_backend.administration.audit",
    "backup": "platform_backend.administration.backup",
    "restore": "platform_backend.administration.restore",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the platform until it is told to stop; the exit code."""
    said = sys.argv[1:] if arguments is None else arguments
    if said and (tool := _TOOLS.get(said[0])) is not None:
        # Read only now: serving needs none of them.
        code: int = importlib.import_module(tool).main(said[1:])
        return code
    options = parse(said)
    # Until it serves, a signal ends the process at once: what is half made is rolled back by the next start.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    # Whoever starts this beside a console has no use for its daily business.
    start_logging(
        form=options.log_format, level=logging.WARNING if options.parent_fd is not None else logging.INFO
    )
    launch = LaunchLine(options.launch_token_fd)
    try:
        try:
            spec = load_spec(options.district)
        except ValueError as error:
            raise CannotStart(str(error)) from error
        tls = None
        if options.tls_cert is not None:
            tls = ServerTls(cert=options.tls_cert, key=options.tls_key, client_ca=options.tls_client_ca)
        with contextlib.closing(bind(options.host, options.port)) as listener:
            asyncio.run(_run(options, spec, listener, launch, tls))
    except CannotStart as error:
        launch.cannot_start(str(error))
        print(error, file=sys.stderr)
        return 1
    return 0


async def _run(
    options: Options,
    spec: DistrictSpec,
    listener: socket.socket,
    launch: LaunchLine,
    tls: ServerTls | None,
) -> None:
    # From the first moment on: whoever started this may end while a district is being made.
    stopped = asyncio.Event()
    if options.parent_fd is not None:
        _watch_parent(options.parent_fd, stopped)
    beside = TaskSet()
    with contextlib.closing(DataFolder(options.data)) as folder:
        signer = TokenSigner(folder.key())
        cameras = SiteKeeper(cache=folder.camera_cache, key_file=folder.key_file, signer=signer)
        try:
            if options.camera_site:
                beside.spawn(cameras.run(), name="camera site")
            store = await asyncio.to_thread(Store, folder.database)
            try:
                data = await asyncio.to_thread(
                    prepare,
                    store,
                    spec,
                    seed=options.seed,
                    now=time.time(),
                    stream_address=options.stream_address,
                )
            except (DBAPIError, sqlite3.Error, OSError) as error:
                store.close()
                raise CannotStart(
                    f"The database {folder.database} cannot be written ({getattr(error, 'orig', error)}): "
                    "make room on its disk, or choose another folder with --data."
                ) from error
            except BaseException:
                store.close()
                raise
            platform = Platform(
                store=store,
                signer=signer,
                data=data,
                cameras=cameras,
                audit=AuditTrail(folder.audit_key()),
                anchors=AnchorFile(folder.anchors_file, folder.audit_key()),
                metrics_token=folder.metrics_token(),
                simulated=options.simulate or options.replay is not None,
                second_factor=options.second_factor,
            )
            try:
                await _serve(platform, listener, options, spec, data, stopped, launch, tls)
            finally:
                await platform.stop()
        finally:
            await beside.close()


async def _serve(
    platform: Platform,
    listener: socket.socket,
    options: Options,
    spec: DistrictSpec,
    data: DistrictData,
    stopped: asyncio.Event,
    launch: LaunchLine,
    tls: ServerTls | None,
) -> None:
    try:
        shown = await platform.start()
    except Refused as refused:
        raise CannotStart(
            f"The platform cannot start in {options.data} ({refused.error.message}): make room on its disk, "
            "or choose another folder with --data."
        ) from refused
    _stop_on_signals(stopped)
    if tls is not None and sys.platform != "win32":
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, tls.renew)
    server = Server(build_app(platform.desk()), tls=None if tls is None else tls.context)
    failed: list[CannotStart] = []
    async with asyncio.TaskGroup() as group:
        group.create_task(server.serve(sockets=[listener]), name="serve")
        _announce(listener, platform, shown, launch, secure=tls is not None)
        if options.simulate:
            platform.run_beside(_simulate(platform, spec, data), name="simulation")
        if options.replay is not None:
            work = _replay(platform, data, options.replay, failed, stopped)
            platform.run_beside(work, name="replay")
        await stopped.wait()
        server.stop()
    if failed:
        raise failed[0]


async def _simulate(platform: Platform, spec: DistrictSpec, data: DistrictData) -> None:
    # Made again from its seed, beside the serving: the first console need not wait for it.
    district = await asyncio.to_thread(generate, spec, seed=data.seed, now=data.made_at)
    simulator = Simulator(
        district=district,
        seed=data.seed,
        clock=RealClock(),
        execute=platform.execute,
        publish_state=platform.publish_state,
        picture=platform.picture,
    )
    await simulator.run()


async def _replay(
    platform: Platform, data: DistrictData, what: Replay, failed: list[CannotStart], stopped: asyncio.Event
) -> None:
    try:
        await replay(
            log=what.log,
            map_file=what.map_file,
            speed=what.speed,
            index=data.index,
            type_names=data.site.type_names,
            clock=RealClock(),
            execute=platform.execute,
            say=lambda sentence: print(sentence, flush=True),
        )
    except CannotStart as error:
        failed.append(error)
        stopped.set()


def _announce(
    listener: socket.socket, platform: Platform, shown: Sequence[str], launch: LaunchLine, *, secure: bool
) -> None:
    host, port = listener.getsockname()[:2]
    authority = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    s = "s" if secure else ""
    http, feed = f"http{s}://{authority}", f"ws{s}://{authority}/feed"
    lines = [http, feed, *shown]
    # Whoever started us may not be reading any more.
    with contextlib.suppress(BrokenPipeError):
        print("\n".join(lines), flush=True)
    launch.serves(http=http, feed=feed, token=platform.accounts.make_launch_token())


def _watch_parent(fd: int, stopped: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()

    def stop() -> None:
        # The loop may have just been closed: then the process is ending anyway.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(stopped.set)

    watch_parent(fd, stop=stop)


def _stop_on_signals(stopped: asyncio.Event) -> None:
    loop = asyncio.get_running_loop()
    if sys.platform == "win32":
        signal.signal(signal.SIGINT, lambda *_: loop.call_soon_threadsafe(stopped.set))
    else:
        loop.add_signal_handler(signal.SIGTERM, stopped.set)
        loop.add_signal_handler(signal.SIGINT, stopped.set)


if __name__ == "__main__":
    sys.exit(main())
