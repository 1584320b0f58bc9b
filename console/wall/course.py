"""How a figure has gone: its values at equal steps of time, and the change over them. Pure."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Final

#: A value a minute, for two hours.
STEP_S: Final = 60.0
MOST: Final = 120


@dataclass(slots=True)
class Course:
    """Values by steps of `STEP_S`; the last one is that of the step that is going on."""

    _values: deque[float] = field(default_factory=lambda: deque(maxlen=MOST))
    _step: int = -1

    def note(self, value: float, now: float) -> None:
        """The figure has this value now (seconds since 1970); a step without news keeps the last."""
        step = int(now // STEP_S)
        if self._step >= 0:
            for _ in range(min(step - self._step, MOST)):
                self._values.append(self._values[-1])
        if self._values:
            self._values[-1] = value
        else:
            self._values.append(value)
        self._step = max(step, self._step)

    @property
    def values(self) -> tuple[float, ...]:
        """The values, the oldest first."""
        return tuple(self._values)

    @property
    def change(self) -> float:
        """The last value minus the first."""
        return self._values[-1] - self._values[0] if self._values else 0.0

    @property
    def minutes(self) -> int:
        """Over how many minutes."""
        return round((len(self._values) - 1) * STEP_S / 60) if self._values else 0
