"""The files of an export onto this machine: pictures, manifest, signature, and the key to check them with."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

from backend_client.access import Access
from backend_client.documents import save_document
from backend_client.protocol.evidence import MEDIA_NAMES, EvidenceKind, EvidenceRecord
from backend_client.protocol.times import parse_time

#: Of a folder's name, in characters.
_LONGEST: Final = 60


def folder_name(id_: str, record: EvidenceRecord) -> str:
    """A name for the folder of an export: its case, its moment, the end of its id."""
    case = "".join(each if each.isalnum() or each in "-_〔〕" else "_" for each in record.case_number)
    moment = record.since.replace("-", "").replace(":", "")[:15]
    return f"{case[:_LONGEST]}-{moment}-{id_[-6:]}"


async def save_evidence(
    access: Access, id_: str, record: EvidenceRecord, *, under: Path, review: bool
) -> Path:
    """Fetch the files of an export that is ready into a folder of their own; that folder.

    With `review` the copy for looking at comes along. Raises DocumentRefused and OSError.
    """
    folder = under / folder_name(id_, record)
    await asyncio.to_thread(folder.mkdir, mode=0o700, parents=True, exist_ok=True)
    names = [MEDIA_NAMES[record.media_type], "manifest.json", "manifest.sig"]
    if review:
        names.append("review.mp4" if record.kind is EvidenceKind.CLIP else "review.jpg")
    for name in names:
        await save_document(access, f"/evidence/{id_}/{name}", folder / name)
    await save_document(access, "/evidence/key", folder / "evidence-key.pem")
    return folder


def newest_first(records: dict[str, EvidenceRecord]) -> list[tuple[str, EvidenceRecord]]:
    """Exports with their ids."""
    return sorted(records.items(), key=lambda each: parse_time(each[1].at), reverse=True)
