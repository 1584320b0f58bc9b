"""JSON Schema (2020-12) of message types, with what their docstrings say of each field.

msgspec's own generator stops at raw parts with a default, and knows nothing of fields.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any, TypeAlias

import msgspec
from msgspec.inspect import (
    AnyType,
    BoolType,
    DictType,
    EnumType,
    Field,
    FloatType,
    IntType,
    ListType,
    LiteralType,
    Metadata,
    NoneType,
    RawType,
    StrType,
    StructType,
    TupleType,
    Type,
    UnionType,
    VarTupleType,
    multi_type_info,
)

Schema: TypeAlias = dict[str, Any]

#: Fields that hold a moment, whatever type they stand in; so does every one that ends in ``_at``.
_MOMENTS = frozenset({"at", "time", "since", "until", "not_after"})
_BOUNDS = {
    "ge": "minimum",
    "le": "maximum",
    "gt": "exclusiveMinimum",
    "lt": "exclusiveMaximum",
    "min_length": "minLength",
    "max_length": "maxLength",
    "pattern": "pattern",
}
_SENTENCES = re.compile(r"(?<=[.;])\s+(?=[A-Z`\"(])")


class Generator:
    """Makes the schemas of types and of all they are made of; `prefix` is where references point to."""

    def __init__(self, types: Iterable[type[Any]], *, prefix: str) -> None:
        self.schemas: dict[str, Schema] = {}
        self._prefix = prefix
        self._kinds: dict[str, type[Any]] = {}
        for info in multi_type_info(list(types)):
            self._schema(info)
        self.schemas = dict(sorted(self.schemas.items()))

    def ref(self, kind: type[Any]) -> Schema:
        """A reference to a type's schema."""
        return {"$ref": f"{self._prefix}{kind.__name__}"}

    def _schema(self, info: Type) -> Schema:
        match info:
            case Metadata(type=inner):
                return self._schema(inner)
            case AnyType() | RawType():
                return {}
            case NoneType():
                return {"type": "null"}
            case BoolType():
                return {"type": "boolean"}
            case IntType():
                return {"type": "integer"} | _bounds(info)
            case FloatType():
                return {"type": "number"} | _bounds(info)
            case StrType():
                return {"type": "string"} | _bounds(info)
            case LiteralType(values=values):
                return {"enum": sorted(values)}
            case EnumType(cls=words):
                return self._named(words, lambda: _enum(words))
            case UnionType(types=types):
                return _union([self._schema(each) for each in types])
            case ListType(item_type=item) | VarTupleType(item_type=item):
                return {"type": "array", "items": self._schema(item)} | _counts(info)
            case TupleType(item_types=items):
                return _tuple([self._schema(item) for item in items])
            case DictType(value_type=value):
                return {"type": "object", "additionalProperties": self._schema(value)}
            case StructType(cls=cls):
                return self._named(cls, lambda: self._struct(info))
            case _:
                raise TypeError(f"nothing is known of {info!r}")

    def _named(self, cls: type[Any], make: Callable[[], Schema]) -> Schema:
        name = cls.__name__
        known = self._kinds.setdefault(name, cls)
        if known is not cls:
            raise TypeError(f"two types are called {name}")
        if name not in self.schemas:
            # There from now on: a type may hold itself.
            self.schemas[name] = {}
            self.schemas[name] = make()
        return self.ref(cls)

    def _struct(self, info: StructType) -> Schema:
        doc = " ".join((info.cls.__doc__ or "").split())
        for field in info.fields:
            doc = doc.replace(f"`{field.name}`", f"`{field.encode_name}`")
        properties: dict[str, Schema] = {}
        if info.tag is not None:
            properties[str(info.tag_field)] = {"const": info.tag}
        for field in info.fields:
            properties[field.encode_name] = self._field(field, doc)
        required = [field.encode_name for field in info.fields if field.required]
        if info.tag is not None:
            required.insert(0, str(info.tag_field))
        schema: Schema = {"type": "object", "description": doc, "properties": properties}
        return schema | ({"required": required} if required else {})

    def _field(self, field: Field, doc: str) -> Schema:
        more: Schema = {}
        said = [each for each in _SENTENCES.split(doc) if f"`{field.encode_name}`" in each]
        if said:
            more["description"] = " ".join(said)
        if _is_moment(field):
            more["format"] = "date-time"
        default = field.default
        if field.default_factory is not msgspec.NODEFAULT:
            default = field.default_factory()
        if default is not msgspec.NODEFAULT:
            # As it would stand in a frame.
            more["default"] = msgspec.json.decode(msgspec.json.encode(default))
        schema = self._schema(field.type)
        # Beside a reference nothing else is read before 2019-09, which is what AsyncAPI goes by.
        return {"allOf": [schema]} | more if more and "$ref" in schema else schema | more


def _is_moment(field: Field) -> bool:
    text = field.type
    if isinstance(text, UnionType):
        text = text.types[0]
    name = field.encode_name
    return isinstance(text, StrType) and (name in _MOMENTS or name.endswith("_at"))


def _enum(cls: type[Enum]) -> Schema:
    doc = " ".join((cls.__doc__ or "").split())
    return {"description": doc, "enum": [member.value for member in cls]}


def _union(schemas: list[Schema]) -> Schema:
    if all(each.keys() == {"type"} for each in schemas):
        return {"type": [each["type"] for each in schemas]}
    return {"anyOf": schemas}


def _tuple(items: list[Schema]) -> Schema:
    if any(item != items[0] for item in items):
        # Only positions are such; what says it in every version of JSON Schema says nothing else.
        raise TypeError("the parts of an array are of one type")
    return {"type": "array", "items": items[0], "minItems": len(items), "maxItems": len(items)}


def _bounds(info: IntType | FloatType | StrType) -> Schema:
    bounds = {word: getattr(info, name, None) for name, word in _BOUNDS.items()}
    return {word: value for word, value in bounds.items() if value is not None}


def _counts(info: ListType | VarTupleType) -> Schema:
    bounds = {"minItems": info.min_length, "maxItems": info.max_length}
    return {word: value for word, value in bounds.items() if value is not None}
