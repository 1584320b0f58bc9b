from __future__ import annotations

import httpx
import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backend_client.protocol.errors import Error, ErrorCode, Refused
from platform_backend.web.answering import endpoint, is_here, json_answer, origin, read_body


def client(answer: object) -> httpx.AsyncClient:
    app = Starlette(routes=[Route("/", endpoint("desk", answer), methods=["GET", "POST"])])  # type: ignore[arg-type]
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://here")


async def test_refusals_have_one_form() -> None:
    async def late(desk: str, _request: Request) -> Response:
        assert desk == "desk"
        raise Refused(ErrorCode.RATE_LIMITED, "later", retry_after_s=1.2)

    async with client(late) as http:
        answer = await http.get("/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "2")
    assert answer.headers["Cache-Control"] == "no-store"
    assert msgspec.convert(answer.json()["error"], Error).message == "later"


async def test_who_is_unknown_is_told_how_to_say_who_he_is() -> None:
    async def unknown(_desk: str, _request: Request) -> Response:
        raise Refused(ErrorCode.UNAUTHENTICATED, "sign in")

    async with client(unknown) as http:
        answer = await http.get("/")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")


async def test_bodies_are_bounded() -> None:
    async def length(_desk: str, request: Request) -> Response:
        body = await read_body(request, limit=10)
        return json_answer({"bytes": len(body), "here": is_here(request), "from": origin(request)})

    async with client(length) as http:
        answer = await http.post("/", content=b"x" * 10)
        assert answer.json() == {"bytes": 10, "here": True, "from": "127.0.0.1"}
        assert (await http.post("/", content=b"x" * 11)).status_code == 400
