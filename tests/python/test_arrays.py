# SPDX-License-Identifier: Apache-2.0
"""Arrays in and out: lists, any iterable, and the buffer protocol."""

import array
import tempfile
import unittest
from datetime import date
from pathlib import Path

import jianfu
from support import KIND, UNIT, calendar, ledger, line, record

try:
    import numpy
except ImportError:
    numpy = None

WEIGHTS = [1, 2, 3, 4]
SHARES = [10, 20, 30, 40]


class Numbers(unittest.TestCase):
    def test_lists_tuples_and_iterators(self):
        for weights in (WEIGHTS, tuple(WEIGHTS), iter(WEIGHTS), range(1, 5), (w for w in WEIGHTS)):
            self.assertEqual(jianfu.allocate(100, weights), SHARES)

    def test_buffers_in(self):
        for weights in (array.array("q", WEIGHTS), memoryview(array.array("q", WEIGHTS))):
            self.assertEqual(jianfu.allocate(100, weights), SHARES)

    def test_a_buffer_is_filled(self):
        room = array.array("q", [0] * 4)
        self.assertIsNone(jianfu.allocate(100, WEIGHTS, room))
        self.assertEqual(room.tolist(), SHARES)

    def test_a_buffer_may_be_its_own_result(self):
        both = array.array("q", WEIGHTS)
        jianfu.allocate(100, both, both)
        self.assertEqual(both.tolist(), SHARES)

    def test_a_failed_call_leaves_the_buffer(self):
        room = array.array("q", [7] * 4)
        with self.assertRaises(jianfu.ArgumentError):
            jianfu.allocate(-1, WEIGHTS, room)
        self.assertEqual(room.tolist(), [7] * 4)
        room.append(1)  # nobody holds it any more

    def test_wrong_element_types_are_refused(self):
        for weights in (array.array("i", WEIGHTS), array.array("d", [1.0]), b"12345678",
                        array.array("Q", WEIGHTS), bytearray(16)):
            with self.assertRaises(ValueError):
                jianfu.allocate(100, weights)
        for weights in ("1234", 5, None, [1.5], ["1"], [None]):
            with self.assertRaises(TypeError):
                jianfu.allocate(100, weights)

    def test_read_only_buffers_cannot_be_filled(self):
        for room in (b"\0" * 32, memoryview(array.array("q", WEIGHTS)).toreadonly()):
            with self.assertRaises((BufferError, ValueError)):
                jianfu.allocate(100, WEIGHTS, room)

    def test_empty_arrays(self):
        with self.assertRaises(jianfu.ArgumentError):
            jianfu.allocate(1, [])
        with self.assertRaises(jianfu.ArgumentError):
            jianfu.allocate(1, array.array("q"))
        self.assertEqual(ledger().series(series_cell(), date(2023, 3, 1), 0), [])

    def test_another_length_of_the_result_is_refused(self):
        for room in (3, 5, array.array("q", [0] * 3)):
            with self.assertRaises(jianfu.ArgumentError):
                jianfu.allocate(100, WEIGHTS, room)

    def test_a_size_that_no_memory_has(self):
        for count in (2**63, 2**64, -1):
            with self.assertRaises(OverflowError):
                jianfu.allocate(1, WEIGHTS, count)
        with self.assertRaises(MemoryError):
            jianfu.allocate(1, WEIGHTS, 2**60)

    def test_use_per_day(self):
        book = ledger()
        book.issue(record(1, date(2023, 3, 2)), [line(count=5)])
        expected = [0, 5, 0]
        self.assertEqual(book.series(series_cell(), date(2023, 3, 1), 3), expected)
        room = array.array("q", [9] * 3)
        book.series(series_cell(), date(2023, 3, 1), room)
        self.assertEqual(room.tolist(), expected)


@unittest.skipIf(numpy is None, "numpy is not installed")
class Numpy(unittest.TestCase):
    def test_in_and_out_without_a_copy(self):
        room = numpy.zeros(4, dtype=numpy.int64)
        jianfu.allocate(100, numpy.array(WEIGHTS), room)
        self.assertEqual(room.tolist(), SHARES)
        self.assertEqual(jianfu.allocate(100, numpy.array(WEIGHTS)), SHARES)

    def test_a_number_of_numpy_is_a_length(self):
        self.assertEqual(jianfu.allocate(100, WEIGHTS, numpy.int64(4)), SHARES)

    def test_other_layouts_are_refused(self):
        two = numpy.arange(8, dtype=numpy.int64)
        for weights in (two[::2], two.astype(numpy.int32), two.astype(">i8"),
                        two.astype(numpy.float64), two.reshape(2, 4),
                        numpy.frombuffer(b"\0" * 33, dtype=numpy.int64, count=4, offset=1)):
            with self.assertRaises((ValueError, BufferError)):
                jianfu.allocate(100, weights)

    def test_records_as_a_structured_array(self):
        layout = numpy.dtype([("unit", "i8"), ("count", "i8"), ("amounts", "i8", 4),
                              ("side", "i4"), ("reserved", "i4")])
        lines = numpy.zeros(3, dtype=layout)
        lines["unit"] = [UNIT + 1, UNIT + 2, UNIT + 3]
        lines["count"] = 2
        lines["side"] = jianfu.Side.ISSUER
        book = ledger()
        book.issue(record(1), lines)
        cell = jianfu.Limit(unit=UNIT, kind=KIND, day=date(2023, 1, 1),
                            period_kind=jianfu.PeriodKind.YEAR)
        self.assertEqual(book.balance(cell).used, 6)
        with self.assertRaises(ValueError):
            book.issue(record(2), numpy.zeros(3, dtype=numpy.int64))


class Bytes(unittest.TestCase):
    def test_whatever_is_like_bytes(self):
        text = "名称,数\n甲,1\n".encode()
        for given in (text, bytearray(text), memoryview(text), array.array("B", text)):
            self.assertEqual(jianfu.Csv.read("t.csv", given).text(0, 0), "甲")
        for given in ("text", None, [1, 2], 5):
            with self.assertRaises(TypeError):
                jianfu.Csv.read("t.csv", given)

    def test_the_journal_as_bytes_and_into_a_buffer(self):
        book = ledger()
        book.issue(record(1), [line()])
        whole = book.journal()
        self.assertIsInstance(whole, bytes)
        self.assertEqual(len(whole), book.journal_size)
        room = bytearray(len(whole))
        self.assertIsNone(book.journal_read(0, room))
        self.assertEqual(bytes(room), whole)
        self.assertEqual(book.journal_read(2, 3), whole[2:5])
        with self.assertRaises(jianfu.RangeError):
            book.journal_read(len(whole), 1)

    def test_a_digest_is_32_bytes(self):
        book = ledger()
        before = book.digest()
        self.assertEqual(len(before), 32)
        self.assertEqual(ledger().digest(), before)
        book.issue(record(1), [line()])
        self.assertNotEqual(book.digest(), before)

    def test_a_replayed_journal_is_the_same(self):
        book = ledger()
        book.issue(record(1), [line(), line(UNIT + 2, side=jianfu.Side.RECIPIENT)])
        again = jianfu.Ledger.replay(calendar(), memoryview(book.journal()))
        self.assertEqual(again.journal(), book.journal())
        self.assertEqual(again.digest(), book.digest())

    def test_a_restored_ledger_is_the_same(self):
        book = ledger()
        book.issue(record(1), [line()])
        snapshot = book.snapshot_write(book.snapshot_size)
        self.assertIsInstance(snapshot, bytes)
        book.issue(record(2), [line()])
        again = jianfu.Ledger.restore(calendar(), memoryview(snapshot), book.journal())
        self.assertEqual(again.journal(), book.journal())
        self.assertEqual(again.snapshot_write(again.snapshot_size),
                         book.snapshot_write(book.snapshot_size))
        with self.assertRaises(jianfu.CorruptError):
            jianfu.Ledger.restore(calendar(), snapshot[:-1], book.journal())
        with self.assertRaises(jianfu.StateError):
            jianfu.Ledger.restore(calendar(), snapshot, ledger().journal())

    def test_a_ledger_as_it_was(self):
        book = ledger()
        before = book.entry_count
        book.keep()
        self.assertEqual(book.kept_count, 1)
        book.issue(record(1), [line()])
        past = book.as_of(before)
        self.assertEqual(past.digest(), ledger().digest())
        trial = book.as_of(0)
        trial.issue(record(2), [line()])
        self.assertEqual(book.entry_count, before + 1)
        book.drop(0)
        self.assertEqual(book.kept_count, 0)
        del book
        self.assertEqual(past.entry_count, before)
        with self.assertRaises(jianfu.RangeError):
            past.as_of(before + 1)


class Paths(unittest.TestCase):
    def test_a_path_is_what_os_takes(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "表.csv"
            writer = jianfu.CsvWriter()
            for cell in ("名称", "数", "日"):
                writer.text(cell)
            writer.end_row()
            writer.text("甲,乙")
            writer.integer(-5)
            writer.day(date(2023, 3, 1))
            writer.end_row()
            writer.save(path)
            for given in (path, str(path), str(path).encode()):
                table = jianfu.Csv.read_file(given)
                self.assertEqual(list(table), [{"名称": "甲,乙", "数": "-5", "日": "2023-03-01"}])
            self.assertEqual(table.day(0, table.column("日")), date(2023, 3, 1))
            self.assertEqual(writer.result, path.read_text(encoding="utf-8"))


def series_cell():
    return jianfu.Limit(unit=UNIT, kind=KIND, day=date(2023, 1, 1),
                        period_kind=jianfu.PeriodKind.YEAR)


if __name__ == "__main__":
    unittest.main()
