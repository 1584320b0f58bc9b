"""Which tiles of a layout are chosen: one that is current, and perhaps more around it."""

from __future__ import annotations

from layouts.directions import beside
from layouts.editing import rectangle
from layouts.layout import Layout, cells

#: What stands for the wall where only proportions count, in pixels.
_WIDTH, _HEIGHT = 1600, 900


class TileChoice:
    """The chosen tiles. `current` is the one that keys and drops go to, 0 where the layout has none.

    A choice of several is a rectangle from where it began to the current one, or what was picked singly.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._current = 0
        self._began = 0
        self._numbers: frozenset[int] = frozenset()
        self.follow(layout)

    @property
    def current(self) -> int:
        """The tile that keys and drops go to; 0 for none."""
        return self._current

    @property
    def numbers(self) -> frozenset[int]:
        """All chosen tiles, the current one among them."""
        return self._numbers

    def follow(self, layout: Layout) -> None:
        """Another layout is shown: what is gone is no longer chosen."""
        self._layout = layout
        kept = frozenset(number for number in self._numbers if number in layout.by_number)
        if self._current in layout.by_number:
            self._numbers = kept | {self._current}
            self._began = self._began if self._began in layout.by_number else self._current
        else:
            self.only(min(kept, default=min(layout.by_number, default=0)))

    def only(self, number: int) -> None:
        """Choose this one."""
        self._current = self._began = number
        self._numbers = frozenset({number} if number else ())

    def until(self, number: int) -> None:
        """Choose the rectangle from where the choice began to this one."""
        self._current = number
        self._numbers = rectangle(self._layout, self._began or number, number)

    def toggle(self, number: int) -> None:
        """Choose this one too, or no longer; one always stays."""
        left = self._numbers ^ {number}
        if left:
            self._numbers = left
            self._current = number if number in left else min(left)
            self._began = self._current

    def all(self) -> None:
        """Choose every tile."""
        self._numbers = frozenset(self._layout.by_number)

    def step(self, dx: int, dy: int, *, extend: bool = False) -> None:
        """Go to the tile beside the current one; with `extend` choose everything up to it."""
        if not self._current:
            return
        target = self.beside(dx, dy)
        if extend:
            self.until(target)
        else:
            self.only(target)

    def beside(self, dx: int, dy: int) -> int:
        """The tile beside the current one; itself where there is none."""
        placed = cells(self._layout, width=_WIDTH, height=_HEIGHT)
        return beside(placed, self._current, dx=dx, dy=dy)
