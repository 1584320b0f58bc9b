"""Bytes <-> messages: the only place where frames are decoded and encoded (JSON text frames)."""

from __future__ import annotations

from typing import Any, Generic, TypeVar, get_args

import msgspec

from backend_client.protocol.messages import ClientMessage, ServerMessage

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


class FrameDecoder(Generic[M]):
    """Decodes frames into one of the given message types.

    The union is tried first because nearly every frame is good; only when that fails is `type` read alone,
    since msgspec raises the same error for an unknown tag and for a bad field.
    """

    def __init__(self, union: Any) -> None:
        self._decoder = msgspec.json.Decoder(union)
        self._names = {member.__struct_config__.tag for member in get_args(union)}
        self._head = msgspec.json.Decoder(_Head)

    def decode(self, frame: bytes | str) -> M:
        """Return the message. Raises UnknownType or BadFrame."""
        try:
            return self._decoder.decode(frame)  # type: ignore[no-any-return]
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            try:
                name = self._head.decode(frame).type
            except (msgspec.MsgspecError, UnicodeError, RecursionError):
                raise BadFrame(str(error)) from error
            if name not in self._names:
                raise UnknownType(name) from error
            raise BadFrame(f"{name}: {error}") from error


_ENCODER = msgspec.json.Encoder()


def encode(message: ClientMessage | ServerMessage) -> bytes:
    """Encode one message as a JSON frame."""
    return _ENCODER.encode(message)


def client_frames() -> FrameDecoder[ClientMessage]:
    """Decoder for what a console sends."""
    return FrameDecoder(ClientMessage)


def server_frames() -> FrameDecoder[ServerMessage]:
    """Decoder for what a platform sends."""
    return FrameDecoder(ServerMessage)
