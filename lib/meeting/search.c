/* SPDX-License-Identifier: Apache-2.0 */
/* The search as a whole: a start with every request alone and one with the greatest savings merged;
 * each is constructed and annealed; the best state of both is polished and becomes the plan. */
#include "meeting/search.h"

#include "base/error.h"
#include "base/records.h"
#include "meeting/anneal.h"
#include "meeting/plan.h"

#define PROGRESS_STEPS 4096
#define STEPS_PER_REQUEST 2000
#define STEPS_LEAST 100000

bool jf__search_tick(jf__search *self)
{
    if (self->is_stopped || self->step >= self->step_max)
        return false;
    self->step++;
    if (self->fn && self->step % PROGRESS_STEPS == 0 &&
        !self->fn(self->step, self->best.cost, self->best.unplaced, self->user))
        self->is_stopped = true;
    return !self->is_stopped;
}

int64_t jf__search_unplaced(const jf__state *state)
{
    int64_t unplaced = 0;

    for (size_t i = 0; i < state->waiting_count; i++)
        unplaced += state->groups[state->waiting[i]].member_count;
    return unplaced;
}

void jf__search_keep(jf__search *self)
{
    int64_t unplaced = jf__search_unplaced(self->state);
    jf__best *best = &self->best;

    if (best->is_any && (unplaced > best->unplaced ||
                         (unplaced == best->unplaced && self->state->cost >= best->cost)))
        return;
    best->is_any = true;
    best->unplaced = unplaced;
    best->cost = self->state->cost;
    jf__state_save(self->state, best->seats);
}

/* Puts each group at its cheapest spot, the nearest and earliest of equals, in the smallest room;
 * true when that saves something. */
static bool polish_spots(jf__search *self)
{
    jf__state *state = self->state;
    bool changed = false;

    for (uint32_t group = 0; group < state->count; group++) {
        bool is_placed = jf__is_placed(state, group);
        jf__mark mark = jf__state_mark(state);
        jf__spot spot;
        int64_t cost;

        if (state->groups[group].member_count == 0 ||
            !jf__look_best(state, group, INT64_MAX, &spot, &cost))
            continue;
        if (is_placed)
            jf__state_take(state, group);
        jf__state_put(state, group, spot);
        changed |= !is_placed || state->cost < mark.cost;
        jf__state_commit(state);
    }
    return changed;
}

static bool polish_pairs(jf__search *self)
{
    jf__state *state = self->state;
    const jf__link_rows *partners = &state->tables->partners;
    bool changed = false;

    for (size_t i = 0; i < partners->count && !self->no_merge; i++) {
        uint32_t a = partners->items[i].owner;
        uint32_t b = partners->items[i].other;
        int64_t price;
        int way;

        if (a > b || state->group_of[a] == state->group_of[b] ||
            !jf__join_price(state, a, b, &price, &way) || price >= 0)
            continue;
        (void)jf__join_apply(state, a, b, way);
        jf__state_commit(state);
        changed = true;
    }
    return changed;
}

void jf__polish(jf__search *self)
{
    bool changed = true;

    while (changed) {
        bool spots = polish_spots(self);
        bool pairs = polish_pairs(self);

        changed = spots || pairs;
    }
    /* never worse than the best it began with, and tidier where it costs the same */
    self->best.unplaced = jf__search_unplaced(self->state);
    self->best.cost = self->state->cost;
    jf__state_save(self->state, self->best.seats);
}

static bool run_start(jf__search *self, const jf__seat *alone, bool merged)
{
    jf__state_load(self->state, alone);
    if (merged)
        jf__construct_merged(self);
    if (!jf__construct(self))
        return false;
    jf__anneal(self);
    return true;
}

static bool run(jf__search *self, const jf__seat *alone)
{
    bool may_merge = !self->no_merge && self->state->tables->partners.count > 0;
    int64_t step_max = self->step_max;

    self->step_max = may_merge ? step_max / 2 : step_max;
    if (!run_start(self, alone, false))
        return false;
    self->step_max = step_max;
    if (may_merge && !self->is_stopped && !run_start(self, alone, true))
        return false;
    jf__state_load(self->state, self->best.seats);
    if (!self->is_stopped)
        jf__polish(self);
    return true;
}

static bool start_search(jf__search *self, const jf_problem *problem)
{
    const jf_allocator *allocator = &problem->allocator;
    size_t count = problem->requests.count;

    self->state = jf__state_new(problem);
    self->best.seats = jf__allocate(allocator, count, sizeof *self->best.seats);
    self->weights = jf__allocate(allocator, count, sizeof *self->weights);
    self->forbidden = jf__allocate(allocator, count, sizeof *self->forbidden);
    self->forbidden_until = jf__allocate(allocator, count, sizeof *self->forbidden_until);
    self->thresholds = jf__allocate(allocator, JF__THRESHOLDS, sizeof *self->thresholds);
    if (!self->state || !self->best.seats || !self->weights || !self->forbidden ||
        !self->forbidden_until || !self->thresholds)
        return false;
    jf__thresholds_fill(self->thresholds);
    return true;
}

static void end_search(jf__search *self, const jf_problem *problem)
{
    const jf_allocator *allocator = &problem->allocator;

    jf__state_free(self->state);
    jf__release(allocator, self->best.seats);
    jf__release(allocator, self->weights);
    jf__release(allocator, self->forbidden);
    jf__release(allocator, self->forbidden_until);
    jf__release(allocator, self->thresholds);
}

static bool search(jf__search *self, const jf_problem *problem)
{
    size_t count = problem->requests.count;
    jf__seat *alone = jf__allocate(&problem->allocator, count, sizeof *alone);
    bool done = alone && start_search(self, problem);

    if (done) {
        jf__state_save(self->state, alone);
        jf__state_save(self->state, self->best.seats);
    }
    if (done && count > 0)
        done = run(self, alone);
    jf__release(&problem->allocator, alone);
    return done;
}

static jf_status read_options(const jf_problem *self, const jf_solve_options *opts,
                              jf__search *search_out, jf_error *err)
{
    jf_solve_options options;
    jf_status status = jf__problem_check_sealed(self, "self", err);

    if (!status)
        status = jf__options_read(&options, sizeof options, opts, "opts", err);
    if (status)
        return status;
    if (options.step_max < 0 || (options.no_merge != 0 && options.no_merge != 1))
        return jf__fail_about(err, JF_E_ARGUMENT, 0, 0, options.step_max,
                              "step_max is negative, or no_merge is neither 0 nor 1");
    if (options.step_max == 0) {
        options.step_max = STEPS_PER_REQUEST * (int64_t)self->requests.count;
        if (options.step_max < STEPS_LEAST)
            options.step_max = STEPS_LEAST;
    }
    search_out->random.state = options.seed == 0 ? 1 : options.seed;
    search_out->step_max = options.step_max;
    search_out->no_merge = options.no_merge == 1 || self->rules.no_merge == 1;
    return JF_OK;
}

jf_plan *jf_problem_solve(jf_problem *self, const jf_solve_options *opts, jf_progress_fn fn,
                          void *user, jf_error *err)
{
    jf__search own = {.fn = fn, .user = user};
    jf_plan *plan = NULL;

    if (read_options(self, opts, &own, err))
        return NULL;
    if (search(&own, self))
        plan = jf__plan_from_best(self, &own.best, own.no_merge, own.is_stopped, err);
    else
        (void)jf__fail_memory(err);
    end_search(&own, self);
    return plan;
}
