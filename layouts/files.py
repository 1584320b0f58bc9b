"""Files of layouts and scenes, for carrying them to another platform and for keeping them under version
control.

A layout: ``{"format": "command-console-layout", "version": 1, "name": "...", "layout": {...}}``, a scene:
``{"format": "command-console-scene", "version": 1, "name": "...", "layout": {...}, "tiles": [{"tile": 1,
"kind": "camera", "camera": "...", "device": "...", "stream": "main", "preset": 3}, {"tile": 2, "kind":
"list", "about": "..."}, ...]}``, with the layout as `document` writes it. A camera is named by the platform's
id and by its device id (GB/T 28181), because ids mean nothing elsewhere. Fields that say nothing are left
out; what else stands in a file is ignored. Written twice, the same is the same text, line by line.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from layouts.document import check_version, decode, encode, whole_number
from layouts.drafts import Content, Draft, Kind
from layouts.faults import Fault, LayoutUnusable
from layouts.layout import MOST_TILES, Layout

VERSION: Final = 1
LAYOUT_FORMAT: Final = "command-console-layout"
SCENE_FORMAT: Final = "command-console-scene"
#: Largest file that is read, in bytes: a scene of 256 tiles takes about 60,000.
MOST_BYTES: Final = 1_000_000
_LONGEST_TEXT: Final = 200
_SHOWS_A_CAMERA: Final = frozenset({Kind.CAMERA, Kind.RECORDING})
_USUAL: Final = Content()
_TEXTS: Final = ("camera", "device", "stream", "about", "since", "until")


@dataclass(frozen=True, slots=True)
class LayoutFile:
    """What a file held. `scene` tells whether it is one, with contents; a layout has none.

    `faults` say what could not be read of single tiles; everything else is there.
    """

    name: str
    draft: Draft
    scene: bool
    faults: tuple[LayoutUnusable, ...] = ()


@dataclass(frozen=True, slots=True)
class Matched:
    """A draft whose cameras are those of this platform; `missing` are tiles with cameras it does not have."""

    draft: Draft
    missing: Mapping[int, Content]


def read(data: bytes) -> LayoutFile:
    """What stands in a file. Raises LayoutUnusable where it is none, or its layout is unusable."""
    if len(data) > MOST_BYTES:
        raise LayoutUnusable(Fault.TOO_LARGE, most=MOST_BYTES // 1000)
    try:
        parsed = json.loads(data)
    except (ValueError, RecursionError):
        raise LayoutUnusable(Fault.NOT_A_FILE) from None
    if not isinstance(parsed, Mapping) or parsed.get("format") not in (LAYOUT_FORMAT, SCENE_FORMAT):
        raise LayoutUnusable(Fault.NOT_A_FILE)
    check_version(parsed.get("version"), known=VERSION)
    name = _text(parsed, "name", "").strip()
    layout = decode(parsed.get("layout"))
    if parsed["format"] == LAYOUT_FORMAT:
        return LayoutFile(name, Draft(layout), scene=False)
    contents, faults = _contents(parsed.get("tiles"), layout)
    return LayoutFile(name, Draft(layout, contents), scene=True, faults=faults)


def write_layout(name: str, layout: Layout) -> str:
    """The text of a file of a layout."""
    return _written({"format": LAYOUT_FORMAT, "version": VERSION, "name": name, "layout": encode(layout)})


def write_scene(name: str, draft: Draft) -> str:
    """The text of a file of a scene."""
    tiles = [_entry(number, draft.contents[number]) for number in sorted(draft.contents)]
    head = {"format": SCENE_FORMAT, "version": VERSION, "name": name, "layout": encode(draft.layout)}
    return _written({**head, "tiles": tiles})


def match_cameras(draft: Draft, *, devices: Mapping[str, str]) -> Matched:
    """Find the cameras of a draft from elsewhere; `devices` has the device id of each camera here, by its id.

    A device id decides; the id alone only where the file names no device. Tiles without a match are emptied.
    """
    ids = {device: camera for camera, device in devices.items() if device}
    contents, missing = {}, {}
    for number, content in draft.contents.items():
        if content.kind not in _SHOWS_A_CAMERA:
            contents[number] = content
            continue
        same = devices.get(content.camera)
        if same is not None and content.device in ("", same):
            contents[number] = replace(content, device=same)
        elif found := ids.get(content.device):
            contents[number] = replace(content, camera=found)
        else:
            missing[number] = content
    return Matched(Draft(draft.layout, contents), missing)


def _contents(entries: object, layout: Layout) -> tuple[dict[int, Content], tuple[LayoutUnusable, ...]]:
    if not isinstance(entries, list):
        raise LayoutUnusable(Fault.FIELD, field="tiles", wanted="a list")
    if len(entries) > MOST_TILES:
        raise LayoutUnusable(Fault.TOO_MANY, tiles=len(entries), most=MOST_TILES)
    contents: dict[int, Content] = {}
    faults = []
    for index, entry in enumerate(entries):
        try:
            number, content = _read_entry(entry, f"tiles[{index}]")
            if number not in layout.by_number:
                raise LayoutUnusable(Fault.NO_TILE, tile=number)
            if number in contents:
                raise LayoutUnusable(Fault.DOUBLE, tile=number)
            contents[number] = content
        except LayoutUnusable as why:
            faults.append(why)
    return contents, tuple(faults)


def _read_entry(entry: object, within: str) -> tuple[int, Content]:
    if not isinstance(entry, Mapping):
        raise LayoutUnusable(Fault.FIELD, field=within, wanted="an object")
    number = whole_number(entry, "tile", within=within)
    named = _text(entry, "kind", within)
    try:
        kind = Kind(named)
    except ValueError:
        raise LayoutUnusable(Fault.KIND, tile=number, kind=named) from None
    texts = {field: _text(entry, field, within) for field in _TEXTS if field in entry}
    preset = whole_number(entry, "preset", within=within) if "preset" in entry else None
    content = Content(kind=kind, preset=preset, **texts)
    if content.stream not in ("main", "sub"):
        raise LayoutUnusable(Fault.FIELD, field=f"{within}.stream", wanted="main or sub")
    if kind in _SHOWS_A_CAMERA and not (content.camera or content.device):
        raise LayoutUnusable(Fault.NO_CAMERA, tile=number)
    return number, content


def _text(data: Mapping[Any, object], field: str, within: str) -> str:
    value = data.get(field, "")
    # JSON may spell half a surrogate pair, which nothing else can write down.
    if (
        not isinstance(value, str)
        or len(value) > _LONGEST_TEXT
        or any("\ud800" <= c <= "\udfff" for c in value)
    ):
        named = f"{within}.{field}" if within else field
        raise LayoutUnusable(Fault.FIELD, field=named, wanted=f"a text of at most {_LONGEST_TEXT} characters")
    return value


def _entry(number: int, content: Content) -> dict[str, Any]:
    fields = {
        "camera": content.camera,
        "device": content.device,
        "stream": content.stream,
        "about": content.about,
        "preset": content.preset,
        "since": content.since,
        "until": content.until,
    }
    said = {name: value for name, value in fields.items() if value != getattr(_USUAL, name)}
    return {"tile": number, "kind": content.kind.value, **said}


def _written(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
