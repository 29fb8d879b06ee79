# SPDX-License-Identifier: Apache-2.0
"""Reads the public headers and writes what SWIG and Python need (see docs/rfc/0001-bindings.md)."""
