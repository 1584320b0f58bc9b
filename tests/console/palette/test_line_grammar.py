"""Lines and their pieces."""

from __future__ import annotations

import pytest

from console.palette.line_grammar import COMMANDS, Parsed, Part, Word, parse


def name(act: str) -> str:
    """Three acts have Chinese names here."""
    names = {"incident.assign": "派单", "incident.report_up": "上报", "wall.put": "上墙"}
    return names.get(act, act)


def parsed(line: str) -> Parsed:
    found = parse(line, name=name)
    assert found is not None
    return found


def pieces(line: str) -> list[tuple[str, str]]:
    return [(part.name, word.text) for part, word in parsed(line).pieces]


def test_each_letter_is_one_act() -> None:
    letters = [each.letter for each in COMMANDS]
    assert len(set(letters)) == len(letters) == len({each.act for each in COMMANDS})


@pytest.mark.parametrize("line", ["", "  ", "a", "17", "17 z3", "ab 17", "示范 17", "上 17", "inc 17"])
def test_what_does_not_begin_as_a_line_is_searched(line: str) -> None:
    assert parse(line, name=name) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a ", [("INCIDENT", "")]),
        ("a 17", [("INCIDENT", "17"), ("WHO", "")]),
        ("a 17 z3 z5", [("INCIDENT", "17"), ("WHO", "z3"), ("WHO", "z5"), ("WHO", "")]),
        ("a 17 z3 :带 梯子 ", [("INCIDENT", "17"), ("WHO", "z3"), ("TEXT", "带 梯子")]),
        ("a 17 z3 ：带梯子", [("INCIDENT", "17"), ("WHO", "z3"), ("TEXT", "带梯子")]),
        ("c 17", [("INCIDENT", "17")]),
        ("c 17 now", [("INCIDENT", "17"), ("SURPLUS", "now")]),
        ("f 17", [("INCIDENT", "17"), ("TEXT", "")]),
        ("f 17  valve closed ", [("INCIDENT", "17"), ("TEXT", "valve closed")]),
        ("v 17 + all dry", [("INCIDENT", "17"), ("OUTCOME", "+"), ("TEXT", "all dry")]),
        ("v 17", [("INCIDENT", "17"), ("OUTCOME", "")]),
        ("t 17 kx their area", [("INCIDENT", "17"), ("ORG", "kx"), ("TEXT", "their area")]),
        ("g 17", [("INCIDENT", "17"), ("TASK", "")]),
        ("h 17", [("INCIDENT", "17"), ("MOMENT", "")]),
        ("h 17 +2h 等 材料", [("INCIDENT", "17"), ("MOMENT", "+2h"), ("TEXT", "等 材料")]),
        ("h 17 11-25  09:00 x", [("INCIDENT", "17"), ("MOMENT", "11-25  09:00"), ("TEXT", "x")]),
        ("h 17 明天 9点 x", [("INCIDENT", "17"), ("MOMENT", "明天 9点"), ("TEXT", "x")]),
        ("h 17 11-25 x", [("INCIDENT", "17"), ("MOMENT", "11-25"), ("TEXT", "x")]),
        ("h 17 17:30 3 houses", [("INCIDENT", "17"), ("MOMENT", "17:30"), ("TEXT", "3 houses")]),
        ("l 17 +7d cgj x", [("INCIDENT", "17"), ("MOMENT", "+7d"), ("OWNER", "cgj"), ("TEXT", "x")]),
    ],
)
def test_the_pieces_of_a_line(line: str, expected: list[tuple[str, str]]) -> None:
    assert pieces(line) == expected


@pytest.mark.parametrize("line", ["A 17", "ａ\u300017", "派单 17", "派 17", " a 17"])
def test_a_command_is_known_by_its_letter_of_any_width_or_by_its_name(line: str) -> None:
    assert parsed(line).command.act == "incident.assign"
    assert pieces(line)[0] == ("INCIDENT", "17")


def test_words_are_compared_small_and_of_half_width() -> None:
    assert Word("Ｚ３！", 0, 3).plain == "z3!"


def test_the_word_at_the_cursor() -> None:
    line = parsed("a 17 z3")
    assert [line.at(cursor) and line.at(cursor)[0] for cursor in (0, 2, 4, 5, 7)] == [  # type: ignore[index]
        None,
        Part.INCIDENT,
        Part.INCIDENT,
        Part.WHO,
        Part.WHO,
    ]
    behind = parsed("a 17 z3 ").at(8)
    assert behind == (Part.WHO, Word("", 8, 8))


def test_a_word_is_replaced_or_added() -> None:
    line = parsed("a 17 z3 :now")
    assert line.with_word(line.words(Part.WHO)[0], "z31") == "a 17 z31 :now"
    line = parsed("a 17")
    assert line.with_word(line.place(Part.INCIDENT), "5-17") == "a 5-17 "
    assert line.with_word(line.place(Part.WHO), "z3") == "a 17 z3 "
    assert line.word(Part.WHO) is None
