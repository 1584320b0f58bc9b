"""How many pictures a player has truly shown. Pure."""

from __future__ import annotations


class ShownPictures:
    """Counts a picture once that libVLC counts again and again.

    libVLC draws its last picture anew every 80 ms while no other comes, and counts each time; it tells the
    count when it is given one to decode, even if that one is left out. So its count can grow on a machine
    that is much too busy while the picture stands still. What was never handed to it, or was left out for
    being late, was not shown. Neither was what it threw away undecoded: after five seconds of late pictures
    it does so with as many as were late, which takes minutes when it is given only key frames. Nothing counts
    those but `decoded`, which grows by two for a picture and by one for what was thrown away.
    """

    def __init__(self) -> None:
        self._drawn = 0
        self._shown = 0
        self._reduced = False
        # The last picture's second count comes with the next.
        self._came_out = -1

    def count(
        self, *, drawn: int, handed: int, left_out: int, decoded: int = 0, reduced: bool = False
    ) -> int:
        """The total from totals: drawn and decoded as libVLC counts, handed to it, left out by it. `reduced`:
        it is given key frames or stills only.
        """
        came_out = decoded - handed
        if self._shown and not (reduced and self._reduced):
            self._came_out = came_out
        self._reduced = reduced
        new = max(0, drawn - self._drawn)
        if reduced:
            new = min(new, came_out - self._came_out)
            if new <= 0:
                return self._shown
        self._came_out = came_out
        self._drawn = drawn
        self._shown = max(self._shown, min(self._shown + new, handed - left_out))
        return self._shown
