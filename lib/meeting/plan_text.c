/* SPDX-License-Identifier: Apache-2.0 */
/* A plan as text and back. Only places and the conclusion of the search are written; costs, bound,
 * violations and refusals follow from them, and a conclusion has to agree with what follows. */
#include "base/error.h"
#include "jianfu/meeting_text.h"
#include "meeting/item.h"
#include "meeting/plan.h"

enum { ITEM_SOLVED, ITEM_PLACE, ITEMS };

/* jf_verdict_kind, from JF_PLAN_OPTIMAL: a plan made elsewhere has no such item. */
static const char *const verdicts[] = {"optimal", "feasible", "incomplete", "stopped", NULL};

#define VERDICT_FIELD                                                                              \
    {                                                                                              \
        .key = "verdict", .kind = JF__FIELD_NAME, .is_required = true, .names = verdicts           \
    }

static const jf__item_shape shapes[] = {
    [ITEM_SOLVED] = {"solved", {VERDICT_FIELD, JF__FLAG_FIELD("no_merge")}},
    [ITEM_PLACE] = {"place",
                    {JF__ID_REQUIRED("request"), JF__COUNT_REQUIRED("gathering"),
                     JF__COUNT_FIELD("agenda", 1), JF__DAY_REQUIRED("day"),
                     JF__COUNT_REQUIRED("start"), JF__COUNT_FIELD("minutes", 0),
                     JF__ID_FIELD("room")}},
    [ITEMS] = JF__END_SHAPE,
};

static const jf__grammar grammar = {"jianfu-plan", "1", shapes, ITEMS};

static jf_status put_plan(const void *from, jf__item_writer *w, jf_error *err)
{
    const jf_plan *self = from;

    (void)err;
    if (self->verdict != JF_PLAN_UNSOLVED)
        jf__item_put(w, ITEM_SOLVED, (int64_t[]){self->verdict - JF_PLAN_OPTIMAL, self->no_merge});
    for (size_t i = 0; i < self->problem->requests.count; i++) {
        const jf_placement *own = &self->placements[i];
        const int64_t values[] = {own->request, own->gathering, own->agenda, own->day,
                                  own->start,   own->minutes,   own->room};

        if (own->gathering > 0)
            jf__item_put(w, ITEM_PLACE, values);
    }
    return JF_OK;
}

size_t jf_plan_text_size(const jf_plan *self)
{
    size_t size = 0;

    if (self)
        (void)jf__items_measure(&grammar, self, put_plan, &size, NULL);
    return size;
}

jf_status jf_plan_write(const jf_plan *self, size_t offset, uint8_t *bytes_out, size_t byte_count,
                        jf_error *err)
{
    jf__item_writer window = {
        .grammar = &grammar, .bytes = bytes_out, .offset = offset, .byte_count = byte_count};

    if (!self)
        return jf__fail_null(err, "self");
    return jf__items_copy(&window, self, put_plan, err);
}

/* A plan that is read. */
typedef struct draft {
    jf_plan *plan;
    int32_t *lines; /* by request: where it is placed; 0 = nowhere */
    int32_t solved; /* line of the conclusion; 0 = none */
    int32_t verdict;
} draft;

static jf_status take_item(void *made, const jf__item_reader *reader, jf_error *err)
{
    draft *own = made;
    const int64_t *v = reader->values;
    jf_placement placement = {.request = v[0],
                              .gathering = (int32_t)v[1],
                              .agenda = (int32_t)v[2],
                              .day = (jf_day)v[3],
                              .start = (int32_t)v[4],
                              .minutes = (int32_t)v[5],
                              .room = v[6]};

    if (reader->shape == ITEM_PLACE)
        return jf__plan_put(own->plan, &placement, reader->line, own->lines, err);
    if (own->solved > 0)
        return jf__item_fail(reader, err, "has a conclusion again");
    own->solved = reader->line;
    own->verdict = JF_PLAN_OPTIMAL + (int32_t)v[0];
    own->plan->no_merge = v[1] == 1;
    return JF_OK;
}

/* A failure of joining is about a request, and so about its line. */
static jf_status join(const draft *made, jf_error *err)
{
    jf_status status = jf__plan_join(made->plan, err);
    uint32_t index = jf__idmap_find(&made->plan->problem->request_ids, err->subject);

    if (status && index != JF__IDMAP_NONE)
        err->line = made->lines[index];
    return status;
}

static jf_status conclude(const draft *made, jf_error *err)
{
    jf_plan *plan = made->plan;
    size_t placed = plan->problem->requests.count - plan->unplaced_count;
    bool may_be = made->verdict == JF_PLAN_STOPPED || made->verdict == jf__plan_conclude(plan);

    if (made->solved == 0)
        return JF_OK;
    if (!may_be || !jf__plan_is_sound(plan) || (plan->no_merge && plan->gathering_count < placed))
        return jf__fail_at(err, JF_E_CORRUPT, made->solved,
                           "line %d has a conclusion that the plan does not bear out",
                           (int)made->solved);
    plan->verdict = made->verdict;
    return JF_OK;
}

static jf_status read_text(draft *made, jf__item_reader *r, jf_error *err)
{
    jf_status status = jf__items_read(r, made, take_item, err);

    if (!status)
        status = join(made, err);
    if (!status)
        status = jf__plan_finish(made->plan, err);
    return status ? status : conclude(made, err);
}

jf_plan *jf_plan_read(jf_problem *problem, const uint8_t *bytes, size_t byte_count, jf_error *err)
{
    jf__item_reader reader;
    draft made = {0};
    jf_error own = {0};
    jf_status status = jf__problem_check_sealed(problem, "problem", err);

    if (!status)
        status = jf__items_open(&reader, &grammar, bytes, byte_count, err);
    if (status)
        return NULL;
    made.lines = jf__allocate(&problem->allocator, problem->requests.count, sizeof *made.lines);
    made.plan = made.lines ? jf__plan_new(problem, &own) : NULL;
    if (!made.lines)
        (void)jf__fail_memory(&own);
    status = made.plan ? read_text(&made, &reader, &own) : (jf_status)own.status;
    jf__release(&problem->allocator, made.lines);
    if (!status)
        return made.plan;
    jf_plan_free(made.plan);
    if (err)
        *err = own;
    return NULL;
}
