"""Opens the session at a site: address and certificates, what the keyring holds, and a dialog at the last."""

from __future__ import annotations

import asyncio

from backend_client.access import Access
from backend_client.addresses import is_plain
from backend_client.bearer import Bearer
from backend_client.tls import TlsUnusable
from console.faults import StartRefused
from console.people.credentials import Credentials
from console.people.session import Session
from console.people.signing_in import sign_in_at
from console.settings import Settings


async def open_session(settings: Settings, *, patience_s: float | None) -> Session:
    """The session at the platforms of `settings`; somebody acts in it. Raises StartRefused.

    A workstation with an account of its own starts with nobody in front of it; one whose last person's
    session may still be good goes on as that person. Else a person is asked, for `patience_s` at most.
    """
    session = await unattended_session(settings)
    if session.access.bearer is None:
        try:
            async with asyncio.timeout(patience_s):
                await sign_in_at(session)
        except TimeoutError as error:
            raise StartRefused(
                f"Nobody signed in at {settings.platform} within {patience_s:g} s: "
                "give the run more time, or leave --platform out for the embedded platform.",
                exit_code=5,
            ) from error
    return session


async def unattended_session(settings: Settings) -> Session:
    """The session as far as nobody need be asked: perhaps nobody acts in it yet. Raises StartRefused."""
    addresses, files = settings.addresses, settings.connection.files
    _refuse_plain(addresses, allowed=settings.connection.allow_plain)
    try:
        tls = files.context() if any(address.startswith("wss:") for address in addresses) else None
    except TlsUnusable as unusable:
        raise StartRefused(f"{unusable} Correct [connection] in the settings.", exit_code=2) from unusable
    credentials = Credentials(site=addresses[0])
    own = await credentials.device()
    device = None if own is None else Bearer.of_device(user=own.user, secret=own.secret, tls=tls)
    # With an account of its own the workstation needs nobody's session to begin.
    kept = await credentials.session() if device is None else None
    person = None
    if kept is not None and kept.at in addresses:
        person = Bearer.of_person(token=kept.token, at=kept.at, user=kept.user, tls=tls)
        credentials.keep_session_of(person, at=kept.at)
    return Session(
        access=Access(addresses=addresses, person=person, device=device, tls=tls),
        tls_files=files,
        credentials=credentials,
    )


def _refuse_plain(addresses: tuple[str, ...], *, allowed: bool) -> None:
    plain = [address for address in addresses if is_plain(address)]
    if plain and not allowed:
        raise StartRefused(
            f"{plain[0]} is not encrypted, so passwords and pictures could be read on the way: "
            "use wss://, or set allow_plain = true under [connection] in the settings.",
            exit_code=2,
        )
