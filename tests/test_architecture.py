"""Import rules that import-linter cannot express: which single module may use a library."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("console", "widgets", "layouts", "backend_client", "platform_backend", "resources")

#: library -> modules (prefixes) that may import it; source: docs/ARCHITECTURE.md.
OWNERS = {
    "vlc": ("console.video.player",),
    "av": (
        "console.video",
        "platform_backend.camera_site",
        "platform_backend.recordings",
        "platform_backend.conference.vp8",
    ),
    "aiortc": ("platform_backend.conference.camera_in_call",),
    "PIL": ("platform_backend.recordings",),
    "cryptography": ("platform_backend.evidence.signing",),
    "folium": ("widgets.map.page",),
    "pmtiles": ("widgets.map.tile_files",),
    "pypinyin": ("widgets.initials", "platform_backend.seeding"),
    "openpyxl": ("console.paper.workbook", "console.intake.reading"),
    "defusedxml": ("platform_backend.intake.cap",),
    "websockets": ("backend_client.feed", "backend_client.conformance", "platform_backend.conference.janus"),
    "keyring": ("console.people.credentials",),
    "alembic": ("platform_backend.store.store", "platform_backend.store.migrations"),
    "pyotp": ("platform_backend.access.second_factor", "backend_client.conformance"),
    "jinja2": ("platform_backend.web.task_page", "platform_backend.web.conference_page"),
    "segno": ("platform_backend.administration.accounts", "console.incidents.link_code"),
    "prometheus_client": ("platform_backend.metrics",),
    "pythonjsonlogger": ("platform_backend.logs",),
}


def imports_of(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def sources() -> list[Path]:
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]


def test_each_library_has_one_owner() -> None:
    strays = [
        f"{module_name(path)} imports {name}"
        for path in sources()
        for name in imports_of(path)
        for library, owners in OWNERS.items()
        if name.split(".")[0] == library and not module_name(path).startswith(owners)
    ]
    assert strays == []


def test_all_of_the_client_is_closed_to_the_platform_but_what_is_shared() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (closed,) = (
        each["forbidden_modules"] for each in contracts if each["name"].startswith("The platform knows")
    )
    parts = {path.stem for path in (ROOT / "backend_client").iterdir() if not path.stem.startswith("__")}
    assert set(closed) == {f"backend_client.{part}" for part in parts - {"protocol", "tasks"}}


def test_main_imports_only_the_console_app() -> None:
    product = {name for name in imports_of(ROOT / "main.py") if name.split(".")[0] in ROOMS}
    assert product == {"console.app"}


def test_package_init_files_are_empty() -> None:
    filled = [module_name(p) for p in sources() if p.name == "__init__.py" and p.read_text().strip()]
    assert filled == []


def test_no_source_file_is_longer_than_400_lines() -> None:
    every = [*sources(), ROOT / "main.py", *sorted((ROOT / "tests").rglob("*.py"))]
    every += sorted((ROOT / "benchmarks").rglob("*.py"))
    long = [
        f"{module_name(p)}: {len(p.read_text().splitlines())}"
        for p in every
        if len(p.read_text().splitlines()) > 400
    ]
    assert long == []
