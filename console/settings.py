"""The workstation's settings: a frozen value read from one TOML file, arguments on top."""

from __future__ import annotations

import locale
import os
import tomllib
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec
import platformdirs
from msgspec import Meta

from backend_client.protocol.coordinates import Datum
from backend_client.tls import TlsFiles
from console.alarm_settings import AlarmSettings
from console.faults import StartRefused
from console.text_scale import DeskSettings
from console.video.rendering import Rendering
from widgets.map.base_map import NO_BASE_MAP, SERVER_MAX_ZOOM, BaseMap, BaseMapUnusable, open_base_map
from widgets.map.tile_address import is_address, origin_of

APPLICATION = "grid-command-console"
LANGUAGES = ("zh_CN", "en")

S = TypeVar("S", bound=msgspec.Struct)


class WallSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A wall this workstation shows: its id on the platform, the tiles it has without a layout, its monitor
    by identity, or all the `monitors` that it spans. With `sound` a conference that stands on it is heard.
    """

    id: str = "wall-1"
    tiles: Annotated[int, Meta(ge=1, le=144)] = 16
    monitor: str | None = None
    monitors: tuple[str, ...] = ()
    sound: bool = False

    def __post_init__(self) -> None:
        if self.monitor is not None and self.monitors:
            raise ValueError("a wall has either a monitor or monitors")

    @property
    def bound_to(self) -> tuple[str, ...]:
        """Identities of the monitors it spans; none: whichever the desk leaves free."""
        return self.monitors or (() if self.monitor is None else (self.monitor,))


class ConnectionSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the platform is spoken to. Paths of PEM files; a relative one starts at the settings' folder.

    `ca` is the authority whose platforms are believed (without it: those of the system), `client_cert` and
    `client_key` show who this workstation is, where the platform asks. `allow_plain` lets passwords and
    pictures travel unprotected to another machine: for networks that are protected by other means.
    """

    ca: str | None = None
    client_cert: str | None = None
    client_key: str | None = None
    allow_plain: bool = False

    @property
    def files(self) -> TlsFiles:
        """What TLS needs."""
        return TlsFiles(ca=self.ca, client_cert=self.client_cert, client_key=self.client_key)


class LockSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The idle lock: the desk is covered after `after_min` minutes without key or mouse, 0 for never.

    Left out: 15 with a platform of its own, never with the embedded one.
    """

    after_min: Annotated[float, Meta(ge=0, le=24 * 60)] | None = None


class VideoSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who decodes and draws the cameras: `auto` takes a graphics card where one is found that can."""

    rendering: Rendering = Rendering.AUTO


class SeatSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which seat of the room this workstation is: `id` is the platform's; without it none is taken."""

    id: str | None = None


class MapSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The site's own base map; without one the platform's is drawn.

    `base_map` is a GeoJSON, MBTiles or PMTiles file (a relative path starts at the settings file's folder),
    or the address of a map server with {z}, {x} and {y}; `max_zoom` is the last zoom level of that server.
    """

    base_map: str | None = None
    datum: str = Datum.WGS_84
    attribution: str = ""
    max_zoom: Annotated[int, Meta(ge=0, le=24)] = SERVER_MAX_ZOOM

    def __post_init__(self) -> None:
        if self.datum not in list(Datum):
            raise ValueError(f"datum {self.datum!r} is not known; known are {', '.join(Datum)}")
        if self.base_map == "":
            raise ValueError("base_map is empty; leave it out to have none")
        if self.base_map is not None and is_address(self.base_map):
            try:
                origin_of(self.base_map)
            except ValueError as error:
                raise ValueError(f"base_map {self.base_map!r} is no address of tiles: {error}") from error

    def open(self) -> BaseMap:
        """Look at the base map and return it, ready to be shown. Raises StartRefused."""
        if self.base_map is None:
            return NO_BASE_MAP
        try:
            return open_base_map(
                self.base_map,
                datum=Datum(self.datum),
                attribution=self.attribution,
                max_zoom=self.max_zoom,
            )
        except BaseMapUnusable as error:
            raise StartRefused(
                f"{error} Correct base_map under [map] in the settings, or take it out.", exit_code=2
            ) from error


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything a workstation may be told. `platform` None means the embedded platform.

    `standby` are feeds of platforms that take over when the first is lost, in this order. One wall is
    described by `wall`, several by `walls`.
    """

    platform: str | None = None
    standby: tuple[str, ...] = ()
    district: str = "jianggan"
    seed: int = 1
    simulate: bool = True
    data: str | None = None
    language: str | None = None
    wall: WallSettings = WallSettings()
    walls: tuple[WallSettings, ...] = ()
    map: MapSettings = MapSettings()
    lock: LockSettings = LockSettings()
    seat: SeatSettings = SeatSettings()
    video: VideoSettings = VideoSettings()
    connection: ConnectionSettings = ConnectionSettings()
    desk: DeskSettings = DeskSettings()
    alarms: AlarmSettings = AlarmSettings()

    def __post_init__(self) -> None:
        for address in self.addresses:
            if not address.startswith(("ws://", "wss://")):
                raise ValueError(f"{address!r} is no address of a platform, such as wss://10.0.0.5:8700/feed")
        if self.walls and self.wall != WallSettings():
            raise ValueError("there is [wall] and [[walls]]: describe each wall under [[walls]]")
        if len({wall.id for wall in self.shown_walls}) < len(self.shown_walls):
            raise ValueError("two of the [[walls]] have one id")

    @property
    def shown_walls(self) -> tuple[WallSettings, ...]:
        """The walls of this workstation, one at least."""
        return self.walls or (self.wall,)

    @property
    def addresses(self) -> tuple[str, ...]:
        """The feeds of the site's platforms, the usual one first; empty for the embedded platform."""
        return () if self.platform is None else (self.platform, *self.standby)

    @property
    def data_folder(self) -> Path:
        """Where the outbox, the embedded platform's store and the camera scenes are kept."""
        return (
            Path(self.data) if self.data else Path(platformdirs.user_data_dir(APPLICATION, appauthor=False))
        )

    @property
    def interface_language(self) -> str:
        """``zh_CN`` or ``en``: as set, else the system's, English when that is neither."""
        return self.language or system_language(dict(os.environ))


def default_path() -> Path:
    """The settings file of this user; it need not exist."""
    return Path(platformdirs.user_config_dir(APPLICATION, appauthor=False)) / "settings.toml"


def load(path: Path) -> Settings:
    """Read the settings. A missing file means the defaults.

    Raises StartRefused for an unreadable, corrupt or wrong file, which is left as it is.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeError) as error:
        raise _refused(path, f"cannot be read ({error})") from error
    try:
        settings = msgspec.convert(tomllib.loads(text), Settings)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _refused(path, f"is not TOML ({error})") from error
    except msgspec.ValidationError as error:
        raise _refused(path, f"holds a wrong value ({error})") from error
    if settings.language not in (None, *LANGUAGES):
        raise _refused(path, f"names the language {settings.language!r}; known are {', '.join(LANGUAGES)}")
    return msgspec.structs.replace(
        settings,
        map=_with_whole_paths(settings.map, path.parent, "base_map"),
        connection=_with_whole_paths(settings.connection, path.parent, "ca", "client_cert", "client_key"),
    )


def _with_whole_paths(section: S, folder: Path, *names: str) -> S:
    """The same with paths of files made whole: a relative one starts at the folder of the settings."""
    given = {name: getattr(section, name) for name in names}
    whole = {
        name: str(folder / Path(value).expanduser())
        for name, value in given.items()
        if value is not None and not is_address(value)
    }
    return msgspec.structs.replace(section, **whole)


def system_language(environment: dict[str, str]) -> str:
    """The language of the system among those the console speaks."""
    names = [environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    chosen = next((name for name in names if name), "") or (locale.getlocale()[0] or "")
    return "zh_CN" if chosen.lower().startswith(("zh", "chinese")) else "en"


def _refused(path: Path, what: str) -> StartRefused:
    return StartRefused(
        f"The settings file {path} {what}: correct it or move it away; it was not changed.", exit_code=2
    )
