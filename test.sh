#!/usr/bin/env bash
# Installs what is missing, builds and runs every test: first all of them (preset dev), then devices, simulator, scans, storage
# and the command line under the address and undefined-behaviour sanitizers (preset asan). Stops at the first that fails.
#
#   ./test.sh                  both
#   ./test.sh --only dev       one of the two
#   ./test.sh --preset tsan    another preset of CMakePresets.json
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. scripts/packages.sh
. scripts/build.sh

usage() {
    sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' test.sh
}

presets=(dev asan)
while [ $# -gt 0 ]; do
    case $1 in
    --only | --preset)
        if [ $# -lt 2 ]; then
            echo "$1 needs the name of a preset" >&2
            exit 2
        fi
        presets=("$2")
        shift 2
        ;;
    -h | --help)
        usage
        exit 0
        ;;
    *)
        echo "Unknown argument: $1" >&2
        usage >&2
        exit 2
        ;;
    esac
done

groups=(build run headless test)
if [ "${presets[*]}" = tidy ]; then
    groups+=(tidy)
fi
need_packages "${groups[@]}"
for preset in "${presets[@]}"; do
    build_preset "$preset"
    selection=()
    if [ "$preset" != dev ]; then
        selection=(--label-exclude house) # these look at the sources only; dev has run them
    fi
    ctest --preset "$preset" --parallel "$(build_jobs)" "${selection[@]}"
done
