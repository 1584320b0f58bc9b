"""As whom, and where, a console speaks to the platforms of its site."""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass

from backend_client.addresses import http_base_of
from backend_client.bearer import Bearer
from backend_client.sign_in import PlatformUnreachable, SignInRefused, Token, sign_in

_NOBODY = "Nobody is signed in."


@dataclass(frozen=True, slots=True)
class SignOn:
    """A token and whose it is."""

    bearer: Bearer
    token: Token


class Access:
    """The bearer of the moment: the person signed in, else the device, and the platform in use.

    `addresses` are those of the feeds of platforms that stand in for each other, the usual one first. People
    come and go while the connection stays; `version` counts them. A person whom a platform refuses makes
    way for the device, so that walls keep their pictures.
    """

    def __init__(
        self,
        *,
        addresses: tuple[str, ...],
        person: Bearer | None = None,
        device: Bearer | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        if not addresses:
            raise ValueError("a site has at least one platform")
        self.addresses = addresses
        self.tls = tls
        #: The feed of the platform in use, or of the one that was in use last.
        self.address = addresses[0]
        self.person = person
        self.device = device
        self.version = 0
        #: Who is come back to when people leave, and so is never signed out.
        self.home: Bearer | None = None
        self._leavers: list[Bearer] = []
        self._changed = asyncio.Event()

    @property
    def http_base(self) -> str:
        """The HTTP address of the platform in use."""
        return http_base_of(self.address)

    @property
    def bearer(self) -> Bearer | None:
        """As whom the console speaks now."""
        return self.person or self.device

    @property
    def current(self) -> Token | None:
        """The token for requests to the platform in use that are made now."""
        return None if self.bearer is None else self.bearer.current(self.address)

    def change_person(self, person: Bearer | None) -> None:
        """Let `person` act from now on; None: nobody but the device, if there is one."""
        if self.person is not None and self.person not in (person, self.home):
            self._leavers.append(self.person)
        self.person = person
        self._tell()

    async def admit(self, *, user: str, password: str, otp: str | None = None) -> Bearer:
        """Sign a person in, at the platform in use or at the next that answers; who acts stays as it is.

        Raises SignInRefused or PlatformUnreachable, the latter of the platform in use.
        """
        at = self.addresses.index(self.address)
        unreachable: PlatformUnreachable | None = None
        for address in self.addresses[at:] + self.addresses[:at]:
            try:
                token = await sign_in(
                    http_base=http_base_of(address), user=user, password=password, otp=otp, tls=self.tls
                )
            except PlatformUnreachable as error:
                unreachable = unreachable or error
            else:
                return Bearer.of_person(token=token, at=address, user=user, tls=self.tls)
        assert unreachable is not None
        raise unreachable

    async def sign_on(self, address: str) -> SignOn:
        """A token of the bearer of the moment for the platform at `address`. Raises like `Bearer.token`."""
        while (bearer := self.bearer) is not None:
            try:
                token = await bearer.token(address)
            except SignInRefused as refused:
                if refused.passes or not self._gives_way(bearer):
                    raise
            else:
                if bearer is self.bearer:
                    return SignOn(bearer, token)
        raise SignInRefused(_NOBODY, why="unauthenticated")

    async def token(self) -> Token:
        """A token for the platform in use. Raises like `Bearer.token`."""
        return (await self.sign_on(self.address)).token

    def refused(self, bearer: Bearer, address: str) -> bool:
        """The platform at `address` does not let `bearer` in; return whether somebody else acts now."""
        bearer.refused(address)
        return self._gives_way(bearer)

    async def say_goodbye(self) -> None:
        """Sign out those who have left; for when nothing acts as them any more."""
        leavers, self._leavers = self._leavers, []
        for bearer in leavers:
            if bearer is not self.person:
                await bearer.sign_out()

    async def changed(self, since: int) -> int:
        """Wait until `version` is past `since` and return it."""
        while self.version == since:
            await self._changed.wait()
        return self.version

    def _gives_way(self, bearer: Bearer) -> bool:
        """Whether somebody else acts now that `bearer` was refused."""
        if bearer is not self.person:
            return bearer is not self.bearer
        if self.device is None:
            return False
        self.change_person(None)
        return True

    def _tell(self) -> None:
        self.version += 1
        self._changed.set()
        self._changed = asyncio.Event()
