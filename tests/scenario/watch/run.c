/* SPDX-License-Identifier: Apache-2.0 */
/* Runs scenarios of the watch: use of a ledger in, warnings expected on days. A line is a command,
 * and `#` begins a comment:
 *
 *     calendar <first year> <last year>            shipped schedules, sealed
 *     unit <id> <parent>                           0 = no parent
 *     kind <id> <parent>
 *     series <unit> <kind> <YYYY-MM> <count>...    one count a month, on its 15th
 *     issue <unit> <kind> <day> <count>
 *     limit <unit> <kind> <period> <amount>        amount: a number, unlimited, not-planned
 *     floor <unit> <kind> <period> <amount>
 *     rule <field> <value>                         a field of jf_watch_rules
 *     at <day> [<season unit>]                     evaluates
 *     expect <unit> <kind> <level> <cause> use <used>/<limit> <per mille>
 *            pace <thousandths> <per mille> by <share>/<all>
 *     foresee <unit> <kind> <level> <cause> use <used>/<limit>
 *             likely <per mille> total <10 %> <50 %> <90 %> day <50 %, or never> basis <number>
 *
 * `expect` and `foresee` look at one warning each, at level and pace or at the forecast. After an
 * `at` every warning has to be expected, in order. */
#include "support/calendars.h"
#include "support/support.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "jianfu/watch.h"

#define WORDS_MAX 40

typedef struct scene {
    const char *path;
    int line;
    char *words[WORDS_MAX];
    size_t word_count;
    jf_calendar *calendar;
    jf_tree *units;
    jf_tree *kinds;
    jf_ledger *ledger; /* made with the first use or limit */
    jf_watch *watch;   /* made with the first evaluation */
    jf_watch_rules rules;
    int64_t next_key;
    size_t expected_count;
} scene;

static void reject(const scene *self, const char *problem)
{
    fail_msg("%s:%d: %s: %s", self->path, self->line, self->words[0], problem);
}

static void check(const scene *self, jf_status status, const jf_error *error)
{
    if (status != JF_OK)
        reject(self, error->message);
}

static const char *word(const scene *self, size_t index)
{
    if (index >= self->word_count)
        reject(self, "words are missing");
    return self->words[index];
}

static int64_t number(const scene *self, size_t index)
{
    const char *text = word(self, index);
    char *end;
    long long value = strtoll(text, &end, 10);

    if (end == text || *end)
        reject(self, "not a number");
    return value;
}

static void make_calendar(scene *self)
{
    self->calendar = jf_test_china((int32_t)number(self, 1), (int32_t)number(self, 2));
}

static void add_node(scene *self, jf_tree *tree)
{
    jf_error error = {0};

    check(self, jf_tree_add(tree, number(self, 1), number(self, 2), "node", &error), &error);
}

static void open_ledger(scene *self)
{
    jf_error error = {0};

    if (!self->ledger)
        self->ledger = jf_ledger_new(self->calendar, self->units, self->kinds, NULL, &error);
    if (!self->ledger)
        reject(self, error.message);
}

static void issue(scene *self, jf_day day, int64_t count)
{
    jf_record record = {
        .size = sizeof record, .day = day, .key = self->next_key++, .kind = number(self, 2)};
    jf_line line = {.unit = number(self, 1), .count = count, .side = JF_SIDE_ISSUER};
    jf_error error = {0};

    open_ledger(self);
    check(self, jf_ledger_issue(self->ledger, &record, &line, 1, NULL, &error), &error);
}

static void issue_series(scene *self)
{
    jf_period month = jf_test_period(word(self, 3));

    for (size_t i = 4; i < self->word_count; i++) {
        issue(self, month.first + 14, number(self, i));
        assert_ok(jf_period_shift(&month, 1, &month, err));
    }
}

static void set_limit(scene *self, int32_t bound)
{
    jf_period period = jf_test_period(word(self, 3));
    jf_limit limit = {.size = sizeof limit,
                      .unit = number(self, 1),
                      .kind = number(self, 2),
                      .period_kind = period.kind,
                      .day = period.first,
                      .bound = bound};
    jf_error error = {0};

    if (strcmp(word(self, 4), "unlimited") == 0)
        limit.state = JF_LIMIT_UNLIMITED;
    else if (strcmp(word(self, 4), "not-planned") == 0)
        limit.state = JF_LIMIT_NOT_PLANNED;
    else
        limit.amount = number(self, 4);
    open_ledger(self);
    check(self, jf_ledger_set_limit(self->ledger, &limit, &error), &error);
}

static void set_rule(scene *self)
{
    const struct {
        const char *name;
        int32_t *field;
    } fields[] = {
        {"level_watch_permille", &self->rules.level_watch_permille},
        {"level_yellow_permille", &self->rules.level_yellow_permille},
        {"level_red_permille", &self->rules.level_red_permille},
        {"pace_yellow_permille", &self->rules.pace_yellow_permille},
        {"pace_red_permille", &self->rules.pace_red_permille},
        {"small_use", &self->rules.small_use},
        {"small_excess_permille", &self->rules.small_excess_permille},
        {"level_off", &self->rules.level_off},
        {"pace_off", &self->rules.pace_off},
        {"forecast_off", &self->rules.forecast_off},
        {"early_permille", &self->rules.early_permille},
        {"seasons_apart", &self->rules.seasons_apart},
    };

    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (strcmp(fields[i].name, word(self, 1)) == 0) {
            *fields[i].field = (int32_t)number(self, 2);
            return;
        }
    reject(self, "no such rule");
}

static void check_all_expected(const scene *self)
{
    size_t count = jf_watch_warning_count(self->watch);

    if (self->expected_count != count)
        fail_msg("%s:%d: %zu warnings were expected, there are %zu", self->path, self->line,
                 self->expected_count, count);
}

static void evaluate(scene *self)
{
    int64_t season_unit = self->word_count > 2 ? number(self, 2) : 0;
    jf_error error = {0};

    check_all_expected(self);
    open_ledger(self);
    if (!self->watch)
        self->watch = jf_watch_new(self->calendar, &self->rules, NULL, &error);
    if (!self->watch)
        reject(self, error.message);
    check(self,
          jf_watch_evaluate(self->watch, self->ledger, jf_test_day(word(self, 1)), season_unit,
                            &error),
          &error);
    self->expected_count = 0;
}

/* The next warning; what is wanted of it, as one text. */
static jf_warning next_warning(scene *self, char wanted[256])
{
    jf_warning found = {.size = sizeof found};
    jf_error error = {0};

    wanted[0] = '\0';
    for (size_t i = 0; i < self->word_count && strlen(wanted) < 200; i++) {
        strcat(wanted, i ? " " : "");
        strncat(wanted, self->words[i], 40);
    }
    check(self, jf_watch_warning_at(self->watch, self->expected_count, &found, &error), &error);
    self->expected_count++;
    return found;
}

static void foresee(scene *self)
{
    char wanted[256];
    char actual[256];
    char day[11] = "never";
    jf_warning found = next_warning(self, wanted);

    if (found.day_q50 != JF_DAY_NONE)
        assert_ok(jf_day_format(found.day_q50, day, sizeof day, err));
    (void)snprintf(actual, sizeof actual,
                   "foresee %" PRId64 " %" PRId64 " %s %s use %" PRId64 "/%" PRId64
                   " likely %d total %" PRId64 " %" PRId64 " %" PRId64 " day %s basis %d",
                   found.unit, found.kind, jf_alert_level_name(found.level),
                   jf_alert_cause_name(found.cause), found.used, found.limit,
                   (int)((found.forecast_ppm + 500) / 1000), found.total_q10, found.total_q50,
                   found.total_q90, day, (int)found.basis);
    if (strcmp(actual, wanted) != 0)
        fail_msg("%s:%d:\n  wanted %s\n  found  %s", self->path, self->line, wanted, actual);
}

static void expect(scene *self)
{
    char wanted[256];
    char actual[256];
    jf_warning found = next_warning(self, wanted);

    (void)snprintf(actual, sizeof actual,
                   "expect %" PRId64 " %" PRId64 " %s %s use %" PRId64 "/%" PRId64 " %d"
                   " pace %" PRId64 " %" PRId64 " by %" PRId64 "/%" PRId64,
                   found.unit, found.kind, jf_alert_level_name(found.level),
                   jf_alert_cause_name(found.cause), found.used, found.limit,
                   (int)found.used_permille, found.projected_milli, found.projected_permille,
                   found.share_done, found.share_all);
    if (strcmp(actual, wanted) != 0)
        fail_msg("%s:%d:\n  wanted %s\n  found  %s", self->path, self->line, wanted, actual);
}

static void run_command(scene *self)
{
    const char *command = self->words[0];

    if (strcmp(command, "calendar") == 0)
        make_calendar(self);
    else if (strcmp(command, "unit") == 0)
        add_node(self, self->units);
    else if (strcmp(command, "kind") == 0)
        add_node(self, self->kinds);
    else if (strcmp(command, "series") == 0)
        issue_series(self);
    else if (strcmp(command, "issue") == 0)
        issue(self, jf_test_day(word(self, 3)), number(self, 4));
    else if (strcmp(command, "limit") == 0)
        set_limit(self, JF_BOUND_CAP);
    else if (strcmp(command, "floor") == 0)
        set_limit(self, JF_BOUND_FLOOR);
    else if (strcmp(command, "foresee") == 0)
        foresee(self);
    else if (strcmp(command, "rule") == 0)
        set_rule(self);
    else if (strcmp(command, "at") == 0)
        evaluate(self);
    else if (strcmp(command, "expect") == 0)
        expect(self);
    else
        reject(self, "no such command");
}

static void split_words(scene *self, char *line)
{
    self->word_count = 0;
    line[strcspn(line, "#\r\n")] = '\0';
    for (char *at = strtok(line, " \t"); at; at = strtok(NULL, " \t")) {
        if (self->word_count == WORDS_MAX)
            reject(self, "too many words");
        self->words[self->word_count++] = at;
    }
}

static void run_scenario(void **state)
{
    jf_error error = {0};
    scene self = {.path = *state, .rules = {.size = sizeof self.rules}, .next_key = 1};
    char line[512];
    FILE *file = fopen(self.path, "r");

    if (!file)
        fail_msg("%s cannot be opened", self.path);
    self.units = assert_made(jf_tree_new(NULL, &error), &error);
    self.kinds = assert_made(jf_tree_new(NULL, &error), &error);
    while (fgets(line, sizeof line, file)) {
        self.line++;
        split_words(&self, line);
        if (self.word_count > 0)
            run_command(&self);
    }
    (void)fclose(file);
    check_all_expected(&self);
    jf_watch_free(self.watch);
    jf_ledger_free(self.ledger);
    jf_tree_free(self.units);
    jf_tree_free(self.kinds);
    jf_calendar_free(self.calendar);
}

int main(int argc, char **argv)
{
    size_t count = argc > 1 ? (size_t)argc - 1 : 0;
    struct CMUnitTest *tests = calloc(count + 1, sizeof *tests);
    int failed;

    if (!tests || count == 0)
        return 1;
    for (size_t i = 0; i < count; i++) {
        tests[i].name = argv[i + 1];
        tests[i].test_func = run_scenario;
        tests[i].initial_state = argv[i + 1];
    }
    failed = _cmocka_run_group_tests("scenario.watch", tests, count, NULL, NULL);
    free(tests);
    return failed;
}
