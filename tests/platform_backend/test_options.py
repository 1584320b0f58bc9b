from __future__ import annotations

from pathlib import Path

import pytest

from platform_backend.options import Replay, parse


def test_defaults() -> None:
    options = parse([])
    assert (options.host, options.port, options.district) == ("127.0.0.1", 0, "jianggan")
    assert options.replay is None
    assert options.camera_site is True
    assert options.data.is_absolute()


def test_everything_said() -> None:
    said = "--port 7 --data d --district gulou --seed 3 --simulate --launch-token-fd 4 --parent-fd 5"
    options = parse(said.split())
    assert (options.port, options.data, options.district, options.seed) == (7, Path("d"), "gulou", 3)
    assert (options.simulate, options.launch_token_fd, options.parent_fd) == (True, 4, 5)


def test_replay() -> None:
    options = parse(["replay", "log.csv", "--map", "m.toml", "--speed", "60", "--port", "9"])
    assert options.replay == Replay(Path("log.csv"), Path("m.toml"), 60.0)
    assert options.port == 9


def test_replay_needs_a_map(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["replay", "log.csv"])
    assert "--map" in capsys.readouterr().err


def test_a_media_server_of_ones_own() -> None:
    assert parse([]).stream_address is None
    said = parse(["--stream-address", "rtsp://10.0.0.9:554/{id}/{stream}"])
    assert said.stream_address == "rtsp://10.0.0.9:554/{id}/{stream}"


def test_a_template_that_finds_no_stream_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["--stream-address", "rtsp://10.0.0.9:554/all"])
    assert "{device_id}" in capsys.readouterr().err
