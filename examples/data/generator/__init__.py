# SPDX-License-Identifier: Apache-2.0
"""Makers of the example data; see ../generate.py."""
