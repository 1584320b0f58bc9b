"""Files that the console writes: whole or not at all, and under names that every system allows."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

#: What some system does not allow in the name of a file.
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_LONGEST_NAME = 120


def write_whole(path: Path, write: Callable[[Path], object], *, private: bool = False) -> None:
    """Let `write` make a file beside `path`, then put it in its place. Raises OSError.

    Whatever `write` raises goes on to the caller; `path` is then as it was. A `private` file is its owner's
    alone.
    """
    beside: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        os.close(handle)
        beside = Path(name)
        write(beside)
        _flush(beside)
        if not private:
            # Made for one pair of eyes by mkstemp; it is to be as readable as any other in its folder.
            beside.chmod(0o666 & ~_umask())
        os.replace(beside, path)
        beside = None
    finally:
        if beside is not None:
            with contextlib.suppress(OSError):
                beside.unlink()


def why_unwritten(error: OSError) -> str:
    """Why there is no file: one sentence for the person who wanted it."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return translate("Files", "The disk is full. Nothing was written.")
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return translate("Files", "This folder may not be written to. Choose another one.")
        case errno.ENOENT | errno.ENOTDIR:
            return translate("Files", "There is no such folder. Choose another one.")
        case errno.EISDIR:
            return translate("Files", "A folder has this name. Choose another name.")
    detail = error.strerror or str(error)
    return translate("Files", "The file cannot be written: {detail}").format(detail=detail)


def proposed_name(*parts: str) -> str:
    """A file's name of these parts, without what some system does not allow in one; no ending."""
    clean = (_FORBIDDEN.sub("-", part).strip(" .-") for part in parts)
    return "_".join(part for part in clean if part)[:_LONGEST_NAME]


def _flush(path: Path) -> None:
    """To the disk: on some, only this tells that it is full."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _umask() -> int:
    # There is no way to ask for it without setting it.
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
