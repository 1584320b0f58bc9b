"""How Janus is found and what it reads: nothing but the room, and no port but those for media."""

from __future__ import annotations

from pathlib import Path

import pytest

from platform_backend.conference.janus_files import (
    SOCKET,
    Installation,
    JanusMissing,
    find_janus,
    write_configuration,
)


def test_what_setup_installs_is_found() -> None:
    found = find_janus()
    assert Path(found.program).name == "janus"
    assert list(found.plugins.glob("*videoroom*.so"))


def test_what_is_missing_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(JanusMissing, match=r"the program janus is missing: install the Debian package janus"):
        find_janus(path=str(tmp_path))
    with pytest.raises(JanusMissing, match="VideoRoom"):
        find_janus(libraries=tmp_path)
    for name in ("janus", "setpriv"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    (tmp_path / "setpriv").unlink()
    with pytest.raises(JanusMissing, match="setpriv"):
        find_janus(path=str(tmp_path))


def test_all_that_is_not_needed_is_off(tmp_path: Path) -> None:
    installed = tmp_path / "lib"
    for name in ("plugins/libjanus_videoroom.so", "plugins/libjanus_sip.so"):
        (installed / name).parent.mkdir(parents=True, exist_ok=True)
        (installed / name).touch()
    for name in ("libjanus_websockets.so", "libjanus_http.so", "libjanus_pfunix.so"):
        (installed / "transports").mkdir(exist_ok=True)
        (installed / "transports" / name).touch()
    folder = tmp_path / "data" / "room-server"
    found = Installation("janus", installed / "plugins", installed / "transports", "setpriv")
    write_configuration(folder, found, ports=(30000, 30999))
    general = (folder / "janus.jcfg").read_text()
    assert 'rtp_port_range = "30000-30999"' in general
    assert 'plugins: { disable = "libjanus_sip.so" }' in general
    assert 'transports: { disable = "libjanus_http.so,libjanus_pfunix.so" }' in general
    assert f'ws_unix = "{SOCKET}"' in (folder / "janus.transport.websockets.jcfg").read_text()
    # Its administrator's word is nobody's business, and is another one at each start.
    assert {path.stat().st_mode & 0o077 for path in [folder, *folder.glob("*.jcfg")]} == {0}
    write_configuration(folder, found, ports=(30000, 30999))
    assert (folder / "janus.jcfg").read_text() != general
