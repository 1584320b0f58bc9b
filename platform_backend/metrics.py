"""Figures for Prometheus: counted in a `Tally`, or looked up at the moment of a scrape, never in between."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from platform_backend.recordings.orders import Report
from platform_backend.tally import BOUNDS_S, Durations, Tally

_LABELS = ("name", "outcome")
_UPPER = (*(str(bound) for bound in BOUNDS_S), "+Inf")


@dataclass(frozen=True, slots=True)
class Moment:
    """What is so at the moment of a scrape.

    `consoles` counts connections by encoding, `backlogs` is what waits for each in bytes, `waiting` the
    jobs before the committer, `kept` the events on disk
    by topic, `sign_ins` counts by result. `certificate_until` is in seconds
    since the epoch, None without TLS. `recorder` is None while none runs.
    """

    consoles: Mapping[str, int]
    backlogs: Sequence[int]
    waiting: int
    kept: Mapping[str, int]
    database_bytes: int
    sign_ins: Mapping[str, int]
    certificate_until: float | None = None
    recorder: Report | None = None


class Metrics(Collector):
    """The platform's own registry: nothing of another library's gets in."""

    def __init__(self, *, tally: Tally, look: Callable[[], Moment]) -> None:
        self._tally = tally
        self._look = look
        self._registry = CollectorRegistry()
        self._registry.register(self)
        # Memory, processor time, open files; nothing where there is no /proc.
        ProcessCollector(registry=self._registry)

    def text(self, accept: str) -> tuple[bytes, str]:
        """All figures in the form that an ``Accept`` header asks for, and its content type."""
        encode, content_type = choose_encoder(accept)
        return encode(self._registry), content_type

    def describe(self) -> Iterable[Metric]:
        """Nothing beforehand: asking would mean a scrape."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """Every figure of the platform."""
        tally, now = self._tally, self._look()
        yield _gauge("ccc_consoles", "Consoles that are signed in.", now.consoles, "encoding")
        yield _counter("ccc_events", "Events published.", tally.events, "topic")
        yield CounterMetricFamily("ccc_frames_sent", "Frames sent to consoles.", value=tally.frames)
        yield _histogram(
            "ccc_command_seconds", "Commands from arrival to result.", _LABELS, tally.commands.items()
        )
        yield CounterMetricFamily(
            "ccc_version_conflicts",
            "Commands refused because somebody else was first.",
            value=sum(
                sum(each.classes)
                for (_, outcome), each in tally.commands.items()
                if outcome == "version_conflict"
            ),
        )
        yield _counter("ccc_resyncs", "Topics sent anew as a whole to a console.", tally.resyncs, "reason")
        yield _counter("ccc_ptz_commands", "Commands to the motors of cameras.", tally.ptz, "kind")
        yield _counter("ccc_closes", "Connections closed.", tally.closes, "code")
        yield _counter("ccc_sign_ins", "Sign-ins.", now.sign_ins, "result")
        yield GaugeMetricFamily(
            "ccc_backlog_bytes", "Bytes that wait for all consoles.", value=sum(now.backlogs)
        )
        yield GaugeMetricFamily(
            "ccc_backlog_max_bytes",
            "Bytes that wait for the slowest console.",
            value=max(now.backlogs, default=0),
        )
        yield GaugeMetricFamily("ccc_commit_queue", "Jobs before the committer.", value=now.waiting)
        yield _histogram("ccc_commit_seconds", "Transactions.", (), [((), tally.commits)])
        yield CounterMetricFamily(
            "ccc_disk_failures", "Transactions that could not be written.", value=tally.disk_failures
        )
        yield _gauge("ccc_event_log_events", "Events kept for resuming.", now.kept, "topic")
        yield GaugeMetricFamily("ccc_database_bytes", "Size of the database file.", value=now.database_bytes)
        if now.recorder is not None:
            yield from _of_recorder(now.recorder)
        if now.certificate_until is not None:
            yield GaugeMetricFamily(
                "ccc_certificate_until_seconds",
                "When the certificate stops holding, since the epoch.",
                value=now.certificate_until,
            )


def _of_recorder(report: Report) -> Iterator[Metric]:
    yield GaugeMetricFamily("ccc_recorded_cameras", "Cameras being recorded.", value=report.recording)
    yield GaugeMetricFamily("ccc_recording_wanted", "Cameras to be recorded.", value=report.wanted)
    yield GaugeMetricFamily("ccc_recordings_bytes", "What recordings take on disk.", value=report.bytes)
    yield CounterMetricFamily("ccc_recorded_bytes", "Bytes recorded.", value=report.written)
    yield CounterMetricFamily("ccc_recordings_removed", "Recorded pieces that went.", value=report.removed)
    yield GaugeMetricFamily(
        "ccc_recorder_stopped", "1 while nothing can be written.", value=float(bool(report.full))
    )
    if report.oldest is not None:
        yield GaugeMetricFamily(
            "ccc_recordings_since_seconds",
            "Start of the oldest recording, since the epoch.",
            value=report.oldest,
        )


def ensure_metrics_token(path: Path) -> str:
    """The token that a scraper shows, made (mode 0600) when the file is not there. Raises OSError."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii", errors="replace").strip()
    token = secrets.token_urlsafe(32)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{token}\n")
    return token


def _gauge(name: str, text: str, values: Mapping[str, int], label: str) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, text, labels=(label,))
    for key, value in sorted(values.items()):
        family.add_metric((key,), value)
    return family


def _counter(name: str, text: str, values: Mapping[str, int], label: str) -> CounterMetricFamily:
    family = CounterMetricFamily(name, text, labels=(label,))
    for key, value in sorted(values.items()):
        family.add_metric((key,), value)
    return family


def _histogram(
    name: str, text: str, labels: Sequence[str], values: Iterable[tuple[Sequence[str], Durations]]
) -> HistogramMetricFamily:
    family = HistogramMetricFamily(name, text, labels=labels)
    for key, durations in sorted(values, key=lambda pair: tuple(pair[0])):
        count = 0
        buckets: list[tuple[str, float]] = []
        for upper, more in zip(_UPPER, durations.classes, strict=True):
            count += more
            buckets.append((upper, count))
        family.add_metric(key, buckets, durations.total_s)
    return family
