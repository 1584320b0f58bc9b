from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from jsonschema import Draft7Validator, Draft202012Validator

from backend_client.protocol import commands, queries
from backend_client.protocol.entities import ENTITY_TYPES
from backend_client.protocol.errors import CloseCode, ErrorCode
from backend_client.protocol.messages import ClientMessage, ServerMessage
from backend_client.protocol.published import asyncapi, json_schema
from backend_client.protocol.topics import TOPICS

CLIENT = {kind.__struct_config__.tag for kind in get_args(ClientMessage)}
SERVER = {kind.__struct_config__.tag for kind in get_args(ServerMessage)}
NAME = re.compile(r"[A-Za-z0-9._-]+")


def references(node: object) -> Iterator[str]:
    """Every reference below `node`."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                yield value
            else:
                yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def resolve(document: Any, reference: str) -> Any:
    """What a reference inside the document points to. Raises KeyError."""
    assert reference.startswith("#/")
    for part in reference.removeprefix("#/").split("/"):
        document = document[part.replace("~1", "/").replace("~0", "~")]
    return document


@pytest.mark.parametrize("document", [asyncapi(), json_schema()], ids=["asyncapi", "schema"])
def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    found = list(references(document))
    assert len(found) > 50
    for reference in found:
        assert isinstance(resolve(document, reference), dict)


def test_the_document_keeps_the_rules_of_asyncapi_3() -> None:
    document = asyncapi()
    extensions = {key for key in document if key.startswith("x-")}
    assert document["asyncapi"] == "3.0.0"
    assert {"title", "version"} <= document["info"].keys()
    allowed = {
        "asyncapi",
        "id",
        "info",
        "servers",
        "defaultContentType",
        "channels",
        "operations",
        "components",
    }
    assert document.keys() - extensions <= allowed
    for name, server in document["servers"].items():
        assert NAME.fullmatch(name)
        assert {"host", "protocol"} <= server.keys()
        assert set(re.findall(r"{(\w+)}", server["host"])) == server["variables"].keys()
    for name, channel in document["channels"].items():
        assert NAME.fullmatch(name)
        assert channel["address"].startswith("/")
        for message, reference in channel["messages"].items():
            assert reference == {"$ref": f"#/components/messages/{message}"}
    for name, operation in document["operations"].items():
        assert NAME.fullmatch(name)
        assert operation["action"] in ("send", "receive")
        for part in (operation, operation.get("reply", operation)):
            channel = part["channel"]["$ref"]
            assert resolve(document, channel)["address"]
            # An operation names messages by way of its channel, not the components themselves.
            for message in part["messages"]:
                assert message["$ref"].startswith(f"{channel}/messages/")
    for message in document["components"]["messages"].values():
        assert {"name", "title", "summary", "payload"} <= message.keys()
    for name, schema in document["components"]["schemas"].items():
        assert NAME.fullmatch(name)
        # The older dialect is the one that AsyncAPI's own schemas go by.
        Draft7Validator.check_schema(schema)
        assert "prefixItems" not in schema


def test_every_frame_is_an_operation_in_its_direction() -> None:
    operations = asyncapi()["operations"]
    received = {name.partition(".")[2] for name, each in operations.items() if each["action"] == "receive"}
    sent = {name.partition(".")[2] for name, each in operations.items() if each["action"] == "send"}
    assert (received, sent) == (CLIENT, SERVER)


def test_everything_with_a_name_is_named() -> None:
    document = asyncapi()
    assert document["x-commands"].keys() == commands.ARGS.keys()
    assert document["x-queries"].keys() == queries.ARGS.keys() == queries.ANSWERS.keys()
    assert document["x-entities"].keys() == ENTITY_TYPES.keys()
    assert document["x-topics"].keys() == set(TOPICS)
    assert document["x-close-codes"].keys() == {str(code.value) for code in CloseCode}
    assert document["x-error-codes"].keys() == {code.value for code in ErrorCode}
    assert all(each["roles"] for each in document["x-commands"].values())


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(json_schema())


COMMAND = {"type": "command", "cmd_id": "1", "name": "incident.note"}
EVENT = {
    "type": "event",
    "sub": "s",
    "topic": "counters",
    "seq": 2,
    "prev": 1,
    "at": "2026-01-31T08:00:00.000Z",
    "entity": "counter",
    "id": "c",
    "ver": 1,
}


@pytest.mark.parametrize(
    ("frame", "fits"),
    [
        (COMMAND | {"args": {"text": "on its way"}}, True),
        (COMMAND | {"args": {"text": ""}}, False),
        (COMMAND, False),
        (COMMAND | {"name": "incident.accept"}, True),
        (COMMAND | {"name": "incident.of_the_future", "args": {"what": 1}}, True),
        (EVENT | {"op": "put", "data": {"value": 1.5}}, True),
        (EVENT | {"op": "put", "data": {"value": "much"}}, False),
        (EVENT | {"op": "put", "data": None}, False),
        (EVENT | {"op": "delete", "data": None}, True),
        (EVENT | {"op": "delete", "data": {"value": 1.5}}, False),
        ({"type": "result", "cmd_id": "1", "ok": False}, False),
        ({"type": "result", "cmd_id": "1", "ok": False, "error": {"code": "new", "message": ""}}, True),
        ({"type": "query", "id": "q", "name": "incidents.search", "args": {"limit": 501}}, False),
        ({"type": "of.the.future"}, False),
    ],
)
def test_frames_are_judged_by_what_they_are(frame: dict[str, Any], fits: bool) -> None:
    assert Draft202012Validator(json_schema()).is_valid(frame) is fits
