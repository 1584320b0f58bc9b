"""A platform that is lost, and a standby that was restored from its backup: real processes, over TLS."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from backend_client.access import Access
from backend_client.bearer import Bearer
from backend_client.feed import Feed
from backend_client.outbox import Outbox
from backend_client.picture import Picture
from backend_client.protocol.entities import Incident
from backend_client.protocol.incident_args import Words
from backend_client.protocol.messages import ClientInfo
from backend_client.requests import Requests
from backend_client.sign_in import Token
from backend_client.status import FeedState
from backend_client.tasks import TaskSet
from backend_client.tls import TlsFiles
from platform_backend.districts.spec import DistrictSpec
from tests.authorities import Authority
from tests.backend_client.test_feed import free_port
from tests.faults.district import settle
from tests.faults.platform_process import PlatformProcess
from tests.waiting import until

WITHIN_S = 30.0
INFO = ClientInfo(name="test", version="1", workstation="desk-1", instance="i1")


class Console:
    """A console of the site, with everything that it keeps."""

    def __init__(self, access: Access, outbox: Outbox) -> None:
        self.picture = Picture()
        self.states: list[FeedState] = []
        self.feed = Feed(
            access=access,
            client=INFO,
            picture=self.picture,
            on_changes=lambda _changes: None,
            on_status=lambda status: self.states.append(status.state),
        )
        self.requests = Requests(feed=self.feed, outbox=outbox, on_change=lambda: None)
        self.incidents = self.picture.of(Incident)

    async def live_at(self, address: str) -> None:
        await until(lambda: self._is_live_at(address), timeout=WITHIN_S)

    def _is_live_at(self, address: str) -> bool:
        status = self.feed.status
        return status.state is FeedState.LIVE and status.platform == address


@asynccontextmanager
async def console_at(access: Access, path: Path) -> AsyncIterator[Console]:
    outbox, tasks = Outbox(path=path), TaskSet()
    await outbox.open()
    console = Console(access, outbox)
    tasks.spawn(console.feed.run(), name="feed")
    try:
        yield console
    finally:
        await console.requests.close()
        await tasks.close()
        await outbox.close()


def administer(*arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "platform_backend", *arguments],
        check=True,
        capture_output=True,
        timeout=WITHIN_S,
    )


async def test_consoles_go_on_at_the_standby_with_everything_they_had_to_send(
    data: Path, small_spec: DistrictSpec, tmp_path: Path
) -> None:
    tokens = await settle(data, small_spec, ["zhang"])
    authority = Authority.made(tmp_path / "authority")
    certificate, key = authority.files()
    shown = ("--tls-cert", certificate, "--tls-key", key)
    first = PlatformProcess(data=data, more=shown)
    standby = PlatformProcess(data=tmp_path / "standby", more=shown)
    standby.port = free_port()
    await first.start()
    addresses = tuple(f"wss://127.0.0.1:{each.port}/feed" for each in (first, standby))
    token = Token(value=tokens["zhang"], obtained=time.monotonic(), lifetime_s=3600.0)
    tls = TlsFiles(ca=authority.ca).context()
    person = Bearer.of_person(token=token, at=addresses[0], tls=tls)
    access = Access(addresses=addresses, person=person, tls=tls)
    try:
        async with console_at(access, tmp_path / "outbox.sqlite") as console:
            await console.live_at(addresses[0])
            target = next(iter(console.incidents))
            note = Words(text="before")
            assert (await console.requests.send("incident.note", target=target, args=note)).ok
            await asyncio.to_thread(administer, "backup", "--data", str(data), str(tmp_path / "copy"))
            held = set(console.incidents)
            first.kill()
            await until(lambda: not console.feed.status.state.connected)
            given = TaskSet().spawn(
                console.requests.send("incident.note", target=target, args=Words(text="while away")),
                name="given",
            )
            assert set(console.incidents) == held
            shutil.copytree(data, tmp_path / "standby", ignore=lambda _folder, names: _but_keys(names))
            await asyncio.to_thread(
                administer, "restore", "--data", str(tmp_path / "standby"), str(tmp_path / "copy")
            )
            await standby.start()
            await console.live_at(addresses[1])
            assert access.http_base == f"https://127.0.0.1:{standby.port}"
            async with asyncio.timeout(WITHIN_S):
                assert (await given).ok
            await until(lambda: _notes(console, target) == ["before", "while away"])
            assert set(console.incidents) == held
            assert not console.feed.status.needs_sign_in
            assert FeedState.REFUSED not in console.states
            assert console.feed.status.counters.resyncs >= 1
    finally:
        first.kill()
        standby.kill()


def _but_keys(names: list[str]) -> list[str]:
    return [name for name in names if not name.endswith(".key")]


def _notes(console: Console, target: str) -> list[str]:
    steps = console.incidents[target].data.steps
    return [step.text for step in steps if step.text in ("before", "while away")]
