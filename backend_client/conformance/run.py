"""Runs rules against a platform: many at once, each by itself, and leaves the platform tidy."""

from __future__ import annotations

import asyncio
import enum
from collections.abc import Sequence
from dataclasses import dataclass

from backend_client.conformance.console import Console, console
from backend_client.conformance.findings import Broken, NotRun, Vacuous, shown
from backend_client.conformance.rule import Rule
from backend_client.conformance.site import Site

#: Rules under way at a time. Those that only wait out a long time do not count.
AT_ONCE = 12
_LONG_S = 30.0
_TIDY_WITHIN_S = 30.0
_REASON = "conformance kit: end of the test"


class Verdict(enum.StrEnum):
    """What became of a rule."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_RUN = "not run"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A rule's verdict; `note` says what was expected and seen, what is missing, or why it is vacuous."""

    rule: Rule
    verdict: Verdict
    note: str = ""


async def run(site: Site, rules: Sequence[Rule]) -> list[Outcome]:
    """Run `rules`; the outcomes in their order. Incidents that were made are rejected in the end."""
    turns = asyncio.Semaphore(AT_ONCE)
    outcomes: dict[str, Outcome] = {}

    async def one(rule: Rule) -> None:
        if rule.within_s > _LONG_S:
            outcomes[rule.id] = await judge(site, rule)
        else:
            async with turns:
                outcomes[rule.id] = await judge(site, rule)

    try:
        if len(rules) > 1:
            # Before any connection is open: with one-time codes a sign-in may have to wait.
            await site.sign_in()
        async with asyncio.TaskGroup() as group:
            for rule in rules:
                if not rule.last:
                    group.create_task(one(rule), name=f"rule {rule.id}")
        await tidy(site)
        for rule in rules:
            if rule.last:
                outcomes[rule.id] = await judge(site, rule)
    finally:
        await site.close()
    return [outcomes[rule.id] for rule in rules]


async def judge(site: Site, rule: Rule) -> Outcome:
    """Run one rule; whatever happens in it is its outcome."""
    try:
        async with asyncio.timeout(rule.within_s):
            await rule.check(site)
    except Vacuous as nothing:
        return Outcome(rule, Verdict.PASSED, str(nothing))
    except NotRun as missing:
        return Outcome(rule, Verdict.NOT_RUN, str(missing))
    except Broken as broken:
        return Outcome(rule, Verdict.FAILED, str(broken))
    except TimeoutError:
        return Outcome(rule, Verdict.FAILED, f"expected an end within {rule.within_s:g} s, saw none")
    except Exception as error:
        # Frames of a platform under test may lack anything: what a check stumbles over is a finding.
        seen = shown(f"{type(error).__name__}: {error}")
        return Outcome(rule, Verdict.FAILED, f"expected frames of the contract's form, saw {seen}")
    return Outcome(rule, Verdict.PASSED)


async def tidy(site: Site) -> None:
    """Close every incident that the rules made and that is still open."""
    if not site.created:
        return
    try:
        async with asyncio.timeout(_TIDY_WITHIN_S), console(site) as one:
            for id_ in site.created:
                await _put_away(one, id_)
    except (Broken, TimeoutError):
        # A platform that does not even let us in has failed rules enough.
        return


async def _put_away(one: Console, id_: str) -> None:
    rejected = await one.command("incident.reject", id_, {"reason": _REASON})
    if rejected["ok"]:
        return
    await one.command("incident.finish", id_, {"text": _REASON, "on_call": "conformance kit"})
    await one.command("incident.verify", id_, {"pass": True, "text": _REASON})
