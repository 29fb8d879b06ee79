# SPDX-License-Identifier: Apache-2.0
"""The forecast from Python: panels of lists and buffers, and what they refuse."""

import array
import dataclasses
import inspect
import math
import unittest
from datetime import date

import jianfu
from support import calendar

# Two years of 60 documents each, and this one up to May.
MONTHS = [5] * 24 + [5, 5, 5, 5, 5] + [0] * 7
NEW_YEAR = date(2023, 1, 1)
TODAY = date(2023, 5, 31)


def case(**fields):
    given = {"unit": 7, "quota": 60, "known": None, "years": 2, **fields}
    return jianfu.ForecastCase(**given)


def panel(months=MONTHS, **fields):
    made = jianfu.Panel(NEW_YEAR)
    made.add([case(**fields)], months)
    return made


class Results(unittest.TestCase):
    def test_a_forecast_is_a_record(self):
        (found,) = panel().forecast(TODAY, 1)
        self.assertIsInstance(found, jianfu.Forecast)
        self.assertTrue(dataclasses.is_dataclass(found))
        self.assertEqual((found.unit, found.quota, found.used, found.age), (7, 60, 25, 0))
        self.assertIs(found.basis, jianfu.ForecastBasis.UNIT)
        self.assertTrue(25 <= found.total_q10 <= found.total_q50 <= found.total_q90)
        self.assertTrue(0 < found.exceed_ppm < 1_000_000)

    def test_days_are_dates_or_none(self):
        (found,) = panel(quota=35).forecast(TODAY, 1)
        self.assertIsInstance(found.day_q50, date)
        self.assertTrue(TODAY < found.day_q10 <= found.day_q50 <= date(2023, 12, 31))
        (found,) = panel(quota=1000).forecast(TODAY, 1)
        self.assertIsNone(found.day_q10)
        self.assertEqual(found.exceed_ppm, 0)

    def test_the_day_known_is_a_date_or_none(self):
        (late,) = panel(known=date(2023, 3, 31)).forecast(TODAY, 1)
        self.assertEqual((late.used, late.age), (15, 61))
        self.assertEqual(panel(known=TODAY).forecast(TODAY, 1), panel().forecast(TODAY, 1))

    def test_the_probability_alone(self):
        made = panel()
        (found,) = made.forecast(TODAY, 1)
        self.assertEqual(made.exceed(TODAY, 1), [found.exceed_ppm])
        room = array.array("i", [0])
        self.assertIsNone(made.exceed(TODAY, room))
        self.assertEqual(room[0], found.exceed_ppm)

    def test_no_quota_is_minus_one(self):
        made = panel(quota=-1)
        self.assertEqual(made.exceed(TODAY, 1), [-1])
        self.assertEqual(made.forecast(TODAY, 1)[0].quota, -1)

    def test_a_law_asked_alone_gives_what_the_forecast_says(self):
        (found,) = panel().forecast(TODAY, 1)
        law = jianfu.CountLaw(
            usual_mean_milli=found.usual_mean_milli,
            usual_variance_milli=found.usual_variance_milli,
            changed_mean_milli=found.changed_mean_milli,
            changed_variance_milli=found.changed_variance_milli,
            changed_ppm=found.changed_ppm, bound=found.quota - found.used)
        (alone,) = jianfu.count_law_exceed([law], 1)
        self.assertAlmostEqual(alone, found.exceed_ppm, delta=50)


class Inputs(unittest.TestCase):
    def test_lists_iterators_and_buffers_are_alike(self):
        expected = panel().forecast(TODAY, 1)
        for months in (tuple(MONTHS), iter(MONTHS), array.array("q", MONTHS),
                       memoryview(array.array("q", MONTHS))):
            self.assertEqual(panel(months).forecast(TODAY, 1), expected)

    def test_numpy_arrays(self):
        try:
            import numpy
        except ImportError:
            self.skipTest("numpy is not installed")
        expected = panel().forecast(TODAY, 1)
        self.assertEqual(panel(numpy.array(MONTHS)).forecast(TODAY, 1), expected)
        with self.assertRaises((ValueError, BufferError)):
            panel(numpy.array(MONTHS, dtype=float))

    def test_what_is_no_whole_number_is_refused(self):
        for wrong in (math.nan, 5.0, None, "5", math.inf):
            with self.assertRaises(TypeError):
                panel([wrong, *MONTHS[1:]])
            with self.assertRaises(TypeError):
                panel(quota=wrong)
        for wrong in (array.array("d", MONTHS), array.array("i", MONTHS)):
            with self.assertRaises(ValueError):
                panel(wrong)

    def test_the_case_with_a_negative_count_is_named(self):
        made = jianfu.Panel(NEW_YEAR)
        with self.assertRaises(jianfu.RangeError) as caught:
            made.add([case(), case(unit=8)], [*MONTHS, *MONTHS[:-1], -2])
        self.assertEqual((caught.exception.actual, caught.exception.subject), (1, 8))
        self.assertEqual(made.count, 0)

    def test_counts_beyond_64_bits_are_refused(self):
        with self.assertRaises(OverflowError):
            panel([2**63, *MONTHS[1:]])

    def test_minus_one_is_a_missing_month(self):
        months = list(MONTHS)
        months[26] = -1
        (found,) = panel(months).forecast(TODAY, 1)
        self.assertEqual(found.used, 20)
        self.assertTrue(55_000 < found.mean_milli < 65_000)

    def test_too_few_months(self):
        with self.assertRaises(jianfu.ArgumentError):
            panel(MONTHS[:-1])
        with self.assertRaises(jianfu.ArgumentError):
            panel(years=3)

    def test_another_number_of_results(self):
        made = panel()
        for count in (0, 2):
            with self.assertRaises(jianfu.ArgumentError):
                made.forecast(TODAY, count)

    def test_a_day_of_another_year(self):
        for day in (date(2022, 12, 31), date(2024, 1, 1)):
            with self.assertRaises(jianfu.RangeError):
                panel().exceed(day, 1)
        with self.assertRaises(jianfu.RangeError):
            panel().exceed(None, 1)
        for day in ("2023-05-31", 5, math.nan):
            with self.assertRaises(TypeError):
                panel().exceed(day, 1)

    def test_options_and_calendar(self):
        opts = jianfu.PanelOptions(period_kind=jianfu.PeriodKind.HALF, joined=True)
        made = jianfu.Panel(NEW_YEAR, calendar(), None, opts)
        made.add([case(quota=30)], MONTHS)
        (found,) = made.forecast(TODAY, 1)
        self.assertTrue(found.day_q90 is None or found.day_q90 <= date(2023, 6, 30))
        with self.assertRaises(jianfu.ArgumentError):
            jianfu.Panel(NEW_YEAR, None, None, opts)


class Settings(unittest.TestCase):
    def test_defaults_are_in_use(self):
        self.assertEqual(panel().settings(), jianfu.forecast_settings_default())

    def test_a_setting_changes_the_forecast(self):
        bold = jianfu.Panel(NEW_YEAR, None, jianfu.ForecastSettings(dispersion_ppm=100_000))
        bold.add([case()], MONTHS)
        self.assertEqual(bold.settings().dispersion_ppm, 100_000)
        self.assertNotEqual(bold.exceed(TODAY, 1), panel().exceed(TODAY, 1))

    def test_a_setting_out_of_range(self):
        with self.assertRaises(jianfu.ArgumentError):
            jianfu.Panel(NEW_YEAR, None, jianfu.ForecastSettings(memory_ppm=1_000_000))

    def test_refit_of_too_little_changes_nothing(self):
        made = panel()
        made.refit()
        self.assertEqual(made.settings(), jianfu.forecast_settings_default())


class Contracts(unittest.TestCase):
    def test_docstrings_are_there(self):
        for thing in (jianfu.Panel, jianfu.Panel.add, jianfu.Panel.forecast, jianfu.Panel.exceed,
                      jianfu.Panel.refit, jianfu.Panel.settings, jianfu.Forecast,
                      jianfu.ForecastCase, jianfu.ForecastSettings, jianfu.CountLaw,
                      jianfu.count_law_exceed, jianfu.forecast_settings_default):
            self.assertGreater(len(inspect.getdoc(thing)), 10)

    def test_statuses_are_told(self):
        self.assertIn("RangeError: today is not in the year", jianfu.Panel.forecast.__doc__)
        self.assertIn("index of the case", " ".join(jianfu.Panel.add.__doc__.split()))


if __name__ == "__main__":
    unittest.main()
