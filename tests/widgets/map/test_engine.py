from __future__ import annotations

import logging
import subprocess
import sys

import pytest

from widgets.map import engine
from widgets.map.engine import chromium_flags, prepare_web_engine, web_engine_flags


@pytest.mark.parametrize(
    ("root", "gpu", "flags"),
    [
        (False, True, []),
        (True, True, ["--no-sandbox"]),
        (False, False, ["--disable-gpu"]),
        (True, False, ["--no-sandbox", "--disable-gpu"]),
    ],
)
def test_flags_are_given_only_where_they_are_needed(root: bool, gpu: bool, flags: list[str]) -> None:
    assert chromium_flags(root=root, gpu=gpu) == [*flags, engine.SHOW_ADDRESSES]


def test_each_flag_is_said_once_with_its_reason(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(engine, "runs_as_root", lambda: True)
    monkeypatch.setattr(engine, "has_gpu", lambda: False)
    with caplog.at_level(logging.INFO):
        web_engine_flags()
    assert [message.count("--") for message in caplog.messages] == [1, 1]


def test_a_users_own_flags_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "web_engine_flags", lambda: ["--no-sandbox", "--disable-gpu"])
    environment = {engine.FLAGS_VARIABLE: "--mute-audio --disable-gpu", engine.QUICK_VARIABLE: "rhi"}
    prepare_web_engine(environment)
    assert environment == {
        engine.FLAGS_VARIABLE: "--mute-audio --disable-gpu --no-sandbox",
        engine.QUICK_VARIABLE: "rhi",
    }


def test_without_a_graphics_card_qt_quick_draws_in_software(monkeypatch: pytest.MonkeyPatch) -> None:
    for flags, expected in ((["--disable-gpu"], "software"), ([], None)):
        monkeypatch.setattr(engine, "web_engine_flags", lambda flags=flags: flags)
        environment: dict[str, str] = {}
        prepare_web_engine(environment)
        assert environment.get(engine.QUICK_VARIABLE) == expected


def test_a_missing_web_engine_is_one_clear_sentence() -> None:
    script = """
import sys
sys.modules["PySide6.QtWebEngineWidgets"] = sys.modules["PySide6.QtWebEngineCore"] = None
from widgets.map.view import MapView
from widgets.map.engine import MapUnavailable, prepare_web_engine
try:
    prepare_web_engine({})
except MapUnavailable as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.count("\n") == 1
    assert "make setup" in done.stdout
