from __future__ import annotations

from pathlib import Path

from console.video.machine import Machine, kept_bytes, processor_times


def test_the_part_that_was_spent_lately_is_told() -> None:
    now = 0.0
    times = [(100.0, 1_000.0), (130.0, 1_040.0), (130.0, 1_080.0), (130.0, 1_080.0)]
    looks = iter(times)
    machine = Machine(times=lambda: next(looks), now=lambda: now)
    assert machine.busy() == 0.0
    told = []
    for moment in (0.1, 0.5, 0.6, 1.0, 1.5):
        now = moment
        told.append(machine.busy())
    assert told == [0.0, 0.75, 0.75, 0.0, 0.0]


def test_a_system_that_tells_nothing_is_not_busy(tmp_path: Path) -> None:
    assert processor_times(tmp_path / "stat") == (0.0, 0.0)


def test_idle_and_waiting_for_disks_are_not_busy(tmp_path: Path) -> None:
    stat = tmp_path / "stat"
    stat.write_text("cpu  10 20 30 400 50 1 2 3 99 0\ncpu0 1 2 3 4 5 6 7 8 9 0\n")
    assert processor_times(stat) == (66.0, 516.0)


def test_this_machine_tells() -> None:
    spent, there = processor_times()
    assert 0 <= spent <= there


def test_an_eighth_of_the_memory_is_for_what_is_kept(tmp_path: Path) -> None:
    meminfo = tmp_path / "meminfo"
    assert kept_bytes(meminfo) == 768_000_000, "where the system does not tell"
    meminfo.write_text("MemTotal:       16000000 kB\nMemFree:         1000000 kB\n")
    assert kept_bytes(meminfo) == 2_048_000_000
    assert kept_bytes() > 0
