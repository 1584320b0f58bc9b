"""The directory outlives the platform's absence."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from backend_client.picture import Picture
from backend_client.protocol.duty import Contact
from backend_client.tasks import TaskSet
from console.duty import contact_book
from console.duty.contact_book import ContactBook
from tests.waiting import until
from tests.widgets.district import NOW, district

WANG = Contact(name="示范王", org="o")


async def test_what_was_known_is_read_from_a_cold_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contact_book, "_WRITE_AFTER_S", 0.0)
    path = tmp_path / "contacts.json"
    made, tasks = district(), TaskSet()
    book = ContactBook(picture=made.picture, path=path, tasks=tasks)
    assert not book
    book.on_changes(made.put("contact", "c1", WANG), now=NOW)
    assert book.as_of == ""
    await until(path.exists)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    cold = ContactBook(picture=Picture(), path=path, tasks=tasks)
    assert {id_: entry.data for id_, entry in cold.items()} == {"c1": WANG}
    assert cold.as_of.startswith("2026-03-02")
    await tasks.close()


@pytest.mark.parametrize(
    "content", [b"{half", b'{"format": "\xff"}', pytest.param(b'{"a":' * 100_000, id="deep")]
)
async def test_a_broken_or_unwritable_file_costs_nothing_but_a_line_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, content: bytes
) -> None:
    monkeypatch.setattr(contact_book, "_WRITE_AFTER_S", 0.0)
    path = tmp_path / "contacts.json"
    path.write_bytes(content)
    made, tasks = district(), TaskSet()
    book = ContactBook(picture=made.picture, path=path, tasks=tasks)
    assert not book
    assert "cannot be read" in caplog.text
    path.unlink()
    path.mkdir()
    book.on_changes(made.put("contact", "c1", WANG), now=NOW)
    await until(lambda: "could not be kept" in caplog.text)
    assert list(book) == ["c1"]
    await tasks.close()
