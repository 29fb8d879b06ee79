# SPDX-License-Identifier: Apache-2.0
"""Hand-written parts of generated classes: CsvCharm is a base of Csv, and so on.

Only what no convention of the headers can say belongs here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING


class CsvCharm:
    """A table as an iterable of rows."""

    __slots__ = ()

    if TYPE_CHECKING:

        @property
        def row_count(self) -> int: ...
        @property
        def column_count(self) -> int: ...
        def column_name(self, column: int) -> str | None: ...
        def text(self, row: int, column: int) -> str | None: ...

    @property
    def columns(self) -> list[str]:
        """Header cells as found."""
        return [self.column_name(i) or "" for i in range(self.column_count)]

    def __len__(self) -> int:
        return self.row_count

    def __iter__(self) -> Iterator[dict[str, str]]:
        """Each row as a dict from header cell to text."""
        names = self.columns
        for row in range(self.row_count):
            yield {name: self.text(row, i) or "" for i, name in enumerate(names)}
