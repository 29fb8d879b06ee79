#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Each public header stands alone: included once and twice, as strict C99 and as C++17.
#   check_headers.sh [C-COMPILER]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cc=${1:-cc}
strict=(-fsyntax-only -pedantic-errors -Wall -Wextra -Werror "-I$root/include")
status=0

# try NAME COMPILER LANGUAGE STANDARD HEADER
try() {
    local text
    text=$(printf '#include <%s>\n#include <%s>\n' "$5" "$5")
    if "$2" -x "$3" "-std=$4" "${strict[@]}" - <<<"$text"; then
        printf 'ok %s %s\n' "$5" "$1"
    else
        printf 'FAIL %s does not stand alone as %s\n' "$5" "$1"
        status=1
    fi
}

mapfile -t headers < <(cd "$root/include" && find . -name '*.h' | sed 's,^\./,,' | LC_ALL=C sort)
for header in "${headers[@]}"; do
    try C99 "$cc" c c99 "$header"
    if command -v c++ >/dev/null; then
        try C++17 c++ c++ c++17 "$header"
    else
        printf 'skipped: there is no C++ compiler for %s\n' "$header"
    fi
done
exit $status
