"""How many pictures a player has truly shown. Pure."""

from __future__ import annotations


class ShownPictures:
    """Counts a picture once that libVLC counts again and again.

    libVLC draws its last picture anew every 80 ms while no other comes, and counts each time; it tells the
    count when it decodes one, even if that one comes too late and is left out. So its count can grow on a
    machine that is much too busy while the picture stands still. What was never handed to it, or was left
    out, was not shown.
    """

    def __init__(self) -> None:
        self._drawn = 0
        self._shown = 0

    def count(self, *, drawn: int, handed: int, left_out: int) -> int:
        """The total from three totals: drawn as libVLC counts, handed to it, left out by it."""
        new, self._drawn = max(0, drawn - self._drawn), drawn
        self._shown = max(self._shown, min(self._shown + new, handed - left_out))
        return self._shown
