"""Whether evidence is as it was signed: every byte of its files, its manifest and its signature."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from platform_backend.evidence.manifest import FORMAT, MANIFEST, PUBLIC_KEY, SIGNATURE, Manifest, digest
from platform_backend.evidence.signing import fingerprint, is_genuine, read_public


@dataclass(frozen=True, slots=True)
class Verdict:
    """One sentence, and whether everything is right."""

    good: bool
    sentence: str


def verify(folder: Path, *, key: bytes | None = None) -> Verdict:
    """Check a folder with evidence. `key` is the public key of the platform that it is said to come from.

    Without it the one that lies in the folder is taken, and its fingerprint is told: that shows that nothing
    was changed since it was signed, and leaves to the reader whose key it is.
    """
    try:
        signed = (folder / MANIFEST).read_bytes()
        signature = (folder / SIGNATURE).read_bytes()
        public = read_public((folder / PUBLIC_KEY).read_bytes() if key is None else key)
    except FileNotFoundError as error:
        return Verdict(False, f"Not verified: {Path(error.filename).name} is missing.")
    except (OSError, ValueError) as error:
        return Verdict(False, f"Not verified: the public key cannot be read ({error}).")
    if not is_genuine(public, signed, signature):
        return Verdict(
            False, f"Not genuine: {MANIFEST} or {SIGNATURE} was changed, or another key signed it."
        )
    try:
        manifest = msgspec.json.decode(signed, type=Manifest)
    except msgspec.MsgspecError as error:
        return Verdict(False, f"Not verified: {MANIFEST} is not in a form known here ({error}).")
    if manifest.format != FORMAT:
        return Verdict(False, f"Not verified: {MANIFEST} is in the form {manifest.format!r}.")
    problem = _files(folder, manifest)
    if problem:
        return Verdict(False, f"Not genuine: {problem}")
    mark = fingerprint(public)
    whose = "the given key" if key is not None else f"the key {mark}, whose owner you have to know"
    what = f"{manifest.camera.name} ({manifest.camera.device_id}), {manifest.asked.since}"
    return Verdict(
        True, f"Genuine: {what}, case {manifest.case_number}, unchanged since it was signed with {whose}."
    )


def _files(folder: Path, manifest: Manifest) -> str:
    """What is wrong with the files, in a sentence; empty when nothing is."""
    for file in manifest.files:
        if Path(file.name).name != file.name:
            return f"the manifest names a file elsewhere, {file.name!r}."
        try:
            size, found = (folder / file.name).stat().st_size, digest(folder / file.name)
        except OSError as error:
            return f"{file.name} cannot be read ({error.strerror})."
        if (size, found) != (file.bytes, file.sha256):
            return f"{file.name} was changed since it was signed."
    return ""
