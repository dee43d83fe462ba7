# shellcheck shell=bash
# Configuring and building a preset. Sourced by run.sh and test.sh, after packages.sh.

build_jobs() {
    echo "${CMAKE_BUILD_PARALLEL_LEVEL:-$(nproc)}"
}

# build_preset PRESET [TARGET…]: to build/PRESET; silent unless something fails.
build_preset() {
    local preset=$1
    shift
    local targets=()
    if [ $# -gt 0 ]; then
        targets=(--target "$@")
    fi
    echo "Building build/$preset"
    quietly cmake --preset "$preset"
    quietly cmake --build --preset "$preset" --parallel "$(build_jobs)" "${targets[@]}"
}
