# shellcheck shell=bash
# The Debian packages that Beamdeck needs, and their installation. Sourced by run.sh and test.sh.
#
#   need_packages build display     installs what is missing of these groups; does nothing at all when all is there.

declare -A BEAMDECK_PACKAGES=(
    [build]="g++ cmake ninja-build ccache qt6-base-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
        libqcustomplot-dev libca-dev libcom-dev libhdf5-dev libtiff-dev libyaml-cpp-dev libmuparser-dev libbenchmark-dev"
    [run]="libqt6sql6-sqlite libqt6svg6 qt6-qpa-plugins qt6-translations-l10n fonts-inter fonts-dejavu-core"
    [headless]="xvfb xauth"
    [wayland]="qt6-wayland"
    [test]="git clang-format python3 python3-pyepics python3-h5py python3-silx python3-pil python3-jsonschema hdf5-tools libtiff-tools
        hdf5-plugin-lzf bitshuffle"
    [tidy]="clang-16 clang-tidy-16"
    [fuzz]="clang-16 libclang-rt-16-dev"
)

missing_packages() {
    local package
    for package in "$@"; do
        if [ "$(dpkg-query -W -f='${db:Status-Status}\n' "$package" 2>/dev/null | head -n 1)" != installed ]; then
            echo "$package"
        fi
    done
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

need_packages() {
    local group wanted=() missing=()
    for group in "$@"; do
        # shellcheck disable=SC2206 # a list of words
        wanted+=(${BEAMDECK_PACKAGES[$group]})
    done
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        echo "This is not a Debian system, so nothing was installed. Needed are what Debian 12 calls: ${wanted[*]}" >&2
        return 0
    fi
    mapfile -t missing < <(missing_packages "${wanted[@]}")
    if [ "${#missing[@]}" -eq 0 ]; then
        return 0
    fi
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        echo "These packages are missing, and installing them needs root or sudo:" >&2
        echo "    apt-get install --no-install-recommends ${missing[*]}" >&2
        return 1
    fi
    echo "Installing: ${missing[*]}"
    quietly as_root apt-get update || echo "apt-get update failed; trying with the package lists that are here" >&2
    quietly as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes --no-install-recommends "${missing[@]}"
}

# quietly COMMAND…: shows the command's output only when it fails, and returns its exit status.
quietly() {
    local log status=0
    log=$(mktemp)
    "$@" >"$log" 2>&1 </dev/null || status=$?
    if [ "$status" -ne 0 ]; then
        echo "Failed (exit status $status): $*" >&2
        cat "$log" >&2
    fi
    rm -f "$log"
    return "$status"
}
