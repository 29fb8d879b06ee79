/* SPDX-License-Identifier: Apache-2.0 */
/* The main job: review FOLDER [PLAN.csv] reads spreadsheets (docs/FORMATS.md), prints a bulletin,
 * quotas, early warnings and a meeting plan, and writes the plan. Exit code 2 with one error. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <jianfu.h>

typedef struct review {
    jf_folder *folder;
    jf_calendar *calendar;
    jf_tree *units, *kinds;
    jf_register *documents;
    jf_ledger *ledger;
    jf_problem *problem; /* NULL: no meetings are asked for */
    jf_day today, now[2], past[2]; /* the window of the bulletin, and the same a year earlier */
} review;

static jf_error error;

static void need(bool is_fine)
{
    if (!is_fine) {
        fflush(stdout);
        fprintf(stderr, "review: %s: %s\n", jf_status_name(error.status), error.message);
        exit(2);
    }
}

static int64_t setting(const review *self, const char *key, int64_t value)
{
    need(!jf_folder_setting_integer(self->folder, key, value, &value, &error));
    return value;
}

static int64_t total(const review *self, int64_t unit, int64_t kind, const jf_day window[2])
{
    int64_t count = 0;
    need(!jf_register_total(self->documents, unit, kind, window[0], window[1], &count, &error));
    return count;
}

static const char *rate(int64_t before, int64_t after, char text[JF_RATE_TEXT_SIZE])
{
    jf_rate change = {.size = sizeof change};
    need(!jf_rate_change(before, after, 1, JF_ROUNDING_HALF_EVEN, &change, &error));
    need(!jf_rate_format(&change, text, JF_RATE_TEXT_SIZE, &error));
    return text;
}

static void print_rows(const review *self)
{
    static const jf_day ever[2] = {JF_DAY_FIRST, JF_DAY_LAST};
    int64_t count = total(self, 0, 0, ever);
    size_t rows = jf_register_count(self->documents);

    printf("  %zu rows; documents counted: %" PRId64 "\n", rows, count);
    for (int32_t verdict = JF_VERDICT_UNDATED; verdict <= JF_VERDICT_CLASSIFIED; verdict++) {
        need(!jf_register_verdict_total(self->documents, verdict, 0, ever[0], ever[1], &count,
                                        &error));
        if (count > 0)
            printf("  not counted, %s: %" PRId64 "\n", jf_verdict_name(verdict), count);
    }
}

static void print_change(const review *self, int64_t unit, int64_t kind, const char *name)
{
    int64_t before = total(self, unit, kind, self->past);
    int64_t after = total(self, unit, kind, self->now);
    char text[JF_RATE_TEXT_SIZE];
    printf("  %5" PRId64 " -> %5" PRId64, before, after);
    printf("  %9s %%  %s\n", rate(before, after, text), name);
}

static void print_bulletin(review *self)
{
    int64_t kind = setting(self, "formal_kind", 0), days[2];
    jf_day named[4] = {self->now[0], self->now[1], self->past[0], self->past[1]};
    char text[4][JF_RATE_TEXT_SIZE];
    jf_limit limit = {.size = sizeof limit};

    for (int i = 0; i < 4; i++)
        need(!jf_day_format(named[i], text[i], sizeof text[i], &error));
    printf("\n1. Bulletin: %s to %s against %s to %s\n", text[0], text[1], text[2], text[3]);
    print_rows(self);
    for (size_t i = 0; i < jf_ledger_limit_count(self->ledger); i++) {
        need(!jf_ledger_limit_at(self->ledger, i, &limit, &error));
        if (limit.kind == kind)
            print_change(self, limit.unit, kind, jf_tree_name(self->units, limit.unit));
    }
    print_change(self, 0, kind, "total");
    if (!jf_calendar_workday_count(self->calendar, named[0], named[1], &days[0], NULL) &&
        !jf_calendar_workday_count(self->calendar, named[2], named[3], &days[1], NULL))
        printf("  per working day %s %%\n", rate(total(self, 0, kind, self->past) * days[0],
                                                total(self, 0, kind, self->now) * days[1], *text));
}

static void print_quotas(const review *self)
{
    jf_watch *watch = jf_watch_new(self->calendar, NULL, NULL, &error);
    jf_warning found = {.size = sizeof found}, highest = {.used_permille = -1};
    int64_t rule = setting(self, "warn_used_permille", 900);
    int64_t season = setting(self, "season_unit", 0);
    size_t warned = 0, over = 0;
    char text[JF_WARNING_TEXT_SIZE];

    need(watch && !jf_watch_evaluate(watch, self->ledger, self->today, season, &error));
    printf("\n2. Quotas and warnings\n");
    for (size_t i = 0; i < jf_watch_warning_count(watch); i++) {
        need(!jf_watch_warning_at(watch, i, &found, &error));
        need(!jf_warning_format(&found, text, sizeof text, &error));
        printf("  %s  %s, %s\n", text, jf_tree_name(self->units, found.unit),
               jf_tree_name(self->kinds, found.kind));
        warned += found.level > JF_ALERT_GREEN;
        over += found.used_permille >= rule;
        highest = found.used_permille > highest.used_permille ? found : highest;
    }
    printf("%zu warned; the rule of %" PRId64 " per mille used warns %zu", warned, rule, over);
    if (highest.used_permille >= 0)
        printf(" (highest: %s with %d.%d %%)", jf_tree_name(self->units, highest.unit),
               highest.used_permille / 10, highest.used_permille % 10);
    puts("");
    jf_watch_free(watch);
}

static void print_summary(const char *name, const jf_plan *plan)
{
    int64_t attended = 0, cost = 0;
    need(plan && !jf_plan_cost(plan, JF_COST_ATTENDED, &attended, &error) &&
         !jf_plan_cost(plan, JF_COST_TOTAL, &cost, &error));
    printf("  %-7s %zu sessions, %" PRId64 " person-minutes, cost %" PRId64 " (bound %" PRId64
           "), unplaced %zu, rules broken %zu\n", name, jf_plan_gathering_count(plan), attended,
           cost, jf_plan_bound(plan), jf_plan_unplaced_count(plan), jf_plan_broken_count(plan));
}

static void print_merges(const review *self, const jf_plan *plan)
{
    for (int32_t gathering = 1; gathering <= (int32_t)jf_plan_gathering_count(plan); gathering++) {
        size_t count = jf_plan_member_count(plan, gathering);
        for (size_t i = 0; count > 1 && i < count; i++) {
            int64_t id = 0;
            need(!jf_plan_member_at(plan, gathering, i, &id, &error));
            printf("%s %" PRId64 " %s%s", i ? " +" : "  merged:", id,
                   jf_folder_meeting_title(self->folder, id), i + 1 < count ? "" : "\n");
        }
    }
}

static void print_plan(const review *self, const char *path)
{
    const jf_solve_options alone = {.size = sizeof alone, .no_merge = 1};
    jf_plan *before = jf_problem_solve(self->problem, &alone, NULL, NULL, &error);
    jf_plan *after = before ? jf_problem_solve(self->problem, NULL, NULL, NULL, &error) : NULL;
    jf_refusal refusal = {.size = sizeof refusal};
    char text[JF_REFUSAL_TEXT_SIZE];

    printf("\n3. Meeting plan\n");
    print_summary("before:", before);
    print_summary("after:", after);
    print_merges(self, after);
    for (size_t i = 0; i < jf_plan_refusal_count(after); i++) {
        need(!jf_plan_refusal_at(after, i, &refusal, &error));
        need(!jf_refusal_format(self->problem, &refusal, text, sizeof text, &error));
        printf("  not merged: %" PRId64 " + %" PRId64 ", %s\n", refusal.request_a,
               refusal.request_b, text);
    }
    need(!jf_folder_write_plan(self->folder, after, path, &error));
    jf_plan_free(before), jf_plan_free(after);
}

int main(int argc, char **argv)
{
    review self = {0};
    jf_period year = {0};

    if (argc != 2 && argc != 3)
        return fputs("usage: review FOLDER [PLAN.csv]\n", stderr), 2;
    need((self.folder = jf_folder_open(argv[1], NULL, &error)) &&
         !jf_folder_setting_day(self.folder, "as_of", &self.today, &error) &&
         !jf_period_containing(self.today, JF_PERIOD_YEAR, 1, &year, &error));
    self.now[0] = year.first, self.now[1] = self.today;
    need(!jf_day_add_years(self.now[0], -1, &self.past[0], &error) &&
         !jf_day_add_years(self.now[1], -1, &self.past[1], &error) &&
         (self.calendar = jf_folder_calendar(self.folder, &error)) &&
         (self.units = jf_folder_units(self.folder, &error)) &&
         (self.kinds = jf_folder_kinds(self.folder, &error)) &&
         (self.documents = jf_folder_register(self.folder, NULL, &error)) &&
         (self.ledger = jf_folder_ledger(self.folder, self.documents, self.today, &error)) &&
         (!jf_folder_has(self.folder, "meetings.csv") ||
          (self.problem = jf_folder_problem(self.folder, NULL, &error))));
    puts(jf_folder_setting(self.folder, "title") ? jf_folder_setting(self.folder, "title") : "");
    if (jf_folder_has(self.folder, "documents.csv"))
        print_bulletin(&self), print_quotas(&self);
    if (self.problem)
        print_plan(&self, argc > 2 ? argv[2] : "plan.csv");
    jf_tree_free(self.units), jf_tree_free(self.kinds), jf_calendar_free(self.calendar);
    jf_ledger_free(self.ledger), jf_register_free(self.documents), jf_problem_free(self.problem);
    jf_folder_free(self.folder);
    return 0;
}
