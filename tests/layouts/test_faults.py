from __future__ import annotations

from layouts.faults import SENTENCES, Fault, LayoutUnusable


def test_each_fault_has_its_sentence() -> None:
    assert set(SENTENCES) == set(Fault)


def test_a_fault_is_told_with_its_values() -> None:
    why = LayoutUnusable(Fault.OVERLAP, tile=3, other=5)
    assert (str(why), why.fault, why.values) == (
        "Tiles 3 and 5 overlap.",
        Fault.OVERLAP,
        {"tile": 3, "other": 5},
    )
