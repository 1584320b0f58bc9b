from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

import pytest

from platform_backend.district_data import prepare
from platform_backend.districts.spec import DistrictSpec, load_spec
from platform_backend.failures import CannotStart
from platform_backend.store.store import Store


def test_later_starts_read_what_the_first_one_made(data: Path, small_spec: DistrictSpec) -> None:
    loaded = []
    for _ in range(2):
        with closing(Store(data / "platform.sqlite3")) as store:
            loaded.append(prepare(store, small_spec, seed=99, now=time.time()))
    first, second = loaded
    assert first.epoch == second.epoch
    assert first.made_at == second.made_at
    assert first.seed == second.seed == 1
    assert first.units == second.units
    assert first.site.org_codes == second.site.org_codes
    assert set(first.devices) == set(first.camera_codes)


def test_positions_lie_in_grids(data: Path, small_spec: DistrictSpec) -> None:
    with closing(Store(data / "platform.sqlite3")) as store:
        site = prepare(store, small_spec, seed=1, now=time.time()).site
    assert site.locate((0.0, 0.0)) is None
    assert site.org_codes[site.district_org] == small_spec.code
    assert set(site.grid_orgs.values()) <= set(site.org_codes)


def test_another_district_is_refused_and_the_file_kept(data: Path) -> None:
    path = data / "platform.sqlite3"
    before = path.read_bytes()
    with closing(Store(path)) as store, pytest.raises(CannotStart, match="--district gulou"):
        prepare(store, load_spec("jianggan"), seed=1, now=time.time())
    assert path.read_bytes() == before
