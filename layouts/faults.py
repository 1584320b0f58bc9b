"""What may be wrong with a layout, a scene, or a file of them: a fault with its values, and one sentence."""

from __future__ import annotations

import enum
from typing import Final


class Fault(enum.StrEnum):
    """What is wrong. The values that belong to each are the names in its sentence."""

    NOT_AN_OBJECT = "not_an_object"
    NO_VERSION = "no_version"
    NEWER = "newer"
    FIELD = "field"
    GRID = "grid"
    TOO_MANY = "too_many"
    NUMBER = "number"
    DOUBLE = "double"
    OUTSIDE = "outside"
    OVERLAP = "overlap"
    NO_TILE = "no_tile"
    NOT_A_SHAPE = "not_a_shape"
    NOT_A_RECTANGLE = "not_a_rectangle"
    NO_ROOM = "no_room"
    NOT_DIVISIBLE = "not_divisible"
    TOO_FINE = "too_fine"
    NOT_A_FILE = "not_a_file"
    TOO_LARGE = "too_large"
    KIND = "kind"
    NO_CAMERA = "no_camera"
    NO_PART = "no_part"


#: The sentences by fault, with the names of their values in braces.
SENTENCES: Final = {
    Fault.NOT_AN_OBJECT: "A layout is a JSON object; this is not one.",
    Fault.NO_VERSION: "The layout does not say its version.",
    Fault.NEWER: "The layout has version {version}; this program reads versions up to {known}.",
    Fault.FIELD: "“{field}” is missing or is not {wanted}.",
    Fault.GRID: "A grid of {columns} x {rows} cells: columns and rows are from 1 to {most}.",
    Fault.TOO_MANY: "{tiles} tiles are more than the {most} a layout may have.",
    Fault.NUMBER: "Tile number {tile} is not between 1 and {most}.",
    Fault.DOUBLE: "There are two tiles with the number {tile}.",
    Fault.OUTSIDE: "Tile {tile} does not lie within the grid.",
    Fault.OVERLAP: "Tiles {tile} and {other} overlap.",
    Fault.NO_TILE: "There is no tile {tile}.",
    Fault.NOT_A_SHAPE: "There is no usual layout called “{name}”.",
    Fault.NOT_A_RECTANGLE: "These tiles make no rectangle: tile {tile} stands in between.",
    Fault.NO_ROOM: "There is no room for that.",
    Fault.NOT_DIVISIBLE: "The edges of tile {tile} do not fall on a grid of {columns} x {rows} cells.",
    Fault.TOO_FINE: "That would need a grid of {columns} x {rows} cells; the finest has {most} each way.",
    Fault.NOT_A_FILE: "This is not a file of a layout or a scene.",
    Fault.TOO_LARGE: "The file is larger than {most} kilobytes.",
    Fault.KIND: "Tile {tile} holds “{kind}”, which this program does not know.",
    Fault.NO_PART: "A wall of {columns} x {rows} parts has no part {part}.",
    Fault.NO_CAMERA: "Tile {tile} names no camera.",
}


class LayoutUnusable(ValueError):
    """A layout, or a change of one, that cannot be. `str()` is one English sentence for it; `fault` and
    `values` let it be told in another language.
    """

    def __init__(self, fault: Fault, **values: int | str) -> None:
        super().__init__(SENTENCES[fault].format(**values))
        self.fault = fault
        self.values = values
