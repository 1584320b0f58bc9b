"""Which of a site's platforms is tried next. No clock and no socket here."""

from __future__ import annotations

from backend_client.endings import Ending

#: Endings after which somebody else may be let in.
OF_THE_BEARER = frozenset({"not_authenticated", "forbidden"})


class Rotation:
    """Goes round the addresses of platforms, remembering what each of them said last.

    After a failed attempt the next address is tried. One that was served for a while is tried once more
    first: a cut line is no outage, and only the same platform can send just what was missed. An address that
    said not to come back is left out until somebody else signs in.
    """

    def __init__(self, addresses: tuple[str, ...]) -> None:
        self._addresses = addresses
        self._at = 0
        self._verdicts: dict[str, Ending] = {}
        self._not_before: dict[str, float] = {}
        self._last = Ending("")

    @property
    def address(self) -> str:
        """The address in use or to be tried now."""
        return self._addresses[self._at]

    @property
    def needs_sign_in(self) -> bool:
        """Whether every platform failed and one of them only because of who asked."""
        return len(self._verdicts) == len(self._addresses) and self._of_the_bearer() is not None

    def forget(self) -> None:
        """A platform let this console in, or somebody else signed in: every address may be tried again."""
        self._verdicts.clear()
        self._not_before.clear()
        self._last = Ending("")

    def failed(self, ending: Ending, *, now: float, was_healthy: bool) -> None:
        """The attempt or connection is over; `now` in seconds on any steady clock."""
        self._last = self._verdicts[self.address] = ending
        self._not_before[self.address] = now + ending.retry_after_s
        if was_healthy and not ending.final and not ending.retry_after_s:
            return
        following = [(self._at + step) % len(self._addresses) for step in range(1, len(self._addresses) + 1)]
        open_ones = [index for index in following if not self._is_final(index)]
        if open_ones:
            # The first in turn of those that have not asked to be left alone, or the one that has least.
            self._at = min(open_ones, key=lambda index: max(self._wait(index, now), 0.0))

    def wait_s(self, now: float) -> float | None:
        """Seconds the platform that is next asked to be left alone for; None: none may be tried."""
        if self._is_final(self._at):
            return None
        return max(self._wait(self._at, now), 0.0)

    def verdict(self) -> Ending:
        """What is to be told of an outage: that somebody has to sign in, else what went wrong last."""
        if self.needs_sign_in and (ending := self._of_the_bearer()) is not None:
            return ending
        return self._last

    def _of_the_bearer(self) -> Ending | None:
        return next(
            (each for each in self._verdicts.values() if each.final and each.why in OF_THE_BEARER), None
        )

    def _is_final(self, index: int) -> bool:
        verdict = self._verdicts.get(self._addresses[index])
        return verdict is not None and verdict.final

    def _wait(self, index: int, now: float) -> float:
        return self._not_before.get(self._addresses[index], 0.0) - now
