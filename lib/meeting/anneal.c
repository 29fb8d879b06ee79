/* SPDX-License-Identifier: Apache-2.0 */
/* Simulated annealing: one long geometric cooling over the whole budget, from the mean uphill
 * change of the first plan, so that no weight has to be tuned. A worse state is accepted when the
 * change is at most temperature times an exponential variate. The variates come from a table made
 * with integers only, so that every platform walks the same way.
 *
 * Tried without gain (IETF 106, ten seeds): steps shared out by the fall of cost in a probe. */
#include "meeting/anneal.h"

#include "meeting/search.h"

#define LEVELS 256
#define PROBES 400
#define TEMPERATURE_UNIT 256 /* temperatures are in 1/256 of a person-minute */
#define TEMPERATURE_MAX (INT64_C(1) << 43)
#define LN2 45426 /* ln 2 in units of 2^-16 */

/* Binary logarithm of a value from 1 to 2047 in units of 2^-16, by repeated squaring. */
static int32_t log2_of(uint32_t value)
{
    int32_t result = 0;
    uint64_t x = value;

    while (x >= 2 && (x >> 1) > 0) {
        x >>= 1;
        result += INT32_C(1) << 16;
    }
    x = ((uint64_t)value << 31) >> (result >> 16); /* in [2^31, 2^32) */
    for (int32_t bit = INT32_C(1) << 15; bit > 0; bit >>= 1) {
        x = (x * x) >> 31;
        if (x >> 32) {
            x >>= 1;
            result += bit;
        }
    }
    return result;
}

void jf__thresholds_fill(int32_t *table)
{
    for (uint32_t i = 0; i < JF__THRESHOLDS; i++) {
        int64_t log2 = (INT64_C(11) << 16) - log2_of(2 * i + 1);

        table[i] = (int32_t)((log2 * LN2) >> 16);
    }
}

int64_t jf__scale_by(int64_t value, int64_t factor)
{
    return (value >> 30) * factor + (((value & ((INT64_C(1) << 30) - 1)) * factor) >> 30);
}

int64_t jf__cooling_factor(int64_t from, int64_t to, int32_t steps)
{
    int64_t low = 0;
    int64_t high = INT64_C(1) << 30;

    while (low + 1 < high) {
        int64_t middle = low + (high - low) / 2;
        int64_t value = from;

        for (int32_t i = 0; i < steps; i++)
            value = jf__scale_by(value, middle);
        if (value <= to)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static int64_t price_of_waiting(const jf__search *self)
{
    return self->price * jf__search_unplaced(self->state);
}

/* Mean and least uphill change of moves from the present state, which stays as it is. Changes
 * beyond the greatest temperature count as that, so that no sum and no price leaves 64 bits. */
static void probe(jf__search *self, int64_t *mean_out, int64_t *least_out)
{
    jf__state *state = self->state;
    int64_t unplaced = jf__search_unplaced(state);
    int64_t sum = 0;
    int64_t count = 0;
    int64_t least = INT64_MAX;

    for (int i = 0; i < PROBES; i++) {
        jf__mark mark = jf__state_mark(state);
        bool applied = jf__move(self);
        int64_t uphill = state->cost - mark.cost;

        if (uphill > TEMPERATURE_MAX)
            uphill = TEMPERATURE_MAX;
        if (applied && uphill > 0 && jf__search_unplaced(state) == unplaced) {
            count++;
            sum += uphill;
            least = uphill < least ? uphill : least;
        }
        jf__state_undo(state, mark);
    }
    *mean_out = count > 0 ? sum / count : 1;
    *least_out = count > 0 ? least : 1;
}

static int64_t clamp_temperature(int64_t cost)
{
    return cost > TEMPERATURE_MAX / TEMPERATURE_UNIT ? TEMPERATURE_MAX : cost * TEMPERATURE_UNIT;
}

static void step(jf__search *self, int64_t temperature)
{
    jf__state *state = self->state;
    jf__mark mark = jf__state_mark(state);
    int64_t before = mark.cost + price_of_waiting(self);
    int64_t limit =
        (temperature * self->thresholds[jf__random_below(&self->random, JF__THRESHOLDS)]) >> 24;

    if (!jf__move(self) || state->cost + price_of_waiting(self) - before > limit) {
        jf__state_undo(state, mark);
        return;
    }
    jf__state_commit(state);
    jf__search_keep(self);
}

void jf__anneal(jf__search *self)
{
    int64_t budget = self->step_max - self->step;
    int64_t mean;
    int64_t least;
    int64_t temperature;
    int64_t factor;

    if (budget <= 0)
        return;
    probe(self, &mean, &least);
    self->price = 8 * mean;
    temperature = clamp_temperature(mean);
    factor = jf__cooling_factor(temperature, clamp_temperature(least) / 8 + 1, LEVELS);
    for (int64_t level = 1; level <= LEVELS; level++) {
        int64_t end = self->step_max - budget + budget / LEVELS * level;

        if (level == LEVELS)
            end = self->step_max;
        while (self->step < end) {
            if (!jf__search_tick(self))
                return;
            step(self, temperature);
        }
        temperature = jf__scale_by(temperature, factor);
    }
}
