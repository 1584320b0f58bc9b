"""The contract for machines: a JSON Schema of every frame, and an AsyncAPI 3.0 document of the feed.

Both are made from the message types, so they cannot say anything else than the code does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from backend_client.protocol import commands, queries
from backend_client.protocol.causes import MEANINGS, Cause, needs
from backend_client.protocol.entities import ENTITY_TYPES
from backend_client.protocol.errors import FINAL_CLOSES, RETRYABLE, CloseCode, CloseReason, Error, ErrorCode
from backend_client.protocol.json_schema import Generator, Schema
from backend_client.protocol.messages import (
    AUTH_WITHIN_S,
    BOOKMARK_S,
    HEARTBEAT_S,
    MSGPACK_NAME,
    PROTOCOL_NAME,
    SILENCE_S,
    Auth,
    ClientMessage,
    Command,
    CommandStatus,
    CommandUnknown,
    Event,
    Item,
    Ping,
    Pong,
    Query,
    Reply,
    Result,
    ServerMessage,
    Subscribe,
    Subscribed,
    Welcome,
)
from backend_client.protocol.permissions import QUERY_ROLES, ROLES
from backend_client.protocol.topics import LOG_TOPICS, STATE_TOPICS, TOPIC_OF

#: Version of the published documents: the first number is that of the contract.
VERSION = "1.0.0"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SUMMARY = (
    "The contract between a command-centre console and a platform: one WebSocket for everything that "
    "happens. Its meaning, and the HTTP addresses beside it, are described in docs/protocol.md."
)
_TOKEN = "The token that POST /api/login gives is sent in the first frame, never in the address."
_CLOSES = {
    CloseCode.BAD_FRAME: "the frame breaks the contract",
    CloseCode.NOT_AUTHENTICATED: "not signed in, or not any more",
    CloseCode.FORBIDDEN: "this user may not connect",
    CloseCode.PROTOCOL: "no common subprotocol",
    CloseCode.NO_AUTH_IN_TIME: "no auth in time",
    CloseCode.REPLACED: "replaced by a newer connection of the same instance",
    CloseCode.RESYNC_NEEDED: "come back without cursors",
    CloseCode.SILENT: "nothing was heard for too long",
    CloseCode.TOO_SLOW: "too far behind",
    CloseCode.TOO_MANY: "too many connections or requests",
}
_ERRORS = {
    ErrorCode.BAD_REQUEST: "what was asked cannot be understood, or not in this way",
    ErrorCode.UNAUTHENTICATED: "who asks is not known, or not any more",
    ErrorCode.FORBIDDEN: "who asks may not do that, or not there",
    ErrorCode.NOT_FOUND: "there is no such thing",
    ErrorCode.VERSION_CONFLICT: "it was changed meanwhile: `current` is its version, `by` whom and `at` when",
    ErrorCode.ILLEGAL_TRANSITION: "it is in a state in which that cannot be done",
    ErrorCode.EXPIRED: "it came after its time and was not carried out",
    ErrorCode.RATE_LIMITED: "too many at once",
    ErrorCode.UNAVAILABLE: "the platform cannot do it now",
}
#: What the platform answers each frame with; the others are not answered.
_ANSWERS: dict[type[Any], tuple[type[Any], ...]] = {
    Auth: (Welcome,),
    Subscribe: (Subscribed,),
    Ping: (Pong,),
    Command: (Result,),
    CommandStatus: (Result, CommandUnknown),
    Query: (Reply,),
}
_CLIENT: tuple[type[Any], ...] = get_args(ClientMessage)
_SERVER: tuple[type[Any], ...] = get_args(ServerMessage)


def json_schema() -> Schema:
    """A schema that every frame fits, in either direction, as the object it stands for."""
    generator = _generator("#/$defs/")
    return {
        "$schema": _DIALECT,
        "title": PROTOCOL_NAME,
        "description": _SUMMARY,
        "anyOf": [{"$ref": "#/$defs/ClientFrame"}, {"$ref": "#/$defs/ServerFrame"}],
        "$defs": {
            "ClientFrame": {
                "description": "What a console sends.",
                "oneOf": [generator.ref(kind) for kind in _CLIENT],
            },
            "ServerFrame": {
                "description": "What a platform sends.",
                "oneOf": [generator.ref(kind) for kind in _SERVER],
            },
            **generator.schemas,
        },
    }


def asyncapi() -> dict[str, Any]:
    """The AsyncAPI 3.0 document; the application that it describes is the platform."""
    generator = _generator("#/components/schemas/")
    return {
        "asyncapi": "3.0.0",
        "info": {"title": PROTOCOL_NAME, "version": VERSION, "description": _SUMMARY},
        "defaultContentType": "application/json",
        "servers": _servers(),
        "channels": {"feed": _channel()},
        "operations": {**_operations("receive", _CLIENT), **_operations("send", _SERVER)},
        "components": {
            "messages": {_tag(kind): _message(kind, generator) for kind in _CLIENT + _SERVER},
            "schemas": generator.schemas,
        },
        "x-encodings": {
            PROTOCOL_NAME: {"contentType": "application/json", "frames": "text"},
            MSGPACK_NAME: {"contentType": "application/msgpack", "frames": "binary"},
        },
        "x-timing": {
            "heartbeat_s": HEARTBEAT_S,
            "silence_s": SILENCE_S,
            "auth_within_s": AUTH_WITHIN_S,
            "bookmark_s": BOOKMARK_S,
            "momentary_not_after_s": commands.MOMENTARY_NOT_AFTER_S,
        },
        "x-topics": {
            topic: {
                "kind": kind,
                "entities": [name for name in ENTITY_TYPES if TOPIC_OF[name] == topic],
            }
            for kind, topics in (("log", LOG_TOPICS), ("state", STATE_TOPICS))
            for topic in topics
        },
        "x-entities": {name: generator.ref(kind) for name, kind in ENTITY_TYPES.items()},
        "x-commands": {
            name: {
                "args": generator.ref(kind),
                "roles": sorted(ROLES.get(name, ())),
                "momentary": name in commands.MOMENTARY,
            }
            for name, kind in commands.ARGS.items()
        },
        "x-queries": {
            name: {
                "args": generator.ref(kind),
                "answer": generator.ref(queries.ANSWERS[name]),
                "roles": sorted(QUERY_ROLES.get(name, ())),
            }
            for name, kind in queries.ARGS.items()
        },
        "x-error-codes": {
            code.value: {"retryable": code in RETRYABLE, "description": _ERRORS[code]} for code in ErrorCode
        },
        "x-error-causes": {
            cause.value: {"details": sorted(needs(cause)), "description": MEANINGS[cause]} for cause in Cause
        },
        "x-close-codes": {
            str(code.value): {"reconnect": code not in FINAL_CLOSES, "description": _CLOSES[code]}
            for code in CloseCode
        },
        "x-close-reason": generator.ref(CloseReason),
    }


def _generator(prefix: str) -> Generator:
    data = (
        *ENTITY_TYPES.values(),
        *commands.ARGS.values(),
        *queries.ARGS.values(),
        *queries.ANSWERS.values(),
    )
    generator = Generator((*_CLIENT, *_SERVER, *data, CloseReason, ErrorCode), prefix=prefix)
    schemas = generator.schemas
    _choose(schemas, Command, "name", _args(commands.ARGS, generator))
    _choose(schemas, Query, "name", _args(queries.ARGS, generator))
    held = {name: {"properties": {"data": generator.ref(kind)}} for name, kind in ENTITY_TYPES.items()}
    _choose(schemas, Item, "entity", held)
    changed = {
        name: {"properties": {"data": {"anyOf": [generator.ref(kind), {"type": "null"}]}}}
        for name, kind in ENTITY_TYPES.items()
    }
    _choose(schemas, Event, "entity", changed)
    gone = {"properties": {"data": {"type": "null"}}}
    _choose(schemas, Event, "op", {"put": _object("data"), "delete": gone})
    for kind in (Result, Reply):
        _choose(schemas, kind, "ok", {False: {"required": ["error"]}})
    # A console has to live with codes and causes that it does not know.
    schemas[Error.__name__]["properties"]["code"]["examples"] = [code.value for code in ErrorCode]
    schemas[Error.__name__]["properties"]["cause"]["examples"] = [cause.value for cause in Cause]
    return generator


def _args(kinds: Mapping[str, type[Any]], generator: Generator) -> dict[str, Schema]:
    return {
        name: {"properties": {"args": generator.ref(kind)}}
        | ({"required": ["args"]} if "required" in generator.schemas[kind.__name__] else {})
        for name, kind in kinds.items()
    }


def _object(field: str) -> Schema:
    return {"properties": {field: {"type": "object"}}, "required": [field]}


def _choose(schemas: dict[str, Schema], kind: type[Any], field: str, choices: Mapping[Any, Schema]) -> None:
    rules = schemas[kind.__name__].setdefault("allOf", [])
    for value, then in choices.items():
        rules.append({"if": {"properties": {field: {"const": value}}, "required": [field]}, "then": then})


def _tag(kind: type[Any]) -> str:
    return str(kind.__struct_config__.tag)


def _message(kind: type[Any], generator: Generator) -> dict[str, Any]:
    summary = generator.schemas[kind.__name__]["description"].partition(". ")[0].rstrip(".") + "."
    return {"name": _tag(kind), "title": kind.__name__, "summary": summary, "payload": generator.ref(kind)}


def _servers() -> dict[str, Any]:
    variables = {"host": {"default": "localhost", "description": "Name or address, and port."}}
    offered = {"wss": "A platform of a site.", "ws": "A platform on the console's own machine."}
    return {
        protocol: {
            "host": "{host}",
            "protocol": protocol,
            "description": f"{said} {_TOKEN}",
            "variables": variables,
        }
        for protocol, said in offered.items()
    }


def _channel() -> dict[str, Any]:
    offered = {"type": "string", "enum": [PROTOCOL_NAME, MSGPACK_NAME]}
    headers = {"type": "object", "properties": {"Sec-WebSocket-Protocol": offered}}
    return {
        "address": "/feed",
        "title": "The feed",
        "messages": {
            _tag(kind): {"$ref": f"#/components/messages/{_tag(kind)}"} for kind in _CLIENT + _SERVER
        },
        "bindings": {"ws": {"method": "GET", "headers": headers, "bindingVersion": "0.1.0"}},
    }


def _operations(action: str, kinds: Iterable[type[Any]]) -> dict[str, Any]:
    operations: dict[str, Any] = {}
    for kind in kinds:
        operation: dict[str, Any] = {
            "action": action,
            "channel": {"$ref": "#/channels/feed"},
            "messages": [_in_channel(kind)],
        }
        if kind in _ANSWERS:
            answers = [_in_channel(answer) for answer in _ANSWERS[kind]]
            operation["reply"] = {"channel": {"$ref": "#/channels/feed"}, "messages": answers}
        operations[f"{action}.{_tag(kind)}"] = operation
    return operations


def _in_channel(kind: type[Any]) -> dict[str, str]:
    return {"$ref": f"#/channels/feed/messages/{_tag(kind)}"}
