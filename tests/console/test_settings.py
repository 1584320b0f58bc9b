"""Settings are read whole or refused with a sentence, and the file is never touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from backend_client.tls import TlsFiles
from console.faults import StartRefused
from console.settings import MapSettings, Settings, WallSettings, load, system_language
from console.video.rendering import Rendering
from widgets.map.base_map import NO_BASE_MAP


def test_a_missing_file_means_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "settings.toml") == Settings()


def test_what_is_set_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(
        'district = "gulou"\nlanguage = "en"\n[desk]\ntext_scale = 120\n[wall]\ntiles = 9\n'
        'monitor = "DELL/U2720Q/123"\n'
    )
    settings = load(path)
    assert settings.district == "gulou"
    assert settings.interface_language == "en"
    assert settings.desk.text_scale == 120
    assert settings.wall == WallSettings(tiles=9, monitor="DELL/U2720Q/123")


def test_walls_are_one_or_several_each_on_its_monitors(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    assert [wall.id for wall in load(path).shown_walls] == ["wall-1"]
    path.write_text('[wall]\nid = "wall-3"\nmonitor = "DELL/U2720Q/123"\n')
    (wall,) = load(path).shown_walls
    assert (wall.id, wall.bound_to) == ("wall-3", ("DELL/U2720Q/123",))
    path.write_text('[[walls]]\nid = "wall-1"\nmonitors = ["A/B/1", "A/B/2"]\n[[walls]]\nid = "wall-2"\n')
    assert [each.bound_to for each in load(path).shown_walls] == [("A/B/1", "A/B/2"), ()]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"district = ", "not TOML"),
        (b"\xff\xfe\x00", "cannot be read"),
        pytest.param(b"district = " + b"[" * 100_000, "not TOML", id="deep"),
        (b"colour = 1", "wrong value"),
        (b"[wall]\ntiles = 0", "wrong value"),
        (b"[desk]\ntext_scale = 79", "wrong value"),
        (b'language = "fr"', "fr"),
        (b'[map]\ndatum = "WGS84"', "known are WGS-84, CGCS2000, GCJ-02, BD-09"),
        (b'[map]\nbase_map = ""', "empty"),
        (b'[map]\nbase_map = "http://{s}.maps.example/{z}/{x}/{y}"', "plain host"),
        (b'[map]\nbase_map = "http://maps.example/{z}/{x}.png"', "{y}"),
        (b"[map]\nmax_zoom = 40", "wrong value"),
        (b'[map]\nfile = "x"', "wrong value"),
        (b'[wall]\nmonitor = "A"\nmonitors = ["B", "C"]', "either a monitor or monitors"),
        (b'[wall]\ntiles = 9\n[[walls]]\nid = "wall-2"', "describe each wall under"),
        (b'[[walls]]\nid = "wall-2"\n[[walls]]\nid = "wall-2"', "one id"),
    ],
)
def test_a_bad_file_is_refused_and_kept(tmp_path: Path, content: bytes, word: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    with pytest.raises(StartRefused) as refused:
        load(path)
    assert word in str(refused.value)
    assert str(path) in str(refused.value)
    assert refused.value.exit_code != 0
    assert path.read_bytes() == content


def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StartRefused, match="cannot be read"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "zh_TW.UTF-8", "LANG": "en_US.UTF-8"}, "zh_CN"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_systems_language_is_followed(environment: dict[str, str], language: str) -> None:
    assert system_language(environment) == language


def test_a_base_map_is_looked_for_beside_the_settings(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[map]\nbase_map = "site.geojson"\ndatum = "GCJ-02"\nattribution = "测绘局"\n')
    (tmp_path / "site.geojson").write_text('{"type": "FeatureCollection", "features": []}')
    made = load(path).map.open()
    assert (made.datum, made.attribution, bool(made.geojson)) == ("GCJ-02", "测绘局", True)


def test_an_address_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[map]\nbase_map = "http://10.0.0.9:8080/{z}/{x}/{y}.png"\nmax_zoom = 16\n')
    made = load(path).map.open()
    assert (made.address, made.max_zoom) == ("http://10.0.0.9:8080/{z}/{x}/{y}.png", 16)


def test_without_a_base_map_there_is_none() -> None:
    assert MapSettings().open() == NO_BASE_MAP


def test_a_base_map_that_is_not_there_refuses_the_start(tmp_path: Path) -> None:
    missing = tmp_path / "none.mbtiles"
    with pytest.raises(StartRefused) as refused:
        MapSettings(base_map=str(missing)).open()
    assert str(missing) in str(refused.value)
    assert "[map]" in str(refused.value)
    assert refused.value.exit_code == 2


def test_a_sites_platforms_and_certificates_are_read(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(
        'platform = "wss://10.0.0.5:8700/feed"\nstandby = ["wss://10.0.0.6:8700/feed"]\n'
        '[connection]\nca = "site.pem"\nclient_cert = "/etc/desk.pem"\n'
    )
    made = load(path)
    assert made.addresses == ("wss://10.0.0.5:8700/feed", "wss://10.0.0.6:8700/feed")
    assert made.connection.files == TlsFiles(ca=str(tmp_path / "site.pem"), client_cert="/etc/desk.pem")
    assert not made.connection.allow_plain


def test_the_embedded_platform_has_no_address() -> None:
    assert Settings().addresses == ()


def test_what_is_no_address_of_a_platform_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('platform = "wss://10.0.0.5/feed"\nstandby = ["https://10.0.0.6/feed"]\n')
    with pytest.raises(StartRefused, match="no address of a platform"):
        load(path)


def test_lock_and_seat_are_left_to_the_site(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    assert load(path).lock.after_min is None
    assert load(path).seat.id is None
    path.write_text('[lock]\nafter_min = 5\n[seat]\nid = "seat-1"\n')
    settings = load(path)
    assert settings.lock.after_min == 5
    assert settings.seat.id == "seat-1"
    path.write_text("[lock]\nafter_min = -1\n")
    with pytest.raises(StartRefused, match="wrong value"):
        load(path)


def test_who_decodes_is_chosen_or_forced(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    assert load(path).video.rendering is Rendering.AUTO
    path.write_text('[video]\nrendering = "software"\n')
    assert load(path).video.rendering is Rendering.SOFTWARE
    path.write_text('[video]\nrendering = "gpu"\n')
    with pytest.raises(StartRefused, match="wrong value"):
        load(path)


def test_how_alarms_sound_is_read(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('[alarms.priority_3]\nsound = "repeat"\nevery_s = 120\n')
    assert load(path).alarms.priority_3.every_s == 120
