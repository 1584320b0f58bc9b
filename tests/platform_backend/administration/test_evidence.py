from __future__ import annotations

from pathlib import Path

import pytest

from platform_backend.administration.evidence import main
from platform_backend.evidence.signing import Signer, evidence_key
from tests.platform_backend.evidence.made import SIGNER, make_evidence
from tests.platform_backend.processes import run


def test_it_says_in_one_sentence_what_is_right_or_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_evidence(tmp_path)
    public = tmp_path / "platform.pem"
    public.write_bytes(SIGNER.public_pem)
    assert main(["verify", str(tmp_path), "--key", str(public)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Genuine: ")
    assert said.count("\n") == 1
    (tmp_path / "clip.ts").write_bytes(b"another")
    assert main(["verify", str(tmp_path)]) == 1
    assert capsys.readouterr().out == "Not genuine: clip.ts was changed since it was signed.\n"


def test_the_platforms_own_key_is_shown_and_used(tmp_path: Path) -> None:
    secret = evidence_key(tmp_path)
    make_evidence(tmp_path)
    told = run("evidence", "key", "--data", str(tmp_path))
    assert told.returncode == 0
    assert told.stdout.encode() == Signer(secret).public_pem
    assert told.stderr.strip() == Signer(secret).fingerprint
    # It was signed with another key.
    wrong = run("evidence", "verify", str(tmp_path), "--data", str(tmp_path))
    assert (wrong.returncode, wrong.stderr) == (1, "")
    assert wrong.stdout.startswith("Not genuine: ")


@pytest.mark.parametrize("arguments", [["key", "--data", "/no/such"], ["verify", ".", "--key", "/no/such"]])
def test_what_it_cannot_read_it_says(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith("The key cannot be read ")
