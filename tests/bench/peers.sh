# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# Sourced by tests/bench/run, which sets `suite` and `results`: the other systems, each from its
# Debian packages, started and stopped here. Servers run as an unprivileged user in a folder of
# their own, on a unix socket only.

peer_user=nobody

peers_of() {
    case $1 in
        ledger) printf '%s\n' lmdb sqlite redis postgresql ;;
        watch) printf '%s\n' forecast surveillance prometheus ;;
    esac
}

packages_of() {
    case $1 in
        lmdb) say liblmdb-dev ;;
        sqlite) say libsqlite3-dev ;;
        redis) printf '%s\n' libhiredis-dev redis-tools ;;
        postgresql) printf '%s\n' libpq-dev postgresql-15 ;;
        forecast | surveillance) printf '%s\n' r-base-core "r-cran-$1" ;;
    esac
}

# Only unpacked: installing the package would start a service. For promtool, which is in it.
# shellcheck disable=SC2154 # results: set by the script that sources this
unpack_prometheus() {
    local folder=$results/prometheus
    ! command -v promtool >/dev/null || return 0
    [ ! -x "$folder/usr/bin/promtool" ] || return 0
    command -v apt-get >/dev/null || return 1
    mkdir -p "$folder"
    (cd "$folder" && apt-get -o APT::Sandbox::User=root download prometheus >/dev/null 2>&1 &&
        dpkg -x prometheus_*.deb . && rm -f prometheus_*.deb)
}

# One after the other, so that one that cannot be had does not stop the others.
install_peers() {
    local peer packages
    for peer in $(peers_of "$suite"); do
        mapfile -t packages < <(packages_of "$peer")
        (need_packages "${packages[@]}") || say "$peer: its packages are not to be had"
        [ "$peer" != prometheus ] || unpack_prometheus || say "$peer: it is not to be had"
    done
}

# Before a command: it runs as the unprivileged user, when we are root. No function, so that a
# server that is started with it in the background has the id that the shell tells.
as_peer=(env)
if [ "$(id -u)" -eq 0 ]; then
    as_peer=(setpriv "--reuid=$peer_user" "--regid=$(id -g "$peer_user")" --clear-groups)
fi

# wait_for COMMAND...: until it succeeds, ten seconds at most
wait_for() {
    local tries
    for tries in {1..100}; do
        ! "$@" >/dev/null 2>&1 || return 0
        sleep 0.1
    done
    say "gave up after $tries tries" >&2
    return 1
}

# The server's own program: Debian ships it in redis-tools too, under the name of the checker, and
# installing redis-server would start a service.
start_redis() {
    local program
    program=$(command -v redis-server || command -v redis-check-rdb) || return 1
    # shellcheck disable=SC2016 # expanded by the inner shell
    "${as_peer[@]}" bash -c 'exec -a redis-server "$@"' - "$program" --port 0 \
        --unixsocket "$1/redis.sock" --dir "$1" --save '' --appendonly no --daemonize no \
        >"$1/log" 2>&1 &
    server=$!
    wait_for "${as_peer[@]}" redis-cli -s "$1/redis.sock" ping
}

start_postgresql() {
    local programs=/usr/lib/postgresql/15/bin
    "${as_peer[@]}" "$programs/initdb" -D "$1/data" -U bench -A trust >"$1/log" 2>&1 || return 1
    "${as_peer[@]}" "$programs/postgres" -D "$1/data" -k "$1" -c listen_addresses= -c fsync=off \
        -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=512MB \
        >>"$1/log" 2>&1 &
    server=$!
    wait_for "${as_peer[@]}" "$programs/psql" -h "$1" -U bench -c 'SELECT 1' postgres
}

# Ends the server that was started; PostgreSQL's ends its children.
stop_server() {
    [ -n "$server" ] || return 0
    kill -INT "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
    server=
}

# shellcheck disable=SC2154 # set by the script that sources this
skip_peer() {
    printf '{"bench": "%s", "case": "peer_8", "peer": "%s", "skipped": "%s"}\n' "$suite" "$1" "$2"
}

# measure_peer PEER PROGRAM FOLDER ARGUMENT...
measure_peer() {
    local peer=$1 program=$2 folder=$3 where=$3
    shift 3
    case $peer in
        redis)
            start_redis "$folder" || { skip_peer "$peer" "its server does not start"; return 0; }
            where=$folder/redis.sock
            ;;
        postgresql)
            start_postgresql "$folder" || {
                skip_peer "$peer" "its server does not start"
                return 0
            }
            where="host=$folder user=bench dbname=postgres"
            ;;
    esac
    "$program" "$where" "$@" || skip_peer "$peer" "its program failed"
}

# measure_peers PROGRAM ARGUMENT...: those whose program was built, or the suite's own way
measure_peers() {
    local program=$1 peer folder memory=/dev/shm server=
    shift
    if [ -f "$root/tests/bench/$suite/peers.py" ]; then
        "$python" -B "$root/tests/bench/$suite/peers.py" "$program" "$results" "$@"
        return
    fi
    [ -w $memory ] || memory=${TMPDIR:-/tmp}
    for peer in $(peers_of "$suite"); do
        if [ ! -x "${program}_$peer" ]; then
            skip_peer "$peer" "its library is not installed"
            continue
        fi
        folder=$(mktemp -d "$memory/jianfu-bench.XXXXXX")
        [ "$(id -u)" -ne 0 ] || chown "$peer_user" "$folder"
        measure_peer "$peer" "${program}_$peer" "$folder" "$@"
        stop_server
        rm -rf "$folder"
    done
}
