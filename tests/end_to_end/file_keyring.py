"""A keyring that outlasts processes, for tests: its file is named by the environment."""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError

#: The name of the variable with the file's path.
VARIABLE = "CONSOLE_TEST_KEYRING"


class FileKeyring(KeyringBackend):
    """Secrets in a JSON file: nothing for real ones."""

    priority = 5

    def get_password(self, service: str, username: str) -> str | None:
        return self._read().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self._write(self._read() | {f"{service}/{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        held = self._read()
        if held.pop(f"{service}/{username}", None) is None:
            raise PasswordDeleteError(username)
        self._write(held)

    def _read(self) -> dict[str, str]:
        path = Path(os.environ[VARIABLE])
        held: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
        return held

    def _write(self, held: dict[str, str]) -> None:
        path = Path(os.environ[VARIABLE])
        half = path.with_suffix(".half")
        half.write_text(json.dumps(held))
        half.replace(path)
