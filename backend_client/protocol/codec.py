"""Bytes <-> messages: the only place where frames are decoded and encoded.

The contract has two encodings of the same objects, each with a WebSocket subprotocol of its own. A value that
travels inside a frame undecoded (`msgspec.Raw`) is in the frame's encoding; what a command, a query, a reply
or a signal carries is turned into JSON here, so that only the data of entities differ further in.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any, Final, Generic, Protocol, TypeVar, get_args

import msgspec
from msgspec.structs import replace

from backend_client.protocol.messages import (
    MSGPACK_NAME,
    NULL,
    PROTOCOL_NAME,
    ClientMessage,
    Command,
    Event,
    Query,
    Reply,
    ServerMessage,
    Signal,
    SnapshotPage,
)

M = TypeVar("M")


class BadFrame(Exception):
    """The frame breaks the contract: the connection is closed with 4400."""


class UnknownType(Exception):
    """A frame of a type this side does not know: counted and skipped."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class _Head(msgspec.Struct, frozen=True):
    type: str


#: What msgspec raises for bytes that are not what was asked for.
UNREADABLE: Final = (msgspec.MsgspecError, UnicodeError, RecursionError)


class FrameDecoder(Generic[M]):
    """Decodes frames into one of the given message types.

    The union is tried first because nearly every frame is good; only when that fails is `type` read alone,
    since msgspec raises the same error for an unknown tag and for a bad field. `tidy` has the last word on a
    message and may raise ValueError.
    """

    def __init__(
        self, union: Any, *, make: Callable[[Any], Any], tidy: Callable[[M], M] | None = None
    ) -> None:
        self._decoder = make(union)
        self._names = {member.__struct_config__.tag for member in get_args(union)}
        self._head = make(_Head)
        self._tidy = tidy

    def decode(self, frame: bytes | str) -> M:
        """Return the message. Raises UnknownType or BadFrame."""
        try:
            message: M = self._decoder.decode(frame)
        except (*UNREADABLE, TypeError) as error:
            try:
                name = self._head.decode(frame).type
            except (*UNREADABLE, TypeError):
                raise BadFrame(str(error)) from error
            if name not in self._names:
                raise UnknownType(name) from error
            raise BadFrame(f"{name}: {error}") from error
        if self._tidy is None:
            return message
        try:
            return self._tidy(message)
        except (*UNREADABLE, ValueError, OverflowError) as error:
            raise BadFrame(str(error)) from error


class Wire(Protocol):
    """One encoding of the contract: `name` is its subprotocol, `binary` the kind of its frames."""

    @property
    def name(self) -> str: ...

    @property
    def binary(self) -> bool: ...

    def value(self, value: object) -> bytes:
        """Encode a value of the contract that is no message."""

    def encode(self, message: ClientMessage | ServerMessage) -> bytes:
        """Encode one message; every value that it carries undecoded is given as JSON."""

    def from_json(self, body: bytes) -> bytes:
        """Turn a JSON value into this encoding. Raises ValueError when it cannot be."""

    def client_frames(self) -> FrameDecoder[ClientMessage]:
        """Decoder for what a console sends."""

    def server_frames(self) -> FrameDecoder[ServerMessage]:
        """Decoder for what a platform sends."""


class _Json:
    """JSON in text frames."""

    name: Final = PROTOCOL_NAME
    binary: Final = False

    def __init__(self) -> None:
        self._encoder = msgspec.json.Encoder()

    def value(self, value: object) -> bytes:
        return self._encoder.encode(value)

    def encode(self, message: ClientMessage | ServerMessage) -> bytes:
        return self._encoder.encode(message)

    def from_json(self, body: bytes) -> bytes:
        return body

    def client_frames(self) -> FrameDecoder[ClientMessage]:
        return FrameDecoder(ClientMessage, make=msgspec.json.Decoder)

    def server_frames(self) -> FrameDecoder[ServerMessage]:
        return FrameDecoder(ServerMessage, make=msgspec.json.Decoder)


class _MessagePack:
    """MessagePack in binary frames, without extension types and without anything else that JSON lacks."""

    name: Final = MSGPACK_NAME
    binary: Final = True

    def __init__(self) -> None:
        self._encoder = msgspec.msgpack.Encoder()

    def value(self, value: object) -> bytes:
        return self._encoder.encode(value)

    def encode(self, message: ClientMessage | ServerMessage) -> bytes:
        match message:
            case Reply(data=data) if data is NULL:
                # Left out of the frame, as in JSON.
                pass
            case Command(args=args) | Query(args=args):
                message = replace(message, args=self._raw(args))
            case Reply(data=data) | Signal(data=data) | Event(data=data):
                message = replace(message, data=self._raw(data))
            case SnapshotPage(items=items):
                message = replace(
                    message, items=tuple(replace(item, data=self._raw(item.data)) for item in items)
                )
        return self._encoder.encode(message)

    def from_json(self, body: bytes) -> bytes:
        try:
            return self._encoder.encode(msgspec.json.decode(body))
        except (*UNREADABLE, OverflowError) as error:
            raise ValueError(f"cannot be written as MessagePack: {error}") from error

    def _raw(self, body: msgspec.Raw) -> msgspec.Raw:
        return msgspec.Raw(self.from_json(bytes(body)))

    def client_frames(self) -> FrameDecoder[ClientMessage]:
        return FrameDecoder(ClientMessage, make=msgspec.msgpack.Decoder, tidy=_client_message_in_json)

    def server_frames(self) -> FrameDecoder[ServerMessage]:
        return FrameDecoder(ServerMessage, make=msgspec.msgpack.Decoder, tidy=_server_message_in_json)


JSON: Final[Wire] = _Json()
MSGPACK: Final[Wire] = _MessagePack()
_WIRES: Final = {wire.name: wire for wire in (JSON, MSGPACK)}


def choose(offered: Iterable[str]) -> Wire | None:
    """The first of the offered subprotocols that is one of the contract's, or None."""
    return next((_WIRES[name] for name in offered if name in _WIRES), None)


def encode(message: ClientMessage | ServerMessage) -> bytes:
    """Encode one message as a JSON frame."""
    return JSON.encode(message)


def client_frames() -> FrameDecoder[ClientMessage]:
    """Decoder for what a console sends in JSON."""
    return JSON.client_frames()


def server_frames() -> FrameDecoder[ServerMessage]:
    """Decoder for what a platform sends in JSON."""
    return JSON.server_frames()


def _client_message_in_json(message: ClientMessage) -> ClientMessage:
    # No default is told from MessagePack by identity: a struct's default is always the very same object.
    match message:
        case Command(args=args) if args is not _NO_COMMAND_ARGS:
            return replace(message, args=_to_json(args))
        case Query(args=args) if args is not _NO_QUERY_ARGS:
            return replace(message, args=_to_json(args))
    return message


def _server_message_in_json(message: ServerMessage) -> ServerMessage:
    match message:
        case Reply(data=data) | Signal(data=data) if data is not NULL:
            return replace(message, data=_to_json(data))
    return message


_NO_COMMAND_ARGS: Final = Command(cmd_id="", name="").args
_NO_QUERY_ARGS: Final = Query(id="", name="").args


def _to_json(raw: msgspec.Raw) -> msgspec.Raw:
    value = msgspec.msgpack.decode(raw)
    _check_plain((value,))
    return msgspec.Raw(msgspec.json.encode(value))


def _check_plain(values: Iterable[object]) -> None:
    """Raise ValueError unless every value is one that JSON has, too."""
    for value in values:
        match value:
            case None | bool() | int() | str():
                pass
            case float():
                if not math.isfinite(value):
                    raise ValueError("a number that is none")
            case list():
                _check_plain(value)
            case dict():
                if not all(isinstance(key, str) for key in value):
                    raise ValueError("a key that is no text")
                _check_plain(value.values())
            case _:
                raise ValueError(f"a value of MessagePack's own: {type(value).__name__}")
