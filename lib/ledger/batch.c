/* SPDX-License-Identifier: Apache-2.0 */
/* Many attempts in one call, on the path of each. What the next items will touch is fetched ahead:
 * the slot of the key, and the rows of the plan of each line where it is compiled already. */
#include <inttypes.h>

#include "ledger/entry.h"

#if defined(__GNUC__)
#define PREFETCH(address) __builtin_prefetch(address, 1)
#else
#define PREFETCH(address) ((void)(address))
#endif

#define AHEAD 16U

typedef struct batch {
    jf_ledger *self;
    const jf_item *items;
    size_t item_count;
    const jf_line *lines; /* of the next item */
} batch;

static void fetch_line(jf_ledger *self, const jf_item *item, const jf_line *line)
{
    jf__content content = {.kind = jf__node_find(&self->kinds, item->kind), .day = item->day};
    uint32_t unit = jf__node_find(&self->units, line->unit);
    const jf__span *span;
    const uint32_t *cells;
    uint32_t count;

    if (content.kind == JF__NONE || unit == JF__NONE)
        return;
    span = jf__plan_known(self, unit, &content, item->plan_class);
    if (!span)
        return;
    cells = self->plans.items.items + span->start;
    count = span->issuer_count;
    if (line->side != JF_SIDE_ISSUER) {
        cells += count;
        count = span->recipient_count;
    }
    for (uint32_t i = 0; i < count; i++) {
        const jf__row *row = jf__row_of(&self->rows, cells[i] / 8);

        PREFETCH(row->free);
        PREFETCH(row->margin);
    }
}

static void fetch(const batch *work, size_t from)
{
    const jf_line *lines = work->lines;
    size_t to = work->item_count - from > AHEAD ? from + AHEAD : work->item_count;

    for (size_t i = from; i < to; i++) {
        uint32_t tag = jf__key_tag(work->items[i].key);
        const jf__key_page *page = jf__keytable_page(&work->self->keys, tag);

        if (page)
            PREFETCH(&page->slots[tag % JF__PAGE_SLOTS]);
        for (int32_t j = 0; j < work->items[i].line_count; j++)
            fetch_line(work->self, &work->items[i], lines++);
    }
}

static jf_status read_record(jf_ledger *self, const jf_item *item, const jf_line *lines,
                             jf__request *request)
{
    jf_record record = {.size = sizeof record, .day = item->day, .key = item->key,
                        .subject = item->subject, .kind = item->kind, .actor = item->actor,
                        .reason = item->reason, .grants = item->grants, .expires = item->expires,
                        .off_plan = item->plan_class};

    if (item->of != 0 || item->frees != 0)
        return JF_E_ARGUMENT;
    return jf__request_record(self,
                              item->verb == JF_VERB_ISSUE ? JF__ENTRY_ISSUE : JF__ENTRY_HOLD,
                              false, &record, lines, (size_t)item->line_count, request, NULL);
}

static jf_status read_change(jf_ledger *self, const jf_item *item, const jf_line *lines,
                             jf__request *request)
{
    static const jf__entry_type types[] = {
        [JF_VERB_COMMIT] = JF__ENTRY_COMMIT, [JF_VERB_RELEASE] = JF__ENTRY_RELEASE,
        [JF_VERB_REVIVE] = JF__ENTRY_REVIVE, [JF_VERB_WITHDRAW] = JF__ENTRY_WITHDRAW,
        [JF_VERB_AMEND] = JF__ENTRY_AMEND};
    bool releases = item->verb == JF_VERB_RELEASE;
    jf_change change = {.size = sizeof change,
                        .day = releases ? JF_DAY_NONE : item->day,
                        .key = item->key, .of = item->of, .kind = item->kind,
                        .actor = item->actor, .reason = item->reason, .grants = item->grants,
                        .expires = item->expires, .frees = item->frees};

    if (item->subject != 0 || item->plan_class != 0 ||
        (releases && (item->kind || item->actor || item->reason || item->grants ||
                      item->line_count)))
        return JF_E_ARGUMENT;
    return jf__request_change(self, types[item->verb], &change, lines, (size_t)item->line_count,
                              request, NULL);
}

jf_status jf__item_read(jf_ledger *self, const jf_item *item, const jf_line *lines,
                        jf__request *request)
{
    bool is_record = item->verb == JF_VERB_ISSUE || item->verb == JF_VERB_HOLD;

    return (is_record ? read_record : read_change)(self, item, lines, request);
}

jf_status jf__item_run(jf_ledger *self, const jf_item *item, const jf_line *lines)
{
    jf__request request;
    jf_status status = jf__item_read(self, item, lines, &request);

    if (status)
        return status;
    return jf__entry_is_record(request.type)
               ? jf__attempt_answer(self, &request, false, NULL, NULL)
               : jf__change_run(self, &request, NULL, NULL);
}

static jf_status check_items(const jf_item *items, size_t item_count, size_t line_count,
                             jf_error *err)
{
    size_t lines = 0;

    for (size_t i = 0; i < item_count; i++) {
        const jf_item *item = &items[i];

        if (item->verb < JF_VERB_ISSUE || item->verb > JF_VERB_AMEND || item->line_count < 0 ||
            item->line_count > JF__LINE_MAX || item->linked < 0 || item->linked > 1)
            return jf__fail_about(err, JF_E_ARGUMENT, item->key, 0, (int64_t)i,
                                  "items[%zu] has no verb, a line count out of range, or a link "
                                  "that is not 0 or 1",
                                  i);
        lines += (size_t)item->line_count;
    }
    if (items[item_count - 1].linked)
        return jf__fail_about(err, JF_E_ARGUMENT, items[item_count - 1].key, 0,
                              (int64_t)item_count - 1, "items[%zu] is linked to none",
                              item_count - 1);
    if (lines != line_count)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, (int64_t)lines, (int64_t)line_count,
                              "the items have %zu lines, not %zu", lines, line_count);
    return JF_OK;
}

/* How many items from the first on are one group; 1 when it stands alone. */
static size_t group_size(const jf_item *items)
{
    size_t size = 1;

    while (items[size - 1].linked)
        size++;
    return size;
}

static void run_all(batch *work, int32_t *results_out)
{
    size_t fetched = 0;

    for (size_t i = 0; i < work->item_count;) {
        const jf_item *items = &work->items[i];
        size_t size = group_size(items);

        if (i >= fetched) {
            fetch(work, i);
            fetched = i + AHEAD;
        }
        if (size == 1)
            results_out[i] = (int32_t)jf__item_run(work->self, items, work->lines);
        else
            jf__group_run(work->self, items, size, work->lines, &results_out[i]);
        for (size_t j = 0; j < size; j++)
            work->lines += items[j].line_count;
        i += size;
    }
}

jf_status jf_ledger_batch(jf_ledger *self, const jf_item *items, size_t item_count,
                          const jf_line *lines, size_t line_count, int32_t *results_out,
                          size_t result_count, jf_error *err)
{
    batch work = {self, items, item_count, lines};
    jf_status status;

    if (!self || !items || !results_out || (!lines && line_count > 0))
        return jf__fail_null(err, !self          ? "self"
                                  : !items       ? "items"
                                  : results_out ? "lines"
                                                 : "results_out");
    if (item_count < 1 || item_count > JF__LINE_MAX || result_count != item_count)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, JF__LINE_MAX, (int64_t)item_count,
                              "%zu items and %zu statuses", item_count, result_count);
    status = check_items(items, item_count, line_count, err);
    if (status)
        return status;
    run_all(&work, results_out);
    return JF_OK;
}
