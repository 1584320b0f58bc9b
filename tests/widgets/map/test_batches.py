from __future__ import annotations

from typing import Any

import msgspec
import pytest

from backend_client.changes import Changes
from backend_client.protocol.entities import IncidentState
from tests.widgets.map.scene import MIDDLE, Scene, camera, device, incident, unit
from widgets.map.batches import PROMPT_S, ROUTINE_S, ROWS_AT_FIRST, ROWS_PER_BATCH, SOON_S, Batches


@pytest.fixture
def batches(scene: Scene) -> Batches:
    """Batches of a page that has been told of the district."""
    made = Batches(picture=scene.picture)
    made.start_over()
    while made.waiting:
        made.take()
    return made


def every(batches: Batches) -> list[dict[str, Any]]:
    taken: list[dict[str, Any]] = []
    while batches.waiting:
        taken.append(batches.take())
    return taken


def test_a_new_page_is_told_everything(scene: Scene) -> None:
    scene.put("incident", "i", incident())
    batches = Batches(picture=scene.picture)
    assert not batches.waiting
    batches.start_over()
    batch: dict[str, Any] = batches.take()
    assert {row[0] for row in batch["put"]["grid"]} == {"grid-00", "grid-01", "grid-10", "grid-11"}
    assert [row[0] for row in batch["put"]["incident"]] == ["i"]
    assert not batches.waiting


def test_only_news_is_told(scene: Scene, batches: Batches) -> None:
    batches.note(scene.put("incident", "i", incident()))
    assert batches.take() == {"put": {"incident": [("i", *MIDDLE, 1, 0, 0)]}}
    batches.note(Changes(dirty={"incident": frozenset({"i"})}))
    assert batches.take() == {}
    assert not batches.waiting


def test_the_latest_wins(scene: Scene, batches: Batches) -> None:
    for severity in (4, 3, 2):
        batches.note(scene.put("incident", "i", incident(severity=severity)))
    assert batches.take() == {"put": {"incident": [("i", *MIDDLE, 2, 0, 0)]}}


def test_what_has_gone_is_dropped_once(scene: Scene, batches: Batches) -> None:
    batches.note(scene.put("incident", "i", incident()))
    batches.take()
    batches.note(scene.put("incident", "i", incident(state=IncidentState.CLOSED)))
    assert batches.take() == {"drop": {"incident": ["i"]}}
    batches.note(scene.delete("incident", "i"))
    assert batches.take() == {}


def test_what_came_and_went_between_two_batches_is_never_told(scene: Scene, batches: Batches) -> None:
    batches.note(scene.put("incident", "i", incident()))
    batches.note(scene.delete("incident", "i"))
    assert batches.take() == {}


def test_open_incidents_without_a_position_are_counted(scene: Scene, batches: Batches) -> None:
    batches.note(scene.put("incident", "i", incident(None)))
    assert batches.take() == {"unplaced": 1}
    batches.note(scene.put("incident", "i", incident(None, state=IncidentState.HANDLING)))
    assert batches.take() == {}
    batches.note(scene.put("incident", "i", incident()))
    assert batches.take() == {"put": {"incident": [("i", *MIDDLE, 1, 0, 0)]}, "unplaced": 0}


def test_a_batch_is_bounded_and_the_rest_follows(scene: Scene, batches: Batches) -> None:
    ids = [f"u{n}" for n in range(2 * ROWS_PER_BATCH + 5)]
    for id_ in ids:
        batches.note(scene.put("unit", id_, unit(MIDDLE)))
    assert batches.pause == PROMPT_S
    taken = every(batches)
    assert [len(batch["put"]["unit"]) for batch in taken] == [ROWS_PER_BATCH, ROWS_PER_BATCH, 5]
    assert {row[0] for batch in taken for row in batch["put"]["unit"]} == set(ids)


def test_a_page_is_filled_with_larger_batches(scene: Scene) -> None:
    for number in range(ROWS_AT_FIRST + ROWS_PER_BATCH):
        scene.put("camera", f"c{number}", camera(MIDDLE))
    batches = Batches(picture=scene.picture)
    batches.start_over()
    sizes = [sum(map(len, batch["put"].values())) for batch in every(batches)]
    assert sizes[0] == ROWS_AT_FIRST
    assert sum(sizes) == ROWS_AT_FIRST + ROWS_PER_BATCH + 4


def test_nobody_waits_for_ever_in_a_storm(scene: Scene, batches: Batches) -> None:
    ids = [f"i{n}" for n in range(5 * ROWS_PER_BATCH)]
    for id_ in ids:
        batches.note(scene.put("incident", id_, incident(severity=4)))
    every(batches)
    told: set[str] = set()
    batches.note(scene.put("unit", "u", unit(MIDDLE)))
    for round_ in range(2, 14):
        # Everything changes again before each batch.
        for id_ in ids:
            batches.note(scene.put("incident", id_, incident((120.2 + round_ / 1000, 30.3))))
        batch: dict[str, Any] = batches.take()
        told |= {row[0] for rows in batch["put"].values() for row in rows}
    assert told == {*ids, "u"}


def test_a_new_incident_passes_those_that_wait(scene: Scene, batches: Batches) -> None:
    for number in range(3 * ROWS_PER_BATCH):
        batches.note(scene.put("unit", f"u{number}", unit(MIDDLE)))
    batches.take()
    batches.note(scene.put("incident", "new", incident()))
    assert batches.pause == PROMPT_S
    batch: dict[str, Any] = batches.take()
    assert batch["put"]["incident"][0][0] == "new"


def test_what_waits_sets_the_pace(scene: Scene, batches: Batches) -> None:
    batches.note(scene.put("incident", "i", incident()))
    batches.note(scene.put("unit", "u", unit(MIDDLE)))
    assert batches.pause == PROMPT_S
    every(batches)
    batches.note(scene.put("unit", "u", unit((120.2, 30.3))))
    assert batches.pause == ROUTINE_S
    batches.note(scene.put("incident", "i", incident(severity=3)))
    assert batches.pause == SOON_S


def test_a_device_shows_on_its_camera(scene: Scene, batches: Batches) -> None:
    batches.note(scene.put("camera", "c", camera(MIDDLE)))
    assert batches.take() == {"put": {"camera": [("c", *MIDDLE, 90, 90, 2, "示范路口")]}}
    batches.note(scene.put("device", "c", device(online=False)))
    assert batches.take() == {"put": {"camera": [("c", *MIDDLE, 90, 90, 0, "示范路口")]}}


def test_a_street_that_is_renamed_renames_its_grids(scene: Scene, batches: Batches) -> None:
    org = scene.picture.entries("org")["street-0"].data
    batches.note(scene.put("org", "street-0", msgspec.structs.replace(org, name="新名街道")))
    batch: dict[str, Any] = batches.take()
    named = {row[0]: row[4] for row in batch["put"]["grid"]}
    assert named == {"grid-00": "新名街道", "grid-01": "新名街道"}


def test_a_reset_tells_of_what_is_new_and_what_has_gone(scene: Scene, batches: Batches) -> None:
    batches.note(scene.put("incident", "old", incident()))
    batches.note(scene.put("incident", "nowhere", incident(None)))
    every(batches)
    scene.delete("incident", "old")
    scene.delete("incident", "nowhere")
    scene.put("incident", "new", incident())
    batches.note(Changes(reset=frozenset({"incident", "wall"})))
    batch: dict[str, Any] = batches.take()
    assert [row[0] for row in batch["put"]["incident"]] == ["new"]
    assert batch["drop"] == {"incident": ["old"]}
    assert batch["unplaced"] == 0


def test_entities_the_map_does_not_draw_are_passed_over(scene: Scene, batches: Batches) -> None:
    batches.note(Changes(dirty={"wall": frozenset({"w"})}))
    assert not batches.waiting
