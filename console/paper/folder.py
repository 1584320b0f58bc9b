"""The folder that somebody saved in last at this workstation."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths

#: The file in the data folder; its whole text is the folder.
FILE: Final = "paper-folder.txt"

_log = logging.getLogger(__name__)


def remembered(data: Path) -> Path:
    """The folder that was saved in last, if it is still there; else that of the person's documents."""
    try:
        folder = Path((data / FILE).read_text(encoding="utf-8").strip())
        if folder.is_absolute() and folder.is_dir():
            return folder
    except FileNotFoundError:
        pass
    except (OSError, UnicodeError, ValueError) as error:
        _log.warning("the folder for exports cannot be read: %s", error)
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) if documents and Path(documents).is_dir() else Path.home()


def remember(data: Path, folder: Path) -> None:
    """Keep `folder` for the next time; when it cannot be kept, the next time proposes another one."""
    try:
        (data / FILE).write_text(f"{folder}\n", encoding="utf-8")
    except OSError as error:
        _log.warning("the folder for exports cannot be kept: %s", error)
