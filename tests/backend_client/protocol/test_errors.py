"""Refusals and close reasons."""

from __future__ import annotations

import pytest

from backend_client.protocol.causes import Cause, Details
from backend_client.protocol.errors import (
    CloseCode,
    CloseReason,
    ErrorCode,
    Refused,
    decode_close_reason,
    encode_close_reason,
)


@pytest.mark.parametrize("code", list(CloseCode))
def test_every_reason_fits_a_close_frame_and_comes_back(code: CloseCode) -> None:
    text = encode_close_reason(code, "w" * 40, retry_after_s=29.5)
    assert len(text.encode()) <= 123
    assert decode_close_reason(text).retry_after_s == 29.5


@pytest.mark.parametrize("text", ["", "going away", '{"reconnect":"yes"}'])
def test_a_reason_that_cannot_be_read_means_reconnect(text: str) -> None:
    assert decode_close_reason(text) == CloseReason(reconnect=True, why="unknown")


def test_only_passing_troubles_may_be_tried_again() -> None:
    retryable = {code for code in ErrorCode if Refused(code, "no").error.retryable}
    assert retryable == {ErrorCode.RATE_LIMITED, ErrorCode.UNAVAILABLE}


def test_a_refusal_names_its_cause_and_what_that_needs() -> None:
    error = Refused(ErrorCode.NOT_FOUND, "no", Cause.NO_GRID, name="x" * 500).error
    assert error.cause == "no_grid"
    # It may be what the client sent, and is kept with the result.
    assert error.details == Details(name="x" * 200)
    assert Refused(ErrorCode.NOT_FOUND, "no").error.details is None


def test_a_refusal_is_passed_on_as_it_is() -> None:
    error = Refused(ErrorCode.ILLEGAL_TRANSITION, "no", Cause.SEAT_HELD, by="Li", at="now").error
    assert Refused.of(error).error is error
