from __future__ import annotations

from pytestqt.qtbot import QtBot

from widgets.map.bridge import Bridge


def test_what_the_page_says_becomes_signals(qtbot: QtBot) -> None:
    bridge = Bridge(describe=lambda entity, id_: f"{entity} {id_}")
    with qtbot.waitSignal(bridge.page_ready):
        bridge.ready()
    with qtbot.waitSignal(bridge.thing_clicked) as clicked:
        bridge.clicked("incident", "i")
    assert clicked.args == ["incident", "i"]
    with qtbot.waitSignal(bridge.thing_dragged) as dragged:
        bridge.dragged("camera", "c")
    assert dragged.args == ["camera", "c"]
    with qtbot.waitSignal(bridge.view_moved) as moved:
        bridge.moved(120.2, 30.3, 14.5)
    assert moved.args == [120.2, 30.3, 14.5]
    assert bridge.describe("unit", "u") == "unit u"


def test_the_page_reaches_five_slots_and_no_more() -> None:
    meta = Bridge(describe=lambda entity, id_: "").metaObject()
    names = {
        bytes(meta.method(i).name().data()).decode() for i in range(meta.methodOffset(), meta.methodCount())
    }
    signals = {"page_ready", "thing_clicked", "thing_dragged", "view_moved"}
    assert names - signals == {"ready", "clicked", "dragged", "moved", "describe"}
