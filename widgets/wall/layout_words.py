"""Layouts in words: what a tile holds, what shapes are called, and why something cannot be."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QCoreApplication

from backend_client.protocol.times import parse_time
from layouts.drafts import Content, Kind
from layouts.faults import Fault, LayoutUnusable
from widgets.moments import day_text

translate = QCoreApplication.translate


def kind_word(kind: Kind) -> str:
    """What a tile holds, by its kind."""
    match kind:
        case Kind.CAMERA:
            return translate("Layouts", "Camera")
        case Kind.RECORDING:
            return translate("Layouts", "Recording")
        case Kind.MAP:
            return translate("Layouts", "Map")
        case Kind.LIST:
            return translate("Layouts", "List")
        case Kind.COUNTERS:
            return translate("Layouts", "Counters")
        case Kind.CLOCK:
            return translate("Layouts", "Clock")
        case Kind.CONFERENCE:
            return translate("Layouts", "Conference")


def remark(content: Content) -> str:
    """What is to be said besides what it is called, in a few words; often nothing."""
    parts = [kind_word(content.kind)] if content.kind is Kind.RECORDING else []
    if parts and content.since:
        with suppress(ValueError):
            parts.append(day_text(parse_time(content.since)))
    if content.preset is not None:
        parts.append(translate("Layouts", "preset {n}").format(n=content.preset))
    if content.kind is Kind.CAMERA and content.stream == "main":
        parts.append(translate("Layouts", "main stream"))
    return "  ".join(parts)


def title(content: Content, *, camera_name: str) -> str:
    """What a tile's content is called; a camera that is not known here by its id."""
    if content.kind in (Kind.CAMERA, Kind.RECORDING):
        unknown = translate("Layouts", "Unknown camera {id}").format(id=content.device or content.camera)
        return camera_name or unknown
    return "  ".join(filter(None, (kind_word(content.kind), content.about)))


def shape_word(name: str) -> str:
    """A usual layout by its name in `layouts.shapes`."""
    match name:
        case "1+12":
            return translate("Layouts", "1+12, the large one in the middle")
        case "1+12 corner":
            return translate("Layouts", "1+12, the large one in the corner")
    return name


def fault(why: LayoutUnusable) -> str:
    """Why a layout, a change of it, or a file of it cannot be: one sentence."""
    return (_of_change(why.fault) or _of_layout(why.fault) or _of_file(why.fault)).format(**why.values)


def _of_change(fault: Fault) -> str:
    match fault:
        case Fault.NOT_A_RECTANGLE:
            return translate("Layouts", "The chosen tiles make no rectangle: tile {tile} stands in between")
        case Fault.NO_ROOM:
            return translate("Layouts", "There is no room for that")
        case Fault.TOO_FINE:
            return translate("Layouts", "The tile is too small for that: it cannot be divided so evenly")
        case Fault.NOT_DIVISIBLE:
            return translate("Layouts", "The edges of tile {tile} do not fall on {columns} x {rows} cells")
        case Fault.NO_TILE:
            return translate("Layouts", "There is no tile {tile}")
        case Fault.NOT_A_SHAPE:
            return translate("Layouts", "There is no usual layout called {name}")
        case Fault.NO_PART:
            return translate("Layouts", "A wall of {columns} x {rows} parts has no part {part}")
    return ""


def _of_layout(fault: Fault) -> str:
    match fault:
        case Fault.GRID:
            return translate("Layouts", "A layout has 1 to {most} columns and rows, not {columns} x {rows}")
        case Fault.TOO_MANY:
            return translate("Layouts", "{tiles} tiles are too many or too few: a layout has up to {most}")
        case Fault.NUMBER:
            return translate("Layouts", "Tiles have numbers from 1 to {most}, not {tile}")
        case Fault.DOUBLE:
            return translate("Layouts", "There are two tiles with the number {tile}")
        case Fault.OUTSIDE:
            return translate("Layouts", "Tile {tile} does not lie within the grid")
        case Fault.OVERLAP:
            return translate("Layouts", "Tiles {tile} and {other} overlap")
    return ""


def _of_file(fault: Fault) -> str:
    match fault:
        case Fault.NOT_AN_OBJECT | Fault.NO_VERSION | Fault.NOT_A_FILE:
            return translate("Layouts", "This is not a file of a layout or a scene")
        case Fault.NEWER:
            return translate(
                "Layouts", "This is of a newer version ({version}); this program reads them up to {known}"
            )
        case Fault.TOO_LARGE:
            return translate("Layouts", "The file is larger than {most} kB")
        case Fault.KIND:
            return translate("Layouts", "Tile {tile} holds “{kind}”, which this program does not know")
        case Fault.NO_CAMERA:
            return translate("Layouts", "Tile {tile} names no camera")
    return translate("Layouts", "“{field}” is missing or is something else than it should be")
