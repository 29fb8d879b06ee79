# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Shared by examples/run, tests/run and .ci/run, which set `root` to the top of the source tree.
#
# JIANFU_BUILD   folder of the build trees (default: build/ in the source tree)

# shellcheck disable=SC2034 # used by the scripts that source this
python=/usr/bin/python3
build_root=${JIANFU_BUILD:-$root/build}
jobs=$(nproc 2>/dev/null || echo 2)

# shellcheck disable=SC2034
build_packages=(cmake gcc libc6-dev ninja-build python3)
# shellcheck disable=SC2034
python_packages=(python3-dev swig)
# shellcheck disable=SC2034
test_packages=(binutils g++ libcmocka-dev mypy pkg-config python3-numpy tcl tcl-dev)

say() { printf '%s\n' "$*"; }

die() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
    exit 1
}

now() { date +%s.%N; }

# since START: seconds with one decimal
since() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.1f", b - a }'; }

# Runs a command as root: directly, or through sudo.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif [ -t 0 ]; then
        sudo "$@"
    else
        sudo -n "$@"
    fi
}

# missing_packages NAME...: those that are not installed, one a line
missing_packages() {
    local package
    for package in "$@"; do
        dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed ||
            say "$package"
    done
}

# need_packages NAME...: installs what is missing; the time it takes is told apart
need_packages() {
    local missing start log
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        say "not a Debian system: these packages, or what they hold, have to be there: $*"
        return 0
    fi
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        die "not root, and no sudo; install these first: apt-get install ${missing[*]}"
    fi
    say "installing: ${missing[*]}"
    start=$(now)
    log=$(mktemp)
    # Of several sources one may be out of reach; whether that matters, installing tells.
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update >"$log" 2>&1 || true
    if ! as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends "${missing[@]}" >>"$log" 2>&1; then
        tail -n 15 "$log" >&2
        die "apt-get could not install: ${missing[*]} (whole log: $log)"
    fi
    rm -f "$log"
    say "installed in $(since "$start") s (not part of the times below)"
}

# build_preset PRESET [TARGET...]: configures and builds below $build_root
build_preset() {
    local preset=$1 target arguments=()
    shift
    for target in "$@"; do
        arguments+=(--target "$target")
    done
    (cd "$root" && cmake --preset "$preset" -B "$build_root/$preset") &&
        cmake --build "$build_root/$preset" -j "$jobs" "${arguments[@]}" -- -k 0
}
