"""The steps of an editor, to be undone and done again."""

from __future__ import annotations

from typing import Final

from layouts.drafts import Draft

_MOST_STEPS: Final = 200


class DraftHistory:
    """Remembers drafts; the `current` one is what is shown."""

    def __init__(self, draft: Draft) -> None:
        self._done = [draft]
        self._undone: list[Draft] = []

    @property
    def current(self) -> Draft:
        """The draft as it is now."""
        return self._done[-1]

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return len(self._done) > 1

    @property
    def can_redo(self) -> bool:
        """Whether there is a step that was taken back."""
        return bool(self._undone)

    def push(self, draft: Draft) -> bool:
        """Remember a step; whether it was one: what changes nothing is none."""
        if draft == self.current:
            return False
        self._done.append(draft)
        del self._done[: -_MOST_STEPS - 1]
        self._undone.clear()
        return True

    def undo(self) -> Draft:
        """Take the last step back, if there is one."""
        if self.can_undo:
            self._undone.append(self._done.pop())
        return self.current

    def redo(self) -> Draft:
        """Do again what was taken back last, if there is something."""
        if self._undone:
            self._done.append(self._undone.pop())
        return self.current
