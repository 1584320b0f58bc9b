from __future__ import annotations

from layouts.editing import remove
from layouts.shapes import usual
from widgets.wall.tile_choice import TileChoice

# 1 1 2
# 1 1 3
# 4 5 6


def test_it_begins_with_the_first_tile_and_steps_to_those_beside() -> None:
    choice = TileChoice(usual("1+5"))
    assert (choice.current, set(choice.numbers)) == (1, {1})
    choice.step(1, 0)
    choice.step(0, 1)
    assert (choice.current, set(choice.numbers)) == (3, {3})
    assert choice.beside(-1, 0) == 1


def test_a_rectangle_is_chosen_from_where_it_began() -> None:
    choice = TileChoice(usual("9"))
    choice.only(5)
    choice.step(1, 0, extend=True)
    choice.step(0, 1, extend=True)
    assert (choice.current, set(choice.numbers)) == (9, {5, 6, 8, 9})
    choice.step(-1, 0, extend=True)
    assert choice.numbers == {5, 8}
    choice.until(1)
    assert choice.numbers == {1, 2, 4, 5}


def test_tiles_are_picked_singly_and_one_always_stays() -> None:
    choice = TileChoice(usual("9"))
    choice.toggle(9)
    assert (choice.current, set(choice.numbers)) == (9, {1, 9})
    choice.toggle(9)
    choice.toggle(1)
    assert choice.numbers == {1}
    choice.all()
    assert len(choice.numbers) == 9


def test_what_is_gone_is_no_longer_chosen() -> None:
    layout = usual("9")
    choice = TileChoice(layout)
    choice.all()
    choice.follow(remove(layout, {8, 9}))
    assert choice.numbers == {1, 2, 3, 4, 5, 6, 7}
    choice.follow(remove(layout, {1, 2}))
    assert choice.numbers == {3}
    choice.follow(remove(layout, set(range(1, 10))))
    assert (choice.current, choice.numbers) == (0, frozenset())
    choice.step(1, 0)
    choice.follow(layout)
    assert choice.current == 1
