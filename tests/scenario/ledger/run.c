/* SPDX-License-Identifier: Apache-2.0 */
/* Ledger stories. Each argument is a file; each line of it one step, words separated by blanks, `#`
 * begins a comment. What is expected stands behind `=`. A wrong line or a broken expectation ends
 * the run with file and line.
 *
 *     unit ID PARENT NAME                 units and kinds come first; PARENT 0 is a root
 *     kind ID PARENT NAME
 *     limit CELL AMOUNT [= STATUS]        AMOUNT is a number, `unlimited` or `not-planned`
 *     issue KEY DAY KIND LINE... = STATUS
 *     hold  KEY DAY KIND LINE... = STATUS
 *     check KEY DAY KIND LINE... = STATUS
 *     commit KEY HOLD DAY = STATUS        DAY may be `-`: the hold's day
 *     release KEY HOLD = STATUS
 *     violation CELL AMOUNT USED HELD ASKED SHORT     the next one of the step before; all of them
 *     message TEXT                        of the step before, to the end of the line
 *     balance CELL = AMOUNT USED HELD AVAILABLE       AMOUNT may be `none`, AVAILABLE `any`
 *     replay                              go on with the ledger rebuilt from the journal
 *
 * CELL is UNIT KIND SIDE MEASURE PERIOD: side `issuer` or `recipient`, measure `count`, `items`,
 * `amount1` to `amount4` or `landings`, `-` for the default of either, period as in 2023, 2023-H1,
 * 2023-Q2, 2023-05, 2023-W07, with `/4` behind it when the fiscal year begins in April.
 * LINE is SIDE:UNIT:COUNT[:AMOUNT...]. STATUS is a token of jf_status_name, with `again` behind it
 * when the outcome is that of an earlier attempt. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jianfu/ledger.h"

enum { WORDS = 40, LINES = 32 };

typedef struct story {
    const char *path;
    int line;
    char text[1024];    /* the line, cut into words */
    const char *rest;   /* what follows the first word, uncut */
    char whole[1024];
    char *words[WORDS];
    size_t count;       /* words before `=` */
    char **expected;    /* words behind it */
    size_t expected_count;
    jf_calendar *calendar;
    jf_tree *units;
    jf_tree *kinds;
    jf_ledger *ledger;
    jf_error error;
    bool refused;     /* by the step before: its violations have to be named */
    size_t violation; /* the next one */
    bool failed;
} story;

static bool complain(story *s, const char *what, const char *detail)
{
    if (!s->failed)
        (void)printf("%s:%d: %s: %s\n", s->path, s->line, what, detail);
    s->failed = true;
    return false;
}

static bool expect_number(story *s, const char *what, int64_t wanted, int64_t got)
{
    char detail[96];

    (void)snprintf(detail, sizeof detail, "expected %lld, got %lld", (long long)wanted,
                   (long long)got);
    return wanted == got || complain(s, what, detail);
}

static bool read_number(story *s, const char *text, int64_t *out)
{
    char *end;

    *out = strtoll(text, &end, 10);
    return (end != text && *end == '\0') || complain(s, "not a number", text);
}

static bool read_choice(story *s, const char *text, const char *const *names, int32_t *out)
{
    for (*out = 0; names[*out]; (*out)++)
        if (strcmp(text, names[*out]) == 0)
            return true;
    return complain(s, "unknown word", text);
}

static bool read_day(story *s, const char *text, jf_day *out)
{
    return jf_day_parse(text, out, NULL) == JF_OK || complain(s, "not a day", text);
}

static bool read_period(story *s, char *text, jf_limit *cell)
{
    char *slash = strchr(text, '/');
    int64_t month = 0;
    jf_period period;

    if (slash) {
        *slash = '\0';
        if (!read_number(s, slash + 1, &month))
            return false;
    }
    if (jf_period_parse(text, (int32_t)month, &period, NULL) != JF_OK)
        return complain(s, "not a period", text);
    cell->period_kind = period.kind;
    cell->fiscal_month = (int32_t)month;
    cell->day = period.first;
    return true;
}

/* Five words. */
static bool read_cell(story *s, char **words, jf_limit *cell)
{
    static const char *const sides[] = {"-", "issuer", "recipient", NULL};
    static const char *const measures[] = {"-",       "count",   "items",   "amount1",
                                           "amount2", "amount3", "amount4", "landings", NULL};

    *cell = (jf_limit){.size = sizeof *cell};
    return read_number(s, words[0], &cell->unit) && read_number(s, words[1], &cell->kind) &&
           read_choice(s, words[2], sides, &cell->side) &&
           read_choice(s, words[3], measures, &cell->measure) && read_period(s, words[4], cell);
}

static bool read_amount(story *s, const char *text, int32_t *state, int64_t *amount)
{
    *amount = 0;
    *state = strcmp(text, "unlimited") == 0     ? JF_LIMIT_UNLIMITED
             : strcmp(text, "not-planned") == 0 ? JF_LIMIT_NOT_PLANNED
             : strcmp(text, "none") == 0        ? -1
                                                : JF_LIMIT_NUMBER;
    return *state != JF_LIMIT_NUMBER || read_number(s, text, amount);
}

static bool read_line(story *s, char *text, jf_line *line)
{
    static const char *const sides[] = {"", "issuer", "recipient", NULL};
    char *parts[7] = {text};
    size_t count = 1;
    int64_t numbers[6] = {0};

    for (char *colon = strchr(text, ':'); colon && count < 7; colon = strchr(colon + 1, ':')) {
        *colon = '\0';
        parts[count++] = colon + 1;
    }
    if (count < 3)
        return complain(s, "not SIDE:UNIT:COUNT", text);
    *line = (jf_line){0};
    for (size_t i = 1; i < count; i++)
        if (!read_number(s, parts[i], &numbers[i - 1]))
            return false;
    line->unit = numbers[0];
    line->count = numbers[1];
    memcpy(line->amounts, numbers + 2, sizeof line->amounts);
    return read_choice(s, parts[0], sides, &line->side);
}

static bool need(story *s, size_t least, size_t most, size_t expected_least)
{
    if (s->count < least || s->count > most || s->expected_count < expected_least)
        return complain(s, "wrong number of words", s->whole);
    return true;
}

/* The status of a step against the words behind `=`; none means ok. */
static bool expect_status(story *s, jf_status got, const jf_outcome *outcome)
{
    const char *wanted = s->expected_count > 0 ? s->expected[0] : "ok";
    bool again = s->expected_count > 1 && strcmp(s->expected[1], "again") == 0;

    s->violation = 0;
    s->refused = got == JF_E_LIMIT;
    if (strcmp(wanted, jf_status_name((int32_t)got)) != 0) {
        (void)printf("%s\n", got ? s->error.message : "it went through");
        return complain(s, "another status", jf_status_name((int32_t)got));
    }
    if (outcome && (got == JF_OK || got == JF_E_LIMIT))
        return expect_number(s, "repeated", again, outcome->repeated);
    return true;
}

static bool step_node(story *s)
{
    jf_tree *tree = strcmp(s->words[0], "unit") == 0 ? s->units : s->kinds;
    int64_t id;
    int64_t parent;

    if (!need(s, 4, 4, 0) || !read_number(s, s->words[1], &id) ||
        !read_number(s, s->words[2], &parent))
        return false;
    if (s->ledger)
        return complain(s, "too late for", s->words[0]);
    if (jf_tree_add(tree, id, parent, s->words[3], &s->error) != JF_OK)
        return complain(s, "bad node", s->error.message);
    return true;
}

static bool step_limit(story *s)
{
    jf_limit limit;

    if (!need(s, 7, 7, 0) || !read_cell(s, s->words + 1, &limit) ||
        !read_amount(s, s->words[6], &limit.state, &limit.amount))
        return false;
    return expect_status(s, jf_ledger_set_limit(s->ledger, &limit, &s->error), NULL);
}

static bool step_record(story *s)
{
    static const char *const names[] = {"issue", "hold", "check", NULL};
    jf_record record = {.size = sizeof record};
    jf_outcome outcome = {.size = sizeof outcome};
    jf_line lines[LINES];
    size_t line_count = s->count - 4;
    int32_t what;

    if (!need(s, 5, 4 + LINES, 1) || !read_choice(s, s->words[0], names, &what) ||
        !read_number(s, s->words[1], &record.key) || !read_day(s, s->words[2], &record.day) ||
        !read_number(s, s->words[3], &record.kind))
        return false;
    for (size_t i = 0; i < line_count; i++)
        if (!read_line(s, s->words[4 + i], &lines[i]))
            return false;
    return expect_status(s,
                         (what == 0   ? jf_ledger_issue
                          : what == 1 ? jf_ledger_hold
                                      : jf_ledger_check)(s->ledger, &record, lines, line_count,
                                                         &outcome, &s->error),
                         &outcome);
}

static bool step_commit(story *s)
{
    jf_outcome outcome = {.size = sizeof outcome};
    jf_day day = JF_DAY_NONE;
    int64_t key;
    int64_t hold;

    if (!need(s, 4, 4, 1) || !read_number(s, s->words[1], &key) ||
        !read_number(s, s->words[2], &hold) ||
        (strcmp(s->words[3], "-") != 0 && !read_day(s, s->words[3], &day)))
        return false;
    return expect_status(s, jf_ledger_commit(s->ledger, key, hold, day, &outcome, &s->error),
                         &outcome);
}

static bool step_release(story *s)
{
    jf_outcome outcome = {.size = sizeof outcome};
    int64_t key;
    int64_t hold;

    if (!need(s, 3, 3, 1) || !read_number(s, s->words[1], &key) ||
        !read_number(s, s->words[2], &hold))
        return false;
    return expect_status(s, jf_ledger_release(s->ledger, key, hold, &outcome, &s->error), &outcome);
}

static bool step_violation(story *s)
{
    jf_violation v = {.size = sizeof v};
    int64_t numbers[4];
    int32_t state;
    int64_t amount;
    jf_limit cell;

    if (!need(s, 11, 11, 0) || !read_cell(s, s->words + 1, &cell) ||
        !read_amount(s, s->words[6], &state, &amount))
        return false;
    for (size_t i = 0; i < 4; i++)
        if (!read_number(s, s->words[7 + i], &numbers[i]))
            return false;
    if (jf_ledger_violation_at(s->ledger, s->violation++, &v, NULL) != JF_OK)
        return complain(s, "no such violation", s->whole);
    return expect_number(s, "unit", cell.unit, v.unit) &&
           expect_number(s, "kind", cell.kind, v.kind) &&
           (cell.side == 0 || expect_number(s, "side", cell.side, v.side)) &&
           (cell.measure == 0 || expect_number(s, "measure", cell.measure, v.measure)) &&
           expect_number(s, "kind of period", cell.period_kind, v.period_kind) &&
           expect_number(s, "first day", cell.day, v.first) &&
           expect_number(s, "state", state, v.state) &&
           expect_number(s, "limit", amount, v.amount) &&
           expect_number(s, "used", numbers[0], v.used) &&
           expect_number(s, "held", numbers[1], v.held) &&
           expect_number(s, "asked", numbers[2], v.asked) &&
           expect_number(s, "short by", numbers[3], v.short_by);
}

static bool step_message(story *s)
{
    return strcmp(s->error.message, s->rest) == 0 ||
           complain(s, "another message", s->error.message);
}

static bool step_balance(story *s)
{
    jf_balance balance = {.size = sizeof balance};
    int64_t amount;
    int64_t numbers[3] = {0, 0, INT64_MAX};
    int32_t state;
    jf_limit cell;

    if (!need(s, 6, 6, 4) || !read_cell(s, s->words + 1, &cell) ||
        !read_amount(s, s->expected[0], &state, &amount))
        return false;
    for (size_t i = 0; i < 3; i++)
        if (strcmp(s->expected[1 + i], "any") != 0 &&
            !read_number(s, s->expected[1 + i], &numbers[i]))
            return false;
    if (jf_ledger_balance(s->ledger, &cell, &balance, &s->error) != JF_OK)
        return complain(s, "no balance", s->error.message);
    return expect_number(s, "state", state, balance.state) &&
           expect_number(s, "limit", amount, balance.limit) &&
           expect_number(s, "used", numbers[0], balance.used) &&
           expect_number(s, "held", numbers[1], balance.held) &&
           expect_number(s, "available", numbers[2], balance.available);
}

static bool step_replay(story *s)
{
    size_t size = jf_ledger_journal_size(s->ledger);
    uint8_t *bytes = malloc(size);
    jf_ledger *again;

    if (!bytes || jf_ledger_journal_read(s->ledger, 0, bytes, size, &s->error) != JF_OK)
        abort();
    again = jf_ledger_replay(s->calendar, bytes, size, NULL, &s->error);
    free(bytes);
    if (!again)
        return complain(s, "no replay", s->error.message);
    jf_ledger_free(s->ledger);
    s->ledger = again;
    return expect_number(s, "journal", (int64_t)size, (int64_t)jf_ledger_journal_size(again));
}

static const struct {
    const char *name;
    bool (*run)(story *s);
    bool looks; /* only looks at the step before */
} steps[] = {
    {"unit", step_node, false},       {"kind", step_node, false},
    {"limit", step_limit, false},     {"issue", step_record, false},
    {"hold", step_record, false},     {"check", step_record, false},
    {"commit", step_commit, false},   {"release", step_release, false},
    {"violation", step_violation, true}, {"message", step_message, true},
    {"balance", step_balance, false}, {"replay", step_replay, false},
};

static void cut(story *s)
{
    char *at = s->text;

    s->count = s->expected_count = 0;
    s->expected = NULL;
    s->rest = s->whole;
    for (size_t total = 0; total < WORDS;) {
        at += strspn(at, " \t\r\n");
        if (*at == '\0' || *at == '#')
            return;
        if (total == 1)
            s->rest = s->whole + (at - s->text);
        s->words[total] = at;
        at += strcspn(at, " \t\r\n");
        if (*at)
            *at++ = '\0';
        if (!s->expected && strcmp(s->words[total], "=") == 0)
            s->expected = &s->words[total + 1];
        else if (s->expected)
            s->expected_count++;
        else
            s->count++;
        total++;
    }
}

static bool all_are_named(story *s)
{
    return !s->refused ||
           expect_number(s, "violations named", (int64_t)s->violation,
                         (int64_t)jf_ledger_violation_count(s->ledger));
}

static bool run_line(story *s)
{
    s->whole[strcspn(s->whole, "\r\n")] = '\0';
    memcpy(s->text, s->whole, sizeof s->text);
    cut(s);
    if (s->count == 0)
        return true;
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++) {
        if (strcmp(s->words[0], steps[i].name) != 0)
            continue;
        if (!s->ledger && steps[i].run != step_node)
            s->ledger = jf_ledger_new(s->calendar, s->units, s->kinds, NULL, &s->error);
        if (!steps[i].looks) {
            if (!all_are_named(s))
                return false;
            s->refused = false;
        }
        return steps[i].run(s);
    }
    return complain(s, "unknown step", s->words[0]);
}

static bool run_story(const char *path)
{
    story s = {.path = path};
    FILE *file = fopen(path, "r");

    if (!file)
        return complain(&s, "cannot be read", path);
    s.calendar = jf_calendar_new(NULL, NULL);
    s.units = jf_tree_new(NULL, NULL);
    s.kinds = jf_tree_new(NULL, NULL);
    (void)jf_calendar_seal(s.calendar, NULL);
    while (!s.failed && fgets(s.whole, sizeof s.whole, file)) {
        s.line++;
        (void)run_line(&s);
    }
    (void)all_are_named(&s);
    (void)fclose(file);
    jf_ledger_free(s.ledger);
    jf_calendar_free(s.calendar);
    jf_tree_free(s.units);
    jf_tree_free(s.kinds);
    return !s.failed;
}

int main(int argc, char **argv)
{
    int failed = argc < 2;

    for (int i = 1; i < argc; i++)
        failed |= !run_story(argv[i]);
    (void)printf("%d ledger stories, %s\n", argc - 1, failed ? "failed" : "passed");
    return failed;
}
