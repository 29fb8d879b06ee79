#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The C and the Python program print the same and write the same plan, on every example folder; the
# totals are those that expected.json holds; the GB18030 folder gives what its UTF-8 twin gives.
# The gate prints what gate.txt says, in both languages.
#   compare.sh BUILD-FOLDER [COUNT-FILE]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
build=$1
count_file=${2:-/dev/null}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
skipped=0

# check NAME COMMAND...
check() {
    local name=$1
    shift
    if "$@" >"$work/log" 2>&1; then
        printf 'ok %s\n' "$name"
        passed=$((passed + 1))
    else
        printf 'FAIL %s\n' "$name"
        head -n 20 "$work/log" | sed 's/^/    /'
        failed=$((failed + 1))
    fi
}

# review NAME FOLDER COMMAND...: output to $work/NAME.txt, plan to $work/NAME.csv
review() {
    local name=$1 folder=$2
    shift 2
    "$@" "$folder" "$work/$name.csv" >"$work/$name.txt"
}

# refused FOLDER: the review ends with one error that names the row of a document
refused() {
    local status=0
    "$build/examples/review" "$1" "$work/refused.csv" 2>"$work/refused.txt" || status=$?
    [ "$status" -eq 2 ] && grep -q 'documents.csv row' "$work/refused.txt"
}

# same NAME NAME: both said something, and the same
same() {
    [ -s "$work/$1.txt" ] || return 1
    diff -u "$work/$1.txt" "$work/$2.txt" || return 1
    [ ! -f "$work/$1.csv" ] || diff -u "$work/$1.csv" "$work/$2.csv"
}

# readme_lines OUTPUT: the block of output in README.md, line by line, but for its "..."
readme_lines() {
    local line found=0
    while IFS= read -r line; do
        grep -qxF -- "$line" "$1" || { printf 'not printed: %s\n' "$line" && return 1; }
        found=$((found + 1))
    done < <(awk '/^```/ { inside = 0 } inside && $0 != "..." && $0 != ""
                  /^From what it prints/ { wanted = 1 }
                  wanted && /^```$/ && !done { inside = 1; done = 1 }' \
        "$root/README.md")
    [ "$found" -gt 5 ]
}

# begins EXPECTED OUTPUT: each line of the output begins with that of the expectation
begins() {
    awk 'NR == FNR { wanted[FNR] = $0; count = FNR; next }
         index($0, wanted[FNR]) != 1 { printf "line %d: %s\n", FNR, $0; wrong = 1 }
         END { exit wrong || FNR != count }' "$1" "$2"
}

has_python=no
if [ -d "$build/python" ] && [ -f "$root/examples/review.py" ]; then
    has_python=yes
fi

for folder in "$root"/examples/data/*/settings.csv; do
    folder=$(dirname "$folder")
    name=$(basename "$folder")
    if [ "$name" = municipal-dirty ]; then
        check "$name is refused at its first wrong date" refused "$folder"
        continue
    fi
    check "$name in C" review "$name-c" "$folder" "$build/examples/review"
    check "$name has the totals expected" /usr/bin/python3 -B "$root/tests/examples/expect.py" \
        "$folder/expected.json" "$work/$name-c.txt"
    if [ $has_python = yes ]; then
        check "$name in Python" env "PYTHONPATH=$build/python" bash -c '"$@" >"$0"' \
            "$work/$name-python.txt" /usr/bin/python3 -B "$root/examples/review.py" "$folder" \
            "$work/$name-python.csv"
        check "$name is the same in both" same "$name-c" "$name-python"
    else
        printf 'skipped: there is no Python package in this build\n'
        skipped=$((skipped + 1))
    fi
done
check "gate in C" bash -c '"$@" >"$0"' "$work/gate-c.txt" "$build/examples/gate" \
    "$root/examples/data/municipal"
check "gate holds what its rules let pass" begins "$root/tests/examples/gate.txt" "$work/gate-c.txt"
if [ $has_python = yes ]; then
    check "gate in Python" env "PYTHONPATH=$build/python" bash -c '"$@" >"$0"' \
        "$work/gate-python.txt" /usr/bin/python3 -B "$root/examples/gate.py" \
        "$root/examples/data/municipal"
    check "gate is the same in both" same gate-c gate-python
fi
check "alerts in C" bash -c '"$@" >"$0"' "$work/alerts-c.txt" "$build/examples/alerts" \
    "$root/examples/data/municipal"
check "alerts are those of the four sections, shadows those of two" diff -u \
    "$root/tests/examples/alerts.txt" "$work/alerts-c.txt"
if [ $has_python = yes ]; then
    check "alerts in Python" env "PYTHONPATH=$build/python" bash -c '"$@" >"$0"' \
        "$work/alerts-python.txt" /usr/bin/python3 -B "$root/examples/alerts.py" \
        "$root/examples/data/municipal"
    check "alerts are the same in both" same alerts-c alerts-python
fi
check "GB18030 gives what UTF-8 gives" same municipal-c municipal-gb18030-c
check "every line of output in README.md is printed" readme_lines "$work/municipal-c.txt"
check "bad input gives one error and exit code 2" /usr/bin/python3 -B \
    "$root/tests/examples/bad_input.py" "$build"
check "IETF 106: nobody twice at once, says the scorer" \
    /usr/bin/python3 -B "$root/tests/examples/ietf_twice.py" "$work/ietf106-c.csv"

printf '%d %d %d\n' "$passed" "$failed" "$skipped" >"$count_file"
[ "$failed" -eq 0 ]
