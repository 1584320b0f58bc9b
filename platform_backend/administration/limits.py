"""``python -m platform_backend limits show|check FILE|set FILE|rule``: the limits of incidents' clocks.

Works on the data folder itself, beside a running platform, which takes other limits over within two seconds.
Whatever puts others into force stands in the audit trail.
"""

from __future__ import annotations

import argparse
import hashlib
import sqlite3
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from backend_client.protocol.incident_parts import Clock
from platform_backend.administration.noting import note
from platform_backend.limits.book import install
from platform_backend.limits.durations import Span
from platform_backend.limits.limits import Limits, Matter, packaged, read_limits
from platform_backend.limits.limits_file import Criteria, Limited
from platform_backend.options import default_data_folder
from platform_backend.store.store import Store, StoreUnusable

_FILE = "limits.toml"
#: How a moment is said and shown: by the clock on the wall of the calendar's time zone.
_MOMENT = "%Y-%m-%d %H:%M"


class _Cannot(Exception):
    """The tool does not do what was asked; one sentence that says why."""


def main(arguments: Sequence[str]) -> int:
    """Run the tool: 0 done, 1 not done (one sentence on standard error says why), 2 asked wrongly."""
    said = _parse(arguments)
    work: Callable[[argparse.Namespace, Path], None] = said.work
    try:
        work(said, said.data or default_data_folder())
    except (_Cannot, StoreUnusable) as error:
        print(error, file=sys.stderr)
        return 1
    except (OSError, ValueError, sqlite3.Error, DatabaseError) as error:
        print(f"The limits were not changed ({getattr(error, 'orig', None) or error}).", file=sys.stderr)
        return 1
    return 0


def _show(_said: argparse.Namespace, folder: Path) -> None:
    limits = _in_force(folder)
    for limit in limits.file.limits:
        more = f", {limit.most} times at most" if limit.most is not None else ""
        since = " since its arrival" if limit.since == "arrival" else ""
        print(f"{limit.of.value:<17} {limit.limit + since + more:<26} {limit.name}{_criteria(limit)}")
    for escalation in limits.file.escalations:
        print(f"\npast due: {', '.join(escalation.of)}: {escalation.name}{_criteria(escalation)}")
        for step in escalation.steps:
            due = f", answered within {step.due}" if step.due else ""
            print(f"  after {step.after}: {step.act}{due}: {step.text}")


def _check(said: argparse.Namespace, _folder: Path) -> None:
    limits = _read(said.file)
    file = limits.file
    print(f"{said.file} is good: {len(file.limits)} limits, {len(file.escalations)} rules of what follows.")


def _set(said: argparse.Namespace, folder: Path) -> None:
    database = folder / "platform.sqlite3"
    if not database.exists():
        raise _Cannot(
            f"There is no platform's database in {folder}: start the platform there once, or name its "
            "folder with --data."
        )
    raw = packaged() if said.file is None else said.file.read_bytes()
    limits = _read(said.file) if said.file is not None else read_limits(raw)
    digest = hashlib.sha256(raw).hexdigest()
    with closing(Store(database)) as store:
        # Written down first: nothing comes into force that the trail does not tell of.
        note(store, folder, "limits.set", f"{len(limits.file.limits)} limits, sha256 {digest}")
        install(folder / _FILE, raw)
    print("These limits are in force; clocks that run already keep what they were given.")


def _rule(said: argparse.Namespace, folder: Path) -> None:
    limits = _in_force(folder)
    matter = Matter(type_code=said.type, severity=said.severity, urgent=said.urgent, org=said.org)
    of = Limited(said.of)
    limit = limits.limit(of, matter, act=said.after)
    if limit is None:
        print(f"There is no limit for {of.value}.")
        return
    zone = limits.calendar.zone
    start = (
        time.time()
        if said.at is None
        else datetime.strptime(said.at, _MOMENT).replace(tzinfo=zone).timestamp()
    )
    due = _later(start, limit.span, limits)
    print(f"{limit.rule}: from {_moment(start, limits)} until {_moment(due, limits)}")
    if of.value in set(Clock):
        for step in limits.steps(Clock(of.value), matter):
            print(f"  {_moment(_later(due, step.after, limits), limits)}: {step.act}: {step.text}")


def _in_force(folder: Path) -> Limits:
    path = folder / _FILE
    if not path.exists():
        print(f"({folder} has no limits of its own yet: these come along)", file=sys.stderr)
        return read_limits(packaged())
    return _read(path)


def _read(path: Path) -> Limits:
    try:
        return read_limits(path.read_bytes())
    except OSError as error:
        raise _Cannot(f"{path} cannot be read: {error.strerror or error}.") from error
    except ValueError as error:
        raise _Cannot(f"{path} is not as it should be: {error}.") from error


def _criteria(rule: Criteria) -> str:
    said = [
        *(f"type {each}" for each in rule.types),
        *(f"severity {each}" for each in rule.severities),
        *(["urgent" if rule.urgent else "not urgent"] if rule.urgent is not None else []),
        *(f"after {each}" for each in rule.after),
        *(f"org {each}" for each in rule.orgs),
    ]
    return f" ({', '.join(said)})" if said else ""


def _later(moment: float, span: Span, limits: Limits) -> float:
    return limits.calendar.add(moment, span.seconds, working=span.working)


def _moment(moment: float, limits: Limits) -> str:
    return datetime.fromtimestamp(moment, limits.calendar.zone).strftime(_MOMENT)


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m platform_backend limits",
        description="How long everything may take, and what follows.",
    )
    acts = parser.add_subparsers(metavar="ACT", required=True)

    def act(
        name: str, work: Callable[[argparse.Namespace, Path], None], help_: str
    ) -> argparse.ArgumentParser:
        one = acts.add_parser(name, help=help_, description=help_)
        one.set_defaults(work=work)
        one.add_argument("--data", type=Path, metavar="DIR", help="the platform's data folder")
        return one

    act("show", _show, "Show the limits in force.")
    check = act("check", _check, "Say whether a limits file is good.")
    check.add_argument("file", type=Path, metavar="FILE")
    set_ = act("set", _set, "Put a limits file into force; without one, those that come along.")
    set_.add_argument("file", type=Path, metavar="FILE", nargs="?")
    rule = act("rule", _rule, "Say which rule applies to a matter, and until when it has.")
    rule.add_argument("--of", required=True, choices=[each.value for each in Limited], metavar="WHAT")
    rule.add_argument("--type", default="", metavar="CODE", help="the incident type's code")
    rule.add_argument("--severity", type=int, choices=range(1, 5), default=3, metavar="1-4")
    rule.add_argument("--urgent", action="store_true")
    rule.add_argument("--org", default="", metavar="CODE", help="the org's division code")
    rule.add_argument("--after", default="", metavar="ACT", help="the act that starts the clock")
    rule.add_argument("--at", metavar="TIME", help="as 2026-10-01 09:30, by the calendar's time zone")
    return parser.parse_args(arguments)
