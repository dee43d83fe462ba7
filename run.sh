#!/usr/bin/env bash
# Installs what is missing, builds, and opens Beamdeck on the simulated beamline. Without a display it takes the tour instead.
# Arguments are handed on to beamdeck: ./run.sh --read-only
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. scripts/packages.sh
. scripts/build.sh

groups=(build run)
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    groups+=(headless)
elif [ -z "${DISPLAY:-}" ]; then
    groups+=(wayland)
fi
need_packages "${groups[@]}"
build_preset release beamdeck beamdeckctl beamdeck-sim caRepeater

beamdeck=build/release/bin/beamdeck
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$beamdeck" --demo "$@"
fi

tour=out/tour
echo "There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set): taking the tour instead, with pictures to $tour"
mkdir -p "$tour"
begun=$(mktemp)
trap 'rm -f "$begun"' EXIT
status=0
if command -v xvfb-run >/dev/null; then
    xvfb-run --auto-servernum --server-args="-screen 0 1920x1200x24" "$beamdeck" --tour "$tour" "$@" || status=$?
else
    QT_QPA_PLATFORM=offscreen "$beamdeck" --tour "$tour" "$@" || status=$?
fi
if [ "$status" -ne 0 ]; then
    echo "The tour failed (exit status $status)." >&2
fi
echo "Pictures:"
find "$tour" -newer "$begun" -name '*.png' | sort | sed 's/^/    /'
echo "Data files:"
find "$tour" -newer "$begun" \( -name '*.nxs' -o -name '*.h5' \) | sort | sed 's/^/    /'
exit "$status"
