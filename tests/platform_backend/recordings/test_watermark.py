from __future__ import annotations

import numpy as np
import pytest

from platform_backend.recordings.watermark import FONT, NoFont, find_font, watermark


def test_the_mark_is_readable_at_the_foot_and_faint_all_over() -> None:
    mark = watermark("值班长 王建国 · 2026-11-22T22:47:03Z · 10.0.0.9", width=640, height=360)
    assert mark.light.shape == mark.dark.shape == (360, 640)
    assert mark.light[320:].max() > 200
    upper = mark.light[:300]
    assert 0 < upper.max() < 80
    # In every sixth of the picture: whatever is cut out of it bears some of it.
    parts = [part for rows in np.array_split(upper, 2) for part in np.array_split(rows, 3, axis=1)]
    assert all(part.any() for part in parts)
    assert not mark.dark[:300].any()
    assert mark.dark[350].all()


def test_a_long_text_is_made_smaller_and_not_cut_off() -> None:
    foot = watermark("鼓公〔2026〕12号 " * 12, width=640, height=360).light[330:]
    assert foot[:, 0:4].max() < 200
    assert foot[:, -4:].max() < 200


def test_a_font_that_is_not_there_is_said() -> None:
    with pytest.raises(NoFont, match="the font No Such Font is missing"):
        find_font("No Such Font")
    assert find_font()[0].endswith((".ttc", ".otf", ".ttf"))


def test_without_fontconfig_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(NoFont, match="install fontconfig"):
        find_font(FONT)
