#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Writes symbols.txt (of a build, default: build/dev) and layout.txt (of the headers) anew.
#   update.sh [LIBRARY]
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
library=${1:-$here/../../build/dev/libjianfu.so}
symbols=$(/usr/bin/python3 -B "$here/check_library.py" --print "$library")
{
    printf '# SPDX-License-Identifier: Apache-2.0\n'
    printf '# What the shared library exports. Changed by update.sh only.\n'
    printf '%s\n' "$symbols"
} >"$here/symbols.txt"
printf '%s symbols\n' "$(wc -l <<<"$symbols")"
layout=$(/usr/bin/python3 -B "$here/layout.py" print)
printf '%s\n' "$layout" >"$here/layout.txt"
