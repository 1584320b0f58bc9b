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


def test_key_frames_that_are_thrown_away_are_not_shown_though_the_old_picture_is_drawn_anew() -> None:
    shown = ShownPictures()
    shown.count(drawn=400, handed=500, left_out=90, decoded=900)
    thrown = [
        shown.count(drawn=400 + 25 * n, handed=500 + n, left_out=90, decoded=900 + n, reduced=True)
        for n in range(1, 60)
    ]
    assert set(thrown) == {400}
    drawn, handed, decoded = 400 + 25 * 59, 559, 959
    again = [
        shown.count(
            drawn=drawn + 25 * n, handed=handed + n, left_out=90, decoded=decoded + 2 * n, reduced=True
        )
        for n in range(1, 4)
    ]
    assert again == [401, 402, 403]


def test_a_key_frame_that_is_counted_in_two_parts_counts_once() -> None:
    shown = ShownPictures()
    shown.count(drawn=10, handed=10, left_out=0, decoded=20)
    shown.count(drawn=10, handed=10, left_out=0, decoded=20, reduced=True)
    assert shown.count(drawn=35, handed=11, left_out=0, decoded=21, reduced=True) == 10
    assert shown.count(drawn=35, handed=11, left_out=0, decoded=22, reduced=True) == 11


def test_a_tile_that_is_opened_with_key_frames_only_has_its_first_picture_at_once() -> None:
    shown = ShownPictures()
    assert shown.count(drawn=0, handed=1, left_out=0, decoded=0, reduced=True) == 0
    assert shown.count(drawn=3, handed=1, left_out=0, decoded=1, reduced=True) == 1
    assert shown.count(drawn=28, handed=2, left_out=0, decoded=3, reduced=True) == 2
