"""What is left of people's data when it is masked."""

from __future__ import annotations

import pytest

from console.paper.masking import masked_name, masked_phone, masked_prose


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("", ""),
        ("张", "张*"),
        ("张三", "张*"),
        ("张三丰", "张**"),
        ("示范员0001", "示**"),
        (" John Smith ", "J**"),
    ],
)
def test_of_a_name_the_first_character_is_left(name: str, masked: str) -> None:
    assert masked_name(name) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("13812345678", "138****5678"),
        ("138 1234 5678", "138 **** 5678"),
        ("0571-86012345", "057*-****2345"),
        ("86012345", "86****45"),
        ("110", "110"),
        ("12345", "12345"),
        ("", ""),
    ],
)
def test_of_a_number_nobody_can_be_reached(number: str, masked: str) -> None:
    assert masked_phone(number) == masked


def test_numbers_are_found_in_what_people_wrote() -> None:
    text = "请联系13812345678或0571-86012345，身份证330104199001011234，事件330104002-2026-000001，报12345"
    assert masked_prose(text) == (
        "请联系138****5678或057*-****2345，身份证330***********1234，事件330104002-2026-000001，报12345"
    )


def test_longer_numbers_are_no_telephones() -> None:
    assert masked_prose("33010400200113000001") == "33010400200113000001"
