/* SPDX-License-Identifier: Apache-2.0 */
/* Runs scenarios of the rules. A line is a command; `#` begins a comment:
 *
 *     calendar FIRST-YEAR LAST-YEAR             shipped schedules
 *     weeks DEFINITION                          of the rules that follow
 *     rules PRESET...                           new rules
 *     clause CHECK SEVERITY FIELD=VALUE... : TEXT    a further clause of them
 *     document|meeting|inspection FIELD=VALUE... = SEVERITY   the strictest of any clause
 *     event FIELD=VALUE...                      one of those for the next three commands
 *     link EVENT NODE
 *     splits|unrelated|bundled = COUNT          findings; the events are forgotten
 *     SEVERITY CHECK ACTUAL/ALLOWED [by MEMBER,...] [DAY..DAY] : TEXT    a finding, citing it
 *     skipped CHECK INPUT                       a clause that was skipped, and for what
 *     covered                                   every clause of the rules passed and failed
 *
 * Behind a check every finding has to be expected, in order, but for skipped ones. At the end of
 * all files every preset that ships has to be covered. */
#include "support/calendars.h"
#include "support/support.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "fields.h"

enum { WORDS_MAX = 60, CLAUSES_MAX = 200, EVENTS_MAX = 60, PRESETS_MAX = 100, LINE_MAX = 1024 };

typedef struct scene {
    const char *path;
    int line;
    char *words[WORDS_MAX];
    size_t count;
    char *text; /* behind " : ", or NULL */
    jf_calendar *calendar;
    jf_rules_options options;
    jf_rules *rules;
    bool sealed;
    jf_findings *findings;
    size_t next; /* finding that is expected next */
    bool passed[CLAUSES_MAX];
    bool failed[CLAUSES_MAX];
    jf_event events[EVENTS_MAX];
    size_t event_count;
    jf_event_link links[EVENTS_MAX];
    size_t link_count;
} scene;

static bool covered[PRESETS_MAX];

static void reject(const scene *self, const char *problem)
{
    fail_msg("%s:%d: %s: %s", self->path, self->line, self->words[0], problem);
}

static void check(const scene *self, bool fine, const jf_error *error)
{
    if (!fine)
        reject(self, error->message);
}

static char *word(const scene *self, size_t index)
{
    if (index >= self->count)
        reject(self, "words are missing");
    return self->words[index];
}

static void skip_skipped(scene *self)
{
    jf_rule_finding finding = {.size = sizeof finding};

    while (self->next < jf_findings_count(self->findings)) {
        assert_ok(jf_findings_at(self->findings, self->next, &finding, err));
        if (finding.severity != JF_SEVERITY_SKIPPED)
            return;
        self->next++;
    }
}

/* Nothing is left that was not expected. */
static void end_findings(scene *self)
{
    char text[JF_FINDING_TEXT_SIZE];

    skip_skipped(self);
    if (self->next < jf_findings_count(self->findings)) {
        assert_ok(jf_findings_format(self->findings, self->next, text, sizeof text, err));
        fail_msg("%s:%d: not expected before: %s : %s", self->path, self->line, text,
                 jf_findings_text_at(self->findings, self->next));
    }
    jf_findings_free(self->findings);
    self->findings = NULL;
    self->next = 0;
}

static void new_rules(scene *self)
{
    jf_error error = {0};

    jf_rules_free(self->rules);
    self->rules = jf_rules_new(self->calendar, &self->options, &error);
    check(self, self->rules != NULL, &error);
    for (size_t i = 1; i < self->count; i++)
        check(self, !jf_rules_add_preset(self->rules, self->words[i], &error), &error);
    memset(self->passed, 0, sizeof self->passed);
    memset(self->failed, 0, sizeof self->failed);
    self->sealed = false;
}

static int32_t number_of(const scene *self, const char *name, const char *(*name_of)(int32_t))
{
    for (int32_t i = 0; i < 100; i++)
        if (strcmp(name_of(i), name) == 0)
            return i;
    reject(self, "no such name");
    return 0;
}

static void set_fields(const scene *self, record_kind kind, void *record, size_t first,
                       size_t last)
{
    for (size_t i = first; i < last; i++) {
        const char *problem = set_field(kind, record, self->words[i]);

        if (problem)
            fail_msg("%s:%d: %s: %s", self->path, self->line, self->words[i], problem);
    }
}

static void add_clause(scene *self)
{
    jf_clause clause = {.size = sizeof clause,
                        .check = number_of(self, word(self, 1), jf_check_name),
                        .severity = number_of(self, word(self, 2), jf_severity_name)};
    jf_error error = {0};

    set_fields(self, RECORD_CLAUSE, &clause, 3, self->count);
    check(self,
          !jf_rules_add_clause(self->rules, &clause, "here", "this file",
                               self->text ? self->text : "", &error),
          &error);
}

static void seal(scene *self)
{
    if (!self->rules)
        reject(self, "there are no rules yet");
    if (!self->sealed)
        assert_ok(jf_rules_seal(self->rules, err));
    self->sealed = true;
}

/* Notes which clauses passed and which failed. */
static void note_severities(scene *self)
{
    if (jf_rules_count(self->rules) > CLAUSES_MAX)
        reject(self, "too many clauses");
    for (size_t i = 0; i < jf_rules_count(self->rules); i++) {
        int32_t severity = 0;

        assert_ok(jf_findings_severity_of(self->findings, i, &severity, err));
        self->passed[i] = self->passed[i] || severity == JF_SEVERITY_PASSED;
        self->failed[i] = self->failed[i] || severity >= JF_SEVERITY_NOTICE;
    }
}

static void check_draft(scene *self)
{
    union {
        uint32_t size;
        jf_document_draft document;
        jf_meeting_draft meeting;
        jf_inspection_draft inspection;
    } draft;
    jf_finding_summary summary = {.size = sizeof summary};
    bool is_document = strcmp(self->words[0], "document") == 0;
    bool is_meeting = strcmp(self->words[0], "meeting") == 0;
    jf_error error = {0};

    if (self->count < 3 || strcmp(self->words[self->count - 2], "=") != 0)
        reject(self, "`= SEVERITY` is missing");
    seal(self);
    memset(&draft, 0, sizeof draft);
    draft.size = is_document ? sizeof draft.document
                 : is_meeting ? sizeof draft.meeting
                              : sizeof draft.inspection;
    set_fields(self,
               is_document  ? RECORD_DOCUMENT
               : is_meeting ? RECORD_MEETING
                            : RECORD_INSPECTION,
               &draft, 1, self->count - 2);
    self->findings =
        is_document  ? jf_rules_check_document(self->rules, &draft.document, &error)
        : is_meeting ? jf_rules_check_meeting(self->rules, &draft.meeting, &error)
                     : jf_rules_check_inspection(self->rules, &draft.inspection, &error);
    check(self, self->findings != NULL, &error);
    note_severities(self);
    assert_ok(jf_findings_summary(self->findings, &summary, err));
    if (strcmp(jf_severity_name(summary.worst), self->words[self->count - 1]) != 0)
        fail_msg("%s:%d: the strictest is %s", self->path, self->line,
                 jf_severity_name(summary.worst));
}

static void add_event(scene *self)
{
    if (self->event_count == EVENTS_MAX)
        reject(self, "too many events");
    memset(&self->events[self->event_count], 0, sizeof self->events[0]);
    set_fields(self, RECORD_EVENT, &self->events[self->event_count++], 1, self->count);
}

static void add_link(scene *self)
{
    if (self->link_count == EVENTS_MAX)
        reject(self, "too many links");
    self->links[self->link_count++] =
        (jf_event_link){strtoll(word(self, 1), NULL, 10), strtoll(word(self, 2), NULL, 10)};
}

static void find_groups(scene *self)
{
    jf_error error = {0};

    seal(self);
    if (strcmp(self->words[0], "bundled") == 0)
        self->findings =
            jf_rules_find_bundled(self->rules, self->events, self->event_count, &error);
    else
        self->findings = (strcmp(self->words[0], "splits") == 0 ? jf_rules_find_splits
                                                                : jf_rules_find_unrelated)(
            self->rules, self->events, self->event_count, self->links, self->link_count, &error);
    check(self, self->findings != NULL, &error);
    note_severities(self);
    if ((size_t)strtoull(word(self, 2), NULL, 10) != jf_findings_count(self->findings))
        fail_msg("%s:%d: there are %zu findings", self->path, self->line,
                 jf_findings_count(self->findings));
    self->event_count = 0;
    self->link_count = 0;
}

/* " by 1,2", " 2023-01-01..2023-01-07" as far as the finding has them. */
static void write_extras(const scene *self, const jf_rule_finding *finding, char *text, size_t size)
{
    size_t members = jf_findings_member_count(self->findings, self->next);
    size_t length = strlen(text);
    char first[16];
    char last[16];

    for (size_t i = 0; i < members; i++) {
        int64_t id = 0;

        assert_ok(jf_findings_member_at(self->findings, self->next, i, &id, err));
        length += (size_t)snprintf(text + length, size - length, "%s%" PRId64,
                                   i == 0 ? " by " : ",", id);
    }
    if (finding->first != JF_DAY_NONE) {
        assert_ok(jf_day_format(finding->first, first, sizeof first, err));
        assert_ok(jf_day_format(finding->last, last, sizeof last, err));
        (void)snprintf(text + length, size - length, " %s..%s", first, last);
    }
}

static void expect_finding(scene *self)
{
    jf_rule_finding finding = {.size = sizeof finding};
    char wanted[LINE_MAX] = "";
    char found[LINE_MAX];

    if (!self->findings)
        reject(self, "nothing was checked");
    for (size_t i = 0; i < self->count; i++) {
        strcat(wanted, i == 0 ? "" : " ");
        strcat(wanted, self->words[i]);
    }
    skip_skipped(self);
    if (jf_findings_at(self->findings, self->next, &finding, NULL))
        reject(self, "there is no further finding");
    (void)snprintf(found, sizeof found, "%s %s %" PRId64 "/%" PRId64,
                   jf_severity_name(finding.severity), jf_check_name(finding.check),
                   finding.actual, finding.allowed);
    write_extras(self, &finding, found, sizeof found);
    if (strcmp(wanted, found) != 0 || !self->text ||
        strcmp(self->text, jf_findings_text_at(self->findings, self->next)) != 0)
        fail_msg("%s:%d: found %s : %s", self->path, self->line, found,
                 jf_findings_text_at(self->findings, self->next));
    self->next++;
}

static void expect_skipped(scene *self)
{
    jf_rule_finding finding = {.size = sizeof finding};

    for (size_t i = 0; i < jf_findings_count(self->findings); i++) {
        assert_ok(jf_findings_at(self->findings, i, &finding, err));
        if (finding.severity == JF_SEVERITY_SKIPPED &&
            strcmp(jf_check_name(finding.check), word(self, 1)) == 0 &&
            strcmp(jf_input_name(finding.missing), word(self, 2)) == 0)
            return;
    }
    reject(self, "no clause was skipped so");
}

static void expect_covered(scene *self)
{
    for (size_t i = 0; i < jf_rules_count(self->rules); i++)
        if (!self->passed[i] || !self->failed[i])
            fail_msg("%s:%d: %s never %s", self->path, self->line,
                     jf_rules_text_at(self->rules, i), self->passed[i] ? "failed" : "passed");
    for (size_t i = 0; i < jf_preset_count(); i++)
        for (size_t k = 0; k < jf_rules_count(self->rules); k++)
            if (strcmp(jf_preset_name(i), jf_rules_preset_at(self->rules, k)) == 0)
                covered[i] = true;
}

static void run_command(scene *self)
{
    const struct {
        const char *name;
        void (*run)(scene *self);
    } commands[] = {{"rules", new_rules},        {"clause", add_clause},
                    {"document", check_draft},   {"meeting", check_draft},
                    {"inspection", check_draft}, {"event", add_event},
                    {"link", add_link},          {"splits", find_groups},
                    {"unrelated", find_groups},  {"bundled", find_groups},
                    {"covered", expect_covered}};
    const char *name = self->words[0];

    if (strcmp(name, "skipped") == 0) {
        expect_skipped(self);
        return;
    }
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        if (strcmp(name, commands[i].name) == 0) {
            end_findings(self);
            commands[i].run(self);
            return;
        }
    if (strcmp(name, "calendar") == 0)
        self->calendar = jf_test_china(atoi(word(self, 1)), atoi(word(self, 2)));
    else if (strcmp(name, "weeks") == 0)
        self->options.week_definition = atoi(word(self, 1));
    else
        expect_finding(self);
}

static void split_words(scene *self, char *line)
{
    char *colon;

    self->count = 0;
    line[strcspn(line, "#\r\n")] = '\0';
    colon = strstr(line, " : ");
    self->text = colon ? colon + 3 : NULL;
    if (colon)
        *colon = '\0';
    for (char *at = strtok(line, " \t"); at; at = strtok(NULL, " \t")) {
        if (self->count == WORDS_MAX)
            reject(self, "too many words");
        self->words[self->count++] = at;
    }
}

static void run_scenario(void **state)
{
    scene *self = calloc(1, sizeof *self);
    char line[LINE_MAX];
    FILE *file;

    assert_non_null(self);
    self->path = *state;
    self->options.size = sizeof self->options;
    file = fopen(self->path, "r");
    if (!file)
        fail_msg("%s cannot be opened", self->path);
    while (fgets(line, sizeof line, file)) {
        self->line++;
        split_words(self, line);
        if (self->count > 0)
            run_command(self);
    }
    (void)fclose(file);
    end_findings(self);
    jf_rules_free(self->rules);
    jf_calendar_free(self->calendar);
    free(self);
}

static void every_preset_is_covered(void **state)
{
    (void)state;
    assert_true(jf_preset_count() <= PRESETS_MAX);
    for (size_t i = 0; i < jf_preset_count(); i++)
        if (!covered[i])
            fail_msg("no scenario covers %s", jf_preset_name(i));
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
    tests[count].name = "every_preset_is_covered";
    tests[count].test_func = every_preset_is_covered;
    failed = _cmocka_run_group_tests("scenario.rules", tests, count + 1, NULL, NULL);
    free(tests);
    return failed;
}
