from __future__ import annotations

import pytest

from console.video.parameter_sets import with_parameter_sets

START = b"\0\0\0\1"
SETS = START + b"\x67sps" + START + b"\x68pps"
SETS_H265 = START + b"\x40\x01vps" + START + b"\x42\x01sps" + START + b"\x44\x01pps"
SLICE = START + b"\x65slice"
SLICE_H265 = START + b"\x26\x01slice"
DELIMITER = START + b"\x09\xf0"


@pytest.mark.parametrize(
    ("codec", "sets", "slice_"), [("h264", SETS, SLICE), ("hevc", SETS_H265, SLICE_H265)]
)
def test_a_key_frame_gets_the_sets_it_lacks(codec: str, sets: bytes, slice_: bytes) -> None:
    assert with_parameter_sets(slice_, codec=codec, extradata=sets) == sets + slice_
    assert with_parameter_sets(sets + slice_, codec=codec, extradata=sets) == sets + slice_


def test_sets_behind_a_delimiter_are_found() -> None:
    data = DELIMITER + SETS + SLICE
    assert with_parameter_sets(data, codec="h264", extradata=SETS) == data


def test_without_sets_of_the_stream_there_is_nothing_to_add() -> None:
    assert with_parameter_sets(SLICE, codec="h264", extradata=b"") == SLICE
    assert with_parameter_sets(SLICE, codec="h264", extradata=b"\1boxed") == SLICE


def test_bytes_without_any_start_code_are_left_alone() -> None:
    assert with_parameter_sets(b"noise", codec="hevc", extradata=SETS_H265) == SETS_H265 + b"noise"
