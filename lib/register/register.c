/* SPDX-License-Identifier: Apache-2.0 */
/* The register: documents in the order of adding, with number and title interned.
 *
 * Every stored document has passed jf__document_check, so its units and kind are in the trees
 * (which never lose a node), its days exist or are JF_DAY_NONE, and its count is 1 or more.
 * Verdicts are not stored: they are a function of the document and the policy. */
#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "base/records.h"
#include "register/number.h"
#include "register/policy.h"
#include "register/source.h"
#include "register/state.h"

#define CHARACTERS_MOST 10000
#define ANNEXES_MOST 9
#define ISSUERS_MAX 256

static jf_status read_options(jf_register_options *known, jf_allocator *allocator,
                              const jf_register_options *opts, jf_error *err)
{
    jf_status status = jf__options_read(known, sizeof *known, opts, "opts", err);

    if (!status)
        status = jf__allocator_init(allocator, &known->allocator, err);
    if (status)
        return status;
    if (known->needs_series < 0 || known->needs_series > 1 || known->characters_most < 0 ||
        known->annexes_most < 0)
        return jf__fail(err, JF_E_ARGUMENT,
                        "opts.needs_series, characters_most or annexes_most is out of range");
    if (known->characters_most == 0)
        known->characters_most = CHARACTERS_MOST;
    if (known->annexes_most == 0)
        known->annexes_most = ANNEXES_MOST;
    return JF_OK;
}

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
    if (jf__policy_read(&checked, policy, err) || read_options(&known, &allocator, opts, err))
        return NULL;
    self = jf__allocate(&allocator, 1, sizeof *self);
    if (!self) {
        (void)jf__fail_memory(err);
        return NULL;
    }
    self->allocator = allocator;
    self->policy = checked;
    self->needs_series = known.needs_series;
    self->characters_most = known.characters_most;
    self->annexes_most = known.annexes_most;
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
    jf__array_release(&self->documents, &allocator);
    jf__array_release(&self->first_of, &allocator);
    jf__array_release(&self->issuers, &allocator);
    jf__array_release(&self->spans, &allocator);
    jf__array_release(&self->remarks, &allocator);
    jf__array_release(&self->findings, &allocator);
    jf__array_release(&self->meters, &allocator);
    jf__texts_release(&self->texts, &allocator);
    jf_tree_free(self->units);
    jf_tree_free(self->kinds);
    jf__release(&allocator, self);
}

jf_status jf_register_add_policy(jf_register *self, const jf_counting_policy *policy, jf_day first,
                                 jf_day last, jf_error *err)
{
    jf__policy_span added = {.first = first, .last = last};
    jf_status status;

    if (!self || !policy)
        return jf__fail_null(err, self ? "policy" : "self");
    status = jf__policy_read(&added.policy, policy, err);
    if (!status)
        status = jf__register_check_day(first, "first", err);
    if (!status)
        status = jf__register_check_day(last, "last", err);
    if (status)
        return status;
    if (last < first)
        return jf__fail_about(err, JF_E_RANGE, 0, first, last, "last is before first");
    for (size_t i = 0; i < self->spans.count; i++)
        if (first <= self->spans.items[i].last && last >= self->spans.items[i].first)
            return jf__fail_about(err, JF_E_EXISTS, 0, self->spans.items[i].first, first,
                                  "another policy is in force on a day of the range");
    if (!jf__array_reserve(&self->spans, 1, &self->allocator))
        return jf__fail_memory(err);
    self->spans.items[self->spans.count++] = added;
    self->findings.count = self->meters.count = 0;
    return JF_OK;
}

/* Interns the number in its printed form, and its series; *printed is 0 when there is no number. */
static bool read_number(jf_register *self, jf__document *added, const char *number,
                        uint32_t *printed)
{
    jf_doc_number read = {.size = sizeof read};
    char text[JF_DOC_NUMBER_TEXT_SIZE];
    char series[JF__SERIES_MAX + 1];

    *printed = added->number;
    if (jf_doc_number_parse(number, &read, NULL))
        return true;
    (void)jf__series_copy(&read, number, series);
    added->year = read.year;
    added->serial = read.serial;
    added->series_class = jf_series_class_of(series);
    if (!jf__texts_intern(&self->texts, series, &added->series, &self->allocator))
        return false;
    if (read.findings == 0)
        return true;
    return !jf_doc_number_print(&read, number, text, sizeof text, NULL) &&
           jf__texts_intern(&self->texts, text, printed, &self->allocator);
}

/* Makes room for a first document of every text that is there. */
static bool reserve_first(jf_register *self)
{
    size_t more = self->texts.offsets.count - self->first_of.count;

    if (more == 0)
        return true;
    if (!jf__array_reserve(&self->first_of, more, &self->allocator))
        return false;
    memset(self->first_of.items + self->first_of.count, 0, more * sizeof *self->first_of.items);
    self->first_of.count += more;
    return true;
}

static bool store(jf_register *self, jf__document *added, const char *number, const char *title)
{
    uint32_t index = (uint32_t)self->documents.count;
    uint32_t printed;
    uint32_t *first;

    if (!jf__array_reserve(&self->documents, 1, &self->allocator) ||
        !jf__texts_intern(&self->texts, number, &added->number, &self->allocator) ||
        !jf__texts_intern(&self->texts, title, &added->title, &self->allocator) ||
        !read_number(self, added, number, &printed) || !reserve_first(self))
        return false;
    added->first = index;
    if (printed != 0) {
        first = &self->first_of.items[printed - 1];
        if (*first == 0)
            *first = index + 1;
        added->first = *first - 1;
    }
    self->documents.items[self->documents.count++] = *added;
    return true;
}

/* Checks what is to be added, and fills what follows from it without memory. */
static jf_status prepare(const jf_register *self, jf__document *added, const jf_document *document,
                         const char *number, const char *title, jf_error *err)
{
    jf_status status;

    if (!number || !title)
        return jf__fail_null(err, number ? "title" : "number");
    status = jf__record_read(&added->record, sizeof added->record, document, "document", err);
    if (!status)
        status = jf__document_check(self, &added->record, err);
    if (!status)
        status = jf__text_check(number, "number", err);
    if (!status)
        status = jf__text_check(title, "title", err);
    if (status)
        return status;
    if (added->record.count == 0)
        added->record.count = 1;
    added->doc_kind = added->record.doc_kind ? added->record.doc_kind : jf_doc_kind_of(title);
    return JF_OK;
}

static jf_status check_room(const jf_register *self, size_t more, jf_error *err)
{
    if (more <= INT32_MAX - self->documents.count)
        return JF_OK;
    return jf__fail(err, JF_E_RANGE, "a register holds at most 2147483647 documents");
}

jf_status jf_register_add(jf_register *self, const jf_document *document, const char *number,
                          const char *title, jf_error *err)
{
    jf__document added = {.number = 0};
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    status = prepare(self, &added, document, number, title, err);
    if (!status)
        status = check_room(self, 1, err);
    if (status)
        return status;
    if (!store(self, &added, number, title))
        return jf__fail_memory(err);
    self->findings.count = self->meters.count = 0;
    return JF_OK;
}

/* Takes documents back that were added last. */
static void take_back(jf_register *self, size_t count)
{
    self->documents.count = count;
    for (size_t i = 0; i < self->first_of.count; i++)
        if (self->first_of.items[i] > count)
            self->first_of.items[i] = 0;
}

/* The next two texts of many. */
static void take_texts(const char **rest, const char **number_out, const char **title_out)
{
    *number_out = *rest;
    *title_out = *number_out + strlen(*number_out) + 1;
    *rest = *title_out + strlen(*title_out) + 1;
}

static jf_status check_all(const jf_register *self, const jf_document *documents, size_t count,
                           const char *texts, jf_error *err)
{
    for (size_t i = 0; i < count; i++) {
        jf__document added = {.number = 0};
        const char *number;
        const char *title;
        jf_status status;

        take_texts(&texts, &number, &title);
        status = prepare(self, &added, &documents[i], number, title, err);
        if (status && err)
            err->line = (int32_t)(i + 1);
        if (status)
            return status;
    }
    return JF_OK;
}

static jf_status store_all(jf_register *self, const jf_document *documents, size_t count,
                           const char *texts, jf_error *err)
{
    size_t before = self->documents.count;

    for (size_t i = 0; i < count; i++) {
        jf__document added = {.number = 0};
        const char *number;
        const char *title;

        take_texts(&texts, &number, &title);
        (void)prepare(self, &added, &documents[i], number, title, NULL);
        if (!store(self, &added, number, title)) {
            take_back(self, before);
            return jf__fail_memory(err);
        }
    }
    return JF_OK;
}

jf_status jf_register_add_all(jf_register *self, const jf_document *documents,
                              size_t document_count, const uint8_t *bytes, size_t byte_count,
                              jf_error *err)
{
    jf_status status;

    if (!self || (!documents && document_count > 0))
        return jf__fail_null(err, self ? "documents" : "self");
    status = check_room(self, document_count, err);
    if (!status)
        status = jf__texts_count(bytes, byte_count, 2 * document_count, err);
    if (!status)
        status = check_all(self, documents, document_count, (const char *)bytes, err);
    if (!status)
        status = store_all(self, documents, document_count, (const char *)bytes, err);
    if (status)
        return status;
    self->findings.count = self->meters.count = 0;
    return JF_OK;
}

size_t jf_register_count(const jf_register *self)
{
    return self ? self->documents.count : 0;
}

/* The document at index, or NULL with the reason in *status_out and err. */
static jf__document *document_at(const jf_register *self, size_t index, const void *out,
                                 const char *out_name, jf_status *status_out, jf_error *err)
{
    if (!self || !out) {
        *status_out = jf__fail_null(err, self ? out_name : "self");
        return NULL;
    }
    if (index >= self->documents.count) {
        *status_out =
            jf__fail_about(err, JF_E_RANGE, 0, (int64_t)self->documents.count, (int64_t)index,
                           "no document %zu of %zu", index, self->documents.count);
        return NULL;
    }
    *status_out = JF_OK;
    return &self->documents.items[index];
}

static jf_status check_issuers(const jf_register *self, const int64_t *issuers, size_t count,
                               jf_error *err)
{
    jf_status status = JF_OK;

    if (count == 0 || count > ISSUERS_MAX)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, ISSUERS_MAX, (int64_t)count,
                              "%zu issuers, not 1 to %d", count, ISSUERS_MAX);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < i; j++)
            if (issuers[i] == issuers[j])
                return jf__fail_about(err, JF_E_ARGUMENT, issuers[i], 0, 0,
                                      "issuer %" PRId64 " is named twice", issuers[i]);
    for (size_t i = 0; !status && i < count; i++)
        status = jf__register_check_node(self->units, issuers[i], "issuer", err);
    return status;
}

jf_status jf_register_set_issuers(jf_register *self, size_t index, const int64_t *issuers,
                                  size_t issuer_count, jf_error *err)
{
    jf_status status;
    jf__document *found = document_at(self, index, issuers, "issuers", &status, err);

    if (!found)
        return status;
    if (found->issuer_count > 0)
        return jf__fail(err, JF_E_STATE, "the issuers of document %zu are named already", index);
    status = check_issuers(self, issuers, issuer_count, err);
    if (status)
        return status;
    if (!jf__array_reserve(&self->issuers, issuer_count, &self->allocator))
        return jf__fail_memory(err);
    memcpy(self->issuers.items + self->issuers.count, issuers, issuer_count * sizeof *issuers);
    found->issuer_first = (uint32_t)self->issuers.count;
    found->issuer_count = (uint32_t)issuer_count;
    self->issuers.count += issuer_count;
    found->record.lead = issuers[0];
    found->record.led_elsewhere =
        !jf_tree_contains(self->units, issuers[0], found->record.sponsor);
    self->findings.count = self->meters.count = 0;
    return JF_OK;
}

jf_status jf_register_at(const jf_register *self, size_t index, jf_document *document_out,
                         jf_error *err)
{
    jf_status status = jf__record_writable(document_out, "document_out", err);
    const jf__document *found;

    if (status)
        return status;
    found = document_at(self, index, document_out, "document_out", &status, err);
    if (found)
        jf__record_write(document_out, &found->record, sizeof found->record);
    return status;
}

const char *jf_register_number_at(const jf_register *self, size_t index)
{
    if (index >= jf_register_count(self))
        return NULL;
    return jf__texts_at(&self->texts, self->documents.items[index].number);
}

const char *jf_register_title_at(const jf_register *self, size_t index)
{
    if (index >= jf_register_count(self))
        return NULL;
    return jf__texts_at(&self->texts, self->documents.items[index].title);
}

jf_status jf_register_verdict_at(const jf_register *self, size_t index, int32_t *verdict_out,
                                 jf_error *err)
{
    jf_status status;
    const jf__document *found = document_at(self, index, verdict_out, "verdict_out", &status, err);

    if (found)
        *verdict_out =
            (int32_t)jf__register_verdict(jf__register_policy(self, found), self, found);
    return status;
}

jf_status jf_register_day_at(const jf_register *self, size_t index, jf_day *day_out, jf_error *err)
{
    jf_status status;
    const jf__document *found = document_at(self, index, day_out, "day_out", &status, err);

    if (found)
        *day_out = jf__policy_day(jf__register_policy(self, found), &found->record);
    return status;
}

jf_status jf_register_owner_at(const jf_register *self, size_t index, int64_t *unit_out,
                               jf_error *err)
{
    jf_status status;
    const jf__document *found = document_at(self, index, unit_out, "unit_out", &status, err);

    if (found)
        *unit_out = jf__register_owner(self, found, jf__register_policy(self, found));
    return status;
}
