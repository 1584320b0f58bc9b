"""PTZCmd of GB/T 28181-2022, annex A.3: what a camera's motors, lens and switches are told, in 8 bytes.

Byte 1 is A5H. Byte 2 holds the version (0H) and a check of it, which makes 0FH. Byte 3 and the low half of
byte 7 are an address; a command within a MANSCDP message is for the ``DeviceID`` there and leaves it at 1.
Byte 4 is the command, bytes 5 and 6 and the high half of byte 7 are its data, and byte 8 is the sum of those
before it (A.3.1). Bits that a command gives no meaning to are written as 0 and not looked at.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Final, TypeAlias, assert_never

_FIRST: Final = 0xA5
#: Version 1.0 is 0H; the check is (AH + 5H + version) mod 16: A.3.1.
_VERSION: Final = 0x0F
_BYTES: Final = 8
_MOST_ADDRESS: Final = 0xFFF
_MOST: Final = 0xFF
#: Where a value has 12 bits, byte 6 holds the low eight and byte 7 the high four.
_MOST_LONG: Final = 0xFFF
_MOST_ZOOM: Final = 0xF

#: The address of commands that name their camera otherwise.
ADDRESS: Final = 1
#: The auxiliary switch that is the wiper; what others do is the camera's affair: A.3.7.
WIPER: Final = 1


class Meaning(enum.Enum):
    """What a command byte is about."""

    MOVE = "move"
    LENS = "lens"
    PRESET = "preset"
    CRUISE = "cruise"
    SCAN = "scan"
    SWITCH = "switch"
    #: Two directions at once that exclude each other, as left and right.
    CONTRADICTORY = "contradictory"
    UNDEFINED = "undefined"


class PresetAct(enum.IntEnum):
    """A.3.4."""

    STORE = 0x81
    CALL = 0x82
    FORGET = 0x83


class CruiseAct(enum.IntEnum):
    """A.3.5; what stops a cruise is `STOP`."""

    ADD = 0x84
    REMOVE = 0x85
    SPEED = 0x86
    DWELL = 0x87
    START = 0x88


class ScanAct(enum.Enum):
    """A.3.6: the first three share a command byte and differ in byte 6. What stops a scan is `STOP`."""

    START = 0
    LEFT_EDGE = 1
    RIGHT_EDGE = 2
    SPEED = None


@dataclass(frozen=True, slots=True)
class Move:
    """Pan, tilt and zoom (A.3.2): ways are -1, 0 or 1 (right, up and in are 1), nothing moving is the stop.

    Speeds of pan and tilt are 0 to 255, of zoom 0 to 15. A speed says nothing where nothing moves.
    """

    pan: int = 0
    tilt: int = 0
    zoom: int = 0
    pan_speed: int = 0
    tilt_speed: int = 0
    zoom_speed: int = 0


@dataclass(frozen=True, slots=True)
class Lens:
    """Focus and iris (FI, A.3.3): ways are -1, 0 or 1 (far and open are 1), speeds 0 to 255."""

    focus: int = 0
    iris: int = 0
    focus_speed: int = 0
    iris_speed: int = 0


@dataclass(frozen=True, slots=True)
class Preset:
    """A stored place, numbered from 1 to 255 (A.3.4)."""

    act: PresetAct
    number: int


@dataclass(frozen=True, slots=True)
class Cruise:
    """A way along presets (A.3.5): `group` 0 to 255; `value` is a preset to add or to remove (0: all).

    Of SPEED it is a speed, of DWELL seconds, both 0 to 4095; START has none.
    """

    act: CruiseAct
    group: int
    value: int = 0


@dataclass(frozen=True, slots=True)
class Scan:
    """Turning to and fro between two edges (A.3.6): `group` 0 to 255, `speed` 0 to 4095."""

    act: ScanAct
    group: int
    speed: int = 0


@dataclass(frozen=True, slots=True)
class Switch:
    """An auxiliary switch on or off, numbered 0 to 255 (A.3.7)."""

    on: bool
    number: int


Instruction: TypeAlias = Move | Lens | Preset | Cruise | Scan | Switch

STOP: Final = Move()

_LENS: Final = 0x40
_SCAN: Final = 0x89
_SCAN_SPEED: Final = 0x8A
_SWITCH_ON: Final = 0x8C
_SWITCH_OFF: Final = 0x8D


def meaning(code: int) -> Meaning:
    """What a command byte is about. Raises ValueError unless it is a byte."""
    _check("command byte", code, _MOST)
    if code < _LENS:
        # Bits 5 to 0 are out, in, up, down, left, right: A.3.2 has each pair exclude itself.
        return Meaning.CONTRADICTORY if any(code >> bit & 3 == 3 for bit in (0, 2, 4)) else Meaning.MOVE
    if code < _LENS + 0x10:
        # Bits 3 to 0 are close, open, near, far.
        return Meaning.CONTRADICTORY if any(code >> bit & 3 == 3 for bit in (0, 2)) else Meaning.LENS
    if code in tuple(PresetAct):
        return Meaning.PRESET
    if code in tuple(CruiseAct):
        return Meaning.CRUISE
    if code in (_SCAN, _SCAN_SPEED):
        return Meaning.SCAN
    if code in (_SWITCH_ON, _SWITCH_OFF):
        return Meaning.SWITCH
    return Meaning.UNDEFINED


def encode(instruction: Instruction, *, address: int = ADDRESS) -> bytes:
    """The 8 bytes. Raises ValueError when a value lies outside its bounds."""
    _check("address", address, _MOST_ADDRESS)
    code, first, second, third = _parts(instruction)
    head = (_FIRST, _VERSION, address & 0xFF, code, first, second, third << 4 | address >> 8)
    return bytes((*head, sum(head) % 256))


def decode(command: bytes) -> Instruction:
    """What 8 bytes say. Raises ValueError when they are no PTZCmd, contradict themselves or mean nothing."""
    if len(command) != _BYTES or command[0] != _FIRST or command[1] != _VERSION:
        raise ValueError(f"{command.hex()} is no PTZCmd of version 1.0")
    if sum(command[:7]) % 256 != command[7]:
        raise ValueError(f"the check sum of {command.hex()} is wrong")
    code, first, second, third = command[3], command[4], command[5], command[6] >> 4
    match meaning(code):
        case Meaning.MOVE:
            return Move(_way(code, 1, 0), _way(code, 2, 3), _way(code, 5, 4), first, second, third)
        case Meaning.LENS:
            return Lens(_way(code, 1, 0), _way(code, 3, 2), first, second)
        case Meaning.PRESET:
            _check_preset(second)
            return Preset(PresetAct(code), second)
        case Meaning.CRUISE:
            return _cruise(CruiseAct(code), first, second, third)
        case Meaning.SCAN if code == _SCAN_SPEED:
            return Scan(ScanAct.SPEED, first, third << 8 | second)
        case Meaning.SCAN:
            return Scan(ScanAct(second), first)
        case Meaning.SWITCH:
            return Switch(code == _SWITCH_ON, first)
        case nothing:
            raise ValueError(f"the command byte {code:02X}H is {nothing.value}")


def address_of(command: bytes) -> int:
    """The address in the bytes of a command."""
    return command[2] | (command[6] & 0xF) << 8


def _parts(instruction: Instruction) -> tuple[int, int, int, int]:
    """The command byte and its three pieces of data."""
    match instruction:
        case Move(pan, tilt, zoom, pan_speed, tilt_speed, zoom_speed):
            for name, speed in (("pan", pan_speed), ("tilt", tilt_speed)):
                _check(f"{name} speed", speed, _MOST)
            _check("zoom speed", zoom_speed, _MOST_ZOOM)
            code = _bits(pan, 1, 0) | _bits(tilt, 2, 3) | _bits(zoom, 5, 4)
            return code, pan_speed, tilt_speed, zoom_speed
        case Lens(focus, iris, focus_speed, iris_speed):
            for name, speed in (("focus", focus_speed), ("iris", iris_speed)):
                _check(f"{name} speed", speed, _MOST)
            return _LENS | _bits(focus, 1, 0) | _bits(iris, 3, 2), focus_speed, iris_speed, 0
        case Preset(preset_act, number):
            _check_preset(number)
            return preset_act, 0, number, 0
        case Cruise(act, group, value):
            _check("cruise", group, _MOST)
            return act, group, *_cruise_value(act, value)
        case Scan(ScanAct.SPEED, group, speed):
            _check("scan", group, _MOST)
            _check("speed", speed, _MOST_LONG)
            return _SCAN_SPEED, group, speed & 0xFF, speed >> 8
        case Scan(scan_act, group, speed):
            _check("scan", group, _MOST)
            _check("speed of what has none", speed, 0)
            assert scan_act.value is not None
            return _SCAN, group, scan_act.value, 0
        case Switch(on, number):
            _check("switch", number, _MOST)
            return _SWITCH_ON if on else _SWITCH_OFF, number, 0, 0
        case _:
            assert_never(instruction)


def _cruise_value(act: CruiseAct, value: int) -> tuple[int, int]:
    match act:
        case CruiseAct.ADD:
            _check_preset(value)
        case CruiseAct.REMOVE:
            _check("preset", value, _MOST)
        case CruiseAct.START:
            _check("value of what has none", value, 0)
        case _:
            _check(act.name.lower(), value, _MOST_LONG)
    return value & 0xFF, value >> 8


def _cruise(act: CruiseAct, group: int, second: int, third: int) -> Cruise:
    match act:
        case CruiseAct.START:
            return Cruise(act, group)
        case CruiseAct.SPEED | CruiseAct.DWELL:
            return Cruise(act, group, third << 8 | second)
        case CruiseAct.ADD:
            _check_preset(second)
    return Cruise(act, group, second)


def _bits(way: int, minus: int, plus: int) -> int:
    if way not in (-1, 0, 1):
        raise ValueError(f"a way is -1, 0 or 1, not {way}")
    return 0 if way == 0 else 1 << (plus if way > 0 else minus)


def _way(code: int, minus: int, plus: int) -> int:
    return (code >> plus & 1) - (code >> minus & 1)


def _check(what: str, value: int, most: int) -> None:
    if not 0 <= value <= most:
        raise ValueError(f"the {what} is 0 to {most}, not {value}")


def _check_preset(number: int) -> None:
    if not 1 <= number <= _MOST:
        raise ValueError(f"presets are 1 to {_MOST}, not {number}")
