"""What an audit entry says of the arguments of a command or query: their names, and the harmless values.

Texts that people wrote may name persons, so they are never repeated; who may see them finds them with the
incident itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from backend_client.protocol import commands as contract
from backend_client.protocol.messages import Command

#: Arguments whose values are ids, codes or choices, never a person's words.
_PLAIN = frozenset(
    {
        *("org", "into", "task", "to", "type_code", "grid_code", "incident", "preset"),
        *("scene", "tour", "act", "alarm", "locked", "alarms", "alarm_mode", "pinned", "release", "seat"),
        *("severity", "status", "pass", "exercise", "priority", "minutes"),
        *("camera", "tile", "moment", "rate", "kind", "case_number", "approver", "granted"),
        *("user", "muted", "hand", "sharing", "plan", "provider", "shown", "wall", "conference"),
        *("who", "what", "target", "since", "until", "states", "before_ver"),
    }
)
#: Commands whose reason is repeated, because it was asked for so that it can be read there.
_REASONED = frozenset({"recording.view", "evidence.export", "evidence.approve", "report.export"})
#: The argument that it stands in, where that is not ``reason``.
_SAID = {"evidence.approve": "text"}
#: What the platform answers to a command that belongs beside its arguments.
_ANSWERED = ("lasted",)
_MAX_VALUE = 60
_MAX_NAMED = 20


def command_detail(command: Command) -> str:
    """The arguments of `command` in one line, such as ``org=o12 reason``; empty when they are not its own."""
    detail = detail_of(contract.ARGS.get(command.name), command.args)
    name = _SAID.get(command.name, "reason")
    if command.name not in _REASONED or name not in detail.split():
        return detail
    said = msgspec.json.decode(command.args, type=dict[str, Any])
    words = [word for word in detail.split() if word != name]
    return f"{' '.join(words)} reason: {said[name]}"


def result_detail(data: Mapping[str, Any] | None) -> str:
    """What of a command's answer is kept, such as ``lasted=0:12:05``; empty for nothing."""
    return " ".join(f"{name}={_word(data[name])}" for name in _ANSWERED if data and name in data)


def detail_of(kind: type[Any] | None, args: bytes | msgspec.Raw) -> str:
    """The same for the JSON of any arguments of type `kind`."""
    if kind is None:
        return ""
    try:
        said = msgspec.json.decode(args, type=dict[str, Any])
    except (msgspec.MsgspecError, UnicodeError):
        return ""
    fields = {field.encode_name for field in msgspec.structs.fields(kind)}
    return " ".join(_argument(name, said[name]) for name in sorted(fields & said.keys()))


def _argument(name: str, value: Any) -> str:
    if name in _LISTED and isinstance(value, list):
        named = [_LISTED[name](each) for each in value[:_MAX_NAMED]]
        return f"{name}={','.join(named)}{',...' if len(value) > _MAX_NAMED else ''}"
    if isinstance(value, list):
        if name in _PLAIN and len(value) <= _MAX_NAMED:
            return f"{name}={','.join(map(_word, value))}"
        return f"{name}({len(value)})"
    if name in _PLAIN and isinstance(value, str | int | float | bool):
        return f"{name}={_word(value)}"
    return name


def _assignee(value: Any) -> str:
    return f"{_word(value.get('kind'))}:{_word(value.get('id'))}" if isinstance(value, dict) else "?"


def _person(value: Any) -> str:
    return _word(value.get("user")) if isinstance(value, dict) else "?"


def _word(value: Any) -> str:
    return str(value)[:_MAX_VALUE].replace(" ", "_")


#: Lists whose members are named, each in its own way.
_LISTED = {"assignees": _assignee, "people": _person}
