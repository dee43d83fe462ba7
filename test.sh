#!/usr/bin/env bash
# Installs what is missing, builds and runs every test: first all of them (preset dev), then devices, simulator, scans, storage
# and the command line under the address and undefined-behaviour sanitizers (preset asan), then hostile bytes under libFuzzer for
# less than a minute where its Clang is installed (preset fuzz). Stops at the first that fails.
#
#   ./test.sh                  all
#   ./test.sh --only dev       one of them
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

# Inputs that fail are left in build/fuzz.
run_fuzzers() {
    local corpus=build/fuzz/corpus
    mkdir -p "$corpus/caserver"
    echo "Feeding hostile bytes to the server"
    quietly build/fuzz/bin/fuzz_caserver -max_total_time=40 -max_len=4096 -len_control=0 -timeout=10 -rss_limit_mb=2048 \
        -artifact_prefix=build/fuzz/ "$corpus/caserver" tests/fuzz/corpus/caserver
}

groups=(build run headless test)
if [ "${presets[*]}" = "dev asan" ]; then
    # shellcheck disable=SC2086 # a list of words
    if [ -z "$(missing_packages ${BEAMDECK_PACKAGES[fuzz]})" ]; then
        presets+=(fuzz)
    fi
elif [ "${presets[*]}" = fuzz ]; then
    groups+=(fuzz)
fi
if [ "${presets[*]}" = tidy ]; then
    groups+=(tidy)
fi
need_packages "${groups[@]}"
for preset in "${presets[@]}"; do
    build_preset "$preset"
    if [ "$preset" = fuzz ]; then
        run_fuzzers
        continue
    fi
    selection=()
    if [ "$preset" != dev ]; then
        selection=(--label-exclude house) # these look at the sources only; dev has run them
    fi
    ctest --preset "$preset" --parallel "$(build_jobs)" "${selection[@]}"
done
