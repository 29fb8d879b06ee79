# SPDX-License-Identifier: Apache-2.0
"""Scores bench_watch on real registers, beside simple methods, as tables.

    score.py PROGRAM FOLDER [--dev] [--set us | --set cn]

Asks PROGRAM the questions of tests/peers/score_warnings.py with the shipped defaults and with
--refit, and scores the answers: years up to 2019, then all years; with --dev only the former, and
the questions of later years are not even asked. JIANFU_DATA names the folder of the data. The
curves go to FOLDER/watch_curve.csv, the answers to FOLDER too.
"""

import argparse
import contextlib
import csv
import gzip
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "peers"))

import curve  # noqa: E402
import score_warnings as scorer  # noqa: E402

SETS = {"us": "issuance/us_regs_daily.csv.gz", "cn": "issuance/cn_gov_daily.csv.gz"}
DEV_LAST_YEAR = 2019
PACE = "linear-pace-c"
SETTINGS = ("default", "refit")
CURVE_HEAD = ("set", "last_year", "method", "at", "percent", "far", "recall", "mean_lead_days")


def world_of(name, path, last_year):
    arguments = ["cases", str(path), "--preset", name]
    if last_year:
        arguments += ["--last-year", str(last_year)]
    return scorer.World(scorer.normalise(scorer.make_parser().parse_args(arguments)))


@contextlib.contextmanager
def plain(path):
    """The file without gzip."""
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / path.name.removesuffix(".gz")
        with gzip.open(path) as file:
            out.write_bytes(file.read())
        yield out


def ask(program, world, data, out, refit, *options):
    """Writes the answers of the program to `out`; what it prints is returned."""
    cases = out.with_name(out.stem + "_cases.csv")
    with open(cases, "w", encoding="utf-8", newline="") as file:
        scorer.write_cases(file, world, blind=True, all_looks=False)
    command = [program, "--data", data, "--cases", cases, "--out", out,
               "--period-start-month", str(world.opt.period_start_month)]
    if world.opt.kinds:
        command += ["--kinds", world.opt.kinds]
    if world.opt.unit_by_kind:
        command += ["--unit-by-kind"]
    if refit:
        command += ["--refit"]
    return subprocess.run([*command, *options], check=True, stdout=subprocess.PIPE,
                          text=True).stdout


def text_of(value, places=4):
    if value is None:
        return "-"
    return f"{value:.{places}f}" if isinstance(value, float) else str(value)


def days_of(value):
    return text_of(None if value is None else float(value), 1)


class Method:
    """Answers of one method in one world, and all that is said of them."""

    def __init__(self, world, name, predictions, has_totals=False, has_dates=False):
        self.name = name
        self.predictions = predictions
        self.result = scorer.evaluate(world, predictions, has_totals, has_dates)
        self.alarms = curve.Alarms(
            world.scored, lambda c, look: predictions[c.unit, c.year, look].p)
        self.by_far = curve.by_far(self.alarms)
        self.by_recall = curve.by_recall(self.alarms)

    def precision(self, threshold):
        *_, precision, raised = self.alarms.at(threshold)
        return f"{text_of(precision, 3)} of {raised}"

    def rows(self):
        """(measure, text) of each row of the table."""
        r = self.result
        for label, key in (("Brier", "brier"), ("log score", "log_score"), ("ECE", "ece_10_bins"),
                           ("AUPRC", "auprc")):
            yield label, text_of(r[key])
        for threshold in (.8, .9):
            yield f"precision of first alarms at {threshold}", self.precision(threshold)
        for level in r["bayesian_fdr"]:
            yield (f"realised FDR at {level['nominal']:.0%}",
                   f"{text_of(level['realised'], 3)} of {level['flagged']}")
        for label, key in (("of the 90 % rule", "at_far_of_percent_used_90"),
                           ("10 %", "at_far_10_percent")):
            alarm = r["alarms"][key]
            yield f"recall at FAR {label}", text_of(alarm["recall"], 3)
            yield f"median lead at FAR {label}, days", days_of(alarm["median_lead_days"])
        yield "date CRPS, days", text_of(r.get("exceed_date", {}).get("crps_days"), 2)
        yield "dates that disagree with p", text_of(
            r.get("exceed_date", {}).get("n_inconsistent_with_p"))
        yield "coverage of 80 % intervals", text_of(
            r.get("total", {}).get("interval_80_coverage"), 3)
        yield "without an answer", text_of(r["n_missing_predictions"])


def table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("|" + " --- |" * len(head))
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


def print_measures(methods):
    columns = [list(method.rows()) for method in methods]
    table(["measure", *(method.name for method in methods)],
          [[cells[0][0], *(text for _, text in cells)] for cells in zip(*columns)])


def scores_row(name, found, days):
    return [name, *(text_of(found[key]) for key in ("brier", "log_score", "auprc")),
            text_of(days, 2)]


def baseline_row(world, name):
    try:
        predictions = scorer.baseline(world, name)
    except scorer.InputError:
        return [name, *("too few earlier years",) * 3, "-"]
    days = None
    if name.endswith(("-hard", "-poisson")):
        days = scorer.score_dates(list(world.live_looks()), predictions)["crps_days"]
    return scores_row(name, scorer.evaluate(world, predictions, details=False), days)


def print_baselines(world, methods, pace):
    rows = [scores_row(m.name, m.result, m.result["exceed_date"]["crps_days"]) for m in methods]
    rows += [baseline_row(world, name) for name in scorer.BASELINES]
    table(["method", "Brier", "log score", "AUPRC", "date CRPS, days"], rows)
    for method in methods:
        found = scorer.brier_difference(world, method.predictions, pace.predictions)
        low, high = found["interval_95"]
        print(f"{method.name}: Brier less that of {PACE} {found['difference']:+.4f}, "
              f"95 % bootstrap over unit-years {low:+.4f} to {high:+.4f}")
    print()


def print_curve(methods, pace):
    everyone = [*methods, pace]
    for label, points, percents in (
            ("FAR at most", "by_far", (0, 1, 2, 3, 5, 8, 10, 15, 20, 25, 30, 35, 40)),
            ("recall at least", "by_recall", range(10, 100, 10))):
        head = [f"{label}, %"]
        head += [f"{m.name}: {what}" for m in everyone
                 for what in (("recall", "mean lead") if points == "by_far"
                              else ("FAR", "mean lead"))]
        rows = []
        for percent in percents:
            row = [str(percent)]
            for method in everyone:
                point = getattr(method, points).get(percent)
                far, recall, lead = point or (None, None, None)
                row += [text_of(recall if points == "by_far" else far, 3), text_of(lead, 1)]
            rows.append(row)
        table(head, rows)
    for method in methods:
        print(f"{method.name} against {PACE}, at equal FAR of 0 to 40 %: recall "
              f"{curve.compare(method.by_far, pace.by_far, 1)}; mean lead "
              f"{curve.compare(method.by_far, pace.by_far, 2)}")
        print(f"{method.name} against {PACE}, at equal recall of 5 to 95 %: mean lead "
              f"{curve.compare(method.by_recall, pace.by_recall, 2)}")
    print()


def write_curve(out, key, methods):
    for method in methods:
        for at, points in (("far", method.by_far), ("recall", method.by_recall)):
            for percent, point in sorted(points.items()):
                out.writerow([*key, method.name, at, percent, *(round(v, 6) for v in point)])


def score(name, path, last_year, answers, out):
    """All tables of one set of data up to a year; `answers` by the name of the settings."""
    world = world_of(name, path, last_year)
    methods = []
    for settings, answer in answers.items():
        world.opt.predictions = str(answer)
        predictions, has_totals, has_dates, _ = scorer.read_predictions(str(answer), world)
        methods.append(Method(world, settings, predictions, has_totals, has_dates))
    pace = Method(world, PACE, scorer.baseline(world, PACE))
    rule = methods[0].result["alarms"]["percent_used_90"]
    print(f"## {name}, years {world.first} to {world.last}: {len(world.scored)} unit-years, "
          f"{methods[0].result['n_live_looks']} looks\n")
    print(f"90 % rule: FAR {rule['far']:.3f}, recall {rule['recall']:.3f}, "
          f"median lead {days_of(rule['median_lead_days'])} days\n")
    print_measures([*methods, pace])
    print_baselines(world, methods, pace)
    print_curve(methods, pace)
    write_curve(out, (name, world.last), [*methods, pace])
    sys.stdout.flush()


def score_set(name, arguments, folder, out):
    source = pathlib.Path(os.environ["JIANFU_DATA"]) / SETS[name]
    if not source.is_file():
        print(f"skipped: {name}: JIANFU_DATA has no {SETS[name]}\n")
        return
    with plain(source) as path:
        asked = world_of(name, path, DEV_LAST_YEAR if arguments.dev else None)
        answers = {settings: folder / f"watch_{name}_{settings}.csv" for settings in SETTINGS}
        for settings, answer in answers.items():
            ask(arguments.program, asked, path, answer, settings == "refit")
        for last_year in (DEV_LAST_YEAR,) if arguments.dev else (DEV_LAST_YEAR, None):
            score(name, path, last_year, answers, out)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("program")
    parser.add_argument("folder")
    parser.add_argument("--dev", action="store_true", help=f"years up to {DEV_LAST_YEAR} only")
    parser.add_argument("--set", choices=sorted(SETS), help="one set of data only")
    arguments = parser.parse_args()
    if not os.environ.get("JIANFU_DATA"):
        print("skipped: JIANFU_DATA is not set")
        return
    folder = pathlib.Path(arguments.folder)
    with open(folder / "watch_curve.csv", "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(CURVE_HEAD)
        for name in [arguments.set] if arguments.set else SETS:
            score_set(name, arguments, folder, out)


if __name__ == "__main__":
    try:
        main()
    except (scorer.InputError, OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"score.py: {error}")
