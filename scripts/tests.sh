#!/bin/sh
# Runs the tests. With arguments: pytest with these. Without: all of them in two runs beside each other.
# Those without windows wait for networks and count through stories; at low priority they take what the others leave.
set -u
cd "$(dirname "$0")/.." || exit
python=.venv/bin/python
windowless="tests/backend_client tests/faults tests/fuzz tests/history tests/layouts tests/platform_backend
    tests/properties tests/storm"

[ $# -eq 0 ] || exec "$python" -m pytest "$@"

others=""
for each in $windowless; do others="$others --ignore=$each"; done
said=$(mktemp)
# shellcheck disable=SC2086  # lists of folders are split into words on purpose
nice -n 5 "$python" -m pytest $windowless >"$said" 2>&1 &
beside=$!
trap 'kill "$beside" 2>/dev/null; rm -f "$said"' EXIT
trap 'exit 130' INT TERM
# shellcheck disable=SC2086
"$python" -m pytest $others
first=$?
wait "$beside"
second=$?
echo "Without windows:"
cat "$said"
[ $first -eq 0 ] && [ $second -eq 0 ]
