from __future__ import annotations

from collections.abc import Iterator, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from console.video.pieces import PROOF, Assembler, DecodingOrder, Picture

START = b"\0\0\0\1"
FRAME = 3_600
MOST = 100  # bytes that one packet carries of a cut NAL unit
KEY, SLICE, PARAMETERS, SUPPLEMENT = b"\x65", b"\x41", b"\x67", b"\x06"
HEVC_KEY, HEVC_SLICE = b"\x26\x01", b"\x02\x01"


def cut(unit: bytes, *, header: int = 1, most: int = MOST) -> list[bytes]:
    """A NAL unit as FFmpeg hands it on: whole, or its first piece with a start code and the rest without."""
    if len(unit) <= header + most:
        return [START + unit]
    pieces = [START + unit[: header + most]]
    return pieces + [unit[at : at + most] for at in range(header + most, len(unit), most)]


def picture(number: int, *, slices: int = 1, size: int = 250, key: bool | None = None) -> list[list[bytes]]:
    """NAL units of picture `number`, each in its pieces; every 25th is a key frame."""
    key = number % 25 == 0 if key is None else key
    nal = (KEY if key else SLICE) + bytes([1 + number % 200]) * (size + number % 7)
    return [*([cut(PARAMETERS + b"abc")] if key else []), *([cut(nal)] * slices)]


def run(assembler: Assembler, pictures: Sequence[list[list[bytes]]]) -> Iterator[tuple[int, Picture]]:
    """What comes out while picture `number` goes in."""
    for number, units in enumerate(pictures):
        for pieces in units:
            for piece in pieces:
                for whole in assembler.add(piece, number * FRAME, number / 25):
                    yield number, whole


def whole(units: list[list[bytes]]) -> bytes:
    return b"".join(piece for pieces in units for piece in pieces)


def test_a_picture_waits_for_the_next_until_its_end_is_known_by_experience() -> None:
    pictures = [picture(number) for number in range(PROOF + 20)]
    out = list(run(Assembler("h264"), pictures))
    assert [each.data for _, each in out] == [whole(units) for units in pictures]
    assert [each.key for _, each in out] == [number % 25 == 0 for number in range(len(pictures))]
    waited = [at - number for number, (at, _) in enumerate(out)]
    assert waited[:PROOF] == [1] * PROOF
    assert waited[-15:] == [0] * 15


def test_pictures_of_several_slices_are_whole_with_the_last() -> None:
    pictures = [picture(number, slices=4) for number in range(PROOF + 20)]
    out = list(run(Assembler("h264"), pictures))
    assert [each.data for _, each in out] == [whole(units) for units in pictures]
    assert out[-1][0] == len(pictures) - 1


def test_a_stream_whose_pictures_end_otherwise_is_never_trusted() -> None:
    # Something always follows the last slice.
    pictures = [[*picture(number), cut(SUPPLEMENT + b"x")] for number in range(3 * PROOF)]
    assembler = Assembler("h264")
    assert [each.data for _, each in run(assembler, pictures)] == [whole(units) for units in pictures[:-1]]
    assert not assembler.prompt
    assert [each.data for each in assembler.end()] == [whole(pictures[-1])]


def test_evenly_cut_pictures_are_never_trusted() -> None:
    pictures = [
        [cut((KEY if n % 25 == 0 else SLICE) + b"x" * 2 * (n % 9 + 20), most=n % 9 + 20)] for n in range(200)
    ]
    assembler = Assembler("h264")
    assert [each.data for _, each in run(assembler, pictures)] == [whole(units) for units in pictures[:-1]]
    assert not assembler.prompt


def test_one_that_was_misled_never_trusts_again_and_loses_no_byte() -> None:
    pictures = [picture(number) for number in range(PROOF + 10)]
    pictures.append(picture(PROOF + 10, slices=2))
    pictures += [picture(number) for number in range(PROOF + 11, 3 * PROOF)]
    assembler = Assembler("h264")
    out = [each for _, each in run(assembler, pictures)] + assembler.end()
    assert b"".join(each.data for each in out) == b"".join(whole(units) for units in pictures)
    assert len(out) == len(pictures) + 1
    assert not assembler.prompt
    times = [each.dts for each in out if each.dts is not None]
    assert times == sorted(set(times))


def test_parameter_sets_between_the_slices_of_a_picture_are_left_out() -> None:
    sets, key, slice_ = cut(PARAMETERS + b"abc"), cut(KEY + b"x" * 350), cut(SLICE + b"y" * 30)
    pictures = [
        [sets, key, sets, key, sets, key] if number % 25 == 0 else [slice_] * 3
        for number in range(PROOF + 10)
    ]
    out = list(run(Assembler("h264"), pictures))
    assert out[0][1].data == whole([sets, key, key, key])
    assert out[-1][0] == len(pictures) - 1


def test_hevc_is_told_by_its_own_headers() -> None:
    pictures = [
        [cut((HEVC_KEY if number % 25 == 0 else HEVC_SLICE) + b"x" * 350, header=2)] for number in range(70)
    ]
    assembler = Assembler("hevc")
    out = [each for _, each in run(assembler, pictures)]
    assert [each.key for each in out[:26]] == [True] + [False] * 24 + [True]
    assert assembler.prompt


def test_slices_that_came_in_one_packet_are_all_counted() -> None:
    one = START + SLICE + b"x" * 20
    key = START + KEY + b"x" * 20
    pictures = [[[(key if number % 25 == 0 else one) + one]] for number in range(PROOF + 10)]
    out = list(run(Assembler("h264"), pictures))
    assert out[-1][0] == len(pictures) - 1
    assert out[-1][1].data == one + one


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(1, 3), st.integers(1, 400)), min_size=1, max_size=150))
def test_whatever_comes_nothing_is_lost_or_changes_places(shapes: list[tuple[int, int]]) -> None:
    pictures = [picture(n, slices=slices, size=size) for n, (slices, size) in enumerate(shapes)]
    assembler = Assembler("h264")
    out = [each for _, each in run(assembler, pictures)] + assembler.end()
    assert b"".join(each.data for each in out) == b"".join(whole(units) for units in pictures)


def test_without_b_frames_pictures_are_decoded_when_they_are_shown() -> None:
    order = DecodingOrder()
    assert [order.dts(number * FRAME) for number in range(5)] == [number * FRAME for number in range(5)]


def test_with_b_frames_decoding_times_grow_and_do_not_pass_the_showing_times() -> None:
    order = DecodingOrder()
    shown = [0] + [FRAME * (4 * group + place) for group in range(20) for place in (4, 2, 1, 3)]
    decoded = [order.dts(pts) for pts in shown]
    assert decoded == sorted(set(decoded))
    # Once the change of places was seen.
    assert all(dts <= pts for dts, pts in zip(decoded[9:], shown[9:], strict=True))


def test_a_new_clock_begins_anew() -> None:
    order = DecodingOrder()
    assert [order.dts(pts) for pts in (5_000_000, 5_003_600, 100, 3_700)] == [
        5_000_000,
        5_003_600,
        100,
        3_700,
    ]
