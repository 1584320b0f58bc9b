"""How a connection ended, and whether this console may come back by itself."""

from __future__ import annotations

from typing import Final

import msgspec

from backend_client.protocol.errors import FINAL_CLOSES, CloseCode, decode_close_reason

#: No platform gets to keep a console away for longer than this.
MAX_RETRY_AFTER_S = 300.0

_SENTENCES: Final[dict[int, tuple[str, str]]] = {
    CloseCode.BAD_FRAME: ("bad_frame", "The platform could not read what this console sent."),
    CloseCode.NOT_AUTHENTICATED: (
        "not_authenticated",
        "The platform no longer accepts this sign-in. Sign in again.",
    ),
    CloseCode.FORBIDDEN: ("forbidden", "This account may not use the platform. Ask the administrator."),
    CloseCode.PROTOCOL: (
        "protocol",
        "Console and platform speak different versions of the protocol. Update the older of the two.",
    ),
    CloseCode.NO_AUTH_IN_TIME: ("no_auth_in_time", "Signing in on the connection took too long."),
    CloseCode.REPLACED: (
        "replaced",
        "Another connection of this console has taken the place of this one. Use that one, or start again.",
    ),
    CloseCode.RESYNC_NEEDED: ("resync_needed", "The platform asks this console to start over."),
    CloseCode.SILENT: ("silent", "The platform heard nothing from this console for too long."),
    CloseCode.TOO_SLOW: ("too_slow", "This console could not keep up with the platform."),
    CloseCode.TOO_MANY: ("too_many", "The platform serves as many consoles as it can."),
}


class Ending(msgspec.Struct, frozen=True):
    """Why a connection is over: `why` an ASCII token, `detail` an English sentence, `final`: stay away."""

    why: str
    detail: str = ""
    final: bool = False
    retry_after_s: float = 0.0


def ending_of_close(code: int, reason: str) -> Ending:
    """Read a close frame. A reason that cannot be parsed leaves the decision to the code."""
    told = decode_close_reason(reason)
    readable = told.why != "unknown"
    why, detail = _SENTENCES.get(code, (told.why, f"The platform closed the connection ({code})."))
    return Ending(
        why=why,
        detail=detail,
        final=not told.reconnect if readable else code in FINAL_CLOSES,
        retry_after_s=min(max(told.retry_after_s or 0.0, 0.0), MAX_RETRY_AFTER_S),
    )
