"""An import in a process of its own, to be killed; started with the feed's address, a folder and a count."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from tests.console.intake.desks import connected_desk


async def main(address: str, folder: Path, count: int) -> None:
    """Import `count` rows, those that are still to be imported, and say so at the end."""
    async with connected_desk(address, folder) as desk:
        await desk.sending().run(await desk.plan(count))
        sys.stdout.write(" ".join(sorted({fate.name for fate in desk.told()})) + "\n")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])))
