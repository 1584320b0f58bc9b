"""Codes of divisions and devices."""

from __future__ import annotations

import pytest

from backend_client.protocol.codes import DEVICE_ID, TYPE_IP_CAMERA, device_id


def test_a_device_id_has_its_parts_in_order() -> None:
    code = device_id("33010400", "00", TYPE_IP_CAMERA, "0", 42)
    assert code == "33010400001320000042"
    assert DEVICE_ID.fullmatch(code)


@pytest.mark.parametrize("serial", [1_000_000, -1])
def test_a_part_of_wrong_length_is_refused(serial: int) -> None:
    with pytest.raises(ValueError, match="20-digit"):
        device_id("33010400", "00", TYPE_IP_CAMERA, "0", serial)
