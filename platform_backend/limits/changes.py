"""In what two sets of limits differ, in words for the audit trail."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from platform_backend.limits.limits import read_limits
from platform_backend.limits.limits_file import Criteria, LimitsFile

#: Characters for the names of rules: an entry holds the digests beside them.
_MOST = 220


def digest(raw: bytes | None) -> str:
    """What tells a file's content from every other; a dash where it could not be read."""
    return "-" if raw is None else hashlib.sha256(raw).hexdigest()


def difference(before: bytes, after: bytes) -> str:
    """Which rules `after` changes, adds and leaves out, by their names."""
    try:
        was = read_limits(before).file
    except ValueError:
        # Of a version of this program that wrote them otherwise.
        return "the former ones cannot be read by this version"
    now = read_limits(after).file
    former, present = _rules(was), _rules(now)
    changed = [name for name in present if name in former and former[name] != present[name]]
    parts = [
        *(["calendar"] if was.calendar != now.calendar else []),
        *([f"changed {', '.join(changed)}"] if changed else []),
        *([f"added {', '.join(added)}"] if (added := [n for n in present if n not in former]) else []),
        *([f"left out {', '.join(gone)}"] if (gone := [n for n in former if n not in present]) else []),
    ]
    if not parts and list(former) != list(present):
        # Of two that fit equally well the later one applies.
        parts = ["another order"]
    said = "; ".join(parts) or "no rule is another"
    return said if len(said) <= _MOST else f"{said[:_MOST]}…"


def _rules(file: LimitsFile) -> Mapping[str, Criteria]:
    return {rule.name: rule for rule in (*file.limits, *file.escalations)}
