/* SPDX-License-Identifier: Apache-2.0 */
/* Early warning with a memory: alerts FOLDER looks at a folder of spreadsheets (docs/FORMATS.md) at
 * each month's end of the year, up to the day it is about, and prints what happened, what is open
 * and what would resolve it, then formal papers that turn into informal ones. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include <jianfu.h>

static jf_error error;

typedef struct desk {
    jf_folder *folder;
    jf_calendar *calendar;
    jf_tree *units;
    jf_register *documents;
    jf_ledger *ledger;
    jf_watch *watch;
    jf_alerts *alerts;
    jf_day today;
    jf_day first; /* of the year */
} desk;

static void need(bool is_fine)
{
    if (!is_fine) {
        fflush(stdout);
        fprintf(stderr, "alerts: %s: %s\n", jf_status_name(error.status), error.message);
        exit(2);
    }
}

static const char *day_text(jf_day day, char text[16])
{
    if (day == JF_DAY_NONE)
        return "never";
    need(!jf_day_format(day, text, 16, &error));
    return text;
}

static jf_warning warning_at(const desk *self, size_t index)
{
    jf_warning warning = {.size = sizeof warning};

    need(!jf_watch_warning_at(self->watch, index, &warning, &error));
    return warning;
}

/* One look: what the forecast says of every cell goes to the book. */
static void look(desk *self, jf_day day)
{
    size_t count, sign_count = 0;
    jf_alert_sign *signs;

    need(!jf_watch_evaluate(self->watch, self->ledger, day, 0, &error));
    count = jf_watch_warning_count(self->watch);
    signs = calloc(count + 1, sizeof *signs);
    if (!signs)
        exit(2);
    for (size_t i = 0; i < count; i++) {
        jf_warning warning = warning_at(self, i);

        signs[sign_count].size = sizeof *signs;
        if (!jf_warning_sign(&warning, day, &signs[sign_count], NULL))
            sign_count++;
    }
    need(!jf_alerts_observe(self->alerts, day, signs, sign_count, &error));
    free(signs);
}

static void look_at_year(desk *self)
{
    jf_period month;

    need(!jf_period_containing(self->first, JF_PERIOD_MONTH, 0, &month, &error));
    while (month.last < self->today) {
        look(self, month.last);
        need(!jf_period_shift(&month, 1, &month, &error));
    }
    look(self, self->today);
}

static void print_events(const desk *self)
{
    jf_alert_event event = {.size = sizeof event};
    char text[16];

    puts("\n1. What happened");
    for (size_t i = 0; i < jf_alerts_event_count(self->alerts); i++) {
        need(!jf_alerts_event_at(self->alerts, i, &event, &error));
        printf("  %s  %-9s %s -> %s  %s\n", day_text(event.day, text),
               jf_alert_action_name(event.action), jf_alert_level_name(event.level_before),
               jf_alert_level_name(event.level_after), jf_tree_name(self->units, event.unit));
    }
}

/* Who of the same kind has room. */
static void print_room(const desk *self, const jf_alert_sign *sign)
{
    size_t count = jf_watch_warning_count(self->watch), sibling_count = 0;
    jf_sibling *siblings = calloc(count + 1, sizeof *siblings), most[2];
    int64_t parent = 0, other = 0;

    if (!siblings)
        exit(2);
    need(!jf_tree_parent(self->units, sign->unit, &parent, &error));
    for (size_t i = 0; i < count; i++) {
        jf_warning warning = warning_at(self, i);

        need(!jf_tree_parent(self->units, warning.unit, &other, &error));
        if (warning.kind == sign->kind && warning.unit != sign->unit && other == parent &&
            warning.forecast_ppm >= 0)
            siblings[sibling_count++] = (jf_sibling){warning.unit, warning.limit, warning.used,
                                                     warning.expected_milli, 0};
    }
    if (sibling_count >= 2) {
        need(!jf_alert_siblings(siblings, sibling_count, most, 2, &error));
        printf("    room: %s %" PRId64 ", %s %" PRId64 "\n",
               jf_tree_name(self->units, most[0].unit), most[0].headroom,
               jf_tree_name(self->units, most[1].unit), most[1].headroom);
    }
    free(siblings);
}

/* The months that brought most. */
static void print_months(const desk *self, const jf_alert_sign *sign)
{
    const jf_cell cell = {sign->unit, sign->kind};
    const jf_count_query query = {.size = sizeof query, .period_kind = JF_PERIOD_MONTH,
                                  .day = sign->first, .period_count = 12, .until = self->today};
    jf_contributor months[12], most[2];
    int64_t counts[12];

    need(!jf_ledger_counts(self->ledger, &query, &cell, 1, counts, 12, &error));
    for (int i = 0; i < 12; i++)
        months[i] = (jf_contributor){i + 1, counts[i], 0};
    need(!jf_alert_contributors(months, 12, most, 2, &error));
    printf("    most in month %" PRId64 " (%" PRId64 ") and %" PRId64 " (%" PRId64 ")\n",
           most[0].id, most[0].count, most[1].id, most[1].count);
}

static void print_alert(const desk *self, size_t index, const jf_alert *alert)
{
    jf_alert_sign sign = {.size = sizeof sign};
    jf_advice advice = {.size = sizeof advice};
    char text[16];

    need(!jf_alerts_sign(self->alerts, index, &sign, &error));
    printf("  %-6s %s: used %" PRId64 " of %" PRId64 ", exceeds with %d.%d %%, half likely by %s\n",
           jf_alert_level_name(alert->level), jf_tree_name(self->units, alert->unit), sign.used,
           sign.limit, (sign.value_ppm + 500) / 10000, (sign.value_ppm + 500) / 1000 % 10,
           day_text(sign.date_q50, text));
    need(!jf_alert_advice(&sign, alert->level, self->today, &advice, &error));
    printf("    save %" PRId64 ", beginning by %s\n", advice.save, day_text(advice.by, text));
    print_room(self, &sign);
    print_months(self, &sign);
}

static void print_open(const desk *self)
{
    jf_alert alert = {.size = sizeof alert};

    puts("\n2. What is open, and what would resolve it");
    for (size_t i = 0; i < jf_alerts_alert_count(self->alerts); i++) {
        need(!jf_alerts_alert_at(self->alerts, i, &alert, &error));
        if (alert.state == JF_ALERT_STATE_OPEN)
            print_alert(self, i, &alert);
    }
}

static void count_papers(const desk *self, int64_t unit, int64_t kind, int years_back,
                         int64_t *formal_out, int64_t *informal_out)
{
    jf_day first, last;

    need(!jf_day_add_years(self->first, -years_back, &first, &error) &&
         !jf_day_add_years(self->today, -years_back, &last, &error) &&
         !jf_register_total(self->documents, unit, kind, first, last, formal_out, &error) &&
         !jf_register_verdict_total(self->documents, JF_VERDICT_INFORMAL, unit, first, last,
                                    informal_out, &error));
}

static void print_shadows(const desk *self)
{
    int64_t kind = 0;

    puts("\n3. Formal papers that turn into informal ones");
    need(!jf_folder_setting_integer(self->folder, "formal_kind", 0, &kind, &error));
    for (size_t i = 0; i < jf_watch_warning_count(self->watch); i++) {
        jf_warning warning = warning_at(self, i);
        jf_shadow shadow = {.size = sizeof shadow};
        int64_t formals[2], informals[2];

        if (warning.kind != kind)
            continue;
        count_papers(self, warning.unit, kind, 1, &formals[0], &informals[0]);
        count_papers(self, warning.unit, kind, 0, &formals[1], &informals[1]);
        need(!jf_shadow_assess(NULL, formals, 2, informals, 2, &shadow, &error));
        if (shadow.level > JF_ALERT_GREEN)
            printf("  %-6s %s: formal %" PRId64 " -> %" PRId64 ", informal %" PRId64 " -> %" PRId64
                   " (%s)\n", jf_alert_level_name(shadow.level),
                   jf_tree_name(self->units, warning.unit), formals[0], formals[1], informals[0],
                   informals[1], jf_sign_name(shadow.sign));
    }
}

int main(int argc, char **argv)
{
    /* Who looks once a month closes sooner than who looks every day. */
    const jf_alert_rules monthly = {.size = sizeof monthly, .clear_watch_ppm = 450000,
                                    .clear_yellow_ppm = 650000, .clear_red_ppm = 800000,
                                    .escalate_workdays = 60};
    desk self = {0};
    jf_period year;
    char text[16];

    if (argc != 2)
        return fputs("usage: alerts FOLDER\n", stderr), 2;
    need((self.folder = jf_folder_open(argv[1], NULL, &error)) &&
         !jf_folder_setting_day(self.folder, "as_of", &self.today, &error) &&
         !jf_period_containing(self.today, JF_PERIOD_YEAR, 1, &year, &error) &&
         (self.calendar = jf_folder_calendar(self.folder, &error)) &&
         (self.units = jf_folder_units(self.folder, &error)) &&
         (self.documents = jf_folder_register(self.folder, NULL, &error)) &&
         (self.ledger = jf_folder_ledger(self.folder, self.documents, self.today, &error)) &&
         (self.watch = jf_watch_new(self.calendar, NULL, NULL, &error)) &&
         (self.alerts = jf_alerts_new(self.calendar, &monthly, NULL, &error)));
    self.first = year.first;
    printf("Looks at the end of each month up to %s\n", day_text(self.today, text));
    look_at_year(&self);
    print_events(&self);
    print_open(&self);
    print_shadows(&self);
    jf_alerts_free(self.alerts), jf_watch_free(self.watch), jf_ledger_free(self.ledger);
    jf_register_free(self.documents), jf_tree_free(self.units), jf_calendar_free(self.calendar);
    jf_folder_free(self.folder);
    return 0;
}
