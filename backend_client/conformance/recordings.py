"""Rules on recordings and evidence: nobody looks back without a reason, and what leaves is signed."""

from __future__ import annotations

import time
from uuid import uuid4

import httpx
from uuid6 import uuid7

from backend_client.conformance.console import Console, console, refusal
from backend_client.conformance.findings import expect
from backend_client.conformance.rule import rule
from backend_client.conformance.site import Site, bearer, body_of, need
from backend_client.conformance.wire import Frame
from backend_client.protocol.roles import APPROVERS
from backend_client.protocol.times import format_time, parse_time

#: How the public key of every Ed25519 key pair begins in PEM (RFC 8410).
_KEY = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA"
_UPLOAD = {"sha256": "0" * 64, "bytes": 3, "media_type": "image/png"}


@rule(
    "V-1",
    "`recording.view {camera, since, until, reason}` MUST put a `recording_view` that names the user, the "
    "camera, the range and the reason, and name its `id` and `expires_at` in the result.",
)
async def looking_back_is_put_down(site: Site) -> None:
    async with console(site) as one:
        await one.opened("duty")
        args = await a_range(one)
        data = (await one.done("recording.view", None, args)).get("data") or {}
        expect(data.get("id") and data.get("expires_at"), "data.id and data.expires_at", data)
        seen = (await one.event(str(data["id"])))["data"]
        wanted = args | {"user": one.welcome["user"]["id"], "expires_at": data["expires_at"]}
        expect({name: seen.get(name) for name in wanted} == wanted, wanted, seen)


@rule(
    "V-2",
    "`recording.view` without a reason in words MUST be refused with `bad_request`.",
)
async def looking_back_needs_a_reason(site: Site) -> None:
    async with console(site) as one:
        args = await a_range(one)
        for reason in ({}, {"reason": ""}, {"reason": "  "}):
            without = {name: value for name, value in args.items() if name != "reason"}
            await one.refused("bad_request", "recording.view", None, without | reason)


@rule(
    "V-3",
    "`GET /recordings/{camera}/{from}/{to}.ts` without the token of a living session MUST be answered by "
    "401.",
)
async def recordings_need_a_token(site: Site) -> None:
    async with console(site) as one:
        path = path_of(await a_range(one))
    for headers in ({}, bearer("forged")):
        _refused(await site.get(path, headers=headers), 401)


@rule(
    "V-4",
    "A range of a camera for which the user has not given a reason within the last 10 minutes MUST be "
    "answered by 403.",
)
async def recordings_need_a_reason(site: Site) -> None:
    async with console(site) as one:
        args = await a_range(one, unasked=True)
    _refused(await site.get(path_of(args), headers=bearer(await site.token())), 403)


@rule(
    "V-5",
    "A range for which the user has given a reason MUST be answered by 200 and MPEG-TS, or by 404 where "
    "nothing of it is recorded.",
)
async def a_reason_opens_thea_range(site: Site) -> None:
    async with console(site) as one:
        args = await a_range(one)
        await one.done("recording.view", None, args)
        answer = await site.get(path_of(args), headers=bearer(await site.token()))
        expect(answer.status_code in (200, 404), "200 or 404", answer.status_code)
        if answer.status_code == 200:
            kind = answer.headers.get("Content-Type", "")
            expect(kind == "video/mp2t" and answer.content[:1] == b"G", "MPEG-TS", kind)


@rule(
    "V-6",
    "A recording of a camera that the user does not see MUST be answered by 404, exactly as one of a camera "
    "that does not exist.",
)
async def recordings_keep_to_the_scope(site: Site) -> None:
    async with console(site) as one, console(site, account=site.limited) as part:
        args = await a_range(one, camera=await unseen_camera(one, part))
    headers = bearer(await site.token(site.limited))
    for camera in (args["camera"], str(uuid7())):
        _refused(await site.get(path_of(args | {"camera": camera}), headers=headers), 404)


@rule(
    "V-7",
    "The audit trail MUST hold the reason of each `recording.view` and each `evidence.export`.",
)
async def reasons_are_kept(site: Site) -> None:
    async with console(site) as one:
        need("audit_administrator" in one.welcome["user"]["roles"], "the user is no audit administrator")
        why = f"conformance {uuid4()}"
        args = await a_range(one) | {"reason": why}
        await one.done("recording.view", None, args)
        await one.done("evidence.export", None, args | {"kind": "clip", "case_number": "conformance"})
        for what in ("recording.view", "evidence.export"):
            entries = (await one.found("audit.search", what=what, limit=20))["entries"]
            expect(any(why in entry["detail"] for entry in entries), f"{what} with {why}", entries[:1])


@rule(
    "V-8",
    "`recordings.search` MUST answer the recorded parts in order, each of which ends after it begins and has "
    "something of the range.",
)
async def parts_are_in_order(site: Site) -> None:
    async with console(site) as one:
        args = await a_range(one, length_s=7200.0)
        asked = {name: args[name] for name in ("camera", "since", "until")}
        parts = (await one.found("recordings.search", **asked)).get("parts")
        expect(isinstance(parts, list), "a list of parts", parts)
        since, until = parse_time(args["since"]), parse_time(args["until"])
        last = 0.0
        for part in parts or ():
            begin, end = parse_time(part["since"]), parse_time(part["until"])
            good = last <= begin < end and begin < until and end > since
            expect(good and part["why"] in ("continuous", "alarm"), "parts in order, in the range", part)
            last = begin


@rule(
    "V-9",
    "`recordings.search`, `recording.view` and `evidence.export` of a camera that the user does not see MUST "
    "be refused exactly as those of a camera that does not exist.",
)
async def unseen_cameras_have_no_recordings(site: Site) -> None:
    async with console(site) as one, console(site, account=site.limited) as part:
        args = await a_range(one, camera=await unseen_camera(one, part))
        nowhere = args | {"camera": str(uuid7())}
        asked = ({name: each[name] for name in ("camera", "since", "until")} for each in (args, nowhere))
        replies = [await part.query("recordings.search", **each) for each in asked]
        results = [await part.command("recording.view", None, each) for each in (args, nowhere)]
        for first, second in (replies, results):
            code = str((second.get("error") or {}).get("code"))
            expect(code in ("forbidden", "not_found"), "a refusal", second)
            refusal(first, code, "a camera outside the scope")


@rule(
    "V-10",
    "`evidence.export` without a reason or without a case number MUST be refused with `bad_request`.",
)
async def evidence_needs_a_reason_and_a_case(site: Site) -> None:
    async with console(site) as one:
        args = await a_range(one) | {"kind": "clip", "case_number": "conformance"}
        for name in ("reason", "case_number"):
            for value in ({}, {name: ""}, {name: " "}):
                without = {key: each for key, each in args.items() if key != name}
                await one.refused("bad_request", "evidence.export", None, without | value)


@rule(
    "V-11",
    "`evidence.export` MUST put an `evidence_record` with its camera, range, reason and case number, in "
    "state `preparing` for a duty leader and in state `waiting` for everybody else.",
)
async def exports_are_seen(site: Site) -> None:
    async with console(site) as one:
        await one.opened("duty")
        args = await a_range(one) | {"kind": "clip", "case_number": "conformance"}
        result = await one.done("evidence.export", None, args)
        data = (await one.event(str((result.get("data") or {}).get("id"))))["data"]
        alone = not APPROVERS.isdisjoint(one.welcome["user"]["roles"])
        wanted = args | {"state": "preparing" if alone else "waiting"}
        expect({name: data.get(name) for name in wanted} == wanted, wanted, data)


@rule(
    "V-12",
    "`evidence.approve` by who asked for the export MUST be refused with `forbidden`.",
)
async def nobody_approves_his_own(site: Site) -> None:
    async with console(site) as one:
        args = await a_range(one) | {"kind": "clip", "case_number": "conformance"}
        id_ = str(((await one.done("evidence.export", None, args)).get("data") or {}).get("id"))
        await one.refused("forbidden", "evidence.approve", id_, {"granted": True})


@rule(
    "V-13",
    "`GET /evidence/key` with a token MUST answer the Ed25519 public key of the manifests' signatures as "
    "PEM.",
)
async def the_key_is_public(site: Site) -> None:
    answer = await site.get("/evidence/key", headers=bearer(await site.token()))
    good = answer.status_code == 200 and answer.text.startswith(_KEY)
    expect(good, "200 and an Ed25519 public key", f"{answer.status_code} {answer.text[:60]}")


@rule(
    "V-14",
    "A file of evidence that does not exist for the user MUST be answered by 404, and by 401 without a "
    "token.",
)
async def evidence_is_not_for_everybody(site: Site) -> None:
    path = f"/evidence/{uuid7()}/manifest.json"
    _refused(await site.get(path, headers=bearer(await site.token())), 404)
    _refused(await site.get(path), 401)


@rule(
    "V-15",
    "Pictures that a console hands in MUST be refused with 400 when their size or SHA-256 is not the one "
    "that `evidence.export` announced.",
)
async def pictures_are_taken_as_announced(site: Site) -> None:
    async with console(site) as one:
        args = await a_range(one) | {"kind": "still", "case_number": "conformance", "upload": _UPLOAD}
        id_ = ((await one.done("evidence.export", None, args)).get("data") or {}).get("id")
        headers = bearer(await site.token())
        for body in (b"abc", b"ab", b"abcd"):
            _refused(await site.post(f"/evidence/{id_}/media", headers=headers, content=body), 400)


@rule(
    "V-16",
    "`evidence.approvers {camera}` MUST answer people with `id`, `name` and `signed_in`, and never who asks.",
)
async def approvers_are_named(site: Site) -> None:
    async with console(site) as one:
        camera = (await a_range(one))["camera"]
        people = (await one.found("evidence.approvers", camera=camera)).get("people")
        expect(isinstance(people, list), "a list of people", people)
        own = one.welcome["user"]["id"]
        for each in people or ():
            known = each.get("id") and each.get("name") and isinstance(each.get("signed_in"), bool)
            expect(known and each["id"] != own, "id, name and signed_in of somebody else", each)


@rule(
    "V-17",
    "`evidence.approve` with `granted` false and without a reason in words MUST be refused with "
    "`bad_request`.",
)
async def a_refusal_says_why(site: Site) -> None:
    async with console(site) as one:
        args = await a_range(one) | {"kind": "clip", "case_number": "conformance"}
        id_ = str(((await one.done("evidence.export", None, args)).get("data") or {}).get("id"))
        approves = not APPROVERS.isdisjoint(one.welcome["user"]["roles"])
        code = "bad_request" if approves else "forbidden"
        for text in ({}, {"text": ""}, {"text": "  "}):
            await one.refused(code, "evidence.approve", id_, {"granted": False} | text)


@rule(
    "V-18",
    "`report.export` that names a camera and no reason in words MUST be refused with `bad_request`.",
)
async def stills_need_a_reason(site: Site) -> None:
    async with console(site) as one:
        still = {"what": "still", "format": "png", "rows": 1, "camera": (await a_range(one))["camera"]}
        for reason in ({}, {"reason": " "}):
            await one.refused("bad_request", "report.export", None, still | reason)


async def a_range(
    one: Console,
    *,
    camera: str | None = None,
    ago_s: float = 120.0,
    length_s: float = 60.0,
    unasked: bool = False,
) -> Frame:
    """A camera that the console sees and a minute of the past, with a reason; `unasked`: a minute that nobody
    has asked for, a random while ago.
    """
    if unasked:
        ago_s = 3600.0 + uuid4().int % 7200
    if camera is None:
        found = (await one.found("cameras.search", limit=1))["items"]
        need(found, "there is no camera")
        camera = str(found[0]["id"])
    now = parse_time(one.hello["time"]) if "time" in one.hello else time.time()
    since = now - ago_s - length_s
    times = {"since": format_time(since), "until": format_time(since + length_s)}
    return {"camera": camera, "reason": "conformance", **times}


async def unseen_camera(one: Console, part: Console) -> str:
    """A camera that the first sees and the other does not."""
    everything = (await one.found("cameras.search", limit=500))["items"]
    seen = {item["id"] for item in (await part.found("cameras.search", limit=500))["items"]}
    outside = [str(item["id"]) for item in everything if item["id"] not in seen]
    need(outside, "the limited user sees every camera")
    return outside[0]


def path_of(args: Frame) -> str:
    """Where a range is fetched."""
    return f"/recordings/{args['camera']}/{args['since']}/{args['until']}.ts"


def _refused(answer: httpx.Response, status: int) -> None:
    error = body_of(answer).get("error") or {}
    good = answer.status_code == status and error.get("code")
    expect(good, f"{status} and an error", f"{answer.status_code} {error}")
