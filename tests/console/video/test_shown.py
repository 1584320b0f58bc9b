from __future__ import annotations

from console.video.shown import ShownPictures


def test_pictures_in_step_count_as_they_are_drawn() -> None:
    shown = ShownPictures()
    counts = [shown.count(drawn=n, handed=n + 4, left_out=0) for n in (0, 12, 25, 25, 37)]
    assert counts == [0, 12, 25, 25, 37]


def test_a_picture_that_is_drawn_anew_counts_once() -> None:
    shown = ShownPictures()
    counts = [shown.count(drawn=25 * n, handed=n, left_out=0) for n in range(1, 6)]
    assert counts == [1, 2, 3, 4, 5]


def test_a_picture_that_stands_still_does_not_grow_though_all_later_ones_are_decoded() -> None:
    shown = ShownPictures()
    assert shown.count(drawn=3, handed=3, left_out=0) == 3
    late = [shown.count(drawn=3 + 12 * n, handed=3 + n, left_out=n) for n in range(1, 50)]
    assert set(late) == {3}
    assert shown.count(drawn=700, handed=53, left_out=49) == 4


def test_what_was_drawn_anew_before_is_no_credit_for_later() -> None:
    shown = ShownPictures()
    shown.count(drawn=500, handed=10, left_out=0)
    assert shown.count(drawn=500, handed=400, left_out=0) == 10, "nothing is drawn any more"
