/* SPDX-License-Identifier: Apache-2.0 */
/* The short way: an issue with at most one line a side touches each cell once. It is decided and
 * applied on the rows alone, as long as no cell falls below its margin. Most runs are a row. */
#include "ledger/ledger.h"

#include <assert.h>

static_assert(JF__ROW_CELLS == 4, "rows are written out below");

static bool row_fits(const jf__row *row, int64_t value)
{
    return row->free[0] - value >= row->margin[0] && row->free[1] - value >= row->margin[1] &&
           row->free[2] - value >= row->margin[2] && row->free[3] - value >= row->margin[3];
}

static void charge_row(jf__row *row, int64_t value)
{
    row->free[0] -= value;
    row->free[1] -= value;
    row->free[2] -= value;
    row->free[3] -= value;
}

static bool run_fits(const jf__run *run, int64_t value)
{
    const int64_t *free_in = run->row->free + run->cell % JF__ROW_CELLS;
    const int64_t *margin = run->row->margin + run->cell % JF__ROW_CELLS;
    size_t count = run->count;

    if (count == JF__ROW_CELLS)
        return row_fits(run->row, value);
    for (size_t i = 0; i < count; i++)
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

        if (value != 0 && !run_fits(&runs[i], value))
            return false;
    }
    return true;
}

static void charge_run(const jf__run *run, int64_t value)
{
    int64_t *free_in = run->row->free + run->cell % JF__ROW_CELLS;
    size_t count = run->count;

    if (count == JF__ROW_CELLS)
        charge_row(run->row, value);
    else
        for (size_t i = 0; i < count; i++)
            free_in[i] -= value;
}

static void charge_line(jf_ledger *self, const jf__span *span, const jf__line *line)
{
    size_t count;
    const jf__run *runs = jf__span_runs(&self->plans, span, line->side, &count);

    for (size_t i = 0; i < count; i++)
        charge_run(&runs[i], jf__line_value(line, runs[i].measure));
}

static const jf__span *span_of(jf_ledger *self, const jf__content *take, const jf__line *line)
{
    return line->span > 0 ? &self->plans.spans.items[line->span - 1]
                          : jf__plan_find(self, line->unit, take, JF_PLAN_CLASS_PLANNED);
}

bool jf__plain_decide(jf_ledger *self, const jf__request *request, bool *is_plain_out)
{
    jf__charge *charge = &self->charge;
    const jf__content *take = &charge->take;
    bool *fits = is_plain_out;

    *fits = request->type == JF__ENTRY_ISSUE && request->plan_class == JF_PLAN_CLASS_PLANNED &&
            !jf__charge_is_linked(self) &&
            (take->line_count == 1 ||
             (take->line_count == 2 && take->lines[0].side != take->lines[1].side));
    for (size_t i = 0; *fits && i < take->line_count; i++) {
        const jf__span *span = span_of(self, take, &take->lines[i]);

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
