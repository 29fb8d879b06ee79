#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs a build into a folder, moves the folder, and builds programs against it from outside.
#   run.sh BUILD-FOLDER [CMAKE]
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=$1
cmake=${2:-cmake}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ -z "${CMAKE_GENERATOR:-}" ] && command -v ninja >/dev/null; then
    export CMAKE_GENERATOR=Ninja
fi
moved=$work/moved
status=0

# check NAME COMMAND...
check() {
    local name=$1
    shift
    if "$@" >"$work/log" 2>&1; then
        printf 'ok %s\n' "$name"
    else
        printf 'FAIL %s\n' "$name"
        sed 's/^/    /' "$work/log"
        status=1
    fi
}

install_and_move() {
    "$cmake" --install "$build" --prefix "$work/first" && mv "$work/first" "$moved"
}

no_old_path() {
    ! grep -rlI -e "$work/first" -e "$build" "$moved"
}

find_package_builds() {
    "$cmake" -S "$here" -B "$work/find" -DCMAKE_BUILD_TYPE=Debug "-DCMAKE_PREFIX_PATH=$moved" \
        -DCMAKE_FIND_USE_PACKAGE_REGISTRY=OFF && "$cmake" --build "$work/find"
}

wrong_version_is_refused() {
    sed 's/find_package(jianfu 0.1/find_package(jianfu 0.2/' "$here/CMakeLists.txt" \
        >"$work/CMakeLists.txt"
    cp "$here/consumer.c" "$work/"
    ! "$cmake" -S "$work" -B "$work/refused" "-DCMAKE_PREFIX_PATH=$moved" 2>"$work/refusal" &&
        tr -s ' \n' ' ' <"$work/refusal" | grep 'compatible with requested version "0.2"'
}

# pkg_config COMPILER STANDARD LANGUAGE OUTPUT [--static]
pkg_config() {
    local flags library
    library=$(dirname "$(find "$moved" -name jianfu.pc)")
    flags=$(PKG_CONFIG_PATH=$library pkg-config --cflags --libs ${5:+"$5"} jianfu)
    if [ -n "${5:-}" ]; then
        flags=${flags/-ljianfu/-l:libjianfu.a}
    fi
    # shellcheck disable=SC2086
    "$1" "-std=$2" -x "$3" "$here/consumer.c" -x none -o "$work/$4" $flags
}

# runs PROGRAM [LIBRARY-FOLDER]
runs() { LD_LIBRARY_PATH=${2:-} "$1"; }

check "installs, and is moved" install_and_move
check "names no folder of its build" no_old_path
check "find_package builds C and C++, shared and static" find_package_builds
for program in c_jianfu cpp_jianfu c_jianfu_static cpp_jianfu_static; do
    check "$program runs" runs "$work/find/$program"
done
check "find_package refuses another minor version" wrong_version_is_refused

if command -v pkg-config >/dev/null; then
    libraries=$(dirname "$(find "$moved" -name 'libjianfu.so')")
    check "pkg-config builds C" pkg_config cc c99 c pkg_c
    check "pkg-config builds C++" pkg_config c++ c++17 c++ pkg_cpp
    check "pkg-config builds a static C program" pkg_config cc c99 c pkg_static --static
    check "the C program runs" runs "$work/pkg_c" "$libraries"
    check "the C++ program runs" runs "$work/pkg_cpp" "$libraries"
    check "the static program runs" runs "$work/pkg_static"
else
    printf 'skipped: pkg-config is not installed\n'
fi
exit $status
