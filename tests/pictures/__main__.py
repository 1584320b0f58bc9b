"""``python -m tests.pictures LANGUAGE FOLDER``: takes all pictures and prints, as JSON, the words in each."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from console import translations
from console.virtual_screen import virtual_screen
from tests.pictures.matters import NOW
from widgets import theme
from widgets.map.engine import FLAGS_VARIABLE, prepare_web_engine


async def _work(language: str, folder: Path) -> dict[str, list[str]]:
    # Imported after QtWebEngine has been prepared, as the map's view has to be.
    from tests.pictures.scenes import take_all
    from tests.pictures.studio import open_studio

    with tempfile.TemporaryDirectory() as data:
        async with open_studio(language=language, data=Path(data), folder=folder) as studio:
            await take_all(studio)
    return studio.said


def main(language: str, folder: Path) -> None:
    """Take the pictures on a screen of their own, at the district's time."""
    folder.mkdir(parents=True, exist_ok=True)
    with virtual_screen() as screen:
        os.environ |= screen.environment | {"TZ": "Asia/Shanghai", "HOME": tempfile.gettempdir()}
        time.tzset()
        # Everybody in this process lives at the district's time, so that pictures are alike whenever taken.
        real, ahead = time.time, NOW - time.time()
        time.time = lambda: real() + ahead
        # What the browser itself says, such as on the button that chooses a photo.
        os.environ[FLAGS_VARIABLE] = f"--lang={language.replace('_', '-')}"
        prepare_web_engine()
        application = QApplication(["pictures"])
        application.setQuitOnLastWindowClosed(False)
        translations.install(application, language)
        theme.apply(application)
        with QEventLoop(application) as loop:
            asyncio.set_event_loop(loop)
            said = loop.run_until_complete(_work(language, folder))
        sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
