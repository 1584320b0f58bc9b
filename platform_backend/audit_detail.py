"""What an audit entry says of a command's arguments: which there were, and of the harmless ones which value.

Texts that people wrote may name persons, so they are never repeated; who may see them finds them with the
incident itself.
"""

from __future__ import annotations

from typing import Any

import msgspec

from backend_client.protocol import commands as contract
from backend_client.protocol.messages import Command

#: Arguments whose values are ids, codes or choices, never a person's words.
_PLAIN = frozenset(
    {
        *("org", "into", "task", "to", "type_code", "grid_code", "incident", "preset"),
        *("severity", "status", "pass", "exercise", "priority"),
    }
)
_MAX_VALUE = 60
_MAX_NAMED = 20


def audit_detail(command: Command) -> str:
    """The arguments of `command` in one line, such as ``org=o12 reason``; empty when they are not its own."""
    known = contract.ARGS.get(command.name)
    if known is None:
        return ""
    try:
        said = msgspec.json.decode(command.args, type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeError):
        return ""
    fields = {field.encode_name for field in msgspec.structs.fields(known)}
    return " ".join(_argument(name, said[name]) for name in sorted(fields & said.keys()))


def _argument(name: str, value: Any) -> str:
    if name == "assignees" and isinstance(value, list):
        named = [_assignee(each) for each in value[:_MAX_NAMED]]
        return f"assignees={','.join(named)}{',...' if len(value) > _MAX_NAMED else ''}"
    if isinstance(value, list):
        return f"{name}({len(value)})"
    if name in _PLAIN and isinstance(value, str | int | float | bool):
        return f"{name}={_word(value)}"
    return name


def _assignee(value: Any) -> str:
    return f"{_word(value.get('kind'))}:{_word(value.get('id'))}" if isinstance(value, dict) else "?"


def _word(value: Any) -> str:
    return str(value)[:_MAX_VALUE].replace(" ", "_")
