"""The topics of the feed and the entities each of them carries."""

from __future__ import annotations

from typing import Final

#: Never conflated, resumable.
LOG_TOPICS: Final = ("directory", "incidents", "alarms", "walls", "conferences", "duty")
#: Latest wins, at most 2 Hz an entity, never resumed.
STATE_TOPICS: Final = ("units", "devices", "counters")
TOPICS: Final = LOG_TOPICS + STATE_TOPICS

#: entity name -> its topic.
TOPIC_OF: Final = {
    "org": "directory",
    "seat": "directory",
    "grid": "directory",
    "camera": "directory",
    "department": "directory",
    "contact": "directory",
    "incident_type": "directory",
    "incident": "incidents",
    "alarm": "alarms",
    "alarm_shelf": "alarms",
    "wall": "walls",
    "scene": "walls",
    "tour": "walls",
    "patrol": "walls",
    "conference": "conferences",
    "duty_log_entry": "duty",
    "handover": "duty",
    "export_record": "duty",
    "recording_view": "duty",
    "recording_bookmark": "duty",
    "evidence_record": "duty",
    "unit": "units",
    "device": "devices",
    "counter": "counters",
}
