"""A platform that forgets the results of commands: ``python -m tests.history.forgetful_platform``.

What a race must find out: a console that lost its connection and asks what became of a command is told that
it never arrived, sends it again, and it takes effect twice.
"""

from __future__ import annotations

import sys

from platform_backend.__main__ import main
from platform_backend.store.batch import Batch


def forget() -> None:
    """From now on nothing is remembered."""
    Batch.recorded = lambda *_: None  # type: ignore[method-assign]


if __name__ == "__main__":
    forget()
    sys.exit(main())
