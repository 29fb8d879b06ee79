# SPDX-License-Identifier: Apache-2.0
"""The curve of recall against lead, on five unit-years worked out by hand."""

import datetime
import unittest

import curve


class UnitYear:
    """Looks at month ends, each on day 30 x look; over on day `over`, or never."""

    def __init__(self, over, *p):
        self.over, self.p = over, p

    def exceeded(self):
        return self.over is not None

    def live(self, look):
        return self.over is None or 30 * look < self.over

    def look_date(self, look):
        return datetime.date(2001, 1, 1) + datetime.timedelta(30 * look)

    def exceed_date(self):
        return datetime.date(2001, 1, 1) + datetime.timedelta(self.over)


CASES = [UnitYear(100, .2, .6, .9),                     # three live looks
         UnitYear(70, .7, .7),
         UnitYear(20),                                  # over before the first look
         UnitYear(None, *[.1] * 10, .8),
         UnitYear(None, *[.3] * 11)]


class Curve(unittest.TestCase):
    def setUp(self):
        self.alarms = curve.Alarms(CASES, lambda case, look: case.p[look - 1])

    def test_alarm_is_the_first_look_at_or_above(self):
        far, recall, lead, precision, raised = self.alarms.at(.7)
        self.assertEqual((far, recall, raised), (.5, 2 / 3, 3))
        self.assertAlmostEqual(precision, 2 / 3)
        self.assertAlmostEqual(lead, (10 + 40 + 0) / 3) # on day 90 of 100, 30 of 70, and a miss

    def test_threshold_keeps_false_alarms(self):
        for allowed, far, lead in ((0, 0, 10 / 3), (1, .5, 80 / 3), (2, 1, (70 + 40) / 3)):
            found = self.alarms.at(self.alarms.threshold_at_false(allowed))
            self.assertEqual(found[0], far)
            self.assertAlmostEqual(found[2], lead)

    def test_threshold_reaches_recall(self):
        self.assertEqual(self.alarms.threshold_at_recall(30), .9)
        self.assertEqual(self.alarms.threshold_at_recall(66), .7)
        self.assertIsNone(self.alarms.threshold_at_recall(67))
        self.assertEqual(set(curve.by_recall(self.alarms)), set(range(5, 70, 5)))

    def test_comparison_in_words(self):
        ours = {1: (0, .5, 9.), 2: (0, .5, 5.), 3: (0, .5, 5.), 4: (0, .5, 7.)}
        theirs = {1: (0, .5, 7.), 2: (0, .6, 7.), 3: (0, .5, 7.), 5: (0, .5, 7.)}
        self.assertEqual(curve.compare(ours, theirs, 2),
                         "above at 1 of 3, equal at 0, below at 2-3 %")
        self.assertEqual(curve.compare(ours, ours, 1),
                         "above at 0 of 4, equal at 4, below nowhere")


if __name__ == "__main__":
    unittest.main()
