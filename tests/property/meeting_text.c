/* SPDX-License-Identifier: Apache-2.0 */
/* Texts of random problems and plans: they say everything, and a text that was cut or changed is
 * refused at one of its lines, or is that of another problem. */
#include "meeting_model.h"

#include <stdlib.h>

#include "support/calendars.h"
#include "support/meetings.h"

enum { PROBLEMS = 400, CALENDARS = 300, VICTIMS = 12, CHANGES = 2000 };

static const jf_solve_options solve_options = {
    .size = sizeof solve_options, .step_max = 1000, .seed = 5};

static void written_and_read_problems_have_the_same_plans(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= PROBLEMS; seed += jf_test_stride()) {
        model given;
        jf_problem *problem;

        model_make(&given, seed, 1 + (int32_t)(seed % MODEL_REQUESTS));
        problem = model_problem(&given, 1 + (int64_t)(seed % 3) * 1000003, NULL);
        if (problem)
            jf_test_problem_round_trip(problem, &solve_options);
        jf_problem_free(problem);
    }
}

/* Placements that mostly break something; gatherings of up to two. */
static jf_plan *plan_by_hand(const model *given, jf_problem *problem, jf__random *random)
{
    jf_placement placements[MODEL_REQUESTS];
    jf_error error = {0};

    for (int32_t i = 0; i < given->requests; i++) {
        placements[i] = (jf_placement){.request = 1 + i,
                                       .gathering = model_below(random, 5) > 0 ? 100 - i : 0,
                                       .agenda = 1,
                                       .day = MODEL_FIRST + model_below(random, given->days),
                                       .start = model_below(random, 1400),
                                       .minutes = 1 + model_below(random, 200),
                                       .room = model_below(random, given->rooms + 1)};
        if (i > 0 && model_once(random, 3)) {
            placements[i] = placements[i - 1];
            placements[i].request = 1 + i;
        }
    }
    return assert_made(jf_plan_new(problem, placements, (size_t)given->requests, &error), &error);
}

static void written_and_read_plans_break_the_same(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= PROBLEMS; seed += jf_test_stride()) {
        jf__random random = {seed};
        model given;
        jf_problem *problem;
        jf_plan *plan;

        model_make(&given, seed, 1 + (int32_t)(seed % MODEL_REQUESTS));
        problem = model_problem(&given, 1, NULL);
        if (!problem)
            continue;
        plan = plan_by_hand(&given, problem, &random);
        jf_test_plan_round_trip(problem, plan);
        jf_plan_free(plan);
        jf_problem_free(problem);
    }
}

/* Weeks with days off and make-up days at random. */
static jf_calendar *random_calendar(jf__random *random, jf_day first, jf_day last)
{
    jf_calendar *calendar = jf_test_calendar_new(0);

    assert_ok(jf_calendar_set_known(calendar, first, last, err));
    for (jf_day day = first; day <= last; day++) {
        int32_t weekday = 0;
        bool may_be_makeup;

        assert_ok(jf_day_weekday(day, &weekday, err));
        may_be_makeup = weekday >= JF_WEEKDAY_SATURDAY && model_once(random, 3);
        if (may_be_makeup || model_once(random, 4))
            assert_ok(jf_calendar_mark(
                calendar, day, day, may_be_makeup ? JF_DAY_KIND_MAKEUP : JF_DAY_KIND_HOLIDAY, err));
    }
    return jf_test_sealed(calendar);
}

/* Requests that share people and subject, some with a target outside the horizon. */
static jf_problem *dated_problem(jf__random *random, jf_calendar *calendar, jf_day origin)
{
    jf_problem_options opts = {.size = sizeof opts,
                               .first = origin + model_below(random, 20),
                               .grain = 60};
    jf_person person = {.size = sizeof person, .id = 7};
    jf_error error = {0};
    jf_problem *problem;

    opts.last = opts.first + 5 + model_below(random, 20);
    problem = assert_made(jf_problem_new(calendar, &opts, &error), &error);
    assert_ok(jf_problem_add_person(problem, &person, err));
    for (int64_t id = 1; id <= 5; id++) {
        jf_request request = {.size = sizeof request, .id = id, .minutes = 60, .opening = 10};

        request.first = opts.first - model_below(random, 15);
        request.last = opts.last + model_below(random, 15);
        request.target = request.first + model_below(random, request.last - request.first + 1);
        assert_ok(jf_problem_add_request(problem, &request, err));
        assert_ok(jf_problem_add_topic(problem, id, 3, err));
        assert_ok(jf_problem_add_attendee(problem, id, 7, 1, false, err));
    }
    return problem;
}

static void a_read_problem_knows_the_days_that_it_needs(void **state)
{
    size_t solved = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= CALENDARS; seed += jf_test_stride()) {
        jf__random random = {seed};
        jf_day origin = 19000 + model_below(&random, 2000);
        jf_calendar *calendar = random_calendar(&random, origin - 20, origin + 80);
        jf_problem *problem = dated_problem(&random, calendar, origin);

        if (jf_problem_seal(problem, NULL) == JF_OK) {
            jf_test_problem_round_trip(problem, &solve_options);
            solved++;
        }
        jf_problem_free(problem);
        jf_calendar_free(calendar);
    }
    assert_true(solved * jf_test_stride() > CALENDARS / 2);
}

/* A text that may be broken. */
typedef struct victim {
    char *text;
    size_t size;
    int32_t lines;
    jf_problem *problem; /* of the plan; NULL: the text is that of a problem */
} victim;

static void victim_open(victim *self, char *text, jf_problem *problem)
{
    *self = (victim){.text = text, .size = strlen(text), .problem = problem};
    for (const char *at = text; *at; at++)
        self->lines += *at == '\n';
}

/* What is read of the text gives a text that is read again and gives the same. */
static char *again(const victim *self, const char *bytes, size_t size, jf_error *error)
{
    jf_problem *problem = NULL;
    jf_plan *plan = NULL;
    char *text = NULL;

    if (self->problem)
        plan = jf_plan_read(self->problem, (const uint8_t *)bytes, size, error);
    else
        problem = jf_problem_read((const uint8_t *)bytes, size, NULL, error);
    if (plan)
        text = jf_test_plan_text(plan);
    if (problem)
        text = jf_test_problem_text(problem);
    jf_plan_free(plan);
    jf_problem_free(problem);
    return text;
}

static bool is_refused(const victim *self, const char *bytes, size_t size)
{
    jf_error error = {0};
    char *first = again(self, bytes, size, &error);
    char *second;

    if (!first) {
        assert_int_not_equal(error.status, JF_OK);
        assert_int_not_equal(error.status, JF_E_INTERNAL);
        assert_true(error.line >= 1 && error.line <= self->lines + 2);
        assert_true(strlen(error.message) > 0);
        return true;
    }
    assert_int_equal(error.status, JF_OK);
    second = again(self, first, strlen(first), &error);
    assert_non_null(second);
    assert_string_equal(first, second);
    free(first);
    free(second);
    return false;
}

static void every_cut_is_refused(const victim *self)
{
    assert_false(is_refused(self, self->text, self->size));
    assert_false(is_refused(self, self->text, self->size - 1)); /* the last line end */
    for (size_t size = 0; size + 1 < self->size; size++)
        assert_true(is_refused(self, self->text, size));
}

static void lines_gone_or_doubled_are_refused(const victim *self)
{
    char *changed = malloc(2 * self->size + 1);
    const char *end;

    assert_non_null(changed);
    for (const char *line = self->text; *line; line = end) {
        size_t before = (size_t)(line - self->text);

        end = strchr(line, '\n') + 1;
        memcpy(changed, self->text, before);
        memcpy(changed + before, end, self->size - before - (size_t)(end - line));
        assert_true(is_refused(self, changed, self->size - (size_t)(end - line)));
        memcpy(changed, self->text, (size_t)(end - self->text));
        memcpy(changed + (end - self->text), line, self->size - before);
        assert_true(is_refused(self, changed, self->size + (size_t)(end - line)));
    }
    free(changed);
}

/* Bytes that say something, more often than chance would have it. */
static char byte_of(jf__random *random)
{
    static const char telling[] = "\n \t\r#=-0123456789abdeinorst\xe4\xff";

    return model_once(random, 4) ? (char)model_below(random, 256)
                                 : telling[model_below(random, (int32_t)sizeof telling)];
}

/* How many changed texts were refused, of all that were tried. */
typedef struct tally {
    size_t tried;
    size_t refused;
} tally;

static void changes_are_refused_or_read(const victim *self, jf__random *random, tally *sum)
{
    char *changed = malloc(self->size);

    assert_non_null(changed);
    for (size_t i = 0; i < CHANGES; i += jf_test_stride()) {
        int32_t count = 1 + model_below(random, 3);

        memcpy(changed, self->text, self->size);
        while (count-- > 0)
            changed[model_below(random, (int32_t)self->size)] = byte_of(random);
        sum->tried++;
        sum->refused += is_refused(self, changed, self->size);
    }
    free(changed);
}

static void attack(char *text, jf_problem *problem, jf__random *random, tally *sum)
{
    victim self;

    victim_open(&self, text, problem);
    every_cut_is_refused(&self);
    lines_gone_or_doubled_are_refused(&self);
    changes_are_refused_or_read(&self, random, sum);
    free(text);
}

static void broken_texts_leave_nothing_half_built(void **state)
{
    tally sum = {0};

    (void)state;
    for (uint64_t seed = 1; seed <= VICTIMS; seed += jf_test_stride()) {
        jf__random random = {seed};
        jf_calendar *calendar = random_calendar(&random, 19000, 19100);
        jf_problem *dated = dated_problem(&random, calendar, 19020);
        model given;
        jf_problem *problem;
        jf_plan *plan;

        attack(jf_test_problem_text(dated), NULL, &random, &sum);
        model_make(&given, seed, 1 + (int32_t)(seed % 6));
        problem = model_problem(&given, 1, NULL);
        if (problem) {
            plan = plan_by_hand(&given, problem, &random);
            attack(jf_test_problem_text(problem), NULL, &random, &sum);
            attack(jf_test_plan_text(plan), problem, &random, &sum);
            jf_plan_free(plan);
        }
        jf_problem_free(problem);
        jf_problem_free(dated);
        jf_calendar_free(calendar);
    }
    assert_true(sum.tried > 0 && sum.refused * 2 > sum.tried && sum.refused < sum.tried);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(written_and_read_problems_have_the_same_plans),
        cmocka_unit_test(written_and_read_plans_break_the_same),
        cmocka_unit_test(a_read_problem_knows_the_days_that_it_needs),
        cmocka_unit_test(broken_texts_leave_nothing_half_built),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("property.meeting_text", tests, NULL, NULL);
}
