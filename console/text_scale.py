"""How large text is at this workstation: as the settings say, until somebody chooses another size by key."""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta
from PySide6.QtCore import QCoreApplication

from console.files import write_whole
from widgets import theme

#: One press of a key, in per cent.
STEP: Final = 10
#: The file in the data folder; it is there only while another size than that of the settings is wanted.
FILE: Final = "text-scale.toml"

Percent = Annotated[int, Meta(ge=theme.SMALLEST_SCALE, le=theme.LARGEST_SCALE)]

_log = logging.getLogger(__name__)

translate = QCoreApplication.translate


class DeskSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The desk: `text_scale` is the usual size of all text in per cent, from 80 to 200."""

    text_scale: Percent = 100


class _Chosen(msgspec.Struct, frozen=True):
    text_scale: Percent


def step(percent: int, steps: int) -> int:
    """The size so many steps larger (smaller, if negative): a multiple of the step, within the limits."""
    nearest = (percent + STEP - 1) // STEP if steps < 0 else percent // STEP
    return min(max((nearest + steps) * STEP, theme.SMALLEST_SCALE), theme.LARGEST_SCALE)


def remembered(folder: Path) -> int | None:
    """What was chosen last at this workstation, in per cent; None when nothing was, or nobody can read it."""
    path = folder / FILE
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _Chosen).text_scale
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as error:
        _log.warning("the text size in %s is ignored: %s", path, error)
        return None


def remember(folder: Path, percent: int | None) -> None:
    """Keep `percent` for the next start, whole or not at all; None forgets it. Raises OSError."""
    path = folder / FILE
    if percent is None:
        path.unlink(missing_ok=True)
        return
    write_whole(path, lambda beside: beside.write_text(f"text_scale = {percent}\n", encoding="utf-8"))


class TextScale:
    """The size of all text, changed in steps; `apply` shows a size, `tell` says a few words in passing.

    `usual` is the size of the settings, in per cent.
    """

    def __init__(
        self, *, usual: int, folder: Path, apply: Callable[[int], None], tell: Callable[[str], None]
    ) -> None:
        self._usual = usual
        self._folder = folder
        self._apply = apply
        self._tell = tell

    def larger(self) -> None:
        """One step larger."""
        self._choose(step(theme.scale(), 1))

    def smaller(self) -> None:
        """One step smaller."""
        self._choose(step(theme.scale(), -1))

    def reset(self) -> None:
        """The size that the settings say."""
        self._choose(self._usual)

    def _choose(self, percent: int) -> None:
        if percent != theme.scale():
            self._apply(percent)
        told = translate("TextScale", "Text size {n} %").format(n=percent)
        try:
            remember(self._folder, None if percent == self._usual else percent)
        except OSError as error:
            _log.warning("the text size cannot be kept: %s", error)
            told += "   " + translate("TextScale", "until the console ends: it cannot be kept")
        self._tell(told)
