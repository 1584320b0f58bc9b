"""The workstation's settings: a frozen value read from one TOML file, arguments on top."""

from __future__ import annotations

import locale
import os
import tomllib
from pathlib import Path
from typing import Annotated

import msgspec
import platformdirs
from msgspec import Meta

from backend_client.protocol.coordinates import Datum
from console.faults import StartRefused
from widgets.map.base_map import NO_BASE_MAP, SERVER_MAX_ZOOM, BaseMap, BaseMapUnusable, open_base_map
from widgets.map.tile_address import is_address, origin_of

APPLICATION = "grid-command-console"
LANGUAGES = ("zh_CN", "en")


class WallSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The wall this workstation shows: its id on the platform, its tiles, its monitor by identity."""

    id: str = "wall-1"
    tiles: Annotated[int, Meta(ge=1, le=144)] = 16
    monitor: str | None = None


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
    """Everything a workstation may be told. `platform` None means the embedded platform."""

    platform: str | None = None
    district: str = "jianggan"
    seed: int = 1
    simulate: bool = True
    data: str | None = None
    language: str | None = None
    wall: WallSettings = WallSettings()
    map: MapSettings = MapSettings()

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
    except tomllib.TOMLDecodeError as error:
        raise _refused(path, f"is not TOML ({error})") from error
    except msgspec.ValidationError as error:
        raise _refused(path, f"holds a wrong value ({error})") from error
    if settings.language not in (None, *LANGUAGES):
        raise _refused(path, f"names the language {settings.language!r}; known are {', '.join(LANGUAGES)}")
    return msgspec.structs.replace(settings, map=_beside(settings.map, path.parent))


def _beside(chosen: MapSettings, folder: Path) -> MapSettings:
    """The same with a file's path made whole: a relative one starts at the folder of the settings."""
    if chosen.base_map is None or is_address(chosen.base_map):
        return chosen
    return msgspec.structs.replace(chosen, base_map=str(folder / Path(chosen.base_map).expanduser()))


def system_language(environment: dict[str, str]) -> str:
    """The language of the system among those the console speaks."""
    names = [environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    chosen = next((name for name in names if name), "") or (locale.getlocale()[0] or "")
    return "zh_CN" if chosen.lower().startswith(("zh", "chinese")) else "en"


def _refused(path: Path, what: str) -> StartRefused:
    return StartRefused(
        f"The settings file {path} {what}: correct it or move it away; it was not changed.", exit_code=2
    )
