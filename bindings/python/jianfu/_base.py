# SPDX-License-Identifier: Apache-2.0
"""What the generated classes stand on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import index as _index
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar, Union, cast, overload

from . import _core

if TYPE_CHECKING:
    from types import TracebackType

    from _typeshed import ReadableBuffer as ReadableBuffer
    from _typeshed import WriteableBuffer as WriteableBuffer

    from ._api import Status
else:
    ReadableBuffer = WriteableBuffer = Any

T = TypeVar("T")
Self = TypeVar("Self", bound="Handle")
Room = TypeVar("Room")


class Error(Exception):
    """A call failed. The fields are those of jf_error; the class says the status."""

    status: Status
    line: int = 0
    """line, row or byte offset in the input; 0 = none"""
    subject: int = 0
    """the id the failure is about; 0 = none"""
    expected: int = 0
    """what was allowed or expected, where a number says it"""
    actual: int = 0
    """what was found"""

    @property
    def message(self) -> str:
        """One English line."""
        return str(self.args[0]) if self.args else ""


class Handle(_core.Handle):
    """An object of the C library. Usable in a `with` block, which closes it."""

    __slots__ = ("__weakref__",)

    def __enter__(self: Self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        state = "closed " if self.closed else ""
        return f"<{state}jianfu.{type(self).__name__} at {id(self):#x}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"cannot pickle or copy a {type(self).__name__}")


class View(Sequence[T]):
    """A sequence over elements that the library holds; it shows them as they are now."""

    __slots__ = ("_at", "_count")

    def __init__(self, count: Callable[[], int], at: Callable[[int], T]) -> None:
        self._count = count
        self._at = at

    def __len__(self) -> int:
        return self._count()

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        if isinstance(index, slice):
            return [self._at(i) for i in range(*index.indices(self._count()))]
        number = _index(index)
        if number < 0:
            number += self._count()
            if number < 0:
                raise IndexError("index out of range")
        return self._at(number)

    def __iter__(self) -> Iterator[T]:
        for index in range(self._count()):
            yield self._at(index)

    def __repr__(self) -> str:
        return f"<view of {self._count()} elements>"


def checked(index: int, count: int) -> None:
    """Raises IndexError for an index outside 0 .. count - 1."""
    if not 0 <= _index(index) < count:
        raise IndexError(f"index {index} is outside 0..{count - 1}")


def paired(
    items: Union[Iterable[T], ReadableBuffer], room: Room
) -> tuple[Union[Iterable[T], ReadableBuffer], Union[Room, int]]:
    """An input array and the room for an output array of the same length."""
    if room is not None:
        return items, room
    if not hasattr(items, "__len__"):
        items = list(cast("Iterable[T]", items))
    return items, len(items)
