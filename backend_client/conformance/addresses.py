"""Rules on HTTP beside the feed."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import httpx
from uuid6 import uuid7

from backend_client.conformance.console import console, introduce
from backend_client.conformance.findings import NotRun, expect
from backend_client.conformance.rule import rule
from backend_client.conformance.site import Account, Site, bearer, body_of, granted, need
from backend_client.conformance.wire import Frame
from backend_client.protocol.errors import CloseCode
from backend_client.protocol.times import parse_time

_CAMERA = "/cameras/no-such-camera/main.ts"
#: Time for a rule that signs in anew: each sign-in may have to wait for a one-time code of its own.
_WITH_CODES_S = 150.0
#: Wrong passwords after which the platform has to slow guessing down.
_GUESSES = 10


@rule(
    "A-1",
    "`POST /api/login {user, password, otp?}` MUST answer 200 and `{token, expires_at}` when all of it is "
    "right.",
)
async def signs_in(site: Site) -> None:
    expires_at = (await site.grant()).get("expires_at")
    now = parse_time(await _clock(site))
    lives = isinstance(expires_at, str) and parse_time(expires_at) > now
    expect(lives, "a token that expires later than now", expires_at)


@rule(
    "A-2",
    "A login with a wrong password MUST be answered by 401 and the error `unauthenticated`.",
)
async def wrong_passwords_are_refused(site: Site) -> None:
    _refused(await site.login(replace(site.account, password=str(uuid4()))), 401, "unauthenticated")


@rule(
    "A-3",
    "A login with an unknown user MUST be answered exactly as one with a wrong password.",
)
async def unknown_users_are_not_told_apart(site: Site) -> None:
    wrong = await site.login(replace(site.account, password=str(uuid4())))
    unknown = await site.login(Account(f"nobody-{uuid4()}", "wrong"))
    expect(wrong.status_code == unknown.status_code, wrong.status_code, unknown.status_code)
    expect(body_of(wrong) == body_of(unknown), body_of(wrong), body_of(unknown))


@rule(
    "A-4",
    "A login whose body is not of the form above MUST be answered by 400 and the error `bad_request`.",
)
async def malformed_logins_are_refused(site: Site) -> None:
    for body in (b"", b"{", b"[]", b'{"user":1,"password":"x"}', b'{"user":"x"}'):
        _refused(await site.post("/api/login", content=body), 400, "bad_request")


@rule(
    "A-5",
    "An answer that holds a token MUST forbid its keeping with `Cache-Control: no-store`.",
)
async def tokens_are_not_cached(site: Site) -> None:
    answer = await site.post("/api/renew", headers=bearer(await site.token()))
    granted(answer)
    kept = answer.headers.get("Cache-Control", "")
    expect("no-store" in kept, "Cache-Control: no-store", kept or "no such header")


@rule(
    "A-6",
    "`POST /api/renew` with a Bearer token MUST answer 200 and a token of the same session.",
)
async def renews(site: Site) -> None:
    async with console(site) as one:
        body = granted(await site.post("/api/renew", headers=bearer(await site.token())))
        async with console(site, token=body["token"]) as two:
            expect(
                two.welcome["session"] == one.welcome["session"],
                one.welcome["session"],
                two.welcome["session"],
            )


@rule(
    "A-7",
    "`POST /api/renew` without the token of a living session MUST be answered by 401.",
)
async def renewing_needs_a_token(site: Site) -> None:
    for headers in ({}, bearer("forged"), {"Authorization": "Basic eDp5"}):
        _refused(await site.post("/api/renew", headers=headers), 401, "unauthenticated")


@rule(
    "A-8",
    "When a session ends, by `POST /api/logout` or otherwise, its connections MUST be closed with 4401 "
    "within 5 s.",
    within_s=_WITH_CODES_S,
)
async def the_end_of_a_session_closes(site: Site) -> None:
    token = str((await site.fresh(site.account))["token"])
    async with console(site, token=token) as one:
        answer = await site.post("/api/logout", headers=bearer(token))
        expect(answer.status_code == 200, "200", answer.status_code)
        await one.wire.closed_with(CloseCode.NOT_AUTHENTICATED, within_s=site.tempo.logout_s + 1.0)


@rule(
    "A-9",
    "The tokens of a session that has ended MUST NOT be accepted any more.",
    within_s=_WITH_CODES_S,
)
async def ended_tokens_are_refused(site: Site) -> None:
    token = str((await site.fresh(site.account))["token"])
    expect(
        (await site.post("/api/logout", headers=bearer(token))).status_code == 200, "200", "another answer"
    )
    _refused(await site.post("/api/renew", headers=bearer(token)), 401, "unauthenticated")
    async with site.wire() as wire:
        await wire.of_type("hello")
        await introduce(wire, token)
        await wire.closed_with(CloseCode.NOT_AUTHENTICATED)


@rule(
    "A-10",
    "The platform MUST NOT take a token from an address.",
)
async def tokens_in_addresses_count_for_nothing(site: Site) -> None:
    token = await site.token()
    for name in ("token", "access_token"):
        _refused(await site.post(f"/api/renew?{name}={token}"), 401, "unauthenticated")
        _refused(await site.get(f"{_CAMERA}?{name}={token}"), 401, "unauthenticated")
        async with site.wire(query=f"?{name}={token}") as wire:
            await wire.of_type("hello")
            await wire.send("ping", at="2026-01-31T08:00:00Z")
            await wire.closed_with(CloseCode.NOT_AUTHENTICATED)


@rule(
    "A-11",
    "`GET /health` MUST answer 200 without a token while the platform serves.",
)
async def health_is_public(site: Site) -> None:
    answer = await site.get("/health")
    expect(answer.status_code == 200, "200", answer.status_code)


@rule(
    "A-12",
    "`GET /cameras/{id}/{main|sub}.ts` without the token of a living session MUST be answered by 401.",
)
async def cameras_need_a_token(site: Site) -> None:
    for headers in ({}, bearer("forged")):
        _refused(await site.get(_CAMERA, headers=headers), 401, "unauthenticated")


@rule(
    "A-13",
    "`GET /cameras/{id}/{main|sub}.ts` of a camera that the user does not see MUST be answered by 404.",
)
async def unknown_cameras_are_not_found(site: Site) -> None:
    answer = await site.get(f"/cameras/{uuid7()}/main.ts", headers=bearer(await site.token()))
    _refused(answer, 404, "not_found")


@rule(
    "A-14",
    "`GET /asyncapi.json` MUST answer, without a token, the contract as an AsyncAPI 3 document.",
)
async def publishes_the_contract(site: Site) -> None:
    answer = await site.get("/asyncapi.json")
    body = body_of(answer)
    version = str(body.get("asyncapi", ""))
    expect(answer.status_code == 200, "200", answer.status_code)
    expect(version.startswith("3."), "asyncapi 3", version or "no such field")
    expect("channels" in body and "components" in body, "channels and components", sorted(body))


@rule(
    "A-15",
    "`GET /metrics` without a token MUST be answered by 401.",
)
async def metrics_need_a_token(site: Site) -> None:
    _refused(await site.get("/metrics"), 401, "unauthenticated")


@rule(
    "A-16",
    "`GET /metrics` for who may read them MUST answer 200 in Prometheus' text format.",
)
async def metrics_are_there(site: Site) -> None:
    answer = await site.get("/metrics", headers=bearer(await site.token()))
    need(answer.status_code != 403, "the user may not read them")
    expect(answer.status_code == 200, "200", answer.status_code)
    expect("# TYPE " in answer.text, "lines of # TYPE", answer.text[:80])


@rule(
    "A-17",
    "A refusal over HTTP MUST have the body `{error: {code, message}}`.",
)
async def refusals_have_one_form(site: Site) -> None:
    for answer in (
        await site.post("/api/login", content=b"{"),
        await site.post("/api/renew"),
        await site.get("/no/such/address"),
        await site.get(_CAMERA, headers=bearer(await site.token())),
    ):
        error = body_of(answer).get("error", {})
        wanted = f"an error with code and message for {answer.status_code}"
        expect(answer.status_code >= 400 and error.get("code") and error.get("message"), wanted, answer.text)


@rule(
    "A-18",
    "Where one-time codes are asked for, a login with the right password and without one MUST be answered "
    "by 401 and `error.needs` as `otp`.",
)
async def a_missing_code_is_asked_for(site: Site) -> None:
    account = _with_codes(site)
    error = _refused(await site.login(account), 401, "unauthenticated")
    expect(error.get("needs") == "otp", "needs otp", error)


@rule(
    "A-19",
    "A one-time code MUST NOT be good twice.",
    within_s=_WITH_CODES_S,
)
async def codes_are_good_once(site: Site) -> None:
    account = _with_codes(site)
    code = await site.code(account)
    answer = await site.login(account, **code)
    if answer.status_code == 401:
        # Somebody else has used that code.
        code = await site.code(account)
        answer = await site.login(account, **code)
    granted(answer)
    _refused(await site.login(account, **code), 401, "unauthenticated")


@rule(
    "A-20",
    "After at most ten wrong passwords in a row for one name, known or not, further logins under it MUST "
    "be answered by 429 with `Retry-After`.",
    last=True,
)
async def guessing_is_slowed_down(site: Site) -> None:
    guess = Account(f"nobody-{uuid4()}", "wrong")
    for _ in range(_GUESSES + 1):
        answer = await site.login(guess)
        if answer.status_code == 429:
            _refused(answer, 429, "rate_limited")
            after = answer.headers.get("Retry-After", "")
            expect(after.isdigit(), "Retry-After in seconds", after or "no such header")
            return
    expect(False, f"429 after {_GUESSES} wrong passwords", answer.status_code)


async def _clock(site: Site) -> str:
    async with site.wire() as wire:
        return str((await wire.of_type("hello"))["time"])


def _with_codes(site: Site) -> Account:
    if site.account.otp_secret is None:
        raise NotRun("needs --otp-secret")
    return site.account


def _refused(answer: httpx.Response, status: int, code: str) -> Frame:
    error = body_of(answer).get("error") or {}
    wanted = f"{status} {code} from {answer.request.method} {answer.request.url.path}"
    expect(
        answer.status_code == status and error.get("code") == code, wanted, f"{answer.status_code} {error}"
    )
    return dict(error)
