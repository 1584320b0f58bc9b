"""The processes that a process has started, and whether they are gone."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

import psutil


@dataclass(frozen=True, slots=True)
class Relative:
    """A process below another one, and the command line it had while it lived."""

    process: psutil.Process
    command: str

    @property
    def alive(self) -> bool:
        """Whether it still runs; one that only waits to be reaped does not."""
        try:
            return bool(self.process.is_running() and self.process.status() != psutil.STATUS_ZOMBIE)
        except psutil.NoSuchProcess:
            return False


def family(pid: int) -> tuple[Relative, ...]:
    """Every process below `pid` now, in whatever session it may be."""
    found = []
    for process in psutil.Process(pid).children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):
            found.append(Relative(process, " ".join(process.cmdline())))
    return tuple(found)


def working_as(relatives: tuple[Relative, ...], *words: str) -> tuple[Relative, ...]:
    """Those among them whose command line holds all of these words."""
    return tuple(one for one in relatives if all(word in one.command for word in words))


def survivors(relatives: tuple[Relative, ...]) -> list[str]:
    """The command lines of those that still run."""
    return [one.command for one in relatives if one.alive]
