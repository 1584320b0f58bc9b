"""The console's composition root. Read from `run` down, it is the story of a start:

settings -> virtual screen (where there is none) -> Qt -> embedded platform (if any) -> sign-in -> outbox ->
windows -> video workers -> feed. Stopping is the same list backwards, each step bounded in time.

With `--wall` the machine is a wall and nothing else: no desk, no outbox, no platform of its own, and started
again by itself when it breaks down.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import msgspec
from PySide6.QtCore import QCoreApplication, QLockFile, Qt
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from backend_client.outbox import Outbox, OutboxUnusable
from console import settings as settings_file
from console import translations
from console.embedded import EmbeddedPlatform
from console.faults import StartRefused, require_display, require_libvlc
from console.hands_free import HandsFree, Station
from console.keeper import keep
from console.lost_display import end_with_display
from console.people.session import Session, from_launch
from console.people.site_session import open_session
from console.settings import Settings
from console.text_scale import remembered
from console.virtual_screen import NoVirtualScreen, needs_virtual_screen, virtual_screen
from console.wall.node import WallNode
from layouts.spans import WHOLE, Part
from widgets import theme
from widgets.map.engine import MapUnavailable, prepare_web_engine

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Options:
    """The command line; None means: as the settings say."""

    platform: str | None = None
    district: str | None = None
    data: Path | None = None
    language: str | None = None
    screenshots: Path | None = None
    exit_after_s: float | None = None
    wall: str | None = None
    part: Part | None = None


def part_of_wall(text: str) -> Part:
    """Left, top, width and height in fractions of a wall, such as ``1/3,0,1/3,1``. Raises ValueError."""
    try:
        numbers = [Fraction(number.strip()) for number in text.split(",")]
    except ZeroDivisionError as error:
        raise ValueError(str(error)) from error
    if len(numbers) != 4:
        raise ValueError("a part is four numbers")
    x, y, width, height = numbers
    if min(x, y) < 0 or min(width, height) <= 0 or max(x + width, y + height) > 1:
        raise ValueError("a part lies within the wall, from 0 to 1")
    return Part(float(x), float(y), float(width), float(height))


#: Exit codes of a wall that is not started again: its window was closed, or somebody has to mend something.
_OVER: Final = (0, 2, 3, 4, 5)


def run(options: Options) -> int:
    """Run the console until its windows are closed; return the exit code."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    if options.wall is not None and options.exit_after_s is None and options.screenshots is None:
        return keep(lambda: _run(options), over=_OVER)
    return _run(options)


def _run(options: Options) -> int:
    try:
        with ExitStack() as stack:
            settings = _settings(options)
            _provide_screen(stack, options)
            require_display()
            require_libvlc()
            if options.wall is None:
                prepare_web_engine()
                application = _application(settings)
                _lock(settings, stack)
            else:
                # As QtWebEngine wants it, should a tile need the map one day; it is not loaded before.
                QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
                application = _application(settings)
            with QEventLoop(application) as loop:
                asyncio.set_event_loop(loop)
                code: int = loop.run_until_complete(_whole(settings, options))
                return code
    except (StartRefused, NoVirtualScreen, MapUnavailable, OutboxUnusable) as refused:
        sys.stderr.write(f"{refused}\n")
        return refused.exit_code if isinstance(refused, StartRefused) else 1


async def _whole(settings: Settings, options: Options) -> int:
    """The one and only run of the event loop, with the end that `asyncio.Runner` would give it.

    WORKAROUND: each run of qasync's loop ends in `QCoreApplication.exit`, which says `aboutToQuit`; the
    second time QtWebEngine is gone and its slot crashes. `asyncio.Runner` runs the loop three times.
    """
    loop = asyncio.get_running_loop()
    work = asyncio.current_task()
    assert work is not None
    # Until there is a window to close, being told to end means to give up the start.
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, work.cancel)
    try:
        return await _work(settings, options)
    except asyncio.CancelledError:
        return 0
    finally:
        await loop.shutdown_asyncgens()
        await loop.shutdown_default_executor()


async def _work(settings: Settings, options: Options) -> int:
    async with AsyncExitStack() as stack:
        station = await (_desk if options.wall is None else _node)(settings, options, stack)
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, station.closed.set)
        await station.start()
        if options.exit_after_s is None and options.screenshots is None:
            await station.closed.wait()
            return 0
        hands_free = HandsFree(station=station, folder=options.screenshots)
        await hands_free.run(options.exit_after_s or 30.0)
    # The last line of all, after everything has been stopped.
    sys.stdout.write(msgspec.json.encode(hands_free.report).decode() + "\n")
    sys.stdout.flush()
    return 0


async def _desk(settings: Settings, options: Options, stack: AsyncExitStack) -> Station:
    """A whole workstation. Raises StartRefused."""
    # Here, because a wall node is to be without the desk, its browser and all that belongs to them.
    from console.workstation import Workstation

    base_map = settings.map.open()
    session = await _session(settings, options, stack)
    outbox = Outbox(path=settings.data_folder / f"outbox-{_site(session)}.sqlite")
    stack.push_async_callback(outbox.close)
    await outbox.open()
    station = Workstation(settings=settings, base_map=base_map, session=session, outbox=outbox)
    stack.push_async_callback(station.close)
    if outbox.kept_aside is not None:
        station.desk.banners.show_outbox_kept_aside(outbox.kept_aside)
    return station


async def _node(settings: Settings, options: Options, stack: AsyncExitStack) -> Station:
    """A wall of a platform that runs elsewhere. Raises StartRefused."""
    if settings.platform is None:
        raise StartRefused(
            "A wall shows what a platform tells it to: name that with --platform, or as platform in the "
            "settings.",
            exit_code=2,
        )
    session = await open_session(settings, patience_s=options.exit_after_s)
    known = next((wall for wall in settings.shown_walls if wall.id == options.wall), settings.shown_walls[0])
    wall = msgspec.structs.replace(known, id=options.wall or known.id)
    node = WallNode(
        wall=wall,
        part=options.part or WHOLE,
        session=session,
        rendering=settings.video.rendering.value,
    )
    stack.push_async_callback(node.close)
    return node


async def _session(settings: Settings, options: Options, stack: AsyncExitStack) -> Session:
    """The session: by launch token at an embedded platform, as `open_session` has it at any other.

    A hands-free run waits for a person no longer than it is to last. Raises StartRefused.
    """
    if settings.platform is not None:
        return await open_session(settings, patience_s=options.exit_after_s)
    platform = EmbeddedPlatform(
        data=settings.data_folder / f"platform-{settings.district}",
        district=settings.district,
        seed=settings.seed,
        simulate=settings.simulate,
    )
    stack.push_async_callback(platform.stop)
    launch = await platform.start()
    keeper = asyncio.get_running_loop().create_task(platform.keep_running(), name="embedded platform")
    stack.callback(keeper.cancel)
    return await from_launch(launch)


def _settings(options: Options) -> Settings:
    """The settings file with the command line on top. Raises StartRefused."""
    given: dict[str, str | None] = {
        "platform": options.platform,
        "district": options.district,
        "data": str(options.data) if options.data else None,
        "language": options.language,
    }
    chosen = {name: value for name, value in given.items() if value is not None}
    return msgspec.structs.replace(settings_file.load(settings_file.default_path()), **chosen)


def _provide_screen(stack: ExitStack, options: Options) -> None:
    """Start a virtual screen where there is no display, and say so. Raises NoVirtualScreen."""
    if not needs_virtual_screen(os.environ, sys.platform):
        if sys.platform.startswith("linux"):
            # Video workers draw into native X11 windows; Wayland has none that another process could draw in.
            os.environ.setdefault("QT_QPA_PLATFORM", "xcb")
        return
    screen = stack.enter_context(virtual_screen(monitors=2))
    os.environ |= screen.environment
    where = (
        f"screenshots go to {options.screenshots}" if options.screenshots else "see it with --screenshots DIR"
    )
    sys.stdout.write(f"No display: running on the virtual screen {screen.display}, two monitors; {where}\n")
    sys.stdout.flush()


def _application(settings: Settings) -> QApplication:
    end_with_display()
    application = QApplication([settings_file.APPLICATION])
    application.setApplicationName(settings_file.APPLICATION)
    application.setQuitOnLastWindowClosed(False)
    translations.install(application, settings.interface_language)
    theme.apply(application, scale=remembered(settings.data_folder) or settings.desk.text_scale)
    return application


def _lock(settings: Settings, stack: ExitStack) -> None:
    """One console a data folder: two would send one outbox twice. Raises StartRefused."""
    folder = settings.data_folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StartRefused(
            f"The data folder {folder} cannot be made ({error.strerror}): name another with --data."
        ) from error
    lock = QLockFile(str(folder / "console.lock"))
    lock.setStaleLockTime(0)
    if not lock.tryLock(0):
        if lock.error() is QLockFile.LockError.LockFailedError:
            raise StartRefused(
                f"Another console uses the data folder {folder}: close it, or start with --data DIR."
            )
        raise StartRefused(f"The data folder {folder} cannot be written: name another with --data.")
    stack.callback(lock.unlock)


def _site(session: Session) -> str:
    """A file name for a site: its first platform's address, whichever serves; the embedded one's port
    changes.
    """
    if session.embedded:
        return "embedded"
    return urlsplit(session.access.addresses[0]).netloc.replace(":", "-")
