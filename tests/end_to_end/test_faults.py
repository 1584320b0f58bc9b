"""When things go wrong: real processes are killed, cables pulled and nonsense is said; the screen tells."""

from __future__ import annotations

import asyncio
import hashlib
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from backend_client.protocol.entities import Incident
from backend_client.protocol.incident_args import IncidentCreate
from backend_client.protocol.wall import Wall
from console.virtual_screen import WIDTH, VirtualScreen, plug_monitor, unplug_monitor, virtual_screen
from platform_backend.camera_site.quality import FRAME_RATE, KEY_FRAME_EVERY
from tests.clips import Clips
from tests.clips import clips as clips
from tests.end_to_end.client import Client, signed_in
from tests.end_to_end.conftest import FirstRun
from tests.end_to_end.family import Relative, family, survivors, working_as
from tests.end_to_end.film import AllMove, Camera
from tests.end_to_end.meddler import Meddler
from tests.end_to_end.processes import ConsoleProcess, PlatformProcess
from tests.end_to_end.reading import ALIKE, likeness, shows_text
from tests.end_to_end.regions import wall_regions
from tests.end_to_end.screen import Pixels, Region, Screen
from tests.end_to_end.street import Street
from tests.end_to_end.watching import seen, sign_in
from widgets import theme

BROKEN = "No connection to the platform: what you see is"
TITLE = "示范断线期间"
UNKNOWN = ('{"type":"weather.report","rain":true}', '{"type":"weather.report"}', '{"type":"tide","m":1}')
#: Not JSON, no object, no type, a type with wrong fields: each ends a connection.
MALFORMED = ("}{", '["event"]', '{"topic":"incidents"}', '{"type":"event","sub":1,"seq":"many"}')


@dataclass(slots=True)
class Desk:
    """A console with its embedded platform on two monitors: the desk on the left, the wall on the right."""

    folder: Path
    password: str
    virtual: VirtualScreen
    screen: Screen
    console: ConsoleProcess
    tiles: tuple[Region, ...]

    @property
    def below(self) -> tuple[Relative, ...]:
        """The processes it has started."""
        return family(self.console.pid)

    def left(self) -> Pixels:
        """What stands on the first monitor."""
        return self.screen.grab()[:, :WIDTH]

    def right(self) -> Pixels:
        """What stands on the second monitor."""
        return self.screen.grab()[:, WIDTH:]

    def banner_says(self, text: str) -> bool:
        """Whether a banner on top of desk and wall says `text`."""
        pixels = self.screen.grab()[:100]
        return all(shows_text(part, text, bold=True) for part in (pixels[:, :WIDTH], pixels[:, WIDTH:]))

    def film(self, seconds: float) -> Camera:
        """Begin to film the wall."""
        return Camera(display=self.screen.display, monitor=2, seconds=seconds)

    def all_move(self) -> AllMove:
        """Whether every tile moves from now on."""
        return AllMove(self.screen.display, self.tiles)


@pytest.fixture(scope="module")
def tiles(qapp: QApplication) -> tuple[Region, ...]:
    return wall_regions(qapp)


@pytest.fixture(scope="module")
def desk(
    first_run: FirstRun, tmp_path_factory: pytest.TempPathFactory, tiles: tuple[Region, ...]
) -> Iterator[Desk]:
    """One for all the faults from which a console recovers."""
    folder = first_run.copy(tmp_path_factory.mktemp("desk") / "data")
    with ExitStack() as stack:
        virtual = stack.enter_context(virtual_screen(monitors=2))
        console = ConsoleProcess("--district", "gulou", "--lang", "en", display=virtual.display, data=folder)
        stack.callback(console.stop)
        screen = Screen(virtual.display, monitors=2)
        yield Desk(folder, first_run.password, virtual, screen, console, tiles)


@asynccontextmanager
async def client_of(desk: Desk, folder: Path) -> AsyncIterator[Client]:
    """Another client of the desk's embedded platform."""
    http, feed = (desk.console.line_with(word).split()[-1] for word in ("http://", "ws://"))
    async with signed_in(http=http, feed=feed, password=desk.password, folder=folder) as client:
        yield client


def an_incident(client: Client, title: str) -> IncidentCreate:
    """What can be reported in this district, most severe so that it stands on top."""
    known = next(iter(client.picture.of(Incident).values())).data
    return IncidentCreate(
        type_code=known.type_code, severity=1, title=title, source="hotline", position=known.position
    )


async def working(desk: Desk) -> None:
    """Wait until the console shows everything."""
    await seen(lambda: "Command desk" in desk.screen.window_titles(), within_s=60)
    await seen(desk.all_move(), within_s=60)


# One console, from whose faults it recovers by itself.


@pytest.mark.timeout(180)
async def test_single_keys_are_letters_where_text_is_written(desk: Desk, tmp_path: Path) -> None:
    await working(desk)
    async with client_of(desk, tmp_path) as client:
        walls = {id_: entry.ver for id_, entry in client.picture.of(Wall).items()}
        titles = set(desk.screen.window_titles())
        desk.screen.press("slash")
        desk.screen.type("dnwbakc")
        await seen(lambda: shows_text(desk.left(), "dnwbakc"))
        assert set(desk.screen.window_titles()) == titles
        desk.screen.press("ctrl+a", "BackSpace", "Escape")
        await seen(lambda: not shows_text(desk.left(), "dnwbakc"))
        desk.screen.press("ctrl+Home", "n")
        await seen(lambda: "Note" in desk.screen.window_titles())
        desk.screen.type("wbadrk")
        await seen(lambda: shows_text(desk.left(), "wbadrk"))
        assert set(desk.screen.window_titles()) == titles | {"Note"}
        desk.screen.press("Escape")
        await seen(lambda: "Note" not in desk.screen.window_titles())
        assert {id_: entry.ver for id_, entry in client.picture.of(Wall).items()} == walls


@pytest.mark.timeout(120)
async def test_a_killed_video_worker_is_replaced_and_others_play_on(desk: Desk) -> None:
    await working(desk)
    workers = working_as(desk.below, "console.video.worker")
    assert len(workers) == 2
    camera = desk.film(8)
    await asyncio.to_thread(camera.begin)
    workers[0].process.kill()
    stills = await asyncio.to_thread(lambda: camera.film().longest_stills(desk.tiles))
    # No tile stood still for longer than this; those of the other worker, half of them, not even so long that
    # they would count as stalled where a busy machine shows their key frames only.
    assert max(stills) <= 5.0
    assert sorted(stills)[len(stills) // 2 - 1] < 2 * KEY_FRAME_EVERY / FRAME_RATE
    assert max(stills) > min(stills)
    assert not workers[0].alive
    await seen(lambda: len(working_as(desk.below, "console.video.worker")) == 2)
    assert workers[1].alive


@pytest.mark.timeout(120)
async def test_a_monitor_that_is_unplugged_does_not_take_the_wall_with_it(desk: Desk) -> None:
    await working(desk)
    assert not shows_text(desk.left()[:140], "Video wall")
    unplug_monitor(desk.virtual, 2)
    await seen(lambda: "Video wall" in desk.screen.window_titles() and is_blank(desk.right()))
    # The desk still has its monitor for itself.
    text = "Demonstration data: simulated, not the real district"
    await seen(lambda: shows_text(desk.left()[:40], text, bold=True))
    plug_monitor(desk.virtual, 2)
    await seen(desk.all_move())


@pytest.mark.timeout(120)
async def test_a_killed_platform_comes_back_with_everything_missed(desk: Desk, tmp_path: Path) -> None:
    await working(desk)
    async with client_of(desk, tmp_path) as client:
        (platform,) = working_as(desk.below, "-m platform_backend --port")
        platform.process.kill()
        await seen(lambda: desk.banner_says(BROKEN))
        await client.give("incident.create", args=an_incident(client, TITLE))
        await seen(lambda: not desk.banner_says(BROKEN))
        await seen(lambda: shows_text(desk.left(), TITLE, bold=True))
    await seen(desk.all_move())
    (again,) = working_as(desk.below, "-m platform_backend --port")
    assert again.process.pid != platform.process.pid


@pytest.mark.timeout(120)
async def test_a_console_that_is_told_to_end_ends_everything_it_started(desk: Desk) -> None:
    await working(desk)
    children = desk.below
    desk.console.tell(signal.SIGTERM)
    assert desk.console.wait(5) == 0
    # The web engine's helpers notice the end of their parent by themselves, a moment later.
    await seen(lambda: survivors(children) == [], within_s=5)
    assert "Traceback" not in "\n".join(desk.console.lines)


# Faults of their own.


@pytest.mark.timeout(120)
async def test_nothing_survives_a_killed_console(tmp_path: Path, desk: Desk, qapp: QApplication) -> None:
    garbage = hashlib.shake_256(b"no outbox").digest(9_000)
    desk.folder.joinpath("outbox-embedded.sqlite").write_bytes(garbage)
    with ExitStack() as stack:
        console = ConsoleProcess("--district", "gulou", "--lang", "en", display=None, data=desk.folder)
        stack.callback(console.stop)
        wanted = (
            ("-m platform_backend --port",),
            ("platform_backend.camera_site",),
            ("console.video.worker",),
            ("QtWebEngineProcess",),
            ("Xvfb",),
            ("openbox",),
        )
        await seen(lambda: all(working_as(family(console.pid), *words) for words in wanted), within_s=60)
        children = family(console.pid)
        console.kill()
        await seen(lambda: survivors(children) == [], within_s=5)
    # Its outbox could not be read: it was put aside as it is.
    (kept,) = desk.folder.glob("outbox-embedded.sqlite.unreadable-*")
    assert kept.read_bytes() == garbage


@pytest.mark.timeout(120)
async def test_cameras_that_cannot_be_shown_say_why(
    first_run: FirstRun, tmp_path: Path, clips: Clips, qapp: QApplication
) -> None:
    tiles = wall_regions(qapp, simulated=False)
    with ExitStack() as stack:
        street = Street(clips)
        stack.callback(street.close)
        platform = PlatformProcess(
            first_run.copy_platform(tmp_path / "platform"),
            more=("--no-camera-site", "--stream-address", street.template),
        )
        stack.callback(platform.stop)
        where = {"http": platform.http, "feed": platform.feed, "password": first_run.password}
        async with signed_in(**where, folder=tmp_path) as client:
            wall = next(iter(client.picture.of(Wall).values())).data
        shown = {tile.tile: tile.camera for tile in wall.tiles}
        street.faults = {
            shown[3]: "/nobody/there",
            shown[6]: f"/files/{clips.garbage.name}",
            shown[11]: f"/files/{clips.vp9.name}",
        }
        virtual = stack.enter_context(virtual_screen(monitors=2))
        console = ConsoleProcess(
            "--platform", platform.feed, "--lang", "en", display=virtual.display, data=tmp_path / "data"
        )
        stack.callback(console.stop)
        screen = Screen(virtual.display, monitors=2)
        room = Desk(tmp_path, first_run.password, virtual, screen, console, tiles)
        await sign_in(room.screen, first_run.password)
        words = {3: "unreachable", 6: "not a video stream", 11: "wrong codec"}

        def all_say_why() -> bool:
            wall = room.right()
            return all(tile_says(tiles[number - 1].of(wall), said) for number, said in words.items())

        await seen(all_say_why)
        well = tuple(tile for number, tile in enumerate(tiles, start=1) if number not in words)
        await seen(AllMove(screen.display, well))
        assert all_say_why()


@pytest.mark.timeout(120)
async def test_frames_that_make_no_sense_are_counted_and_survived(
    first_run: FirstRun, tmp_path: Path, qapp: QApplication
) -> None:
    theme.apply(qapp)
    with ExitStack() as stack:
        data = first_run.copy_platform(tmp_path / "platform")
        platform = PlatformProcess(data, more=("--no-camera-site",))
        stack.callback(platform.stop)
        screen = Screen(stack.enter_context(virtual_screen()).display)
        async with Meddler(http=platform.http, feed=platform.feed).serving() as meddler:
            console = ConsoleProcess(
                *("--platform", meddler.address, "--lang", "en", "--exit-after", "300"),
                display=screen.display,
                data=tmp_path / "data",
            )
            stack.callback(console.stop)
            await sign_in(screen, first_run.password)
            await seen(lambda: meddler.subscribed == 1)
            for frame in UNKNOWN:
                await meddler.say(frame)
            for count, frame in enumerate(MALFORMED, start=2):
                await meddler.say(frame)
                await seen(lambda count=count: meddler.subscribed == count)  # type: ignore[misc]
            where = {"http": platform.http, "feed": platform.feed, "password": first_run.password}
            async with signed_in(**where, folder=tmp_path) as client:
                await client.give("incident.create", args=an_incident(client, TITLE))
            await seen(lambda: shows_text(screen.grab(), TITLE, bold=True))
            console.tell(signal.SIGTERM)
            assert await asyncio.to_thread(console.wait, 20) == 0
    report = console.report()
    assert report["feed"] == "live"
    assert report["frames_bad"] == len(MALFORMED)
    assert not [line for line in console.lines if "Traceback" in line]
    assert [line for line in console.lines if "weather.report" in line]


def is_blank(pixels: Pixels) -> bool:
    """Whether nothing stands there but the bare screen."""
    return int(pixels.max()) - int(pixels.min()) < 8


def tile_says(pixels: Pixels, text: str) -> bool:
    """Whether a tile says `text` in the place of its picture."""
    font = theme.font()
    font.setPixelSize(min(max(12, pixels.shape[0] // 12), 28))
    return likeness(pixels, text, font=font) >= ALIKE
