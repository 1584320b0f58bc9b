"""Evidence over HTTP: its files for who may have them, a console's own pictures, the key of its signature."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from backend_client.protocol.errors import ErrorCode, Refused
from platform_backend.access.accounts import Accounts
from platform_backend.access.sign_ins import Session
from platform_backend.evidence_desk import EvidenceDesk
from platform_backend.web.answering import endpoint, json_answer, origin, session_of

#: Longest wait for the whole of a console's pictures, in seconds.
_WITHIN_S: Final = 300.0


@dataclass(frozen=True, slots=True)
class EvidencePages:
    """Serves ``/evidence/...``; `noted` is told who fetches what, before he gets it."""

    desk: EvidenceDesk
    accounts: Accounts
    noted: Callable[[Session, str, str, str], Awaitable[None]]

    def routes(self) -> list[Route]:
        """The addresses."""
        return [
            Route("/evidence/key", endpoint(self, _key), methods=["GET"]),
            Route("/evidence/{id}/media", endpoint(self, _take), methods=["POST"]),
            Route("/evidence/{id}/{name}", endpoint(self, _file), methods=["GET"]),
        ]


async def _key(pages: EvidencePages, request: Request) -> Response:
    session_of(pages.accounts, request)
    signer = pages.desk.signer
    return Response(
        signer.public_pem,
        media_type="application/x-pem-file",
        headers={"X-Fingerprint": signer.fingerprint},
    )


async def _file(pages: EvidencePages, request: Request) -> Response:
    session = session_of(pages.accounts, request)
    id_, name = request.path_params["id"], request.path_params["name"]
    handed = await pages.desk.handed(session, id_, name)
    what = "evidence.review" if name.startswith("review.") else "evidence.fetch"
    await pages.noted(session, origin(request), what, id_)
    await pages.desk.fetched(session, id_, name)
    headers = {
        "Cache-Control": "no-store",
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
    }
    return FileResponse(handed.path, media_type=handed.media_type, headers=headers)


async def _take(pages: EvidencePages, request: Request) -> Response:
    session = session_of(pages.accounts, request)
    try:
        async with asyncio.timeout(_WITHIN_S):
            await pages.desk.take(session, request.path_params["id"], _pieces(request))
    except (TimeoutError, ClientDisconnect) as error:
        raise Refused(ErrorCode.BAD_REQUEST, "the pictures did not arrive in time") from error
    return json_answer({})


async def _pieces(request: Request) -> AsyncIterator[bytes]:
    async for piece in request.stream():
        yield piece
