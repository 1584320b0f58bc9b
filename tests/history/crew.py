"""A process of racing consoles, as its conductor sees it."""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path
from typing import Any

import msgspec

from tests.faults.platform_process import ROOT
from tests.history.racing import Race

#: Longest wait for a word from it, in seconds: after the race, the backoff of an outage may be long.
_SAYS_WITHIN_S = 90.0


class Crew:
    """Can be killed and started again; its consoles then find their outboxes as they were."""

    def __init__(self, race: Race) -> None:
        self._race = race
        self._log = Path(race.folder) / f"{race.racers[0].name}.log"
        self._process: Process | None = None

    async def start(self) -> None:
        """Start the process, the next round of it."""
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.history.racing", stdin=PIPE, stdout=PIPE, stderr=log, cwd=ROOT
            )
        await self.order(self._race)
        self._race = msgspec.structs.replace(self._race, round=self._race.round + 1)

    async def kill(self) -> None:
        """kill -9."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.communicate()

    async def order(self, order: object) -> None:
        """Send one line."""
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.write(msgspec.json.encode(order) + b"\n")
        await self._process.stdin.drain()

    async def hear(self, word: str) -> dict[str, Any]:
        """The next line that has `word` in it. Raises RuntimeError when the process has ended."""
        assert self._process is not None
        assert self._process.stdout is not None
        async with asyncio.timeout(_SAYS_WITHIN_S):
            while line := await self._process.stdout.readline():
                told: dict[str, Any] = json.loads(line)
                if word in told:
                    return told
        raise RuntimeError(f"consoles ended before {word!r}: {self._log.read_text()[-3000:]}")
