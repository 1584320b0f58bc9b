from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from platform_backend.metrics import Metrics, Moment, ensure_metrics_token
from platform_backend.recordings.orders import Report
from platform_backend.tally import BOUNDS_S, Tally
from tests.platform_backend.conftest import Running, user
from tests.platform_backend.consoles import Frame
from tests.waiting import until

NEW: Frame = {"type_code": "0101", "severity": 1, "title": "积水", "source": "热线"}
NOTHING = Moment(consoles={}, backlogs=(), waiting=0, kept={}, database_bytes=0, sign_ins={})


def figures(text: str) -> dict[str, float]:
    """Every sample by its name and labels, such as ``ccc_closes_total{code=4413}``."""
    found: dict[str, float] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            labels = ",".join(f"{name}={value}" for name, value in sorted(sample.labels.items()))
            found[f"{sample.name}{{{labels}}}"] = sample.value
    return found


async def scrape(running: Running, token: str | None) -> httpx.Response:
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient() as client:
        return await client.get(f"{running.http}/metrics", headers=headers)


def test_durations_are_cumulative_classes() -> None:
    tally = Tally()
    for seconds in (0.0, BOUNDS_S[0], 0.02, 99.0):
        tally.command("incident.accept", "ok", seconds)
    tally.command("incident.accept", "version_conflict", 0.02)
    tally.commits.add(0.003)
    tally.closes["4413"] += 2
    said = figures(Metrics(tally=tally, look=lambda: NOTHING).text("")[0].decode())
    classes = [
        said[f"ccc_command_seconds_bucket{{le={upper},name=incident.accept,outcome=ok}}"]
        for upper in ("0.001", "0.01", "0.025", "10.0", "+Inf")
    ]
    assert classes == [2, 2, 3, 3, 4]
    assert said["ccc_command_seconds_count{name=incident.accept,outcome=ok}"] == 4
    assert said["ccc_command_seconds_sum{name=incident.accept,outcome=ok}"] == pytest.approx(99.021)
    assert said["ccc_version_conflicts_total{}"] == 1
    assert said["ccc_commit_seconds_count{}"] == 1
    assert said["ccc_closes_total{code=4413}"] == 2
    assert said["ccc_backlog_max_bytes{}"] == 0


def test_two_platforms_in_one_process_share_no_figure() -> None:
    first, second = Tally(), Tally()
    first.events["incidents"] += 1
    assert "ccc_events_total{topic=incidents}" in figures(
        Metrics(tally=first, look=lambda: NOTHING).text("")[0].decode()
    )
    assert "ccc_events_total{topic=incidents}" not in figures(
        Metrics(tally=second, look=lambda: NOTHING).text("")[0].decode()
    )


def test_the_scrapers_token_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "metrics.token"
    token = ensure_metrics_token(path)
    assert len(token) > 40
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert ensure_metrics_token(path) == token


async def test_figures_are_for_the_scraper_and_the_administrator(running: Running, data: Path) -> None:
    assert (await scrape(running, None)).status_code == 401
    assert (await scrape(running, "nonsense")).status_code == 401
    leader = user("lea", "leader", "audit_administrator")
    assert (await scrape(running, await running.token(leader))).status_code == 403
    assert (await scrape(running, await running.token())).status_code == 200
    answer = await scrape(running, (data / "metrics.token").read_text().strip())
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")


async def test_a_scrapers_token_opens_nothing_else(running: Running, data: Path) -> None:
    token = (data / "metrics.token").read_text().strip()
    async with httpx.AsyncClient(headers={"Authorization": f"Bearer {token}"}) as client:
        assert (await client.get(f"{running.http}/basemap.geojson")).status_code == 401


async def test_what_happens_is_counted(running: Running, data: Path) -> None:
    token = (data / "metrics.token").read_text().strip()

    async def now() -> dict[str, float]:
        return figures((await scrape(running, token)).text)

    before = await now()
    async with running.console() as one:
        await one.subscribe("incidents")
        await one.snapshot("incidents")
        created = await one.command("incident.create", **NEW)
        await one.event(created["data"]["id"])
        stale = {"expect_ver": 99}
        id_ = created["data"]["id"]
        cmd_id = "01890a5d-ac96-7b7c-b0b0-0123456789ab"
        await one.send(type="command", cmd_id=cmd_id, name="no.such", target=id_, args={})
        await one.of_type("result")
        await one.command_as(str(running.platform.epoch), "incident.accept", id_, {}, **stale)
        during = await now()
        assert during["ccc_consoles{encoding=json}"] == 1
        assert during["ccc_events_total{topic=incidents}"] == 1
        assert during["ccc_frames_sent_total{}"] > before["ccc_frames_sent_total{}"]
        assert during["ccc_command_seconds_count{name=incident.create,outcome=ok}"] == 1
        # Names come from clients: there is no end of them.
        assert not [name for name in during if "no.such" in name]
        assert during["ccc_commit_seconds_count{}"] > before["ccc_commit_seconds_count{}"]
        assert during["ccc_event_log_events{topic=incidents}"] >= 1
        assert during["ccc_database_bytes{}"] > 0
        assert during["process_resident_memory_bytes{}"] > 1e7
        await one.socket.close()
    await until(lambda: running.platform.connections.count == 0)
    after = await now()
    assert after.get("ccc_consoles{encoding=json}", 0) == 0
    assert after["ccc_frames_sent_total{}"] >= during["ccc_frames_sent_total{}"]


def test_the_recorder_has_figures_while_it_runs() -> None:
    report = Report(
        recording=3,
        wanted=4,
        pieces=9,
        bytes=1000,
        written=500,
        removed=2,
        oldest=1_800_000_000.0,
        full="Recording has stopped.",
        troubles={},
    )
    text, _ = Metrics(tally=Tally(), look=lambda: replace(NOTHING, recorder=report)).text("text/plain")
    found = figures(text.decode())
    assert (found["ccc_recorded_cameras{}"], found["ccc_recording_wanted{}"]) == (3, 4)
    assert (found["ccc_recorder_stopped{}"], found["ccc_recordings_bytes{}"]) == (1, 1000)
    assert found["ccc_recordings_since_seconds{}"] == 1_800_000_000.0
    text, _ = Metrics(tally=Tally(), look=lambda: NOTHING).text("text/plain")
    assert "ccc_recorder" not in text.decode()
