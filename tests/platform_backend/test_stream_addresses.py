from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from backend_client.protocol.entities import Camera, Streams
from platform_backend.district_data import DistrictData, prepare
from platform_backend.districts.spec import DistrictSpec
from platform_backend.store.store import Store
from platform_backend.stream_addresses import check_template

TEMPLATE = "rtsp://10.0.0.9:554/{device_id}/{stream}?n={number}"


def start(data: Path, spec: DistrictSpec, stream_address: str | None) -> DistrictData:
    with closing(Store(data / "platform.sqlite3")) as store:
        return prepare(store, spec, seed=1, now=time.time(), stream_address=stream_address)


def first_camera(district: DistrictData) -> tuple[int, Camera]:
    id_ = min(district.camera_codes)
    held = district.topics["directory"].view["camera", id_]
    return held.ver, msgspec.json.decode(held.body, type=Camera)


def test_cameras_are_where_the_template_says(data: Path, small_spec: DistrictSpec) -> None:
    before = start(data, small_spec, None)
    old_ver, old = first_camera(before)
    after = start(data, small_spec, TEMPLATE)
    ver, camera = first_camera(after)
    assert camera.streams == Streams(
        main=f"rtsp://10.0.0.9:554/{old.device_id}/main?n=1",
        sub=f"rtsp://10.0.0.9:554/{old.device_id}/sub?n=1",
    )
    assert msgspec.structs.replace(camera, streams=old.streams) == old
    assert ver == old_ver + 1
    # Consoles that come back hear of each change.
    head = before.topics["directory"].head
    assert len(after.topics["directory"].after(head)) == len(after.camera_codes)


def test_nothing_changes_while_the_template_does_not(data: Path, small_spec: DistrictSpec) -> None:
    head = start(data, small_spec, TEMPLATE).topics["directory"].head
    assert start(data, small_spec, TEMPLATE).topics["directory"].head == head


def test_without_the_option_the_platform_serves_them_again(data: Path, small_spec: DistrictSpec) -> None:
    _, own = first_camera(start(data, small_spec, None))
    start(data, small_spec, TEMPLATE)
    _, again = first_camera(start(data, small_spec, None))
    assert (
        again.streams
        == own.streams
        == Streams(main="/cameras/cam-00001/main.ts", sub="/cameras/cam-00001/sub.ts")
    )


@pytest.mark.parametrize(
    "template", ["{id}", "ftp://h/{id}", "rtsp://h/all", "rtsp://h/{name}", "rtsp://h/{id"]
)
def test_a_template_that_finds_no_stream_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match="it must"):
        check_template(template)


def test_a_good_template_is_taken_as_it_is() -> None:
    assert check_template(TEMPLATE) == TEMPLATE
