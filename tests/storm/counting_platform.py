"""The platform, with every use of its password hasher counted: ``python -m tests.storm.counting_platform``.

One line in the file that ``HASH_LOG`` names is one hash made or checked.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher

from platform_backend.__main__ import main


def count_hashes(log: Path) -> None:
    """Write a line for each hash from now on."""
    for name in ("hash", "verify"):
        original = getattr(PasswordHasher, name)

        def counted(*args: Any, _name: str = name, _original: Any = original, **more: Any) -> Any:
            with log.open("a") as file:
                file.write(f"{_name}\n")
            return _original(*args, **more)

        setattr(PasswordHasher, name, counted)


if __name__ == "__main__":
    count_hashes(Path(os.environ["HASH_LOG"]))
    sys.exit(main())
