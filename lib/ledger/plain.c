/* SPDX-License-Identifier: Apache-2.0 */
/* The short way: an issue with at most one line a side touches each cell once. It is decided and
 * applied on the rows alone, as long as no cell falls below its margin. */
#include "ledger/ledger.h"

static bool run_fits(const jf__rows *rows, const jf__run *run, int64_t value)
{
    const jf__row *row = jf__row_of(rows, run->cell);
    const int64_t *free_in = row->free + run->cell % JF__ROW_CELLS;
    const int64_t *margin = row->margin + run->cell % JF__ROW_CELLS;

    for (uint32_t i = 0; i < run->count; i++)
        if (free_in[i] - value < margin[i])
            return false;
    return true;
}

static bool line_fits(const jf_ledger *self, const jf__span *span, const jf__line *line)
{
    size_t count;
    const jf__run *runs = jf__span_runs(&self->plans, span, line->side, &count);

    for (size_t i = 0; i < count; i++) {
        int64_t value = jf__line_value(line, runs[i].measure);

        if (value != 0 && !run_fits(&self->rows, &runs[i], value))
            return false;
    }
    return true;
}

static void charge_line(jf_ledger *self, const jf__span *span, const jf__line *line)
{
    size_t count;
    const jf__run *runs = jf__span_runs(&self->plans, span, line->side, &count);

    for (size_t i = 0; i < count; i++) {
        int64_t *free_in = jf__free_of(&self->rows, runs[i].cell);
        int64_t value = jf__line_value(line, runs[i].measure);

        for (uint32_t j = 0; j < runs[i].count; j++)
            free_in[j] -= value;
    }
}

bool jf__plain_decide(jf_ledger *self, const jf__request *request, bool *is_plain_out)
{
    jf__charge *charge = &self->charge;
    const jf__content *take = &charge->take;
    bool *fits = is_plain_out;

    *fits = request->type == JF__ENTRY_ISSUE && request->plan_class == JF_PLAN_CLASS_PLANNED &&
            (take->line_count == 1 ||
             (take->line_count == 2 && take->lines[0].side != take->lines[1].side));
    for (size_t i = 0; *fits && i < take->line_count; i++) {
        const jf__span *span =
            jf__plan_find(self, take->lines[i].unit, take, JF_PLAN_CLASS_PLANNED);

        if (!span)
            return false;
        charge->spans[i] = (uint32_t)(span - self->plans.spans.items);
        *fits = line_fits(self, span, &take->lines[i]);
    }
    return true;
}

void jf__plain_apply(jf_ledger *self)
{
    const jf__content *take = &self->charge.take;

    for (size_t i = 0; i < take->line_count; i++)
        charge_line(self, &self->plans.spans.items[self->charge.spans[i]], &take->lines[i]);
}
