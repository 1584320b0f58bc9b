"""What a rule may find: it is broken, it cannot be run here, or there is nothing to look at."""

from __future__ import annotations

import json
from typing import Any

_SHOWN = 160


class Broken(Exception):
    """The platform breaks the rule; one sentence says what was expected and what was seen."""

    def __init__(self, wanted: Any, seen: Any) -> None:
        super().__init__(f"expected {shown(wanted)}, saw {shown(seen)}")


class NotRun(Exception):
    """The rule needs something that the command line did not give."""


class Vacuous(Exception):
    """The rule holds because this platform has nothing that it speaks of; the text says what."""


def expect(holds: object, wanted: Any, seen: Any) -> None:
    """Raise Broken unless `holds`."""
    if not holds:
        raise Broken(wanted, seen)


def shown(value: Any) -> str:
    """A value as it fits into a sentence."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
