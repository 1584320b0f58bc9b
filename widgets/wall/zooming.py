"""Which part of a picture is looked at while somebody zooms and pans: pure geometry, in fractions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: Closer than this nobody sees more.
LEAST: Final = 0.05
#: A notch of the wheel, or one press of a key.
STEP: Final = 1.25


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the picture, as wide as it is high in fractions, so that nothing is stretched."""

    left: float = 0.0
    top: float = 0.0
    size: float = 1.0

    @property
    def is_whole(self) -> bool:
        """Whether it is all of the picture."""
        return self.size >= 1.0


WHOLE: Final = Part()


def zoomed(part: Part, factor: float, *, x: float = 0.5, y: float = 0.5) -> Part:
    """Closer by `factor` (below 1: further away); what stands at `x`, `y` of the window stays there."""
    size = min(1.0, max(LEAST, part.size / factor))
    if size > 0.99:
        return WHOLE
    return _inside(part.left + x * (part.size - size), part.top + y * (part.size - size), size)


def panned(part: Part, *, x: float, y: float) -> Part:
    """The picture drawn along by so much of the window's width and height."""
    return _inside(part.left - x * part.size, part.top - y * part.size, part.size)


def _inside(left: float, top: float, size: float) -> Part:
    return Part(min(max(0.0, left), 1 - size), min(max(0.0, top), 1 - size), size)
