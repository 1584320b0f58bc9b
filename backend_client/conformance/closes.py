"""Rules on closes: what their reasons say."""

from __future__ import annotations

from collections.abc import AsyncIterator
from uuid import uuid4

from backend_client.conformance.console import console, introduce
from backend_client.conformance.findings import expect
from backend_client.conformance.rule import rule
from backend_client.conformance.site import Site
from backend_client.conformance.wire import Close
from backend_client.protocol.errors import FINAL_CLOSES, CloseCode

_MOST_BYTES = 123


@rule(
    "X-1",
    "The reason of every close with a code of the table MUST be a JSON object of at most 123 bytes with "
    "`reconnect` as a boolean and `why` as an ASCII token.",
)
async def reasons_are_objects(site: Site) -> None:
    async for close in _provoked(site):
        size = len(close.reason.encode())
        expect(size <= _MOST_BYTES, f"at most {_MOST_BYTES} bytes", size)
        fields = close.fields()
        expect(isinstance(fields.get("reconnect"), bool), "reconnect as a boolean", fields)
        why = fields.get("why")
        expect(isinstance(why, str) and why.isascii() and why.isidentifier(), "why as a token", fields)


@rule(
    "X-2",
    "`reconnect` MUST be as the table says: false for 4401, 4403, 4406 and 4409, true for the others.",
)
async def reasons_say_whether_to_come_back(site: Site) -> None:
    async for close in _provoked(site):
        wanted = close.code not in FINAL_CLOSES
        expect(
            close.fields().get("reconnect") is wanted, f"reconnect {wanted} for {close.code}", close.reason
        )


async def _provoked(site: Site) -> AsyncIterator[Close]:
    """Closes with 4406, 4401, 4400, 4409 and 4408, which anybody can bring about."""
    async with site.wire(offer="ccc.v0") as wire:
        yield await wire.closed_with(CloseCode.PROTOCOL)
    async with site.wire() as wire:
        await introduce(wire, "forged")
        yield await wire.closed_with(CloseCode.NOT_AUTHENTICATED)
    async with console(site) as one:
        await one.wire.send("ping", at=7)
        yield await one.wire.closed_with(CloseCode.BAD_FRAME)
    instance = str(uuid4())
    async with console(site, instance=instance) as first, console(site, instance=instance):
        yield await first.wire.closed_with(CloseCode.REPLACED)
    async with site.wire() as wire:
        within_s = site.tempo.auth_within_s + site.tempo.slack_s
        yield await wire.closed_with(CloseCode.NO_AUTH_IN_TIME, within_s=within_s)
