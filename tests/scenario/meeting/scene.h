/* SPDX-License-Identifier: Apache-2.0 */
/* One scenario while it runs, and its words. What a line says is told in run.c. */
#ifndef JIANFU_TESTS_SCENARIO_MEETING_SCENE_H
#define JIANFU_TESTS_SCENARIO_MEETING_SCENE_H

#include "support/support.h"

#include <inttypes.h>
#include <stdlib.h>

#include "jianfu/meeting.h"

#define WORDS_MAX 40
#define PLACES_MAX 64

typedef struct scene {
    const char *path;
    int line;
    char *words[WORDS_MAX];
    size_t word_count;
    bool has_dates;
    jf_calendar *calendar;
    jf_problem_options options;
    jf_meeting_rules rules;
    jf_problem *problem; /* made by the first command that needs it */
    jf_plan *plan;
    jf_placement places[PLACES_MAX];
    size_t place_count;
    size_t refusals; /* expected so far */
    size_t broken;
} scene;

typedef struct command {
    const char *name;
    void (*run)(scene *self);
} command;

/* Commands that build the problem and make the plan; the last one has no name. */
extern const command world_commands[];

/* The command `expect`. */
void expect(scene *self);

static inline void reject(const scene *self, const char *problem)
{
    fail_msg("%s:%d: %s: %s", self->path, self->line, self->words[0], problem);
}

static inline void check(const scene *self, jf_status status, const jf_error *error)
{
    if (status != JF_OK)
        reject(self, error->message);
}

static inline const char *word(const scene *self, size_t index)
{
    if (index >= self->word_count)
        reject(self, "words are missing");
    return self->words[index];
}

static inline bool is(const scene *self, size_t index, const char *wanted)
{
    return index < self->word_count && strcmp(self->words[index], wanted) == 0;
}

static inline int64_t number(const scene *self, size_t index)
{
    const char *text = word(self, index);
    char *end;
    long long value = strtoll(text, &end, 10);

    if (end == text || *end)
        reject(self, "not a number");
    return value;
}

static inline int32_t minute(const scene *self, size_t index)
{
    return (int32_t)number(self, index);
}

static inline jf_day day(const scene *self, size_t index)
{
    jf_error error = {0};
    jf_day value = 0;

    if (!self->has_dates)
        return minute(self, index);
    check(self, jf_day_parse(word(self, index), &value, &error), &error);
    return value;
}

static inline void expect_number(const scene *self, const char *what, int64_t found, int64_t wanted)
{
    if (found != wanted)
        fail_msg("%s:%d: %s is %" PRId64 ", expected %" PRId64, self->path, self->line, what, found,
                 wanted);
}

#endif
