"""Device ids after GB/T 28181; in the contract they are opaque strings."""

from __future__ import annotations

import re

#: GB/T 28181: centre 8, industry 2, type 3, network 1, serial 6 digits.
DEVICE_ID = re.compile(r"\d{20}")

#: GB/T 28181 device types.
TYPE_CAMERA = "131"
TYPE_IP_CAMERA = "132"


def device_id(centre: str, industry: str, kind: str, network: str, serial: int) -> str:
    """Compose a 20-digit device id. Raises ValueError when a part has the wrong length."""
    code = f"{centre:0<8}{industry}{kind}{network}{serial:06d}"
    if DEVICE_ID.fullmatch(code) is None:
        raise ValueError(f"not a 20-digit device id: {code!r}")
    return code
