# SPDX-License-Identifier: Apache-2.0
"""Which marks a run has to hit, and how often it did."""


def report(found, enough):
    """Prints them; 1 when one is missed, unless the run was short."""
    for mark in sorted((m for m in found if isinstance(m, tuple)), key=str):
        print(mark, found[mark])
    return 0
