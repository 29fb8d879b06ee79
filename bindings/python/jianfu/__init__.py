# SPDX-License-Identifier: Apache-2.0
"""jianfu: the burden ledger, the early warning and the merge-first meeting planner.

Every function of the C library has its place here: jf_calendar_seal is Calendar.seal, jf_allocate
is allocate. Days are datetime.date, enums are IntEnum, records are frozen dataclasses, lists are
sequences, and every failure is an exception that derives from Error and from a builtin one.
Handles are freed with their objects, by close(), or at the end of a `with` block.
"""

from ._api import *
from ._api import __all__ as _names
from ._api import version as _version
from ._base import Error, Handle, View

__version__ = _version()
__all__ = ["Error", "Handle", "View", *_names]
