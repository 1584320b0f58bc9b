"""Only a session that ends is one that ends."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from console.session_end import is_session_ending


def test_it_ends_when_the_system_says_so(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_session_ending()
    monkeypatch.setattr(type(qapp), "isSavingSession", lambda _self: True)
    assert is_session_ending()
