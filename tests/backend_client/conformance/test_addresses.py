from __future__ import annotations

from typing import Any

from tests.backend_client.conformance.conftest import Bench
from tests.backend_client.conformance.faults import answers, status
from tests.backend_client.conformance.meddler import Answer, Asked, Fault


def nobody_is_told_so(asked: Asked, answer: Answer, _memory: dict[str, Any]) -> None:
    if asked.path == "/api/login" and b"nobody-" in asked.body and answer.status == 401:
        answer.body["error"]["message"] = "there is no such user"


def goes_on(asked: Asked, _memory: dict[str, Any]) -> Answer | None:
    """A session that says goodbye lives on."""
    return Answer(200, {}, {}) if asked.path == "/api/logout" else None


def takes_tokens_from_addresses(asked: Asked, _memory: dict[str, Any]) -> Answer | None:
    if "token" in asked.query:
        asked.headers["authorization"] = f"Bearer {asked.query['token']}"
    return None


def the_same_again(asked: Asked, memory: dict[str, Any]) -> Answer | None:
    """Whoever has signed in once may do so with the same body for ever."""
    return memory.get(asked.body.decode()) if asked.path == "/api/login" else None


def remembered(asked: Asked, answer: Answer, memory: dict[str, Any]) -> None:
    if asked.path == "/api/login" and answer.status == 200:
        memory[asked.body.decode()] = answer


def in_plain_words(answer: Answer) -> None:
    answer.body = "sorry"


FAULTS = {
    "A-1": answers("/api/login", lambda answer: answer.body.pop("expires_at", None)),
    "A-2": status("/api/login", 401, 403),
    "A-3": Fault(answered=nobody_is_told_so),
    "A-4": status("/api/login", 400, 500),
    "A-5": answers("/api/", lambda answer: answer.headers.pop("cache-control", None)),
    "A-6": answers("/api/renew", lambda answer: answer.body.update(token="another")),
    "A-7": status("/api/renew", 401, 403),
    "A-8": Fault(asked=goes_on),
    "A-9": Fault(asked=goes_on),
    "A-10": Fault(asked=takes_tokens_from_addresses),
    "A-11": status("/health", 200, 401),
    "A-12": status("/cameras", 401, 404),
    "A-13": status("/cameras", 404, 500),
    "A-14": answers("/asyncapi.json", lambda answer: answer.body.update(asyncapi="2.6.0")),
    "A-15": status("/metrics", 401, 200),
    "A-16": answers("/metrics", in_plain_words),
    "A-17": answers("/no/such", in_plain_words),
    "A-20": status("/api/login", 429, 401),
}
#: They need an account with one-time codes.
WITH_CODES = {
    "A-18": answers("/api/login", lambda answer: answer.body["error"].pop("needs"), status=401),
    "A-19": Fault(asked=the_same_again, answered=remembered),
}


async def test_every_fault_with_codes_is_named(bench_with_codes: Bench) -> None:
    for id_, fault in WITH_CODES.items():
        assert await bench_with_codes.unnamed({id_: fault}) == {}


async def test_every_fault_is_named(bench: Bench) -> None:
    assert await bench.unnamed(FAULTS) == {}
