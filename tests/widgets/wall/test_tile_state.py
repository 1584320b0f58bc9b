from __future__ import annotations

import pytest

from widgets.wall.tile_state import TileFigures, TileState


def test_a_tile_nobody_spoke_of_is_empty() -> None:
    figures = TileFigures()
    assert figures.state is TileState.EMPTY
    assert figures.last_picture_age is None


def test_figures_do_not_change_after_they_were_told() -> None:
    with pytest.raises(AttributeError, match="immutable"):
        TileFigures().frames = 1  # type: ignore[misc]
