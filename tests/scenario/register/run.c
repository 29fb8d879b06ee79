/* SPDX-License-Identifier: Apache-2.0 */
/* Runs scenarios of a register: documents in, what the import says of them out. A line is a
 * command, and `#` begins a comment:
 *
 *     shift <months>                          dates that follow are stored so many months later
 *     document <number> <day> [<doc kind>]    signed on that day
 *     check
 *     expect <kind of finding> <count>        so many findings of it
 *     expect-at <kind of finding> <document> <expected> <actual>
 *     total <first> <last> <count>            documents counted
 *     meter <series> <year> <seen> <issued>
 */
#include "support/calendars.h"
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>

#include "jianfu/register_check.h"
#include "jianfu/register_text.h"

#define WORDS_MAX 8

typedef struct scene {
    const char *path;
    int line;
    char *words[WORDS_MAX];
    size_t word_count;
    jf_tree *units;
    jf_register *documents;
    int32_t months;
} scene;

static void reject(const scene *self, const char *problem)
{
    fail_msg("%s:%d: %s: %s", self->path, self->line, self->words[0], problem);
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

/* The day so many months later, the last of its month where there is no such day. */
static jf_day months_later(jf_day day, int32_t months)
{
    jf_civil civil;
    jf_day later = day;

    assert_ok(jf_day_civil(day, &civil, err));
    civil.year += (civil.month - 1 + months) / 12;
    civil.month = (civil.month - 1 + months) % 12 + 1;
    while (jf_day_from_civil(civil.year, civil.month, civil.day, &later, NULL))
        civil.day--;
    return later;
}

static void add_document(scene *self)
{
    jf_document document = {.size = sizeof document,
                            .sponsor = 1,
                            .kind = 1,
                            .date_dispatched = JF_DAY_NONE,
                            .date_published = JF_DAY_NONE};

    document.date_signed = months_later(jf_test_day(word(self, 2)), self->months);
    document.doc_kind = self->word_count > 3 ? jf_doc_kind_of(word(self, 3)) : 0;
    document.row = self->line;
    assert_ok(jf_register_add(self->documents, &document, word(self, 1), "", err));
}

/* The jf_finding_kind of a name. */
static int32_t kind_of(const scene *self)
{
    for (int32_t kind = 1; kind <= JF_FINDING_DATE_FORM; kind++)
        if (strcmp(jf_finding_name(kind), word(self, 1)) == 0)
            return kind;
    reject(self, "no such kind of finding");
    return 0;
}

static void expect_count(scene *self)
{
    size_t found = jf_register_finding_total(self->documents, kind_of(self));

    if ((int64_t)found != number(self, 2))
        fail_msg("%s:%d: %zu findings", self->path, self->line, found);
}

static void expect_finding(scene *self)
{
    int32_t kind = kind_of(self);

    for (size_t i = 0; i < jf_register_finding_count(self->documents); i++) {
        jf_finding found = {.size = sizeof found};

        assert_ok(jf_register_finding_at(self->documents, i, &found, err));
        if (found.kind == kind &&
            strcmp(jf_register_number_at(self->documents, (size_t)found.document),
                   word(self, 2)) == 0 &&
            found.expected == number(self, 3) && found.actual == number(self, 4))
            return;
    }
    reject(self, "there is no such finding");
}

static void expect_total(scene *self)
{
    int64_t total = -1;

    assert_ok(jf_register_total(self->documents, 0, 0, jf_test_day(word(self, 1)),
                                jf_test_day(word(self, 2)), &total, err));
    if (total != number(self, 3))
        fail_msg("%s:%d: %lld documents", self->path, self->line, (long long)total);
}

static void expect_meter(scene *self)
{
    for (size_t i = 0; i < jf_register_meter_count(self->documents); i++) {
        jf_meter meter = {.size = sizeof meter};

        assert_ok(jf_register_meter_at(self->documents, i, &meter, err));
        if (strcmp(jf_register_meter_series_at(self->documents, i), word(self, 1)) == 0 &&
            meter.year == number(self, 2)) {
            assert_int_equal(meter.seen, number(self, 3));
            assert_int_equal(meter.issued, number(self, 4));
            return;
        }
    }
    reject(self, "there is no such meter");
}

static void set_shift(scene *self)
{
    self->months = (int32_t)number(self, 1);
}

static void check_all(scene *self)
{
    assert_ok(jf_register_check(self->documents, err));
}

static void run_line(scene *self)
{
    static const struct {
        const char *name;
        void (*run)(scene *self);
    } commands[] = {
        {"shift", set_shift},       {"document", add_document},     {"check", check_all},
        {"expect", expect_count},   {"expect-at", expect_finding},  {"total", expect_total},
        {"meter", expect_meter},
    };

    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
        if (strcmp(commands[i].name, word(self, 0)) == 0) {
            commands[i].run(self);
            return;
        }
    reject(self, "no such command");
}

static void split(scene *self, char *text)
{
    self->word_count = 0;
    for (char *at = strtok(text, " "); at && *at != '#'; at = strtok(NULL, " ")) {
        assert_true(self->word_count < WORDS_MAX);
        self->words[self->word_count++] = at;
    }
}

static void run_scenario(void **state)
{
    scene self = {.path = *state};
    char *text = jf_test_read_file(self.path, NULL);
    jf_error error = {0};

    self.units = assert_made(jf_tree_new(NULL, &error), &error);
    assert_ok(jf_tree_add(self.units, 1, 0, "国务院", err));
    self.documents =
        assert_made(jf_register_new(self.units, self.units, NULL, NULL, &error), &error);
    for (char *at = text; *at;) {
        size_t size = strcspn(at, "\n");
        bool is_last = at[size] == '\0';

        at[size] = '\0';
        self.line++;
        split(&self, at);
        if (self.word_count > 0)
            run_line(&self);
        at += size + !is_last;
    }
    jf_register_free(self.documents);
    jf_tree_free(self.units);
    free(text);
}

int main(int argc, char **argv)
{
    struct CMUnitTest tests[64];
    size_t count = 0;

    for (int i = 1; i < argc && count < 64; i++) {
        const struct CMUnitTest test = {argv[i], run_scenario, NULL, NULL, argv[i]};

        tests[count++] = test;
    }
    return _cmocka_run_group_tests("scenario.register", tests, count, NULL, NULL);
}
