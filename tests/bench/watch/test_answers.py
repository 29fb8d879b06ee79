# SPDX-License-Identifier: Apache-2.0
"""bench_watch as it answers questions: never from what comes after the look, in the form that the
scorer reads, and not at all from input that cannot be used.

    test_answers.py PROGRAM [CLASS]
"""

import csv
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parents[3]
REGISTER = TOP / "examples/data/us-register/documents.csv"
SCORER = TOP / "tests/peers/score_warnings.py"
HEAD = ["date", "unit", "kind", "count"]
QUESTIONS = "unit,year,quota,look_date,issued_so_far\n"
PROGRAM = None


def register_rows():
    """The shipped register, 2017 to 2019: real counts, in the columns of the scorer."""
    with open(REGISTER, encoding="utf-8", newline="") as file:
        return [[row["date_signed"], row["sponsor"], row["resource"], row["count"]]
                for row in csv.DictReader(file)]


def drawn_rows(seed):
    """25 units through six years whose levels jump; some begin late, some fall silent."""
    draw = random.Random(seed)
    rows = []
    for unit in range(25):
        level = draw.uniform(10, 200)
        for year in range(2001 + unit % 3, 2007 - unit % 2):
            for month in range(1, 13):
                count = round(draw.gammavariate(2, level / 24))
                if count:
                    day = draw.randint(1, 28)
                    rows.append([f"{year}-{month:02}-{day:02}", f"U{unit}", "a", str(count)])
            level *= draw.lognormvariate(0, .3)
    return rows


def shuffled(rows, look, draw):
    """The rows with everything after the look dealt anew among its days and units; counts too."""
    before = [row for row in rows if row[0] <= look]
    after = [row for row in rows if row[0] > look]
    columns = [list(column) for column in zip(*after)]
    for column in columns:
        draw.shuffle(column)
    return before + [list(row) for row in zip(*columns)]


def worse(rows, look, draw):
    """Other counts after the look, units that were never seen, another year, another order."""
    changed = [[*row[:3], str(int(row[3]) * 50 + draw.randint(0, 9)) if row[0] > look else row[3]]
               for row in rows]
    changed += [["2030-05-05", "AAA", "a", "900"], ["2030-05-05", "U1", "a", "900"]]
    draw.shuffle(changed)
    return changed


def silent(rows, look, _):
    """Nothing after the look."""
    return [row for row in rows if row[0] <= look]


class Adapter(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)

    def put(self, name, text):
        path = self.path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def table(self, rows, name="data.csv"):
        path = self.path / name
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([HEAD, *rows])
        return path

    def scorer(self, *arguments):
        return subprocess.run([sys.executable, "-B", SCORER, *arguments], check=True, text=True,
                              stdout=subprocess.PIPE).stdout

    def run_program(self, data, cases, *options):
        """(exit status, answers, message)"""
        out = self.path / "answers.csv"
        out.unlink(missing_ok=True)
        ended = subprocess.run([PROGRAM, "--data", data, "--cases", cases, "--out", out, *options],
                               stderr=subprocess.PIPE, text=True, check=False)
        return ended.returncode, out.read_bytes() if out.exists() else b"", ended.stderr

    def answers(self, data, cases, *options):
        status, answers, message = self.run_program(data, cases, *options)
        self.assertEqual((status, message), (0, ""))
        return answers


def at_look(text, look, column):
    """The header, and the lines of the look."""
    first, *rest = text.splitlines()
    return [first, *(line for line in rest if line.split(",")[column] == look)]


class Lookahead(Adapter):
    """What is counted after the look has no influence on its answers."""

    def check(self, rows, looks, years, *options, reading=()):
        draw = random.Random(5)
        data = self.table(rows)
        cases = self.scorer("cases", data, "--blind", *reading, *years)
        asked = self.put("cases.csv", cases)
        everything = self.answers(data, asked, *reading, *options).decode()
        if options:
            self.assertNotEqual(everything, self.answers(data, asked, *reading).decode())
        for look in looks:
            wanted = at_look(everything, look, 2)
            asked = self.put("look.csv", "\n".join(at_look(cases, look, 4)) + "\n")
            self.assertGreater(len(wanted), 10)
            for change in (shuffled, worse, silent):
                other = self.table(change(rows, look, draw), "other.csv")
                with self.subTest(look=look, change=change.__name__):
                    answers = self.answers(other, asked, *reading, *options)
                    self.assertEqual(answers.decode().splitlines(), wanted)

    def test_shipped_settings_on_the_register(self):
        self.check(register_rows(), ("2018-03-31", "2019-01-31", "2019-06-30", "2019-11-30"),
                   ("--last-year", "2019"))

    def test_refit_on_the_register(self):
        some = [row for row in register_rows() if row[1] < "F"]
        self.check(some, ("2019-04-30",), ("--first-year", "2019"), "--refit")

    def test_shipped_settings_on_units_that_come_and_go(self):
        self.check(drawn_rows(1), ("2003-02-28", "2004-02-29", "2005-10-31"), ())

    def test_refit_on_units_that_come_and_go(self):
        self.check(drawn_rows(2), ("2005-01-31",), ("--first-year", "2005"), "--refit")

    def test_kinds_apart_in_years_from_may(self):
        self.check(register_rows(), ("2018-06-30", "2019-02-28"), (), reading=(
            "--kinds", "rule,proposed_rule", "--unit-by-kind", "--period-start-month", "5"))


class Scored(Adapter):
    def check(self, rows, *options):
        data = self.table(rows)
        cases = self.put("cases.csv", self.scorer("cases", data, "--blind", "--first-year",
                                                  rows[-1][0][:4]))
        self.answers(data, cases, *options)
        found = json.loads(self.scorer("score", data, self.path / "answers.csv", "--first-year",
                                       rows[-1][0][:4]))
        self.assertEqual(found["n_missing_predictions"], 0)
        self.assertEqual(found["n_unused_predictions"], 0)
        self.assertEqual(found["exceed_date"]["n_inconsistent_with_p"], 0)
        self.assertEqual(found["total"]["n_without_interval"], 0)
        self.assertLess(found["brier"], .25)

    def test_answers_are_what_the_scorer_reads(self):
        self.check(sorted(register_rows()))

    def test_answers_after_a_refit_too(self):
        self.check(sorted(register_rows()), "--refit")

    def test_names_with_commas_quotes_and_line_ends_come_back(self):
        names = ['a,b', 'a"b', 'a\nb', "办公厅"]
        rows = [[f"{year}-{month:02}-03", name, "k", "2"]
                for year in (2001, 2002) for month in range(1, 13) for name in names]
        data = self.table(rows)
        cases = self.put("cases.csv", self.scorer("cases", data, "--blind"))
        answers = self.answers(data, cases).decode()
        units = {row["unit"] for row in csv.DictReader(answers.splitlines(keepends=True))}
        self.assertEqual(units, set(names))
        self.scorer("score", data, self.path / "answers.csv")


class Input(Adapter):
    DATA = "date,unit,count\n2001-03-01,A,20\n2002-01-05,A,3\n"
    CASE = "A,2002,19,2002-01-31,3\n"

    def test_marks_quotes_line_ends_and_further_columns_are_taken(self):
        plain = self.answers(self.put("d.csv", self.DATA), self.put("c.csv", QUESTIONS + self.CASE))
        data = self.put("d.csv", b"\xef\xbb\xbfcount,\"note\",unit,date\r\n"
                                 b"20,\"x, y\",\"A\",2001-03-01\r\n3,,A,2002-01-05\r\n")
        cases = self.put("c.csv", b"\xef\xbb\xbfid,issued_so_far,look_date,quota,year,unit,x\r\n"
                                  b"\"1,\",3,2002-01-31,19,2002,A,\r\n")
        self.assertEqual(self.answers(data, cases), plain)

    def refuses(self, data, cases, *told, options=()):
        status, answers, message = self.run_program(self.put("d.csv", data),
                                                    self.put("c.csv", cases), *options)
        self.assertEqual((status, answers), (2, b""), message)
        for text in told:
            self.assertIn(text, message)

    def test_data_that_cannot_be_used_are_refused(self):
        head = "date,unit,count\n"
        for text, told in (
                ("", ("d.csv",)), ("date,unit\n", ("d.csv", "count")), (head, ("d.csv", "no row")),
                (head + "2001-02-30,A,1\n", ("d.csv:2",)), (head + ",A,1\n", ("d.csv:2",)),
                (head + "2001-02-03,,1\n", ("d.csv:2", "unit")),
                (head + "2001-02-03,A,-1\n", ("d.csv:2",)),
                (head + "2001-02-03,A,\n", ("d.csv:2",)),
                (head + "2001-02-03,A,1.5\n", ("d.csv:2",)),
                (head + "2001-02-03,A,=1+1\n", ("d.csv:2",)),
                (head + "2001-02-03,A,99999999999999999999\n", ("d.csv:2",)),
                (head + "2001-02-03,A,1000000000\n" * 2, ("d.csv:3",)),
                (head + "2001-02-03,A\n", ("d.csv row 2",)),
                (head + "2001-02-03,\"A,1\n", ("d.csv",)),
                (head + "2001-02-03,A\0,1\n", ("d.csv",)),
                (head + "0001-02-03,A,1\n9999-02-03,A,1\n", ("d.csv", "400 years")),
                (head + f"2001-02-03,{'x' * 600},1\n", ("d.csv:2", "512"))):
            with self.subTest(text=text[:60]):
                self.refuses(text, QUESTIONS + self.CASE, *told)
        self.refuses(self.DATA, QUESTIONS + self.CASE, "kind", options=("--kinds", "a"))

    def test_questions_that_cannot_be_answered_are_refused(self):
        for text, told in (
                ("", "c.csv"), ("unit,year\n", "c.csv"),
                (QUESTIONS + "B,2002,19,2002-01-31,3\n", "c.csv:2: the data have no such unit"),
                (QUESTIONS + "A,2002,19,2002-01-30,3\n", "c.csv:2: look_date is not the end"),
                (QUESTIONS + "A,2001,19,2002-01-31,3\n", "c.csv:2: look_date is not in its year"),
                (QUESTIONS + "A,2002,19,2002-01-31,4\n", "c.csv:2: issued_so_far"),
                (QUESTIONS + "A,2005,19,2005-01-31,0\n", "c.csv:2: the data have no such year"),
                (QUESTIONS + "A,2002,,2002-01-31,3\n", "c.csv:2"),
                (QUESTIONS + "A,2002,-5,2002-01-31,3\n", "c.csv:2"),
                (QUESTIONS + "A,2002,19,,3\n", "c.csv:2: no look_date"),
                (QUESTIONS + "A,2002,19,9999-12-31,3\n", "c.csv:2"),
                (QUESTIONS + self.CASE + "A,2002,18,2002-02-28,3\n", "c.csv:3: a second quota")):
            with self.subTest(text=text[len(QUESTIONS):]):
                self.refuses(self.DATA, text, told)

    def test_options_that_cannot_be_used_are_refused(self):
        for options in (("--period-start-month", "0"), ("--period-start-month", "x"), ("--kinds",),
                        ("--what",)):
            with self.subTest(options=options):
                self.refuses(self.DATA, QUESTIONS + self.CASE, "usage", options=options)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
