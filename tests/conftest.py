"""A virtual screen with two monitors for every test run, so that windows are real."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from hypothesis import settings
from PySide6.QtWidgets import QApplication

from console.virtual_screen import virtual_screen
from tests.patient_bot import PatientBot

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


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    """In pytest-qt's place; widgets given to it are closed after the test, as there."""
    return PatientBot(request)


@pytest.fixture
def unused_tcp_port() -> Iterator[int]:
    """In pytest-asyncio's place: a port at which nobody listens, and at which nobody else can meanwhile."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]
