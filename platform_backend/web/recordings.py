"""Recordings over HTTP: a range of a camera, for who has said why he looks at it."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Final

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from backend_client.protocol.errors import ErrorCode, Refused
from backend_client.protocol.times import parse_time
from platform_backend.access.accounts import Accounts
from platform_backend.access.sign_ins import Session
from platform_backend.recording_desk import RecordingDesk
from platform_backend.web.answering import endpoint, origin, session_of

#: RFC 3339 without its punctuation, which is awkward in addresses: 20260131T080000.000Z.
_BASIC: Final = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d(?:\.\d{1,9})?)Z")


@dataclass(frozen=True, slots=True)
class RecordingPages:
    """Serves ``/recordings/{camera}/{from}/{to}.ts``; `noted` is told who fetches what, before he gets it."""

    desk: RecordingDesk
    accounts: Accounts
    noted: Callable[[Session, str, str, str], Awaitable[None]]

    def routes(self) -> list[Route]:
        """The addresses."""
        return [Route("/recordings/{camera}/{since}/{until}.ts", endpoint(self, _recording), methods=["GET"])]

    def may_go_on(self, session: Session, camera: str) -> bool:
        """Whether who fetches would still be shown the camera."""
        user = self.accounts.current(session.id)
        try:
            if user is None:
                return False
            self.desk.check(replace(session, user=user), camera)
        except Refused:
            return False
        return True


async def _recording(pages: RecordingPages, request: Request) -> Response:
    session = session_of(pages.accounts, request)
    camera = request.path_params["camera"]
    since, until = moment(request.path_params["since"]), moment(request.path_params["until"])
    pages.desk.check(session, camera)
    if until <= since:
        raise Refused(ErrorCode.BAD_REQUEST, "the range ends before it begins")
    found = await pages.desk.fetch(
        session,
        camera,
        since=since,
        until=until,
        may_go_on=lambda: pages.may_go_on(session, camera),
    )
    await pages.noted(session, origin(request), "recording.fetch", camera)
    return StreamingResponse(found, media_type="video/mp2t", headers={"Cache-Control": "no-store"})


def moment(text: str) -> float:
    """A time in an address, extended or basic form, in seconds since the epoch. Raises Refused."""
    try:
        return parse_time(_BASIC.sub(r"\1-\2-\3T\4:\5:\6Z", text))
    except ValueError as error:
        raise Refused(ErrorCode.BAD_REQUEST, str(error)) from error
