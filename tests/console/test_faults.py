"""What is missing is said in one sentence with what to do."""

from __future__ import annotations

import ctypes

import pytest

from console.faults import StartRefused, require_display, require_libvlc


def test_a_complete_machine_is_accepted() -> None:
    require_display()
    require_libvlc()


def test_missing_libvlc_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_library(name: str) -> None:
        raise OSError(f"{name}: cannot open shared object file")

    monkeypatch.setattr(ctypes, "CDLL", no_library)
    with pytest.raises(StartRefused, match=r"libVLC is missing.*make setup") as refused:
        require_libvlc()
    assert refused.value.exit_code != 0


def test_a_display_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":987")
    with pytest.raises(StartRefused, match=r"':987' cannot be used.*DISPLAY unset") as refused:
        require_display()
    assert refused.value.exit_code != 0


def test_a_missing_window_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_library(name: str) -> None:
        raise OSError(f"{name}: cannot open shared object file")

    monkeypatch.setattr(ctypes, "CDLL", no_library)
    with pytest.raises(StartRefused, match="libxcb-cursor0"):
        require_display()
