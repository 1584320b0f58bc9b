"""A still is a file only with a reason, in the audit trail, and with a mark."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage

from backend_client.protocol.commands import Args, ReportExport
from backend_client.protocol.errors import Error, ErrorCode
from backend_client.protocol.messages import Result, Scope, User
from backend_client.tasks import TaskSet
from console.situation import Situation
from console.video.messages import StillTaken
from console.video.tile_services import NotTaken
from console.wall.stills import StillKeeper
from tests.console.desk import street
from tests.waiting import until
from widgets.dispatch.form_dialog import Form, FormAnswer
from widgets.dispatch.form_fields import LineField


class Around:
    """Takes red pictures, answers forms, and notes what is sent."""

    def __init__(self, folder: Path) -> None:
        self.fails = False
        self.asked: list[Form] = []
        self.reasons: list[str] = []
        self.sent: list[Args | None] = []
        self.error: Error | None = None
        self.told: list[str] = []
        self.tasks = TaskSet()
        self.situation = Situation(picture=street().picture)
        self.sit("li")
        self.keeper = StillKeeper(
            taker=self,
            requests=self,
            dialogs=self,  # type: ignore[arg-type]
            situation=self.situation,
            tasks=self.tasks,
            folder=folder,
            now=lambda: 0.0,
        )
        self.keeper.told.connect(self.told.append)

    def sit(self, id_: str) -> None:
        self.situation.set_user(User(id=id_, name="李", roles=("dispatcher",), scope=Scope()))

    async def still(self, tile_key: str, path: Path) -> StillTaken:
        if self.fails:
            raise NotTaken("no_stream")
        image = QImage(320, 180, QImage.Format.Format_RGB32)
        image.fill(QColor("red"))
        assert image.save(str(path))
        return StillTaken(request=1, path=str(path), width=1, height=1, size=1, sha256="", taken_at=0.0)

    def ask(self, form: Form, then: Any) -> None:
        self.asked.append(form)
        if self.reasons:
            then(FormAnswer("", {"reason": self.reasons.pop(0)}))

    async def send(self, name: str, *, args: Args | None = None, not_after_s: float | None = None) -> Result:
        assert (name, not_after_s) == ("report.export", 15.0)
        self.sent.append(args)
        return Result(cmd_id="c", ok=self.error is None, error=self.error)

    def offered(self) -> str:
        (field,) = self.asked[-1].fields
        assert isinstance(field, LineField)
        assert field.required
        return field.text


@pytest.fixture
def around(qapp: object, tmp_path: Path) -> Around:
    return Around(tmp_path / "stills")


async def test_the_reason_stands_in_the_trail_before_there_is_a_file(around: Around, tmp_path: Path) -> None:
    around.reasons.append("走失老人")
    await around.keeper.keep("wall-1", camera="c/1", name="北门")
    await until(lambda: around.told)
    (path,) = (tmp_path / "stills").iterdir()
    assert around.told == [f"Still kept: {path}"]
    assert path.name.startswith("c_1-1970")
    export = ReportExport(what="still", format="png", rows=1, reason="走失老人", camera="c/1")
    assert around.sent == [export]
    picture = QImage(str(path))
    pixels = {picture.pixel(x, y) for x in range(0, 320, 3) for y in range(0, 180, 3)}
    assert len(pixels) > 10


async def test_the_last_reason_is_offered_to_the_same_person_only(around: Around) -> None:
    around.reasons.append("走失老人")
    await around.keeper.keep("wall-1", camera="c1", name="北门")
    assert around.offered() == ""
    await around.keeper.keep("wall-1", camera="c1", name="北门")
    assert around.offered() == "走失老人"
    around.sit("wang")
    await around.keeper.keep("wall-1", camera="c1", name="北门")
    assert around.offered() == ""
    await around.tasks.close()


async def test_what_cannot_be_put_down_does_not_leave(around: Around, tmp_path: Path) -> None:
    around.error = Error(code=ErrorCode.FORBIDDEN, message="no", cause="role")
    around.reasons.append("x")
    await around.keeper.keep("wall-1", camera="c1", name="北门")
    await until(lambda: around.told)
    assert around.told[0].startswith("No still was kept: ")
    assert not (tmp_path / "stills").exists()


async def test_without_a_picture_nothing_is_asked(around: Around) -> None:
    around.fails = True
    await around.keeper.keep("wall-1", camera="c1", name="北门")
    assert around.told == ["No still was kept: there is no picture"]
    assert around.asked == []
