"""A virtual screen with two monitors for every test run, so that windows are real."""

from __future__ import annotations

import os
from contextlib import ExitStack

import pytest
from hypothesis import settings

from console.virtual_screen import virtual_screen

_screen = ExitStack()

# How long an example takes is the machine's affair: it may be busy with other things.
settings.register_profile("busy", deadline=None)
settings.load_profile("busy")


def pytest_configure(config: pytest.Config) -> None:
    """Start the screen before anything makes a QApplication; leave the keyring of whoever tests alone."""
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    os.environ |= _screen.enter_context(virtual_screen(monitors=2)).environment


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop it after the last window is gone."""
    _screen.close()
