"""Reads one table in a process of its own: ``python -m console.intake.reader FILE [SHEET]``.

Writes its parts to standard output, one JSON object a line. It ends with its parent, whose end closes the
standard input, and on its own when the file takes more memory or time than any honest one.
"""

from __future__ import annotations

import os
import sys
import threading
import warnings
from pathlib import Path
from typing import Final

import msgspec

from console.intake.reading import Unreadable, read_table
from widgets.intake.values import Trouble

_MEMORY_BYTES: Final = 1 << 30
_CPU_S: Final = 60


def main() -> None:
    """Read the file that the arguments name."""
    threading.Thread(target=_end_with_parent, name="parent watch", daemon=True).start()
    _bound()
    # A workbook's odd styles and validations are not our concern.
    warnings.simplefilter("ignore")
    path, *sheet = sys.argv[1:]
    try:
        for part in read_table(Path(path), sheet=sheet[0] if sheet else ""):
            _say(msgspec.json.encode(part))
    except MemoryError:
        _say(msgspec.json.encode(Unreadable(Trouble.TOO_HARD)))


def _say(line: bytes) -> None:
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()


def _bound() -> None:
    try:
        import resource
    except ImportError:
        # Windows has no such limits; the parent's time limit holds there too.
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_S, _CPU_S))


def _end_with_parent() -> None:
    while os.read(0, 4096):
        pass
    os._exit(1)


if __name__ == "__main__":
    main()
