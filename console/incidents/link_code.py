"""An address as a QR code, for a telephone's camera."""

from __future__ import annotations

import io
from typing import Final

import segno
from PySide6.QtGui import QImage

_MODULE_PX: Final = 6
_BORDER: Final = 4


def link_code(address: str) -> QImage:
    """The code of `address`: black on white with the quiet zone that ISO/IEC 18004 asks for."""
    code = segno.make(address, error="m", micro=False)
    drawn = io.BytesIO()
    code.save(drawn, kind="png", scale=_MODULE_PX, border=_BORDER)
    return QImage.fromData(drawn.getvalue())
