"""Why a platform cannot start."""

from __future__ import annotations


class CannotStart(Exception):
    """The message is one sentence that says what is wrong and what to do."""
