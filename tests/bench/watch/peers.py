# SPDX-License-Identifier: Apache-2.0
"""Other programs on the same register, in the same run, as result lines.

    peers.py PROGRAM FOLDER [--long]

Of the United States register (JIANFU_DATA), years up to 2019, a sample is drawn by a fixed seed;
each peer and bench_watch answer the same questions. FOLDER may hold prometheus/usr/bin/promtool.
"""

import csv
import json
import os
import pathlib
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile

import curve
import score as scores
from score import scorer

HERE = pathlib.Path(__file__).resolve().parent
LOOKS = (2, 4, 6, 8, 10)
PATHS = "ets and 200 simulated paths, R, processor time of a fit and its paths"
RULE = re.compile(r'got: \{case="(\d+)"\} (\S+)')


def print_peer(case, metric, ours, peer, how, theirs):
    ratio = theirs / ours if ours else None
    line = {"bench": "watch", "case": case, "metric": metric, "value": float(f"{ours:.6g}"),
            "peer": peer, "peer_how": how, "peer_value": float(f"{theirs:.6g}")}
    print(json.dumps({**line, **({"ratio": float(f"{ratio:.4g}")} if ratio else {})}), flush=True)


def print_skipped(peer, why):
    print(json.dumps({"bench": "watch", "case": f"peer_{peer}", "peer": peer, "skipped": why}),
          flush=True)


def has_package(name):
    return shutil.which("Rscript") is not None and subprocess.run(
        ["Rscript", "-e", f"library({name})"], capture_output=True, check=False).returncode == 0


class Sample:
    """Questions, and what bench_watch says of them."""

    def __init__(self, program, path, folder):
        self.world = scores.world_of("us", path, scores.DEV_LAST_YEAR)
        answers = folder / "peer_ours.csv"
        told = scores.ask(program, self.world, path, answers, False, "--measure")
        self.took = {line["metric"]: line["value"] for line in map(json.loads, told.splitlines())}
        self.ours = scorer.read_predictions(str(answers), self.world)[0]

    def unit_years(self, count):
        return random.Random(1).sample(self.world.scored, count)

    def p(self, case, look):
        return self.ours[case.unit, case.year, look].p

    def brier(self, cases, theirs):
        """(ours, theirs) on (case, look), p."""
        outcomes = [int(case.exceeded()) for case, _ in cases]
        return (scorer.brier([self.p(*case) for case in cases], outcomes),
                scorer.brier(theirs, outcomes))

    def months(self, case, look):
        """Counts of the months from the first year to the look."""
        found = []
        for year in range(self.world.opt.data_first_year, case.year + 1):
            cumulative = self.world.cum[case.unit][year][0]
            found += [b - a for a, b in zip([0, *cumulative], cumulative)]
        return found[:len(found) - 12 + look]

    def days(self, case, first_year):
        """Counts of the days from 1 January of a year to the end of the case's."""
        first = self.world.cal.start(first_year).toordinal()
        counts = [0] * (self.world.cal.end(case.year).toordinal() - first + 1)
        for year in range(first_year, case.year + 1):
            start = self.world.cal.start(year).toordinal() - first
            for offset, count in self.world.cum[case.unit][year][1]:
                counts[start + offset] += count
        return counts


def run_r(script, rows, folder):
    """Rows of the answers of an R program."""
    asked, told = folder / "asked.csv", folder / "told.csv"
    with open(asked, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    subprocess.run(["Rscript", HERE / "peers" / script, asked, told], check=True,
                   stdout=subprocess.DEVNULL)
    with open(told, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def measure_ets(sample, count, folder):
    cases = [(case, look) for case in sample.unit_years(count) for look in LOOKS
             if case.live(look)]
    rows = [["case", "quota", "used", "left", "months"]]
    rows += [[i, case.quota, case.issued(look), 12 - look,
              " ".join(map(str, sample.months(case, look)))]
             for i, (case, look) in enumerate(cases)]
    told = run_r("ets.R", rows, folder)
    seconds = statistics.mean(float(row["seconds"]) for row in told)
    print_peer("peer_ets", "us_per_probability", sample.took["us_per_probability"], "forecast",
               PATHS, seconds * 1e6)
    ours, theirs = sample.brier(cases, [float(row["p"]) for row in told])
    print_peer("peer_ets", "brier", ours, "forecast", f"{PATHS}; {len(cases)} looks", theirs)


def first_alarm(case, alarms):
    """End of the first week with an alarm before the quota is passed, in days into the year."""
    over = case.exceed if case.exceed is not None else case.days[-1]
    return next((7 * week for week in alarms if 7 * week <= over), None)


def measure_alarms(sample, cases, told, method):
    """Lead at equal false alarms: the weekly alarms against P(exceed) at month ends."""
    mine = curve.Alarms(cases, sample.p)
    false = hits = lead = 0
    for row in told:
        case = cases[int(row["case"])]
        day = first_alarm(case, [int(week) for week in row["alarms"].split()])
        if day is None:
            continue
        if case.exceeded():
            hits += 1
            lead += case.exceed - day + 1
        else:
            false += 1
    far, recall, own_lead = mine.at(mine.threshold_at_false(false))[:3]
    how = f"{method}, weekly, any alarm in the year; {len(cases)} unit-years"
    for metric, ours, theirs in (
            ("far", far, false / max(mine.others, 1)),
            ("recall", recall, hits / max(mine.exceeding, 1)),
            ("mean_lead_days", own_lead, lead / max(mine.exceeding, 1))):
        print_peer(f"peer_{method}", metric, ours, "surveillance", how, theirs)


def measure_surveillance(sample, count, folder):
    """Weeks are seven days from 1 January of the case's year, onward and back."""
    cases = sample.unit_years(count)
    rows = [["case", "tested", "weeks"]]
    for i, case in enumerate(cases):
        days = sample.days(case, sample.world.opt.data_first_year)
        past = len(days) - case.days[-1]
        weeks = [sum(days[at:at + 7]) for at in range(past % 7, len(days) - 6, 7)]
        rows.append([i, case.days[-1] // 7, " ".join(map(str, weeks))])
    told = run_r("surveillance.R", rows, folder)
    for method in ("earsC", "farringtonFlexible"):
        own = [row for row in told if row["method"] == method]
        tests = sum(int(rows[int(row["case"]) + 1][1]) for row in own)
        seconds = sum(float(row["seconds"]) for row in own)
        print_peer(f"peer_{method}", "us_per_test", sample.took["us_per_probability"],
                   "surveillance", f"{method}, R, processor time of one weekly test",
                   seconds * 1e6 / tests)
        measure_alarms(sample, cases, own, method)


def rules_of(sample, cases, asked):
    """A test file for promtool: cumulative counts by day, and what a straight line makes of the
    last 90 days. It expects nothing, so that it tells what it found."""
    lines = ["rule_files: []", "evaluation_interval: 1d", "tests:", "- interval: 1d",
             "  input_series:"]
    for i, (case, look) in enumerate(cases):
        running, values = 0, ["0"]
        for count in sample.days(case, case.year)[:case.days[look - 1]]:
            running += count
            values.append(str(running))
        lines += [f"  - series: 'issued{{case=\"{i}\"}}'", f"    values: '{' '.join(values)}'"]
    lines.append("  promql_expr_test:")
    for i, (case, look) in list(enumerate(cases))[:asked]:
        left = (case.days[-1] - case.days[look - 1]) * 86400
        lines += [f"  - expr: predict_linear(issued{{case=\"{i}\"}}[90d], {left})",
                  f"    eval_time: {case.days[look - 1]}d", "    exp_samples: []"]
    return "\n".join(lines) + "\n"


def run_promtool(promtool, text, folder):
    """(what it found by case, seconds of processor time)"""
    rules = folder / "rules.yml"
    rules.write_text(text, encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = subprocess.run([promtool, "test", "rules", rules], capture_output=True, text=True,
                          check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ({int(case): float(value) for case, value in RULE.findall(told.stdout + told.stderr)},
            after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def measure_prometheus(sample, count, folder, promtool):
    cases = [(case, look) for case in sample.unit_years(count) for look in range(1, 12)
             if case.live(look)]
    _, one = run_promtool(promtool, rules_of(sample, cases, 1), folder)
    found, all_seconds = run_promtool(promtool, rules_of(sample, cases, len(cases)), folder)
    how = f"predict_linear over 90 days in promtool; {len(cases)} looks"
    if len(found) != len(cases):
        print_skipped("prometheus", f"promtool answered {len(found)} of {len(cases)}")
        return
    print_peer("peer_prometheus", "us_per_probability", sample.took["us_per_probability"],
               "prometheus", f"{how}, beyond one", (all_seconds - one) * 1e6 / (len(cases) - 1))
    hard = [float(found[i] > case.quota) for i, (case, _) in enumerate(cases)]
    ours, theirs = sample.brier(cases, hard)
    print_peer("peer_prometheus", "brier", ours, "prometheus", f"{how}, yes or no", theirs)


def main(program, results, *effort):
    data = os.environ.get("JIANFU_DATA")
    source = pathlib.Path(data or "") / scores.SETS["us"]
    scale = 4 if effort else 1
    promtool = shutil.which("promtool", path=f"{results}/prometheus/usr/bin") \
        or shutil.which("promtool")
    if not data or not source.is_file():
        for peer in ("forecast", "surveillance", "prometheus"):
            print_skipped(peer, f"JIANFU_DATA has no {scores.SETS['us']}" if data
                          else "JIANFU_DATA is not set")
        return
    with scores.plain(source) as path, tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        sample = Sample(program, path, folder)
        for peer, measure, count in (("forecast", measure_ets, 40),
                                     ("surveillance", measure_surveillance, 24)):
            if has_package(peer):
                measure(sample, count * scale, folder)
            else:
                print_skipped(peer, f"r-cran-{peer} is not installed")
        if promtool:
            measure_prometheus(sample, 40 * scale, folder, promtool)
        else:
            print_skipped("prometheus", "promtool is not to be had")


if __name__ == "__main__":
    main(*sys.argv[1:])
