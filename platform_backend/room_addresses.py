"""What ``--room-server`` names: the site's own Janus, or where the rooms of another installation are."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

JANUS: Final = "janus"
_ROOM: Final = "{room}"
_LONGEST: Final = 400
#: Two ports for each page are needed on each network of the machine.
_FEWEST_PORTS: Final = 100


def check_room_server(text: str) -> str:
    """``janus``, or the template of rooms' addresses that `text` means. Raises ValueError with a sentence.

    The address of an installation without ``{room}`` has its rooms right below it, as Jitsi Meet does.
    """
    if text == JANUS:
        return text
    template = text if _ROOM in text else f"{text.rstrip('/')}/{_ROOM}"
    try:
        parts = urlsplit(template)
        whole = parts.scheme == "https" and bool(parts.hostname) and parts.username is None
    except ValueError:
        whole = False
    fits = whole and len(template) <= _LONGEST and template.isascii() and template.isprintable()
    if not fits or " " in template or template.count(_ROOM) != 1 or _ROOM in parts.netloc:
        raise ValueError(
            f"{text!r} is neither 'janus' nor a whole https address such as https://meet.example/{_ROOM}"
        )
    return template


def check_ports(text: str) -> tuple[int, int]:
    """The first and the last port of a range such as ``21000-21999``. Raises ValueError with a sentence."""
    first, _, last = text.partition("-")
    if first.isdecimal() and last.isdecimal():
        ports = int(first), int(last)
        if ports[0] >= 1024 and ports[1] <= 65535 and ports[1] - ports[0] + 1 >= _FEWEST_PORTS:
            return ports
    raise ValueError(f"{text!r} is no range of {_FEWEST_PORTS} ports or more within 1024-65535")
