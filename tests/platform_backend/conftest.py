"""A small district, made once, and platforms on real sockets that start from a copy of it."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from msgspec.structs import replace

from backend_client.protocol.messages import Scope, User
from platform_backend.access.accounts import ADMIN
from platform_backend.access.tokens import TokenSigner
from platform_backend.audit.anchors import AnchorFile
from platform_backend.audit.trail import AuditTrail
from platform_backend.data_folder import DataFolder
from platform_backend.district_data import prepare
from platform_backend.districts.spec import DistrictSpec, load_spec
from platform_backend.feed.connection import Timing
from platform_backend.limits.book import LimitsBook, install
from platform_backend.server import Platform
from platform_backend.site_keeper import SiteKeeper
from platform_backend.store.retention import Retention
from platform_backend.store.store import Store
from platform_backend.web.http_api import build_app
from platform_backend.web.serving import Server, bind
from tests.platform_backend import consoles
from tests.platform_backend.consoles import TestConsole, console

#: Short enough for tests, long enough not to fire by accident.
QUICK = Timing(watch_s=0.05, bookmark_s=0.1, close_within_s=0.3)


#: Limits that set no clock: what is seeded must not come due by rule in the middle of a test.
NO_LIMITS = """
format = "limits/1"
[calendar]
zone = "Asia/Shanghai"
[calendar.hours]
monday = ["08:30-17:30"]
"""


@dataclass(frozen=True)
class Running:
    """A platform that serves on a real port."""

    platform: Platform
    http: str
    feed: str

    async def token(self, user: User = ADMIN) -> str:
        """A bearer token of `user`, whose account is made when there is none."""
        password = "correct horse"
        await self.platform.accounts.add(user, password)
        return (await self.platform.accounts.login(user.id, password)).text

    @asynccontextmanager
    async def console(self, user: User = ADMIN, *, instance: str = "i1") -> AsyncIterator[TestConsole]:
        """A console that has signed in."""
        token = await self.token(user)
        async with console(self.feed) as one:
            await one.auth(token, instance=instance)
            yield one


StartPlatform = Callable[..., AbstractAsyncContextManager[Running]]


@asynccontextmanager
async def serve(
    data: Path,
    spec: DistrictSpec,
    *,
    timing: Timing = QUICK,
    retention: Retention | None = None,
    second_factor: bool = False,
    now: Callable[[], float] = time.time,
    limits: LimitsBook | None = None,
    port: int = 0,
    **options: Any,
) -> AsyncIterator[Running]:
    """A platform on the data folder, on a free port unless one is named; `options` are its own."""
    with closing(DataFolder(data)) as folder:
        store = Store(folder.database)
        signer = TokenSigner(folder.key())
        platform = Platform(
            store=store,
            signer=signer,
            data=prepare(store, spec, seed=1, now=now()),
            cameras=SiteKeeper(cache=folder.camera_cache, key_file=folder.key_file, signer=signer),
            audit=AuditTrail(folder.audit_key()),
            anchors=AnchorFile(folder.anchors_file, folder.audit_key()),
            metrics_token=folder.metrics_token(),
            timing=timing,
            retention=retention,
            second_factor=second_factor,
            hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1),
            now=now,
            limits=limits or LimitsBook(folder.limits_file),
            **options,
        )
        await platform.start()
        listener = bind("127.0.0.1", port)
        server = Server(build_app(platform.desk()))
        authority = f"127.0.0.1:{listener.getsockname()[1]}"
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(server.serve(sockets=[listener]), name="serve")
                try:
                    yield Running(platform, f"http://{authority}", f"ws://{authority}/feed")
                finally:
                    server.stop()
        finally:
            await platform.stop()


def user(name: str, *roles: str, division: str | None = None) -> User:
    return User(id=name, name=name, roles=roles, scope=Scope(division=division))


@pytest.fixture(scope="session")
def small_spec() -> DistrictSpec:
    spec = load_spec("gulou")
    streets = tuple(replace(street, communities=2, grids=6) for street in spec.streets)
    return replace(spec, streets=streets, cameras=60, past_incidents=300, open_incidents=8)


@pytest.fixture(scope="session")
def seeded(small_spec: DistrictSpec, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the small district in it."""
    path = tmp_path_factory.mktemp("seeded")
    with closing(DataFolder(path)) as folder, closing(Store(folder.database)) as store:
        install(folder.limits_file, NO_LIMITS.encode())
        prepare(store, small_spec, seed=1, now=time.time(), limits=LimitsBook(folder.limits_file).current)
    return path


@pytest.fixture(scope="session")
def with_accounts(seeded: Path, small_spec: DistrictSpec, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after its first start, so that the accounts are there too."""
    path = Path(shutil.copytree(seeded, tmp_path_factory.mktemp("accounts") / "data"))

    async def first_start() -> None:
        async with serve(path, small_spec):
            pass

    asyncio.run(first_start())
    return path


@pytest.fixture
def data(with_accounts: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return Path(shutil.copytree(with_accounts, tmp_path / "data"))


@pytest.fixture
def start(data: Path, small_spec: DistrictSpec) -> StartPlatform:
    """Starts a platform on the data folder; may be used again after the first one has stopped."""

    def run(**options: Any) -> AbstractAsyncContextManager[Running]:
        return serve(data, small_spec, **options)

    return run


@pytest.fixture(params=["ccc.v1", "ccc.v1+msgpack"])
def both_encodings(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs a test twice: its consoles speak JSON, then MessagePack."""
    monkeypatch.setattr(consoles, "SPOKEN", request.param)


@pytest.fixture
async def running(start: StartPlatform) -> AsyncIterator[Running]:
    async with start() as one:
        yield one
