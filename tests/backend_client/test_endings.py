from __future__ import annotations

import pytest

from backend_client.endings import MAX_RETRY_AFTER_S, ending_of_close
from backend_client.protocol.errors import FINAL_CLOSES, CloseCode, encode_close_reason


@pytest.mark.parametrize("code", list(CloseCode))
def test_every_close_code_has_a_sentence_and_its_finality(code: CloseCode) -> None:
    ending = ending_of_close(code, encode_close_reason(code, "because"))
    assert ending.final == (code in FINAL_CLOSES)
    assert ending.detail.endswith(".")


@pytest.mark.parametrize("code", [1001, 1006, 1011, 1012])
def test_without_a_readable_reason_the_console_comes_back(code: int) -> None:
    assert not ending_of_close(code, "").final


def test_a_final_code_is_final_even_without_a_readable_reason() -> None:
    assert ending_of_close(CloseCode.NOT_AUTHENTICATED, "").final


def test_the_reason_outranks_the_code() -> None:
    assert ending_of_close(4400, '{"reconnect": false, "why": "banned"}').final


def test_a_platform_cannot_keep_a_console_away_for_ever() -> None:
    reason = encode_close_reason(CloseCode.TOO_MANY, "busy", 1e9)
    assert ending_of_close(CloseCode.TOO_MANY, reason).retry_after_s == MAX_RETRY_AFTER_S
