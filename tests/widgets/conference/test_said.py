from __future__ import annotations

import msgspec
import pytest

from widgets.conference.said import Join, Mark, SignalTo, decode


def test_what_the_page_says_is_typed() -> None:
    assert decode('{"do": "join", "session": "0a"}') == Join(session="0a")
    assert decode('{"do": "mark", "hand": true}') == Mark(hand=True)
    said = decode('{"do": "signal", "to": "bob", "data": {"kind":"restart"}}')
    assert isinstance(said, SignalTo)
    assert (said.to, bytes(said.data)) == ("bob", b'{"kind":"restart"}')


@pytest.mark.parametrize("text", ["", "[]", '{"do": "else"}', '{"do": "join"}', '{"do": "mark", "hand": 3}'])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(msgspec.MsgspecError):
        decode(text)
