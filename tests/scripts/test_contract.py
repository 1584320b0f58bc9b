from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize("name", ["asyncapi.json", "schema.json", "protocol.md"])
def test_the_published_contract_is_current(name: str) -> None:
    # `scripts` is a folder of programs, not a package.
    spec = importlib.util.spec_from_file_location("contract", ROOT / "scripts" / "contract.py")
    assert spec is not None
    assert spec.loader is not None
    contract = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(contract)
    published = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert published == contract.documents()[name], "run 'make contract' and commit docs/"
