/* SPDX-License-Identifier: Apache-2.0 */
/* The register: documents in the order of adding, with number and title interned.
 *
 * Every stored document has passed jf_register_add, so its units and kind are in the trees (which
 * never lose a node), its days exist or are JF_DAY_NONE, and its count is 1 or more. Verdicts are
 * not stored: they are a function of the document and the policy. */
#include "jianfu/register.h"

#include <inttypes.h>

#include "base/array.h"
#include "base/checked.h"
#include "base/error.h"
#include "base/records.h"
#include "base/text.h"
#include "register/policy.h"

typedef struct entry {
    jf_document document;
    uint32_t number;
    uint32_t title;
} entry;

struct jf_register {
    jf_allocator allocator;
    jf_tree *units;
    jf_tree *kinds;
    jf_counting_policy policy;
    jf__texts texts;
    JF__ARRAY(entry) entries;
};

/* Which entries a total is about. */
typedef struct selection {
    jf_verdict verdict;
    int64_t unit; /* 0 = all */
    int64_t kind; /* 0 = all */
    jf_day first;
    jf_day last;
} selection;

jf_register *jf_register_new(jf_tree *units, jf_tree *kinds, const jf_counting_policy *policy,
                             const jf_register_options *opts, jf_error *err)
{
    jf_register_options known;
    jf_counting_policy checked;
    jf_allocator allocator;
    jf_register *self;

    if (!units || !kinds) {
        (void)jf__fail_null(err, units ? "kinds" : "units");
        return NULL;
    }
    if (jf__policy_read(&checked, policy, err) ||
        jf__options_read(&known, sizeof known, opts, "opts", err) ||
        jf__allocator_init(&allocator, &known.allocator, err))
        return NULL;
    self = jf__allocate(&allocator, 1, sizeof *self);
    if (!self) {
        (void)jf__fail_memory(err);
        return NULL;
    }
    self->allocator = allocator;
    self->policy = checked;
    self->units = jf_tree_retain(units);
    self->kinds = jf_tree_retain(kinds);
    return self;
}

void jf_register_free(jf_register *self)
{
    jf_allocator allocator;

    if (!self)
        return;
    allocator = self->allocator;
    jf__array_release(&self->entries, &allocator);
    jf__texts_release(&self->texts, &allocator);
    jf_tree_free(self->units);
    jf_tree_free(self->kinds);
    jf__release(&allocator, self);
}

static jf_status check_fields(const jf_document *document, jf_error *err)
{
    const struct {
        const char *name;
        int64_t value;
        int64_t most;
    } fields[] = {
        {"row", document->row, INT32_MAX},
        {"count", document->count, INT64_MAX},
        {"direction", document->direction, JF_DIRECTION_UP},
        {"informal", document->informal, 1},
        {"status", document->status, JF_DOCUMENT_REPEALED},
        {"classification", document->classification, 3},
        {"forwarded", document->forwarded, 1},
        {"minutes", document->minutes, 1},
        {"characters", document->characters, INT32_MAX},
        {"led_elsewhere", document->led_elsewhere, 1},
    };

    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (fields[i].value < 0 || fields[i].value > fields[i].most)
            return jf__fail_about(err, JF_E_ARGUMENT, 0, fields[i].most, fields[i].value,
                                  "document.%s is %" PRId64 ", not 0 to %" PRId64, fields[i].name,
                                  fields[i].value, fields[i].most);
    return JF_OK;
}

static jf_status check_node(const jf_tree *tree, int64_t id, const char *what, jf_error *err)
{
    if (jf_tree_has(tree, id))
        return JF_OK;
    return jf__fail_about(err, JF_E_NOT_FOUND, id, 0, 0, "no %s %" PRId64, what, id);
}

static jf_status check_nodes(const jf_register *self, const jf_document *document, jf_error *err)
{
    jf_status status = check_node(self->units, document->sponsor, "sponsor", err);

    if (!status && document->lead != 0)
        status = check_node(self->units, document->lead, "lead", err);
    if (!status)
        status = check_node(self->kinds, document->kind, "kind", err);
    return status;
}

static jf_status check_day(jf_day day, const char *what, jf_error *err)
{
    if (day >= JF_DAY_FIRST && day <= JF_DAY_LAST)
        return JF_OK;
    return jf__fail_about(err, JF_E_RANGE, 0, 0, day, "%s: no day %" PRId32, what, day);
}

static jf_status check_days(const jf_document *document, jf_error *err)
{
    jf_status status = JF_OK;

    if (document->date_signed != JF_DAY_NONE)
        status = check_day(document->date_signed, "document.date_signed", err);
    if (!status && document->date_dispatched != JF_DAY_NONE)
        status = check_day(document->date_dispatched, "document.date_dispatched", err);
    return status;
}

static jf_status check_document(const jf_register *self, const jf_document *document,
                                const char *number, const char *title, jf_error *err)
{
    jf_status status = check_fields(document, err);

    if (!status)
        status = check_nodes(self, document, err);
    if (!status)
        status = check_days(document, err);
    if (!status)
        status = jf__text_check(number, "number", err);
    if (!status)
        status = jf__text_check(title, "title", err);
    return status;
}

jf_status jf_register_add(jf_register *self, const jf_document *document, const char *number,
                          const char *title, jf_error *err)
{
    entry added = {.number = 0};
    jf_status status;

    if (!self || !number || !title)
        return jf__fail_null(err, !self ? "self" : !number ? "number" : "title");
    status = jf__record_read(&added.document, sizeof added.document, document, "document", err);
    if (!status)
        status = check_document(self, &added.document, number, title, err);
    if (status)
        return status;
    if (added.document.count == 0)
        added.document.count = 1;
    if (!jf__array_reserve(&self->entries, 1, &self->allocator) ||
        !jf__texts_intern(&self->texts, number, &added.number, &self->allocator) ||
        !jf__texts_intern(&self->texts, title, &added.title, &self->allocator))
        return jf__fail_memory(err);
    self->entries.items[self->entries.count++] = added;
    return JF_OK;
}

size_t jf_register_count(const jf_register *self)
{
    return self ? self->entries.count : 0;
}

/* The entry at index, or NULL with the reason in *status_out and err. */
static const entry *entry_at(const jf_register *self, size_t index, const void *out,
                             const char *out_name, jf_status *status_out, jf_error *err)
{
    if (!self || !out) {
        *status_out = jf__fail_null(err, self ? out_name : "self");
        return NULL;
    }
    if (index >= self->entries.count) {
        *status_out =
            jf__fail_about(err, JF_E_RANGE, 0, (int64_t)self->entries.count, (int64_t)index,
                           "no document %zu of %zu", index, self->entries.count);
        return NULL;
    }
    *status_out = JF_OK;
    return &self->entries.items[index];
}

jf_status jf_register_at(const jf_register *self, size_t index, jf_document *document_out,
                         jf_error *err)
{
    jf_status status = jf__record_writable(document_out, "document_out", err);
    const entry *found;

    if (status)
        return status;
    found = entry_at(self, index, document_out, "document_out", &status, err);
    if (found)
        jf__record_write(document_out, &found->document, sizeof found->document);
    return status;
}

const char *jf_register_number_at(const jf_register *self, size_t index)
{
    if (index >= jf_register_count(self))
        return NULL;
    return jf__texts_at(&self->texts, self->entries.items[index].number);
}

const char *jf_register_title_at(const jf_register *self, size_t index)
{
    if (index >= jf_register_count(self))
        return NULL;
    return jf__texts_at(&self->texts, self->entries.items[index].title);
}

jf_status jf_register_verdict_at(const jf_register *self, size_t index, int32_t *verdict_out,
                                 jf_error *err)
{
    jf_status status;
    const entry *found = entry_at(self, index, verdict_out, "verdict_out", &status, err);

    if (found)
        *verdict_out = (int32_t)jf__policy_verdict(&self->policy, &found->document);
    return status;
}

jf_status jf_register_day_at(const jf_register *self, size_t index, jf_day *day_out, jf_error *err)
{
    jf_status status;
    const entry *found = entry_at(self, index, day_out, "day_out", &status, err);

    if (found)
        *day_out = jf__policy_day(&self->policy, &found->document);
    return status;
}

static jf_status check_selection(const jf_register *self, const selection *wanted, jf_error *err)
{
    jf_status status = JF_OK;

    if (wanted->unit != 0)
        status = check_node(self->units, wanted->unit, "unit", err);
    if (!status && wanted->kind != 0)
        status = check_node(self->kinds, wanted->kind, "kind", err);
    if (!status)
        status = check_day(wanted->first, "first", err);
    /* last = first - 1 is the empty range, also before the first day of all. */
    if (!status && wanted->last != wanted->first - 1)
        status = check_day(wanted->last, "last", err);
    if (!status && wanted->last < wanted->first - 1)
        status = jf__fail_about(err, JF_E_RANGE, 0, wanted->first, wanted->last,
                                "last %" PRId32 " is before first %" PRId32, wanted->last,
                                wanted->first);
    return status;
}

static bool is_selected(jf_register *self, const selection *wanted, const jf_document *document)
{
    jf_day day = jf__policy_day(&self->policy, document);

    if (day != JF_DAY_NONE && (day < wanted->first || day > wanted->last))
        return false;
    if (jf__policy_verdict(&self->policy, document) != wanted->verdict)
        return false;
    if (wanted->unit != 0 && !jf_tree_contains(self->units, wanted->unit, document->sponsor))
        return false;
    return wanted->kind == 0 || jf_tree_contains(self->kinds, wanted->kind, document->kind);
}

static jf_status sum_selected(jf_register *self, const selection *wanted, int64_t *total_out,
                              jf_error *err)
{
    int64_t total = 0;
    jf_status status = check_selection(self, wanted, err);

    if (status)
        return status;
    for (size_t i = 0; i < self->entries.count; i++) {
        const jf_document *document = &self->entries.items[i].document;

        if (is_selected(self, wanted, document) && !jf__add(total, document->count, &total))
            return jf__fail(err, JF_E_OVERFLOW, "the counts of the documents leave 64 bits");
    }
    *total_out = total;
    return JF_OK;
}

jf_status jf_register_total(jf_register *self, int64_t unit, int64_t kind, jf_day first,
                            jf_day last, int64_t *total_out, jf_error *err)
{
    selection wanted = {JF_VERDICT_COUNTED, unit, kind, first, last};

    if (!self || !total_out)
        return jf__fail_null(err, self ? "total_out" : "self");
    return sum_selected(self, &wanted, total_out, err);
}

jf_status jf_register_verdict_total(jf_register *self, int32_t verdict, int64_t unit, jf_day first,
                                    jf_day last, int64_t *total_out, jf_error *err)
{
    selection wanted = {(jf_verdict)verdict, unit, 0, first, last};

    if (!self || !total_out)
        return jf__fail_null(err, self ? "total_out" : "self");
    if (verdict < JF_VERDICT_COUNTED || verdict > JF_VERDICT_CLASSIFIED)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, JF_VERDICT_CLASSIFIED, verdict,
                              "no verdict %" PRId32, verdict);
    return sum_selected(self, &wanted, total_out, err);
}
