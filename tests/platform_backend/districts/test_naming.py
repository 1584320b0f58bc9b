"""Made-up names."""

from __future__ import annotations

from random import Random

from platform_backend.districts.naming import Names


def test_names_are_never_dealt_twice_and_always_say_model() -> None:
    names = Names(rng=Random(1))
    dealt = [names.road("lane") for _ in range(500)] + [names.community() for _ in range(150)]
    assert len({name[2:4] for name in dealt}) == len(dealt)
    assert all(name.startswith("示范") for name in dealt)


def test_the_ending_says_the_rank() -> None:
    names = Names(rng=Random(1))
    assert names.road("main").endswith(("大道", "路"))
    assert names.road("lane").endswith(("巷", "弄", "里街"))
