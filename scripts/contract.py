"""Writes the published contract into docs/ (`make contract`): asyncapi.json and schema.json."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from backend_client.protocol.published import asyncapi, json_schema

DOCS = Path(__file__).resolve().parent.parent / "docs"


def documents() -> dict[str, str]:
    """The text of each file by its name in docs/."""
    return {"asyncapi.json": _text(asyncapi()), "schema.json": _text(json_schema())}


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    for name, text in documents().items():
        (DOCS / name).write_text(text, encoding="utf-8")
