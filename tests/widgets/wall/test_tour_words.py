"""Tours in words."""

from __future__ import annotations

import pytest

from widgets.wall.tour_draft import Fault, TimesDraft, Wrong
from widgets.wall.tour_words import day_name, days_line, fault, times_line


@pytest.mark.parametrize("wrong", list(Wrong))
def test_everything_that_may_be_wrong_is_one_sentence(wrong: Wrong) -> None:
    sentence = fault(Fault(wrong, 1, 9))
    assert sentence[0].isupper()
    assert "{" not in sentence


def test_a_sentence_names_the_step_and_the_tile() -> None:
    assert fault(Fault(Wrong.STEP_DWELL, 2)).startswith("Step 3: 3 s")
    assert fault(Fault(Wrong.NO_SUCH_TILE, 0, 17)) == "The wall has no tile 17"


def test_days_are_written_as_people_say_them() -> None:
    lines = [days_line(days) for days in ((1, 2, 3, 4, 5), (6, 7), (7, 1), (1, 2, 3, 4, 5, 6, 7), ())]
    assert lines == ["Mon-Fri", "Sat, Sun", "Mon, Sun", "daily", ""]
    assert day_name(3) == "Wed"


def test_a_schedule_is_a_line() -> None:
    times = TimesDraft(wall="w", days=(1,), since="08:00", until="09:00", tiles="1-4")
    assert times_line(times, wall="1  Hall", with_tiles=True) == "1  Hall   Mon   08:00-09:00   tiles 1-4"
    assert times_line(times, wall="1  Hall", with_tiles=False) == "1  Hall   Mon   08:00-09:00"
