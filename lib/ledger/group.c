/* SPDX-License-Identifier: Apache-2.0 */
/* Groups: attempts of which all take effect or none. The entry of the group is written first, then
 * its attempts are done one after the other, so that each sees those before it. One that is refused
 * or fails undoes them all. A group that was refused is then written down as such, each attempt
 * under its key, so that a retry is answered as the first time; any other failure leaves no trace.
 *
 * All fields are read before the first attempt is done: what comes after the one that is refused
 * is never done, but has to be written down. */
#include "ledger/entry.h"

typedef struct group {
    jf_ledger *self;
    const jf_item *items;
    size_t item_count;
    const jf_line *lines;
    size_t at;         /* the item that is done, or that has failed */
    size_t refusing;   /* the item that was refused by a limit */
    jf__answer answer; /* and what it was answered */
} group;

static size_t count_known(const group *work)
{
    size_t count = 0;

    for (size_t i = 0; i < work->item_count; i++)
        count += jf__key_lookup(work->self, work->items[i].key) != JF__NONE;
    return count;
}

/* Does something with each item until one fails. When none was known before, a key that is known
 * is that of an item before it. */
static jf_status each(group *work, jf_status (*fn)(group *work, jf__request *request))
{
    const jf_line *lines = work->lines;

    for (work->at = 0; work->at < work->item_count; work->at++) {
        const jf_item *item = &work->items[work->at];
        jf__request request;
        jf_status status = jf__item_read(work->self, item, lines, &request);

        if (!status && jf__key_lookup(work->self, item->key) != JF__NONE)
            status = JF_E_EXISTS;
        if (!status)
            status = fn(work, &request);
        if (status)
            return status;
        lines += item->line_count;
    }
    return JF_OK;
}

static jf_status check(group *work, jf__request *request)
{
    (void)work;
    return request->day == JF_DAY_NONE ? JF_OK
                                       : jf__request_day(request->day, request->key, NULL);
}

static jf_status attempt(group *work, jf__request *request)
{
    jf_ledger *self = work->self;
    jf_status status = JF_OK;
    int64_t entry;

    if (!jf__entry_is_record(request->type))
        status = jf__change_find(self, request, NULL);
    if (!status)
        status = jf__grant_find(self, request, NULL);
    if (!status)
        status = jf__charge_decide(self, request, NULL);
    if (!status && jf__charge_refuses(self, request))
        status = JF_E_LIMIT;
    return status ? status : jf__attempt_record(self, request, &entry, NULL);
}

static void swap_answers(group *work)
{
    jf__answer answer = work->answer;

    work->answer = work->self->charge.answer;
    work->self->charge.answer = answer;
}

/* Only the item that was refused has something to report. */
static jf_status record_refusal(group *work, jf__request *request)
{
    bool refuses = work->at == work->refusing;
    jf_status status;
    int64_t entry;

    request->linked = !refuses;
    if (refuses)
        swap_answers(work);
    status = jf__attempt_record(work->self, request, &entry, NULL);
    if (refuses)
        swap_answers(work);
    return status;
}

/* Writes the entry of the group, then does `fn` with each item; undoes it all when one fails. */
static jf_status run(group *work, bool refused, jf_status (*fn)(group *work, jf__request *request))
{
    jf_status status;

    work->at = 0;
    if (!jf__undo_begin(work->self))
        return JF_E_NO_MEMORY;
    status = jf__entry_write_group(work->self, work->item_count, refused)
                 ? each(work, fn)
                 : JF_E_NO_MEMORY;
    (status ? jf__undo_all : jf__undo_end)(work->self);
    return status;
}

static jf_status refuse(group *work)
{
    jf_status status;

    work->refusing = work->at;
    swap_answers(work);
    status = run(work, true, record_refusal);
    swap_answers(work);
    if (status)
        return status;
    work->at = work->refusing;
    return JF_E_LIMIT;
}

static jf_status run_new(group *work)
{
    jf_status status = each(work, check);

    if (!status)
        status = run(work, false, attempt);
    if (status == JF_E_LIMIT)
        status = refuse(work);
    if (status == JF_OK || status == JF_E_LIMIT)
        (void)jf__attempt_tell(work->self, 0, false, NULL, NULL);
    return status;
}

/* Some keys are known: the group is another one than the first. */
static void tell_known(const group *work, int32_t *results_out)
{
    for (size_t i = 0; i < work->item_count; i++)
        results_out[i] = jf__key_lookup(work->self, work->items[i].key) != JF__NONE
                             ? JF_E_EXISTS
                             : JF_E_LINKED;
}

static void run_known(const group *work, int32_t *results_out)
{
    const jf_line *lines = work->lines;

    for (size_t i = 0; i < work->item_count; i++) {
        results_out[i] = (int32_t)jf__item_run(work->self, &work->items[i], lines);
        lines += work->items[i].line_count;
    }
}

void jf__group_run(jf_ledger *self, const jf_item *items, size_t item_count, const jf_line *lines,
                   int32_t *results_out)
{
    group work = {.self = self, .items = items, .item_count = item_count, .lines = lines};
    size_t known = count_known(&work);
    jf_status status;

    if (known == item_count) {
        run_known(&work, results_out);
    } else if (known > 0) {
        tell_known(&work, results_out);
    } else {
        status = run_new(&work);
        for (size_t i = 0; i < item_count; i++)
            results_out[i] = status == JF_OK ? JF_OK : JF_E_LINKED;
        if (status)
            results_out[work.at] = (int32_t)status;
    }
}
