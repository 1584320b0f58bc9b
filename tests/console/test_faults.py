"""What is missing is said in one sentence with what to do."""

from __future__ import annotations

import ctypes
import importlib.util

import pytest

from console.faults import StartRefused, require_libvlc, require_web_engine


def test_a_complete_machine_is_accepted() -> None:
    require_libvlc()
    require_web_engine()


def test_missing_libvlc_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_library(name: str) -> None:
        raise OSError(f"{name}: cannot open shared object file")

    monkeypatch.setattr(ctypes, "CDLL", no_library)
    with pytest.raises(StartRefused, match=r"libVLC is missing.*make setup") as refused:
        require_libvlc()
    assert refused.value.exit_code != 0


def test_missing_web_engine_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(StartRefused, match=r"QtWebEngine is missing.*make setup") as refused:
        require_web_engine()
    assert refused.value.exit_code != 0


def test_web_engine_that_cannot_be_loaded_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_module(name: str) -> None:
        raise ImportError("libnss3.so: cannot open shared object file")

    monkeypatch.setattr(importlib, "import_module", no_module)
    with pytest.raises(StartRefused, match=r"libnss3\.so"):
        require_web_engine()
