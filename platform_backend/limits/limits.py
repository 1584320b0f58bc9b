"""All limits as they stand: which rule applies to a matter, and what follows when it is not kept.

The most specific rule wins: the one that names the longest beginning of the incident's type; of these one
that names its severity; then one that names whether it is urgent; then one that names the act that starts the
clock; then the one with the longest beginning of the org's code; at last the one that stands later.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from importlib import resources
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

import msgspec

from backend_client.protocol.calendar import WEEKDAYS, WorkingCalendar, parse_period
from backend_client.protocol.incident_parts import Clock
from backend_client.protocol.lifecycle import ACTS
from platform_backend.limits.durations import Span, parse_span
from platform_backend.limits.limits_file import (
    CalendarPart,
    Criteria,
    EscalationRule,
    EscalationStep,
    Limited,
    LimitRule,
    LimitsFile,
)

R = TypeVar("R", bound=Criteria)

#: Acts that may be named in `after`.
_STARTING: Final = frozenset({"incident.create", *ACTS})
#: Words that a step's text may name.
_WORDS: Final = frozenset({"serial_no", "title"})


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """What a limit depends on; `org` is the division code of the org whose limit it is."""

    type_code: str
    severity: int
    urgent: bool = False
    org: str = ""


class Limit(msgspec.Struct, frozen=True, kw_only=True):
    """A limit that applies; `rule` is the name of the rule that says so."""

    rule: str
    span: Span
    since_arrival: bool = False
    most: int | None = None


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step of pressure, `after` the due moment; a supervision's reply is owed after `due`."""

    act: str
    text: str
    after: Span
    due: Span | None = None
    listed: bool = False


class Limits:
    """The limits of a file. Raises ValueError, with one sentence, when it contradicts itself."""

    def __init__(self, file: LimitsFile) -> None:
        self.file = file
        self.calendar = _calendar(file.calendar)
        names = [rule.name for rule in (*file.limits, *file.escalations)]
        for rule in (*file.limits, *file.escalations):
            if names.count(rule.name) > 1:
                raise ValueError(f"two rules are called {rule.name!r}")
            if strange := set(rule.after) - _STARTING:
                raise ValueError(f"the rule {rule.name!r} names no act of an incident: {min(strange)!r}")
        self._limits: dict[str, list[tuple[LimitRule, Limit]]] = {}
        for limit in file.limits:
            self._limits.setdefault(limit.of.value, []).append((limit, self._limit(limit)))
        self._steps = [
            (rule, tuple(self._step(rule, step) for step in rule.steps)) for rule in file.escalations
        ]

    def limit(self, of: Clock | Limited, matter: Matter, *, act: str = "") -> Limit | None:
        """The limit of a clock, or of what else is bounded, that `act` starts; None when there is none."""
        return _most_specific(self._limits.get(of.value, ()), matter, act)

    def steps(self, clock: Clock, matter: Matter) -> tuple[Step, ...]:
        """What follows when this clock is past due, in order."""
        return _most_specific([pair for pair in self._steps if clock in pair[0].of], matter, "") or ()

    def _limit(self, rule: LimitRule) -> Limit:
        span = self._span(rule.limit, rule.name)
        if span.seconds <= 0.0:
            raise ValueError(f"the rule {rule.name!r} leaves no time at all")
        return Limit(rule=rule.name, span=span, since_arrival=rule.since == "arrival", most=rule.most)

    def _step(self, rule: EscalationRule, step: EscalationStep) -> Step:
        if (step.act == "supervise") != bool(step.due):
            raise ValueError(f"the rule {rule.name!r}: a supervision has a 'due', urging has none")
        try:
            parts = [part for part in string.Formatter().parse(step.text) if part[1] is not None]
        except ValueError as error:
            raise ValueError(f"the rule {rule.name!r} has a bad text ({error})") from error
        names = {str(name) for _, name, _, _ in parts}
        if any(form or conversion for _, _, form, conversion in parts):
            raise ValueError(f"the rule {rule.name!r} has a bad text: a word is named as {{title}}, no more")
        if strange := names - _WORDS:
            raise ValueError(
                f"the rule {rule.name!r} names {{{min(strange)}}} in a text, which nothing fills in"
            )
        return Step(
            act=step.act,
            text=step.text,
            after=self._span(step.after, rule.name),
            due=self._span(step.due, rule.name) if step.due else None,
            listed=step.listed,
        )

    def _span(self, text: str, rule: str) -> Span:
        try:
            return parse_span(text, self.calendar)
        except ValueError as error:
            raise ValueError(f"the rule {rule!r}: {error}") from error


def read_limits(raw: bytes) -> Limits:
    """The limits that a file's bytes hold. Raises ValueError with one sentence that says what is wrong."""
    try:
        return Limits(msgspec.toml.decode(raw, type=LimitsFile))
    except UnicodeError as error:
        raise ValueError(f"it is not written in UTF-8 ({error})") from error
    except RecursionError as error:
        raise ValueError("its values are nested too deeply") from error
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error


def packaged() -> bytes:
    """The file that comes along, with its sources named in it."""
    return (resources.files(__package__) / "limits.toml").read_bytes()


def _calendar(part: CalendarPart) -> WorkingCalendar:
    try:
        zone = ZoneInfo(part.zone)
    except (OSError, ValueError, KeyError) as error:
        raise ValueError(f"there is no time zone {part.zone!r}") from error
    holidays: set[date] = set()
    for holiday in part.holidays:
        if not timedelta() <= holiday.last - holiday.first < timedelta(days=366):
            raise ValueError(f"the holiday {holiday.name!r} ends before it begins, or lasts more than a year")
        holidays |= {
            holiday.first + timedelta(days=n) for n in range((holiday.last - holiday.first).days + 1)
        }
    shifted: Mapping[date, int] = {each.day: _weekday(each.like) for each in part.shifted}
    weekly = [[parse_period(text) for text in getattr(part.hours, name)] for name in WEEKDAYS]
    return WorkingCalendar(zone=zone, weekly=weekly, holidays=frozenset(holidays), shifted=shifted)


def _weekday(name: str) -> int:
    if name not in WEEKDAYS:
        raise ValueError(f"{name!r} is no weekday: they are {', '.join(WEEKDAYS)}")
    return WEEKDAYS.index(name)


T = TypeVar("T")


def _most_specific(rules: Iterable[tuple[R, T]], matter: Matter, act: str) -> T | None:
    best: tuple[tuple[int, ...], T] | None = None
    for rule, value in rules:
        rank = _rank(rule, matter, act)
        # Of two that are as specific the later one wins.
        if rank is not None and (best is None or rank >= best[0]):
            best = (rank, value)
    return None if best is None else best[1]


def _rank(rule: Criteria, matter: Matter, act: str) -> tuple[int, ...] | None:
    """How specific a rule is for a matter; None when it is not for it."""
    type_, org = _fit(rule.types, matter.type_code), _fit(rule.orgs, matter.org)
    if type_ is None or org is None:
        return None
    if rule.severities and matter.severity not in rule.severities:
        return None
    if rule.urgent is not None and matter.urgent is not rule.urgent:
        return None
    if rule.after and act not in rule.after:
        return None
    return (type_, bool(rule.severities), rule.urgent is not None, bool(rule.after), org)


def _fit(prefixes: tuple[str, ...], code: str) -> int | None:
    """How long the longest prefix is that `code` begins with; 0 without prefixes, None when none fits."""
    if not prefixes:
        return 0
    return max((len(each) for each in prefixes if _begins(code, each)), default=None)


def _begins(code: str, prefix: str) -> bool:
    return len(code) >= len(prefix) and all(b in ("?", a) for a, b in zip(code, prefix, strict=False))
