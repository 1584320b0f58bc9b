"""Who sits here: as whom this console speaks to the platforms of its site."""

from __future__ import annotations

import socket
import uuid
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urljoin, urlsplit

from backend_client.access import Access
from backend_client.bearer import Bearer
from backend_client.protocol.messages import ClientInfo
from backend_client.sign_in import PlatformUnreachable, SignInRefused, Token, launch
from backend_client.tls import TlsFiles
from console.embedded import Launch
from console.faults import StartRefused
from console.people.credentials import Credentials, DeviceCredential


class Session:
    """A seat at a site: people come and go at it while feed, walls and video go on.

    `credentials` keeps the person's token for the next start, where this workstation has a keyring.
    `attended`: a person has typed a password in this run of the console.
    """

    def __init__(
        self,
        *,
        access: Access,
        embedded: bool = False,
        tls_files: TlsFiles | None = None,
        credentials: Credentials | None = None,
    ) -> None:
        self.access = access
        # An embedded platform lets its console in once, by a token that only this process has.
        access.home = access.person if embedded else None
        self.embedded = embedded
        self._tls_files = tls_files or TlsFiles()
        self.credentials = credentials
        self.attended = False

    @property
    def http_base(self) -> str:
        """The HTTP address of the platform in use."""
        return self.access.http_base

    async def sign_in(self, *, user: str, password: str, otp: str | None = None) -> None:
        """Let a person sign in and act from now on, in place of whoever did.

        Raises SignInRefused or PlatformUnreachable; then nothing has changed.
        """
        self.change_bearer(await self.access.admit(user=user, password=password, otp=otp))

    def sign_off(self) -> None:
        """The person leaves: the device goes on, or nobody."""
        self.change_bearer(None)

    def change_bearer(self, person: Bearer | None) -> None:
        """Let `person` act from now on; None: nobody but the device. The feed follows by itself."""
        if self.credentials is not None:
            if person is None:
                self.credentials.forget_session()
            else:
                self.credentials.keep_session_of(person, at=self.access.address)
        self.access.change_person(person)

    async def enrol(self, *, user: str, secret: str) -> None:
        """Give this workstation an account of its own, as which it goes on when nobody is signed in.

        Where there is no keyring it lasts as long as this process.
        """
        if self.credentials is not None:
            await self.credentials.keep_device(DeviceCredential(user=user, secret=secret))
        self.access.device = Bearer.of_device(user=user, secret=secret, tls=self.access.tls)
        self.change_bearer(None)

    async def forget_device(self) -> None:
        """Take the workstation's own account away again."""
        if self.credentials is not None:
            await self.credentials.forget_device()
        self.access.device = None
        self.change_bearer(self.access.person)

    def camera_url(self, address: str) -> str:
        """A camera's address: one without a scheme is relative to the platform's HTTP address."""
        # Asked for every tile each second, and reckoning takes a while: most cameras have whole addresses.
        return address if "://" in address else urljoin(self.http_base + "/", address)

    def camera_headers(self, url: str) -> dict[str, str]:
        """The bearer token, for the own platform's addresses only: nobody else may learn it."""
        token = self.access.current
        if token is None or not self._is_own(url):
            return {}
        return {"Authorization": f"Bearer {token.value}"}

    def camera_tls(self, url: str) -> TlsFiles | None:
        """What the own platform's certificate is checked with; None for everybody else's addresses."""
        return self._tls_files if self._is_own(url) and urlsplit(url).scheme == "https" else None

    def _is_own(self, url: str) -> bool:
        own, asked = urlsplit(self.http_base), urlsplit(url)
        return (own.scheme, own.netloc) == (asked.scheme, asked.netloc)


async def from_launch(offered: Launch) -> Session:
    """The session of an embedded platform's console; nobody signs in for it. Raises StartRefused."""
    try:
        token = await launch(http_base=offered.http, launch_token=offered.token)
    except (SignInRefused, PlatformUnreachable) as error:
        raise StartRefused(f"The embedded platform does not let its console in: {error}") from error
    person = Bearer.of_person(token=token, at=offered.feed)
    return Session(access=Access(addresses=(offered.feed,), person=person), embedded=True)


def from_token(addresses: tuple[str, ...], token: Token) -> Session:
    """The session of a person who signed in at the first of the site's feed `addresses`."""
    person = Bearer.of_person(token=token, at=addresses[0])
    return Session(access=Access(addresses=addresses, person=person))


def client_info() -> ClientInfo:
    """How this process names itself to the platform."""
    try:
        release = version("grid-command-console")
    except PackageNotFoundError:
        release = "0"
    return ClientInfo(
        name="console", version=release, workstation=socket.gethostname(), instance=uuid.uuid4().hex
    )
