"""One who is let in: a person or a device, with a token for each platform of the site."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable

from backend_client.addresses import http_base_of
from backend_client.sign_in import SignInRefused, Token, TokenKeeper, sign_in, sign_out

_ENDED = "The platform no longer accepts this sign-in. Sign in again."


class Bearer:
    """An identity at a site whose platforms stand in for each other.

    A person has a token, got at one platform; it is tried at the others too, because one that was restored
    from the first one's backup accepts it. A device also has a secret and signs in by itself wherever its
    token is not accepted. `user` is the name it signs in by, as far as it is known.
    """

    def __init__(
        self,
        *,
        user: str = "",
        secret: str | None = None,
        tls: ssl.SSLContext | None = None,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self.user = user
        self._secret = secret
        self._tls = tls
        #: Hears of every token that takes the place of another.
        self.on_token: Callable[[Token], None] = lambda _token: None
        self._steady = steady
        self._keepers: dict[str, TokenKeeper] = {}
        self._refused: set[str] = set()

    @classmethod
    def of_person(cls, *, token: Token, at: str, user: str = "", tls: ssl.SSLContext | None = None) -> Bearer:
        """Somebody who signed in at the platform whose feed is at `at`."""
        bearer = cls(user=user, tls=tls)
        bearer._keepers[http_base_of(at)] = TokenKeeper(http_base=http_base_of(at), token=token, tls=tls)
        return bearer

    @classmethod
    def of_device(cls, *, user: str, secret: str, tls: ssl.SSLContext | None = None) -> Bearer:
        """A workstation's own account, which needs nobody to type anything."""
        return cls(user=user, secret=secret, tls=tls)

    @property
    def is_device(self) -> bool:
        """Whether it signs in by itself."""
        return self._secret is not None

    def current(self, address: str) -> Token | None:
        """The token for the platform at `address` as it is, for requests that are made now."""
        keeper = self._keepers.get(http_base_of(address))
        return None if keeper is None else keeper.current

    async def token(self, address: str) -> Token:
        """A token with some life left for the platform at `address`.

        Raises SignInRefused when it is not let in there (any more), PlatformUnreachable when that cannot be
        found out now.
        """
        base = http_base_of(address)
        keeper = self._keepers.get(base) or await self._start_at(base)
        before = keeper.current
        try:
            token = await keeper.fresh()
        except SignInRefused as refused:
            if refused.passes:
                raise
            self.refused(address)
            if self._secret is None:
                raise
            token = (await self._start_at(base)).current
        if token is not before:
            self.on_token(token)
        return token

    def refused(self, address: str) -> None:
        """The platform at `address` does not accept the token: it is not shown there again."""
        base = http_base_of(address)
        self._keepers.pop(base, None)
        self._refused.add(base)

    async def sign_out(self) -> None:
        """End the sessions behind its tokens, as far as platforms answer."""
        keepers, self._keepers = self._keepers, {}
        self._refused |= keepers.keys()
        for base, keeper in keepers.items():
            await sign_out(http_base=base, token=keeper.current, tls=self._tls)

    async def _start_at(self, base: str) -> TokenKeeper:
        token = None if base in self._refused else self._from_elsewhere()
        if token is None:
            if self._secret is None:
                raise SignInRefused(_ENDED, why="unauthenticated")
            token = await sign_in(http_base=base, user=self.user, password=self._secret, tls=self._tls)
            self._refused.discard(base)
        keeper = TokenKeeper(http_base=base, token=token, tls=self._tls, steady=self._steady)
        self._keepers[base] = keeper
        return keeper

    def _from_elsewhere(self) -> Token | None:
        """The token of another platform of the site that lives longest."""
        now = self._steady()
        tokens = [keeper.current for keeper in self._keepers.values() if keeper.current.left_s(now) > 0]
        return max(tokens, key=lambda token: token.left_s(now), default=None)
