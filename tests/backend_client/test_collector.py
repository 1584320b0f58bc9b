from __future__ import annotations

import gc

from backend_client.collector import THRESHOLDS, calm_collector


def test_what_lives_is_exempt_and_collections_become_rare() -> None:
    before = gc.get_threshold()
    try:
        calm_collector()
        assert gc.get_freeze_count() > 0
        assert gc.get_threshold() == THRESHOLDS
        assert gc.isenabled()
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
