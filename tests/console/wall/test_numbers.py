"""Every desk calls a wall by the same number."""

from __future__ import annotations

from console.wall.numbers import wall_numbers


def test_a_wall_is_called_by_the_number_in_its_id_else_by_one_that_is_free() -> None:
    assert wall_numbers(["wall-2", "wall-1"]) == {"wall-1": 1, "wall-2": 2}
    assert wall_numbers(["hall", "wall-1", "lobby"]) == {"wall-1": 1, "hall": 2, "lobby": 3}
    assert wall_numbers(["east-3", "west-3", "wall-007"]) == {"east-3": 3, "wall-007": 7, "west-3": 1}
    assert wall_numbers([]) == {}
