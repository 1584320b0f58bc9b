"""A real platform with short times, and the kit run against it: directly, and behind every planted fault."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyotp
import pytest

from backend_client.conformance.catalogue import RULES
from backend_client.conformance.rule import Rule
from backend_client.conformance.run import Outcome, Verdict, run
from backend_client.conformance.site import Account, Site, Tempo
from backend_client.protocol.codec import JSON
from backend_client.protocol.entities import Seat
from platform_backend.access.accounts import ADMIN
from platform_backend.conference.keeper import Patience
from platform_backend.feed.connection import Timing
from platform_backend.limits.book import LimitsBook
from platform_backend.store.batch import Batch, Draft
from tests.backend_client.conformance.meddler import Fault, Meddler
from tests.platform_backend import processes
from tests.platform_backend.conftest import (
    Running,
    StartPlatform,
    data,
    seeded,
    small_spec,
    start,
    user,
    with_accounts,
)

__all__ = ["data", "seeded", "small_spec", "start", "with_accounts"]

#: A street of the small district, which is all that the limited user sees.
DIVISION = "320302001"
PASSWORD = "correct horse"
_TIMING = Timing(auth_within_s=1.5, silence_s=4.0, bookmark_s=0.3, watch_s=0.05, close_within_s=0.5)
TEMPO = Tempo(auth_within_s=1.5, silence_s=4.0, bookmark_s=0.3, slack_s=2.0, answer_s=2.5, lost_s=3.0)
_PATIENCE = Patience(grace_s=0.5)
_AT_ONCE = 10
_RULES = {rule.id: rule for rule in RULES}


@dataclass(frozen=True)
class Bench:
    """A platform under test."""

    running: Running
    otp_secret: str | None = None

    async def judge(
        self,
        rules: Iterable[Rule],
        *,
        feed: str | None = None,
        encoding: str = JSON.name,
        account: str = ADMIN.id,
    ) -> dict[str, Outcome]:
        """The outcomes of rules against the platform, or against what stands at `feed`."""
        site = Site(
            feed=feed or self.running.feed,
            account=Account(account, PASSWORD, self.otp_secret),
            limited=Account("leader", PASSWORD, self.otp_secret),
            colleague=Account("colleague", PASSWORD, self.otp_secret),
            encoding=encoding,
            tempo=TEMPO,
        )
        return {outcome.rule.id: outcome for outcome in await run(site, tuple(rules))}

    async def unnamed(
        self, faults: Mapping[str, Fault], *, at_once: int = _AT_ONCE, hoards: bool = False
    ) -> dict[str, str]:
        """Faults that their rule did not find, and rules that fail where nothing is broken: what was said.

        What takes seats has to come one `at_once`; `hoards` has no honest run.
        """
        rules = [_RULES[id_] for id_ in faults]
        meddler = Meddler(feed=self.running.feed, http=self.running.http, faults=faults)
        async with meddler.running():
            honest = {} if hoards else await self.judge(rules, feed=meddler.address("honest"))
            wrong = {
                f"honest {id_}": outcome.note
                for id_, outcome in honest.items()
                if outcome.verdict is not Verdict.PASSED or outcome.note
            }
            turns = asyncio.Semaphore(at_once)
            # The honest run has used up a one-time code.
            account = ADMIN.id if self.otp_secret is None else "leader"

            async def one(rule: Rule) -> None:
                async with turns:
                    outcomes = await self.judge([rule], feed=meddler.address(rule.id), account=account)
                outcome = outcomes[rule.id]
                if outcome.verdict is not Verdict.FAILED:
                    wrong[rule.id] = f"{outcome.verdict} {outcome.note}"

            async with asyncio.TaskGroup() as group:
                for rule in rules:
                    group.create_task(one(rule), name=f"fault {rule.id}")
        return wrong


@pytest.fixture
async def bench(start: StartPlatform) -> AsyncIterator[Bench]:
    async with start(timing=_TIMING, limits=LimitsBook(), patience=_PATIENCE) as running:
        await _furnish(running, otp_secret=None)
        yield Bench(running)


@pytest.fixture
async def bench_with_codes(start: StartPlatform) -> AsyncIterator[Bench]:
    """A platform that asks everybody for one-time codes."""
    secret = pyotp.random_base32()
    async with start(timing=_TIMING, second_factor=True) as running:
        await _furnish(running, otp_secret=secret)
        yield Bench(running, secret)


@pytest.fixture(scope="package", autouse=True)
def kit_at_real_pace(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[subprocess.Popen[str] | None]:
    """The kit as its users run it, begun with the package's first test; None when its test is not asked for.

    A minute of it is waiting for the contract's own times, which may pass beside other tests.
    """
    if not any("at_its_real_pace" in item.name for item in request.session.items):
        yield None
        return
    password = "correct horse battery"
    data = tmp_path_factory.mktemp("real-pace") / "data"
    people = {
        "kit": ("--role", "dispatcher", "--role", "audit_administrator"),
        "leader": ("--role", "leader", "--division", DIVISION),
        "colleague": ("--role", "duty_officer"),
    }
    with processes.platform(data) as platform:
        for name, options in people.items():
            command = (sys.executable, "-m", "platform_backend", "accounts", "add", "--data", str(data))
            subprocess.run(
                [*command, *options, "--password-stdin", name],
                input=f"{password}\n",
                text=True,
                capture_output=True,
                check=True,
            )
        with subprocess.Popen(
            [
                *(sys.executable, "-m", "backend_client.conformance", platform.feed, "--json"),
                *("--user", "kit", "--password", password),
                *("--limited-user", "leader", "--limited-password", password),
                *("--colleague", "colleague", "--colleague-password", password),
            ],
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as kit:
            try:
                yield kit
            finally:
                kit.kill()


async def _furnish(running: Running, *, otp_secret: str | None) -> None:
    accounts = running.platform.accounts
    await accounts.add(ADMIN, PASSWORD, otp_secret=otp_secret)
    await accounts.add(user("leader", "leader", division=DIVISION), PASSWORD, otp_secret=otp_secret)
    await accounts.add(user("colleague", "duty_officer"), PASSWORD, otp_secret=otp_secret)
    await _put_a_seat_into_the_street(running)


async def _put_a_seat_into_the_street(running: Running) -> None:
    def work(batch: Batch) -> None:
        draft = Draft(batch, by="test")
        draft.put("seat-street", Seat(name="街道席", org=f"org-{DIVISION}"), codes=DIVISION)
        batch.merge(draft)

    await running.platform.committer.submit(work)
