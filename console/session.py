"""Who sits here: a signed-in seat at one platform."""

from __future__ import annotations

import socket
import uuid
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urljoin, urlsplit, urlunsplit

from backend_client.protocol.messages import ClientInfo
from backend_client.sign_in import PlatformUnreachable, SignInRefused, Token, TokenKeeper, launch
from console.embedded import Launch
from console.faults import StartRefused


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in seat at one platform."""

    http_base: str
    feed: str
    keeper: TokenKeeper
    embedded: bool = False

    def camera_url(self, address: str) -> str:
        """A camera's address: one without a scheme is relative to the platform's HTTP address."""
        return urljoin(self.http_base + "/", address)

    def camera_headers(self, url: str) -> dict[str, str]:
        """The bearer token, for the own platform's addresses only: nobody else may learn it."""
        if urlsplit(url).netloc != urlsplit(self.http_base).netloc:
            return {}
        return {"Authorization": f"Bearer {self.keeper.current.value}"}


def http_base_of(feed: str) -> str:
    """The platform's HTTP address beside its feed: ``ws://h:1/feed`` -> ``http://h:1``."""
    parts = urlsplit(feed)
    return urlunsplit(("https" if parts.scheme == "wss" else "http", parts.netloc, "", "", ""))


async def from_launch(offered: Launch) -> Session:
    """The session of an embedded platform's console; nobody signs in for it. Raises StartRefused."""
    try:
        token = await launch(http_base=offered.http, launch_token=offered.token)
    except (SignInRefused, PlatformUnreachable) as error:
        raise StartRefused(f"The embedded platform does not let its console in: {error}") from error
    keeper = TokenKeeper(http_base=offered.http, token=token)
    return Session(offered.http, offered.feed, keeper, embedded=True)


def from_token(feed: str, token: Token) -> Session:
    """The session of a person who signed in at the platform with the address `feed`."""
    http_base = http_base_of(feed)
    return Session(http_base, feed, TokenKeeper(http_base=http_base, token=token))


def client_info() -> ClientInfo:
    """How this process names itself to the platform."""
    try:
        release = version("grid-command-console")
    except PackageNotFoundError:
        release = "0"
    return ClientInfo(
        name="console", version=release, workstation=socket.gethostname(), instance=uuid.uuid4().hex
    )
