from __future__ import annotations

import msgspec
import pytest

from backend_client.status import FeedState, FeedStatus


def test_a_status_is_a_value() -> None:
    status = FeedStatus(state=FeedState.LIVE, since=1.0)
    assert status == FeedStatus(state=FeedState.LIVE, since=1.0)
    with pytest.raises(AttributeError):
        status.attempt = 3  # type: ignore[misc]
    assert msgspec.structs.replace(status, attempt=3).attempt == 3
