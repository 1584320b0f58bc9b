from __future__ import annotations

import pytest

from backend_client.protocol.incident_args import ReporterWhole
from platform_backend.access.masking import masked


@pytest.mark.parametrize(
    ("name", "phone", "shown"),
    [
        ("王小明", "13800005678", ("王**", "138****5678")),
        (" 欧阳明 ", "138 0000 5678", ("欧**", "138****5678")),
        ("", "0516-8323456", ("", "051****3456")),
        ("李", "83234567", ("李**", "****67")),
        ("李", "110", ("李**", "****")),
        ("李", "", ("李**", "")),
    ],
)
def test_a_surname_and_the_ends_of_a_number_stay(name: str, phone: str, shown: tuple[str, str]) -> None:
    mask = masked(ReporterWhole(name=name, phone=phone))
    assert (mask.name, mask.phone) == shown
