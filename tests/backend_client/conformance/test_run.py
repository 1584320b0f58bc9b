from __future__ import annotations

import asyncio

import pytest

from backend_client.conformance.catalogue import RULES
from backend_client.conformance.console import console
from backend_client.conformance.findings import Broken, NotRun, Vacuous
from backend_client.conformance.rule import Rule, rule
from backend_client.conformance.run import Verdict, judge, run
from backend_client.conformance.site import Account, Site
from backend_client.protocol.codec import JSON, MSGPACK
from tests.backend_client.conformance.conftest import PASSWORD, TEMPO, Bench

WITHOUT_CODES = [each for each in RULES if each.id not in ("A-18", "A-19")]
UNREACHABLE = "ws://127.0.0.1:9/feed"


def site(feed: str = UNREACHABLE) -> Site:
    return Site(feed=feed, account=Account("admin", PASSWORD), tempo=TEMPO)


@pytest.mark.parametrize("encoding", [JSON.name, MSGPACK.name])
async def test_the_embedded_platform_keeps_every_rule(bench: Bench, encoding: str) -> None:
    outcomes = await bench.judge(WITHOUT_CODES, encoding=encoding)
    assert {id_: each.note for id_, each in outcomes.items() if each.verdict is not Verdict.PASSED} == {}
    # Nothing passes here for want of something to look at.
    assert {id_: each.note for id_, each in outcomes.items() if each.note} == {}


async def test_the_platform_is_left_tidy(bench: Bench) -> None:
    rules = [each for each in RULES if each.id in ("C-1", "I-5", "I-10", "P-1")]
    before = {id_: unit.status for id_, unit in bench.running.platform.picture.units().items()}
    await bench.judge(rules)
    picture = bench.running.platform.picture
    made = [incident for incident in picture.incidents().values() if incident.exercise]
    assert len(made) >= 2
    assert {incident.state for incident in made} <= {"rejected", "closed"}
    assert {id_: unit.status for id_, unit in picture.units().items()} == before


def raising(error: BaseException, id_: str = "Z-1") -> Rule:
    @rule(id_, "This MUST do.", within_s=0.05)
    async def check(_site: Site) -> None:
        raise error

    return check


@pytest.mark.parametrize(
    ("error", "verdict", "note"),
    [
        (Broken("rain", "sun"), Verdict.FAILED, "expected rain, saw sun"),
        (Vacuous("there is no weather"), Verdict.PASSED, "there is no weather"),
        (NotRun("needs --umbrella"), Verdict.NOT_RUN, "needs --umbrella"),
        (KeyError("at"), Verdict.FAILED, "expected frames of the contract's form, saw KeyError: 'at'"),
    ],
)
async def test_whatever_happens_is_an_outcome(error: BaseException, verdict: Verdict, note: str) -> None:
    outcome = await judge(site(), raising(error))
    assert (outcome.verdict, outcome.note) == (verdict, note)


async def test_a_check_that_does_not_end_has_failed() -> None:
    @rule("Z-1", "This MUST end.", within_s=0.05)
    async def endless(_site: Site) -> None:
        await asyncio.Event().wait()

    assert (await judge(site(), endless)).note == "expected an end within 0.05 s, saw none"


async def test_one_failure_does_not_stop_the_others_and_the_last_come_last() -> None:
    seen: list[str] = []

    @rule("Z-1", "This MUST come last.", last=True)
    async def last(_site: Site) -> None:
        seen.append("last")

    @rule("Z-2", "This MUST come.")
    async def other(_site: Site) -> None:
        seen.append("other")

    outcomes = await run(site(), [last, raising(Broken("rain", "sun"), "Z-3"), other])
    assert [outcome.verdict for outcome in outcomes] == [Verdict.PASSED, Verdict.FAILED, Verdict.PASSED]
    assert seen == ["other", "last"]


async def test_where_nobody_is_every_rule_fails_with_a_sentence() -> None:
    @rule("Z-1", "Somebody MUST be there.")
    async def visit(where: Site) -> None:
        async with console(where):
            raise AssertionError

    outcomes = await run(site(), [visit])
    assert outcomes[0].verdict is Verdict.FAILED
    assert outcomes[0].note.startswith("expected an answer to POST /api/login, saw ")
