"""How this machine plays video, in words."""

from __future__ import annotations

from widgets.video_words import output_words


def test_each_way_has_words_of_its_own_and_a_new_one_is_shown_as_it_is() -> None:
    words = [output_words(each) for each in ("software", "hardware", "fallback", "vulkan")]
    assert words == [
        "software decoding",
        "hardware decoding",
        "software decoding, hardware failed",
        "vulkan",
    ]
