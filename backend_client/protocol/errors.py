"""Errors of the contract: what a command or query may be refused with, and why a connection is closed."""

from __future__ import annotations

import enum
from typing import Any, Final, Self

import msgspec

from backend_client.protocol.causes import Cause, Details

#: Most characters of a name in an error: it may be what the client sent, and is kept with the result.
_MOST_CHARACTERS: Final = 200


class ErrorCode(enum.StrEnum):
    """Reasons a platform refuses a command, query or topic."""

    BAD_REQUEST = "bad_request"
    UNAUTHENTICATED = "unauthenticated"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    VERSION_CONFLICT = "version_conflict"
    ILLEGAL_TRANSITION = "illegal_transition"
    EXPIRED = "expired"
    RATE_LIMITED = "rate_limited"
    UNAVAILABLE = "unavailable"


#: The only errors after which the same command may be sent again under the same ``cmd_id``.
RETRYABLE = frozenset({ErrorCode.RATE_LIMITED, ErrorCode.UNAVAILABLE})


class Error(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why something was refused: the kind of refusal, a sentence for logs, and what exactly is against it.

    `cause` is a token of `Cause`, or of a newer contract, `details` are the values that it needs. `current`,
    `by` and `at` belong to ``version_conflict`` (`by` and `at` also say who holds a seat since when). At
    sign-in `needs` is ``otp`` when a one-time code is missing or wrong, and `retry_after_s` says
    how long nothing is looked at.
    """

    code: str
    message: str
    retryable: bool = False
    cause: str | None = None
    details: Details | None = None
    current: int | None = None
    by: str | None = None
    at: str | None = None
    needs: str | None = None
    retry_after_s: float | None = None


class Refused(Exception):
    """Raised inside a platform or a client when a command or query is refused."""

    def __init__(
        self,
        code: ErrorCode,
        message: str,
        cause: Cause | None = None,
        *,
        name: str | None = None,
        state: str | None = None,
        until: str | None = None,
        limit: int | None = None,
        count: int | None = None,
        **more: Any,
    ) -> None:
        """`name` to `count` are the values that the cause needs, `more` other fields of the error."""
        super().__init__(f"{code}: {message}")
        shown = None if name is None else name[:_MOST_CHARACTERS]
        details = Details(name=shown, state=state, until=until, limit=limit, count=count)
        self.error = Error(
            code=code,
            message=message,
            retryable=code in RETRYABLE,
            cause=cause,
            details=None if details == Details() else details,
            **more,
        )

    @classmethod
    def of(cls, error: Error) -> Self:
        """What a refused command's result says, passed on as it is."""
        refused = cls(ErrorCode(error.code), error.message)
        refused.error = error
        return refused


class CloseCode(enum.IntEnum):
    """WebSocket close codes of ccc.v1."""

    BAD_FRAME = 4400
    NOT_AUTHENTICATED = 4401
    FORBIDDEN = 4403
    PROTOCOL = 4406
    NO_AUTH_IN_TIME = 4408
    REPLACED = 4409
    RESYNC_NEEDED = 4410
    SILENT = 4411
    TOO_SLOW = 4413
    TOO_MANY = 4429


#: Close codes after which the same console must not come back by itself.
FINAL_CLOSES = frozenset(
    {CloseCode.NOT_AUTHENTICATED, CloseCode.FORBIDDEN, CloseCode.PROTOCOL, CloseCode.REPLACED}
)


class CloseReason(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The JSON that stands in a close frame's reason, at most 123 bytes."""

    reconnect: bool
    why: str
    retry_after_s: float | None = None


def encode_close_reason(code: CloseCode, why: str, retry_after_s: float | None = None) -> str:
    """Return the close frame's reason for `code`; `why` is an ASCII token of at most 40 characters."""
    reason = CloseReason(reconnect=code not in FINAL_CLOSES, why=why, retry_after_s=retry_after_s)
    return msgspec.json.encode(reason).decode()


def decode_close_reason(text: str) -> CloseReason:
    """Read a close frame's reason; one that cannot be parsed means: reconnect."""
    try:
        return msgspec.json.decode(text.encode(), type=CloseReason)
    except (msgspec.MsgspecError, UnicodeError):
        return CloseReason(reconnect=True, why="unknown")
