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


def test_how_many_cameras_conferences_show(capsys: pytest.CaptureFixture[str]) -> None:
    assert parse([]).call_cameras == 2
    assert parse(["--call-cameras", "0"]).call_cameras == 0
    with pytest.raises(SystemExit):
        parse(["--call-cameras", "-1"])
    assert "--call-cameras" in capsys.readouterr().err


def test_a_clock_that_runs_faster(capsys: pytest.CaptureFixture[str]) -> None:
    assert parse([]).clock_rate == 1.0
    assert parse(["--clock-rate", "600"]).clock_rate == 600.0
    for wrong in ("0", "-1", "inf", "fast"):
        with pytest.raises(SystemExit):
            parse(["--clock-rate", wrong])
    assert "not a number above 0" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        parse(["--clock-rate", "10001"])
    assert "10000 at most" in capsys.readouterr().err


def test_a_media_server_of_ones_own() -> None:
    assert parse([]).stream_address is None
    said = parse(["--stream-address", "rtsp://10.0.0.9:554/{id}/{stream}"])
    assert said.stream_address == "rtsp://10.0.0.9:554/{id}/{stream}"


def test_a_template_that_finds_no_stream_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["--stream-address", "rtsp://10.0.0.9:554/all"])
    assert "{device_id}" in capsys.readouterr().err


def test_how_long_and_how_large_the_event_log_is() -> None:
    assert (parse([]).event_log_days, parse([]).event_log_mb) == (7.0, 512.0)
    said = parse(["--event-log-days", "0.5", "--event-log-mb", "100"])
    assert (said.event_log_days, said.event_log_mb) == (0.5, 100.0)


@pytest.mark.parametrize("text", ["0", "-1", "nan", "much"])
def test_an_event_log_of_nothing_is_refused(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["--event-log-days", text])
    assert "--event-log-days" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "said", "asked_for"),
    [
        ("127.0.0.1", [], False),
        ("localhost", [], False),
        ("::1", [], False),
        ("0.0.0.0", [], True),
        ("10.0.0.9", [], True),
        ("platform.example", [], True),
        ("0.0.0.0", ["--second-factor", "off"], False),
        ("127.0.0.1", ["--second-factor", "on"], True),
    ],
)
def test_one_time_codes_are_asked_for_wherever_others_can_reach_it(
    host: str, said: list[str], asked_for: bool
) -> None:
    assert parse(["--host", host, *said]).second_factor is asked_for


def test_a_key_without_a_certificate_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["--tls-key", "key.pem"])
    assert "--tls-cert" in capsys.readouterr().err
    said = parse(["--tls-cert", "c.pem", "--tls-key", "k.pem", "--tls-client-ca", "ca.pem"])
    assert (said.tls_cert, said.tls_key, said.tls_client_ca) == (Path("c.pem"), Path("k.pem"), Path("ca.pem"))


def test_form_of_the_log_lines() -> None:
    assert parse([]).log_format == "text"
    assert parse(["--log-format", "json"]).log_format == "json"


def test_what_is_recorded_beside_what_the_file_names() -> None:
    assert (parse([]).recorder, parse([]).record) == (True, ())
    assert parse(["--record", "cam-1", "--record", "*"]).record == ("cam-1", "*")
    assert not parse(["--no-recorder"]).recorder


def test_over_what_larger_conferences_are_held(capsys: pytest.CaptureFixture[str]) -> None:
    assert (parse([]).room_server, parse([]).room_server_ports) == (None, (21000, 21999))
    said = parse(["--room-server", "janus", "--room-server-ports", "30000-30999"])
    assert (said.room_server, said.room_server_ports) == ("janus", (30000, 30999))
    assert parse(["--room-server", "https://meet.example"]).room_server == "https://meet.example/{room}"
    for wrong in (["--room-server", "http://meet.example"], ["--room-server-ports", "1-2"]):
        with pytest.raises(SystemExit):
            parse(wrong)
        assert wrong[1] in capsys.readouterr().err
