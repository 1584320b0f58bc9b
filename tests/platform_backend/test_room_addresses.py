"""What may be named as a room server: the site's own Janus, or a whole https address."""

from __future__ import annotations

import pytest

from platform_backend.room_addresses import check_ports, check_room_server


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("janus", "janus"),
        ("https://meet.example", "https://meet.example/{room}"),
        ("https://meet.example:8443/", "https://meet.example:8443/{room}"),
        ("https://live.example/rooms/{room}?video=1", "https://live.example/rooms/{room}?video=1"),
    ],
)
def test_a_room_server(said: str, meant: str) -> None:
    assert check_room_server(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "",
        "jitsi",
        "http://meet.example",
        "https://",
        "https://user:word@meet.example",
        "https://{room}.example/",
        "https://meet.example/{room}/{room}",
        "https://meet.example/a b",
        "https://[meet.example",
        "https://meet.example/" + "a" * 400,
    ],
)
def test_what_is_none_is_told_in_a_sentence(said: str) -> None:
    with pytest.raises(ValueError, match="whole https address"):
        check_room_server(said)


def test_ports() -> None:
    assert check_ports("21000-21999") == (21000, 21999)
    assert check_ports("65436-65535") == (65436, 65535)
    for wrong in ("", "21000", "21000-21010", "22000-21000", "80-2000", "65500-65600", "a-b"):
        with pytest.raises(ValueError, match="no range of 100 ports"):
            check_ports(wrong)
