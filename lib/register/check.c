/* SPDX-License-Identifier: Apache-2.0 */
/* A check looks at every document and every series anew and then replaces what the last one found:
 * a refused allocation leaves that as it was. */
#include "register/check.h"

#include <inttypes.h>

#include "base/error.h"
#include "base/records.h"
#include "base/sort.h"

jf_finding *jf__checking_add(jf__checking *checking, size_t document, int32_t kind)
{
    const jf_register *self = checking->self;
    jf_finding made = {.size = sizeof made, .kind = kind, .other = -1};

    if (!jf__array_reserve(&checking->findings, 1, &self->allocator))
        return NULL;
    made.document = (int64_t)document;
    made.row = self->documents.items[document].record.row;
    checking->findings.items[checking->findings.count] = made;
    return &checking->findings.items[checking->findings.count++];
}

static bool add_remarks(jf__checking *checking)
{
    for (size_t i = 0; i < checking->self->remarks.count; i++) {
        const jf_finding *remark = &checking->self->remarks.items[i];
        jf_finding *added = jf__checking_add(checking, (size_t)remark->document, remark->kind);

        if (!added)
            return false;
        *added = *remark;
    }
    return true;
}

static int compare(const void *a, const void *b, const void *context)
{
    const jf_finding *x = a;
    const jf_finding *y = b;

    (void)context;
    if (x->document != y->document)
        return x->document < y->document ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

jf_status jf_register_check(jf_register *self, jf_error *err)
{
    jf__checking checking = {.self = self};

    if (!self)
        return jf__fail_null(err, "self");
    if (!add_remarks(&checking) || !jf__check_documents(&checking) ||
        !jf__check_series(&checking) ||
        !jf__sort(checking.findings.items, checking.findings.count, sizeof(jf_finding), compare,
                  NULL, &self->allocator)) {
        jf__array_release(&checking.findings, &self->allocator);
        jf__array_release(&checking.meters, &self->allocator);
        return jf__fail_memory(err);
    }
    jf__array_release(&self->findings, &self->allocator);
    jf__array_release(&self->meters, &self->allocator);
    self->findings.items = checking.findings.items;
    self->findings.count = checking.findings.count;
    self->findings.capacity = checking.findings.capacity;
    self->meters.items = checking.meters.items;
    self->meters.count = checking.meters.count;
    self->meters.capacity = checking.meters.capacity;
    return JF_OK;
}

size_t jf_register_finding_count(const jf_register *self)
{
    return self ? self->findings.count : 0;
}

/* JF_OK when the index is one of `count` things called `what`. */
static jf_status check_index(const jf_register *self, size_t index, size_t count, const char *what,
                             jf_error *err)
{
    if (!self)
        return jf__fail_null(err, "self");
    if (index >= count)
        return jf__fail_about(err, JF_E_RANGE, 0, (int64_t)count, (int64_t)index,
                              "no %s %zu of %zu", what, index, count);
    return JF_OK;
}

jf_status jf_register_finding_at(const jf_register *self, size_t index, jf_finding *finding_out,
                                 jf_error *err)
{
    jf_status status = jf__record_writable(finding_out, "finding_out", err);

    if (!status)
        status = check_index(self, index, jf_register_finding_count(self), "finding", err);
    if (!status)
        jf__record_write(finding_out, &self->findings.items[index], sizeof(jf_finding));
    return status;
}

size_t jf_register_finding_total(const jf_register *self, int32_t kind)
{
    size_t total = 0;

    for (size_t i = 0; i < jf_register_finding_count(self); i++)
        total += self->findings.items[i].kind == kind;
    return total;
}

jf_status jf_register_remark(jf_register *self, const jf_finding *finding, jf_error *err)
{
    jf_finding known;
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    status = jf__record_read(&known, sizeof known, finding, "finding", err);
    if (status)
        return status;
    if (known.kind != JF_FINDING_DATE_WRONG && known.kind != JF_FINDING_DATE_FORM)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, JF_FINDING_DATE_FORM, known.kind,
                              "finding.kind %" PRId32 " is not about a date", known.kind);
    if (known.date < 0 || known.date > 2)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, 2, known.date,
                              "finding.date %" PRId32 " is not 0 to 2", known.date);
    if (known.document < 0 || known.document >= (int64_t)self->documents.count)
        return jf__fail_about(err, JF_E_RANGE, 0, (int64_t)self->documents.count, known.document,
                              "no document %" PRId64, known.document);
    if (!jf__array_reserve(&self->remarks, 1, &self->allocator))
        return jf__fail_memory(err);
    known.row = self->documents.items[known.document].record.row;
    known.other = -1;
    self->remarks.items[self->remarks.count++] = known;
    self->findings.count = self->meters.count = 0;
    return JF_OK;
}

size_t jf_register_meter_count(const jf_register *self)
{
    return self ? self->meters.count : 0;
}

jf_status jf_register_meter_at(const jf_register *self, size_t index, jf_meter *meter_out,
                               jf_error *err)
{
    jf_status status = jf__record_writable(meter_out, "meter_out", err);

    if (!status)
        status = check_index(self, index, jf_register_meter_count(self), "meter", err);
    if (!status)
        jf__record_write(meter_out, &self->meters.items[index].record, sizeof(jf_meter));
    return status;
}

const char *jf_register_meter_series_at(const jf_register *self, size_t index)
{
    if (index >= jf_register_meter_count(self))
        return NULL;
    return jf__texts_at(&self->texts, self->meters.items[index].series);
}

const char *jf_finding_name(int32_t kind)
{
    static const char *const names[] = {
        "number-wrong", "number-form",    "duplicate", "year",       "month-shift", "gap",
        "order",        "series-kind",    "series-unknown", "undated", "unit-ended", "bundled",
        "published",    "status",         "date-wrong", "date-form",
    };

    if (kind < 1 || (size_t)kind > sizeof names / sizeof names[0])
        return "unknown";
    return names[kind - 1];
}
