"""scripts/setup.sh on machines of paper: every outside program is a small script that answers from files."""

from __future__ import annotations

import shutil
import stat
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TOOLS = ("sh", "cat", "cut", "dirname", "env", "flock", "grep", "ls", "mkdir", "rm", "sed", "sha256sum", "cp")

DPKG_QUERY = """#!/bin/sh
cat "$PAPER/installed"
"""
APT_CACHE = """#!/bin/sh
grep -qx "$2" "$PAPER/known" && echo "  Candidate: 1.0"
exit 0
"""
APT_GET = """#!/bin/sh
echo "$*" >>"$PAPER/apt.log"
[ "$1" = update ] && exit 0
for name in "$@"; do echo "installed $name" >>"$PAPER/installed"; done
"""
PYTHON = """#!/bin/sh
echo "$*" >>"$PAPER/python.log"
case "$*" in
    --version) echo "Python 3.11.9" ;;
    *version_info*) exit 0 ;;
    "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
    *pip*) [ ! -e "$PAPER/no-network" ] ;;
esac
"""


class PaperMachine:
    """A folder with the product's set-up in it and a PATH on which nothing real changes the machine."""

    def __init__(self, folder: Path) -> None:
        self.product = folder / "product"
        self.bin = folder / "bin"
        self.paper = folder / "paper"
        for directory in (self.product / "scripts", self.bin, self.paper):
            directory.mkdir(parents=True)
        for name in ("pyproject.toml", "constraints.txt", "scripts/setup.sh"):
            shutil.copy2(ROOT / name, self.product / name)
        for tool in TOOLS:
            path = shutil.which(tool)
            assert path is not None, tool
            (self.bin / tool).symlink_to(path)
        for name in ("installed", "known", "apt.log", "python.log"):
            (self.paper / name).touch()
        self.user(0)
        self.program("dpkg-query", DPKG_QUERY)
        self.program("apt-cache", APT_CACHE)
        self.program("apt-get", APT_GET)

    def program(self, name: str, text: str) -> None:
        (self.bin / name).write_text(text)
        (self.bin / name).chmod((self.bin / name).stat().st_mode | stat.S_IXUSR)

    def user(self, number: int) -> None:
        self.program("id", f"#!/bin/sh\necho {number}\n")

    def log(self, name: str) -> list[str]:
        return (self.paper / f"{name}.log").read_text().splitlines()

    def run(self, group: str = "run") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", "scripts/setup.sh", group],
            cwd=self.product,
            env={"PATH": str(self.bin), "PAPER": str(self.paper)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def machine(tmp_path: Path) -> PaperMachine:
    made = PaperMachine(tmp_path)
    made.program("python3.11", PYTHON)
    return made


def test_a_second_run_installs_nothing(machine: PaperMachine) -> None:
    assert machine.run().returncode == 0
    before = machine.log("apt"), machine.log("python")
    again = machine.run()
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert (machine.log("apt"), machine.log("python")) == before


def test_the_test_group_adds_to_the_run_group(machine: PaperMachine) -> None:
    machine.run()
    assert not any("ffmpeg" in line for line in machine.log("apt"))
    machine.run("test")
    assert "ffmpeg" in machine.log("apt")[-1]
    assert "libvlc5" not in machine.log("apt")[-1]
    assert machine.log("python")[-1].endswith("-c constraints.txt -e .[dev]")
    assert machine.run().stdout == ""


def test_neither_root_nor_sudo_gets_one_line_for_root(machine: PaperMachine) -> None:
    machine.user(1000)
    refused = machine.run()
    assert refused.returncode == 1
    lines = [line for line in refused.stderr.splitlines() if line.startswith("apt-get")]
    assert len(lines) == 1
    assert "&& apt-get install -y --no-install-recommends libvlc5 vlc-plugin-base" in lines[0]
    assert not machine.log("apt")
    assert not (machine.product / ".venv").exists()


def test_sudo_is_used_where_it_answers_without_a_terminal(machine: PaperMachine) -> None:
    machine.user(1000)
    machine.program("sudo", '#!/bin/sh\n[ "$1" = -n ] && exit 0\necho sudo >>"$PAPER/sudo.log"\nexec "$@"\n')
    assert machine.run().returncode == 0
    assert machine.log("sudo") == ["sudo", "sudo"]


def test_names_are_those_of_the_distribution(machine: PaperMachine) -> None:
    (machine.paper / "known").write_text("libasound2t64\nlibglib2.0-0t64\nlibnss3\n")
    assert machine.run().returncode == 0
    words = machine.log("apt")[-1].split()
    assert {"libasound2t64", "libglib2.0-0t64", "libnss3"} <= set(words)
    assert "libasound2" not in words
    assert machine.run().stdout == ""


def test_the_browser_has_another_name_on_ubuntu(machine: PaperMachine) -> None:
    (machine.paper / "known").write_text("chromium-browser\n")
    assert machine.run("test").returncode == 0
    words = machine.log("apt")[-1].split()
    assert "chromium-browser" in words
    assert "chromium" not in words
    assert machine.run("test").stdout == ""


def test_debians_own_janus_never_runs(machine: PaperMachine) -> None:
    for name in ("systemctl", "service", "update-rc.d"):
        machine.program(name, f'#!/bin/sh\necho "{name} $*" >>"$PAPER/apt.log"\nexit 1\n')
    assert machine.run().returncode == 0
    assert not any("janus" in line for line in machine.log("apt"))
    assert machine.run("test").returncode == 0
    acts = [line.split()[:3] for line in machine.log("apt") if "janus" in line]
    # Masked before it comes, so that it is not started for a moment either.
    assert acts[0] == ["systemctl", "--quiet", "mask"]
    assert acts[1][0] == "install"
    assert acts[2:] == [["service", "janus", "stop"], ["update-rc.d", "janus", "disable"]]


def test_a_janus_that_is_there_already_is_left_alone(machine: PaperMachine) -> None:
    (machine.paper / "installed").write_text("installed janus\n")
    machine.program("systemctl", '#!/bin/sh\necho "systemctl $*" >>"$PAPER/apt.log"\n')
    assert machine.run("test").returncode == 0
    assert not any("janus" in line for line in machine.log("apt"))


def test_an_interrupted_environment_is_made_anew(machine: PaperMachine) -> None:
    (machine.paper / "no-network").touch()
    assert machine.run().returncode == 1
    (machine.product / ".venv" / "left-over").touch()
    (machine.paper / "no-network").unlink()
    assert machine.run().returncode == 0
    assert not (machine.product / ".venv" / "left-over").exists()


def test_new_pins_update_the_environment_in_place(machine: PaperMachine) -> None:
    machine.run()
    (machine.product / ".venv" / "kept").touch()
    with (machine.product / "constraints.txt").open("a") as file:
        file.write("another==1.0\n")
    assert "ready" in machine.run().stdout
    assert (machine.product / ".venv" / "kept").exists()


def test_a_python_without_venv_asks_for_its_package(machine: PaperMachine) -> None:
    machine.program(
        "python3.11", PYTHON.replace("*pip*)", "*ensurepip*) echo python3.11-venv; exit 1 ;;\n*pip*)")
    )
    machine.user(1000)
    assert machine.run().stderr.splitlines()[1].endswith(" python3.11-venv")


def test_no_python_is_said_in_a_sentence(tmp_path: Path) -> None:
    machine = PaperMachine(tmp_path)
    machine.program("python3", "#!/bin/sh\nexit 1\n")
    refused = machine.run()
    assert refused.returncode == 1
    assert "no Python 3.11 or newer was found" in refused.stderr


def test_python_is_installed_where_the_distribution_has_it(tmp_path: Path) -> None:
    machine = PaperMachine(tmp_path)
    (machine.paper / "known").write_text("python3.12-venv\npython3.11-venv\n")
    machine.run()
    assert machine.log("apt")[-1].endswith(" python3.12 python3.12-venv")
