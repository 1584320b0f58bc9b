"""CAP 1.2 documents for the tests, made of their parts."""

from __future__ import annotations

from platform_backend.intake.cap import NAMESPACE

SENT = "2026-03-02T04:20:00+08:00"
AREA = "<area><areaDesc>示范街道</areaDesc><circle>30.25,120.20 0.5</circle></area>"


def cap(
    *,
    identifier: str = "a-1",
    sender: str = "weather@example.org",
    sent: str = SENT,
    status: str = "Actual",
    kind: str = "Alert",
    references: str = "",
    info: str | None = None,
    more: str = "",
) -> bytes:
    """A document; `info` is the inside of its only info block, None for one that is as it should be."""
    refers = f"<references>{references}</references>" if references else ""
    block = f"<info>{block_of() if info is None else info}</info>" if kind in ("Alert", "Update") else ""
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?><alert xmlns="{NAMESPACE}">'
        f"<identifier>{identifier}</identifier><sender>{sender}</sender><sent>{sent}</sent><status>{status}</status><msgType>{kind}</msgType>"
        f"<scope>Public</scope>{refers}{more}{block}</alert>"
    )
    return text.encode()


def block_of(
    *,
    urgency: str = "Immediate",
    severity: str = "Severe",
    certainty: str = "Observed",
    headline: str = "暴雨橙色预警",
    area: str = AREA,
    more: str = "",
) -> str:
    """The inside of an info block."""
    return (
        f"<language>zh-CN</language><category>Met</category><event>暴雨</event><urgency>{urgency}</urgency>"
        f"<severity>{severity}</severity><certainty>{certainty}</certainty>{more}"
        f"<senderName>示范气象台</senderName><headline>{headline}</headline>{area}"
    )
