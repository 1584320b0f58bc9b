"""Opens the socket of a feed, or says in words why there is none."""

from __future__ import annotations

import ssl
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidHandshake, InvalidMessage, InvalidStatus, InvalidURI
from websockets.typing import Subprotocol

from backend_client.endings import Ending
from backend_client.feed_connection import Timing
from backend_client.protocol.messages import MSGPACK_NAME, PROTOCOL_NAME
from backend_client.tls import cut_short, tls_fault

#: Beyond any platform's `limits.frame_bytes`; those are known only after the first frame.
_MAX_FRAME_BYTES = 16 * 2**20
#: Frames that wait unread before the socket is left alone: about what two reads of the socket bring.
_MAX_QUEUE = 512
#: The first is preferred: reading an event from it takes about three quarters of the time.
_SUBPROTOCOLS = (Subprotocol(MSGPACK_NAME), Subprotocol(PROTOCOL_NAME))


_CUT = (InvalidMessage, ConnectionResetError, EOFError)


class NoFeed(Exception):
    """There is no feed to be had at the address now; `ending` says why."""

    def __init__(self, ending: Ending) -> None:
        super().__init__(ending.detail)
        self.ending = ending


async def open_socket(address: str, *, tls: ssl.SSLContext | None, timing: Timing) -> ClientConnection:
    """Connect to the feed at `address`. Raises NoFeed."""
    try:
        return await _Connect(
            address,
            subprotocols=list(_SUBPROTOCOLS),
            compression=None,
            proxy=None,
            open_timeout=timing.open_s,
            close_timeout=timing.close_s,
            ping_interval=None,
            max_size=_MAX_FRAME_BYTES,
            max_queue=_MAX_QUEUE,
            ssl=tls if address.startswith("wss:") else None,
        )
    except InvalidURI as error:
        sentence = f"{address} is not the address of a feed."
        raise NoFeed(Ending("bad_address", sentence, final=True)) from error
    except InvalidStatus as error:
        status = error.response.status_code
        raise NoFeed(
            Ending("no_feed", f"{address} answered {status}: there is no feed there now.")
        ) from error
    except (OSError, InvalidHandshake, TimeoutError, EOFError) as error:
        host = urlsplit(address).netloc
        fault = tls_fault(error, host=host)
        if fault is None and address.startswith("wss:") and isinstance(error, _CUT):
            fault = cut_short(host)
        if fault is not None:
            raise NoFeed(Ending(fault.why, fault.sentence)) from error
        words = str(error) or type(error).__name__
        sentence = f"The platform at {address} cannot be reached ({words})."
        raise NoFeed(Ending("unreachable", sentence)) from error


class _Connect(connect):
    """Goes to its address or nowhere: a token must not follow a redirect."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        return exc
