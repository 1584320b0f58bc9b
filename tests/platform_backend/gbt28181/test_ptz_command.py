"""PTZCmd byte by byte, against GB/T 28181-2022 A.3 and commands that published devices take."""

from __future__ import annotations

from itertools import product

import pytest

from platform_backend.gbt28181.ptz_command import (
    STOP,
    Cruise,
    CruiseAct,
    Instruction,
    Lens,
    Meaning,
    Move,
    Preset,
    PresetAct,
    Scan,
    ScanAct,
    Switch,
    address_of,
    decode,
    encode,
    meaning,
)

GOLDEN: tuple[tuple[str, Instruction], ...] = (
    ("A50F0100000000B5", STOP),
    ("A50F01021F1F00F5", Move(pan=-1, pan_speed=0x1F, tilt_speed=0x1F)),
    ("A50F01011F0000D5", Move(pan=1, pan_speed=0x1F)),
    ("A50F01021F0000D6", Move(pan=-1, pan_speed=0x1F)),
    ("A50F0104001F00D8", Move(tilt=-1, tilt_speed=0x1F)),
    ("A50F0108001F00DC", Move(tilt=1, tilt_speed=0x1F)),
    ("A50F0110000010D5", Move(zoom=1, zoom_speed=1)),
    ("A50F0120000010E5", Move(zoom=-1, zoom_speed=1)),
    ("A50F01820005003C", Preset(PresetAct.CALL, 5)),
    ("A50F018100010037", Preset(PresetAct.STORE, 1)),
    ("A50F018300010039", Preset(PresetAct.FORGET, 1)),
)

_WAYS = (-1, 0, 1)

#: At least one instruction for every command byte that means something.
EVERY: tuple[Instruction, ...] = (
    *(Move(p, t, z, 0xFF, 0x01, 0xF) for p, t, z in product(_WAYS, _WAYS, _WAYS)),
    *(Lens(f, i, 0x10, 0xFF) for f, i in product(_WAYS, _WAYS)),
    *(Preset(act, number) for act in PresetAct for number in (1, 255)),
    *(Cruise(act, 7, 9) for act in CruiseAct if act is not CruiseAct.START),
    *(Cruise(act, 255, 0xABC) for act in (CruiseAct.SPEED, CruiseAct.DWELL)),
    Cruise(CruiseAct.REMOVE, 0, 0),
    Cruise(CruiseAct.START, 3),
    *(Scan(act, 4) for act in ScanAct),
    Scan(ScanAct.SPEED, 0, 0xFFF),
    *(Switch(on, number) for on in (True, False) for number in (0, 1, 255)),
)


def expected(code: int) -> Meaning:
    """The tables of A.3.2 to A.3.7, written down a second time."""
    two_at_once = {
        **{code: "zoom" for code in range(0x40) if code & 0x30 == 0x30},
        **{code: "tilt" for code in range(0x40) if code & 0x0C == 0x0C},
        **{code: "pan" for code in range(0x40) if code & 0x03 == 0x03},
        **{code: "iris" for code in range(0x40, 0x50) if code & 0x0C == 0x0C},
        **{code: "focus" for code in range(0x40, 0x50) if code & 0x03 == 0x03},
    }
    if code in two_at_once:
        return Meaning.CONTRADICTORY
    if code <= 0x4F:
        return Meaning.MOVE if code <= 0x3F else Meaning.LENS
    named = {0x81: Meaning.PRESET, 0x82: Meaning.PRESET, 0x83: Meaning.PRESET}
    named |= dict.fromkeys((0x84, 0x85, 0x86, 0x87, 0x88), Meaning.CRUISE)
    named |= {0x89: Meaning.SCAN, 0x8A: Meaning.SCAN, 0x8C: Meaning.SWITCH, 0x8D: Meaning.SWITCH}
    return named.get(code, Meaning.UNDEFINED)


def framed(code: int, first: int = 0, second: int = 0, third: int = 0) -> bytes:
    head = (0xA5, 0x0F, 0x01, code, first, second, third)
    return bytes((*head, sum(head) % 256))


@pytest.mark.parametrize(("text", "instruction"), GOLDEN)
def test_golden_commands(text: str, instruction: Instruction) -> None:
    assert encode(instruction).hex().upper() == text
    assert decode(bytes.fromhex(text)) == instruction


def test_all_256_command_bytes_mean_what_the_standard_says() -> None:
    assert {code: meaning(code) for code in range(256)} == {code: expected(code) for code in range(256)}
    meant = [meaning(code) for code in range(256)]
    counts = {each: meant.count(each) for each in Meaning}
    assert counts == {
        Meaning.MOVE: 27,
        Meaning.LENS: 9,
        Meaning.PRESET: 3,
        Meaning.CRUISE: 5,
        Meaning.SCAN: 2,
        Meaning.SWITCH: 2,
        Meaning.CONTRADICTORY: 37 + 7,
        Meaning.UNDEFINED: 256 - 48 - 44,
    }


def test_every_byte_is_read_or_refused_and_written_again_as_it_was() -> None:
    reached = set()
    for code in range(256):
        command = framed(code, 1, 1)
        if meaning(code) in (Meaning.CONTRADICTORY, Meaning.UNDEFINED):
            with pytest.raises(ValueError, match=f"{code:02X}H"):
                decode(command)
            continue
        again = encode(decode(command))
        assert again[3] == code
        assert decode(again) == decode(command)
        reached.add(code)
    assert {encode(each)[3] for each in EVERY} == reached


@pytest.mark.parametrize("instruction", EVERY, ids=repr)
def test_what_is_written_is_read_as_it_was(instruction: Instruction) -> None:
    for address in (1, 0, 0xFFF, 0x123):
        command = encode(instruction, address=address)
        assert (command[0], command[1], len(command)) == (0xA5, 0x0F, 8)
        assert command[7] == sum(command[:7]) % 256
        assert address_of(command) == address
        assert decode(command) == instruction


@pytest.mark.parametrize(
    "wrong",
    [
        Move(pan=2),
        Move(pan=1, pan_speed=256),
        Move(tilt=1, tilt_speed=-1),
        Move(zoom=1, zoom_speed=16),
        Lens(focus=-2),
        Lens(iris=1, iris_speed=300),
        Preset(PresetAct.CALL, 0),
        Preset(PresetAct.STORE, 256),
        Cruise(CruiseAct.ADD, 1, 0),
        Cruise(CruiseAct.DWELL, 1, 4096),
        Cruise(CruiseAct.START, 1, 1),
        Cruise(CruiseAct.REMOVE, 256, 1),
        Scan(ScanAct.START, 1, 5),
        Scan(ScanAct.SPEED, 1, 4096),
        Scan(ScanAct.LEFT_EDGE, -1),
        Switch(on=True, number=256),
    ],
    ids=repr,
)
def test_what_does_not_fit_is_not_written(wrong: Instruction) -> None:
    with pytest.raises(ValueError, match=r"\d"):
        encode(wrong)


def test_what_is_no_command_is_not_read() -> None:
    good = encode(STOP)
    for broken in (
        b"",
        good[:-1],
        good + b"\0",
        b"\xa4" + good[1:],
        good[:1] + b"\x1f" + good[2:],
        good[:-1] + b"\0",
        framed(0x82),
        framed(0x84, 1, 0),
        framed(0x89, 1, 3),
    ):
        with pytest.raises(ValueError, match=r"PTZCmd|check sum|presets|ScanAct"):
            decode(broken)
    with pytest.raises(ValueError, match="address"):
        encode(STOP, address=0x1000)
    with pytest.raises(ValueError, match="command byte"):
        meaning(256)
