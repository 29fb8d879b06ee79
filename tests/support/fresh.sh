#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Proves the two commands on a machine that has nothing: a minimal Debian is made in a folder, a
# clone of the last commit is put in, and examples/run and tests/run are run inside it.
# Packages come from where this machine gets its own; its apt configuration is copied.
#   fresh.sh [--keep]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=tests/support/common.sh
. "$root/tests/support/common.sh"

system=
keep=

skipped() {
    say "skipped: $1"
    say "0 passed, 0 failed, 1 skipped"
    exit 0
}

clean_up() {
    local mounted
    [ -n "$system" ] || return 0
    for mounted in dev/pts dev proc; do
        if mountpoint -q "$system/$mounted"; then
            umount -l "$system/$mounted"
        fi
    done
    if [ -n "$keep" ]; then
        say "kept: $system"
    else
        rm -rf --one-file-system "$system"
    fi
}

# "site release" of the first Debian archive that apt knows here
archive() {
    apt-get indextargets --format '$(SITE) $(RELEASE) $(ORIGIN)' 'Created-By: Packages' |
        awk -v release="$1" '$2 == release && $3 == "Debian" { print $1, $2; exit }'
}

# Whatever apt needs on this machine to reach its archive.
copy_apt_configuration() {
    local path
    for path in etc/apt usr/share/keyrings etc/ssl/certs usr/share/ca-certificates \
        usr/local/share/ca-certificates; do
        if [ -e "/$path" ]; then
            mkdir -p "$system/$path"
            cp -aL "/$path/." "$system/$path/" 2>/dev/null || true
        fi
    done
    for path in etc/resolv.conf etc/hosts; do
        [ ! -e "/$path" ] || cp -L "/$path" "$system/$path"
    done
}

make_system() {
    local release site
    release=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
    read -r site release < <(archive "$release") || true
    [ -n "${site:-}" ] || skipped "apt knows no Debian archive here"
    system=$(mktemp -d "${TMPDIR:-/var/tmp}/jianfu-fresh.XXXXXX")
    trap clean_up EXIT
    say "debootstrap $release"
    debootstrap --variant=minbase --include=git,ca-certificates "$release" "$system" "$site" \
        >"$system.log" 2>&1 || {
        tail -n 20 "$system.log" >&2
        die "debootstrap failed (whole log: $system.log)"
    }
    rm -f "$system.log"
    copy_apt_configuration
    mount -t proc proc "$system/proc" || skipped "/proc cannot be mounted here"
    mount --rbind /dev "$system/dev" && mount --make-rslave "$system/dev"
}

# inside COMMAND...: in the new system, with none of this machine's environment
inside() {
    chroot "$system" /usr/bin/env -i HOME=/tmp LANG=C.UTF-8 \
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} \
        "$@"
}

run_both() {
    local command start status=0
    for command in examples/run tests/run; do
        say
        say "=== $command in a fresh system"
        start=$(now)
        inside "/opt/jianfu/$command" || status=1
        say "=== $command: $(since "$start") s, with what it installed"
    done
    return $status
}

# count_of LOG STATUS: the count of the inner tests/run, and one failure if only examples/run failed
count_of() {
    local passed failed skipped
    read -r passed failed skipped < <(
        sed -nE 's/^([0-9]+) passed, ([0-9]+) failed, ([0-9]+) skipped$/\1 \2 \3/p' "$1" | tail -n 1
    ) || true
    if [ "$2" -ne 0 ] && [ "${failed:-0}" -eq 0 ]; then
        failed=1
    fi
    say "${passed:-0} passed, ${failed:-0} failed, ${skipped:-0} skipped"
}

main() {
    local start status=0 log=$build_root/fresh.log
    [ "${1:-}" != --keep ] || keep=yes
    [ "$(id -u)" -eq 0 ] || skipped "a minimal Debian can be made by root only"
    command -v apt-get >/dev/null || skipped "this is not a Debian system"
    git -C "$root" rev-parse --verify -q HEAD >/dev/null || skipped "there is no commit to clone"
    need_packages debootstrap git
    start=$(now)
    make_system
    git clone -q --no-local "$root" "$system/opt/jianfu"
    say "system made in $(since "$start") s"
    mkdir -p "$build_root"
    run_both | tee "$log" || status=1
    count_of "$log" "$status"
    return $status
}

main "$@"
