#!/bin/sh
# Installs what this product needs and is not there yet: Debian packages and a Python environment in .venv.
# Usage: scripts/setup.sh run    what the console and the platform need
#        scripts/setup.sh test   that, and what the tests and benchmarks need
# A run that finds everything in place changes nothing and takes a fraction of a second.
# shellcheck disable=SC2046,SC2086  # lists of packages are split into words on purpose
set -eu

group=${1:-run}
case $group in
    run | test) ;;
    *) echo "usage: scripts/setup.sh run|test" >&2; exit 2 ;;
esac
cd "$(dirname "$0")/.."
venv=.venv

# Video: libVLC with its demuxers, decoders and X11 output.
run_packages="libvlc5 vlc-plugin-base vlc-plugin-video-output"
# Libraries that Qt's xcb platform and QtWebEngine load and their wheels do not bring.
run_packages="$run_packages
    libasound2 libbrotli1 libdbus-1-3 libegl1 libexpat1 libfontconfig1 libfreetype6 libgbm1 libgl1
    libglib2.0-0 libgssapi-krb5-2 libnspr4 libnss3 libudev1 libx11-6 libx11-xcb1 libxcb-cursor0
    libxcb-dri3-0 libxcb-glx0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
    libxcb-render-util0 libxcb-render0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1
    libxcb-xfixes0 libxcb-xkb1 libxcb1 libxcomposite1 libxdamage1 libxext6 libxfixes3
    libxkbcommon-x11-0 libxkbcommon0 libxkbfile1 libxrandr2 libxss1 libxtst6 libzstd1"
# The virtual screen for machines without a display, and Chinese letters.
run_packages="$run_packages xvfb openbox x11-xserver-utils fontconfig fonts-noto-cjk"
# A real RTSP server, a reference decoder, and hands for the end-to-end tests.
test_packages="python3-gi gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-base gstreamer1.0-plugins-good
    gstreamer1.0-plugins-bad gstreamer1.0-plugins-ugly ffmpeg xdotool"
# The room server of conferences of more than four, and a guest's browser.
test_packages="$test_packages janus chromium"

# Progress is for people; a log gets the outcome.
if [ -t 1 ]; then quiet=""; else quiet="-qq"; fi

say() { echo "setup: $*"; }
fail() { echo "setup: $*" >&2; exit 1; }

# Puts into `other` how else a distribution may call a package: those with 64-bit time on every architecture call
# some of them NAMEt64, and Ubuntu has another name for the browser.
find_other_name() {
    case $1 in
        chromium) other=chromium-browser ;;
        *) other=${1}t64 ;;
    esac
}

# Prints those of the named packages that are not installed, under the plain name; either name counts.
not_installed() {
    names=""
    for name in "$@"; do
        find_other_name "$name"
        names="$names $name $other"
    done
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $names 2>/dev/null | sed -n 's/^installed //p')
    for name in "$@"; do
        find_other_name "$name"
        case "
$installed
" in
            *"
$name
"* | *"
$other
"*) ;;
            *) echo "$name" ;;
        esac
    done
}

known_to_apt() { apt-cache policy "$1" 2>/dev/null | grep -q 'Candidate: [^(]'; }

# Prints the packages under the names this distribution gives them.
names_here() {
    for name in "$@"; do
        find_other_name "$name"
        if ! known_to_apt "$name" && known_to_apt "$other"; then echo "$other"; else echo "$name"; fi
    done
}

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

# Prints the first Python that is new enough.
find_python() {
    for candidate in ${PYTHON:-} python3.13 python3.12 python3.11 python3; do
        if command -v "$candidate" >/dev/null 2>&1 && is_new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
}

# Prints the Debian packages that give us a Python able to make a virtual environment, if they are missing.
python_packages() {
    [ -x "$venv/bin/python" ] && return
    python=$(find_python)
    if [ -n "$python" ]; then
        "$python" -c 'import ensurepip, venv' 2>/dev/null ||
            "$python" -c 'import sys; print("python3.%d-venv" % sys.version_info[1])'
        return
    fi
    for version in 3.13 3.12 3.11; do
        if known_to_apt "python$version-venv"; then
            echo "python$version python$version-venv"
            return
        fi
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

may_become_root() {
    [ "$(id -u)" = 0 ] && return
    command -v sudo >/dev/null 2>&1 || return 1
    # Without a terminal nobody can type a password.
    [ -t 0 ] || sudo -n true 2>/dev/null
}

# Debian's janus brings a service that opens a port to everybody, also after the next start of the machine. The
# platform starts a Janus of its own without it. One that was installed before is somebody else's: left alone.
mask_janus_service() {
    if command -v systemctl >/dev/null 2>&1; then as_root systemctl --quiet mask janus.service || true; fi
}
stop_janus_service() {
    if command -v service >/dev/null 2>&1; then as_root service janus stop >/dev/null 2>&1 || true; fi
    if command -v update-rc.d >/dev/null 2>&1; then as_root update-rc.d janus disable >/dev/null 2>&1 || true; fi
}
is_among() {
    wanted_name=$1
    shift
    for each in "$@"; do if [ "$each" = "$wanted_name" ]; then return 0; fi; done
    return 1
}

missing_packages() {
    not_installed $wanted
    python_packages
}

install_debian_packages() {
    if ! command -v dpkg-query >/dev/null 2>&1; then
        say "this is neither Debian nor Ubuntu; its own packages for these are needed:" $wanted
        return
    fi
    missing=$(missing_packages)
    [ -n "$missing" ] || return 0
    if may_become_root; then
        say "installing Debian packages:" $missing
        as_root env DEBIAN_FRONTEND=noninteractive apt-get update $quiet ||
            say "the package lists could not be refreshed; trying with the ones at hand"
        # The lists may know names now that they did not know before.
        missing=$(names_here $(missing_packages))
        if is_among janus $missing; then mask_janus_service; fi
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install $quiet -y --no-install-recommends \
            -o Dpkg::Use-Pty=0 $missing ||
            fail "apt could not install the packages; the line was: apt-get install -y --no-install-recommends" $missing
        if is_among janus $missing; then stop_janus_service; fi
    else
        echo "setup: Debian packages are missing and there is neither root nor sudo. As root, run this line:" >&2
        echo "apt-get update && apt-get install -y --no-install-recommends" $(names_here $missing) >&2
        exit 1
    fi
}

# What the environment was made from, and where: a moved folder needs a new one.
fingerprint() {
    { pwd; cat pyproject.toml constraints.txt scripts/setup.sh; } | sha256sum | cut -d ' ' -f 1
}

is_ready() {
    [ -x "$venv/bin/python" ] && [ "$(cat "$venv/ready-$1" 2>/dev/null)" = "$(fingerprint)" ]
}

install_python_packages() {
    if is_ready "$group" || { [ "$group" = run ] && is_ready test; }; then return; fi
    # Two set-ups at once would spoil each other's environment: the second waits here for the first.
    exec 9<. && flock 9
    if is_ready "$group"; then return; fi
    # An environment without any mark was interrupted while it was made: nothing in it can be trusted.
    if [ ! -x "$venv/bin/python" ] || ! ls "$venv"/ready-* >/dev/null 2>&1; then
        python=$(find_python)
        [ -n "$python" ] ||
            fail "no Python 3.11 or newer was found (tried python3.13, python3.12, python3.11, python3);" \
                "install one with its venv module, or name it: PYTHON=/path/to/python3 make setup"
        say "making $venv with $("$python" --version)"
        rm -rf "$venv"
        "$python" -m venv "$venv" || fail "$python could not make $venv"
    fi
    rm -f "$venv/ready-run" "$venv/ready-test"
    if [ "$group" = test ]; then what=".[dev]"; else what="."; fi
    say "installing pinned Python packages into $venv (about 1 GB on disk; only the first time)"
    "$venv/bin/python" -m pip install --disable-pip-version-check --no-input $quiet -c constraints.txt -e "$what" ||
        fail "pip could not install the Python packages; nothing outside $venv was changed, run it again"
    fingerprint >"$venv/ready-$group"
    say "ready"
}

wanted=$run_packages
if [ "$group" = test ]; then wanted="$wanted $test_packages"; fi
install_debian_packages
install_python_packages
